"""The simulator over HTTP, as Telegram's own server answers, with the chat page beside it; for this computer alone."""

import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web
from aiohttp.typedefs import Handler

from quizbot.tryout import webhook
from quizbot.tryout.chatpage import Page
from quizbot.tryout.controls import Controls
from quizbot.tryout.simulator import Answer, InputFile, Simulator

__all__ = ["Controls", "build", "serve"]

HOST = "127.0.0.1"
UPLOAD_LIMIT = 64 * 1024**2  # room for the 50 MB that Telegram takes, and the form around it
STOPPING = 0.2  # seconds that calls in flight get when the server stops; a long poll would use up any


def build(simulator: Simulator, controls: Controls, *, now: Callable[[], datetime]) -> web.Application:
    """The application: the Bot API at /bot<token>/<method> and /file/bot<token>/<path>, the chat page at /.

    `now` gives the simulated time in UTC. Updates are pushed to a webhook that the bot sets, if it is on this computer.
    """
    application = web.Application(middlewares=[_only_from_here], client_max_size=UPLOAD_LIMIT)
    door = Door(simulator)
    application.router.add_get("/bot{token}/{method}", door.call, allow_head=False)
    application.router.add_post("/bot{token}/{method}", door.call)
    application.router.add_get("/file/bot{token}/{path:.+}", door.file)
    Page(simulator, controls, now=now).add_to(application)

    async def pushing(_: web.Application) -> AsyncIterator[None]:
        async with webhook.pushing(simulator):
            yield

    application.cleanup_ctx.append(pushing)
    return application


@asynccontextmanager
async def serve(application: web.Application, *, port: int) -> AsyncIterator[int]:
    """Serve on 127.0.0.1 while the block runs; the value is the port (with 0: one that was free).

    A call ends when its client goes away, and every long poll ends with the block. OSError if the port is taken.
    """
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=STOPPING)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign page makes a browser send: another Host (DNS rebinding) or another Origin."""
    host = request.headers.get("Host", "")
    if host.partition(":")[0] not in {HOST, "localhost"}:
        raise web.HTTPForbidden(text=f"This server answers to {HOST} and localhost only.")
    if request.headers.get("Origin", f"http://{host}") != f"http://{host}":
        raise web.HTTPForbidden(text="This server answers its own page only.")
    return await handler(request)


class Door:
    """The Bot API over HTTP."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def call(self, request: web.Request) -> web.Response:
        """Answer one call, whatever way its parameters came: in the query, in a form or as JSON."""
        if not self._knows(request.match_info["token"]):
            return _response(self._simulator.unauthorized())
        try:
            parameters, files = await _received(request)
        except ValueError:
            return _response(_refusal(400, "Bad Request: can't parse the body of the request"))
        except web.HTTPRequestEntityTooLarge:
            return _response(_refusal(413, "Request Entity Too Large"))
        return _response(await self._simulator.call(request.match_info["method"], parameters, files))

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file that getFile named."""
        if not self._knows(request.match_info["token"]):
            return _response(self._simulator.unauthorized())
        content = self._simulator.file(request.match_info["path"])
        if content is None:
            return _response(_refusal(404, "Not Found"))
        return web.Response(body=content, content_type="application/octet-stream")

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self._simulator.token.encode())


def _response(answer: Answer) -> web.Response:
    return web.json_response(answer.body, status=answer.status)


def _refusal(status: int, description: str) -> Answer:
    return Answer(status=status, body={"ok": False, "error_code": status, "description": description})


async def _received(request: web.Request) -> tuple[dict[str, object], dict[str, InputFile]]:
    """The parameters and files of a request; ValueError for a body that is neither a form nor a JSON object."""
    parameters: dict[str, object] = dict(request.query)
    files: dict[str, InputFile] = {}
    if request.content_type == "application/json":
        body = await request.read()
        decoded = json.loads(body) if body else {}
        if not isinstance(decoded, dict):
            raise ValueError("not an object")
        parameters |= decoded
        return parameters, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = InputFile(name=value.filename, content=value.file.read(), mime=value.content_type)
        else:
            parameters[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return parameters, files

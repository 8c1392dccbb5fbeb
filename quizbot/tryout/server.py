"""The simulator over HTTP, as Telegram's own server answers, with the chat page beside it; for this computer alone."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from quizbot.tryout import webhook
from quizbot.tryout.chatpage import Page
from quizbot.tryout.controls import Controls
from quizbot.tryout.door import Door
from quizbot.tryout.faults import Faults
from quizbot.tryout.listening import HOST, listening
from quizbot.tryout.simulator import Simulator

__all__ = ["Controls", "Faults", "build", "serve"]

UPLOAD_LIMIT = 64 * 1024**2  # room for the 50 MB that Telegram takes, and the form around it
STOPPING = 0.2  # seconds that calls in flight get when the server stops; a long poll would use up any
FAULTS: Final = web.AppKey("FAULTS", Faults)


def build(
    simulator: Simulator, controls: Controls, *, now: Callable[[], datetime], faults: Faults | None = None
) -> web.Application:
    """The application: the Bot API at /bot<token>/<method> and /file/bot<token>/<path>, the chat page at /.

    `now` gives the simulated time in UTC. Updates are pushed to a webhook that the bot sets, if it is on this computer.
    `faults` strike calls and webhook posts, never the page; they can be replaced while the server runs.
    """
    faults = Faults() if faults is None else faults
    application = web.Application(middlewares=[_only_from_here], client_max_size=UPLOAD_LIMIT)
    application[FAULTS] = faults
    door = Door(simulator, faults)
    application.router.add_get("/bot{token}/{method}", door.call, allow_head=False)
    application.router.add_post("/bot{token}/{method}", door.call)
    application.router.add_get("/file/bot{token}/{path:.+}", door.file)
    Page(simulator, controls, now=now).add_to(application)

    async def running(_: web.Application) -> AsyncIterator[None]:
        async with webhook.pushing(simulator, faults):
            yield
        await door.close()

    application.cleanup_ctx.append(running)
    return application


@asynccontextmanager
async def serve(application: web.Application, *, port: int) -> AsyncIterator[int]:
    """Serve on 127.0.0.1 while the block runs; the value is the port (with 0: one that was free).

    A call ends when its client goes away, and every long poll ends with the block. OSError if the port is taken.
    """
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=STOPPING)
    await runner.setup()
    try:
        async with listening(runner, application[FAULTS], port=port) as bound:
            yield bound
    finally:
        await runner.cleanup()


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign page makes a browser send: another Host (DNS rebinding), or another Origin.

    A browser names no Origin when a page shows a picture from here, say, and then says in another way who asks.
    """
    host = request.headers.get("Host", "")
    if host.partition(":")[0] not in {HOST, "localhost"}:
        raise web.HTTPForbidden(text=f"This server answers to {HOST} and localhost only.")
    if request.headers.get("Origin", f"http://{host}") != f"http://{host}":
        raise web.HTTPForbidden(text="This server answers its own page only.")
    asked_by = request.headers.get("Sec-Fetch-Site", "none")
    if asked_by not in {"none", "same-origin"} and request.path != "/":  # a link may well lead to the page
        raise web.HTTPForbidden(text="This server answers its own page only.")
    return await handler(request)

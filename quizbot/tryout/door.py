"""The Bot API over HTTP: each call goes to the simulator, and meets on its way what the fault script has for it."""

import asyncio
import json
import math
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from http import HTTPStatus
from weakref import WeakSet

from aiohttp import web

from quizbot.tryout.faults import DOWNLOAD, Drip, Drop, Fail, Fault, Faults, Partition, Refuse, Rule, Truncate
from quizbot.tryout.simulator import Answer, Call, InputFile, Simulator, failure

PIECES_A_SECOND = 10  # in which an answer trickles in


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What is to go out, and the call that it answers if the simulator has one in its record."""

    status: int
    body: bytes
    content_type: str = "application/json"
    call: Call | None = None

    def lose(self) -> None:
        """Note that it has not reached the bot."""
        if self.call is not None:
            self.call.lost = True


class Door:
    """Takes calls and file paths as Telegram's server does; `close` when the server stops."""

    def __init__(self, simulator: Simulator, faults: Faults) -> None:
        self._simulator = simulator
        self._faults = faults
        self._under_way: set[asyncio.Task[_Reply | None]] = set()
        self._connections: WeakSet[asyncio.BaseTransport] = WeakSet()  # those that were open when no outage was on

    async def close(self) -> None:
        """Give up what is still on its way to the simulator, and end an outage."""
        self._faults.end()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, whatever way its parameters came: in the query, in a form or as JSON."""
        if not self._knows(request.match_info["token"]):
            return await _send(request, _reply(self._simulator.unauthorized()))
        try:
            parameters, files = await _received(request)
        except ValueError:
            return await _send(
                request, _reply(failure(400, description="Bad Request: can't parse the body of the request"))
            )
        except web.HTTPRequestEntityTooLarge:
            return await _send(request, _reply(failure(413)))
        method = request.match_info["method"]

        async def apply() -> _Reply:
            return _reply(await self._simulator.call(method, parameters, files))

        async def fail(fault: Fail) -> _Reply:
            answer = await self._simulator.refuse(
                method,
                parameters,
                files,
                status=fault.status,
                description=fault.description,
                retry_after=fault.retry_after,
            )
            return _reply(answer)

        return await self._through(request, method, self._simulator.chat_of(parameters), apply, fail)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file that getFile named."""
        if not self._knows(request.match_info["token"]):
            return await _send(request, _reply(self._simulator.unauthorized()))

        async def apply() -> _Reply:
            content = self._simulator.file(request.match_info["path"])
            if content is None:
                return _reply(failure(404))
            return _Reply(status=200, body=content, content_type="application/octet-stream")

        async def fail(fault: Fail) -> _Reply:
            return _failure(fault)

        return await self._through(request, DOWNLOAD, None, apply, fail)

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self._simulator.token.encode())

    async def _through(
        self,
        request: web.Request,
        method: str,
        chat_id: int | None,
        apply: Callable[[], Awaitable[_Reply]],
        fail: Callable[[Fail], Awaitable[_Reply]],
    ) -> web.StreamResponse:
        """Let a request through to the simulator and its reply back, with what the script has for either way."""
        rule = self._faults.strike(method, chat_id, at=self._simulator.now())
        if self._faults.outage is None and request.transport is not None:
            self._connections.add(request.transport)
        if rule is None and self._faults.outage is None:
            reply: _Reply | None = await apply()
        else:
            is_lost = method == "getUpdates" or request.transport not in self._connections
            reply = await self._despite_its_client(self._there(rule, apply, fail), is_lost=is_lost)
        if reply is None:
            return _cut(request)
        try:
            await self._faults.passage()
            return await self._back(request, None if rule is None else rule.fault, reply)
        except asyncio.CancelledError:
            reply.lose()
            raise

    async def _despite_its_client(self, there: Coroutine[None, None, _Reply | None], *, is_lost: bool) -> _Reply | None:
        """Go on if the client loses patience: what it has sent arrives, unless that is then lost."""
        task = asyncio.create_task(there)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if is_lost:
                task.cancel()
            task.add_done_callback(_lose)
            raise

    async def _there(
        self,
        rule: Rule | None,
        apply: Callable[[], Awaitable[_Reply]],
        fail: Callable[[Fail], Awaitable[_Reply]],
    ) -> _Reply | None:
        """The reply of the simulator, or None for a request that does not reach it."""
        await self._faults.passage()
        if rule is None:
            return await apply()
        if rule.delay > 0:
            await self._faults.sleep(rule.delay)
        match rule.fault:
            case Drop(applied=False):
                return None
            case Refuse() as outage:
                self._faults.begin(outage)
                return None
            case Fail(applied=False) as fault:
                return _as_gateway(await fail(fault))
            case Partition() as outage:
                self._faults.begin(outage)
                await self._faults.passage()
                return await apply()
            case _:
                return await apply()

    async def _back(self, request: web.Request, fault: Fault | None, reply: _Reply) -> web.StreamResponse:
        """Bring the reply to the bot, or what becomes of it."""
        match fault:
            case Drop():
                reply.lose()
                return _cut(request)
            case Truncate():
                reply.lose()
                return await _send(request, replace(reply, body=reply.body[: len(reply.body) // 2]))
            case Fail(applied=True):
                reply.lose()
                return await _send(request, _as_gateway(_failure(fault)))
            case Drip():
                return await self._trickle(request, reply, fault.seconds)
            case _:
                return await _send(request, reply)

    async def _trickle(self, request: web.Request, reply: _Reply, seconds: float) -> web.StreamResponse:
        response = web.StreamResponse(status=reply.status)
        response.content_type = reply.content_type
        response.content_length = len(reply.body)
        pieces = max(1, min(len(reply.body), round(seconds * PIECES_A_SECOND)))
        size = math.ceil(len(reply.body) / pieces)
        try:
            await response.prepare(request)
            for start in range(0, len(reply.body), size):
                await self._faults.sleep(seconds / pieces)
                await self._faults.passage()
                await response.write(reply.body[start : start + size])
        except ConnectionError:
            reply.lose()
        return response


async def _send(request: web.Request, reply: _Reply) -> web.StreamResponse:
    response = web.Response(status=reply.status, body=reply.body, content_type=reply.content_type)
    try:
        await response.prepare(request)
        await response.write_eof()
    except ConnectionError:
        reply.lose()
    return response


def _cut(request: web.Request) -> web.StreamResponse:
    """Close the connection at once; the response is never written."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _lose(task: asyncio.Task[_Reply | None]) -> None:
    if not task.cancelled() and (reply := task.result()) is not None:
        reply.lose()


def _reply(answer: Answer) -> _Reply:
    return _Reply(status=answer.status, body=json.dumps(answer.body).encode(), call=answer.call)


def _failure(fault: Fail) -> _Reply:
    return _reply(failure(fault.status, description=fault.description, retry_after=fault.retry_after))


def _as_gateway(reply: _Reply) -> _Reply:
    """What a gateway makes of a failure that is its own and not the Bot API's: a page of HTML."""
    if reply.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return reply
    name = f"{reply.status} {HTTPStatus(reply.status).phrase}"
    page = (
        f"<html>\r\n<head><title>{name}</title></head>\r\n<body><center><h1>{name}</h1></center></body>\r\n</html>\r\n"
    )
    return replace(reply, body=page.encode(), content_type="text/html")


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
            with value.file as file:
                files[name] = InputFile(name=value.filename, content=file.read(), mime=value.content_type)
        else:
            parameters[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return parameters, files

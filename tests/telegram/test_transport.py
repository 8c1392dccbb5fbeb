"""The way to the Bot API: what arrives there, what comes back, and what is never said to anybody."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import RequestData

from quizbot.telegram.bot import connect
from quizbot.telegram.transport import READ, AiohttpRequest, NotSent, seconds_of

TOKEN = "4711:a-secret-token"
OK = b'{"ok": true, "result": {"id": 4711, "is_bot": true, "first_name": "quizbot", "username": "a_bot"}}'
SHORT = 0.05  # seconds; nothing is asserted of them

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def well(_: web.Request) -> web.Response:
    return web.Response(body=OK, content_type="application/json")


@dataclass(kw_only=True)
class Server:
    """A Bot API of one answer, which notes what arrives and by how many connections."""

    answering: Answering = well
    base: str = ""
    arrived: list[dict[str, object]] = field(default_factory=list)
    connections: set[object] = field(default_factory=set)
    busy: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))  # one for each call that has arrived

    @property
    def url(self) -> str:
        return f"{self.base}/bot{TOKEN}/getMe"

    async def take(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        self.connections.add(request.transport.get_extra_info("peername"))
        fields: dict[str, object] = {"method": request.method, "path": request.path}
        sent = await (request.json() if request.content_type == "application/json" else request.post())
        for name, value in sent.items():
            if isinstance(value, web.FileField):
                fields[name] = (value.filename, value.content_type, value.file.read())
            else:
                fields[name] = value
        self.arrived.append(fields)
        self.busy.release()
        return await self.answering(request)


@asynccontextmanager
async def served(server: Server) -> AsyncIterator[Server]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", server.take)
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        await runner.cleanup()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with served(Server()) as running:
        yield running


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as request:
        yield request


def bot_of(server: Server, request: AiohttpRequest) -> Bot:
    return connect(TOKEN, server.base, request, request).bot


# What arrives


async def test_a_call_is_a_form_and_its_result_comes_back(server: Server, request_: AiohttpRequest) -> None:
    result = await request_.post(server.url, RequestData())
    assert result == {"id": 4711, "is_bot": True, "first_name": "quizbot", "username": "a_bot"}
    assert server.arrived == [{"method": "POST", "path": f"/bot{TOKEN}/getMe"}]


async def test_parameters_arrive_as_they_are(server: Server, request_: AiohttpRequest) -> None:
    async with bot_of(server, request_) as bot:
        await bot.set_my_description("Tea & <cake> = 2 %, né?")
    assert server.arrived[-1]["description"] == "Tea & <cake> = 2 %, né?"


async def test_a_file_arrives_with_its_name_and_kind(server: Server, request_: AiohttpRequest) -> None:
    async with bot_of(server, request_) as bot:
        with pytest.raises(KeyError):  # the answer is no message, but then, that is not asked here
            await bot.send_document(7, document=b"\x00\xff{}", filename="data.json", caption="All of it")
    sent = server.arrived[-1]
    assert sent["caption"] == "All of it"
    assert ("data.json", "application/json", b"\x00\xff{}") in sent.values()


async def test_a_download_is_a_get_and_may_be_anything(server: Server, request_: AiohttpRequest) -> None:
    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG\xff")

    server.answering = picture
    assert await request_.retrieve(server.url) == b"\x89PNG\xff"
    assert server.arrived[-1]["method"] == "GET"


async def test_one_connection_serves_calls_one_after_the_other(server: Server, request_: AiohttpRequest) -> None:
    for _ in range(5):
        await request_.post(server.url)
    assert len(server.arrived) == 5
    assert len(server.connections) == 1


async def test_no_more_connections_are_made_than_allowed(server: Server) -> None:
    gate = asyncio.Event()

    async def later(request: web.Request) -> web.Response:
        await gate.wait()
        return await well(request)

    server.answering = later
    async with AiohttpRequest(connections=2) as request, asyncio.TaskGroup() as calls:
        for _ in range(6):
            calls.create_task(request.post(server.url))
        for _ in range(2):
            await server.busy.acquire()
        gate.set()
    assert len(server.arrived) == 6
    assert len(server.connections) == 2


# What goes wrong


def closed_port() -> str:
    """An address where nobody listens."""
    return f"http://127.0.0.1:1/bot{TOKEN}/getMe"


async def hang(_: web.Request) -> web.Response:
    await asyncio.get_running_loop().create_future()
    raise AssertionError


async def drop(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.close()
    return await well(request)


async def stop_half_way(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"ok": ')
    assert request.transport is not None
    request.transport.close()
    return response


async def babble(_: web.Request) -> web.Response:
    return web.Response(body=f"<html>/bot{TOKEN}/getMe is fine; Ada wrote: hello</html>", content_type="text/html")


async def list_something(_: web.Request) -> web.Response:
    return web.Response(body=f'["/bot{TOKEN}/getMe"]', content_type="application/json")


def failing(status: int, body: str | None = None) -> Answering:
    async def fail(_: web.Request) -> web.Response:
        page = f"<html><body>The requested URL /bot{TOKEN}/getMe is not here\xff</body></html>"
        return web.Response(status=status, body=(page if body is None else body).encode("latin-1"))

    return fail


async def move(request: web.Request) -> web.Response:
    raise web.HTTPFound(f"http://{request.host}/elsewhere/{TOKEN}")


WRONG: dict[str, tuple[Answering, type[TelegramError]]] = {
    "nothing in time": (hang, TimedOut),
    "dropped": (drop, NetworkError),
    "stopped half-way": (stop_half_way, NetworkError),
    "well, but a page": (babble, NetworkError),
    "well, but a list": (list_something, NetworkError),
    "a gateway's page": (failing(502), NetworkError),
    "another place": (move, NetworkError),
    "a page that is not found": (failing(404), InvalidToken),
    "unauthorized": (failing(401, '{"ok": false, "error_code": 401, "description": "Unauthorized"}'), InvalidToken),
    "forbidden": (failing(403, '{"ok": false, "error_code": 403, "description": "Forbidden: blocked"}'), Forbidden),
    "a list that is not found": (failing(404, "[]"), InvalidToken),
    "a status of its own": (failing(599), NetworkError),
}


@pytest.mark.parametrize("name", WRONG)
async def test_what_goes_wrong_has_its_kind_and_nothing_tells_the_token(
    server: Server, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answering, kind = WRONG[name]
    with pytest.raises(TelegramError) as raised:
        await request_.post(server.url, RequestData(), read_timeout=SHORT if name == "nothing in time" else READ)
    assert type(raised.value) is kind
    assert len(server.arrived) == 1
    assert_discreet(raised.value, caplog)


async def test_nobody_there_means_not_sent(request_: AiohttpRequest, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(NotSent) as raised:
        await request_.post(closed_port())
    assert_discreet(raised.value, caplog)


async def test_no_free_connection_in_time_means_not_sent(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.answering = hang
    async with AiohttpRequest(connections=1) as request:
        busy = asyncio.create_task(request.post(server.url))
        await server.busy.acquire()
        with pytest.raises(NotSent) as raised:
            await request.post(server.url, pool_timeout=SHORT)
        busy.cancel()
        await asyncio.wait([busy])
    assert len(server.arrived) == 1
    assert_discreet(raised.value, caplog)


def assert_discreet(error: TelegramError, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the error nor any log record says the token, the address, or what somebody wrote."""
    said = "".join([str(error), repr(error), *traceback.format_exception(error), caplog.text])
    for secret in (TOKEN, TOKEN.partition(":")[2], "127.0.0.1", "Ada wrote"):
        assert secret not in said


async def test_a_call_that_went_well_tells_nothing(
    server: Server, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await request_.post(server.url, RequestData())
    assert TOKEN not in caplog.text


async def test_a_flood_says_how_long_to_wait(server: Server, request_: AiohttpRequest) -> None:
    server.answering = failing(
        429, '{"ok": false, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 7}}'
    )
    bot_of(server, request_)  # which asks the library for durations
    with pytest.raises(RetryAfter) as raised:
        await request_.post(server.url)
    assert seconds_of(raised.value) == 7


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("durations", ["true", "false"])
def test_seconds_to_wait_are_read_in_either_of_the_librarys_forms(
    monkeypatch: pytest.MonkeyPatch, durations: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", durations)
    assert isinstance(RetryAfter(7).retry_after, timedelta) is (durations == "true")
    assert seconds_of(RetryAfter(7)) == 7


async def test_timeouts_can_be_left_out_given_or_lifted(server: Server, request_: AiohttpRequest) -> None:
    assert request_.read_timeout == READ
    for seconds in (None, 5, 5.0):
        await request_.post(
            server.url, read_timeout=seconds, write_timeout=seconds, connect_timeout=seconds, pool_timeout=seconds
        )
    assert len(server.arrived) == 3


# Opening and closing


async def test_opening_and_closing_twice_is_fine(server: Server) -> None:
    request = AiohttpRequest()
    await request.initialize()
    await request.initialize()
    await request.post(server.url)
    await request.shutdown()
    await request.shutdown()


async def test_a_call_before_opening_is_a_bug(server: Server) -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await AiohttpRequest().post(server.url)
    assert server.arrived == []


async def test_it_can_be_opened_again(server: Server, request_: AiohttpRequest) -> None:
    await request_.shutdown()
    await request_.initialize()
    await request_.post(server.url)
    assert len(server.arrived) == 1

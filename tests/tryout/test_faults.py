"""Each kind of fault over a real connection, and which calls a rule strikes."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from quizbot.tryout.faults import (
    DOWNLOAD,
    WEBHOOK,
    Drip,
    Drop,
    Fail,
    Fault,
    Faults,
    Partition,
    Refuse,
    Rule,
    Truncate,
)
from quizbot.tryout.simulator import Call
from tests.tryout.conftest import TOKEN, Served, served

SEND = ("sendMessage",)
GONE = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)


class Naps:
    """Sleeping that lasts until the test ends it; with `short`, no time at all."""

    def __init__(self, *, short: bool = False) -> None:
        self.taken: list[float] = []
        self._begun = asyncio.Event()
        self._over = asyncio.Event()
        if short:
            self._over.set()

    async def sleep(self, seconds: float) -> None:
        self.taken.append(seconds)
        self._begun.set()
        await self._over.wait()

    async def begun(self) -> None:
        await self._begun.wait()

    def end(self) -> None:
        self._over.set()


@asynccontextmanager
async def struck(*rules: Rule, naps: Naps | None = None) -> AsyncIterator[tuple[Served, Faults]]:
    """A server with these faults, to which Ada has said hello."""
    faults = Faults(rules) if naps is None else Faults(rules, sleep=naps.sleep)
    async with asyncio.timeout(10), served(faults=faults) as server:
        server.ada().says("hello")
        yield server, faults


async def send(server: Served, text: str = "hi") -> aiohttp.ClientResponse:
    return await server.call("sendMessage", chat_id=1001, text=text)


async def until(happened: Callable[[], bool]) -> None:
    """Let everything else go on until that is so."""
    while not happened():  # noqa: ASYNC110 - what it waits for sends no signal
        await asyncio.sleep(0)


def sent(server: Served) -> list[str]:
    return [message.text for message in server.ada().chat.messages if message.from_bot]


def calls(server: Served) -> list[Call]:
    return [call for call in server.simulator.record if call.method == "sendMessage"]


# Calls that are dropped


async def test_a_call_dropped_before_is_neither_done_nor_recorded() -> None:
    async with struck(Rule(methods=SEND, times=1, fault=Drop(applied=False))) as (server, faults):
        with pytest.raises(GONE):
            await send(server)
        assert (sent(server), calls(server)) == ([], [])
        assert [(each.method, each.chat_id) for each in faults.struck] == [("sendMessage", 1001)]
        assert (await send(server)).status == 200


async def test_a_call_dropped_after_is_done_and_its_answer_lost() -> None:
    async with struck(Rule(methods=SEND, fault=Drop(applied=True))) as (server, _):
        with pytest.raises(GONE):
            await send(server)
        assert sent(server) == ["hi"]
        (call,) = calls(server)
        assert (call.status, call.lost) == (200, True)


async def test_an_answer_that_arrives_is_not_lost_and_says_when_it_was_given() -> None:
    async with struck() as (server, _):
        await send(server)
        (call,) = calls(server)
        assert (call.lost, call.at, call.answered) == (False, server.clock.seconds(), server.clock.seconds())


async def test_updates_whose_answer_is_lost_come_again() -> None:
    async with struck(Rule(methods=("getUpdates",), times=1, fault=Drop(applied=True))) as (server, _):
        with pytest.raises(GONE):
            await server.call("getUpdates", timeout=50)
        async with await server.call("getUpdates", timeout=50) as response:
            assert len((await response.json())["result"]) == 1
        assert [call.lost for call in server.simulator.record] == [True, False]


async def test_a_download_is_struck_by_its_own_name_alone() -> None:
    async with struck(Rule(fault=Drop(applied=False))) as (server, faults):
        document = server.ada().sends_document("a.txt", b"text").document
        assert document is not None
        address = f"{server.address}/file/bot{TOKEN}/{document.path}"
        async with server.client.get(address) as response:
            assert await response.read() == b"text"
        faults.replace([Rule(methods=(DOWNLOAD,), times=1, fault=Fail(status=404))])
        async with server.client.get(address) as response:
            assert response.status == 404
            assert (await response.json())["error_code"] == 404


# Calls that are answered with an error

ERRORS: list[tuple[Fail, dict[str, object]]] = [
    (Fail(status=401), {"description": "Unauthorized"}),
    (Fail(status=403), {"description": "Forbidden: bot was blocked by the user"}),
    (Fail(status=404), {"description": "Not Found"}),
    (Fail(status=413), {"description": "Request Entity Too Large"}),
    (Fail(status=429), {"description": "Too Many Requests"}),
    (
        Fail(status=429, retry_after=3),
        {"description": "Too Many Requests: retry after 3", "parameters": {"retry_after": 3}},
    ),
    (
        Fail(status=409),
        {
            "description": "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        },
    ),
    (Fail(status=400, description="Bad Request: chat not found"), {"description": "Bad Request: chat not found"}),
]


@pytest.mark.parametrize(("fault", "body"), ERRORS, ids=lambda given: str(getattr(given, "status", "")))
async def test_an_error_is_answered_in_telegrams_words_and_nothing_is_done(
    fault: Fail, body: dict[str, object]
) -> None:
    async with struck(Rule(methods=SEND, fault=fault)) as (server, _):
        async with await send(server) as response:
            assert response.status == fault.status
            assert await response.json() == {"ok": False, "error_code": fault.status} | body
        assert sent(server) == []
        (call,) = calls(server)
        assert (call.status, call.description, call.retry_after) == (
            fault.status,
            body["description"],
            fault.retry_after,
        )


@pytest.mark.parametrize("status", [500, 502, 504])
@pytest.mark.parametrize("applied", [False, True])
async def test_a_gateways_error_is_a_page_and_the_call_may_be_done(status: int, applied: bool) -> None:
    async with struck(Rule(methods=SEND, fault=Fail(status=status, applied=applied))) as (server, _):
        async with await send(server) as response:
            assert (response.status, response.content_type) == (status, "text/html")
            assert str(status) in await response.text()
        assert sent(server) == (["hi"] if applied else [])
        (call,) = calls(server)
        assert (call.status, call.lost) == ((200, True) if applied else (status, False))


async def test_a_call_that_is_wrong_in_itself_gets_its_own_error() -> None:
    async with struck(Rule(fault=Fail(status=502))) as (server, _):
        response = await server.call("sendMessage", chat_id=1001, colour="red")
        assert (response.status, (await response.json())["error_code"]) == (400, 400)


# Answers that are broken or slow


async def test_a_truncated_answer_is_no_json_and_the_call_is_done() -> None:
    async with struck(Rule(methods=SEND, fault=Truncate())) as (server, _):
        async with await send(server) as response:
            assert response.status == 200
            with pytest.raises(json.JSONDecodeError):
                await response.json()
        assert sent(server) == ["hi"]
        assert [call.lost for call in calls(server)] == [True]


async def test_a_dripping_answer_arrives_whole_in_its_time() -> None:
    naps = Naps(short=True)
    async with struck(Rule(methods=SEND, fault=Drip(seconds=2)), naps=naps) as (server, _):
        async with await send(server) as response:
            assert (await response.json())["result"]["text"] == "hi"
        assert len(naps.taken) == 20
        assert sum(naps.taken) == pytest.approx(2)
        assert [call.lost for call in calls(server)] == [False]


async def test_an_answer_that_drips_longer_than_the_bots_patience_is_lost() -> None:
    naps = Naps()
    async with struck(Rule(methods=SEND, fault=Drip(seconds=2)), naps=naps) as (server, _):
        response = await send(server)
        await naps.begun()
        response.close()
        await until(lambda: calls(server)[0].lost)
        assert sent(server) == ["hi"]


async def test_a_delayed_call_is_done_when_its_time_is_over() -> None:
    naps = Naps()
    async with struck(Rule(methods=SEND, delay=30), naps=naps) as (server, _):
        waiting = asyncio.create_task(send(server))
        await naps.begun()
        assert (naps.taken, sent(server)) == ([30], [])
        naps.end()
        assert (await waiting).status == 200
        assert sent(server) == ["hi"]


async def test_a_delayed_call_is_done_although_the_bot_has_lost_patience() -> None:
    naps = Naps()
    async with struck(Rule(methods=SEND, delay=30), naps=naps) as (server, _):
        waiting = asyncio.create_task(send(server))
        await naps.begun()
        waiting.cancel()
        await asyncio.wait([waiting])
        await server.session()  # a round trip, after which the server knows who has left
        naps.end()
        await until(lambda: [call.lost for call in calls(server)] == [True])
        assert sent(server) == ["hi"]


async def test_a_delayed_poll_ends_with_its_client() -> None:
    naps = Naps()
    async with struck(Rule(methods=("getUpdates",), times=1, delay=30), naps=naps) as (server, _):
        waiting = asyncio.create_task(server.call("getUpdates", timeout=50))
        await naps.begun()
        waiting.cancel()
        await asyncio.wait([waiting])
        async with await server.call("getUpdates", timeout=50) as response:
            assert len((await response.json())["result"]) == 1
        naps.end()
        assert [call.status for call in server.simulator.record] == [200]


async def test_a_server_that_stops_gives_up_what_is_delayed() -> None:
    naps = Naps()
    async with struck(Rule(methods=SEND, delay=30), naps=naps) as (server, _):
        waiting = asyncio.create_task(send(server))
        await naps.begun()
    await asyncio.wait([waiting])
    assert calls(server) == []


# Outages


async def test_while_it_is_refused_nobody_listens_and_the_port_stays_taken() -> None:
    naps = Naps()
    rules = (Rule(methods=SEND, times=1, fault=Refuse(seconds=5)),)
    async with struck(*rules, naps=naps) as (server, _):
        poll = asyncio.create_task(server.call("getUpdates", offset=2, timeout=50))
        await until(lambda: server.simulator.pending == 0)
        with pytest.raises(GONE):
            await send(server)
        with pytest.raises(GONE):
            await poll
        with pytest.raises(aiohttp.ClientConnectorError):
            await send(server)
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", int(server.address.rpartition(":")[2])))
        assert (naps.taken, server.simulator.record) == ([5], [])
        naps.end()
        await accepted(server)
        assert (await send(server)).status == 200


async def accepted(server: Served) -> None:
    """Wait until somebody listens again."""
    while True:
        try:
            await server.session()
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0)
        else:
            return


async def test_an_outage_can_be_begun_and_ended_by_hand() -> None:
    async with struck() as (server, faults):
        for _ in range(2):
            faults.begin(Refuse())
            await refused(server)
            faults.begin(Partition(cut=True))
            waiting = asyncio.create_task(send(server))
            faults.end()
            assert (await waiting).status == 200
        assert len(calls(server)) == 2


async def test_an_answer_that_meets_a_cut_is_lost() -> None:
    async with struck() as (server, faults):
        poll = asyncio.create_task(server.call("getUpdates", offset=2, timeout=50))
        await until(lambda: server.simulator.pending == 0)
        faults.begin(Refuse())
        server.ada().says("are you there?")  # the answer is ready in the same moment
        with pytest.raises(GONE):
            await poll
        assert [call.lost for call in server.simulator.record] == [True]


async def refused(server: Served) -> None:
    """Wait until nobody listens."""
    while True:
        try:
            await server.session()
        except aiohttp.ClientConnectorError:
            return
        except GONE:
            pass


async def test_a_server_that_stops_while_it_is_refused_gives_its_port_back() -> None:
    async with struck() as (server, faults):
        faults.begin(Refuse())
        await refused(server)
        port = int(server.address.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)) as another:
        assert another.getsockname()[1] == port


async def test_in_a_partition_calls_and_answers_hang_until_it_is_over() -> None:
    naps = Naps()
    async with struck(Rule(methods=SEND, times=1, fault=Partition(seconds=5)), naps=naps) as (server, _):
        poll = asyncio.create_task(server.call("getUpdates", offset=2, timeout=50))
        await until(lambda: server.simulator.pending == 0)  # the poll waits for what comes next
        waiting = asyncio.create_task(send(server))
        await naps.begun()
        server.ada().says("are you there?")
        another = asyncio.create_task(send(server, "another"))
        await (
            server.session()
        )  # the page is served in a partition, too: by now the others have come, as far as they can
        assert [call.method for call in server.simulator.record] == ["getUpdates"]
        assert (poll.done(), waiting.done(), another.done(), sent(server)) == (False, False, False, [])
        naps.end()
        assert [(await each).status for each in (poll, waiting, another)] == [200, 200, 200]
        assert sorted(sent(server)) == ["another", "hi"]


async def test_what_a_bot_sends_in_a_partition_on_a_new_connection_is_lost_with_its_patience() -> None:
    rule = Rule(methods=SEND, fault=Truncate())  # so that it is seen when a call has come
    async with struck(rule) as (server, faults), aiohttp.ClientSession() as another:
        await send(server, "before")
        faults.begin(Partition())
        body = {"chat_id": 1001, "text": "on a new connection"}
        over_new = asyncio.create_task(another.post(f"{server.address}/bot{TOKEN}/sendMessage", json=body))
        over_old = asyncio.create_task(send(server, "on an old connection"))
        await until(lambda: len(faults.struck) == 3)
        for each in (over_new, over_old):
            each.cancel()
        await asyncio.wait([over_new, over_old])
        await server.session()  # now the server knows who has left
        faults.end()
        await send(server, "after")
        assert sorted(sent(server)) == ["after", "before", "on an old connection"]


async def test_a_partition_may_cut_what_is_open_and_lose_the_answers_under_way() -> None:
    async with struck(Rule(methods=SEND, delay=1), naps=(naps := Naps())) as (server, faults):
        waiting = asyncio.create_task(send(server))
        await naps.begun()
        faults.begin(Partition(cut=True))
        with pytest.raises(GONE):
            await waiting
        naps.end()
        faults.end()
        await until(lambda: [call.lost for call in calls(server)] == [True])
        assert sent(server) == ["hi"]


# Posts to a webhook


@asynccontextmanager
async def hook(texts: list[str]) -> AsyncIterator[str]:
    """A bot's webhook, which notes what it is told; its address."""

    async def take(request: web.Request) -> web.Response:
        texts.append((await request.json())["message"]["text"])
        return web.Response()

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("fault", "posts"),
    [(Drop(applied=False), 1), (Drop(applied=True), 2), (Partition(seconds=0), 1), (Refuse(seconds=0), 1), (None, 1)],
    ids=str,
)
async def test_a_post_to_the_webhook_is_repeated_until_its_answer_arrives(fault: Fault | None, posts: int) -> None:
    naps = Naps(short=True)
    rule = Rule(methods=(WEBHOOK,), chat_id=1001, times=1, delay=3, fault=fault)
    texts: list[str] = []
    async with struck(rule, naps=naps) as (server, faults), hook(texts) as address:
        server.simulator.person(1002, first_name="Bob").says("not struck")
        await server.simulator.call("setWebhook", {"url": address})
        await until(lambda: server.simulator.pending == 0)
        assert sorted(texts) == ["hello"] * posts + ["not struck"]
        assert [each.chat_id for each in faults.struck] == [1001]
        assert naps.taken[0] == 3


async def test_a_partition_holds_posts_up() -> None:
    texts: list[str] = []
    async with struck() as (server, faults), hook(texts) as address:
        faults.begin(Partition())
        await server.simulator.call("setWebhook", {"url": address})
        await until(lambda: server.simulator.pending == 1)
        assert texts == []
        faults.end()
        await until(lambda: server.simulator.pending == 0)
        assert texts == ["hello"]


# Which calls are struck


def pattern(rule: Rule, *calls: tuple[str, int | None], seed: int = 0) -> str:
    faults = Faults([rule], seed=seed)
    return "".join("x" if faults.strike(method, chat, at=0) is not None else "." for method, chat in calls)


MIXED = [("sendMessage", 1), ("sendPhoto", 2), ("editMessageText", 1), ("getUpdates", None)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "xxxx"),
        ({"methods": ("send*",)}, "xx.."),
        ({"methods": ("send*", "getUpdates")}, "xx.x"),
        ({"methods": ("sendmessage",)}, "...."),
        ({"chat_id": 1}, "x.x."),
        ({"first": 2}, ".xxx"),
        ({"first": 2, "times": 2}, ".xx."),
        ({"methods": ("send*",), "first": 2}, ".x.."),
        ({"chat_id": 1, "times": 1}, "x..."),
    ],
)
def test_a_rule_strikes(given: dict[str, Any], expected: str) -> None:
    assert pattern(Rule(fault=Truncate(), **given), *MIXED) == expected


def test_chance_is_drawn_from_the_seed() -> None:
    rule, many = Rule(fault=Truncate(), chance=0.3), MIXED * 250
    once = pattern(rule, *many, seed=7)
    assert once == pattern(rule, *many, seed=7)
    assert once != pattern(rule, *many, seed=8)
    assert 250 < once.count("x") < 350


def test_the_first_rule_that_strikes_wins_and_the_others_keep_their_times() -> None:
    first, second = Rule(fault=Truncate(), times=1), Rule(fault=Drop(applied=True), times=1, first=2)
    faults = Faults([first, second])
    assert [faults.strike("getMe", None, at=at) for at in (0, 1, 2)] == [first, second, None]
    assert [each.at for each in faults.struck] == [0, 1]


def test_rules_that_are_replaced_count_anew() -> None:
    faults = Faults([rule := Rule(fault=Truncate(), times=1)])
    assert [faults.strike("getMe", None, at=0) for _ in range(2)] == [rule, None]
    faults.replace([rule])
    assert faults.strike("getMe", None, at=0) is rule


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"fault": Truncate(), "first": 0},
        {"fault": Truncate(), "times": 0},
        {"fault": Truncate(), "chance": 0},
        {"fault": Truncate(), "chance": 1.1},
        {"fault": Truncate(), "delay": -1},
        {"fault": Truncate(), "methods": (WEBHOOK,)},
    ],
)
def test_a_rule_that_could_never_strike_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^The rule|^A post to the webhook"):
        Rule(**given)

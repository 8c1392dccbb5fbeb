"""Updates in: kept before they are confirmed, and whatever fails is tried again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut

from quizbot.storage.errors import DatabaseInUse
from quizbot.telegram.bot import Telegram, connect
from quizbot.telegram.intake import BATCH, FIRST_PAUSE, HANDOVER, LONG_POLL, PAUSE, Intake
from quizbot.telegram.transport import NotSent
from quizbot.telegram.updates import Raw
from quizbot.tryout.simulator import Person, Simulator
from tests.telegram.line import Line

TOKEN = "1:a-token-for-updates"
STANDBY = 0.01  # seconds between two looks whose turn it is


async def nothing() -> None:
    """Keep updates without waiting for anything."""


@dataclass(kw_only=True)
class Desk:
    """The intake of a bot; `kept` has the texts that were kept, in order, and `slept` its pauses."""

    simulator: Simulator
    line: Line
    application: Telegram
    intake: Intake = field(init=False)
    keeping: Callable[[], Awaitable[None]] = nothing
    kept: list[str] = field(default_factory=list)
    turns: list[bool] = field(default_factory=list)  # whether it is our turn; afterwards it is
    slept: list[float] = field(default_factory=list)
    enough: int | None = None  # pauses, after which running is cancelled

    def __post_init__(self) -> None:
        self.intake = Intake(self.application.bot, self.line, self.keep, self.my_turn, self.sleep, STANDBY)

    async def keep(self, raws: Sequence[Raw]) -> None:
        await self.keeping()
        self.kept += [raw["message"]["text"] for raw in raws]

    async def my_turn(self) -> bool:
        return self.turns.pop(0) if self.turns else True

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if len(self.slept) == self.enough:
            raise asyncio.CancelledError

    def person(self, name: str, number: int) -> Person:
        return self.simulator.person(number, first_name=name)

    async def run(self, pauses: int) -> None:
        """Run until it has paused that often."""
        self.enough = pauses
        with pytest.raises(asyncio.CancelledError):
            await self.intake.run()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    simulator = Simulator(token=TOKEN, clock=lambda: 0.0)
    line = Line(simulator)
    application = connect(TOKEN, "http://127.0.0.1", line, line)
    async with application:
        yield Desk(simulator=simulator, line=line, application=application)


@pytest.fixture
def ada(desk: Desk) -> Person:
    return desk.person("Ada", 7)


# What is kept


async def test_updates_are_confirmed_only_after_they_are_kept(desk: Desk, ada: Person) -> None:
    waiting: list[int] = []

    async def look() -> None:
        waiting.append(desk.simulator.pending)

    desk.keeping = look
    ada.says("one")
    ada.says("two")
    assert await desk.intake.fetch() == 2
    assert await desk.intake.fetch() == 0
    assert waiting == [2, 0]
    assert desk.kept == ["one", "two"]


async def test_what_cannot_be_kept_stays_with_the_server(desk: Desk, ada: Person) -> None:
    async def refuse() -> None:
        desk.keeping = nothing
        raise DatabaseInUse("quizbot.db")

    desk.keeping = refuse
    ada.says("one")
    await desk.run(1)
    assert desk.slept == [FIRST_PAUSE]
    assert (desk.kept, desk.simulator.pending) == ([], 1)
    await desk.intake.fetch()
    assert desk.kept == ["one"]


async def test_more_than_a_batch_comes_in_several(desk: Desk, ada: Person) -> None:
    texts = [str(number) for number in range(BATCH + 5)]
    for text in texts:
        ada.says(text)
    assert [await desk.intake.fetch() for _ in range(3)] == [BATCH, 5, 0]
    assert desk.kept == texts


async def test_only_what_we_can_handle_is_asked_for(desk: Desk, ada: Person) -> None:
    await desk.intake.fetch()
    ada.edits(ada.says("one").message_id, "won")
    assert await desk.intake.fetch() == 1


# Among several


async def test_whoever_does_not_have_the_turn_fetches_nothing(desk: Desk, ada: Person) -> None:
    ada.says("one")
    desk.turns = [False, False]
    await desk.run(2)
    assert desk.slept == [STANDBY, STANDBY]
    assert desk.simulator.pending == 1
    assert desk.intake.fetched_at is not None  # somebody else fetches, and this process is well


async def test_whoever_takes_over_lets_the_one_before_notice_it_first(desk: Desk, ada: Person) -> None:
    async def enough() -> None:
        raise asyncio.CancelledError

    ada.says("one")
    desk.turns = [False, True]
    desk.keeping = enough
    with pytest.raises(asyncio.CancelledError):
        await desk.intake.run()
    assert desk.slept == [STANDBY, HANDOVER]


async def test_whoever_loses_the_turn_while_it_waits_for_updates_waits_no_longer(desk: Desk) -> None:
    desk.turns = [True, True, True, False, False]  # to look once, to wait for updates, and still; and then no more
    await desk.run(1)
    assert desk.slept == [STANDBY]
    asked = [desk.line.asked.get_nowait() for _ in range(desk.line.asked.qsize())]
    assert parse_qs(urlsplit(asked[-1]).query)["timeout"] == [str(LONG_POLL)]
    assert [call.method for call in desk.simulator.record].count("getUpdates") == 1  # the other ended without an answer


async def test_a_webhook_that_was_set_is_removed(desk: Desk, ada: Person) -> None:
    await desk.simulator.call("setWebhook", {"url": "http://127.0.0.1:1/old"})
    ada.says("one")

    async def enough() -> None:
        raise asyncio.CancelledError

    desk.keeping = enough
    with pytest.raises(asyncio.CancelledError):
        await desk.intake.run()
    assert desk.slept == [FIRST_PAUSE]
    assert [call.status for call in desk.simulator.record if call.method == "deleteWebhook"] == [200]
    assert desk.simulator.pending == 1  # what was waiting is not dropped


# What fails at fetching


@pytest.mark.parametrize(
    ("status", "description", "pause"),
    [
        (401, "Unauthorized", PAUSE),
        (404, "Not Found", PAUSE),
        (409, "Conflict: terminated by other getUpdates request", FIRST_PAUSE),
        (429, "Too Many Requests", FIRST_PAUSE),
        (500, "Internal Server Error", FIRST_PAUSE),
        (502, "Bad Gateway", FIRST_PAUSE),
        (400, "Bad Request: whatever", FIRST_PAUSE),
        (403, "Forbidden: whatever", FIRST_PAUSE),
    ],
)
async def test_whatever_the_server_refuses_with_it_is_asked_again(
    desk: Desk,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
    status: int,
    description: str,
    pause: float,
) -> None:
    desk.simulator.fail_next("getUpdates", status=status, description=description, times=2)
    ada.says("hello")
    await desk.run(2)
    assert desk.slept == [pause, min(2 * pause, PAUSE)]
    assert TOKEN not in caplog.text
    assert desk.intake.fetched_at is None  # which /healthz says
    await desk.intake.fetch()
    assert desk.kept == ["hello"]


async def test_pauses_grow_until_they_are_long_enough_and_start_anew_after_an_answer(desk: Desk) -> None:
    desk.line.before.extend([NotSent("refused")] * 6)
    await desk.run(6)
    assert desk.slept == [0.5, 1, 2, 4, PAUSE, PAUSE]


async def test_a_token_that_is_not_known_any_more_is_said_at_once(desk: Desk) -> None:
    await desk.intake.fetch()
    desk.simulator.fail_next("getUpdates", status=401)
    await desk.run(1)
    assert desk.intake.fetched_at is None


async def test_a_token_that_is_known_again_is_said_as_soon(desk: Desk) -> None:
    async def fail_the_next() -> None:
        desk.keeping = nothing
        desk.simulator.fail_next("getUpdates", status=401)

    desk.line.asked = asyncio.Queue()
    desk.keeping = fail_the_next
    running = asyncio.create_task(desk.intake.run())
    waits = [parse_qs(urlsplit(await desk.line.asked.get()).query)["timeout"] for _ in range(4)]
    assert waits == [["0"], [str(LONG_POLL)], ["0"], [str(LONG_POLL)]]
    running.cancel()
    await asyncio.wait([running])


async def test_a_flood_is_waited_for_as_long_as_the_server_says(desk: Desk) -> None:
    desk.simulator.fail_next("getUpdates", status=429, retry_after=17)
    await desk.run(1)
    assert desk.slept == [17]


@pytest.mark.parametrize("error", [NotSent("refused"), TimedOut(), NetworkError("dropped"), TelegramError("odd")])
async def test_a_broken_line_is_tried_again(desk: Desk, error: TelegramError) -> None:
    desk.line.before.extend([error] * 3)
    await desk.run(3)
    assert desk.slept == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"ok": tru', b"[]", b"{}", b'{"ok": true}', b'{"ok": true, "result": 7}']
)
async def test_an_answer_that_is_none_is_asked_for_again(
    desk: Desk, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    caplog.set_level(logging.CRITICAL, "telegram.request.BaseRequest")
    desk.line.instead.extend([(200, body)] * 2)
    await desk.run(2)
    assert desk.slept == [FIRST_PAUSE, 2 * FIRST_PAUSE]


async def test_it_is_soon_known_whether_the_server_answers(desk: Desk) -> None:
    """The first answer comes at once; later ones wait until there is something to say."""
    desk.line.asked = asyncio.Queue()
    desk.line.before.append(NotSent("refused"))
    running = asyncio.create_task(desk.intake.run())
    waits = [parse_qs(urlsplit(await desk.line.asked.get()).query)["timeout"] for _ in range(3)]
    assert waits == [["0"], ["0"], [str(LONG_POLL)]]
    assert desk.intake.fetched_at is not None
    running.cancel()
    await asyncio.wait([running])

"""Updates in: each handled before it is confirmed, in order for one person, and whatever fails is tried again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram import Update
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import CallbackContext, MessageHandler, filters

from quizbot.telegram.bot import Telegram, connect
from quizbot.telegram.intake import BATCH, LONG_PAUSE, LONG_POLL, PAUSE, Intake
from quizbot.telegram.transport import NotSent
from quizbot.tryout.simulator import Person, Simulator
from tests.telegram.line import Line

TOKEN = "1:a-token-for-updates"
Handling = Callable[[str], Awaitable[object]]


async def at_once(_: str) -> None:
    """Handle a text without waiting for anything."""


@dataclass(kw_only=True)
class Desk:
    """A small Application of the library's behind the intake; `done` has the texts that were handled, in order."""

    simulator: Simulator
    line: Line
    application: Telegram
    intake: Intake = field(init=False)
    handling: Handling = at_once
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    enough: int | None = None  # pauses, after which running is cancelled

    def __post_init__(self) -> None:
        self.intake = Intake(self.application, self.line, self.sleep)
        self.application.add_handler(MessageHandler(filters.TEXT, self.handle))
        self.application.add_error_handler(self.failed)

    async def handle(self, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        assert update.message is not None
        text = update.message.text or ""
        self.begun.append(text)
        await self.handling(text)
        self.done.append(text)

    async def failed(self, _: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        self.errors.append(type(context.error).__name__)

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


@pytest.fixture
def ben(desk: Desk) -> Person:
    return desk.person("Ben", 8)


class Gate:
    """Lets texts wait until they are let through, one by one."""

    def __init__(self) -> None:
        self._open: dict[str, asyncio.Event] = {}
        self.reached: asyncio.Queue[str] = asyncio.Queue()

    def let(self, text: str) -> None:
        self._of(text).set()

    async def __call__(self, text: str) -> None:
        self.reached.put_nowait(text)
        await self._of(text).wait()

    def _of(self, text: str) -> asyncio.Event:
        return self._open.setdefault(text, asyncio.Event())


# In what order


async def test_updates_are_confirmed_only_after_they_were_handled(desk: Desk, ada: Person) -> None:
    gate = desk.handling = Gate()
    ada.says("one")
    ada.says("two")
    fetching = asyncio.create_task(desk.intake.fetch())
    assert await gate.reached.get() == "one"
    assert desk.simulator.pending == 2
    gate.let("one")
    assert await gate.reached.get() == "two"
    assert desk.simulator.pending == 2
    gate.let("two")
    assert await fetching == 2
    assert await desk.intake.fetch() == 0
    assert desk.simulator.pending == 0


async def test_one_persons_updates_are_handled_in_their_order(desk: Desk, ada: Person) -> None:
    gate = desk.handling = Gate()
    for text in ("one", "two", "three"):
        ada.says(text)
        gate.let(text)
    await desk.intake.fetch()
    assert desk.done == ["one", "two", "three"]


async def test_one_persons_second_update_waits_for_the_first(desk: Desk, ada: Person) -> None:
    gate = desk.handling = Gate()
    ada.says("one")
    ada.says("two")
    gate.let("two")
    fetching = asyncio.create_task(desk.intake.fetch())
    assert await gate.reached.get() == "one"
    assert desk.begun == ["one"]
    gate.let("one")
    await fetching
    assert desk.done == ["one", "two"]


async def test_different_people_are_handled_at_once(desk: Desk, ada: Person, ben: Person) -> None:
    gate = desk.handling = Gate()
    ada.says("ada")
    ben.says("ben")
    fetching = asyncio.create_task(desk.intake.fetch())
    assert {await gate.reached.get(), await gate.reached.get()} == {"ada", "ben"}
    gate.let("ben")
    gate.let("ada")
    await fetching
    assert desk.done == ["ben", "ada"]


async def test_more_than_a_batch_comes_in_several(desk: Desk, ada: Person) -> None:
    texts = [str(number) for number in range(BATCH + 5)]
    for text in texts:
        ada.says(text)
    assert [await desk.intake.fetch() for _ in range(3)] == [BATCH, 5, 0]
    assert desk.done == texts


async def test_only_what_we_can_handle_is_asked_for(desk: Desk, ada: Person) -> None:
    await desk.intake.fetch()
    ada.edits(ada.says("one").message_id, "won")
    assert await desk.intake.fetch() == 1


# What cannot be handled


async def test_an_error_in_a_handler_stops_nobody(desk: Desk, ada: Person, ben: Person) -> None:
    async def stumble(text: str) -> None:
        if text == "bad":
            raise ValueError(text)

    desk.handling = stumble
    for person, text in ((ada, "bad"), (ada, "good"), (ben, "well")):
        person.says(text)
    assert await desk.intake.fetch() == 3
    assert sorted(desk.done) == ["good", "well"]
    assert desk.errors == ["ValueError"]


async def test_a_handler_that_was_cancelled_stops_nobody(desk: Desk, ada: Person, ben: Person) -> None:
    async def give_up(text: str) -> None:
        if text == "bad":
            raise asyncio.CancelledError

    desk.handling = give_up
    for person, text in ((ada, "bad"), (ada, "good"), (ben, "well")):
        person.says(text)
    assert await desk.intake.fetch() == 3
    assert sorted(desk.done) == ["good", "well"]
    assert desk.errors == ["RuntimeError"]
    assert await desk.intake.fetch() == 0


UNREADABLE: list[dict[str, Any]] = [
    {"update_id": 1},
    {"update_id": 1, "message": None},
    {"update_id": 1, "message": {}},
    {"update_id": 1, "message": {"from": None, "text": "secret"}},
    {"update_id": 1, "message": {"from": {"id": "seven"}, "text": "secret"}},
    {"update_id": 1, "message": "secret"},
    {"update_id": 1, "message": ["secret"]},
    {"update_id": 1, "callback_query": {"from": {"id": 7}, "data": "secret"}},
    {"update_id": 1, "a_kind_of_the_future": {"text": "secret"}},
]


@pytest.mark.parametrize("raw", UNREADABLE)
async def test_an_update_that_cannot_be_read_stops_nobody_and_is_not_logged(
    desk: Desk, raw: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    good = {
        "update_id": 2,
        "message": {
            "message_id": 1,
            "date": 0,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "Ada"},
            "text": "good",
        },
    }
    await desk.intake.take([raw, good])
    assert desk.done == ["good"]
    assert "secret" not in caplog.text


# What fails at fetching


@pytest.mark.parametrize(
    ("status", "description", "pause"),
    [
        (401, "Unauthorized", LONG_PAUSE),
        (404, "Not Found", LONG_PAUSE),
        (409, "Conflict: terminated by other getUpdates request", PAUSE),
        (429, "Too Many Requests", PAUSE),
        (500, "Internal Server Error", PAUSE),
        (502, "Bad Gateway", PAUSE),
        (400, "Bad Request: whatever", PAUSE),
        (403, "Forbidden: whatever", PAUSE),
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
    assert desk.slept == [pause, pause]
    assert TOKEN not in caplog.text
    assert desk.intake.fetched_at is None  # which /healthz says
    await desk.intake.fetch()
    assert desk.done == ["hello"]


async def test_a_flood_is_waited_for_as_long_as_the_server_says(desk: Desk) -> None:
    desk.simulator.fail_next("getUpdates", status=429, retry_after=17)
    await desk.run(1)
    assert desk.slept == [17]


@pytest.mark.parametrize("error", [NotSent("refused"), TimedOut(), NetworkError("dropped"), TelegramError("odd")])
async def test_a_broken_line_is_tried_again(desk: Desk, error: TelegramError) -> None:
    desk.line.before.extend([error] * 3)
    await desk.run(3)
    assert desk.slept == [PAUSE] * 3


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"ok": tru', b"[]", b"{}", b'{"ok": true}', b'{"ok": true, "result": 7}']
)
async def test_an_answer_that_is_none_is_asked_for_again(
    desk: Desk, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    caplog.set_level(logging.CRITICAL, "telegram.request.BaseRequest")
    desk.line.instead.extend([(200, body)] * 2)
    await desk.run(2)
    assert desk.slept == [PAUSE] * 2


async def test_after_a_failure_everything_is_handled(desk: Desk, ada: Person) -> None:
    desk.simulator.fail_next("getUpdates", status=502)
    ada.says("hello")
    running = asyncio.create_task(desk.intake.run())
    gate = desk.handling = Gate()
    assert await gate.reached.get() == "hello"
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
    assert desk.slept == [PAUSE]
    gate.let("hello")
    await desk.intake.drain(60)


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


# Stopping


async def test_what_is_under_way_is_finished_and_confirmed_when_it_is_stopped(desk: Desk, ada: Person) -> None:
    gate = desk.handling = Gate()
    ada.says("one")
    running = asyncio.create_task(desk.intake.run())
    await gate.reached.get()
    ada.says("two")
    running.cancel()
    await asyncio.wait([running])
    draining = asyncio.create_task(desk.intake.drain(60))
    gate.let("one")
    await draining
    assert desk.done == ["one"]
    assert desk.simulator.pending == 1  # the second one, for whoever comes next


async def test_what_takes_too_long_is_left_to_come_again(desk: Desk, ada: Person) -> None:
    gate = desk.handling = Gate()
    ada.says("one")
    running = asyncio.create_task(desk.intake.run())
    await gate.reached.get()
    running.cancel()
    await asyncio.wait([running])
    await desk.intake.drain(0)
    assert desk.done == []
    assert desk.simulator.pending == 1
    gate.let("one")
    await desk.intake.drain(60)


async def test_that_it_cannot_be_confirmed_is_no_trouble(desk: Desk, ada: Person) -> None:
    gate = desk.handling = Gate()
    ada.says("one")
    running = asyncio.create_task(desk.intake.run())
    await gate.reached.get()
    running.cancel()
    await asyncio.wait([running])
    desk.line.before.append(NotSent("refused"))
    gate.let("one")
    await desk.intake.drain(60)
    assert desk.done == ["one"]
    assert desk.simulator.pending == 1


async def test_with_nothing_under_way_it_stops_at_once(desk: Desk) -> None:
    await desk.intake.drain(60)
    await desk.intake.fetch()
    await desk.intake.drain(60)
    assert sum(call.method == "getUpdates" for call in desk.simulator.record) == 1


async def test_the_processs_end_ends_handlers_too(desk: Desk, ada: Person) -> None:
    """Nothing is taken for a handler's own cancellation when everything is cancelled."""
    gate = desk.handling = Gate()
    ada.says("one")
    taking = asyncio.create_task(desk.intake.take([{"update_id": 1, **_written(ada)}]))
    await gate.reached.get()
    taking.cancel()
    await asyncio.wait([taking])
    assert taking.cancelled()
    assert desk.errors == []


def _written(person: Person) -> dict[str, Any]:
    sender = {"id": person.user_id, "is_bot": False, "first_name": "Ada"}
    chat = {"id": person.user_id, "type": "private"}
    return {"message": {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": "one"}}

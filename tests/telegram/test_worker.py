"""From the inbox to the Application: in order for one person, different people at once, whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select
from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackContext, MessageHandler, filters

from quizbot.domain.flood import UPDATES
from quizbot.domain.questions import Library
from quizbot.metrics import Count
from quizbot.storage import inbox
from quizbot.storage.tables import inbox as rows
from quizbot.telegram.delivery import Undelivered, Unreachable
from quizbot.telegram.worker import ATTEMPTS, Worker
from tests.box import Box, Somebody, boxed

Handling = Callable[[str], Awaitable[object]]


async def at_once(_: str) -> None:
    """Handle a text without waiting for anything."""


@dataclass(kw_only=True)
class Desk:
    """A bot with somebody in front who handles every text: `done` has those that were handled, in order."""

    box: Box
    handling: Handling = at_once
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def sit(self) -> None:
        self.box.application.add_handler(MessageHandler(filters.TEXT, self.handle), group=-1)

    async def handle(self, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        assert update.message is not None
        text = update.message.text or ""
        self.begun.append(text)
        await self.handling(text)
        self.done.append(text)
        raise ApplicationHandlerStop

    @property
    def worker(self) -> Worker:
        return self.box.bot.worker

    async def fetch(self) -> None:
        await self.box.intake.fetch()

    async def waiting(self) -> int:
        return await self.box.database.read(
            lambda connection: len(connection.execute(select(rows).where(rows.c.finished_at.is_(None))).all())
        )


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    async with boxed(database_url, Library()) as box:
        desk = Desk(box=box)
        desk.sit()
        yield desk


@pytest.fixture
def ada(desk: Desk) -> Somebody:
    return desk.box.person("Ada", 7)


@pytest.fixture
def ben(desk: Desk) -> Somebody:
    return desk.box.person("Ben", 8)


class Gate:
    """Lets texts wait until they are let through, one by one."""

    def __init__(self) -> None:
        self._open: dict[str, asyncio.Event] = {}
        self.reached: asyncio.Queue[str] = asyncio.Queue()

    def let(self, *texts: str) -> None:
        for text in texts:
            self._of(text).set()

    async def __call__(self, text: str) -> None:
        self.reached.put_nowait(text)
        await self._of(text).wait()

    def _of(self, text: str) -> asyncio.Event:
        return self._open.setdefault(text, asyncio.Event())


# In what order


async def test_an_update_is_finished_only_after_it_was_handled(desk: Desk, ada: Somebody) -> None:
    gate = desk.handling = Gate()
    ada.person.says("one")
    await desk.fetch()
    assert await gate.reached.get() == "one"
    assert await desk.waiting() == 1
    gate.let("one")
    await desk.worker.idle()
    assert await desk.waiting() == 0


async def test_one_persons_updates_are_handled_in_their_order_one_at_a_time(desk: Desk, ada: Somebody) -> None:
    gate = desk.handling = Gate()
    for text in ("one", "two", "three"):
        ada.person.says(text)
        await desk.fetch()
    gate.let("two", "three")
    assert await gate.reached.get() == "one"
    assert desk.begun == ["one"]
    gate.let("one")
    await desk.worker.idle()
    assert desk.done == ["one", "two", "three"]


async def test_different_people_are_handled_at_once(desk: Desk, ada: Somebody, ben: Somebody) -> None:
    gate = desk.handling = Gate()
    ada.person.says("ada")
    ben.person.says("ben")
    await desk.fetch()
    assert {await gate.reached.get(), await gate.reached.get()} == {"ada", "ben"}
    gate.let("ben", "ada")
    await desk.worker.idle()


async def test_an_update_that_comes_twice_is_handled_once(desk: Desk) -> None:
    for _ in range(3):
        await desk.worker.take_in([written(1, "one")])
        await desk.worker.idle()
    assert desk.done == ["one"]


async def test_what_a_crash_has_left_is_handled_by_whoever_comes_next(desk: Desk, ada: Somebody) -> None:
    gate = desk.handling = Gate()
    ada.person.says("one")
    ada.person.says("two")
    await desk.fetch()
    await gate.reached.get()
    await desk.worker.drain(0)
    assert (desk.done, await desk.waiting()) == ([], 2)
    await desk.box.restart()
    desk.handling = at_once
    desk.sit()
    await desk.worker.look()
    await desk.worker.idle()
    assert desk.done == ["one", "two"]


async def test_whoever_drains_finishes_what_is_under_way_and_begins_nothing(desk: Desk, ada: Somebody) -> None:
    gate = desk.handling = Gate()
    ada.person.says("one")
    ada.person.says("two")
    await desk.fetch()
    await gate.reached.get()
    draining = asyncio.create_task(desk.worker.drain(60))
    gate.let("one", "two")
    await draining
    await desk.worker.look()
    await desk.worker.idle()
    assert desk.done == ["one"]
    assert await desk.waiting() == 1


async def test_leases_that_cannot_be_let_go_keep_nobody_from_ending(
    postgresql_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with boxed(postgresql_url, Library()) as box:
        await box.database.transact(lambda connection: connection.exec_driver_sql("ALTER TABLE leases RENAME TO lost"))
        await box.bot.worker.drain(60)
    assert "its leases were not let go: ProgrammingError" in caplog.text


# A flood


async def test_a_flood_by_one_is_answered_once_and_keeps_nobody_waiting(
    desk: Desk, ada: Somebody, ben: Somebody
) -> None:
    for number in range(50):
        ada.person.says(str(number))
    ben.person.says("ben")
    await desk.box.settle()
    assert desk.done.index("ben") <= 1  # beside the first of Ada's, not behind all of them
    assert [text for text in desk.done if text != "ben"] == [str(number) for number in range(UPDATES.burst)]
    assert [message.text[:19] for message in ada.messages] == ["That was a lot at o"]
    assert desk.box.metrics.counts[Count.THROTTLED, ""] == 50 - UPDATES.burst
    desk.box.clock.at += timedelta(seconds=UPDATES.every)
    ada.person.says("again")
    await desk.box.settle()
    assert desk.done[-1] == "again"


async def test_what_is_handled_again_for_no_fault_of_the_sender_is_not_too_fast(desk: Desk, ada: Somebody) -> None:
    last = str(UPDATES.burst)
    stumble = desk.handling = Stumble(**{last: 3})
    stumble.error = lambda: Undelivered(0.25)
    for number in range(1, UPDATES.burst + 1):
        ada.person.says(str(number))
    await desk.box.settle()
    assert desk.done[-1] == last
    assert not desk.box.metrics.counts[Count.THROTTLED, ""]


# What goes wrong


class Stumble:
    """Fails at some texts, so many times."""

    def __init__(self, **times: int) -> None:
        self.times = times
        self.error: Callable[[], BaseException] = ValueError

    async def __call__(self, text: str) -> None:
        self.times[text] = self.times.get(text, 0) - 1
        if self.times[text] >= 0:
            raise self.error()


@pytest.mark.parametrize("error", [ValueError, asyncio.CancelledError, lambda: Undelivered(3.0)])
async def test_what_fails_is_handled_again_and_stops_nobody(
    desk: Desk, ada: Somebody, ben: Somebody, error: Callable[[], BaseException]
) -> None:
    stumble = desk.handling = Stumble(bad=2)
    stumble.error = error
    for person, text in ((ada, "bad"), (ada, "good"), (ben, "well")):
        person.person.says(text)
    await desk.fetch()
    await desk.worker.idle()
    assert desk.done == ["well"]
    await desk.box.settle()
    await desk.box.persevere()
    assert desk.done == ["well", "bad", "good"]


async def test_what_cannot_be_delivered_is_put_off_as_long_as_it_says(desk: Desk, ada: Somebody) -> None:
    stumble = desk.handling = Stumble(bad=7)
    stumble.error = lambda: Undelivered(120.0)
    began = desk.box.clock.at
    ada.person.says("bad")
    await desk.box.settle()
    assert desk.done == ["bad"]  # however often: that the line is down is no fault of the update
    assert desk.box.clock.at == began + timedelta(seconds=7 * 120)
    assert not desk.box.metrics.counts[Count.FAILURES, "Undelivered"]


async def test_whoever_cannot_be_reached_is_parked_and_their_update_is_done(desk: Desk, ada: Somebody) -> None:
    stumble = desk.handling = Stumble(bad=1)
    stumble.error = Unreachable
    ada.person.says("bad")
    await desk.fetch()
    await desk.worker.idle()
    assert await desk.waiting() == 0


async def test_after_too_many_failures_an_update_is_given_up_with_an_apology(
    desk: Desk, ada: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    desk.handling = Stumble(secret=ATTEMPTS)
    ada.person.says("secret")
    ada.person.says("good")
    await desk.box.settle()
    assert desk.done == ["good"]
    assert "Sorry, something went wrong on our side." in ada.sees
    assert desk.box.metrics.counts[Count.DEAD, ""] == 1
    (dead,) = await desk.box.database.read(
        lambda c: [dict(row) for row in c.execute(select(rows)).mappings() if row.dead]
    )
    assert (dead["learner_id"], dead["kind"], dead["payload"]) == (7, "message", None)
    assert await desk.box.database.read(inbox.dead_letters) == 1
    assert "secret" not in caplog.text


async def test_an_apology_that_cannot_be_delivered_is_waited_for(desk: Desk, ada: Somebody) -> None:
    desk.handling = Stumble(bad=ATTEMPTS + 1)
    desk.box.simulator.fail_next("sendMessage", status=429, retry_after=600)
    ada.person.says("bad")
    await desk.box.settle()
    assert [message.text[:5] for message in ada.messages] == ["Sorry"]


async def test_of_a_finished_update_only_its_number_stays(desk: Desk, ada: Somebody) -> None:
    ada.person.says("one")
    await desk.box.settle()

    def kept(connection: Connection) -> list[Any]:
        return list(connection.execute(select(rows.c.learner_id, rows.c.kind, rows.c.payload)).all())

    assert await desk.box.database.read(kept) == [(None, None, None)]


UNREADABLE: list[dict[str, Any]] = [
    {},
    {"update_id": None},
    {"update_id": "1"},
    {"update_id": 1},
    {"update_id": 1, "message": None},
    {"update_id": 1, "message": {}},
    {"update_id": 1, "message": {"from": None, "text": "secret"}},
    {"update_id": 1, "message": {"from": {"id": "seven"}, "text": "secret"}},
    {"update_id": 1, "message": {"from": {"id": 9}, "chat": 9, "entities": 3, "reply_to_message": []}},
    {"update_id": 1, "message": {"from": {"id": 9}, "entities": [None, "x"], "document": "y"}},
    {"update_id": 1, "message": "secret"},
    {"update_id": 1, "message": ["secret"]},
    {"update_id": 1, "callback_query": {"from": {"id": 9}, "data": "secret", "message": 4}},
    {"update_id": 1, "my_chat_member": {"from": {"id": 9}, "old_chat_member": 1, "new_chat_member": {"user": 2}}},
    {"update_id": 1, "poll_answer": {"user": {"id": 9}, "option_ids": "secret"}},
    {"update_id": 1, "poll_answer": {"user": "secret", "poll_id": "1", "option_ids": [0]}},
    {"update_id": 1, "a_kind_of_the_future": {"text": "secret"}},
]


@pytest.mark.parametrize("raw", UNREADABLE)
async def test_an_update_that_cannot_be_read_stops_nobody_and_is_not_logged(
    desk: Desk, raw: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    await desk.worker.take_in([raw, written(2, "good")])
    await desk.worker.idle()
    assert desk.done == ["good"]
    await desk.box.persevere()
    assert await desk.waiting() == 0
    assert "secret" not in caplog.text


async def test_names_are_dropped_before_anything_is_kept(desk: Desk) -> None:
    gate = desk.handling = Gate()
    await desk.worker.take_in([written(1, "one")])
    await gate.reached.get()
    (payload,) = await desk.box.database.read(lambda c: c.execute(select(rows.c.payload)).scalars().all())
    assert "Ada" not in payload
    assert "lovelace" not in payload
    gate.let("one")
    await desk.worker.idle()


def written(number: int, text: str) -> dict[str, Any]:
    sender = {"id": 7, "is_bot": False, "first_name": "Ada", "last_name": "Lovelace", "username": "lovelace"}
    chat = {"id": 7, "type": "private", "first_name": "Ada", "username": "lovelace"}
    mention = {"type": "text_mention", "offset": 0, "length": 1, "user": sender}
    forward = {"type": "user", "sender_user": sender, "date": 0}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": text, "entities": [mention]}
    return {"update_id": number, "message": message | {"forward_origin": forward, "reply_to_message": message}}

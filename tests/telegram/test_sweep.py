"""The sweep: everybody who is due gets their reminder, at a pace, and what goes wrong with one holds up no other."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from telegram.error import TimedOut

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from quizbot.i18n import Translators
from quizbot.metrics import Count, Metrics
from quizbot.storage import learners as rows
from quizbot.telegram.bot import connect
from quizbot.telegram.delivery import Delivery
from quizbot.telegram.pacer import Pacer
from quizbot.telegram.sweep import UNDER_WAY, Sweep
from quizbot.telegram.transport import NotSent
from quizbot.tryout.simulator import Simulator
from tests.databases import opened
from tests.services.test_on_both_databases import SETS, School
from tests.telegram.line import Line

TOKEN = "1:a-token-for-the-sweep"
EVENING = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # 18:00 in Berlin, a day after the first questions


@dataclass(kw_only=True)
class Round:
    """A sweep over a school, and the simulated Telegram that it sends to; time passes when somebody waits for it."""

    school: School
    simulator: Simulator
    line: Line
    metrics: Metrics = field(default_factory=Metrics)
    sweep: Sweep = field(init=False)
    meanwhile: Callable[[], Awaitable[object]] | None = None

    def passed(self) -> float:
        return self.school.at.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.school.at += timedelta(seconds=seconds)
        if self.meanwhile is not None:
            act, self.meanwhile = self.meanwhile, None
            await act()

    async def due(self, *people: int) -> None:
        """Let the reminders of these people be due now."""
        self.school.at = EVENING - timedelta(days=1)
        for number in people:
            await self.school.arrives(number)
            await self.school.fails_one(number)
            self.simulator.person(number, first_name="Ada").says("hello")
        self.school.at = EVENING
        self.simulator.record.clear()

    @property
    def reminded(self) -> list[int]:
        """Who has got a message, in the order of the messages."""
        return [call.chat_id or 0 for call in self.simulator.record if call.status == 200]

    @property
    def outcomes(self) -> dict[str, int]:
        return {label: number for (what, label), number in self.metrics.counts.items() if what is Count.REMINDERS}

    async def remind_at(self, number: int) -> datetime | None:
        learner = await self.school.learners.find(number)
        assert learner is not None
        return learner.remind_at


@pytest.fixture(scope="module")
def library() -> Library:
    return load([SETS]).library


@pytest.fixture
async def here(sqlite_url: str, library: Library) -> AsyncIterator[Round]:
    async with opened(sqlite_url) as database:
        school = School(database=database, library=library)

        def seconds() -> float:
            return school.at.timestamp()

        simulator = Simulator(token=TOKEN, clock=seconds)
        line = Line(simulator)
        here = Round(school=school, simulator=simulator, line=line)
        async with connect(TOKEN, "http://127.0.0.1", line, line).bot as bot:
            pacer = Pacer(here.passed, here.sleep)
            delivery = Delivery(bot, pacer, here.metrics, here.passed, here.sleep)
            here.sweep = Sweep(school.reminders, delivery, Translators(), here.metrics, here.passed, here.sleep)
            yield here


# everybody


async def test_everybody_who_is_due_is_reminded_once(here: Round) -> None:
    await here.due(*range(1, 61))
    await here.sweep.run()
    await here.sweep.run()
    assert sorted(here.reminded) == list(range(1, 61))
    assert here.outcomes == {"sent": 60}


async def test_a_batch_that_nobody_wants_ends_no_sweep(here: Round) -> None:
    """Twenty whose time was moved to now, with nothing due, stand before Ada."""
    for number in range(100, 120):
        await here.school.arrives(number)
        await here.school.database.transact(
            lambda c, number=number: rows.postpone_reminder(c, number, EVENING - timedelta(minutes=1))  # type: ignore[misc] # mypy cannot infer a lambda's default
        )
    await here.due(7)
    await here.sweep.run()
    assert here.reminded == [7]


# one of them


@pytest.mark.parametrize(
    ("status", "description", "outcome"),
    [
        (403, "Forbidden: bot was blocked by the user", "unreachable"),
        (502, None, "unknown"),
        (400, "Bad Request: message is too long", "refused"),
        (429, "Too Many Requests: retry after 1800", "unsent"),
        (401, None, "unsent"),
    ],
)
async def test_what_goes_wrong_with_one_goes_well_with_the_others(
    here: Round, status: int, description: str | None, outcome: str
) -> None:
    await here.due(*range(1, 7))
    after = 1800 if status == 429 else None
    here.simulator.fail_next("sendMessage", status=status, description=description, retry_after=after)
    await here.sweep.run()
    assert len(here.reminded) == 5
    assert here.outcomes == {outcome: 1, "sent": 5}


@pytest.mark.parametrize(("error", "outcome"), [(NotSent("refused"), "unsent"), (TimedOut(), "unknown")])
async def test_a_line_that_breaks_once_costs_one(
    here: Round, error: NotSent | TimedOut, outcome: str, caplog: pytest.LogCaptureFixture
) -> None:
    await here.due(1, 2, 3)
    here.line.before.append(error)
    await here.sweep.run()
    assert here.outcomes == {outcome: 1, "sent": 2}
    assert TOKEN not in caplog.text


async def test_a_reminder_that_became_unwanted_on_its_way_is_not_sent(here: Round) -> None:
    await here.due(1, 2, 3)

    async def pause() -> None:  # while the third waits for its turn
        for number in (1, 2, 3):
            await here.school.learners.pause(number, 3)

    here.meanwhile = pause
    await here.sweep.run()
    assert len(here.reminded) < 3
    assert here.outcomes["unwanted"] + here.outcomes.get("sent", 0) == 3


async def test_a_bug_of_ours_costs_one_and_says_where_it_is(here: Round, caplog: pytest.LogCaptureFixture) -> None:
    await here.due(1, 2)
    here.line.instead.append((200, b'{"ok": true, "result": {"message_id": "Ada wrote"}}'))
    await here.sweep.run()
    assert here.outcomes == {"refused": 1, "sent": 1}
    assert "cannot be sent: " in caplog.text
    assert "sweep.py:" in caplog.text
    assert "Ada wrote" not in caplog.text


async def test_a_reminder_waits_if_the_database_cannot_say_whether_it_is_wanted(
    here: Round, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder of the file is out of reach for new connections; the writer has its own."""
    await here.due(1)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    away = folder.rename(folder.with_name(f"{folder.name}-away"))
    try:
        await here.sweep.run()
    finally:
        away.rename(folder)
    assert here.outcomes == {"unsent": 1}
    assert "a reminder waits: " in caplog.text
    here.school.at += timedelta(seconds=5)
    await here.sweep.run()
    assert here.reminded == [1]


async def test_an_outcome_that_cannot_be_noted_is_never_tried_again(
    here: Round, caplog: pytest.LogCaptureFixture
) -> None:
    await here.due(1, 2, 3)

    async def lose_the_table() -> None:
        await here.school.database.transact(lambda c: c.execute(text("ALTER TABLE reminders RENAME TO lost")))

    here.meanwhile = lose_the_table  # while the third waits for its turn
    await here.sweep.run()
    assert sorted(here.reminded) == [1, 2, 3]
    assert "is lost: OperationalError" in caplog.text


# all of them


async def test_a_flood_in_one_chat_keeps_nobody_else_waiting(here: Round) -> None:
    await here.due(*range(1, 31))
    here.simulator.fail_next("sendMessage", status=429, retry_after=1800)
    await here.sweep.run()
    assert len(here.reminded) == 29
    assert here.school.at < EVENING + timedelta(seconds=3)
    (late,) = set(range(1, 31)) - set(here.reminded)
    assert await here.remind_at(late) == pytest.approx(EVENING + timedelta(seconds=1800), abs=timedelta(seconds=2))


async def test_a_flood_of_the_whole_bot_lets_reminders_rest_as_long_as_the_server_says(
    here: Round, caplog: pytest.LogCaptureFixture
) -> None:
    await here.due(*range(1, 31))
    here.simulator.fail_next("sendMessage", status=429, retry_after=60, times=9)
    await here.sweep.run()
    refused = len(here.simulator.record)
    assert refused <= UNDER_WAY  # those that were under way
    await here.sweep.run()
    assert len(here.simulator.record) == refused
    assert here.sweep.age() == 0  # it has looked
    assert "reminders rest for 60 s" in caplog.text
    here.school.at += timedelta(seconds=61)
    await here.sweep.run()
    assert sorted(here.reminded) == list(range(1, 31))


async def test_one_chat_that_is_refused_twice_is_no_flood_of_the_bot(here: Round) -> None:
    await here.due(1)
    here.simulator.fail_next("sendMessage", status=429, retry_after=10, times=2)
    for _ in range(3):
        await here.sweep.run()
        here.school.at += timedelta(seconds=10)
    assert here.reminded == [1]


async def test_two_chats_that_are_refused_with_another_in_between_are_no_flood_of_the_bot(here: Round) -> None:
    await here.due(1)
    here.simulator.fail_next("sendMessage", status=429, retry_after=1800)
    await here.sweep.run()
    await here.due(2)
    await here.sweep.run()
    assert here.reminded == [2]
    await here.due(3)
    here.simulator.fail_next("sendMessage", status=429, retry_after=1800)
    await here.sweep.run()
    await here.due(4)
    await here.sweep.run()
    assert here.reminded == [4]


@pytest.mark.parametrize(("status", "seconds"), [(401, 5), (404, 5)])
async def test_reminders_rest_while_the_token_is_unknown(here: Round, status: int, seconds: int) -> None:
    await here.due(1)
    here.simulator.fail_next("sendMessage", status=status)
    await here.sweep.run()
    await here.due(2)
    here.school.at = EVENING + timedelta(seconds=seconds - 1)
    await here.sweep.run()
    assert here.reminded == []
    here.school.at = EVENING + timedelta(seconds=seconds)
    await here.sweep.run()
    assert sorted(here.reminded) == [1, 2]


async def test_reminders_rest_while_the_server_cannot_be_reached_and_none_is_lost(here: Round) -> None:
    await here.due(*range(1, 41))
    here.line.before.extend([NotSent("refused")] * UNDER_WAY)
    for _ in range(20):
        await here.sweep.run()
        here.school.at += timedelta(seconds=5)
    assert sorted(here.reminded) == list(range(1, 41))
    assert here.outcomes["sent"] == 40


async def test_what_was_claimed_goes_out_even_if_no_more_can_be_claimed(here: Round) -> None:
    await here.due(*range(1, 31))

    async def lose_the_table() -> None:
        await here.school.database.transact(lambda c: c.execute(text("ALTER TABLE paces RENAME TO lost")))

    here.meanwhile = lose_the_table
    with pytest.raises(OperationalError):
        await here.sweep.run()
    await here.sweep.drain(10.0)
    kept = await here.school.database.read(lambda c: c.execute(text("SELECT outcome FROM reminders")).scalars().all())
    assert kept == ["sent"] * len(here.reminded)
    assert kept


# ending


async def test_a_sweep_that_is_to_end_sends_what_it_has_claimed_and_claims_no_more(here: Round) -> None:
    await here.due(*range(1, 61))

    async def stop() -> None:
        draining.append(asyncio.create_task(here.sweep.drain(10.0)))
        await asyncio.sleep(0)

    draining: list[asyncio.Task[None]] = []
    here.meanwhile = stop
    await here.sweep.run()
    await draining[0]
    kept = await here.school.database.read(lambda c: c.execute(text("SELECT outcome FROM reminders")).scalars().all())
    assert Counter(kept) == {"sent": len(here.reminded)}
    assert 0 < len(kept) <= UNDER_WAY
    await here.sweep.run()
    assert len(here.reminded) == len(kept)


async def test_a_reminder_that_hangs_does_not_keep_the_bot_from_ending(here: Round) -> None:
    await here.due(1, 2, 3)
    hangs, goes_on = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        hangs.set()
        await goes_on.wait()

    here.meanwhile = hang
    running = asyncio.create_task(here.sweep.run())
    await hangs.wait()
    await here.sweep.drain(0.0)
    assert not running.done()
    goes_on.set()
    await running

"""Reminders, on SQLite and on PostgreSQL: claimed once, at a pace, looked at again, given back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy import text

from quizbot.domain.learner import QuietHours
from quizbot.domain.questions import Library, Picked, QuestionSet, Single
from quizbot.services.outcomes import Feedback, Reminder
from quizbot.services.reminders import AHEAD, EVERY, Ending, Sent, Snoozed
from quizbot.storage import learners as rows
from tests.databases import PostgresqlServer, opened, somebody_waits
from tests.services.test_on_both_databases import ADA, School, library, school
from tests.services.test_turns import changed

__all__ = ["library", "school"]  # fixtures that are shared

BEN = 8
NEVER = QuietHours(start=0, end=0)
EVENING = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # 18:00 in Berlin, the day after
SENT, UNKNOWN, REFUSED, UNWANTED, UNREACHABLE = (
    Ending(sent=sent) for sent in (Sent.SENT, Sent.UNKNOWN, Sent.REFUSED, Sent.UNWANTED, Sent.UNREACHABLE)
)


def unsent(**again_in: float) -> Ending:
    return Ending(sent=Sent.UNSENT, again_in=timedelta(**again_in))


@pytest.fixture
async def due(school: School) -> School:
    """Ada's reminder is due now."""
    await school.fails_one()
    school.at = EVENING
    return school


@pytest.fixture
async def claimed(due: School) -> Reminder:
    (reminder,) = await due.claims()
    return reminder


async def planned(school: School, learner_id: int = ADA) -> datetime | None:
    learner = await school.learners.find(learner_id)
    return None if learner is None else learner.remind_at


async def outcomes(school: School) -> list[str]:
    return [row["outcome"] for row in (await school.learners.take_data(ADA))["reminders"]]


# claimed once


async def test_one_reminder_whoever_claims_it(due: School) -> None:
    (reminder,) = [each for many in await asyncio.gather(*(due.claims() for _ in range(8))) for each in many]
    await due.reminders.ended(reminder, Ending(sent=Sent.SENT, message_id=5))
    assert await due.claims() == []
    asked = await due.practice.open_question(ADA)
    assert asked is not None
    assert asked.presentation.message_id == 5
    assert await outcomes(due) == ["sent"]


async def test_two_processes_claim_each_learner_once_and_keep_one_pace(postgresql_url: str, library: Library) -> None:
    async with opened(postgresql_url) as one, opened(postgresql_url) as other:
        schools = [School(database=database, library=library) for database in (one, other)]
        for learner_id in range(1, 41):
            await schools[0].arrives(learner_id)
            await schools[0].fails_one(learner_id)
        for each in schools:
            each.at = EVENING
        reminded: list[int] = []
        slots: list[datetime] = []

        async def sweep(school: School) -> None:
            more = True
            while more:
                claimed = await school.reminders.claim_due(4)
                starts = school.at + claimed.starts_in
                slots.extend(starts + number * EVERY for number in range(len(claimed.reminders)))
                reminded.extend(reminder.learner.id for reminder in claimed.reminders)
                for each in schools:
                    each.at += claimed.starts_in
                more = claimed.more

        await asyncio.gather(*map(sweep, schools))
        assert sorted(reminded) == list(range(1, 41))
        gaps = [after - before for before, after in pairwise(sorted(slots))]
        assert min(gaps) >= EVERY - timedelta(milliseconds=2)  # stored to the millisecond


async def test_the_wait_for_another_process_is_no_head_start(postgresql_url: str, library: Library) -> None:
    """The other's reminders begin when it commits, and what follows them begins where they end: no earlier."""
    async with opened(postgresql_url) as database:
        school = School(database=database, library=library)
        await school.arrives()
        await school.fails_one()
        school.at = EVENING
        await pace(school, EVENING)
        async with await psycopg.AsyncConnection.connect(postgresql_url) as other:
            await other.execute("UPDATE paces SET free_at = free_at + 1200")
            claiming = asyncio.create_task(school.reminders.claim_due(1))
            await somebody_waits(database)
            school.at += timedelta(seconds=1)
        claimed = await claiming
        assert len(claimed.reminders) == 1
        assert claimed.starts_in == timedelta(seconds=0.2)


async def test_a_learner_who_is_being_served_is_left_for_later(postgresql_url: str, library: Library) -> None:
    async with opened(postgresql_url) as database:
        school = School(database=database, library=library)
        for learner_id in (ADA, BEN):
            await school.arrives(learner_id)
            await school.fails_one(learner_id)
        school.at = EVENING
        with psycopg.connect(postgresql_url) as other:
            other.execute("UPDATE learners SET language = 'de' WHERE id = %s", (ADA,))
            assert [reminder.learner.id for reminder in await school.claims()] == [BEN]
        assert [reminder.learner.id for reminder in await school.claims()] == [ADA]


# at a pace


async def test_what_was_claimed_before_goes_out_first(due: School) -> None:
    await due.arrives(BEN)
    await due.database.transact(lambda c: rows.postpone_reminder(c, BEN, due.at))
    first = await due.reminders.claim_due(1)
    assert first.starts_in == timedelta()
    assert first.more
    second = await due.reminders.claim_due(1)
    assert second.starts_in == pytest.approx(EVERY, abs=timedelta(milliseconds=1))


async def test_what_a_claim_takes_is_no_part_of_the_wait(due: School) -> None:
    await pace(due, due.at + timedelta(seconds=0.4))

    def takes_time() -> None:
        due.at += timedelta(seconds=0.3)

    due.library = replace(due.library, sets=Trap(due.library.sets, takes_time))
    claimed = await due.reminders.claim_due(1)
    assert len(claimed.reminders) == 1
    assert claimed.starts_in == timedelta(seconds=0.1)


async def test_nothing_is_claimed_that_would_have_to_wait(due: School) -> None:
    await pace(due, due.at + AHEAD + timedelta(seconds=1))
    nothing = await due.reminders.claim_due(10)
    assert (nothing.reminders, nothing.starts_in, nothing.more) == ((), timedelta(seconds=1), True)
    due.at += nothing.starts_in
    assert len(await due.claims()) == 1


async def test_a_clock_that_was_set_back_stops_no_reminders(due: School) -> None:
    await pace(due, due.at + timedelta(hours=1))
    claimed = await due.reminders.claim_due(10)
    assert len(claimed.reminders) == 1
    assert claimed.starts_in == timedelta()


async def pace(school: School, free_at: datetime) -> None:
    """Let the pace be taken until then."""
    await school.reminders.claim_due(0)
    milliseconds = int(free_at.timestamp() * 1000)
    await school.database.transact(lambda c: c.execute(text("UPDATE paces SET free_at = :at"), {"at": milliseconds}))


async def test_more_may_be_due_after_as_many_as_were_looked_at_whether_they_were_wanted_or_not(due: School) -> None:
    await due.learners.leave(ADA)
    for learner_id in (1, 2):
        await due.arrives(learner_id)
        await due.database.transact(lambda c, who=learner_id: rows.postpone_reminder(c, who, due.at))  # type: ignore[misc] # mypy cannot infer a lambda's default
    first = await due.reminders.claim_due(2)
    assert (list(first.reminders), first.more) == ([], True)  # nothing of theirs is due
    second = await due.reminders.claim_due(2)
    assert (list(second.reminders), second.more) == ([], False)


# one broken learner


async def test_a_broken_learner_holds_up_nobody(due: School, caplog: pytest.LogCaptureFixture) -> None:
    await due.arrives(BEN)
    due.at -= timedelta(days=1)
    await due.fails_one(BEN)
    due.at += timedelta(days=1)
    await due.database.transact(lambda c: c.execute(text(f"UPDATE learners SET zone = 'Mars/North' WHERE id = {ADA}")))  # noqa: S608 - our own number
    assert [reminder.learner.id for reminder in await due.claims()] == [BEN]
    assert "learner 7 cannot be made up: ZoneInfoNotFoundError at reminders.py:" in caplog.text
    assert "Mars" not in caplog.text
    assert await due.claims() == []
    await due.database.transact(lambda c: c.execute(text("UPDATE learners SET zone = 'Europe/Berlin'")))
    due.at += timedelta(minutes=15)
    assert [reminder.learner.id for reminder in await due.claims()] == [ADA]


async def test_what_the_database_refuses_of_one_learner_is_undone_alone(due: School) -> None:
    """Somebody else has written Ada's claim of today, but not moved her reminder."""
    day = EVENING.date().toordinal()
    await due.arrives(BEN)
    due.at -= timedelta(days=1)
    await due.fails_one(BEN)
    due.at += timedelta(days=1)
    await due.database.transact(
        lambda c: c.execute(
            text(
                "INSERT INTO reminders (learner_id, day, snoozed, claimed_at, outcome)"
                f" SELECT {ADA}, {day}, false, -86400000, 'sent'"
            )
        )
    )
    assert [reminder.learner.id for reminder in await due.claims()] == [BEN]


class Trap(dict[str, QuestionSet]):
    """Sets of which the first look has a price."""

    def __init__(self, sets: Any, price: Callable[[], object]) -> None:
        super().__init__(sets)
        self._price: Callable[[], object] | None = price

    def get(self, key: str, default: Any = None) -> Any:
        if self._price is not None:
            price, self._price = self._price, None
            price()
        return super().get(key, default)


async def test_a_connection_that_breaks_within_a_claim_costs_no_reminder(
    postgresql_url: str, postgresql_server: PostgresqlServer, library: Library
) -> None:
    async with opened(postgresql_url) as database:
        school = School(database=database, library=library)
        await school.arrives()
        await school.fails_one()
        school.at = EVENING
        school.library = replace(library, sets=Trap(library.sets, postgresql_server.disconnect_all))
        assert len(await school.claims()) == 1
        assert await outcomes(school) == ["claimed"]


# whether it is wanted at all


async def test_nobody_is_reminded_of_nothing(due: School) -> None:
    due.library = replace(due.library, sets=MappingProxyType({}))
    assert await due.claims() == []
    assert await planned(due) is None


async def test_a_reminder_is_looked_at_again_when_it_is_claimed(due: School) -> None:
    """Quiet hours that were written beside its time, as by another program."""
    await write(due, quiet=QuietHours(start=17 * 60, end=20 * 60))
    assert await due.claims() == []
    assert await planned(due) == EVENING + timedelta(hours=2)


async def test_whoever_cannot_be_reached_is_not_reminded(due: School) -> None:
    await write(due, unreachable_since=EVENING)
    assert await due.claims() == []
    assert await planned(due) is None


async def write(school: School, **values: Any) -> None:
    """Write a learner as another program would."""
    ada = await school.learners.find(ADA)
    assert ada is not None
    await school.database.transact(lambda connection: rows.save(connection, replace(ada, **values)))


async def test_a_reminder_for_a_question_that_changed_meanwhile_carries_the_new_one(due: School) -> None:
    due.at -= timedelta(hours=1)
    await due.practice.ask(ADA)  # the due question is open now …
    due.library = changed(due.library, "tea-students/single", "Why is black tea black?")
    due.at += timedelta(hours=1)
    (reminder,) = await due.claims()  # … and reminded of, in its new words
    assert isinstance(reminder.asked.question, Single)
    assert reminder.asked.question.stem == "Why is black tea black?"


async def test_a_reminder_more_than_four_hours_late_is_left_out(due: School) -> None:
    due.at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert await due.claims() == []
    assert await planned(due) == EVENING + timedelta(days=1)


async def test_a_reminder_that_was_tried_for_four_hours_is_left_out_as_well(due: School) -> None:
    await due.learners.prefer(ADA, lambda learner: replace(learner, remind_minute=9 * 60))
    at = await planned(due)
    assert at is not None
    due.at, tries = at, 0
    while claims := await due.claims():
        tries += 1
        await due.reminders.ended(claims[0], unsent(minutes=30))
        due.at += timedelta(minutes=30)
    assert tries == 9
    assert await planned(due) == at + timedelta(days=1)


async def test_days_missed_become_one_reminder(due: School) -> None:
    due.at = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    assert await due.claims() == []
    due.at = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
    assert len(await due.claims()) == 1
    assert await due.claims() == []


async def test_a_clock_that_is_set_back_reminds_of_nothing_twice(due: School) -> None:
    (reminder,) = await due.claims()
    await due.reminders.ended(reminder, SENT)
    due.at -= timedelta(hours=2)
    await due.learners.prefer(ADA, lambda learner: replace(learner, remind_minute=17 * 60))
    assert await planned(due) == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)


async def test_somebody_who_travels_is_reminded_once_on_their_date(due: School) -> None:
    """Just reminded in Berlin, on Tuesday: in Kiritimati it is Wednesday by then."""
    (reminder,) = await due.claims()
    await due.reminders.ended(reminder, SENT)
    await due.learners.prefer(
        ADA, lambda learner: replace(learner, zone=ZoneInfo("Pacific/Kiritimati"), remind_minute=20 * 60)
    )
    at = await planned(due)
    assert at is not None
    assert at.astimezone(ZoneInfo("Pacific/Kiritimati")).date() == datetime(2026, 11, 26, tzinfo=UTC).date()


# just before it leaves

Act = Callable[[School], Awaitable[object]]


async def _answers(school: School) -> None:
    asked = await school.asked()
    assert isinstance(await school.practice.answer(ADA, asked.presentation.id, Picked(places=(0,))), Feedback)


async def _goes_on(school: School) -> None:
    await school.asked()


async def _leaves_and_comes_back(school: School) -> None:
    await school.learners.leave(ADA)
    await school.arrives()


ACTS: dict[str, Act] = {
    "answered": _answers,
    "looked at it": _goes_on,
    "paused": lambda school: school.learners.pause(ADA, 3),
    "stopped": lambda school: school.learners.stop(ADA),
    "blocked the bot": lambda school: school.learners.unreachable(ADA),
    "left": lambda school: school.learners.leave(ADA),
    "left and came back": _leaves_and_comes_back,
    "put it off": lambda school: school.reminders.later_today(ADA),
    "wants fewer": lambda school: school.reminders.fewer(ADA),
    "moved": lambda school: school.learners.prefer(ADA, lambda ada: replace(ada, zone=ZoneInfo("Asia/Tokyo"))),
    "learns something else": lambda school: school.learners.learn(ADA, "tea-patients"),
}


async def test_a_reminder_is_wanted_while_nothing_has_happened(due: School, claimed: Reminder) -> None:
    assert await due.reminders.still_wanted(claimed)
    due.at += timedelta(hours=2, minutes=59)
    assert await due.reminders.still_wanted(claimed)
    due.at += timedelta(minutes=1)  # the night has begun
    assert not await due.reminders.still_wanted(claimed)


async def test_a_reminder_is_not_wanted_on_another_date(due: School) -> None:
    await due.learners.prefer(ADA, lambda ada: replace(ada, remind_minute=23 * 60 + 59, quiet=NEVER))
    at = await planned(due)
    assert at is not None
    due.at = at
    (reminder,) = await due.claims()
    assert await due.reminders.still_wanted(reminder)
    due.at += timedelta(minutes=1)
    assert not await due.reminders.still_wanted(reminder)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_whoever_has_done_something_since_needs_no_reminder(due: School, claimed: Reminder, act: Act) -> None:
    await act(due)
    assert not await due.reminders.still_wanted(claimed)


async def test_a_question_that_they_look_at_in_the_meantime_is_not_sent_again(due: School) -> None:
    """As after "Later today", when a sign of life changes nothing of theirs."""
    await due.learners.prefer(ADA, lambda ada: replace(ada, remind_minute=9 * 60))
    due.at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    (reminder,) = await due.claims()
    await due.reminders.ended(reminder, Ending(sent=Sent.SENT, message_id=5))
    await due.reminders.later_today(ADA)
    due.at += timedelta(hours=3)
    (again,) = await due.claims()
    assert await due.reminders.still_wanted(again)
    following = await due.asked()
    await due.practice.delivered(ADA, asked=following, message_id=6)
    assert not await due.reminders.still_wanted(again)


# what became of it


async def test_what_surely_did_not_leave_is_tried_again(due: School, claimed: Reminder) -> None:
    await due.reminders.ended(claimed, unsent(minutes=5))
    assert await due.claims() == []
    due.at += timedelta(minutes=5)
    (again,) = await due.claims()
    assert again.asked.presentation == claimed.asked.presentation
    assert again.learner.ignored == 1


@pytest.mark.parametrize("ending", [unsent(hours=7), unsent(hours=4, minutes=1), UNWANTED])
async def test_what_is_not_tried_again_today_comes_on_another_day(
    due: School, claimed: Reminder, ending: Ending
) -> None:
    await due.reminders.ended(claimed, ending)
    assert await planned(due) == EVENING + timedelta(days=1)
    ada = await due.learners.find(ADA)
    assert ada is not None
    assert ada.ignored == 0  # what they never saw they have not ignored
    assert await outcomes(due) == []


async def test_what_may_have_arrived_is_never_sent_again(due: School, claimed: Reminder) -> None:
    await due.reminders.ended(claimed, UNKNOWN)
    assert await planned(due) == EVENING + timedelta(days=1)
    assert await outcomes(due) == ["unknown"]


async def test_what_cannot_be_sent_as_it_is_is_not_tried_again_today(due: School, claimed: Reminder) -> None:
    await due.reminders.ended(claimed, REFUSED)
    ada = await due.learners.find(ADA)
    assert ada is not None
    assert (ada.remind_at, ada.ignored) == (EVENING + timedelta(days=1), 0)
    assert await outcomes(due) == ["refused"]


async def test_whoever_turns_out_to_be_out_of_reach_is_parked(due: School, claimed: Reminder) -> None:
    await due.reminders.ended(claimed, UNREACHABLE)
    ada = await due.learners.find(ADA)
    assert ada is not None
    assert (ada.remind_at, ada.unreachable_since) == (None, EVENING)
    assert await outcomes(due) == []


@pytest.mark.parametrize("ending", [unsent(), UNWANTED, UNREACHABLE, REFUSED], ids=lambda ending: ending.sent)
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_what_they_did_in_the_meantime_stands(due: School, claimed: Reminder, act: Act, ending: Ending) -> None:
    await act(due)
    before = await due.learners.find(ADA)
    await due.reminders.ended(claimed, ending)
    assert await due.learners.find(ADA) == before


@pytest.mark.parametrize("ending", [SENT, UNKNOWN], ids=lambda ending: ending.sent)
async def test_somebody_who_left_while_a_reminder_was_on_its_way_is_no_trouble(
    due: School, claimed: Reminder, ending: Ending
) -> None:
    await due.learners.leave(ADA)
    await due.reminders.ended(claimed, replace(ending, message_id=5))
    assert await due.learners.find(ADA) is None


# asked for


@pytest.fixture
async def snoozing(due: School) -> School:
    """Ada was reminded at 9:00 and has put it off until noon, which it is now."""
    await due.learners.prefer(ADA, lambda learner: replace(learner, remind_minute=9 * 60))
    due.at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    (reminder,) = await due.claims()
    await due.reminders.ended(reminder, Ending(sent=Sent.SENT, message_id=5))
    snoozed = await due.reminders.later_today(ADA)
    assert isinstance(snoozed, Snoozed)
    assert snoozed.learner.ignored == 0
    due.at += timedelta(hours=3)
    return due


async def test_snoozing_is_not_ignoring(snoozing: School) -> None:
    (again,) = await snoozing.claims()
    assert again.snoozed
    assert again.learner.ignored == 0
    assert again.learner.remind_at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


async def test_a_snooze_that_did_not_leave_is_tried_again_as_one(snoozing: School) -> None:
    (reminder,) = await snoozing.claims()
    await snoozing.reminders.ended(reminder, unsent(minutes=1))
    snoozing.at += timedelta(minutes=1)
    (again,) = await snoozing.claims()
    assert again.snoozed


async def test_whoever_puts_it_off_twice_is_reminded_twice(snoozing: School) -> None:
    (reminder,) = await snoozing.claims()
    await snoozing.reminders.ended(reminder, Ending(sent=Sent.SENT, message_id=6))
    await snoozing.reminders.later_today(ADA)
    snoozing.at += timedelta(hours=3)
    (again,) = await snoozing.claims()
    assert again.snoozed
    await snoozing.reminders.ended(again, SENT)
    assert await outcomes(snoozing) == ["sent", "sent"]
    assert await planned(snoozing) == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


async def test_a_snooze_more_than_four_hours_late_is_left_out(snoozing: School) -> None:
    snoozing.at += timedelta(hours=4, minutes=1)
    assert await snoozing.claims() == []

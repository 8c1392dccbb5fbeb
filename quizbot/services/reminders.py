"""Claim the reminders that are due, and what learners say to them: later today, tomorrow, fewer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import assert_never

from sqlalchemy import Connection, RowMapping

from quizbot.domain.learner import Learner, far_enough, is_late, rarer, snooze_until
from quizbot.domain.questions import Library
from quizbot.domain.queue import SITTING, Ask, Purpose, next_step
from quizbot.services.asking import asked_of, present, situation
from quizbot.services.outcomes import Asked, Reminder, Stranger
from quizbot.services.planning import share_of
from quizbot.services.reminding import plan_reminder, seen
from quizbot.storage import learners, paces, progress
from quizbot.storage.database import Database
from quizbot.storage.errors import is_of_the_whole
from quizbot.tracing import trace

log = logging.getLogger(__name__)

PACE = "reminders"  # what all processes on one database share
EVERY = timedelta(seconds=1) / 27  # from one reminder to the next: below Telegram's 30 messages a second
AHEAD = timedelta(seconds=0.5)  # so early is a reminder claimed, at most
ANOTHER_CLOCK = timedelta(seconds=5)  # nobody claims so far ahead: the pace was written before a clock was set back
MEND = timedelta(minutes=15)  # until a reminder that could not be made up is tried again


class Sent(StrEnum):
    """What became of a claimed reminder."""

    SENT = "sent"
    UNSENT = "unsent"  # surely not sent: it may be tried again
    UNWANTED = "unwanted"  # not sent, since they came by themselves or it had become too late
    UNKNOWN = "unknown"  # it may have arrived: never sent again
    REFUSED = "refused"  # it cannot be sent as it is: not tried again
    UNREACHABLE = "unreachable"  # they blocked the bot, or their account is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What became of a claimed reminder: sent, then as which message; unsent, then due again after how long."""

    sent: Sent
    message_id: int | None = None
    again_in: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Reminders to be sent one `EVERY`, the first after `starts_in`; `more` may be due, to be claimed then."""

    reminders: Sequence[Reminder]
    starts_in: timedelta
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed:
    """When the learner will be reminded now (None: not at all); `too_late`: later today was not possible."""

    learner: Learner
    too_late: bool = False


class Reminders:
    """The verbs of reminding, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def claim_due(self, limit: int) -> Claimed:
        """The reminders to send now, each claimed so that nobody else sends it; at most `limit` learners are looked at.

        All processes together claim no more than go out at the pace.
        """
        claim = partial(_claim_due, self._library(), self._clock, limit)
        reminders, starts_at, more = await self._database.transact(claim)
        return Claimed(reminders=reminders, starts_in=max(starts_at - self._clock(), timedelta()), more=more)

    async def still_wanted(self, reminder: Reminder) -> bool:
        """Whether a claimed reminder is as welcome now, just before it leaves, as it was when it was claimed."""
        return await self._database.read(partial(_is_still_wanted, self._clock(), reminder))

    async def ended(self, reminder: Reminder, ending: Ending) -> None:
        """Note what became of a claimed reminder."""
        await self._database.transact(partial(_ended, self._library(), self._clock(), reminder, ending))

    async def later_today(self, learner_id: int) -> Snoozed | Stranger:
        """Remind once more in three hours, unless that would be in quiet hours or tomorrow."""
        return await self._database.transact(partial(_later_today, self._library(), self._clock(), learner_id))

    async def tomorrow(self, learner_id: int) -> Snoozed | Stranger:
        """Leave it for today; the next reminder comes at the usual time."""
        return await self._database.transact(partial(_tomorrow, self._library(), self._clock(), learner_id))

    async def fewer(self, learner_id: int, every: int | None = None) -> Snoozed | Stranger:
        """Remind once in so many days from now on, 0: not at all; None: less often than now, by one step."""
        return await self._database.transact(partial(_fewer, self._library(), self._clock(), learner_id, every))


def _claim_due(
    library: Library, clock: Callable[[], datetime], limit: int, connection: Connection
) -> tuple[Sequence[Reminder], datetime, bool]:
    """What is claimed, when the first of it may go out, and whether more may be due."""
    free_at = paces.free_at(connection, PACE, clock())
    now = clock()  # only here: the line above waits for whoever claims at the same time
    starts_at = now if free_at - now > ANOTHER_CLOCK else max(free_at, now)
    if starts_at - now > AHEAD:
        return (), starts_at - AHEAD, True
    due = learners.due_for_reminder(connection, now, limit)
    claimed = [_claim_apart(connection, library, now, row) for row in due]
    reminders = [reminder for reminder in claimed if reminder is not None]
    if reminders:
        paces.take(connection, PACE, starts_at + len(reminders) * EVERY)
    return reminders, starts_at, len(due) == limit


def _claim_apart(connection: Connection, library: Library, now: datetime, row: RowMapping) -> Reminder | None:
    """The claim in a savepoint of its own: whatever is wrong with one learner does not keep the others waiting."""
    try:
        with connection.begin_nested():
            return _claim(connection, library, now, learners.of_row(row))
    except Exception as error:
        if is_of_the_whole(error):
            raise
        log.error("the reminder of learner %d cannot be made up: %s", row["id"], trace(error))  # noqa: TRY400 - the trace without texts
        learners.postpone_reminder(connection, row["id"], now + MEND)
        return None


def _claim(connection: Connection, library: Library, now: datetime, learner: Learner) -> Reminder | None:
    """Look again whether the learner still wants this reminder, move the next one, and open what it carries."""
    read = library.in_language(learner.language)
    asked = _carried(connection, read, learner, now) if _is_wanted(connection, learner, now) else None
    if asked is None:
        plan_reminder(connection, library, learner, now)
        return None
    day = _date(learner, now)
    learners.claim_reminder(connection, learner, day, now, asked.presentation.id)
    planned = plan_reminder(connection, library, _once_more_ignored(learner), now)
    return Reminder(learner=planned, before=learner, asked=asked, day=day)


def _once_more_ignored(learner: Learner) -> Learner:
    """Every unasked reminder counts as ignored until a sign of life sets the count back."""
    return learner if learner.snoozed else replace(learner, ignored=learner.ignored + 1)


def _is_wanted(connection: Connection, learner: Learner, now: datetime) -> bool:
    day = learner.day(now)
    if (
        is_late(learner, now)
        or learner.unreachable_since is not None
        or not _is_welcome(learner, now, snoozed=learner.snoozed)
    ):
        return False
    if learner.snoozed:
        return True
    practised_day, last = learners.rhythm(connection, learner.id)
    return practised_day != day and far_enough(now, learner, last)


def _is_welcome(learner: Learner, now: datetime, *, snoozed: bool) -> bool:
    local = now.astimezone(learner.clock)
    if learner.is_paused(learner.day(now)) or learner.quiet.cover(local.hour * 60 + local.minute):
        return False
    return snoozed or not learner.is_off(local.date())


def _is_still_wanted(now: datetime, reminder: Reminder, connection: Connection) -> bool:
    """Not if they have done anything since, for then they know what is due; nor on another date, nor in the night."""
    learner = learners.find(connection, reminder.learner.id)
    asked = reminder.asked.presentation
    return (
        learner == reminder.learner
        and progress.find_presentation(connection, asked.learner_id, asked.id) == asked
        and _date(reminder.learner, now) == reminder.day
        and _is_welcome(reminder.learner, now, snoozed=reminder.snoozed)
    )


def _date(learner: Learner, at: datetime) -> int:
    return at.astimezone(learner.clock).date().toordinal()


def _carried(connection: Connection, library: Library, learner: Learner, now: datetime) -> Asked | None:
    """The open question if it is due, or else the first due one, opened now; None if nothing is due."""
    questions = library.sets.get(learner.set_id or "")
    if questions is None:
        return None
    today = learner.day(now)
    share = share_of(connection, learner, questions, today)
    due = {*progress.due_keys(connection, learner.id, questions.id, today), *(share.over if share else ())}
    opened = progress.open_presentation(connection, learner.id)
    if opened is not None and opened.round_id is not None and now - opened.opened_at < SITTING:
        return None  # they are here, in the middle of a round
    active = {question.key: question for question in questions.active}
    if opened is not None and opened.round_id is None and opened.question_key in active and opened.question_key in due:
        question = active[opened.question_key]
        if question.fingerprint == opened.fingerprint:
            return asked_of(connection, questions, opened, question)
    here = situation(connection, learner, questions, now, None)
    asked_as_it_is = (
        tuple(key for key in here.due if key not in here.leeches) or here.due
    )  # there is no room for a lesson
    step = next_step(replace(here, due=asked_as_it_is, leeches=frozenset()), questions)
    if not isinstance(step, Ask) or step.purpose is not Purpose.DUE:
        return None
    return present(connection, learner, questions, step, now, None)


def _ended(library: Library, now: datetime, reminder: Reminder, ending: Ending, connection: Connection) -> None:
    claim, sent = (reminder.learner.id, reminder.day), ending.sent
    match sent:
        case Sent.SENT | Sent.UNKNOWN | Sent.REFUSED:
            learners.reminder_ended(connection, *claim, snoozed=reminder.snoozed, outcome=sent)
        case Sent.UNSENT | Sent.UNWANTED | Sent.UNREACHABLE:
            learners.give_reminder_back(connection, *claim, snoozed=reminder.snoozed)
        case _:
            assert_never(sent)
    if ending.message_id is not None:
        progress.delivered(connection, reminder.learner.id, reminder.asked.presentation.id, ending.message_id)
    if sent not in (Sent.SENT, Sent.UNKNOWN):
        _never_seen(connection, library, reminder, ending, now)


def _never_seen(connection: Connection, library: Library, reminder: Reminder, ending: Ending, now: datetime) -> None:
    """Let the learner be as before the claim, unless they have done something since, which decides what comes next."""
    before, again_at = reminder.before, now + ending.again_in
    if learners.find(connection, before.id, hold=True) != reminder.learner:
        return
    if ending.sent is Sent.UNREACHABLE:
        park(connection, before.id, now)
    elif ending.sent is Sent.UNSENT and _date(before, again_at) == reminder.day and not is_late(before, again_at):
        learners.save(connection, replace(before, remind_at=again_at))
    else:
        plan_reminder(connection, library, before, now)


def park(connection: Connection, learner_id: int, now: datetime) -> None:
    """No reminders for somebody who cannot be reached; their data stays, and any word of theirs revives them."""
    learner = learners.find(connection, learner_id, hold=True)
    if learner is not None:
        learners.save(connection, replace(learner, unreachable_since=now, remind_at=None, snoozed=False))


def _later_today(library: Library, now: datetime, learner_id: int, connection: Connection) -> Snoozed | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    at = snooze_until(learner, now)
    planned = plan_reminder(connection, library, learner, now)
    if at is None:
        return Snoozed(learner=planned, too_late=True)
    snoozed = replace(planned, remind_at=at, snoozed=True)
    learners.save(connection, snoozed)
    return Snoozed(learner=snoozed)


def _tomorrow(library: Library, now: datetime, learner_id: int, connection: Connection) -> Snoozed | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    tomorrow = learner.day(now) + 1
    return Snoozed(learner=plan_reminder(connection, library, learner, now, not_before_day=tomorrow))


def _fewer(
    library: Library, now: datetime, learner_id: int, every: int | None, connection: Connection
) -> Snoozed | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    wanted = rarer(learner.remind_every) if every is None else every
    return Snoozed(learner=plan_reminder(connection, library, replace(learner, remind_every=wanted), now))

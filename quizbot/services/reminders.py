"""Claim the reminders that are due, and what learners say to them: later today, tomorrow, fewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import assert_never

from sqlalchemy import Connection

from quizbot.domain.learner import REMIND_EVERY, Learner, Reminded, snooze_until
from quizbot.domain.questions import Library, QuestionSet
from quizbot.domain.queue import Ask, Purpose, next_step
from quizbot.services.asking import asked_of, present, situation
from quizbot.services.outcomes import Asked, Reminder, Stranger
from quizbot.services.reminding import plan_reminder, seen
from quizbot.storage import learners, progress
from quizbot.storage.database import Database

LATE = timedelta(hours=4)  # a reminder that is later than this is left out: it belonged to another time of the day
RETRY = timedelta(minutes=5)  # after a reminder that surely did not leave


class Sent(StrEnum):
    """What became of a claimed reminder."""

    SENT = "sent"
    UNSENT = "unsent"  # surely not sent: it may be tried again
    UNKNOWN = "unknown"  # it may have arrived: never sent again
    UNREACHABLE = "unreachable"  # they blocked the bot, or their account is gone


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

    async def claim_due(self, limit: int) -> Sequence[Reminder]:
        """The reminders to send now, each claimed so that nobody else sends it; at most `limit` learners are looked at.

        One learner is one transaction: whatever is wrong with one of them does not keep the others waiting.
        """
        now = self._clock()
        due = await self._database.read(partial(learners.due_for_reminder, now=now, limit=limit))
        claimed = [
            await self._database.transact(partial(_claim, self._library(), self._clock(), learner_id))
            for learner_id in due
        ]
        return [reminder for reminder in claimed if reminder is not None]

    async def ended(self, reminder: Reminder, sent: Sent, message_id: int | None = None) -> None:
        """Note what became of a claimed reminder."""
        await self._database.transact(partial(_ended, self._clock(), reminder, sent, message_id))

    async def later_today(self, learner_id: int) -> Snoozed | Stranger:
        """Remind once more in three hours, unless that would be in quiet hours or tomorrow."""
        return await self._database.transact(partial(_later_today, self._library(), self._clock(), learner_id))

    async def tomorrow(self, learner_id: int) -> Snoozed | Stranger:
        """Leave it for today; the next reminder comes at the usual time."""
        return await self._database.transact(partial(_tomorrow, self._library(), self._clock(), learner_id))

    async def fewer(self, learner_id: int) -> Snoozed | Stranger:
        """Remind less often from now on: every 2nd, 4th, 7th day, then not at all."""
        return await self._database.transact(partial(_fewer, self._library(), self._clock(), learner_id))


def _claim(library: Library, now: datetime, learner_id: int, connection: Connection) -> Reminder | None:
    """Look again whether the learner still wants this reminder, move the next one, and open what it carries."""
    learner = learners.find(connection, learner_id)
    if learner is None or learner.remind_at is None or learner.remind_at > now:
        return None
    wanted = _is_wanted(connection, learner, now)
    questions = library.sets.get(learner.set_id or "")
    step = None if questions is None else _carried(connection, learner, questions, now)
    if not wanted or questions is None or step is None:
        plan_reminder(connection, library, learner, now)
        return None
    local = now.astimezone(learner.clock)
    day = local.date().toordinal()
    if not learners.claim_reminder(connection, learner, day, now):
        plan_reminder(connection, library, learner, now)
        return None
    planned = plan_reminder(connection, library, _once_more_ignored(learner), now)
    asked = step if isinstance(step, Asked) else present(connection, learner, questions, step, now, None)
    learners.reminder_carries(
        connection, learner_id, day, snoozed=learner.snoozed, presentation_id=asked.presentation.id
    )
    return Reminder(learner=planned, asked=asked, day=day, snoozed=learner.snoozed, claimed_at=now)


def _once_more_ignored(learner: Learner) -> Learner:
    """Every unasked reminder counts as ignored until a sign of life sets the count back."""
    return learner if learner.snoozed else replace(learner, ignored=learner.ignored + 1)


def _is_wanted(connection: Connection, learner: Learner, now: datetime) -> bool:
    local = now.astimezone(learner.clock)
    day = learner.day(now)
    if learner.remind_at is None or now - learner.remind_at > LATE:
        return False
    if learner.is_paused(day) or learner.quiet.cover(local.hour * 60 + local.minute):
        return False
    practised = progress.last_practised_day(connection, learner.id)
    if learner.snoozed:
        return True
    last: Reminded | None = learners.last_reminded(connection, learner.id)
    return practised != day and (last is None or last.date != local.date())


def _carried(connection: Connection, learner: Learner, questions: QuestionSet, now: datetime) -> Asked | Ask | None:
    """The open question if it is due, or else the first due one; None if nothing is due."""
    due = set(progress.due_keys(connection, learner.id, questions.id, learner.day(now)))
    opened = progress.open_presentation(connection, learner.id)
    active = {question.key: question for question in questions.active}
    if opened is not None and opened.question_key in active and opened.question_key in due:
        question = active[opened.question_key]
        if question.fingerprint == opened.fingerprint:
            return asked_of(connection, questions, opened, question)
    step = next_step(situation(connection, learner, questions, now, None), questions)
    return step if isinstance(step, Ask) and step.purpose is Purpose.DUE else None


def _ended(now: datetime, reminder: Reminder, sent: Sent, message_id: int | None, connection: Connection) -> None:
    learner_id = reminder.learner.id
    match sent:
        case Sent.SENT | Sent.UNKNOWN:
            learners.reminder_ended(connection, learner_id, reminder.day, snoozed=reminder.snoozed, outcome=sent)
            if message_id is not None:
                progress.delivered(connection, reminder.asked.presentation.id, message_id)
        case Sent.UNSENT:
            learners.give_reminder_back(connection, learner_id, reminder.day, snoozed=reminder.snoozed)
            _try_again(connection, reminder, now)
        case Sent.UNREACHABLE:
            learners.give_reminder_back(connection, learner_id, reminder.day, snoozed=reminder.snoozed)
            park(connection, learner_id, now)
        case _:
            assert_never(sent)


def _try_again(connection: Connection, reminder: Reminder, now: datetime) -> None:
    learner = learners.find(connection, reminder.learner.id)
    if learner is not None:
        again = replace(
            learner,
            remind_at=now + RETRY,
            snoozed=reminder.snoozed,
            ignored=max(learner.ignored - (not reminder.snoozed), 0),
        )
        learners.save(connection, again)


def park(connection: Connection, learner_id: int, now: datetime) -> None:
    """No reminders for somebody who cannot be reached; their data stays, and any word of theirs revives them."""
    learner = learners.find(connection, learner_id)
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


def _fewer(library: Library, now: datetime, learner_id: int, connection: Connection) -> Snoozed | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    rarer = next((every for every in REMIND_EVERY if every > learner.remind_every), 0)
    every = rarer if learner.remind_every else 0
    return Snoozed(learner=plan_reminder(connection, library, replace(learner, remind_every=every), now))

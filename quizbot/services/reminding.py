"""When this learner is to be reminded: computed anew whenever something that decides it has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from quizbot.domain.learner import Learner, next_reminder
from quizbot.domain.questions import Library
from quizbot.services.planning import first_day_over
from quizbot.storage import learners, progress

GLANCE = 8  # questions, the soonest due
SEEN_TO_THE = timedelta(hours=1)  # how exactly a learner's last sign of life is kept


def seen(connection: Connection, library: Library, learner_id: int, now: datetime) -> Learner | None:
    """The learner, who has just given a sign of life: reachable, and ignoring nothing; None for a stranger.

    Nobody else changes them until the end of this transaction: a reminder that is claimed meanwhile, say.
    """
    learner = learners.find(connection, learner_id, hold=True)
    if learner is None:
        return None
    alive = replace(learner, last_seen_at=now, ignored=0, unreachable_since=None, warned_at=None)
    if _is_forgiven(learner) and not learner.snoozed:
        return plan_reminder(connection, library, alive, now)
    if is_news(learner, now):
        learners.save(connection, alive)
    return alive


def is_news(learner: Learner, now: datetime) -> bool:
    """Whether a sign of life now changes anything that is kept of the learner."""
    return _is_forgiven(learner) or learner.warned_at is not None or now - learner.last_seen_at > SEEN_TO_THE


def _is_forgiven(learner: Learner) -> bool:
    return learner.ignored > 0 or learner.unreachable_since is not None


def plan_reminder(
    connection: Connection, library: Library, learner: Learner, now: datetime, *, not_before_day: int = 0
) -> Learner:
    """Write the learner with the reminder that is due next, and return them so; a snooze is over with it."""
    planned = with_reminder(connection, library, learner, now, not_before_day=not_before_day)
    learners.save(connection, planned)
    return planned


def with_reminder(
    connection: Connection, library: Library, learner: Learner, now: datetime, *, not_before_day: int = 0
) -> Learner:
    """The learner with the reminder that is due next; nothing is written."""
    practised_day, last = learners.rhythm(connection, learner.id)
    at = next_reminder(
        learner,
        due_day=_first_due_day(connection, library, learner, learner.day(now)),
        practised_day=practised_day,
        last=last,
        now=now,
        not_before_day=not_before_day,
    )
    return replace(learner, remind_at=None if learner.unreachable_since else at, snoozed=False)


def _first_due_day(connection: Connection, library: Library, learner: Learner, today: int) -> int | None:
    """The first day on which a question that is still asked is due, or is gone over before the date; None: never."""
    questions = library.sets.get(learner.set_id or "")
    if questions is None:
        return None
    over = first_day_over(connection, learner, questions, today)
    days = (over, _first_natural_due_day(connection, library, learner, questions.id))
    return min((day for day in days if day is not None), default=None)


def _first_natural_due_day(connection: Connection, library: Library, learner: Learner, set_id: str) -> int | None:
    for limit in (GLANCE, None):  # nearly always the first of them is still asked
        due = progress.due_days(connection, learner.id, set_id, limit=limit)
        days = [day for day, key in due if key in library.questions and not library.questions[key].retired]
        if days:
            return days[0]
    return None

"""When this learner is to be reminded: computed anew whenever something that decides it has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from quizbot.domain.learner import Learner, next_reminder
from quizbot.domain.questions import Library
from quizbot.storage import learners, progress


def plan_reminder(connection: Connection, library: Library, learner: Learner, now: datetime) -> Learner:
    """Write the learner with the reminder that is due next, and return them so; a snooze is over with it."""
    at = next_reminder(
        learner,
        due_day=_first_due_day(connection, library, learner),
        practised_day=progress.last_practised_day(connection, learner.id),
        last=learners.last_reminded(connection, learner.id),
        now=now,
    )
    planned = replace(learner, remind_at=None if learner.unreachable_since else at, snoozed=False)
    learners.save(connection, planned)
    return planned


def _first_due_day(connection: Connection, library: Library, learner: Learner) -> int | None:
    """The first day on which a question that is still asked is due, or None."""
    if learner.set_id is None:
        return None
    due = progress.due_days(connection, learner.id, learner.set_id)
    return next((day for day, key in due if key in library.questions and not library.questions[key].retired), None)

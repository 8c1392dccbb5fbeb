"""What the plan towards a learner's date asks of a day, read where it decides: the queue, the reminders, `/date`."""

from __future__ import annotations

from sqlalchemy import Connection

from quizbot.domain.learner import Learner
from quizbot.domain.plan import LAST_DAYS, Core, Share, share_of_today
from quizbot.domain.questions import QuestionSet
from quizbot.domain.queue import usually_new
from quizbot.storage import progress


def core_of(connection: Connection, learner_id: int, questions: QuestionSet) -> Core:
    """The core questions of the set in this learner; those that rest are left out."""
    memories = progress.memories_of(connection, learner_id, questions.id)
    met = progress.met_keys(connection, learner_id, questions.id)
    keys = [question.key for question in questions.active if question.core]
    return Core(
        unmet=sum(key not in met for key in keys),
        memories={key: memories[key] for key in keys if key in memories and not memories[key].set_aside},
    )


def share_of(
    connection: Connection, learner: Learner, questions: QuestionSet, today: int, new_today: int = 0
) -> Share | None:
    """What of the plan falls on today, of which `new_today` new questions are done; None without a date ahead.

    Whoever asks for more than a day brings may have more new ones, too.
    """
    date_day = learner.date_ahead(today)
    if date_day is None:
        return None
    met = progress.met_keys(connection, learner.id, questions.id)
    a_day = learner.usual(today)
    return share_of_today(
        core=core_of(connection, learner.id, questions),
        today=today,
        date_day=date_day,
        unmet=sum(question.key not in met for question in questions.active),
        new_today=new_today,
        usual=usually_new(a_day),
        a_day=a_day,
        extra=max(learner.allowed(today) - a_day, 0),
    )


def first_day_over(connection: Connection, learner: Learner, questions: QuestionSet, today: int) -> int | None:
    """The first day, today or later, on which the plan goes over a question whether it is due or not; None: never."""
    date_day = learner.date_ahead(today)
    if date_day is None:
        return None
    first = max(date_day - LAST_DAYS, today)
    return first if core_of(connection, learner.id, questions).waiting(first, date_day) else None

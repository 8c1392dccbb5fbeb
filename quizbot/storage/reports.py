"""Read-only tallies: what progress and analysis are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from quizbot.domain.queue import Purpose
from quizbot.storage.progress import not_void
from quizbot.storage.tables import presentations, reviews

WEEK = 7  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """How often one question was answered when it was due, and how often right, in one week; weeks count from 0."""

    week: int
    question_key: str
    answers: int
    right: int


def last_answers_right(connection: Connection, learner_id: int, set_id: str) -> Mapping[str, bool]:
    """Question key -> whether the learner's last answer to it was right altogether; an unrated one counts as right."""
    rows = connection.execute(
        select(reviews.c.question_key, reviews.c.credit, reviews.c.rating)
        .where(
            reviews.c.learner_id == learner_id,
            reviews.c.question_key.startswith(f"{set_id}/", autoescape=True),
            not_void(),
        )
        .order_by(reviews.c.id)
    )
    return {row.question_key: row.rating is None or row.credit == 1 for row in rows}


def recalled(connection: Connection, learner_id: int, set_id: str, first_day: int) -> Sequence[Recalled]:
    """The answers to due questions of a set by week and question, the first week beginning on that local day."""
    week = (reviews.c.day - first_day) // WEEK
    rows = connection.execute(
        select(
            week.label("week"),
            reviews.c.question_key,
            func.count().label("answers"),
            func.sum(case((reviews.c.credit == 1, 1), else_=0)).label("right"),
        )
        .join(presentations, presentations.c.id == reviews.c.presentation_id)
        .where(
            reviews.c.learner_id == learner_id,
            reviews.c.day >= first_day,
            reviews.c.question_key.startswith(f"{set_id}/", autoescape=True),
            presentations.c.purpose == Purpose.DUE,
            not_void(),
        )
        .group_by("week", reviews.c.question_key)  # by its name: parameters would make it another expression
    )
    return [
        Recalled(week=row.week, question_key=row.question_key, answers=row.answers, right=row.right) for row in rows
    ]

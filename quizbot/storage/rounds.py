"""Rounds outside the schedule: which questions they ask, and what was answered in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from quizbot.domain.queue import Purpose
from quizbot.domain.rounds import Round
from quizbot.storage.progress import not_void
from quizbot.storage.tables import presentations, reviews, round_questions, rounds


def start(
    connection: Connection,
    learner_id: int,
    *,
    purpose: Purpose,
    set_id: str,
    topic_id: str | None,
    keys: Sequence[str],
    now: datetime,
) -> Round:
    """Begin a round; the one that is running, if any, ends."""
    end(connection, learner_id, now)
    values = {
        "learner_id": learner_id,
        "kind": purpose,
        "set_id": set_id,
        "topic_id": topic_id,
        "started_at": now,
    }
    round_id = connection.execute(insert(rounds).values(values).returning(rounds.c.id)).scalar_one()
    places = [
        {"round_id": round_id, "place": place, "learner_id": learner_id, "question_key": key}
        for place, key in enumerate(keys)
    ]
    connection.execute(insert(round_questions), places)
    return Round(
        id=round_id,
        learner_id=learner_id,
        purpose=purpose,
        set_id=set_id,
        topic_id=topic_id,
        started_at=now,
        ended_at=None,
        keys=tuple(keys),
    )


def end(connection: Connection, learner_id: int, now: datetime) -> None:
    """End the learner's running round, if any."""
    connection.execute(
        update(rounds).where(rounds.c.learner_id == learner_id, rounds.c.ended_at.is_(None)).values(ended_at=now)
    )


def running(connection: Connection, learner_id: int) -> Round | None:
    """The learner's round that has not ended, or None."""
    return _one(connection, rounds.c.learner_id == learner_id, rounds.c.ended_at.is_(None))


def find(connection: Connection, learner_id: int, round_id: int) -> Round | None:
    """That round, if it is this learner's; else None."""
    return _one(connection, rounds.c.learner_id == learner_id, rounds.c.id == round_id)


def last_exam(connection: Connection, learner_id: int, set_id: str) -> int | None:
    """The id of the learner's last exam on a set that has ended, or None."""
    ended = (rounds.c.set_id == set_id, rounds.c.kind == Purpose.EXAM, rounds.c.ended_at.is_not(None))
    latest = select(rounds.c.id).where(rounds.c.learner_id == learner_id, *ended).order_by(rounds.c.id.desc()).limit(1)
    return connection.execute(latest).scalar()


def _one(connection: Connection, *conditions: Any) -> Round | None:
    row = connection.execute(select(rounds).where(*conditions)).first()
    if row is None:
        return None
    asked = (
        select(round_questions.c.question_key)
        .where(round_questions.c.round_id == row.id)
        .order_by(round_questions.c.place)
    )
    return Round(
        id=row.id,
        learner_id=row.learner_id,
        purpose=Purpose(row.kind),
        set_id=row.set_id,
        topic_id=row.topic_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        keys=tuple(connection.execute(asked).scalars()),
    )


def answered(connection: Connection, learner_id: int, round_id: int) -> Mapping[str, int]:
    """Of each question that was answered in a round, and not undone: its key, and the presentation's id."""
    in_the_round = and_(presentations.c.id == reviews.c.presentation_id, presentations.c.round_id == round_id)
    of_the_question = and_(reviews.c.learner_id == learner_id, reviews.c.question_key == round_questions.c.question_key)
    rows = connection.execute(
        select(reviews.c.question_key, reviews.c.presentation_id)
        .select_from(round_questions)
        .join(reviews, of_the_question)
        .join(presentations, in_the_round)
        .where(round_questions.c.round_id == round_id, not_void())
    )
    return {row.question_key: row.presentation_id for row in rows}

"""Which answers were right when learners were last taught, and whom a change concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from quizbot.domain.questions import Question
from quizbot.storage.inserts import insert_if_new, insert_or_update
from quizbot.storage.progress import CHANGED, not_void
from quizbot.storage.tables import amendments, memories, question_keys, reviews


def taught(connection: Connection) -> Mapping[str, str]:
    """The fingerprint of each question's key as it was last taught, by question key."""
    return {row.question_key: row.key_fingerprint for row in connection.execute(select(question_keys))}


def teach(connection: Connection, questions: Sequence[Question]) -> None:
    """Note that these keys are taught from now on."""
    rows = [{"question_key": each.key, "key_fingerprint": each.key_fingerprint} for each in questions]
    insert_or_update(question_keys).each(connection, rows)


def right_by_another_key(connection: Connection, question: Question) -> Sequence[int]:
    """Ids of the learners whose last answer was right by a key that is the right one no more."""
    return (
        connection.execute(
            select(memories.c.learner_id).where(
                memories.c.question_key == question.key, memories.c.known_key != question.key_fingerprint
            )
        )
        .scalars()
        .all()
    )


def bring_back(connection: Connection, learner_id: int, question: Question, day: int, now: datetime) -> None:
    """Let the question be due on that day, unless it is before; kept beside the last review, so that a fold agrees."""
    last = (
        select(reviews.c.id)
        .where(
            reviews.c.learner_id == learner_id,
            reviews.c.question_key == question.key,
            reviews.c.scheduled.is_(True),
            not_void(),
        )
        .order_by(reviews.c.id.desc())
        .limit(1)
    )
    mine = (memories.c.learner_id == learner_id, memories.c.question_key == question.key, memories.c.due_day > day)
    if connection.execute(update(memories).where(*mine).values(due_day=day)).rowcount:
        insert_if_new(amendments).count(
            connection,
            learner_id=learner_id,
            review_id=connection.execute(last).scalar_one(),
            kind=CHANGED,
            at=now,
            due_day=day,
        )

"""What a patient keeps for the care team: views of topics and questions; and what their last answer was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from quizbot.domain.team import TeamQuestion, View
from quizbot.storage.inserts import insert_or_update
from quizbot.storage.progress import not_void
from quizbot.storage.tables import presentations, reviews, team_questions, topic_views


def questions_of(connection: Connection, learner_id: int) -> Sequence[TeamQuestion]:
    """The learner's questions for the care team, oldest first."""
    own = select(team_questions).where(team_questions.c.learner_id == learner_id).order_by(team_questions.c.id)
    return [TeamQuestion(id=row.id, text=row.text, topic_key=row.topic_key) for row in connection.execute(own)]


def add(connection: Connection, learner_id: int, text: str, topic_key: str | None, now: datetime) -> None:
    """Keep a question for the care team."""
    values = {"learner_id": learner_id, "text": text, "topic_key": topic_key, "at": now}
    connection.execute(insert(team_questions).values(values))


def remove(connection: Connection, learner_id: int, question_id: int) -> None:
    """Delete that question, if it is this learner's."""
    mine = (team_questions.c.id == question_id, team_questions.c.learner_id == learner_id)
    connection.execute(delete(team_questions).where(*mine))


def views(connection: Connection, learner_id: int, set_id: str) -> Mapping[str, View]:
    """What the learner says of each topic of a set, by topic id; nothing of those that they have said nothing of."""
    said = select(topic_views.c.topic_key, topic_views.c.view).where(
        topic_views.c.learner_id == learner_id, topic_views.c.topic_key.startswith(f"{set_id}/", autoescape=True)
    )
    return {row.topic_key.partition("/")[2]: View(row.view) for row in connection.execute(said)}


def see(connection: Connection, learner_id: int, topic_key: str, view: View, now: datetime) -> None:
    """Keep what the learner says of a topic."""
    insert_or_update(topic_views).count(connection, learner_id=learner_id, topic_key=topic_key, view=view, at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """The learner's last answer that is not undone; `followed`: what comes after it has been delivered."""

    presentation: int
    question_key: str
    missed: bool
    followed: bool


def last_answer(connection: Connection, learner_id: int) -> LastAnswer | None:
    """The learner's last answer, or None."""
    row = connection.execute(
        select(
            presentations.c.id,
            presentations.c.question_key,
            presentations.c.followed_at,
            reviews.c.credit,
            reviews.c.rating,
        )
        .join(presentations, presentations.c.id == reviews.c.presentation_id)
        .where(reviews.c.learner_id == learner_id, not_void())
        .order_by(reviews.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return LastAnswer(
        presentation=row.id,
        question_key=row.question_key,
        missed=row.rating is not None and row.credit < 1,
        followed=row.followed_at is not None,
    )


def misses(connection: Connection, learner_id: int, question_keys: Collection[str]) -> int:
    """How many answers to these questions were not right; undone and unrated ones left out."""
    missed = select(func.count()).where(
        reviews.c.learner_id == learner_id,
        reviews.c.question_key.in_(question_keys),
        reviews.c.rating.is_not(None),
        reviews.c.credit < 1,
        not_void(),
    )
    return connection.execute(missed).scalar_one()

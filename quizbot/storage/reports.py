"""Read-only tallies: what progress and analysis are drawn from."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from quizbot.storage.progress import not_void
from quizbot.storage.tables import reviews


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

"""Which question a native poll showed: Telegram names a poll by an id of its own."""

from __future__ import annotations

from sqlalchemy import Connection, literal, select

from quizbot.storage.inserts import insert_if_new
from quizbot.storage.tables import polls


def sent(connection: Connection, learner_id: int, poll_id: str, presentation_id: int) -> None:
    """Note that a poll shows that presentation."""
    insert_if_new(polls).count(connection, poll_id=poll_id, learner_id=learner_id, presentation_id=presentation_id)


def presentation_of(connection: Connection, learner_id: int, poll_id: str) -> int | None:
    """The id of the presentation that this learner's poll shows, or None."""
    mine = (polls.c.poll_id == poll_id, polls.c.learner_id == learner_id)
    return connection.execute(select(polls.c.presentation_id).where(*mine)).scalar()


def shows(connection: Connection, presentation_id: int) -> bool:
    """Whether a presentation was shown as a poll."""
    found = select(literal(1)).where(polls.c.presentation_id == presentation_id).limit(1)
    return connection.execute(found).first() is not None

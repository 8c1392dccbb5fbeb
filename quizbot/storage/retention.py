"""Who has not been here for long, and what nobody needs any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, or_, select, update

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Audience
from quizbot.domain.retention import KEPT_OF_OTHERS, KEPT_OF_STUDENTS, NOTICE
from quizbot.storage.tables import inbox, learners


def untold(connection: Connection, now: datetime, limit: int, after: RowMapping | None) -> Sequence[RowMapping]:
    """The rows of at most `limit` learners who are to be told by now that everything goes, those longest away first.

    They follow the row `after` in that order. Whether the hour is a welcome one is not looked at.
    """
    candidates = select(learners).where(
        _idle_by(now + NOTICE), learners.c.warned_at.is_(None), learners.c.unreachable_since.is_(None)
    )
    if after is not None:
        seen, learner_id = after["last_seen_at"], after["id"]
        later = or_(learners.c.last_seen_at > seen, learners.c.id > learner_id)
        candidates = candidates.where(learners.c.last_seen_at >= seen, later)
    ordered = candidates.order_by(learners.c.last_seen_at, learners.c.id).limit(limit)
    return connection.execute(ordered).mappings().all()


def tell(connection: Connection, learner: Learner, now: datetime) -> bool:
    """Note that the learner is told now; False if somebody else was faster, or the learner has come back."""
    told = (
        update(learners)
        .where(
            learners.c.id == learner.id,
            learners.c.last_seen_at == learner.last_seen_at,
            learners.c.warned_at.is_(None),
            learners.c.unreachable_since.is_(None),
        )
        .values(warned_at=now)
    )
    return connection.execute(told).rowcount == 1


def untell(connection: Connection, learner_id: int, told_at: datetime) -> None:
    """Note that what they were to be told then surely has not arrived."""
    told = update(learners).where(learners.c.id == learner_id, learners.c.warned_at == told_at)
    connection.execute(told.values(warned_at=None))


def overdue(connection: Connection, now: datetime, limit: int) -> Sequence[int]:
    """Ids of at most `limit` learners of whom everything is to go by now, those longest away first."""
    told = or_(learners.c.warned_at <= now - NOTICE, learners.c.unreachable_since.is_not(None))
    ids = select(learners.c.id).where(_idle_by(now), told).order_by(learners.c.last_seen_at).limit(limit)
    return connection.execute(ids).scalars().all()


def _idle_by(moment: datetime) -> ColumnElement[bool]:
    """The condition that a learner will by then have been away for as long as anything is kept of them."""
    seen, audience = learners.c.last_seen_at, learners.c.audience
    return and_(
        seen <= moment - KEPT_OF_OTHERS,  # which an index answers
        or_(seen <= moment - KEPT_OF_STUDENTS, audience.is_(None), audience != Audience.STUDENT),
    )


def forget_finished(connection: Connection, before: datetime, limit: int) -> int:
    """Remove at most `limit` updates that were finished, or given up, before that moment; returns how many."""
    old = select(inbox.c.update_id).where(inbox.c.finished_at < before).order_by(inbox.c.finished_at).limit(limit)
    return connection.execute(delete(inbox).where(inbox.c.update_id.in_(old))).rowcount

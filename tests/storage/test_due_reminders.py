"""Whose reminder is due: the longest overdue first, and no more than asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from quizbot.domain.learner import Learner
from quizbot.storage import learners
from quizbot.storage.database import Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADA = Learner(id=1, agreed_at=NOON, last_seen_at=NOON, language="en", remind_at=NOON)


def add_some(connection: Connection) -> None:
    """Five learners, due one second after the other, the first of them last; and one for whom nothing is planned."""
    for number in range(1, 6):
        learners.add(connection, replace(ADA, id=number, remind_at=NOON - timedelta(seconds=number)))
    learners.add(connection, replace(ADA, id=6, remind_at=None))


@pytest.mark.parametrize(
    ("seconds", "limit", "ids"), [(-1, 9, [5, 4, 3, 2, 1]), (-1, 2, [5, 4]), (-4, 9, [5, 4]), (-6, 9, [])]
)
async def test_the_longest_overdue_come_first(database: Database, seconds: int, limit: int, ids: list[int]) -> None:
    await database.transact(add_some)
    now = NOON + timedelta(seconds=seconds)
    found = await database.transact(lambda c: learners.due_for_reminder(c, now, limit))
    assert [row["id"] for row in found] == ids


async def test_a_row_that_is_no_learner_s_says_so(database: Database) -> None:
    await database.transact(lambda c: learners.add(c, ADA))
    await database.transact(lambda c: c.execute(text("UPDATE learners SET audience = 'cats'")))
    (row,) = await database.transact(lambda c: learners.due_for_reminder(c, NOON, limit=9))
    with pytest.raises(ValueError, match="cats"):
        learners.of_row(row)

"""Finding whose reminder is due: by the index, however many learners there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from quizbot.domain.learner import Learner
from quizbot.storage import learners
from quizbot.storage.database import Database
from quizbot.storage.tables import learners as table

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADA = Learner(id=1, agreed_at=NOON, last_seen_at=NOON, language="en", remind_at=NOON)


def add_many(connection: Connection) -> None:
    """Ada, and twenty thousand like her, reminded one a second after her."""
    learners.add(connection, ADA)
    names = [column.name for column in table.columns if column.name not in {"id", "remind_at"}]
    connection.execute(
        text(
            f"INSERT INTO learners (id, remind_at, {', '.join(names)})"  # noqa: S608 - our own names
            " WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)"
            f" SELECT 1 + n, remind_at + 1000 * n, {', '.join(names)} FROM learners CROSS JOIN n"
        )
    )
    connection.execute(text("ANALYZE"))


def plan_of_looking(connection: Connection) -> str:
    """How the database finds those who are due, in its own words."""
    said: list[tuple[str, Any]] = []

    def note(_: Connection, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    learners.due_for_reminder(connection, NOON + timedelta(hours=2), limit=9)
    event.remove(connection, "before_cursor_execute", note)
    ((statement, parameters),) = said
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {statement}", parameters))


async def test_those_who_are_due_are_found_by_their_index_and_not_sorted(database: Database) -> None:
    await database.transact(add_many)
    plan = (await database.transact(plan_of_looking)).casefold()
    assert "ix_learners_remind_at" in plan
    assert "sort" not in plan
    assert "temp b-tree" not in plan
    assert "seq scan" not in plan


async def test_the_longest_overdue_come_first_and_no_more_than_asked_for(database: Database) -> None:
    await database.transact(add_many)
    found = await database.transact(lambda c: learners.due_for_reminder(c, NOON + timedelta(seconds=2), limit=2))
    assert [row["id"] for row in found] == [1, 2]
    all_of_them = await database.transact(lambda c: learners.due_for_reminder(c, NOON + timedelta(seconds=2), limit=9))
    assert [row["id"] for row in all_of_them] == [1, 2, 3]


async def test_a_row_that_is_no_learner_s_says_so(database: Database) -> None:
    await database.transact(lambda c: learners.add(c, ADA))
    await database.transact(lambda c: c.execute(text("UPDATE learners SET audience = 'cats'")))
    (row,) = await database.transact(lambda c: learners.due_for_reminder(c, NOON, limit=9))
    with pytest.raises(ValueError, match="cats"):
        learners.of_row(row)

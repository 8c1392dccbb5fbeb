"""Inserts that meet a row that is there already."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from quizbot.storage.database import Database
from quizbot.storage.inserts import insert_if_new, insert_or_update
from quizbot.storage.tables import lessons_shown, question_reports
from tests.storage.rows import NOON, insert_everywhere

ADA = 101
LATER = NOON + timedelta(hours=1)


def lesson(**changes: Any) -> dict[str, Any]:
    return {"learner_id": ADA, "lesson_key": "sleep/dreams", "at": NOON, "followed_at": None} | changes


async def test_a_row_that_is_there_is_left_alone(database: Database) -> None:
    def insert_twice(connection: Connection) -> list[int]:
        insert_everywhere(connection, ADA)
        statement = insert_if_new(lessons_shown)
        return [statement.count(connection, **lesson(at=at)) for at in (NOON, LATER)]

    assert await database.transact(insert_twice) == [1, 0]
    assert await database.read(stored) == lesson()


async def test_any_unique_constraint_counts(database: Database) -> None:
    def report_twice(connection: Connection) -> list[int]:
        insert_everywhere(connection, ADA)
        report = {"learner_id": ADA, "question_key": "sleep/naps", "fingerprint": "f", "reason": "wrong", "at": NOON}
        statement = insert_if_new(question_reports)
        return [statement.count(connection, **report) for _ in range(2)]

    assert await database.transact(report_twice) == [1, 0]


async def test_several_rows_at_once(database: Database) -> None:
    def insert_several(connection: Connection) -> None:
        insert_everywhere(connection, ADA)
        rows = [lesson(lesson_key=key) for key in ("sleep/dreams", "sleep/naps", "sleep/dreams")]
        insert_if_new(lessons_shown).each(connection, rows)

    await database.transact(insert_several)
    keys = await database.read(lambda connection: connection.scalars(select(lessons_shown.c.lesson_key)).all())
    assert sorted(keys) == sorted([str(ADA), "sleep/dreams", "sleep/naps"])


async def test_a_row_that_is_there_is_given_the_new_values(database: Database) -> None:
    def write_twice(connection: Connection) -> None:
        insert_everywhere(connection, ADA)
        for row in (lesson(followed_at=NOON), lesson(at=LATER, followed_at=None)):
            insert_or_update(lessons_shown).count(connection, **row)

    await database.transact(write_twice)
    assert await database.read(stored) == lesson(at=LATER)


def stored(connection: Connection) -> dict[str, Any]:
    lessons = select(lessons_shown).where(lessons_shown.c.lesson_key == "sleep/dreams")
    return dict(connection.execute(lessons).mappings().one())

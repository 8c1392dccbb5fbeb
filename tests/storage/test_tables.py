"""What the tables promise by themselves, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from quizbot.storage.database import Database
from quizbot.storage.tables import learners, metadata, presentations
from tests.storage.rows import NOON, insert_everywhere

ADA, BEN = 101, 102
MILLISECOND = timedelta(milliseconds=1)
OF_LEARNERS = [
    table for table in metadata.sorted_tables if any(key.column is learners.c.id for key in table.foreign_keys)
]
GROWING = [table for table in metadata.sorted_tables if table.autoincrement_column is not None]

instants = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.integers(min_value=-12 * 60, max_value=14 * 60).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    ),
)


def insert_both(connection: Connection) -> None:
    insert_everywhere(connection, ADA)
    insert_everywhere(connection, BEN)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example overwrites the last one's row
@given(instant=instants)
async def test_an_instant_comes_back_in_utc_to_the_millisecond(database: Database, instant: datetime) -> None:
    def write_and_read(connection: Connection) -> Any:
        if connection.execute(select(func.count()).select_from(learners)).scalar_one() == 0:
            insert_everywhere(connection, ADA)
        connection.execute(update(learners).values(remind_at=instant))
        return connection.execute(select(learners.c.remind_at)).scalar_one()

    found = await database.transact(write_and_read)
    assert timedelta(0) <= instant - found < MILLISECOND
    assert found.tzinfo is UTC


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=instants, later=instants)
async def test_the_database_orders_instants_as_time_does(
    database: Database, earlier: datetime, later: datetime
) -> None:
    def count_due(connection: Connection) -> int:
        if connection.execute(select(func.count()).select_from(learners)).scalar_one() == 0:
            insert_everywhere(connection, ADA)
        connection.execute(update(learners).values(remind_at=earlier))
        return int(connection.execute(select(func.count()).where(learners.c.remind_at <= later)).scalar_one())

    # to the millisecond: what comes first within one is not kept
    expected = (earlier - NOON) // MILLISECOND <= (later - NOON) // MILLISECOND
    assert await database.transact(count_due) == int(expected)


async def test_no_instant_stays_none(database: Database) -> None:
    def write_and_read(connection: Connection) -> Any:
        insert_everywhere(connection, ADA)
        connection.execute(update(learners).values(remind_at=None))
        return connection.execute(select(learners.c.remind_at)).scalar_one()

    assert await database.transact(write_and_read) is None


async def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="offset-naive"):
        await database.transact(
            lambda connection: connection.execute(update(learners).values(remind_at=datetime(2025, 3, 3)))  # noqa: DTZ001
        )


async def test_nothing_stays_of_a_deleted_learner_and_all_of_the_others(database: Database) -> None:
    await database.transact(insert_both)

    def delete_ada(connection: Connection) -> None:
        connection.execute(delete(learners).where(learners.c.id == ADA))

    await database.transact(delete_ada)
    left = await database.read(
        lambda connection: {
            table.name: connection.execute(select(table.c.learner_id)).scalars().all() for table in OF_LEARNERS
        }
    )
    assert left == {table.name: [BEN] for table in OF_LEARNERS}


async def test_a_number_is_never_given_out_again(database: Database) -> None:
    """A button of a deleted presentation must never answer another."""

    def last_numbers(connection: Connection) -> dict[str, int]:
        return {
            table.name: connection.execute(select(func.max(table.autoincrement_column))).scalar_one()
            for table in GROWING
            if table.autoincrement_column is not None
        }

    def start_over(connection: Connection) -> None:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        insert_everywhere(connection, ADA)

    await database.transact(insert_both)
    before = await database.read(last_numbers)
    await database.transact(start_over)
    after = await database.read(last_numbers)
    assert presentations.name in after
    assert all(after[name] > before[name] for name in before)


async def test_a_learner_has_one_open_presentation(database: Database) -> None:
    def present(connection: Connection) -> int:
        taken = {**row(connection), "state": "open"}
        return int(connection.execute(insert(presentations).values(taken).returning(presentations.c.id)).scalar_one())

    def row(connection: Connection) -> dict[str, object]:
        first = connection.execute(select(presentations).where(presentations.c.learner_id == ADA)).mappings().first()
        assert first is not None
        return {name: value for name, value in first.items() if name != "id"}

    def answer(connection: Connection) -> None:
        connection.execute(update(presentations).values(state="answered"))

    await database.transact(insert_both)
    first = await database.transact(present)
    with pytest.raises(IntegrityError):
        await database.transact(present)
    await database.transact(answer)
    assert await database.transact(present) > first

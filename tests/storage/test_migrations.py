"""The tables come into being, and are left alone where they are up to date or newer than the program."""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, func, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from quizbot.storage import migrations
from quizbot.storage.database import Database, open_database
from quizbot.storage.errors import DatabaseTooNew
from quizbot.storage.schema import HEAD, Migrated, create, migrate, revisions, run_migrations, stored_revision
from quizbot.storage.tables import lessons_shown, metadata
from tests.databases import opened
from tests.storage.rows import NOON, insert_everywhere

ADA, NOBODY = 101, 999

START = """
import asyncio, sys
from quizbot.storage.database import open_database
from quizbot.storage.schema import migrate

async def main():
    database = open_database(sys.argv[1])
    print(await migrate(database))
    await database.close()

asyncio.run(main())
print("alembic" in sys.modules)
"""


@pytest.fixture
async def empty_database(empty_database_url: str) -> AsyncIterator[Database]:
    async with opened(empty_database_url) as database:
        yield database


def described(connection: Connection) -> dict[str, Any]:
    """All that the database knows of its tables, in an order that does not depend on how they came into being."""
    if connection.dialect.name == "sqlite":
        statements = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
        return {name: sorted(filter(None, _pieces(statement))) for name, statement in statements}
    known = inspect(connection)
    of_each_table = (
        known.get_multi_columns(),
        known.get_multi_pk_constraint(),
        known.get_multi_foreign_keys(),
        known.get_multi_unique_constraints(),
        known.get_multi_indexes(),
    )
    names = known.get_table_names()
    return {name: [sorted(map(repr, found.get((None, name), ()))) for found in of_each_table] for name in names}


def _pieces(statement: str) -> list[str]:
    """Columns and constraints, whether they were created with the table or added to it, which SQLite writes inline."""
    return [piece.strip(" \t()") for piece in re.split(r"[,\n]", statement)]


async def test_migrated_equals_declared(empty_database: Database) -> None:
    """Where they differ, `python -m tests.storage.propose_migration` prints the step that is missing."""

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, metadata))

    def drop_all(connection: Connection) -> None:
        metadata.drop_all(connection)
        revisions.drop(connection)

    await empty_database.alter(run_migrations)
    assert await empty_database.read(differences) == []
    assert await empty_database.read(stored_revision) == HEAD
    migrated = await empty_database.read(described)
    await empty_database.alter(drop_all)
    await empty_database.alter(create)
    declared = await empty_database.read(described)
    assert migrated == declared


def test_steps_are_numbered_and_the_last_is_the_head() -> None:
    names = sorted(path.name for path in (Path(migrations.__path__[0]) / "versions").glob("*.py"))
    assert [name[:5] for name in names] == [f"{number:04}_" for number in range(1, len(names) + 1)]
    assert names[-1].startswith(f"{HEAD}_")


async def test_a_new_database_is_created_and_then_left_alone(empty_database: Database) -> None:
    assert await migrate(empty_database) == Migrated(before=None, after=HEAD)
    before = await empty_database.read(described)
    assert await migrate(empty_database) == Migrated(before=HEAD, after=HEAD)
    assert await empty_database.read(described) == before


def test_neither_a_new_nor_an_up_to_date_database_needs_alembic(empty_database_url: str) -> None:
    for found in (None, HEAD):
        command = [sys.executable, "-c", START, empty_database_url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines() == [str(Migrated(before=found, after=HEAD)), "False"]


async def test_replicas_that_start_together_create_the_tables_once(empty_postgresql_url: str) -> None:
    replicas = [open_database(empty_postgresql_url) for _ in range(4)]
    migrated = await asyncio.gather(*map(migrate, replicas))
    await asyncio.gather(*(replica.close() for replica in replicas))
    assert sorted(str(each.before) for each in migrated) == [HEAD, HEAD, HEAD, "None"]


async def test_a_process_that_waits_for_another_says_so(
    empty_postgresql_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "quizbot")
    locked, release = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('quizbot.migrate'))"))
        locked.set()
        release.wait()

    class Heard(logging.Handler):
        def emit(self, _: logging.LogRecord) -> None:
            release.set()  # the other one is done

    heard = Heard()
    logging.getLogger("quizbot").addHandler(heard)
    try:
        async with opened(empty_postgresql_url) as other, opened(empty_postgresql_url) as database:
            holding = asyncio.create_task(other.transact(hold))
            await asyncio.to_thread(locked.wait)
            assert await migrate(database) == Migrated(before=None, after=HEAD)
            await holding
    finally:
        logging.getLogger("quizbot").removeHandler(heard)
    assert "another process is changing the tables; waiting for it" in caplog.text


async def test_a_newer_database_is_refused_and_left_alone(database: Database) -> None:
    def from_the_future(connection: Connection) -> None:
        connection.execute(update(revisions).values(version_num="9999"))

    await database.transact(from_the_future)
    before = await database.read(described)
    with pytest.raises(DatabaseTooNew, match=r"revision 9999.*Update this quizbot"):
        await migrate(database)
    assert await database.read(described) == before
    assert await database.read(stored_revision) == "9999"


async def test_a_step_that_fails_leaves_nothing_behind(database: Database) -> None:
    def half_a_step(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.execute(text("ALTER TABLE learners RENAME TO people"))
        raise LookupError

    before = await database.read(described)
    with pytest.raises(LookupError):
        await database.alter(half_a_step)
    assert await database.read(described) == before
    assert not await database.read(lambda connection: inspect(connection).has_table("half"))


async def test_a_step_that_leaves_rows_without_what_they_refer_to_is_undone(database: Database) -> None:
    def read_by_nobody(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE lessons_shown RENAME TO lessons_read"))
        connection.execute(
            text("INSERT INTO lessons_read (learner_id, lesson_key, at) VALUES (999, 'sleep/dreams', 0)")
        )

    with pytest.raises((RuntimeError, IntegrityError)):
        await database.alter(read_by_nobody)
    assert await database.read(lambda connection: inspect(connection).has_table("lessons_shown"))


async def test_remaking_a_table_keeps_what_refers_to_it(database: Database) -> None:
    """Dropping the old table would take every row along that refers to it, were foreign keys enforced."""

    def remake_learners(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("learners") as batch:  # which is how SQLite changes a column
            batch.alter_column("language", nullable=True)

    def rows(connection: Connection) -> dict[str, int]:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }

    def add_for_nobody(connection: Connection) -> None:
        connection.execute(insert(lessons_shown).values(learner_id=NOBODY, lesson_key="sleep/dreams", at=NOON))

    await database.transact(lambda connection: insert_everywhere(connection, ADA))
    await database.alter(remake_learners)
    assert await database.read(rows) == {table.name: 1 for table in metadata.sorted_tables}
    with pytest.raises(IntegrityError):  # enforced again
        await database.transact(add_for_nobody)

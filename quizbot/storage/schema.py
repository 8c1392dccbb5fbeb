"""The tables as they are stored: created where there are none, brought up to date, refused where they are newer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select, text

from quizbot.storage.database import Database
from quizbot.storage.errors import DatabaseTooNew, DatabaseTooOld
from quizbot.storage.tables import metadata

HEAD = "0003"
"""The revision that `tables` describes: the last of migrations/versions. Four digits each, so that they compare."""

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('quizbot.migrate'))")
_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtext('quizbot.migrate'))")

log = logging.getLogger(__name__)

# Alembic's own table, declared here so that a new database can be marked without importing Alembic
revisions = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """The revision that was found, None in a new database, and the one that is stored now."""

    before: str | None
    after: str


async def migrate(database: Database) -> Migrated:
    """Bring the tables up to date: all of it or nothing, and by one process at a time.

    Raises DatabaseTooNew where they were written by a newer program.
    """
    found = await database.read(stored_revision)
    if found != HEAD:
        found = await database.alter(_upgrade(database.where))
    return Migrated(before=found, after=HEAD)


async def require_up_to_date(database: Database) -> None:
    """For whoever writes beside the bot, and so must not change the tables under it.

    Raises DatabaseTooOld or DatabaseTooNew where the tables are not those that this program knows.
    """
    found = await database.read(stored_revision)
    if found is None or found < HEAD:
        raise DatabaseTooOld(database.where)
    if found > HEAD:
        raise _too_new(database.where, found)


def stored_revision(connection: Connection) -> str | None:
    """The revision of the tables that the database holds; None in a new one."""
    if not inspect(connection).has_table(revisions.name):
        return None
    found: str | None = connection.execute(select(revisions.c.version_num)).scalar()
    return found


def create(connection: Connection) -> None:
    """Create every table as declared; a test proves that the migrations, one by one, lead to the same."""
    metadata.create_all(connection, checkfirst=False)
    revisions.create(connection, checkfirst=True)
    connection.execute(revisions.insert().values(version_num=HEAD))


def run_migrations(connection: Connection) -> None:
    """Take the steps in versions/ that this database has not seen yet."""
    from alembic import command  # noqa: PLC0415 - it takes a tenth of a second that a start without migrations saves
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", "quizbot.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _upgrade(where: str) -> Callable[[Connection], str | None]:
    """The work that brings the tables up to date and returns the revision that it found."""

    def upgrade(connection: Connection) -> str | None:
        # one process at a time until the end of its transaction; on SQLite the writer's lock sees to that
        if connection.dialect.name == "postgresql" and not connection.execute(_TRY_LOCK).scalar_one():
            log.info("another process is changing the tables; waiting for it")
            connection.execute(_LOCK)
        found = stored_revision(connection)
        if found is None:
            create(connection)
        elif found > HEAD:
            raise _too_new(where, found)
        elif found < HEAD:
            run_migrations(connection)
        return found

    return upgrade


def _too_new(where: str, found: str) -> DatabaseTooNew:
    return DatabaseTooNew(where, f"its tables are of revision {found}, this one knows those up to {HEAD}")

"""What condition a database is in, as far as a reader can tell without keeping anybody waiting."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass

from sqlalchemy import Connection, text

_STEPS = 10_000  # of SQLite's machine between two looks at the clock

_SERVER = text(
    "SELECT current_setting('server_version') AS version,"
    " pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS read_only,"
    " current_setting('fsync')::boolean AND current_setting('full_page_writes')::boolean"
    " AND current_setting('synchronous_commit') <> 'off' AS durable,"
    " has_schema_privilege(current_schema(), 'CREATE') AS may_create,"
    " current_setting('max_connections')::integer - (SELECT count(*) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend') AS free_connections"
)


class NotFinished(Exception):
    """There was not time enough to look at everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A PostgreSQL server: its version, and whether what we need of it is given."""

    version: str
    read_only: bool
    durable: bool  # what it says is committed survives a power cut
    may_create: bool
    free_connections: int


def sqlite_flaw(connection: Connection, *, seconds: float) -> str | None:
    """What is wrong with SQLite's file; None if nothing was found.

    Raises:
        NotFinished: the file is too large to be looked through in so many seconds.
    """
    until = time.monotonic() + seconds
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("this is no SQLite")
    driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        (found,) = driver.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise NotFinished from None
        raise
    finally:
        driver.set_progress_handler(None, 0)
    return None if found == "ok" else " ".join(str(found).split())


def server(connection: Connection) -> Server:
    """What a PostgreSQL server says of itself and of us."""
    row = connection.execute(_SERVER).one()
    return Server(
        version=row.version,
        read_only=row.read_only,
        durable=row.durable,
        may_create=bool(row.may_create),
        free_connections=row.free_connections,
    )

"""How quizbot speaks to PostgreSQL: a small pool, READ COMMITTED for writing, one snapshot for reading.

A process that is frozen, or cut off from the server, ends nothing itself: what it holds must come free without it.
"""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from quizbot.storage.errors import DatabaseUnusable

PROBE = "SELECT 1"
"""What a first connection does, so that what is wrong with the database is found out at once."""

_PARAMETERS = {
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",  # milliseconds until a server that acknowledges nothing is taken for gone
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
}
"""Of each connection, unless the address says otherwise."""

_KEPT_ALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
"""How the server finds out that a process is gone that could not say so."""

_SILENT_WRITER = {"idle_in_transaction_session_timeout": "5s"}
"""After this silence its locks are for others, as its leases are; should it go on, its work is run again as a whole."""

_SILENT_HOLDER = {"idle_session_timeout": "10s"}
"""After this silence a turn is another's: whoever has it says every second that it still lives."""


def check_options(url: URL, where: str) -> None:
    """Raise DatabaseUnusable if the address has an option that the client's library does not know."""
    from psycopg import ProgrammingError  # noqa: PLC0415 - half of what a start on SQLite takes, which needs none of it
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - as above

    try:
        make_conninfo("", **{name: str(value) for name, value in url.query.items()})
    except ProgrammingError as error:
        raise DatabaseUnusable(where, f"{str(error).strip()} in its address") from None


def writing_engine(url: URL, *, connections: int) -> Engine:
    """Connections whose transactions are READ COMMITTED; none is made yet."""
    return _engine(url, connections=connections, isolation="READ COMMITTED", settings=_SILENT_WRITER)


def reading_engine(url: URL, *, connections: int) -> Engine:
    """Connections whose transactions see one snapshot and cannot write; none is made yet."""
    engine = _engine(url, connections=connections, isolation="REPEATABLE READ", settings={})
    return engine.execution_options(postgresql_readonly=True)


def turn_engine(url: URL) -> Engine:
    """One connection at a time, without transactions; none is made yet."""
    return _engine(url, connections=1, isolation="AUTOCOMMIT", settings=_SILENT_HOLDER)


def _engine(url: URL, *, connections: int, isolation: str, settings: dict[str, str]) -> Engine:
    missing = {name: value for name, value in _PARAMETERS.items() if name not in url.query}
    address = url.update_query_dict(missing).set(drivername="postgresql+psycopg")
    engine = create_engine(address, pool_size=connections, max_overflow=0, isolation_level=isolation)
    statements = "; ".join(f"SET {name} = '{value}'" for name, value in (_KEPT_ALIVE | settings).items())

    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(statements)
        cursor.close()
        connection.commit()

    event.listen(engine, "connect", set_up)
    return engine

"""How quizbot speaks to PostgreSQL: a small pool, READ COMMITTED for writing, one snapshot for reading."""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine

CONNECT_SECONDS = "5"

PROBE = "SELECT 1"
"""What a first connection does, so that what is wrong with the database is found out at once."""


def writing_engine(url: URL, *, connections: int) -> Engine:
    """Connections whose transactions are READ COMMITTED; none is made yet."""
    return create_engine(_psycopg(url), pool_size=connections, max_overflow=0, isolation_level="READ COMMITTED")


def reading_engine(url: URL, *, connections: int) -> Engine:
    """Connections whose transactions see one snapshot and cannot write; none is made yet."""
    engine = create_engine(_psycopg(url), pool_size=connections, max_overflow=0, isolation_level="REPEATABLE READ")
    return engine.execution_options(postgresql_readonly=True)


def turn_engine(url: URL) -> Engine:
    """One connection at a time, without transactions; none is made yet."""
    return create_engine(_psycopg(url), pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT")


def _psycopg(url: URL) -> URL:
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": CONNECT_SECONDS})
    return url.set(drivername="postgresql+psycopg")

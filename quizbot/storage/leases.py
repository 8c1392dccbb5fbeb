"""Which process handles a person's updates, where several share a PostgreSQL; SQLite has one process, and none of this.

A lease runs out by itself when its holder has died, and is renewed while it lives. All instants are by the database's
clock, since those of several machines differ.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    any_,
    bindparam,
    delete,
    exists,
    literal_column,
    select,
    text,
)

from quizbot.storage.statements import Prepared, prepared
from quizbot.storage.tables import leases

LEASE = 5_000
"""Milliseconds after which a process that has not renewed its lease is taken for dead."""

PERSON = leases.c.id

HELD = exists(
    select(leases.c.id)
    .where(leases.c.id == bindparam("person"), leases.c.holder == bindparam("holder"))
    .with_for_update()
)
"""The condition that the holder still has the lease on a person's updates.

It waits until nobody else is at that lease, and nobody else comes to it until this transaction ends. Whoever keeps an
update asks for the lease after that: so what another has kept is either seen by the statements that follow, or waits
for the lease to be let go.
"""

_NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_TAKE = prepared(
    text(
        f"""INSERT INTO leases (id, holder, until)
        SELECT person, :holder, {_NOW} + {LEASE} FROM unnest(CAST(:people AS bigint[])) AS person ORDER BY person
        ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE leases.holder = excluded.holder OR leases.until < {_NOW}
        RETURNING id"""  # noqa: S608 - nothing but our own constants
    ).columns(leases.c.id)
)
_RENEW = prepared(
    text(
        f"""UPDATE leases SET until = {_NOW} + {LEASE}
        FROM (SELECT id FROM leases WHERE holder = :holder AND id = ANY(:people) ORDER BY id FOR UPDATE) AS mine
        WHERE leases.id = mine.id"""  # noqa: S608 - as above
    )
)
_THEIRS = (
    any_(bindparam("people", type_=ARRAY(BigInteger))) == PERSON,
    leases.c.holder == bindparam("holder"),
)
_RELEASE = prepared(delete(leases).where(*_THEIRS))


def take(connection: Connection, people: Collection[int], holder: str) -> frozenset[int]:
    """Those of the people whose updates `holder` handles from now on: nobody did, or it did already, or whoever did
    is dead.
    """
    if not people:
        return frozenset()
    return frozenset(row.id for row in _TAKE.rows(connection, holder=holder, people=list(people)))


def renew(connection: Connection, people: Collection[int], holder: str) -> None:
    """Say that the holder still lives."""
    _RENEW.count(connection, holder=holder, people=list(people))


def release(connection: Connection, people: Collection[int], holder: str, *, how: Prepared = _RELEASE) -> None:
    """Let go of these people's updates; `how` may be a `release_unless`."""
    if people:
        how.count(connection, people=list(people), holder=holder)


def release_unless(condition: ColumnElement[bool]) -> Prepared:
    """A release that leaves out of whom the condition holds; `PERSON` stands for each in it."""
    return prepared(delete(leases).where(*_THEIRS, ~condition))


def release_all(connection: Connection, holder: str) -> None:
    """Let go of everything, so that nobody has to wait for a lease to run out."""
    connection.execute(delete(leases).where(leases.c.holder == holder))


def of_another(person: ColumnElement[int], holder: str) -> ColumnElement[bool]:
    """The condition that somebody else than the holder has the lease on that person's updates, and is not dead."""
    lives = leases.c.until >= literal_column(_NOW, leases.c.until.type)
    return exists(select(leases.c.id).where(leases.c.id == person, leases.c.holder != holder, lives))

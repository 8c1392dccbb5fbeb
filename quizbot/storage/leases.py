"""Which process handles a person's updates, where several share a PostgreSQL; SQLite has one process, and none of this.

A lease runs out by itself when its holder has died, and is renewed while it lives. All instants are by the database's
clock, since those of several machines differ.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, literal_column, select, text

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
_TAKE = text(
    f"""INSERT INTO leases (id, holder, until)
        SELECT person, :holder, {_NOW} + {LEASE} FROM unnest(CAST(:people AS bigint[])) AS person ORDER BY person
        ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE leases.holder = excluded.holder OR leases.until < {_NOW}
        RETURNING id"""  # noqa: S608 - nothing but our own constants
)
_RENEW = text(
    f"""UPDATE leases SET until = {_NOW} + {LEASE}
        FROM (SELECT id FROM leases WHERE holder = :holder AND id = ANY(:people) ORDER BY id FOR UPDATE) AS mine
        WHERE leases.id = mine.id"""  # noqa: S608 - as above
)


def take(connection: Connection, people: Collection[int], holder: str) -> frozenset[int]:
    """Those of the people whose updates `holder` handles from now on: nobody did, or it did already, or whoever did
    is dead.
    """
    if not people:
        return frozenset()
    taken = connection.execute(_TAKE, {"holder": holder, "people": list(people)})
    return frozenset(taken.scalars())


def renew(connection: Connection, people: Collection[int], holder: str) -> None:
    """Say that the holder still lives."""
    connection.execute(_RENEW, {"holder": holder, "people": list(people)})


def release(
    connection: Connection, people: Collection[int], holder: str, *, unless: ColumnElement[bool] | None = None
) -> None:
    """Let go of these people's updates, but for those of whom the condition holds; `PERSON` stands for each in it."""
    if people:
        conditions = [leases.c.id.in_(people), leases.c.holder == holder]
        connection.execute(delete(leases).where(*conditions, *([] if unless is None else [~unless])))


def release_all(connection: Connection, holder: str) -> None:
    """Let go of everything, so that nobody has to wait for a lease to run out."""
    connection.execute(delete(leases).where(leases.c.holder == holder))


def of_another(person: ColumnElement[int], holder: str) -> ColumnElement[bool]:
    """The condition that somebody else than the holder has the lease on that person's updates, and is not dead."""
    lives = leases.c.until >= literal_column(_NOW, leases.c.until.type)
    return exists(select(leases.c.id).where(leases.c.id == person, leases.c.holder != holder, lives))

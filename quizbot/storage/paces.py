"""The pace that all processes on one database keep together, of what none of them may send too fast alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from quizbot.storage.inserts import insert_if_new
from quizbot.storage.tables import paces


def free_at(connection: Connection, name: str, now: datetime) -> datetime:
    """From when on something of that kind may go out: `now` the first time.

    Other processes wait here until this transaction ends, so that what it takes is taken from all of them.
    """
    connection.execute(insert_if_new(connection, paces), {"name": name, "free_at": now})
    at: datetime = connection.execute(
        select(paces.c.free_at).where(paces.c.name == name).with_for_update()
    ).scalar_one()
    return at


def take(connection: Connection, name: str, until: datetime) -> None:
    """Take the time until then, so that others come after it."""
    connection.execute(update(paces).where(paces.c.name == name).values(free_at=until))

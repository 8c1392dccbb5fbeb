"""The pace that all processes on one database keep together, of what none of them may send too fast alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from quizbot.storage.inserts import insert_if_new
from quizbot.storage.statements import prepared
from quizbot.storage.tables import paces

_NEW = insert_if_new(paces)
_FREE_AT = prepared(select(paces.c.free_at).where(paces.c.name == bindparam("of")).with_for_update())
_TAKE = prepared(update(paces).where(paces.c.name == bindparam("of")).values(free_at=bindparam("until")))


def free_at(connection: Connection, name: str, now: datetime) -> datetime:
    """From when on something of that kind may go out: `now` the first time.

    Other processes wait here until this transaction ends, so that what it takes is taken from all of them.
    """
    _NEW.count(connection, name=name, free_at=now)
    at: datetime = _FREE_AT.one(connection, of=name).free_at
    return at


def take(connection: Connection, name: str, until: datetime) -> None:
    """Take the time until then, so that others come after it."""
    _TAKE.count(connection, of=name, until=until)

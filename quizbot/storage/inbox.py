"""Updates that are kept before Telegram may forget them, and handed out one at a time for each person.

Several processes may share one PostgreSQL: then a person's updates are handled by whoever holds the lease on them. A
`holder` of None is a process that has the database for itself and needs no leases.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, literal_column, select, update

from quizbot.storage import leases
from quizbot.storage.inserts import insert_if_new
from quizbot.storage.statements import prepared
from quizbot.storage.tables import inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An update that has just come in: who sent it (0: nobody), its kind, and itself as JSON."""

    update_id: int
    learner_id: int
    kind: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The update of a person that is to be handled now; `attempts` have failed so far."""

    update_id: int
    learner_id: int
    kind: str
    payload: str
    attempts: int
    received_at: datetime


_WAITS = inbox.c.finished_at.is_(None)
_OURS = (inbox.c.update_id == bindparam("update"), _WAITS)
_OURS_BY_LEASE = (*_OURS, leases.HELD)

_KEEP = insert_if_new(inbox)
_HOLD = prepared(select(inbox.c.update_id).where(*_OURS_BY_LEASE))
_SETTLE = prepared(update(inbox).where(*_OURS))
_SETTLE_BY_LEASE = prepared(update(inbox).where(*_OURS_BY_LEASE))
_HEAD = prepared(
    select(inbox)
    .where(inbox.c.learner_id == bindparam("person"), _WAITS)
    .order_by(inbox.c.update_id)
    .limit(literal_column("1"))
)
_FIRST_OF_EACH = (
    select(func.min(inbox.c.update_id))
    .where(inbox.c.learner_id.in_(bindparam("people", expanding=True)), _WAITS)
    .group_by(inbox.c.learner_id)
)
_HEADS = (
    select(inbox)
    .where(inbox.c.update_id.in_(_FIRST_OF_EACH), inbox.c.due_at <= bindparam("now"))
    .order_by(inbox.c.update_id)
)
_RELEASE_UNLESS_WAITING = leases.release_unless(exists().where(inbox.c.learner_id == leases.PERSON, _WAITS))


class TakenOver(Exception):
    """An update is not this process's to handle any more."""


def receive(
    connection: Connection, updates: Sequence[Received], now: datetime, *, holder: str | None
) -> Sequence[Waiting]:
    """Keep the updates that are not known yet; returns those to be handled now, one a person.

    Left out are persons whose updates another process handles. A person whose updates this process is handling
    already is among them: it is the caller's to know.
    """
    rows = [
        {
            "update_id": each.update_id,
            "learner_id": each.learner_id,
            "kind": each.kind,
            "payload": each.payload,
            "received_at": now,
            "due_at": now,
        }
        for each in sorted(updates, key=lambda each: each.update_id)  # one order everywhere: no deadlock
    ]
    _KEEP.each(connection, rows)
    return _hand_out(connection, {each.learner_id for each in updates}, now, holder)


def take(
    connection: Connection, now: datetime, *, holder: str | None, busy: Collection[int], limit: int
) -> Sequence[Waiting]:
    """The next updates of at most `limit` persons for whom nobody is at work, the longest waiting first.

    `busy` are the persons whose updates this process is handling.
    """
    firsts = select(func.min(inbox.c.update_id)).where(_WAITS).group_by(inbox.c.learner_id)
    free = [] if holder is None else [~leases.of_another(inbox.c.learner_id, holder)]
    waiting = (
        select(inbox.c.learner_id)
        .where(inbox.c.update_id.in_(firsts), inbox.c.due_at <= now, *free)
        .order_by(inbox.c.update_id)
        .limit(limit + len(busy))
    )
    idle = [person for person in connection.execute(waiting).scalars() if person not in busy]
    return _hand_out(connection, idle[:limit], now, holder)


def head_of(connection: Connection, person: int, now: datetime, *, holder: str | None) -> Waiting | None:
    """The person's update that is to be handled now, or None: there is none, or another process is at work on them."""
    return next(iter(_hand_out(connection, [person], now, holder)), None)


def hold(connection: Connection, each: Waiting, *, holder: str) -> None:
    """Keep an update this process's to handle until the end of the transaction.

    Raises:
        TakenOver: it is not any more, since the process was silent for too long.
    """
    ours = {"update": each.update_id, "person": each.learner_id, "holder": holder}
    if _HOLD.first(connection, **ours) is None:
        raise TakenOver


def finish(connection: Connection, done: Waiting, now: datetime, *, holder: str | None) -> Waiting | None:
    """Forget all of an update but its id; returns the person's next one, or None: there is none, or it is not ours."""
    nothing = {"learner_id": None, "kind": None, "payload": None}
    return _settle(connection, done, now, holder, finished_at=now, **nothing)


def bury(connection: Connection, done: Waiting, now: datetime, *, holder: str | None) -> Waiting | None:
    """Give an update up: who and of which kind stays, for the operator; returns the person's next one, as `finish`."""
    return _settle(connection, done, now, holder, finished_at=now, dead=True, payload=None)


def postpone(
    connection: Connection, each: Waiting, now: datetime, wait: timedelta, *, attempts: int, holder: str | None
) -> Waiting | None:
    """Handle an update again, after that time at the earliest; the person's others wait behind it."""
    return _settle(connection, each, now, holder, due_at=now + wait, attempts=attempts)


def _settle(
    connection: Connection, each: Waiting, now: datetime, holder: str | None, **values: object
) -> Waiting | None:
    if holder is None:
        settled = _SETTLE.count(connection, update=each.update_id, **values)
    else:
        ours = {"update": each.update_id, "person": each.learner_id, "holder": holder}
        settled = _SETTLE_BY_LEASE.count(connection, **ours, **values)
    if settled == 0:
        return None  # it was taken from us, since we were silent for too long: another handles it, and what follows
    following = _head(connection, each.learner_id, now)
    if following is None and holder is not None:
        leases.release(connection, [each.learner_id], holder)
    return following


def _head(connection: Connection, person: int, now: datetime) -> Waiting | None:
    """The first update of that person's that waits, if it is due."""
    row = _HEAD.first(connection, person=person)
    return None if row is None or row.due_at > now else _waiting(row)


def _hand_out(connection: Connection, people: Collection[int], now: datetime, holder: str | None) -> Sequence[Waiting]:
    """The first updates of these people, under a lease; left out is on whom another process is at work."""
    if holder is None:
        return _heads(connection, people, now)
    leased = leases.take(connection, people, holder)
    heads = _heads(connection, leased, now)
    finished = leased - {head.learner_id for head in heads}
    leases.release(connection, finished, holder, how=_RELEASE_UNLESS_WAITING)
    return heads


def _heads(connection: Connection, people: Collection[int], now: datetime) -> Sequence[Waiting]:
    """The first update that waits of each of these people, where it is due; oldest first."""
    if not people:
        return ()
    return [_waiting(row) for row in connection.execute(_HEADS, {"people": list(people), "now": now})]


def _waiting(row: Any) -> Waiting:
    return Waiting(
        update_id=row.update_id,
        learner_id=row.learner_id,
        kind=row.kind,
        payload=row.payload,
        attempts=row.attempts,
        received_at=row.received_at,
    )


def oldest_due(connection: Connection) -> datetime | None:
    """Since when, or from when on, the update that is to be handled first can be; None if none waits."""
    first = select(func.min(inbox.c.update_id)).where(_WAITS).group_by(inbox.c.learner_id)
    return connection.execute(select(func.min(inbox.c.due_at)).where(inbox.c.update_id.in_(first))).scalar()


def dead_letters(connection: Connection) -> int:
    """How many updates were given up."""
    return connection.execute(select(func.count()).where(inbox.c.dead.is_(True))).scalar_one()

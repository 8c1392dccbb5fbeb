"""Learners' rows: read, written, deleted; which reminders are due; everything that is kept of one learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    RowMapping,
    Table,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    update,
)

from quizbot.domain.learner import Learner, QuietHours, Reminded
from quizbot.domain.questions import Audience
from quizbot.storage.inserts import insert_or_update
from quizbot.storage.statements import prepared
from quizbot.storage.tables import inbox, learners, metadata, presentations, reminders, reviews

_FIND = prepared(select(learners).where(learners.c.id == bindparam("learner")))
_HOLD = prepared(select(learners).where(learners.c.id == bindparam("learner")).with_for_update())
_ADD = prepared(insert(learners))
_SAVE = prepared(update(learners).where(learners.c.id == bindparam("learner")))

_REMINDED = reminders.c.learner_id == bindparam("learner")
_RHYTHM = prepared(
    select(
        select(reviews.c.day)
        .join(presentations, presentations.c.id == reviews.c.presentation_id)
        .where(reviews.c.learner_id == bindparam("learner"), presentations.c.round_id.is_(None))
        .order_by(reviews.c.day.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
        .label("practised"),
        select(func.max(reminders.c.day)).where(_REMINDED).scalar_subquery().label("day"),
        select(func.max(case((reminders.c.snoozed.is_(False), reminders.c.claimed_at))))
        .where(_REMINDED)
        .scalar_subquery()
        .label("at"),
    )
)

_CLAIM, _CLAIM_AGAIN = prepared(insert(reminders)), insert_or_update(reminders)
_THIS_CLAIM = (
    _REMINDED,
    reminders.c.day == bindparam("of_day"),
    reminders.c.snoozed == bindparam("asked_for"),
)
_GIVE_BACK = prepared(delete(reminders).where(*_THIS_CLAIM))
_ENDED = prepared(update(reminders).where(*_THIS_CLAIM))

_SAME = tuple(
    column.name
    for column in learners.columns
    if column.name not in {"id", "audience", "zone", "quiet_from", "quiet_to"}
)
"""Columns that a learner has as they are."""


def find(connection: Connection, learner_id: int, *, hold: bool = False) -> Learner | None:
    """The learner, or None if nothing is kept of anybody with that id; `hold`: nobody else changes them until the end
    of this transaction.
    """
    row = (_HOLD if hold else _FIND).first(connection, learner=learner_id)
    return None if row is None else of_row(row._asdict())


def add(connection: Connection, learner: Learner) -> None:
    """Keep a new learner."""
    _ADD.count(connection, id=learner.id, **_values(learner))


def save(connection: Connection, learner: Learner) -> None:
    """Write a learner's settings and state as they are now."""
    # without the id, though it stays as it is: SQLite would look into every table that refers to it
    _SAVE.count(connection, learner=learner.id, **_values(learner))


def of_row(row: Mapping[str, Any] | RowMapping) -> Learner:
    """The learner that a row describes; raises what the values' own types raise at one that is none of theirs."""
    audience, zone = row["audience"], row["zone"]
    return Learner(
        id=row["id"],
        quiet=QuietHours(start=row["quiet_from"], end=row["quiet_to"]),
        audience=None if audience is None else Audience(audience),
        zone=None if zone is None else ZoneInfo(zone),
        **{name: row[name] for name in _SAME},
    )


def _values(learner: Learner) -> dict[str, Any]:
    return {
        **{name: getattr(learner, name) for name in _SAME},
        "audience": learner.audience,
        "zone": None if learner.zone is None else learner.zone.key,
        "quiet_from": learner.quiet.start,
        "quiet_to": learner.quiet.end,
    }


def drop_date(connection: Connection, learner_id: int, day: int) -> None:
    """Learn no longer towards that date; another one stays."""
    its_own = (learners.c.id == learner_id, learners.c.date_day == day)
    connection.execute(update(learners).where(*its_own).values(date_day=None, date_a_day=None))


def due_for_reminder(connection: Connection, now: datetime, limit: int) -> Sequence[RowMapping]:
    """The rows of at most `limit` learners whose reminder is due, the longest overdue first.

    They are this transaction's until it ends; left out is whose row another one is at.
    """
    due = select(learners).where(learners.c.remind_at <= now).order_by(learners.c.remind_at).limit(limit)
    return connection.execute(due.with_for_update(skip_locked=True)).mappings().all()


def postpone_reminder(connection: Connection, learner_id: int, at: datetime) -> None:
    """Move a reminder without looking at anything else of the learner's."""
    _SAVE.count(connection, learner=learner_id, remind_at=at)


def next_reminder_at(connection: Connection) -> datetime | None:
    """The earliest instant at which anybody's reminder is due, or None."""
    at: datetime | None = connection.execute(select(func.min(learners.c.remind_at))).scalar()
    return at


def rhythm(connection: Connection, learner_id: int) -> tuple[int | None, Reminded | None]:
    """The local day of the learner's last answer and their last reminder; each None if there was none.

    Rounds are left out, as what is due stays due.
    """
    row = _RHYTHM.one(connection, learner=learner_id)
    last = None if row.day is None else Reminded(date=date.fromordinal(row.day), at=row.at)
    return row.practised, last


def claim_reminder(connection: Connection, learner: Learner, day: int, now: datetime, presentation_id: int) -> None:
    """Take the learner's reminder of that calendar date, which carries that presentation.

    Raises IntegrityError if it has been taken before; one that was asked for may be asked for again.
    """
    claim = {
        "learner_id": learner.id,
        "day": day,
        "snoozed": learner.snoozed,
        "claimed_at": now,
        "presentation_id": presentation_id,
        "outcome": "claimed",
    }
    (_CLAIM_AGAIN if learner.snoozed else _CLAIM).count(connection, **claim)


def give_reminder_back(connection: Connection, learner_id: int, day: int, *, snoozed: bool) -> None:
    """Undo a claim whose reminder surely did not reach the learner."""
    _GIVE_BACK.count(connection, learner=learner_id, of_day=day, asked_for=snoozed)


def reminder_ended(connection: Connection, learner_id: int, day: int, *, snoozed: bool, outcome: str) -> None:
    """Note what became of a claimed reminder: sent, unknown or refused."""
    _ENDED.count(connection, learner=learner_id, of_day=day, asked_for=snoozed, outcome=outcome)


def _kept_tables() -> list[tuple[Table, Any]]:
    """Every table that keeps something of a learner, with the column that says whose it is."""
    return [
        (table, table.c.id if table is learners else table.c.learner_id)
        for table in metadata.sorted_tables
        if table is learners or "learner_id" in table.c
    ]


def everything(connection: Connection, learner_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """All that is kept of one learner: table name -> rows."""
    return {
        table.name: [dict(row) for row in connection.execute(select(table).where(owner == learner_id)).mappings()]
        for table, owner in _kept_tables()
    }


def anything(connection: Connection, learner_id: int) -> bool:
    """Whether anything is kept of this person, learner or not, but updates that wait to be answered."""
    return any(
        connection.execute(
            select(literal(1)).where(owner == learner_id, *([inbox.c.dead] if table is inbox else [])).limit(1)
        ).first()
        for table, owner in _kept_tables()
    )


def remove(connection: Connection, learner_id: int) -> int:
    """Delete all that is kept of one learner; returns how many rows that were.

    Updates that wait are left: one of them has asked for this, and those behind it are still to be answered. Each loses
    its content once it is finished, and keeps its number, or it could come and be handled a second time.
    """
    given_up = update(inbox).where(inbox.c.learner_id == learner_id, inbox.c.dead)
    return connection.execute(given_up.values(learner_id=None, kind=None)).rowcount + sum(
        connection.execute(delete(table).where(owner == learner_id)).rowcount
        for table, owner in reversed(_kept_tables())
        if table is not inbox
    )

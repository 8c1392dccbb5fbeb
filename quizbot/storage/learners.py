"""Learners' rows: read, written, deleted; which reminders are due; everything that is kept of one learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, Table, case, delete, func, insert, literal, select, update

from quizbot.domain.learner import Learner, QuietHours, Reminded
from quizbot.domain.questions import Audience
from quizbot.storage.inserts import insert_or_update
from quizbot.storage.tables import inbox, learners, metadata, reminders, reviews


def find(connection: Connection, learner_id: int, *, hold: bool = False) -> Learner | None:
    """The learner, or None if nothing is kept of anybody with that id; `hold`: nobody else changes them until the end
    of this transaction.
    """
    found = select(learners).where(learners.c.id == learner_id)
    row = connection.execute(found.with_for_update() if hold else found).mappings().first()
    return None if row is None else of_row(row)


def add(connection: Connection, learner: Learner) -> None:
    """Keep a new learner."""
    connection.execute(insert(learners).values(_row(learner)))


def save(connection: Connection, learner: Learner) -> None:
    """Write a learner's settings and state as they are now."""
    connection.execute(update(learners).where(learners.c.id == learner.id).values(_row(learner)))


def of_row(row: RowMapping) -> Learner:
    """The learner that a row describes; raises what the values' own types raise at one that is none of theirs."""
    values = dict(row)
    quiet = QuietHours(start=values.pop("quiet_from"), end=values.pop("quiet_to"))
    audience, zone = values.pop("audience"), values.pop("zone")
    return Learner(
        **values,
        quiet=quiet,
        audience=None if audience is None else Audience(audience),
        zone=None if zone is None else ZoneInfo(zone),
    )


def _row(learner: Learner) -> dict[str, Any]:
    names = {column.name for column in learners.columns} - {"quiet_from", "quiet_to", "zone"}
    return {
        **{name: getattr(learner, name) for name in names},
        "quiet_from": learner.quiet.start,
        "quiet_to": learner.quiet.end,
        "zone": None if learner.zone is None else learner.zone.key,
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
    connection.execute(update(learners).where(learners.c.id == learner_id).values(remind_at=at))


def next_reminder_at(connection: Connection) -> datetime | None:
    """The earliest instant at which anybody's reminder is due, or None."""
    at: datetime | None = connection.execute(select(func.min(learners.c.remind_at))).scalar()
    return at


def rhythm(connection: Connection, learner_id: int) -> tuple[int | None, Reminded | None]:
    """The local day of the learner's last answer, and their last reminder; each None if there was none."""
    unasked = case((reminders.c.snoozed.is_(False), reminders.c.claimed_at))
    of_them = reminders.c.learner_id == learner_id
    row = connection.execute(
        select(
            select(func.max(reviews.c.day))
            .where(reviews.c.learner_id == learner_id)
            .scalar_subquery()
            .label("practised"),
            select(func.max(reminders.c.day)).where(of_them).scalar_subquery().label("day"),
            select(func.max(unasked)).where(of_them).scalar_subquery().label("at"),
        )
    ).one()
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
    connection.execute(insert_or_update(connection, reminders) if learner.snoozed else insert(reminders), claim)


def give_reminder_back(connection: Connection, learner_id: int, day: int, *, snoozed: bool) -> None:
    """Undo a claim whose reminder surely did not reach the learner."""
    connection.execute(
        delete(reminders).where(
            reminders.c.learner_id == learner_id, reminders.c.day == day, reminders.c.snoozed == snoozed
        )
    )


def reminder_ended(connection: Connection, learner_id: int, day: int, *, snoozed: bool, outcome: str) -> None:
    """Note what became of a claimed reminder: sent, unknown or refused."""
    connection.execute(
        update(reminders)
        .where(reminders.c.learner_id == learner_id, reminders.c.day == day, reminders.c.snoozed == snoozed)
        .values(outcome=outcome)
    )


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

"""Who holds which role, and the invitations by which somebody comes to hold one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from quizbot.domain.roles import Role
from quizbot.storage.inserts import insert_if_new
from quizbot.storage.tables import invites, roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who holds a role, and since when."""

    person_id: int
    role: Role
    since: datetime


def has(connection: Connection, person_id: int, role: Role) -> bool:
    """Whether that person holds the role."""
    held = select(roles.c.role).where(roles.c.learner_id == person_id, roles.c.role == role)
    return connection.execute(held).first() is not None


def grant(connection: Connection, person_id: int, role: Role, now: datetime) -> None:
    """Let the person hold the role from now on; whoever holds it already, holds it since they did."""
    insert_if_new(roles).count(connection, learner_id=person_id, role=role, granted_at=now)


def revoke(connection: Connection, person_id: int) -> bool:
    """Take every role away from the person; returns whether they had any."""
    return connection.execute(delete(roles).where(roles.c.learner_id == person_id)).rowcount > 0


def everybody(connection: Connection) -> Sequence[Holder]:
    """Who holds a role, the longest first."""
    held = connection.execute(select(roles).order_by(roles.c.granted_at, roles.c.learner_id))
    return [Holder(person_id=row.learner_id, role=Role(row.role), since=row.granted_at) for row in held]


def add_invite(connection: Connection, code_hash: str, role: Role, *, expires_at: datetime, uses: int) -> None:
    """Keep an invitation, by the hash of its code alone."""
    connection.execute(insert(invites).values(code_hash=code_hash, role=role, expires_at=expires_at, uses_left=uses))


def use_invite(connection: Connection, code_hash: str, now: datetime) -> Role | None:
    """Use the invitation once; returns the role that it brings, None if there is none of that code to be used now."""
    used = connection.execute(
        update(invites)
        .where(invites.c.code_hash == code_hash, invites.c.expires_at > now, invites.c.uses_left > 0)
        .values(uses_left=invites.c.uses_left - 1)
        .returning(invites.c.role)
    ).scalar()
    return None if used is None else Role(used)


def forget_invites(connection: Connection, now: datetime) -> None:
    """Remove the invitations that nobody can use any more."""
    connection.execute(delete(invites).where(or_(invites.c.expires_at <= now, invites.c.uses_left <= 0)))

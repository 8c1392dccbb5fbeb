"""Educators: who is one, how somebody becomes one, and what they alone may do. Nobody else may do any of it."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection

from quizbot.content import confined
from quizbot.content.confined import Checked
from quizbot.domain.flood import Limit, Turnstile
from quizbot.domain.roles import Role
from quizbot.metrics import Count, Metrics
from quizbot.services.outcomes import Refused
from quizbot.storage import roles
from quizbot.storage.database import Database
from quizbot.storage.roles import Holder

TRIES = Limit(every=12 * 60, burst=5)  # codes that one person may try: five, then five an hour
_CODE_BYTES = 16

Fetch: TypeAlias = Callable[[], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLarge:
    """The file is larger than one that comes by chat may be; it was not fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFetched:
    """The file cannot be had, or not any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMuch:
    """Checking the file took too long or too much memory."""


Checking: TypeAlias = Checked | TooLarge | NotFetched | TooMuch | Refused


class Educators:
    """The verbs of educators, on a database and the folder with the question sets."""

    def __init__(
        self,
        database: Database,
        questions: Path,
        clock: Callable[[], datetime],
        metrics: Metrics,
        patience: float = confined.PATIENCE,
    ) -> None:
        self._database = database
        self._patience = patience
        self._questions = questions
        self._clock = clock
        self._metrics = metrics
        self._tries = Turnstile(TRIES)
        self._one_at_a_time = asyncio.Semaphore()

    async def appoint(self, person_ids: Iterable[int]) -> None:
        """Make these people educators, as the operator says; whoever is one stays one."""
        await self._database.transact(partial(_appoint, frozenset(person_ids), self._clock()))

    async def dismiss(self, person_id: int) -> bool:
        """Take every role away from that person, for the operator; whether they had any."""
        return await self._database.transact(partial(roles.revoke, person_id=person_id))

    async def everybody(self) -> Sequence[Holder]:
        """Who holds a role, for the operator."""
        return await self._database.read(roles.everybody)

    async def is_educator(self, person_id: int) -> bool:
        """Whether that person is one, to word a screen by; each verb looks for itself."""
        return await self._database.read(partial(roles.has, person_id=person_id, role=Role.EDUCATOR))

    async def invite(self, code: str, role: Role, *, days: int, uses: int) -> None:
        """Let whoever shows that code hold the role: within so many days, and so many people.

        For the operator, who needs no role.
        """
        expires_at = self._clock() + timedelta(days=days)
        await self._database.transact(
            partial(roles.add_invite, code_hash=_hash(code), role=role, expires_at=expires_at, uses=uses)
        )

    async def redeem(self, person_id: int, code: str) -> bool:
        """Whether the person is an educator now, by that code or before it.

        A code that is wrong, has expired or is used up is all the same, and so is one too many tries.
        """
        now = self._clock()
        tried = code if self._tries.admits(person_id, now.timestamp()) else None
        redeemed = await self._database.transact(partial(_redeem, now, person_id, tried))
        if not redeemed:
            self._metrics.count(Count.INVITES)
        return redeemed

    async def check(self, person_id: int, size: int | None, fetch: Fetch) -> Checking:
        """Hold a file to all rules, as if it were among the question sets; nothing of it is kept.

        Args:
            person_id: who has sent it; Refused unless they are an educator.
            size: how many bytes it is said to have; None if that is not known.
            fetch: gets the file, or None; called only if the size is right.
        """
        if not await self.is_educator(person_id):
            return Refused()
        if size is None or size > confined.MOST_BYTES:
            return TooLarge()
        data = await fetch()
        if data is None:
            return NotFetched()
        if len(data) > confined.MOST_BYTES:
            return TooLarge()
        async with self._one_at_a_time:  # so that no number of files takes more than one processor from learners
            checked = await confined.check(data, self._questions, self._clock().date(), self._patience)
        return TooMuch() if checked is None else checked


def new_code() -> str:
    """A code that nobody guesses: 128 random bits, in 22 characters that a link can hold."""
    return secrets.token_urlsafe(_CODE_BYTES)


def _hash(code: str) -> str:
    """What is kept of a code: without salt and in one round, since a code of 128 bits is no password."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def _appoint(person_ids: Iterable[int], now: datetime, connection: Connection) -> None:
    for person_id in person_ids:
        roles.grant(connection, person_id, Role.EDUCATOR, now)


def _redeem(now: datetime, person_id: int, code: str | None, connection: Connection) -> bool:
    if roles.has(connection, person_id, Role.EDUCATOR):
        return True
    role = None if code is None else roles.use_invite(connection, _hash(code), now)
    if role is None:
        return False
    roles.grant(connection, person_id, role, now)
    return True

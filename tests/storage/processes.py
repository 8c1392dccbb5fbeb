"""One of several processes at the inbox, all at the same instant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from quizbot.storage import inbox
from quizbot.storage.database import Database
from quizbot.storage.inbox import Received, Waiting
from tests.storage.rows import NOON

ADA, BEN = 7, 8
SECOND = timedelta(seconds=1)
AT_ONCE = timedelta(0)


def said(update_id: int, person: int = ADA) -> Received:
    return Received(update_id=update_id, learner_id=person, kind="message", payload=f'{{"update_id": {update_id}}}')


def nothing() -> None:
    """Commit at once."""


def ids(heads: Sequence[Waiting]) -> list[int]:
    return [head.update_id for head in heads]


class Process:
    """One of several programs on the same database."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._holder = None if database.alone else name
        self._only = {"holder": self._holder}

    async def receives(
        self, *updates: Received, later: timedelta = AT_ONCE, before_commit: Callable[[], None] = nothing
    ) -> Sequence[Waiting]:
        heads: Sequence[Waiting] = await self._run(
            inbox.receive, updates=updates, now=NOON + later, before_commit=before_commit
        )
        return heads

    async def takes(
        self, *, busy: frozenset[int] = frozenset(), limit: int = 10, later: timedelta = 0 * SECOND
    ) -> list[int]:
        return ids(await self._run(inbox.take, now=NOON + later, busy=busy, limit=limit))

    async def finishes(self, done: Waiting, *, before_commit: Callable[[], None] = nothing) -> Waiting | None:
        following: Waiting | None = await self._run(inbox.finish, done=done, now=NOON, before_commit=before_commit)
        return following

    async def buries(self, done: Waiting) -> Waiting | None:
        following: Waiting | None = await self._run(inbox.bury, done=done, now=NOON)
        return following

    async def postpones(self, each: Waiting, wait: timedelta, attempts: int = 0) -> Waiting | None:
        following: Waiting | None = await self._run(inbox.postpone, each=each, now=NOON, wait=wait, attempts=attempts)
        return following

    async def head_of(self, person: int) -> Waiting | None:
        head: Waiting | None = await self._run(inbox.head_of, person=person, now=NOON)
        return head

    async def _run(self, statement: Any, *, before_commit: Callable[[], None] = nothing, **arguments: Any) -> Any:
        def work(connection: Connection) -> Any:
            done = statement(connection, **arguments, **self._only)
            before_commit()
            return done

        return await self._database.transact(work)

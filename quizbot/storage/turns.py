"""Whose turn it is to do what only one of several processes on a PostgreSQL may do."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from quizbot.storage import postgresql
from quizbot.storage.database import explained, parse

_TAKE = text("SELECT pg_try_advisory_lock(hashtext(:name))")
_PING = text("SELECT 1")


class Turn:
    """A session's advisory lock, on a connection of its own: whoever has it keeps it until that connection ends.

    The connection must be a direct one: behind a pooler that shares sessions, the lock would be anybody's.
    """

    def __init__(self, url: str, name: str) -> None:
        """`name` is of what is to be done; `url` is a PostgreSQL's."""
        address, self._where = parse(url)
        self._engine = postgresql.turn_engine(address)
        self._name = name
        self._connection: Connection | None = None

    async def mine(self) -> bool:
        """Whether it is this process's turn now: the lock is free, or was taken before and its connection still lives.

        Raises:
            DatabaseUnusable: nobody can say.
        """
        with explained(self._where):
            return await asyncio.to_thread(self._take)

    async def close(self) -> None:
        """Let others have their turn."""
        await asyncio.to_thread(self._let_go)

    def _take(self) -> bool:
        try:
            if self._connection is not None:
                self._connection.execute(_PING)  # a lost connection is not noticed otherwise, and the lock is lost too
                return True
            connection = self._engine.connect()
            if connection.execute(_TAKE, {"name": f"quizbot.{self._name}"}).scalar_one():
                self._connection = connection
                return True
            connection.close()
        except DBAPIError:
            self._let_go()
            raise
        return False

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # the lock ends with the session, which no pool may keep
            self._connection.close()
            self._connection = None
        self._engine.dispose()

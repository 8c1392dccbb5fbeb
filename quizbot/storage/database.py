"""The database: transactions that are plain functions of a connection, run off the event loop and again as a whole."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from quizbot.storage import postgresql, sqlite
from quizbot.storage.errors import DatabaseAddressUnknown, DatabaseMissing, explain
from quizbot.storage.jobs import Job, Pool, Runner, T, Work

READERS = 2
WRITERS = 8
"""Connections to PostgreSQL that a process holds; SQLite has one writer by nature."""

_CONDITION: ContextVar[Work[None] | None] = ContextVar("_CONDITION", default=None)


class Reader:
    """A database that is only read; `where` names it, without a password."""

    def __init__(self, *, where: str, reading: Runner) -> None:
        self.where = where
        self._reading = reading

    async def read(self, work: Work[T]) -> T:
        """What the work returns, from one snapshot of what is committed; it neither waits for writers nor delays them.

        Raises what the work raises, and DatabaseUnusable where the database is to blame.
        """
        return await self._run(self._reading, work)

    async def close(self) -> None:
        """Wait for everything under way, then close all connections."""
        await asyncio.to_thread(self._reading.close)

    async def _run(self, runner: Runner, work: Work[T]) -> T:
        job = Job(work)
        runner.submit(job)
        with explained(self.where):
            return await job.result()


class Database(Reader):
    """A database that this process writes to; `alone`: no other process can write to it at the same time."""

    def __init__(
        self, *, where: str, alone: bool, reading: Runner, writing: Runner, altering: Runner, opened: ExitStack
    ) -> None:
        super().__init__(where=where, reading=reading)
        self.alone = alone
        self._writing = writing
        self._altering = altering
        self._opened = opened

    async def transact(self, work: Work[T]) -> T:
        """What the work returns, once it is committed.

        The work is one plain function of a connection. It may be run again as a whole, after a lock, a deadlock or a
        lost connection, so it has no effect but on the database; a connection that is lost during the commit leaves
        open whether the first run counts, so a second one must bear with what that did. A work that raises leaves
        nothing behind, and its exception is raised here; DatabaseUnusable is raised where the database is to blame.
        Once called, the work is run to its end, even if nobody awaits it any more.
        """
        condition = _CONDITION.get()
        return await self._run(self._writing, work if condition is None else _after(condition, work))

    async def alter(self, work: Work[T]) -> T:
        """As `transact`, for changes of the tables themselves: on SQLite foreign keys count only at the end."""
        return await self._run(self._altering, work)

    async def close(self) -> None:
        """Wait for everything under way, then close all connections and let other processes in."""
        await asyncio.to_thread(self._opened.close)


@contextmanager
def only_while(condition: Work[None] | None) -> Iterator[None]:
    """Begin every transaction of the block, and of whatever it awaits, with that work: it raises where nothing may be
    written any more.
    """
    before = _CONDITION.set(condition)
    try:
        yield
    finally:
        _CONDITION.reset(before)


def _after(condition: Work[None], work: Work[T]) -> Work[T]:
    def both(connection: Connection) -> T:
        condition(connection)
        return work(connection)

    return both


def open_database(url: str, *, patience: float = 5.0) -> Database:
    """The database at an address such as sqlite:///quizbot.db or postgresql://user:password@host/name.

    SQLite's file is created where there is none, and no second process may open it; `patience` is how many seconds
    SQLite waits for the lock of another program. The tables are schema.migrate's business. Raises DatabaseUnusable.
    """
    return _open(url, patience, beside=False)


def open_beside(url: str, *, patience: float = 5.0) -> Database:
    """As `open_database`, but beside whichever process has SQLite's file, to write something small now and then.

    SQLite's file is not created: DatabaseMissing is raised where there is none.
    """
    return _open(url, patience, beside=True)


def _open(url: str, patience: float, *, beside: bool) -> Database:
    address, where = parse(url)
    with explained(where), ExitStack() as opened:
        writing: Runner
        altering: Runner
        alone = address.drivername != "postgresql"
        if not alone:
            engine, probe = postgresql.writing_engine(address, connections=WRITERS), postgresql.PROBE
            writing = altering = Pool(engine, threads=WRITERS)
            reading = Pool(postgresql.reading_engine(address, connections=READERS), threads=READERS)
        else:
            path = Path(where)
            if not beside:
                opened.enter_context(closing(sqlite.hold(path)))
            elif not path.exists():
                raise DatabaseMissing(where)
            sqlite.make_private(path)
            engine, probe = sqlite.writing_engine(path, patience=patience), sqlite.PROBE
            writing = sqlite.GroupCommit(engine)
            altering = Pool(sqlite.altering_engine(path, patience=patience), threads=1)
            reading = Pool(sqlite.reading_engine(path, patience=patience), threads=READERS)
        for runner in (writing, altering, reading):
            opened.enter_context(closing(runner))
        with engine.begin() as connection:
            connection.exec_driver_sql(probe)
        return Database(
            where=where, alone=alone, reading=reading, writing=writing, altering=altering, opened=opened.pop_all()
        )


def open_reader(url: str, *, patience: float = 5.0) -> Reader:
    """As `open_database`, but only to read, beside whichever process writes. Raises DatabaseUnusable.

    SQLite's file is not created: DatabaseMissing is raised where there is none.
    """
    address, where = parse(url)
    if address.drivername == "postgresql":
        engine = postgresql.reading_engine(address, connections=READERS)
    elif not Path(where).exists():
        raise DatabaseMissing(where)
    else:
        engine = sqlite.reading_engine(Path(where), patience=patience)
    with explained(where), ExitStack() as opened:
        reading = Pool(engine, threads=READERS)
        opened.enter_context(closing(reading))
        with engine.begin():  # which connects
            opened.pop_all()
        return Reader(where=where, reading=reading)


def parse(url: str) -> tuple[URL, str]:
    """The address in parts, and how to call it: a path, or an address without user, password and options.

    Raises DatabaseAddressUnknown, or DatabaseUnusable for an option that nobody knows.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseAddressUnknown("The database's address") from None  # it may hold a password
    without_secrets = URL.create(address.drivername, host=address.host, port=address.port, database=address.database)
    match address:
        case URL(drivername="sqlite", database=str(path)) if path != ":memory:":
            return address, path
        case URL(drivername="postgresql"):
            postgresql.check_options(address, str(without_secrets))
            return address, str(without_secrets)
        case _:
            raise DatabaseAddressUnknown(str(without_secrets))


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn errors of the drivers into ones that name the remedy."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        unusable = explain(error, where)
        if unusable is None:
            raise
        raise unusable from error

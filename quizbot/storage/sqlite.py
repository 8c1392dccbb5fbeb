"""How quizbot speaks to SQLite: one process, one writer whose waiting works share a commit, readers beside it."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from quizbot.storage.errors import is_busy
from quizbot.storage.jobs import Job, hand_back

PROBE = "PRAGMA application_id = 0x7175697A"
"""What a first connection does: it marks the file as a quiz, which only a file that can be written to lets happen."""

SHARING = 100
"""At most so many works share a commit, so that the first does not wait for a crowd."""

TRIES = 3
"""So often a transaction is begun that somebody else's lock keeps out, each time with the patience of the engine."""

WORKS_BETWEEN_CHECKPOINTS = 200
LONG_LOG = 4000
"""Pages of 4 KiB in the write-ahead log after which the writer waits until it can start anew."""

logger = logging.getLogger(__name__)


def writing_engine(path: Path, *, patience: float) -> Engine:
    """Connections whose transactions take the write lock at once; they wait `patience` seconds for it."""
    return _engine(
        path,
        patience=patience,
        begin="BEGIN IMMEDIATE",
        pragmas=("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "wal_autocheckpoint = 0"),
    )


def altering_engine(path: Path, *, patience: float) -> Engine:
    """As for writing, but foreign keys are looked at only before the commit: remaking a table, which begins with
    dropping it, would otherwise delete every row that refers to it.
    """
    engine = _engine(
        path,
        patience=patience,
        begin="BEGIN IMMEDIATE",
        pragmas=("journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF"),
    )

    def refuse_dangling(connection: Connection) -> None:
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if dangling is not None:
            raise RuntimeError(f"rows of the table {dangling[0]} would refer to nothing")

    event.listen(engine, "commit", refuse_dangling)
    return engine


def reading_engine(path: Path, *, patience: float) -> Engine:
    """Connections whose transactions see one snapshot and cannot write."""
    return _engine(path, patience=patience, begin="BEGIN", pragmas=("query_only = ON",))


def _engine(path: Path, *, patience: float, begin: str, pragmas: Sequence[str]) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        # Python's module is kept from beginning transactions, which it does too late; the event does it instead
        connect_args={"isolation_level": None, "timeout": patience, "check_same_thread": False},
    )

    def connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin_transaction)
    return engine


def make_private(path: Path) -> None:
    """Create the file, if there is none yet, so that only its owner may read what people have answered.

    The write-ahead log gets the same rights, from SQLite. What stands in the way is SQLite's to complain of.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def hold(path: Path) -> sqlite3.Connection:
    """Keep every other process from opening the database for writing until the returned connection is closed.

    The lock is SQLite's own, on a file beside the database: the operating system lets go of it when the process ends,
    however it ends. Raises sqlite3.OperationalError if another holds it or the folder cannot be written to.
    """
    lock = sqlite3.connect(f"{path}-lock", timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("PRAGMA journal_mode = MEMORY")  # no second file
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        lock.close()
        raise
    return lock


class GroupCommit:
    """One writer thread: works that wait while it commits share the next commit, each in a savepoint of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="quizbot-writer")
        self._lock = Lock()  # over the next two
        self._waiting: deque[Job[Any]] = deque()
        self._writing = False
        self._checkpoints = Checkpoints(engine)

    def submit(self, job: Job[Any]) -> None:
        """Put the job into the next group; its result is handed back after the group's commit."""
        with self._lock:
            if not self._writing:
                self._thread.submit(self._write)
                self._writing = True
            self._waiting.append(job)

    def close(self) -> None:
        """Wait for all jobs that were taken, then close the connections."""
        self._thread.shutdown()
        self._checkpoints.close()
        self._engine.dispose()

    def _write(self) -> None:
        while group := self._next_group():
            self._commit(group)
            hand_back(group)
            self._checkpoints.count(len(group))

    def _next_group(self) -> list[Job[Any]]:
        with self._lock:
            group = [self._waiting.popleft() for _ in range(min(SHARING, len(self._waiting)))]
            self._writing = bool(group)
        return group

    def _commit(self, group: list[Job[Any]]) -> None:
        """Run the group in one transaction; if that fails as a whole, each of its works in one of its own."""
        failure = self._attempt(group)
        for _ in range(1, TRIES):
            if failure is not None and is_busy(failure):
                failure = self._attempt(group)
        if failure is None:
            return
        if len(group) > 1 and not is_busy(failure):
            for job in group:
                self._commit([job])
            return
        for job in group:
            if not isinstance(job.outcome, BaseException):  # what the work itself raised says more
                job.outcome = failure

    def _attempt(self, group: list[Job[Any]]) -> Exception | None:
        """Run the group in one transaction; what kept it from being committed, if anything did."""
        for job in group:
            job.outcome = None
        try:
            with self._engine.begin() as connection:
                for job in group:
                    _run_in_savepoint(job, connection)
        except Exception as error:  # noqa: BLE001 - no failure may end the writer
            return error
        return None


def _run_in_savepoint(job: Job[Any], connection: Connection) -> None:
    """Run the job's work; what it raises undoes it alone and becomes its outcome."""
    # straight to the driver, since SQLAlchemy's own savepoints cost more than the statements of a work
    execute = connection.connection.cursor().execute
    execute("SAVEPOINT work")
    try:
        job.outcome = (job.work(connection),)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the work is awaited
        job.outcome = error
        execute("ROLLBACK TO work")
    execute("RELEASE work")


class Checkpoints:
    """Copies what was committed from the write-ahead log into the file, in a thread beside the writer's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="quizbot-checkpoint")
        self._works = 0
        self._copying: Future[int] | None = None

    def count(self, works: int) -> None:
        """Called by the writer between two transactions: from time to time, start a copy."""
        self._works += works
        if self._works < WORKS_BETWEEN_CHECKPOINTS or (self._copying is not None and not self._copying.done()):
            return
        self._works = 0
        if self._copying is not None and self._copying.result() > LONG_LOG:
            # Under unbroken load a copy beside the writer never gets to the log's end, where it starts anew. Here,
            # nothing is being written.
            self._copy()
        self._copying = self._thread.submit(self._copy)

    def close(self) -> None:
        """Wait for a copy under way."""
        self._thread.shutdown()

    def _copy(self) -> int:
        """Copy as much as can be without making anybody wait; how many pages the log has."""
        try:
            with closing(self._engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
                _, pages, _ = cursor.fetchone() or (0, 0, 0)
        except (sqlite3.Error, DBAPIError) as error:
            logger.warning("The write-ahead log could not be copied into the database: %s", error)
            return 0
        return int(pages)

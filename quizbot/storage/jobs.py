"""Works on their way from the event loop to a thread with a connection, and their results on the way back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import groupby
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from quizbot.storage.errors import is_away, is_rolled_back

T = TypeVar("T")

Work: TypeAlias = Callable[[Connection], T]
"""One plain function of a connection: a transaction. It may be run again as a whole, even after it was committed, so it
changes nothing but the database, and finds there what it has done before; it neither commits nor rolls back; an
exception that it raises undoes it."""

PAUSES = (0.0, 0.05, 0.2, 0.5, 1.0, 2.0)
"""Seconds before a work is run again; in all a little more than a server needs to restart."""


class Job(Generic[T]):
    """A work and what became of it: made and awaited on the event loop, run by a thread in between.

    Whoever stops awaiting does not stop the work.
    """

    def __init__(self, work: Work[T]) -> None:
        self.work = work
        self.outcome: tuple[T] | BaseException | None = None
        self.loop = asyncio.get_running_loop()
        self._ended = self.loop.create_future()

    async def result(self) -> T:
        """What the work returned, once it is committed; raises what the work or the commit raised."""
        await self._ended
        match self.outcome:
            case (value,):
                return value
            case BaseException() as error:
                raise error
            case _:
                raise RuntimeError("the work ended without an outcome")

    def wake(self) -> None:
        """On the event loop: let `result` go on."""
        if not self._ended.done():  # it is done if whoever awaited was cancelled
            self._ended.set_result(None)


class Runner(Protocol):
    """Runs jobs on threads of its own."""

    def submit(self, job: Job[Any]) -> None:
        """Take the job and return at once; raises RuntimeError after `close`."""

    def close(self) -> None:
        """Wait for all jobs that were taken, then let go of threads and connections."""


def hand_back(jobs: Iterable[Job[Any]]) -> None:
    """From a thread: wake whoever awaits these jobs, by one call into each event loop."""
    for loop, theirs in groupby(jobs, key=lambda job: job.loop):
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_wake, tuple(theirs))


def _wake(jobs: tuple[Job[Any], ...]) -> None:
    for job in jobs:
        job.wake()


class Pool:
    """A few threads, each with a connection of its own; a work is run again as a whole where the server asks for it."""

    def __init__(self, engine: Engine, *, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="quizbot-database")

    def submit(self, job: Job[Any]) -> None:
        """Run the job in one of the threads."""
        self._threads.submit(self._run, job)

    def close(self) -> None:
        """Wait for all jobs that were taken, then close the connections."""
        self._threads.shutdown()
        self._engine.dispose()

    def _run(self, job: Job[Any]) -> None:
        try:
            job.outcome = (self._transaction(job.work),)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the work is awaited
            job.outcome = error
        hand_back([job])

    def _transaction(self, work: Work[T]) -> T:
        for pause in (*PAUSES, None):
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                # even if it was lost during the commit, and nobody knows whether that was done
                if pause is None or not (is_rolled_back(error) or is_away(error)):
                    raise
                time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

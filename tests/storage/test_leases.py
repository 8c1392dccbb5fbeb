"""Several processes on one PostgreSQL: each person's updates are handled by one of them at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Generic, TypeVar

import pytest
from sqlalchemy import update

from quizbot.storage import leases
from quizbot.storage.database import Database
from quizbot.storage.tables import EPOCH
from quizbot.storage.tables import leases as lease_rows
from tests.databases import PATIENCE, somebody_waits
from tests.storage.processes import ADA, BEN, SECOND, Process, ids, said

T = TypeVar("T")


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """SQLite has one process, and no leases."""
    return postgresql_url


@pytest.fixture
def one(database: Database) -> Process:
    return Process(database, "one")


@pytest.fixture
def two(database: Database) -> Process:
    return Process(database, "two")


async def test_what_one_is_at_work_on_the_other_leaves_alone(one: Process, two: Process) -> None:
    (first,) = await one.receives(said(1))
    assert ids(await two.receives(said(2), said(3, BEN))) == [3]
    assert await two.takes(busy=frozenset({BEN})) == []
    following = await one.finishes(first)  # and is given what came in elsewhere
    assert following is not None
    assert following.update_id == 2


async def test_the_backlog_of_one_does_not_keep_another_idle(one: Process, two: Process) -> None:
    await one.receives(said(1, 11), said(2, 12), said(3, 13))
    await one.postpones((await one.receives(said(4, BEN)))[0], SECOND)
    assert await two.takes(limit=1, later=SECOND) == [4]


async def test_whoever_has_finished_lets_others_take_on_what_comes(one: Process, two: Process) -> None:
    (first,) = await one.receives(said(1))
    await one.finishes(first)
    assert ids(await two.receives(said(2))) == [2]


async def test_what_waits_for_its_time_may_be_taken_on_by_another(one: Process, two: Process) -> None:
    (first,) = await one.receives(said(1))
    await one.postpones(first, SECOND)
    assert await two.takes(later=SECOND) == [1]


async def test_of_one_that_died_another_takes_over_and_it_finishes_nothing_any_more(
    one: Process, two: Process, database: Database
) -> None:
    (first,) = await one.receives(said(1))
    await database.transact(lambda c: c.execute(update(lease_rows).values(until=EPOCH)))
    assert await two.takes() == [1]
    assert await one.finishes(first) is None
    assert await one.head_of(ADA) is None
    assert (await two.head_of(ADA)) == first


async def test_one_that_says_it_lives_keeps_what_it_has(one: Process, two: Process, database: Database) -> None:
    await one.receives(said(1))
    await database.transact(lambda c: c.execute(update(lease_rows).values(until=EPOCH)))
    await database.transact(partial(leases.renew, people={ADA}, holder="one"))
    assert await two.takes() == []
    await database.transact(partial(leases.release_all, holder="one"))
    assert await two.takes() == [1]


async def test_many_at_once_never_work_on_one_person_together(database: Database, two: Process) -> None:
    """Whatever order their statements mix in: of all who ask, one is told to handle Ada's update."""
    processes = [two, *(Process(database, f"process {number}") for number in range(7))]
    for number in range(1, 21):
        heads = await asyncio.gather(*(process.receives(said(number)) for process in processes))
        (mine,) = [process for process, head in zip(processes, heads, strict=True) if head]
        (head,) = next(head for head in heads if head)
        assert await mine.finishes(head) is None


# What mixes in between: each test holds one transaction open until another waits for it


class Holding(Generic[T]):
    """A transaction that has done its work and is not committed yet; it is told what to do before that."""

    def __init__(self, transaction: Callable[[Callable[[], None]], Coroutine[None, None, T]]) -> None:
        self._done, self._commit = threading.Event(), threading.Event()
        self._task = asyncio.create_task(transaction(self._hold))

    def _hold(self) -> None:
        self._done.set()
        self._commit.wait(PATIENCE)

    async def begin(self) -> None:
        await asyncio.to_thread(self._done.wait, PATIENCE)

    async def commit(self) -> T:
        self._commit.set()
        return await self._task


async def test_what_comes_in_elsewhere_while_one_finishes_is_handed_to_it(
    one: Process, two: Process, database: Database
) -> None:
    (first,) = await one.receives(said(1))
    coming = Holding(lambda hold: two.receives(said(2), before_commit=hold))
    await coming.begin()
    finishing = asyncio.create_task(one.finishes(first))
    await somebody_waits(database)
    assert ids(await coming.commit()) == []  # it is another's to handle …
    following = await finishing
    assert following is not None  # … who is told so at once
    assert following.update_id == 2


async def test_what_comes_in_here_while_one_finishes_is_handed_out_with_a_lease(
    one: Process, two: Process, database: Database
) -> None:
    (first,) = await one.receives(said(1))
    coming = Holding(lambda hold: one.receives(said(2), before_commit=hold))
    await coming.begin()
    finishing = asyncio.create_task(one.finishes(first))
    await somebody_waits(database)
    assert ids(await coming.commit()) == [1]  # which it is at work on
    following = await finishing
    assert following is not None
    assert following.update_id == 2
    assert await two.takes() == []


async def test_whoever_is_told_of_what_is_finished_already_keeps_nobody_waiting(one: Process, two: Process) -> None:
    (first,) = await one.receives(said(1))
    await one.finishes(first)
    assert ids(await one.receives(said(1))) == []  # Telegram has posted it again
    assert ids(await two.receives(said(2))) == [2]


async def test_a_clock_that_is_set_back_lets_go_of_nobody(one: Process, two: Process) -> None:
    (first,) = await one.receives(said(1))
    assert ids(await one.receives(said(1), said(2), later=-SECOND)) == []  # nothing is due, by that clock
    assert await two.takes() == []
    assert await one.finishes(first) is not None


async def test_whoever_looks_for_what_is_finished_just_then_keeps_nobody_waiting(
    one: Process, two: Process, database: Database
) -> None:
    (first,) = await one.receives(said(1))
    await database.transact(lambda c: c.execute(update(lease_rows).values(until=EPOCH)))
    finishing = Holding(lambda hold: one.finishes(first, before_commit=hold))
    await finishing.begin()
    looking = asyncio.create_task(two.takes())
    await somebody_waits(database)
    await finishing.commit()
    assert await looking == []
    assert ids(await one.receives(said(2))) == [2]

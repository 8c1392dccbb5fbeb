"""Several processes on one PostgreSQL: each person's updates are handled by one of them at a time."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import update

from quizbot.storage import leases
from quizbot.storage.database import Database
from quizbot.storage.tables import EPOCH
from quizbot.storage.tables import leases as lease_rows
from tests.storage.processes import ADA, BEN, SECOND, Process, ids, said


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

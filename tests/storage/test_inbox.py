"""Updates are kept once, handed out in order, and by one process at a time for each person."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quizbot.storage import inbox
from quizbot.storage.database import Database
from quizbot.storage.tables import metadata
from tests.storage.processes import ADA, AT_ONCE, BEN, SECOND, Process, ids, said
from tests.storage.rows import NOON


@pytest.fixture
def one(database: Database) -> Process:
    return Process(database, "one")


async def test_the_first_update_of_each_person_is_handed_out(one: Process) -> None:
    assert ids(await one.receives(said(3), said(1), said(2, BEN))) == [1, 2]


async def test_an_update_that_is_known_is_not_kept_again(one: Process) -> None:
    (first,) = await one.receives(said(1))
    assert await one.finishes(first) is None
    assert ids(await one.receives(said(1))) == []
    assert ids(await one.receives(said(1), said(2))) == [2]


async def test_whoever_finishes_one_is_given_the_next(one: Process) -> None:
    (first,) = await one.receives(said(1), said(2))
    second = await one.finishes(first)
    assert second is not None
    assert second.update_id == 2
    assert await one.finishes(second) is None


async def test_what_waits_for_its_time_holds_up_those_behind_it(one: Process) -> None:
    (first,) = await one.receives(said(1), said(2))
    assert await one.postpones(first, 5 * SECOND, attempts=3) is None
    assert await one.takes(later=4 * SECOND) == []
    assert await one.takes(later=5 * SECOND) == [1]


async def test_those_who_wait_for_their_time_keep_nobody_waiting(one: Process) -> None:
    first, second, _ = await one.receives(said(1, 11), said(2, 12), said(3, 13))
    for each in (first, second):
        await one.postpones(each, 5 * SECOND)
    assert await one.takes(limit=1) == [3]


async def test_how_often_it_failed_is_kept(one: Process) -> None:
    (first,) = await one.receives(said(1))
    again = await one.postpones(first, AT_ONCE, attempts=3)
    assert again is not None
    assert again.attempts == 3


async def test_those_at_work_are_left_out_and_the_longest_waiting_come_first(one: Process) -> None:
    await one.receives(said(1, 11), said(2, 12), said(3, 13))
    assert await one.takes(busy=frozenset({11, 12, 13})) == []
    assert await one.takes(busy=frozenset({12}), limit=1) == [1]


async def test_a_dead_letter_keeps_who_and_which_kind(one: Process, database: Database) -> None:
    (first,) = await one.receives(said(1), said(2))
    following = await one.buries(first)
    assert following is not None
    table = metadata.tables["inbox"]
    row = await database.read(lambda c: c.execute(select(table).where(table.c.update_id == 1)).mappings().one())
    assert (row["learner_id"], row["kind"], row["payload"], row["dead"]) == (ADA, "message", None, True)
    assert await database.read(inbox.dead_letters) == 1


async def test_since_when_the_oldest_could_be_handled(one: Process, database: Database) -> None:
    assert await database.read(inbox.oldest_due) is None
    (first,) = await one.receives(said(1), said(2))
    assert await database.read(inbox.oldest_due) == NOON
    await one.postpones(first, 60 * SECOND)
    assert await database.read(inbox.oldest_due) == NOON + 60 * SECOND  # what is behind it is not late

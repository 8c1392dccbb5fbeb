"""What a transaction is, on SQLite and on PostgreSQL alike, and where they differ."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ExceptionContext,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    event,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from quizbot.storage.database import Database, open_reader
from quizbot.storage.errors import (
    DatabaseFailing,
    DatabaseFull,
    DatabaseInUse,
    DatabaseNotWritable,
)
from tests.cable import Cable, Cut
from tests.databases import PostgresqlServer, opened

metadata = MetaData()
counters = Table(
    "counters",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", Integer, nullable=False),
)
followers = Table(
    "followers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("counter_id", ForeignKey("counters.id", deferrable=True, initially="DEFERRED"), nullable=False),
)


@pytest.fixture
async def database(empty_database_url: str) -> AsyncIterator[Database]:
    """One of each kind, with the tables above."""
    async with opened(empty_database_url) as database:
        await database.alter(metadata.create_all)
        yield database


@pytest.fixture
async def sqlite_database(empty_sqlite_url: str) -> AsyncIterator[Database]:
    async with opened(empty_sqlite_url) as database:
        await database.alter(metadata.create_all)
        yield database


@pytest.fixture
async def postgresql_database(empty_postgresql_url: str) -> AsyncIterator[Database]:
    async with opened(empty_postgresql_url) as database:
        await database.alter(metadata.create_all)
        yield database


def add(number: int) -> Callable[[Connection], int]:
    """The work that inserts a counter, and returns its number."""

    def work(connection: Connection) -> int:
        connection.execute(insert(counters).values(id=number, value=0))
        return number

    return work


def increment(connection: Connection) -> int:
    """The work that counts one up, and returns the new value."""
    one_more = update(counters).values(value=counters.c.value + 1).returning(counters.c.value)
    return int(connection.execute(one_more).scalar_one())


def numbers(connection: Connection) -> list[int]:
    """The work that lists all counters."""
    return list(connection.execute(select(counters.c.id).order_by(counters.c.id)).scalars())


@asynccontextmanager
async def held(database: Database, work: Callable[[Connection], object]) -> AsyncIterator[None]:
    """A transaction that has done its work and stays open until the end of the block."""
    working, release = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        work(connection)
        working.set()
        release.wait()

    transaction = asyncio.create_task(database.transact(hold))
    await asyncio.to_thread(working.wait)
    try:
        yield
    finally:
        release.set()
        await transaction


async def begun(*transactions: Awaitable[object]) -> asyncio.Future[list[object]]:
    """Their results and exceptions, some time; they have been called when this returns."""
    results = asyncio.gather(*transactions, return_exceptions=True)
    await asyncio.sleep(0)
    return results


@pytest.fixture
def commits() -> Iterator[list[Connection]]:
    """Every commit of the process from now on."""
    seen: list[Connection] = []

    def note(connection: Connection) -> None:
        seen.append(connection)

    event.listen(Engine, "commit", note)
    yield seen
    event.remove(Engine, "commit", note)


async def test_result_and_effect(database: Database) -> None:
    assert await database.transact(add(1)) == 1
    assert await database.read(numbers) == [1]


async def test_a_work_that_raises_leaves_nothing_behind(database: Database) -> None:
    error = LookupError("no such learner")

    def work(connection: Connection) -> None:
        add(1)(connection)
        raise error

    with pytest.raises(LookupError) as caught:
        await database.transact(work)
    assert caught.value is error
    assert await database.read(numbers) == []


async def test_a_forgotten_next_is_raised_and_does_not_hang(database: Database) -> None:
    def work(_: Connection) -> int:
        return next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await database.transact(work)


async def test_part_of_a_work_can_be_undone(database: Database) -> None:
    def work(connection: Connection) -> None:
        add(1)(connection)
        part = connection.begin_nested()
        add(2)(connection)
        with pytest.raises(IntegrityError):
            add(1)(connection)
        part.rollback()

    await database.transact(work)
    assert await database.read(numbers) == [1]


async def test_no_increment_is_lost(database: Database) -> None:
    await database.transact(add(1))
    values = await asyncio.gather(*(database.transact(increment) for _ in range(250)))
    assert sorted(values) == list(range(1, 251))


async def test_one_that_raises_does_not_undo_the_others(database: Database) -> None:
    async with held(database, add(1)):
        results = await begun(
            *(database.transact(add(number)) for number in (2, 3)),
            database.transact(lambda connection: add(4)(connection) // 0),
            database.transact(add(1)),  # there already
            database.transact(add(5)),
        )
    two, three, divided, doubled, five = await results
    assert (two, three, five) == (2, 3, 5)
    assert isinstance(divided, ZeroDivisionError)
    assert isinstance(doubled, IntegrityError)
    assert await database.read(numbers) == [1, 2, 3, 5]


async def test_one_that_cannot_be_committed_does_not_undo_the_others(database: Database) -> None:
    """Foreign keys are checked at the commit here, so that the commit itself fails."""

    def follow_nobody(connection: Connection) -> None:
        connection.execute(insert(followers).values(id=1, counter_id=99))

    async with held(database, add(1)):
        results = await begun(*map(database.transact, (add(2), follow_nobody, add(3))))
    two, orphan, three = await results
    assert (two, three) == (2, 3)
    assert isinstance(orphan, IntegrityError)
    assert await database.read(numbers) == [1, 2, 3]


async def test_one_that_takes_the_whole_transaction_down_does_not_undo_the_others(database: Database) -> None:
    """As SQLite does by itself after some failures of the disk."""

    def take_down(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        raise LookupError

    async with held(database, add(1)):
        results = await begun(*map(database.transact, (add(2), take_down, add(3))))
    two, lost, three = await results
    assert (two, three) == (2, 3)
    assert isinstance(lost, LookupError)
    assert await database.read(numbers) == [1, 2, 3]


async def test_a_result_is_given_when_everybody_can_see_it(database: Database, empty_database_url: str) -> None:
    reader = open_reader(empty_database_url)

    async def seen_afterwards(number: int) -> bool:
        await database.transact(add(number))
        return number in await reader.read(numbers)

    async with held(database, add(0)):
        results = await begun(*map(seen_afterwards, range(1, 20)))
    assert await results == [True] * 19
    await reader.close()


async def test_whoever_stops_waiting_does_not_stop_the_work(database: Database, empty_database_url: str) -> None:
    async with held(database, lambda _: None):
        impatient = asyncio.create_task(database.transact(add(1)))
        await asyncio.sleep(0)
        impatient.cancel()
        with pytest.raises(asyncio.CancelledError):
            await impatient
    await database.close()  # which waits for what is under way
    async with opened(empty_database_url) as again:
        assert await again.read(numbers) == [1]


async def test_reading_neither_waits_for_a_writer_nor_sees_what_is_not_committed(database: Database) -> None:
    await database.transact(add(1))
    async with held(database, add(2)):
        assert await database.read(numbers) == [1]
    assert await database.read(numbers) == [1, 2]


async def test_a_long_read_delays_no_writer_and_stays_with_its_snapshot(database: Database) -> None:
    await database.transact(add(1))
    reading, written = threading.Event(), threading.Event()

    def read_twice(connection: Connection) -> tuple[list[int], list[int]]:
        before = numbers(connection)
        reading.set()
        written.wait()
        return before, numbers(connection)

    report = asyncio.create_task(database.read(read_twice))
    await asyncio.to_thread(reading.wait)
    try:
        await database.transact(add(2))
    finally:
        written.set()
    assert await report == ([1], [1])


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseNotWritable):
        await database.read(add(1))
    assert await database.read(numbers) == []


async def test_closing_waits_for_what_is_under_way_and_takes_nothing_more(
    database: Database, empty_database_url: str
) -> None:
    async with held(database, add(1)):
        results = await begun(*(database.transact(add(number)) for number in range(2, 150)))
        closed = asyncio.create_task(database.close())
        await asyncio.sleep(0)
    await closed
    async with opened(empty_database_url) as again:
        assert await again.read(numbers) == list(range(1, 150))
    assert await results == list(range(2, 150))
    with pytest.raises(RuntimeError):
        await database.transact(add(200))


# SQLite


async def test_waiting_works_share_a_commit(sqlite_database: Database, commits: list[Connection]) -> None:
    async with held(sqlite_database, add(0)):
        results = await begun(*(sqlite_database.transact(add(number)) for number in range(1, 51)))
        assert commits == []
    assert await results == list(range(1, 51))
    assert len(commits) == 2  # the one that was held, and one for all the others


async def test_a_lock_of_another_program_is_waited_for(empty_sqlite_url: str, tmp_path: Path) -> None:
    async with opened(empty_sqlite_url, patience=0.01) as database:
        await database.alter(metadata.create_all)
        with closing(sqlite3.connect(tmp_path / "quizbot.db", isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")

            def let_go(_: ExceptionContext) -> None:
                if other.in_transaction:
                    other.execute("COMMIT")

            event.listen(Engine, "handle_error", let_go)
            try:
                assert await database.transact(add(1)) == 1
            finally:
                event.remove(Engine, "handle_error", let_go)


async def test_a_lock_of_another_program_is_not_waited_for_without_end(empty_sqlite_url: str, tmp_path: Path) -> None:
    async with opened(empty_sqlite_url, patience=0.01) as database:
        await database.alter(metadata.create_all)
        with closing(sqlite3.connect(tmp_path / "quizbot.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            results = await asyncio.gather(*map(database.transact, (add(1), add(2))), return_exceptions=True)
            assert [type(result) for result in results] == [DatabaseInUse, DatabaseInUse]
            other.execute("COMMIT")
        assert await database.transact(add(3)) == 3


async def test_a_full_database_says_so_and_keeps_what_it_has(sqlite_database: Database) -> None:
    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    def fill(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE ballast AS SELECT zeroblob(1000000)"))

    await sqlite_database.transact(limit)
    async with held(sqlite_database, add(1)):
        results = await begun(*map(sqlite_database.transact, (add(2), fill, add(3))))
    two, full, three = await results
    assert (two, three) == (2, 3)
    assert isinstance(full, DatabaseFull)
    assert await sqlite_database.read(numbers) == [1, 2, 3]


async def test_a_file_that_cannot_grow_says_so_and_keeps_what_it_has(sqlite_database: Database) -> None:
    """As beyond a quota, or on a disk that fails."""

    def fill(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE ballast AS SELECT zeroblob(1000000)"))

    await sqlite_database.transact(add(1))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    try:
        with pytest.raises(DatabaseFailing, match="cannot be read or written just now"):
            await sqlite_database.transact(fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    await sqlite_database.transact(add(2))
    assert await sqlite_database.read(numbers) == [1, 2]


async def test_the_log_starts_anew_under_unbroken_load(sqlite_database: Database, tmp_path: Path) -> None:
    def make_room(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE ballast (filler)"))

    def write_much(connection: Connection) -> None:
        connection.execute(text("INSERT INTO ballast VALUES (zeroblob(100000))"))

    await sqlite_database.alter(make_room)
    for _ in range(12):
        await asyncio.gather(*(sqlite_database.transact(write_much) for _ in range(100)))
    assert (tmp_path / "quizbot.db-wal").stat().st_size < 90_000_000  # of 120 MB written


# PostgreSQL


async def test_a_work_that_another_overtook_is_run_again_as_a_whole(postgresql_database: Database) -> None:
    await postgresql_database.transact(add(1))
    values_seen: list[int] = []
    reading, overtaken = threading.Event(), threading.Event()

    def slow_increment(connection: Connection) -> int:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        values_seen.append(connection.execute(select(counters.c.value)).scalar_one())
        reading.set()
        overtaken.wait()
        return increment(connection)

    slow = asyncio.create_task(postgresql_database.transact(slow_increment))
    await asyncio.to_thread(reading.wait)
    try:
        await postgresql_database.transact(increment)
    finally:
        overtaken.set()
    assert await slow == 2
    assert values_seen == [0, 1]


async def test_works_that_wait_for_each_other_both_succeed(postgresql_database: Database) -> None:
    await asyncio.gather(*map(postgresql_database.transact, (add(1), add(2))))
    both_have_one = threading.Barrier(2)

    def increment_both(first: int, second: int) -> Callable[[Connection], None]:
        runs = 0

        def work(connection: Connection) -> None:
            nonlocal runs
            runs += 1
            for number in (first, second):
                connection.execute(update(counters).where(counters.c.id == number).values(value=counters.c.value + 1))
                if runs == 1 and number == first:
                    both_have_one.wait()

        return work

    await asyncio.gather(*map(postgresql_database.transact, (increment_both(1, 2), increment_both(2, 1))))
    assert await postgresql_database.read(lambda connection: list(connection.scalars(select(counters.c.value)))) == [
        2,
        2,
    ]


async def test_connections_that_the_server_has_dropped_are_replaced(
    postgresql_database: Database, postgresql_server: PostgresqlServer
) -> None:
    await asyncio.gather(*(postgresql_database.transact(add(number)) for number in range(20)))
    postgresql_server.disconnect_all()
    assert await asyncio.gather(*(postgresql_database.transact(add(number)) for number in range(20, 40)))
    assert await postgresql_database.read(numbers) == list(range(40))


async def test_a_work_whose_connection_is_lost_is_run_again_as_a_whole(postgresql_database: Database) -> None:
    runs = 0

    def work(connection: Connection) -> None:
        nonlocal runs
        runs += 1
        add(runs)(connection)
        if runs == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    await postgresql_database.transact(work)
    assert await postgresql_database.read(numbers) == [2]


async def test_a_process_that_is_frozen_within_a_transaction_keeps_nobody_waiting(
    postgresql_database: Database,
) -> None:
    """The server ends its connection after a while, and with it its locks; should it go on, its work runs again."""
    await postgresql_database.transact(add(1))
    frozen, thawed = threading.Event(), threading.Event()
    limits: list[str] = []

    def freezing_increment(connection: Connection) -> int:
        limits.append(connection.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one())
        value = increment(connection)
        if not frozen.is_set():
            connection.execute(text("SET idle_in_transaction_session_timeout = '10ms'"))  # no need to wait that long
            frozen.set()
        thawed.wait()
        return value

    freezing = asyncio.create_task(postgresql_database.transact(freezing_increment))
    await asyncio.to_thread(frozen.wait)
    try:
        assert await postgresql_database.transact(increment) == 1
    finally:
        thawed.set()
    assert await freezing == 2
    assert set(limits) == {"5s"}


@pytest.mark.parametrize(("cut", "runs_seen"), [(Cut.BEFORE, [0, 0]), (Cut.AFTER, [0, 1])])
async def test_a_work_whose_commit_nobody_knows_the_end_of_is_run_again_and_finds_what_it_did(
    empty_postgresql_url: str, postgresql_server: PostgresqlServer, cut: Cut, runs_seen: list[int]
) -> None:
    runs: list[int] = []

    def add_once(connection: Connection) -> int:
        found = len(numbers(connection))
        runs.append(found)
        return found or add(1)(connection)

    cable = Cable(server=postgresql_server.folder)
    name = str(make_url(empty_postgresql_url).database)
    with cable.laid() as host:
        async with opened(postgresql_server.url(name, host=host)) as database:
            await database.alter(metadata.create_all)
            cuts = iter([cut])
            cable.cut = lambda: next(cuts, None)
            assert await database.transact(add_once) == 1
            assert await database.read(numbers) == [1]
    assert runs == runs_seen
    assert cable.cuts == [cut]

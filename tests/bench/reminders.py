"""Reminders: claiming those that are due, however many learners there are; and sending many at Telegram's pace."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import case

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from quizbot.services.reminders import Reminders
from quizbot.storage.learners import due_for_reminder
from tests.bench import broadcast, crowd
from tests.bench.bots import SHIPPED_SET
from tests.bench.run import Run
from tests.bench.sets import SHIPPED
from tests.bench.stores import Store, store
from tests.bench.table import Report, Samples
from tests.databases import opened

SIZES, FEW_SIZES = (10_000, 1_000_000), (100, 400)  # learners
DUE, FEW_DUE = 1000, 10  # at a time
EVENING = datetime(2026, 11, 24, 18, 5, tzinfo=crowd.ZONE).astimezone(UTC)  # when reminders are welcome
WHATS = {"finding {due:,} due": "ms", "claiming them": "s", "claiming them, CPU": "s"}


async def measure(run: Run) -> Report:
    """Finding and claiming a thousand reminders among so many learners; with `paced`, the broadcast."""
    if run.paced:
        return await broadcast.measure(run)
    sizes = run.sizes or (FEW_SIZES if run.small else SIZES)
    due = FEW_DUE if run.small else DUE
    library = load([SHIPPED], ()).library
    names = {(what, size): f"{what.format(due=due)}, {size:,} learners" for what in WHATS for size in sizes}
    samples = Samples(
        unit_of={name: WHATS[what] for (what, _), name in names.items()},
        beside={name: names[what, sizes[0]] for (what, _), name in names.items()},
    )
    with store(postgres=run.postgres) as databases:
        now = EVENING
        urls = [await _filled(databases, library, size, now, due, run.repetitions) for size in sizes]
        for repetition in range(run.repetitions):
            for size, url in zip(sizes, urls, strict=True):
                at = now + repetition * timedelta(minutes=1)
                for what, taken in zip(WHATS, await _claim(url, library, at, due), strict=True):
                    samples.add(names[what, size], taken)
    return Report(
        rows=samples.rows(),
        notes=[f"{databases.name}; all are claimed in one transaction, each in a savepoint of its own"],
    )


async def _filled(databases: Store, library: Library, size: int, now: datetime, due: int, repetitions: int) -> str:
    """A database of so many learners; in each repetition's minute as many reminders become due, all over the table."""
    step = size // (due * repetitions)
    url = databases.new()
    await crowd.create_tables(url)

    def planned(number: crowd.Number) -> crowd.Moment:
        soon = crowd.shifted(now, (number // step) % repetitions * 60_000 - 1000)
        later = crowd.shifted(now, 86_400_000 + number % 86_400_000)
        return case((number % step == 0, soon), else_=later)

    there = crowd.Crowd(
        questions=library.sets[SHIPPED_SET], learners=size, remembered=1, now=now, spread=4, planned=planned
    )
    crowd.fill(url, *(partial(work, there) for work in (crowd.add_learners, crowd.add_memories)))
    return url


async def _claim(url: str, library: Library, now: datetime, due: int) -> tuple[float, float, float]:
    """Milliseconds to find who is due; seconds, and seconds of CPU, to claim them all."""
    async with opened(url) as database:
        began = time.perf_counter()
        found = await database.transact(partial(due_for_reminder, now=now, limit=due))
        sought = time.perf_counter() - began
        began, began_cpu = time.perf_counter(), time.process_time()
        claimed = (await Reminders(database, lambda: library, lambda: now).claim_due(due)).reminders
        taken, taken_cpu = time.perf_counter() - began, time.process_time() - began_cpu
    if not len(found) == len(claimed) == due:
        raise ValueError(f"{len(found)} were found and {len(claimed)} claimed of {due} due")
    return sought * 1e3, taken, taken_cpu

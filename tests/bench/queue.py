"""What is next for a learner, however many memories there are of all learners together."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import Connection

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from quizbot.services.asking import situation
from quizbot.services.outcomes import Asked
from quizbot.services.practice import Practice
from quizbot.storage import learners
from tests.bench import crowd
from tests.bench.bots import REMEMBERED, SHIPPED_SET
from tests.bench.latency import PERCENTILES, percentile
from tests.bench.run import Run
from tests.bench.sets import SHIPPED
from tests.bench.stores import Store, store
from tests.bench.table import Report, Samples
from tests.databases import opened
from tests.statements import Asking, listen, stop_listening

SIZES = (10_000, 1_000_000)  # memories
FEW_SIZES = (400, 2_000)
ASKS, FEW_ASKS = 200, 5  # learners who ask, in each repetition
WHATS = ("what is next, opened and committed", "its queries alone")


async def measure(run: Run) -> Report:
    """The median and the 99th percentile of Practice.ask and of the queries in it, for each number of memories."""
    sizes = run.sizes or (FEW_SIZES if run.small else SIZES)
    asks = FEW_ASKS if run.small else ASKS
    library = load([SHIPPED], ()).library
    names = {
        (what, size, percent): f"{what}, {size:,} memories, p{percent}"
        for what in WHATS
        for percent in PERCENTILES
        for size in sizes
    }
    samples = Samples(
        unit_of=dict.fromkeys(names.values(), "ms"),
        beside={name: names[what, sizes[0], percent] for (what, _, percent), name in names.items()},
    )
    with store(postgres=run.postgres) as databases:
        full = [await _filled(databases, library, size) for size in sizes]
        for repetition in range(run.repetitions):
            for size, (there, url) in zip(sizes, full, strict=True):
                chance = Random(repetition)  # noqa: S311 - it is about repeating, not about secrets
                numbers = chance.sample(range(there.learners), min(asks, there.learners))
                learner_ids = [there.learner_id(number) for number in numbers]
                async with opened(url) as database:
                    queries = [await database.read(partial(_queries, there, each)) for each in learner_ids]
                    today = there.now + timedelta(days=repetition)  # what was opened before is of another day
                    practice = Practice(database, lambda: library, partial(_always, today))
                    asked = [await _ask(practice, each) for each in learner_ids]
                for what, seconds in zip(WHATS, (asked, queries), strict=True):
                    for percent in PERCENTILES:
                        samples.add(names[what, size, percent], percentile(seconds, percent) * 1e3)
    note = f"{databases.name}; {asks} learners in each repetition, each with {REMEMBERED} memories, a tenth of them due"
    return Report(rows=samples.rows(), notes=[note])


async def _filled(databases: Store, library: Library, size: int) -> tuple[crowd.Crowd, str]:
    there = crowd.Crowd(
        questions=library.sets[SHIPPED_SET],
        learners=size // REMEMBERED,
        remembered=REMEMBERED,
        now=datetime.now(UTC),
    )
    url = databases.new()
    await crowd.create_tables(url)
    works = (crowd.add_learners, crowd.add_memories, crowd.add_reviews, crowd.read_lessons)
    crowd.fill(url, *(partial(work, there) for work in works))
    return there, url


def _always(at: datetime) -> datetime:
    return at


async def _ask(practice: Practice, learner_id: int) -> float:
    """Seconds until the learner's next question is opened."""
    began = time.perf_counter()
    outcome = await practice.ask(learner_id)
    ended = time.perf_counter()
    if not isinstance(outcome, Asked):
        raise TypeError(f"{type(outcome).__name__} instead of a question")
    return ended - began


def _queries(there: crowd.Crowd, learner_id: int, connection: Connection) -> float:
    """Seconds that the database takes for the queries by which the next question is chosen, rows and all."""
    asked = _noted(connection, lambda: _choose(there, learner_id, connection))
    cursor: Any = connection.connection.cursor()
    began = time.perf_counter()
    for statement, parameters in asked:
        cursor.execute(statement, parameters)
        cursor.fetchall()
    return time.perf_counter() - began


def _choose(there: crowd.Crowd, learner_id: int, connection: Connection) -> None:
    learner = learners.find(connection, learner_id)
    if learner is None:
        raise LookupError(learner_id)
    situation(connection, learner, there.questions, there.now, None)


def _noted(connection: Connection, work: Callable[[], None]) -> Sequence[Asking]:
    """The statements that the work executes, each with its parameters."""
    driver = connection.connection.driver_connection
    executed: list[Asking] = []
    listen(driver, connection.info, lambda *asking: executed.append(asking))
    try:
        work()
    finally:
        stop_listening(driver, connection.info)
    return executed

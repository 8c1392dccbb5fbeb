"""The longest time for which the event loop does nothing for anybody, while the bot does something large."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from quizbot.app.shelf import Shelf
from tests.bench import crowd
from tests.bench.run import Run
from tests.bench.sets import set_id, write_sets
from tests.bench.stores import store
from tests.bench.table import Report, Samples
from tests.box import MORNING, Box, boxed

QUESTIONS, FEW_QUESTIONS = 1000, 100
FILES = 4
REMEMBERED, FEW_REMEMBERED = 200, 5
LEARNERS = 10
BEAT = 0.001  # seconds
PAUSE = 0.5  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A bot in its box, whose learners remember a set, and the shelf that its sets come from."""

    box: Box
    shelf: Shelf


async def _nothing(_: Place) -> None:
    await asyncio.sleep(PAUSE)


async def _read_sets(place: Place) -> None:
    await place.shelf.refill()


async def _export(place: Place) -> None:
    await place.box.person("Ada", crowd.FIRST_LEARNER).exports()


async def _progress(place: Place) -> None:
    await place.box.person("Ada", crowd.FIRST_LEARNER).says("/progress")


WORKS: Mapping[str, Callable[[Place], Awaitable[object]]] = {
    "nothing": _nothing,
    "the sets are read again": _read_sets,
    "a learner takes their data out": _export,
    "a learner looks at their progress": _progress,
}


async def measure(run: Run) -> Report:
    """Milliseconds of the longest stall during each work, in the process that runs it."""
    samples = Samples(unit_of=dict.fromkeys(WORKS, "ms"))
    async with _furnished(run) as place:
        for _ in range(run.repetitions):
            for name, work in WORKS.items():
                samples.add(name, await _longest_stall(work, place) * 1e3)
    questions = len(place.shelf.library.questions)
    return Report(rows=samples.rows(), notes=[f"{questions:,} questions; the loop is looked at every millisecond"])


@asynccontextmanager
async def _furnished(run: Run) -> AsyncIterator[Place]:
    with TemporaryDirectory(prefix="quizbot-bench-") as folder, store(postgres=False) as databases:
        write_sets(Path(folder), FEW_QUESTIONS if run.small else QUESTIONS, FILES)
        shelf = Shelf(Path(folder), despite_errors=False)
        shelf.fill()
        there = crowd.Crowd(
            questions=shelf.library.sets[set_id(0)],
            learners=LEARNERS,
            remembered=FEW_REMEMBERED if run.small else REMEMBERED,
            now=MORNING,
        )
        url = databases.new()
        await crowd.create_tables(url)
        works = (crowd.add_learners, crowd.add_memories, crowd.add_reviews, crowd.read_lessons)
        crowd.fill(url, *(partial(work, there) for work in works))
        async with boxed(url, shelf.library) as box:
            gc.freeze()  # as `run` does behind its start
            try:
                yield Place(box=box, shelf=shelf)
            finally:
                gc.unfreeze()


async def _longest_stall(work: Callable[[Place], Awaitable[object]], place: Place) -> float:
    """Seconds."""
    stalls: list[float] = []
    beating = asyncio.create_task(_beat(stalls))
    await asyncio.sleep(10 * BEAT)
    try:
        await work(place)
        await asyncio.sleep(10 * BEAT)  # whatever the work has left to do
    finally:
        beating.cancel()
    return max(stalls)


async def _beat(stalls: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(BEAT)
        stalls.append(time.perf_counter() - began - BEAT)

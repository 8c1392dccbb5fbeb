"""Several programs that remind at once, on one database: together they stay below Telegram's limits."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from quizbot.content.loader import load
from quizbot.i18n import Translators
from quizbot.metrics import Metrics
from quizbot.services.reminders import EVERY, Reminders
from quizbot.storage.database import Database
from quizbot.storage.jobs import Job
from quizbot.storage.sqlite import reading_engine, writing_engine
from quizbot.telegram.bot import connect
from quizbot.telegram.delivery import Delivery
from quizbot.telegram.pacer import REMINDERS, Pacer
from quizbot.telegram.sweep import Sweep
from quizbot.tryout.pace import Model, Pace
from quizbot.tryout.simulator import Simulator
from tests.faults.due import EVENING, practised
from tests.faults.starter import SET
from tests.telegram.line import Line
from tests.telegram.waiting import Time

TOKEN = "1:a-token-for-the-sweep"
PEOPLE, FIRST = 60, 700


class AtOnce:
    """Runs each work while whoever asks for it waits, so that it takes no time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def submit(self, job: Job[Any]) -> None:
        with self._engine.begin() as connection:
            job.outcome = (job.work(connection),)
        job.wake()

    def close(self) -> None:
        self._engine.dispose()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everybody is to be reminded in the evening."""
    file = tmp_path_factory.mktemp("made") / "made.db"
    asyncio.run(practised(file, PEOPLE, FIRST))
    return file


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "quizbot.db"
    shutil.copyfile(made, path)
    with ExitStack() as opened:
        writing = opened.enter_context(closing(AtOnce(writing_engine(path, patience=0))))
        reading = opened.enter_context(closing(AtOnce(reading_engine(path, patience=0))))
        yield Database(where=str(path), alone=True, reading=reading, writing=writing, altering=writing, opened=opened)


@asynccontextmanager
async def sweeping(database: Database, simulator: Simulator, time: Time) -> AsyncIterator[Sweep]:
    """A program that reminds."""
    line, metrics, library = Line(simulator), Metrics(), load([SET]).library
    async with connect(TOKEN, "http://127.0.0.1", line, line).bot as bot:
        delivery = Delivery(bot, Pacer(time.now, time.sleep), metrics, time.now, time.sleep)
        reminders = Reminders(database, lambda: library, lambda: datetime.fromtimestamp(time.at, UTC))
        yield Sweep(reminders, delivery, Translators(), metrics, time.now, time.sleep)


@pytest.mark.parametrize("programs", [1, 4])
@pytest.mark.parametrize("model", Model)
async def test_everybody_who_is_due_is_reminded_once_and_below_the_limits(
    database: Database, model: Model, programs: int
) -> None:
    time = Time(at=EVENING.timestamp())
    simulator = Simulator(token=TOKEN, clock=time.now, pace=Pace(model))
    for number in range(FIRST, FIRST + PEOPLE):
        simulator.person(number, first_name="Ada").chat.started = True
    async with AsyncExitStack() as running:
        sweeps = [await running.enter_async_context(sweeping(database, simulator, time)) for _ in range(programs)]
        simulator.record.clear()
        await time.run(*(sweep.run() for sweep in sweeps))
    assert [call.status for call in simulator.record] == [200] * PEOPLE  # nothing was refused
    assert {call.chat_id for call in simulator.record} == set(range(FIRST, FIRST + PEOPLE))
    took = simulator.record[-1].at - simulator.record[0].at
    slots = (PEOPLE - REMINDERS.burst, PEOPLE)
    assert slots[0] * EVERY.total_seconds() - 0.01 < took < slots[1] * EVERY.total_seconds() + 0.01

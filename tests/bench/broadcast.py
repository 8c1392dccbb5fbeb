"""Many reminders at once, against a server that counts as Telegram may do, while learners go on answering."""

from __future__ import annotations

import asyncio
import sys
import time
from asyncio.subprocess import DEVNULL
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import case, literal

from quizbot.content.loader import load
from quizbot.tryout.clock import FileClock
from quizbot.tryout.controls import Controls
from quizbot.tryout.pace import Model, Pace
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Person, Simulator
from tests.bench import crowd, machine
from tests.bench.bots import SHIPPED_SET, TOKEN, choice, show
from tests.bench.latency import percentile
from tests.bench.load import ended, environment_of
from tests.bench.run import Run
from tests.bench.sets import SHIPPED
from tests.bench.stores import Files
from tests.bench.table import Report, Samples

REMINDED, FEW_REMINDED = 3000, 20  # learners
TAPPING, FEW_TAPPING = 400, 10  # others
EVERY = 0.25  # seconds from one tap to the next
BEFORE, SHORTLY_BEFORE = 20.0, 2.0  # seconds of taps before the broadcast
LOOK = 0.1  # seconds
AHEAD = timedelta(hours=1)  # by so much the clock is turned, and the reminders are due
PATIENCE = 30.0  # seconds without a message until nothing more is awaited


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large the broadcast is."""

    reminded: int
    tapping: int
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapping:
    """Somebody with a question, and the button that they will tap."""

    person: Person
    message_id: int
    data: str


class Opening(Pace):
    """Counts nothing until it is opened, so that chats can be furnished first."""

    is_open = False

    def admit(self, chat_id: int, now: float) -> int | None:
        """As Pace, once it is open."""
        return super().admit(chat_id, now) if self.is_open else None


async def measure(run: Run) -> Report:
    """The pace, what was refused and lost, and what it cost those who answered, by each model of Telegram's limit."""
    sizes = (
        Sizes(reminded=FEW_REMINDED, tapping=FEW_TAPPING, before=SHORTLY_BEFORE)
        if run.small
        else Sizes(reminded=REMINDED, tapping=TAPPING, before=BEFORE)
    )
    models = [Model.BUCKET] if run.small else list(Model)
    units = {
        "reminders a second": "",
        "refused in 1,000": "",
        "lost": "",
        "sent twice": "",
        "an answer before, p99": "ms",
        "an answer meanwhile, p99": "ms",
    }
    samples = Samples(
        unit_of={f"{model}: {what}": unit for model in models for what, unit in units.items()},
        beside={f"{model}: {what}": f"{models[0]}: {what}" for model in models for what in units}
        | {f"{model}: an answer meanwhile, p99": f"{model}: an answer before, p99" for model in models},
    )
    for _ in range(run.repetitions):
        for model in models:
            with TemporaryDirectory(prefix="quizbot-bench-") as folder:
                found = await _broadcast(Path(folder), model, sizes)
            for what in units:
                samples.add(f"{model}: {what}", found[what])
    note = f"{sizes.reminded:,} reminders due at once; meanwhile somebody answers every {EVERY:g} seconds"
    return Report(rows=samples.rows(), notes=[note])


async def _broadcast(folder: Path, model: Model, sizes: Sizes) -> Mapping[str, float]:
    pace = Opening(model)
    simulator = Simulator(token=TOKEN, clock=time.time, pace=pace)
    clock = FileClock(folder / "clock")
    mine, others = machine.cores()
    with machine.confined(others):
        there, url = await _prepared(Files(folder), sizes)
        shown = [await _furnish(simulator, there, number) for number in range(sizes.reminded, there.learners)]
        page = build(simulator, Controls(), now=clock.now)
        async with serve(page, port=0) as port:
            environment = environment_of(port=port, database=url, questions=SHIPPED)
            environment |= {"QUIZBOT_CLOCK_FILE": str(folder / "clock")}  # with which it sweeps twice a second
            command = (sys.executable, "-m", "quizbot", "run")
            with machine.confined(mine):
                process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=folder, stderr=DEVNULL)
            async with ended(process):
                async with asyncio.timeout(PATIENCE):
                    await _until_it_fetches(simulator)
                pace.is_open = True
                return await _watched(simulator, there, sizes, shown, clock)


async def _prepared(databases: Files, sizes: Sizes) -> tuple[crowd.Crowd, str]:
    """A database in which the first learners are reminded when the clock is turned; the others have a question open."""
    now = datetime.now(UTC)

    def planned(number: crowd.Number) -> crowd.Moment:
        return case((number < sizes.reminded, crowd.shifted(now, literal(AHEAD // timedelta(milliseconds=1)))))

    there = crowd.Crowd(
        questions=load([SHIPPED], ()).library.sets[SHIPPED_SET],
        learners=sizes.reminded + sizes.tapping,
        remembered=1,
        now=now,
        spread=4,
        planned=planned,
    )
    url = databases.new()
    await crowd.create_tables(url)
    works = (crowd.add_learners, crowd.add_memories, crowd.open_questions)
    crowd.fill(url, *(partial(work, there) for work in works))
    return there, url


async def _furnish(simulator: Simulator, there: crowd.Crowd, number: int) -> Tapping:
    message = await show(simulator, there, number)
    person = simulator.person(there.learner_id(number), first_name="Ada")
    return Tapping(person=person, message_id=message["message_id"], data=choice(there, number))


async def _watched(
    simulator: Simulator, there: crowd.Crowd, sizes: Sizes, people: Sequence[Tapping], clock: FileClock
) -> Mapping[str, float]:
    """What becomes of the reminders, which are due as soon as the clock is turned, and of the answers meanwhile."""
    reminded = {there.learner_id(number) for number in range(sizes.reminded)}
    for learner_id in reminded:
        simulator.person(learner_id, first_name="Ada").chat.started = True
    before = len(simulator.record)
    tapped: dict[int, float] = {}
    tapping = asyncio.create_task(_tap(people, tapped))
    await asyncio.sleep(sizes.before)
    turned = time.time()
    clock.turn(AHEAD)
    await _until_quiet(simulator, reminded)
    tapping.cancel()
    record = simulator.record[before:]
    sent = [call for call in record if call.method == "sendMessage" and call.chat_id in reminded]
    arrived = [call for call in sent if call.status == HTTPStatus.OK]
    waits = {
        call.chat_id: (tapped[call.chat_id], call.at - tapped[call.chat_id])
        for call in reversed(record)
        if call.method == "editMessageText" and call.chat_id in tapped
    }
    return {
        "reminders a second": (len(arrived) - 1) / (arrived[-1].at - arrived[0].at),
        "refused in 1,000": 1000 * (len(sent) - len(arrived)) / len(sent),
        "lost": len(reminded - {call.chat_id for call in arrived}),
        "sent twice": len(arrived) - len({call.chat_id for call in arrived}),
        "an answer before, p99": percentile([wait for at, wait in waits.values() if at < turned], 99) * 1e3,
        "an answer meanwhile, p99": percentile([wait for at, wait in waits.values() if at >= turned], 99) * 1e3,
    }


async def _tap(people: Sequence[Tapping], tapped: dict[int, float]) -> None:
    """Let one after the other answer."""
    for each in people:
        tapped[each.person.user_id] = time.time()
        each.person.taps_data(each.data, message_id=each.message_id)
        await asyncio.sleep(EVERY)


async def _until_it_fetches(simulator: Simulator) -> None:
    while True:
        if any(call.method == "getUpdates" for call in simulator.record):
            return
        await asyncio.sleep(LOOK)


async def _until_quiet(simulator: Simulator, reminded: Collection[int]) -> None:
    """Wait until everybody was reminded, or nothing has come for a while."""
    arrived: set[int | None] = set()
    seen, quiet_since = 0, time.monotonic()
    while len(arrived) < len(reminded) and time.monotonic() - quiet_since < PATIENCE:
        await asyncio.sleep(LOOK)
        new = simulator.record[seen:]
        seen += len(new)
        came = {call.chat_id for call in new if call.method == "sendMessage" and call.status == HTTPStatus.OK}
        if came & set(reminded):
            arrived |= came & set(reminded)
            quiet_since = time.monotonic()

"""From starting the process to its first answered update: the echo bot, quizbot, and quizbot with many questions."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from quizbot.tryout.controls import Controls
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Simulator
from tests.bench.bots import TOKEN
from tests.bench.load import ended, environment_of
from tests.bench.run import Run
from tests.bench.sets import SHIPPED, write_sets
from tests.bench.table import Report, Samples

LOOK = 0.002  # seconds
PATIENCE = 60.0  # seconds
QUESTIONS, FEW_QUESTIONS = 1000, 20
ECHO, QUIZBOT = ("-m", "tests.bench.echo"), ("-m", "quizbot", "run")


async def measure(run: Run) -> Report:
    """Seconds of each bot, interleaved."""
    with TemporaryDirectory(prefix="quizbot-bench-") as name:
        questions = FEW_QUESTIONS if run.small else QUESTIONS
        write_sets(Path(name), questions)
        starts = {"echo": (ECHO, SHIPPED), f"quizbot, {questions:,} questions": (QUIZBOT, Path(name))}
        if not run.small:
            starts["quizbot, shipped sets"] = (QUIZBOT, SHIPPED)
        samples = Samples(unit_of=dict.fromkeys(starts, "s"))
        for _ in range(run.repetitions):
            for bot, (command, folder) in starts.items():
                samples.add(bot, await _start(command, folder))
    return Report(rows=samples.rows())


async def _start(command: Sequence[str], questions: Path) -> float:
    """Seconds until the bot has answered a message that was waiting for it; its database has been used before."""
    simulator = Simulator(token=TOKEN, clock=time.time)
    with TemporaryDirectory(prefix="quizbot-bench-") as folder:
        async with serve(build(simulator, Controls(), now=lambda: datetime.now(UTC)), port=0) as port:
            database = f"sqlite:///{Path(folder) / 'start.db'}"
            environment = environment_of(port=port, database=database, questions=questions)
            await _until_answered(simulator, command, environment, folder)  # creates the database
            return await _until_answered(simulator, command, environment, folder)


async def _until_answered(
    simulator: Simulator, command: Sequence[str], environment: Mapping[str, str], folder: str
) -> float:
    ada = simulator.person(7, first_name="Ada")
    ada.says("hello")
    answered = len(ada.chat.messages)
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environment, cwd=folder, stderr=asyncio.subprocess.DEVNULL
    )
    async with ended(process):
        while len(ada.chat.messages) == answered:
            if process.returncode is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"{' '.join(command)} does not answer")
            await asyncio.sleep(LOOK)
        return time.perf_counter() - began

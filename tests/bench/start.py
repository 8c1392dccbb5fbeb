"""From starting the process to its first answered update: the echo bot, and quizbot with the shipped sets."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from quizbot.tryout.controls import Controls
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Simulator
from tests.bench.table import Row

TOKEN = "1:a-token-for-the-benchmark"
LOOK = 0.002  # seconds
PATIENCE = 60.0  # seconds
COMMANDS = {"echo": ["-m", "tests.bench.echo"], "quizbot": ["-m", "quizbot", "run"]}


async def measure(repetitions: int) -> Sequence[Row]:
    """Seconds of each bot, interleaved."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(repetitions):
        for name, command in COMMANDS.items():
            seconds[name].append(await _start(command))
    return [Row(name=name, unit="s", values=values) for name, values in seconds.items()]


async def _start(command: Sequence[str]) -> float:
    """Seconds until the bot has answered a message that was waiting for it; its database has been used before."""
    simulator = Simulator(token=TOKEN, clock=time.time)
    with tempfile.TemporaryDirectory() as folder:
        async with serve(build(simulator, Controls(), now=lambda: datetime.now(UTC)), port=0) as port:
            environment = {
                **os.environ,
                "QUIZBOT_TOKEN": TOKEN,
                "QUIZBOT_API_BASE": f"http://127.0.0.1:{port}",
                "QUIZBOT_DATABASE_URL": f"sqlite:///{Path(folder) / 'start.db'}",
                "QUIZBOT_HEALTH_LISTEN": "127.0.0.1:0",
                "QUIZBOT_LOG_LEVEL": "warning",
            }
            await _until_answered(simulator, command, environment)  # creates the database
            return await _until_answered(simulator, command, environment)


async def _until_answered(simulator: Simulator, command: Sequence[str], environment: dict[str, str]) -> float:
    ada = simulator.person(7, first_name="Ada")
    ada.says("hello")
    answered = len(ada.chat.messages)
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, *command, env=environment)
    try:
        while len(ada.chat.messages) == answered:
            if process.returncode is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"{' '.join(command)} does not answer")
            await asyncio.sleep(LOOK)
        return time.perf_counter() - began
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()

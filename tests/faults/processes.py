"""Bots as processes of their own, started by a fork and watched to their end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.steps import Steps

PATIENCE = 120  # seconds until a test that would wait for ever fails; nothing is asserted of them


@dataclass(frozen=True, kw_only=True)
class Bot:
    """A bot as a process; `ending` is its exit code, or minus the number of the signal that it died of.

    `doomed` if it is to be killed at one of its steps.
    """

    pid: int
    ending: asyncio.Future[int]
    steps: Steps | None
    doomed: bool

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return not self.ending.done()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.runs:
            with suppress(ProcessLookupError):  # it has just ended, and we are yet to be told
                os.kill(self.pid, number)

    async def end(self, number: signal.Signals) -> int:
        """Send it a signal; returns its exit code once it has ended."""
        self.send(number)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end; returns its exit code."""
        async with asyncio.timeout(PATIENCE):
            return await asyncio.shield(self.ending)


class Starter:
    """The program `tests.faults.starter`, which forks bots."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._begun: deque[asyncio.Future[int]] = deque()
        self._endings: dict[int, asyncio.Future[int]] = {}

    async def start(
        self, folder: Path, settings: Mapping[str, str], *, count: bool = False, kill_at: int | None = None
    ) -> Bot:
        """Fork a bot that works in that folder, where it writes its log.

        `count` its steps, and with `kill_at`, kill it before that one.
        """
        steps = None if kill_at is None and not count else folder / "steps"
        if steps is not None:
            steps.unlink(missing_ok=True)
        run = {
            "folder": str(folder),
            "settings": dict(settings),
            "steps": None if steps is None else str(steps),
            "kill_at": kill_at,
        }
        counted = None if steps is None else Steps(steps)
        begun = asyncio.get_running_loop().create_future()
        self._begun.append(begun)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(run).encode() + b"\n")
        pid = await begun
        return Bot(pid=pid, ending=self._endings[pid], steps=counted, doomed=kill_at is not None)

    async def listen(self) -> None:
        """Take in what the program says, until it ends."""
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            match json.loads(line):
                case {"begun": int(pid)}:
                    self._endings[pid] = asyncio.get_running_loop().create_future()
                    self._begun.popleft().set_result(pid)
                case {"ended": int(pid), "code": int(code)}:
                    self._endings.pop(pid).set_result(code)
                case other:
                    raise ValueError(f"the program says {other}")


@asynccontextmanager
async def starting() -> AsyncIterator[Starter]:
    """A starter while the block runs; no bot outlives it."""
    command = (sys.executable, "-m", "tests.faults.starter")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    starter = Starter(process)
    async with asyncio.timeout(PATIENCE):
        assert process.stdout is not None
        assert json.loads(await process.stdout.readline()) == {"ready": True}
    listening = asyncio.create_task(starter.listen())
    try:
        yield starter
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await listening

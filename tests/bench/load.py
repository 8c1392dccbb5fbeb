"""A bot under load: started on a core of its own, beside the Bot API server that hands it updates."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bench import machine
from tests.bench.bots import TOKEN, Bot, Update, canned
from tests.bench.server import Result, Round
from tests.bench.stores import Store

ROOT = Path(__file__).parent.parent.parent
PATIENCE, SLOWEST = 60.0, 0.2  # seconds, for a round and for each of its updates
LINE = 1 << 26  # bytes: a round's result is one line


class Unanswered(RuntimeError):
    """A bot did not answer as it should, so nothing was measured; the message says how, and ends with its log."""


@dataclasses.dataclass(kw_only=True)
class Loaded:
    """A bot that runs. Its updates are handed out in their order, each once."""

    bot: Bot
    pid: int
    _process: Process
    _server: Process
    _log: Path
    _folder: Path
    _handed: int = 0

    async def answer(self, count: int, *, rate: float = 0.0, seed: int = 0) -> Result:
        """What it takes to answer the next updates: so many a second, or else as many as the bot is able to.

        Raises:
            Unanswered: it has ended, it takes too long, or it makes other calls than it should.
        """
        updates = self.bot.updates[self._handed : self._handed + count]
        self._handed += len(updates)
        wanted = Round(
            updates=_written(updates, self._folder),
            calls=sum(self.bot.calls.values()),
            bot=self.pid,
            rate=rate,
            seed=seed,
        )
        _pipe(self._server).write(json.dumps(dataclasses.asdict(wanted)).encode() + b"\n")
        patience = PATIENCE + SLOWEST * len(updates)
        line = asyncio.ensure_future(_line(self._server))
        died = asyncio.ensure_future(self._process.wait())
        done, waiting = await asyncio.wait({line, died}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        for each in waiting:
            each.cancel()
        if line not in done:
            raise self._unanswered("it has ended" if died in done else f"not in {patience:g} seconds")
        result = Result(**json.loads(line.result()))
        expected = {method: times * len(updates) for method, times in self.bot.calls.items()}
        if result.calls != expected:
            raise self._unanswered(f"{result.calls} instead of {expected}")
        return result

    def _unanswered(self, how: str) -> Unanswered:
        log = self._log.read_text(encoding="utf-8", errors="replace")
        return Unanswered(f"{self.bot.name} does not answer as it should: {how}\n{log[-2000:]}")


@asynccontextmanager
async def loaded(bot: Bot, store: Store) -> AsyncIterator[Loaded]:
    """The bot on a copy of its database, with its server, until the end of the block.

    The bot has a core for itself where there are several; the server and whoever asks share the others.
    """
    mine, others = machine.cores()
    with machine.confined(others), tempfile.TemporaryDirectory(prefix="quizbot-bench-") as name:
        folder, database = Path(name), None if bot.database is None else store.copy_of(bot.database)
        try:
            async with _serving(bot, folder) as (server, port):
                environment = environment_of(port=port, database=database or "", questions=bot.folder)
                log = folder / "log"
                with log.open("wb") as stderr, machine.confined(mine):
                    process = await asyncio.create_subprocess_exec(
                        sys.executable, *bot.command, env=environment, cwd=folder, stdout=DEVNULL, stderr=stderr
                    )
                async with ended(process):
                    yield Loaded(bot=bot, pid=process.pid, _process=process, _server=server, _log=log, _folder=folder)
        finally:
            if database is not None:
                store.drop(database)


def environment_of(*, port: int, database: str, questions: Path) -> dict[str, str]:
    """The environment for a bot that talks to the server on that port; settings of whoever measures are left out."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("QUIZBOT_")},
        "PYTHONPATH": str(ROOT),
        "QUIZBOT_TOKEN": TOKEN,
        "QUIZBOT_API_BASE": f"http://127.0.0.1:{port}",
        "QUIZBOT_DATABASE_URL": database,
        "QUIZBOT_QUESTIONS": str(questions),
        "QUIZBOT_HEALTH_LISTEN": "127.0.0.1:0",
    }


@asynccontextmanager
async def _serving(bot: Bot, folder: Path) -> AsyncIterator[tuple[Process, int]]:
    _, update = bot.updates[0]
    shown = update.get("callback_query", {}).get("message", update.get("message"))
    answers = folder / "answers.json"
    answers.write_text(json.dumps(canned(shown)), encoding="utf-8")
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.server", str(answers), cwd=ROOT, stdin=PIPE, stdout=PIPE, limit=LINE
    )
    async with ended(server):
        yield server, int(await _line(server))


@asynccontextmanager
async def ended(process: Process) -> AsyncIterator[None]:
    """End the process with the block."""
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _line(process: Process) -> bytes:
    if process.stdout is None:
        raise TypeError("started without a pipe")
    return await process.stdout.readline()


def _pipe(process: Process) -> asyncio.StreamWriter:
    if process.stdin is None:
        raise TypeError("started without a pipe")
    return process.stdin


def _written(updates: Sequence[Update], folder: Path) -> str:
    path = folder / "updates"
    path.write_text("".join(f"{learner}\t{json.dumps(update)}\n" for learner, update in updates), encoding="utf-8")
    return str(path)

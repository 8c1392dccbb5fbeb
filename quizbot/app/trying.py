"""Telegram in a box, with the bot as a process of its own or without one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from quizbot.app.listening import NotStarted, reason
from quizbot.app.running import until_stopped
from quizbot.app.shelf import ContentRefused
from quizbot.content.loader import Loaded, load
from quizbot.content.report import summary
from quizbot.domain.questions import Library
from quizbot.storage import learners
from quizbot.storage.database import Reader, open_reader
from quizbot.telegram.callbacks import tag
from quizbot.telegram.screens.questions import stem_of
from quizbot.tryout.clock import FileClock
from quizbot.tryout.controls import Authoring, Controls, ProblemLine, QuestionLine
from quizbot.tryout.faultfile import FaultsRefused, read_faults
from quizbot.tryout.faults import Faults
from quizbot.tryout.pace import Model
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Pace, Simulator

GLANCE = 0.5  # seconds between two looks at an author's files
LOOK = 0.05  # seconds between two looks at the bot's process or its database
SWEEPING = 10.0  # seconds that the bot may take for a reminder while the clock is turned
TOKEN = "1:" + "try-quizbot-without-a-token"


async def simulate(
    port: int,
    *,
    pace: Model | None,
    faults: Path | None,
    webhook_to: str | None,
    say: Callable[[str], None],
) -> None:
    """Serve the simulated Bot API and its chat page, without a bot, until stopped.

    Raises:
        NotStarted: the port is taken, the webhook is none, or the file of faults holds none.
    """
    simulator = Simulator(token=TOKEN, clock=time.time, pace=None if pace is None else Pace(pace))
    try:
        script = Faults() if faults is None else read_faults(faults)
    except FaultsRefused as error:
        raise NotStarted(str(error)) from None
    if webhook_to is not None:
        answer = await simulator.call("setWebhook", {"url": webhook_to})
        if answer.status != HTTPStatus.OK:
            raise NotStarted(f"--webhook-to {webhook_to}: {answer.body['description']}")
    page = build(simulator, Controls(), now=lambda: datetime.now(UTC), faults=script)
    async with _served(page, port) as bound:
        say(f"The simulated Bot API is at http://127.0.0.1:{bound} (the same address shows the chats). For the bot:")
        say(f"  QUIZBOT_API_BASE=http://127.0.0.1:{bound} QUIZBOT_TOKEN={TOKEN} quizbot run")
        await until_stopped(_for_ever())


@contextlib.asynccontextmanager
async def _served(page: web.Application, port: int) -> AsyncIterator[int]:
    async with contextlib.AsyncExitStack() as serving:
        try:
            bound = await serving.enter_async_context(serve(page, port=port))
        except OSError as error:
            raise NotStarted(
                f"Port {port} of this machine cannot be used ({reason(error)}). Choose another one with --port."
            ) from None
        yield bound


async def _for_ever() -> None:
    await asyncio.get_running_loop().create_future()


async def try_out(questions: Path, port: int, *, watch: bool, open_browser: bool, say: Callable[[str], None]) -> None:
    """The bot and a chat page on this machine alone, with a clock to turn and a button that kills the bot.

    The bot is a process of its own that speaks HTTP to the simulator, as it would to Telegram.

    Raises:
        ContentRefused: the sets have errors.
        NotStarted: the port is taken, or the bot has ended at once.
    """
    loaded = load([questions])
    if loaded.errors and not watch:
        raise ContentRefused(loaded)
    with tempfile.TemporaryDirectory(prefix="quizbot-try-") as folder:
        clock = FileClock(Path(folder) / "clock")
        simulator = Simulator(token=TOKEN, clock=clock.seconds)
        child = Child(Path(folder), questions, simulator, despite_errors=watch)
        watching = Watching(questions, loaded, child, simulator)
        turning = Turning(clock, child)
        controls = Controls(
            turn_clock=turning.by,
            turn_to_next_reminder=turning.to_next_reminder,
            restart_bot=child.restart,
            bot_running=child.is_running,
            authoring=watching.authoring if watch else None,
        )
        async with _served(build(simulator, controls, now=clock.now), port) as bound:
            child.api_base = f"http://127.0.0.1:{bound}"

            async def running() -> None:
                await child.start()
                say(f"quizbot is ready at {child.api_base}  (Ctrl-C ends it; nothing is kept)")
                if open_browser:
                    await asyncio.to_thread(webbrowser.open, child.api_base)
                await (watching.run() if watch else _for_ever())

            try:
                await until_stopped(running())
            finally:
                await child.kill()


class Child:
    """The bot as a process of its own, which can be killed and started again."""

    def __init__(self, folder: Path, questions: Path, simulator: Simulator, *, despite_errors: bool) -> None:
        self._despite_errors = despite_errors
        self.api_base = ""
        self.database_url = f"sqlite:///{folder / 'try.db'}"
        self._clock_file = folder / "clock"
        self._questions = questions
        self._simulator = simulator
        self._process: asyncio.subprocess.Process | None = None

    def is_running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start the bot; returns once it fetches updates.

        Raises:
            NotStarted: it has ended instead.
        """
        before = self._starts()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZBOT_")}
        environment |= {
            "QUIZBOT_TOKEN": TOKEN,
            "QUIZBOT_API_BASE": self.api_base,
            "QUIZBOT_DATABASE_URL": self.database_url,
            "QUIZBOT_QUESTIONS": str(self._questions.resolve()),
            "QUIZBOT_CLOCK_FILE": str(self._clock_file),
            "QUIZBOT_DESPITE_ERRORS": str(self._despite_errors),
            "QUIZBOT_HEALTH_LISTEN": "127.0.0.1:0",
            "QUIZBOT_LOG_LEVEL": "warning",
        }
        self._process = await asyncio.create_subprocess_exec(sys.executable, "-m", "quizbot", "run", env=environment)
        while self._starts() == before:
            if not self.is_running():
                raise NotStarted("The bot has ended instead of starting; what it printed above says why.")
            await asyncio.sleep(LOOK)

    async def restart(self) -> None:
        """Kill the bot with SIGKILL, as a power cut would, and start it again."""
        await self.kill()
        await self.start()

    async def kill(self) -> None:
        """Kill the bot, if it runs."""
        if self._process is not None and self.is_running():
            self._process.kill()
            await self._process.wait()

    def reload(self) -> None:
        """Let the bot read the question sets again."""
        if self._process is not None and self.is_running():
            self._process.send_signal(signal.SIGHUP)

    def _starts(self) -> int:
        """How often a bot has introduced itself, which it does just before it fetches updates."""
        return sum(call.method == "getMe" for call in self._simulator.record)


class Turning:
    """Turning the clock as time would go: one reminder after the other, each at its own time."""

    def __init__(self, clock: FileClock, child: Child) -> None:
        self._clock = clock
        self._child = child

    async def by(self, step: timedelta) -> None:
        """Turn the clock by that much, stopping at each reminder on the way until the bot has dealt with it."""
        target = self._clock.now() + step
        async with self._reader() as reader:
            while (due := await reader.read(learners.next_reminder_at)) is not None and due <= target:
                await self._to(due, reader)
        self._clock.turn(max(target - self._clock.now(), timedelta(0)))

    async def to_next_reminder(self) -> bool:
        """Turn the clock to the next reminder; False if none is planned."""
        async with self._reader() as reader:
            due = await reader.read(learners.next_reminder_at)
            if due is not None:
                await self._to(due, reader)
        return due is not None

    async def _to(self, due: datetime, reader: Reader) -> None:
        self._clock.turn(max(due - self._clock.now(), timedelta(0)))
        patience = time.monotonic() + SWEEPING
        while (again := await reader.read(learners.next_reminder_at)) is not None and again <= self._clock.now():
            if time.monotonic() > patience or not self._child.is_running():
                return  # a bot that does not sweep must not hold the clock
            await asyncio.sleep(LOOK)

    @contextlib.asynccontextmanager
    async def _reader(self) -> AsyncIterator[Reader]:
        reader = open_reader(self._child.database_url)
        try:
            yield reader
        finally:
            await reader.close()


class Watching:
    """Looks after an author's files: what is wrong with them now, and a bot that teaches what they say now."""

    def __init__(self, questions: Path, loaded: Loaded, child: Child, simulator: Simulator) -> None:
        self._questions = questions
        self._child = child
        self._simulator = simulator
        self._taught = loaded.library
        self._version = 0
        self._authoring = _authoring(loaded, self._taught, self._version)
        self._seen = _stamps(questions)

    def authoring(self) -> Authoring:
        """What the page shows of the files."""
        return self._authoring

    async def run(self) -> None:
        """Look at the files again and again; once they have changed, check them and let the bot read them again."""
        while True:
            await asyncio.sleep(GLANCE)
            stamps = await asyncio.to_thread(_stamps, self._questions)
            if stamps != self._seen:
                self._seen = stamps
                await self._look()

    async def _look(self) -> None:
        loaded = await asyncio.to_thread(load, [self._questions])
        if not loaded.errors:
            self._taught = loaded.library
            self._child.reload()
        self._version += 1
        self._authoring = _authoring(loaded, self._taught, self._version)
        self._simulator.touch()


def _stamps(questions: Path) -> dict[Path, tuple[int, int]]:
    """When each file was written last and how large it is; a file that goes away meanwhile is left out."""
    stamps = {}
    for path in [questions] if questions.is_file() else questions.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            stat = path.stat()
            if path.suffix in {".yaml", ".yml", ".json"}:
                stamps[path] = (stat.st_mtime_ns, stat.st_size)
    return stamps


def _authoring(loaded: Loaded, taught: Library, version: int) -> Authoring:
    """What is wrong with the files now, and the questions that the bot teaches: those of before, with errors."""
    problems = [
        ProblemLine(
            file=each.file,
            line=each.line,
            column=each.column,
            severity=each.severity,
            rule=each.rule,
            message=each.message,
            hint=each.hint,
            text=each.text,
        )
        for each in loaded.problems
    ]
    questions = [
        QuestionLine(key=key, title=stem_of(question), payload=f"q_{tag(key)}")
        for key, question in taught.questions.items()
        if not question.retired
    ]
    return Authoring(version=version, summary=summary(loaded), problems=tuple(problems), questions=tuple(questions))

"""The programs themselves: `quizbot run`, `simulate` and `try` as processes that speak HTTP on this machine."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from quizbot.storage import inbox, learners
from quizbot.storage.database import open_reader
from quizbot.tryout.clock import FileClock
from quizbot.tryout.controls import Controls
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Answer, InputFile, Message, Person, Simulator
from tests.journeys.conftest import SETS

TOKEN = "4711:a-secret-token"
PATIENCE = 60  # seconds until a test that would wait for ever fails; nothing is asserted of them
STUDENT = "I study or work in medicine"


class Watched(Simulator):
    """A simulator of which every call can be waited for."""

    def __init__(self, clock: FileClock) -> None:
        super().__init__(token=TOKEN, clock=clock.seconds)
        self._called = asyncio.Condition()

    async def call(
        self, method: str, parameters: Mapping[str, object], files: Mapping[str, InputFile] | None = None
    ) -> Answer:
        answer = await super().call(method, parameters, files or {})
        async with self._called:
            self._called.notify_all()
        return answer

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so, looking after each call of the bot's."""
        async with asyncio.timeout(PATIENCE), self._called:
            await self._called.wait_for(happened)

    def calls(self, method: str) -> int:
        return sum(call.method == method for call in self.record)


@dataclass(kw_only=True)
class Telegram:
    """A simulated Telegram at an address, a folder for the bot, and the bot as a process."""

    simulator: Watched
    address: str
    folder: Path
    clock: FileClock
    process: Process | None = None
    said: str = ""  # what the bot has printed, once it has ended

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'quizbot.db'}"

    async def run(self, **more: str) -> Process:
        """Start a bot."""
        settings = {
            "QUIZBOT_TOKEN": TOKEN,
            "QUIZBOT_API_BASE": self.address,
            "QUIZBOT_DATABASE_URL": self.database_url,
            "QUIZBOT_QUESTIONS": str(SETS),
            "QUIZBOT_CLOCK_FILE": str(self.folder / "clock"),
            "QUIZBOT_LOG_LEVEL": "debug",
            "QUIZBOT_HEALTH_LISTEN": "127.0.0.1:0",
            "QUIZBOT_CONTACT": "the study team, room 12",
        }
        return await program("run", **settings | more)

    async def start(self, **more: str) -> None:
        """Start the bot; returns once it fetches updates."""
        before = self.simulator.calls("getUpdates")
        self.process = await self.run(**more)
        await self.simulator.until(lambda: self.simulator.calls("getUpdates") > before)

    async def end(self, number: signal.Signals) -> int:
        """Send the bot the signal and wait for its end; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        code, printed = await ended(self.process)
        self.said += printed
        return code

    def hang_up(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGHUP)

    async def prints(self, text: str) -> None:
        """Wait until the bot has printed a line with that text."""
        assert self.process is not None
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while text not in (line := (await self.process.stderr.readline()).decode()):
                assert line, f"the bot has ended without printing {text!r}"
                self.said += line

    def ada(self) -> Visitor:
        return Visitor(simulator=self.simulator, person=self.simulator.person(7, first_name="Ada"))


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody at the other end, who waits for what the bot answers."""

    simulator: Watched
    person: Person

    @property
    def messages(self) -> list[Message]:
        return [message for message in self.person.chat.messages if message.from_bot]

    async def sees(self, text: str) -> Message:
        """The newest message with that text, once it is there."""
        await self.simulator.until(lambda: any(text in message.words for message in self.messages))
        return next(message for message in reversed(self.messages) if text in message.words)

    async def says(self, text: str, *, sees: str) -> Message:
        self.person.says(text)
        return await self.sees(sees)

    async def taps(self, label: str, *, sees: str) -> Message:
        self.person.taps(label)
        return await self.sees(sees)

    async def is_asked(self) -> Message:
        """From nothing to the first question."""
        await self.says("/start", sees="Do you agree?")
        await self.taps("I agree", sees="What brings you here?")
        await self.taps(STUDENT, sees="short lessons")
        await self.taps("Begin", sees="Lesson: One plant")
        return await self.taps("Go on", sees="What makes black tea black?")

    async def kept(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept, as the file says."""
        self.person.says("/export")
        await self.simulator.until(lambda: self.messages[-1].document is not None)
        document = self.messages[-1].document
        assert document is not None
        exported: dict[str, list[dict[str, Any]]] = json.loads(self.simulator.file(document.path) or b"")
        return exported


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def letter(question: Message, option: str) -> str:
    return next(line[0] for line in question.text.splitlines() if line[1:] == f". {option}")


async def program(*arguments: str, **settings: str) -> Process:
    """A command of quizbot's as a process of its own, away from any file .env."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("QUIZBOT_")}
    command = (sys.executable, "-m", "quizbot", *arguments)
    return await asyncio.create_subprocess_exec(*command, env=inherited | settings, stdout=PIPE, stderr=PIPE)


async def ended(process: Process) -> tuple[int, str]:
    """The exit code of a program and what it has complained of, once it has ended."""
    async with asyncio.timeout(PATIENCE):
        _, printed = await process.communicate()
    assert process.returncode is not None
    return process.returncode, printed.decode()


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Telegram]:
    clock = FileClock(tmp_path / "clock")
    simulator = Watched(clock)
    async with serve(build(simulator, Controls(), now=clock.now), port=0) as port:
        running = Telegram(simulator=simulator, address=f"http://127.0.0.1:{port}", folder=tmp_path, clock=clock)
        try:
            yield running
        finally:
            if running.process is not None and running.process.returncode is None:
                await running.end(signal.SIGKILL)
        assert TOKEN not in running.said
        assert "Traceback" not in running.said


async def test_from_start_to_feedback_and_a_clean_end(telegram: Telegram) -> None:
    await telegram.start()
    ada = telegram.ada()
    question = await ada.is_asked()
    await ada.taps(letter(question, "Meeting the air"), sees="Right ✓")
    assert len((await ada.kept())["reviews"]) == 1
    assert await telegram.end(signal.SIGTERM) == 0
    assert "quizbot is running as @" in telegram.said
    assert [call for call in telegram.simulator.record if call.status != 200] == []


async def test_an_answer_under_way_is_finished_and_confirmed_before_the_end(telegram: Telegram) -> None:
    await telegram.start()
    ada = telegram.ada()
    telegram.simulator.fail_next("sendMessage", status=502)
    ada.person.says("/start")
    await telegram.simulator.until(lambda: telegram.simulator.calls("sendMessage") == 1)
    assert await telegram.end(signal.SIGTERM) == 0
    assert "Do you agree?" in ada.messages[-1].text
    assert telegram.simulator.pending == 0


async def test_a_kill_in_the_middle_loses_nothing_and_repeats_nothing(telegram: Telegram) -> None:
    await telegram.start()
    ada = telegram.ada()
    question = await ada.is_asked()
    edits = telegram.simulator.calls("editMessageText")
    telegram.simulator.fail_next("editMessageText", status=502, times=2)
    ada.person.taps(letter(question, "Meeting the air"))
    await telegram.simulator.until(lambda: telegram.simulator.calls("editMessageText") > edits)  # committed, not shown
    assert await telegram.end(signal.SIGKILL) == -signal.SIGKILL
    reader = open_reader(telegram.database_url)
    assert await reader.read(inbox.oldest_due) is not None  # confirmed, and safe in the inbox
    await reader.close()
    ada.person.says("/progress")
    await telegram.start()
    await ada.sees("Right ✓")
    await ada.sees("Your progress")
    shown = [message.text for message in ada.messages if "What makes black tea black?" in message.text]
    assert len(shown) == 1
    assert [review["credit"] for review in (await ada.kept())["reviews"]] == [1]


async def test_a_reminder_comes_when_its_time_has_come(telegram: Telegram) -> None:
    await telegram.start()
    ada = telegram.ada()
    question = await ada.is_asked()
    await ada.taps(letter(question, "Dye from bark"), sees="Not right")
    await ada.says("/settings", sees="Your settings")
    await ada.taps("Time zone", sees="What time is it for you now?")
    await ada.says("Berlin", sees="Is it one of these?")
    await ada.taps("Berlin", sees="Saved.")
    reader = open_reader(telegram.database_url)
    due = await reader.read(learners.next_reminder_at)
    await reader.close()
    assert due is not None
    telegram.clock.turn(due - telegram.clock.now() + timedelta(seconds=1))
    reminder = await ada.sees("Time to refresh what you have learned.")
    assert "What makes black tea black?" in reminder.text
    assert reminder.labels[-3:] == ["Later today", "Tomorrow", "Fewer"]
    assert await telegram.end(signal.SIGTERM) == 0


async def test_sets_are_read_again_on_sighup_and_kept_if_they_have_errors(telegram: Telegram) -> None:
    sets = Path(shutil.copytree(SETS, telegram.folder / "sets"))
    await telegram.start(QUIZBOT_QUESTIONS=str(sets))
    ada = telegram.ada()
    question = await ada.is_asked()
    rewrite(sets / "students.yaml", "What makes black tea black?", "Why is black tea black?")
    telegram.hang_up()
    await telegram.prints("the question sets were read again")
    improved = await ada.taps(letter(question, "Dye from bark"), sees="This question has been improved")
    assert "Why is black tea black?" in improved.text
    rewrite(sets / "students.yaml", "kind: single", "kind: riddle")
    telegram.hang_up()
    await telegram.prints("what was taught before stays")
    await ada.taps(letter(improved, "Meeting the air"), sees="Right ✓")


async def test_it_says_that_it_is_well(telegram: Telegram) -> None:
    port = unused_port()
    await telegram.start(QUIZBOT_HEALTH_LISTEN=f"127.0.0.1:{port}")
    await telegram.ada().says("/help", sees="How it works")
    async with aiohttp.request("GET", f"http://127.0.0.1:{port}/healthz") as answer:
        assert answer.status == 200
        said = await answer.json()
    assert said["ok"] is True
    assert said["age_seconds"].keys() == {"fetch", "keep", "inbox", "sweep"}
    assert await telegram.end(signal.SIGINT) == 0


async def test_a_second_bot_on_the_same_database_is_refused(telegram: Telegram) -> None:
    await telegram.start()
    code, printed = await ended(await telegram.run())
    assert code == 1
    (line,) = printed.splitlines()
    assert "is in use by another program" in line


async def test_a_token_that_the_server_does_not_know_is_refused_and_not_shown(telegram: Telegram) -> None:
    code, printed = await ended(await telegram.run(QUIZBOT_TOKEN="4712:another-secret", QUIZBOT_LOG_LEVEL="warning"))
    assert code == 2
    (line,) = printed.splitlines()
    assert line.startswith("QUIZBOT_TOKEN: the Bot API does not know it (value not shown).")


# The programs that need no token


@dataclass(kw_only=True)
class Page:
    """The chat page, as its script talks to the server."""

    client: aiohttp.ClientSession
    seen: str = ""
    chat: dict[str, Any] = field(default_factory=dict)

    async def load(self) -> None:
        async with self.client.get("/") as page:
            found = re.search(r'<meta name="session" content="([^"]+)">', await page.text())
        assert found is not None
        self.client.headers["X-Quizbot-Session"] = found[1]
        await self.look()

    async def look(self) -> None:
        """Wait for something new."""
        async with self.client.get("/api/state", params={"seen": self.seen}) as answer:
            state = await answer.json()
        self.seen, self.chat = state["tag"], state["chat"]

    async def sees(self, text: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not any(message["from_bot"] and text in message["text"] for message in self.chat["messages"]):
                await self.look()

    async def says(self, text: str) -> None:
        await self._act("says", text=text)

    async def taps(self, label: str) -> None:
        message, data = next(
            (message["message_id"], button["callback_data"])
            for message in reversed(self.chat["messages"])
            for row in message["keyboard"]
            for button in row
            if button["text"] == label
        )
        await self._act("taps", message_id=message, data=data)

    async def _act(self, verb: str, **body: object) -> None:
        async with self.client.post(f"/api/people/{self.chat['id']}/{verb}", json=body) as answer:
            assert answer.status == 200, await answer.text()


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession(address) as client:
        page = Page(client=client)
        await page.load()
        yield page


async def line_of(process: Process, pattern: str) -> re.Match[str]:
    """The first line that the program prints which matches."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        while line := (await process.stdout.readline()).decode():
            found = re.search(pattern, line)
            if found is not None:
                return found
    raise AssertionError(f"nothing like {pattern!r} was printed")


async def stopped(process: Process) -> int:
    """Ask the program to end and wait for it; returns the exit code."""
    process.terminate()
    code, _ = await ended(process)
    return code


def is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


async def test_simulate_says_how_to_run_a_bot_behind_it(tmp_path: Path) -> None:
    simulate = await program("simulate", "--port", "0")
    found = await line_of(simulate, r"QUIZBOT_API_BASE=(\S+) QUIZBOT_TOKEN=(\S+) quizbot run")
    bot = await program(
        "run",
        QUIZBOT_API_BASE=found[1],
        QUIZBOT_TOKEN=found[2],
        QUIZBOT_DATABASE_URL=f"sqlite:///{tmp_path / 'quizbot.db'}",
        QUIZBOT_QUESTIONS=str(SETS),
        QUIZBOT_HEALTH_LISTEN="127.0.0.1:0",
    )
    try:
        async with opened(found[1]) as page:
            await page.says("/start")
            await page.sees("Do you agree?")
            await page.taps("I agree")
            await page.sees("What brings you here?")
    finally:
        assert (await stopped(bot), await stopped(simulate)) == (0, 0)


async def test_try_needs_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    trying = await program("try", "--port", "0", "--no-open", "--questions", str(SETS), TMPDIR=str(tmp_path))
    try:
        found = await line_of(trying, r"quizbot is ready at (\S+)")
        async with opened(found[1]) as page:
            await page.says("/start")
            await page.sees("Do you agree?")
    finally:
        assert await stopped(trying) == 0
    assert is_empty(tmp_path)

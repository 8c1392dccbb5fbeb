"""The whole bot in a box: the real Application and database, with only Telegram and the clock made up."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizbot.domain.questions import Library
from quizbot.metrics import Metrics
from quizbot.services.changes import Changes
from quizbot.services.educators import Educators
from quizbot.storage import learners
from quizbot.storage.database import Database, open_database
from quizbot.storage.schema import migrate
from quizbot.telegram.bot import connect, furnish
from quizbot.telegram.intake import Intake
from quizbot.tryout.loopback import LoopbackRequest
from quizbot.tryout.simulator import Message, Person, Simulator

SETS = Path(__file__).parent / "sets"
TOKEN = "1:a-token-for-the-box"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday


@dataclass(kw_only=True)
class Clock:
    """A clock to turn."""

    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()


@dataclass(kw_only=True)
class Box:
    """One bot with its simulated Telegram; `chances` of sleeping are noted in `slept`, not lived."""

    url: str
    library: Library
    contact: str | None = "the study team, room 12"
    clock: Clock = field(default_factory=Clock)
    simulator: Simulator = field(init=False)
    slept: list[float] = field(default_factory=list)
    metrics: Metrics = field(default_factory=Metrics)
    database: Database = field(init=False)
    educators: Educators = field(init=False)
    _bot: Any = field(init=False)
    intake: Intake = field(init=False)
    sweep: Callable[[], Any] = field(init=False)

    def __post_init__(self) -> None:
        self.simulator = Simulator(token=TOKEN, clock=self.clock.seconds)

    async def start(self) -> None:
        self.database = open_database(self.url)
        await migrate(self.database)
        request = LoopbackRequest(self.simulator)
        self._bot = connect(TOKEN, "http://127.0.0.1", request, request)
        self.educators = Educators(self.database, SETS, self.clock.now, self.metrics)
        self.sweep = furnish(
            self._bot, self.database, lambda: self.library, self.clock.now, self._sleep, self.contact, self.educators
        )
        await self._bot.initialize()
        self.intake = Intake(self._bot, request)

    async def stop(self) -> None:
        await self._bot.shutdown()
        await self.database.close()

    async def teach(self, library: Library) -> None:
        """Let the bot read other question sets while it runs."""
        self.library = library
        await Changes(self.database, lambda: self.library, self.clock.now).library_changed()

    async def restart(self) -> None:
        """A new process on the same database; chats and buttons stay."""
        await self.stop()
        await self.start()

    async def settle(self) -> None:
        """Let the bot handle everything that people have done."""
        while await self.intake.fetch():
            pass

    async def turn(self, **step: float) -> None:
        """Let time pass, sweeping at each reminder on the way."""
        target = self.clock.at + timedelta(**step)
        while (due := await self.database.read(learners.next_reminder_at)) is not None and due <= target:
            self.clock.at = max(due, self.clock.at)
            await self.sweep()
        self.clock.at = target
        await self.sweep()

    async def turn_to_reminder(self) -> datetime:
        due = await self.database.read(learners.next_reminder_at)
        assert due is not None, "no reminder is planned"
        self.clock.at = due
        await self.sweep()
        return due

    def person(self, name: str, number: int) -> Somebody:
        return Somebody(self, self.simulator.person(number, first_name=name))

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.at += timedelta(seconds=seconds)

    @property
    def refused(self) -> list[str]:
        """What the simulated Telegram had to refuse; showing the same screen again is none of it."""
        return [
            f"{call.method}: {call.description}"
            for call in self.simulator.record
            if call.status != 200 and "message is not modified" not in call.description
        ]


class Somebody:
    """A person with a chat: says and taps, and sees what the bot answers."""

    def __init__(self, box: Box, person: Person) -> None:
        self._box = box
        self.person = person
        self.id = person.user_id

    async def says(self, text: str) -> str:
        """Write a text; returns what the newest message says then."""
        self.person.says(text)
        await self._box.settle()
        return self.sees

    async def taps(self, label: str, *, on: Message | None = None) -> str:
        """Tap a button; returns what the message with the newest answer says then."""
        self.person.taps(label, message_id=None if on is None else on.message_id)
        await self._box.settle()
        return self.sees

    async def taps_data(self, data: str) -> str:
        """Send a forged or an old button."""
        self.person.taps_data(data)
        await self._box.settle()
        return self.sees

    @property
    def messages(self) -> list[Message]:
        """The bot's messages, newest last."""
        return [message for message in self.person.chat.messages if message.from_bot]

    @property
    def last(self) -> Message:
        return self.messages[-1]

    @property
    def sees(self) -> str:
        """What the newest message of the bot says."""
        return self.last.text or self.last.caption or ""

    @property
    def labels(self) -> list[str]:
        """The buttons under the newest message of the bot."""
        return list(self.last.labels)

    @property
    def toast(self) -> str:
        return self.person.toasts[-1].text if self.person.toasts else ""

    def letter(self, option: str) -> str:
        """The letter that stands before an option in the newest message."""
        for line in self.sees.splitlines():
            if line[1:3] == ". " and option in line:
                return line[0]
        raise LookupError(f"{option!r} is not among the options of: {self.sees}")

    async def picks(self, option: str) -> str:
        """Tap the letter of an option."""
        letter = self.letter(option)
        return await self.taps(next(label for label in self.labels if label in (letter, f"{letter} ✓")))

    async def begins(self, track: str = "I study or work in medicine") -> str:
        """Agree, choose a track, begin; returns the first lesson."""
        await self.says("/start")
        await self.taps("I agree")
        await self.taps(track)
        return await self.taps("Begin")

    async def is_in(self, city: str) -> None:
        """Tell the bot where one is."""
        await self.says("/settings")
        await self.taps("Time zone")
        await self.says(city)
        await self.taps(city)

    async def exports(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept, as the file says."""
        await self.says("/export")
        document = self.last.document
        assert document is not None
        exported: dict[str, list[dict[str, Any]]] = json.loads(self._box.simulator.file(document.path) or b"")
        return exported


@asynccontextmanager
async def boxed(url: str, library: Library) -> AsyncIterator[Box]:
    """A started box, stopped at the end of the block."""
    box = Box(url=url, library=library)
    await box.start()
    try:
        yield box
    finally:
        await box.stop()

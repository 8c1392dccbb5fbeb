"""The whole bot in a box: the real Application and database, with only Telegram and the clock made up."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import InitVar, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizbot.domain.questions import Library
from quizbot.metrics import Metrics
from quizbot.services.changes import Changes
from quizbot.services.educators import Educators
from quizbot.storage import inbox, learners
from quizbot.storage.database import Database, open_database
from quizbot.storage.schema import migrate
from quizbot.telegram.bot import Furnished, Seconds, connect, furnish
from quizbot.telegram.intake import Intake
from quizbot.tryout.loopback import LoopbackRequest
from quizbot.tryout.simulator import Message, Person, Simulator

SETS = Path(__file__).parent / "sets"
TOKEN = "1:a-token-for-the-box"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
A_MOMENT = timedelta(seconds=3)  # what people take to read and to tap


@dataclass(kw_only=True)
class Clock:
    """A clock to turn, forward and back; what has `passed` are the seconds of a clock that nobody can turn back."""

    at: datetime = MORNING
    _passed: float = 0.0
    _seen: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def passed(self) -> float:
        self._passed += max(self.at - self._seen, timedelta()).total_seconds()
        self._seen = self.at
        return self._passed


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
    application: Any = field(init=False)
    intake: Intake = field(init=False)
    bot: Furnished = field(init=False)

    beside: InitVar[Box | None] = None

    def __post_init__(self, beside: Box | None) -> None:
        if beside is None:
            self.simulator = Simulator(token=TOKEN, clock=self.clock.seconds)
        else:
            self.simulator, self.clock = beside.simulator, beside.clock

    async def start(self) -> None:
        self.database = open_database(self.url)
        await migrate(self.database)
        request = LoopbackRequest(self.simulator)
        self.application = connect(TOKEN, "http://127.0.0.1", request, request)
        self.educators = Educators(self.database, SETS, self.clock.now, self.metrics)
        self.bot = furnish(
            self.application,
            self.database,
            lambda: self.library,
            self.clock.now,
            self.contact,
            self.metrics,
            self.educators,
            Seconds(now=self.clock.passed, sleep=self._sleep),
        )
        await self.application.initialize()
        self.intake = Intake(self.application.bot, request, self.bot.worker.take_in)

    async def stop(self) -> None:
        await self.application.shutdown()
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
            await self.persevere()

    async def hand(self, *raws: dict[str, Any]) -> None:
        """Let the bot handle updates as they came in, whether a person could have sent them or not."""
        await self.bot.worker.take_in(raws)
        await self.persevere()

    async def persevere(self) -> None:
        """Let time pass until whatever was put off has been handled, too."""
        await self.bot.worker.idle()
        while (due := await self.database.read(inbox.oldest_due)) is not None:
            self.clock.at = max(due, self.clock.at)
            await self.bot.worker.look()
            await self.bot.worker.idle()

    async def turn(self, **step: float) -> None:
        """Let time pass, sweeping at each reminder on the way."""
        target = self.clock.at + timedelta(**step)
        while (due := await self.database.read(learners.next_reminder_at)) is not None and due <= target:
            self.clock.at = max(due, self.clock.at)
            await self.bot.sweep.run()
            if await self.database.read(learners.next_reminder_at) == due:  # it rests
                self.clock.at += timedelta(seconds=1)
        self.clock.at = max(target, self.clock.at)
        await self.bot.sweep.run()

    async def turn_to_reminder(self) -> datetime:
        due = await self.database.read(learners.next_reminder_at)
        assert due is not None, "no reminder is planned"
        self.clock.at = due
        await self.bot.sweep.run()
        return due

    def person(self, name: str, number: int, language: str = "en") -> Somebody:
        return Somebody(self, self.simulator.person(number, first_name=name, language_code=language))

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
        self._box.clock.at += A_MOMENT
        self.person.says(text)
        await self._box.settle()
        return self.sees

    async def taps(self, label: str, *, on: Message | None = None) -> str:
        """Tap a button; returns what the message with the newest answer says then."""
        self._box.clock.at += A_MOMENT
        self.person.taps(label, message_id=None if on is None else on.message_id)
        await self._box.settle()
        return self.sees

    async def taps_data(self, data: str) -> str:
        """Send a forged or an old button."""
        self._box.clock.at += A_MOMENT
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
        return self.last.words

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
async def boxed(url: str, library: Library, *, beside: Box | None = None) -> AsyncIterator[Box]:
    """A started box, beside another on the same database if one is given, stopped at the end of the block."""
    box = Box(url=url, library=library, beside=beside)
    await box.start()
    try:
        yield box
    finally:
        await box.stop()

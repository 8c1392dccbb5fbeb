"""A simulated Telegram over HTTP, the people in it, and a bot that is started again each time it has died."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any, Final

from quizbot.domain.flood import UPDATES
from quizbot.tryout.clock import FileClock
from quizbot.tryout.controls import Controls
from quizbot.tryout.faults import Faults
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Call, Message, Person, Simulator, Tap
from tests.faults.processes import PATIENCE, Bot, Starter
from tests.faults.starter import SET

TOKEN: Final = "4711:a-secret-token"
NAMES: Final = ("Adaora", "Benedikt", "Chiyoko", "Dmitri", "Eilidh", "Farrukh", "Gwendolyn", "Hyacinth")
KILLED: Final = -signal.SIGKILL
GLANCE: Final = 0.02  # seconds between two looks into a database that another process writes


@dataclass(kw_only=True)
class Stage:
    """One bot's Telegram and database; `people` are those who have come, by their ids."""

    starter: Starter
    folder: Path
    simulator: Simulator
    faults: Faults
    clock: FileClock
    address: str
    bot: Bot | None = None
    people: dict[int, Somebody] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _fetches_before: int = 0  # the bot was started

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "quizbot.db"

    @property
    def log(self) -> str:
        """What the bots have printed so far."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def record(self) -> list[Call]:
        """Every call that the simulated Bot API has answered."""
        return self.simulator.record

    @property
    def acts(self) -> int:
        """What people have done so far: so many updates there have been."""
        return sum(somebody.acts for somebody in self.people.values())

    def somebody(self, number: int = 0) -> Somebody:
        """One of the people, who has perhaps not been here before."""
        user_id = 700 + number
        if user_id not in self.people:
            person = self.simulator.person(user_id, first_name=NAMES[number])
            self.people[user_id] = Somebody(stage=self, person=person)
        return self.people[user_id]

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so, looking after each call of the bot's; TimeoutError, with all that may explain it."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.simulator.until(happened)
        except TimeoutError:
            raise TimeoutError(self._told()) from None

    async def taken_in(self) -> None:
        """Wait until Telegram keeps no update any more: after a day it would forget those that nobody has fetched."""
        await self.eventually(lambda: self.simulator.pending == 0)

    async def prints(self, text: str) -> None:
        """Wait until a bot has printed that."""
        await self.eventually(lambda: text in self.log)

    async def settled(self) -> None:
        """Wait until every update was taken in and is finished."""
        await self.eventually(lambda: self.simulator.pending == 0 and self.waiting == 0)

    async def eventually(self, is_so: Callable[[], bool]) -> None:
        """Wait until that is so, looking again and again: a file tells nobody of its changes."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so():  # noqa: ASYNC110 - as said above
                    await asyncio.sleep(GLANCE)
        except TimeoutError:
            raise TimeoutError(self._told()) from None

    def _told(self) -> str:
        waiting = "\n".join(f"{somebody.id}: {somebody.unanswered}" for somebody in self.people.values())
        calls = "\n".join(
            f"{call.answered:.2f} {call.method} {call.chat_id} {call.status} {call.description}{' lost' * call.lost}"
            for call in self.record[-40:]
        )
        log = "\n".join(self.log.splitlines()[-40:])
        return f"{self.simulator.pending} pending, {self.waiting} in the inbox\n{waiting}\n{calls}\n{log}"

    @property
    def waiting(self) -> int:
        """How many updates wait in the inbox."""
        return self.count("SELECT count(*) FROM inbox WHERE finished_at IS NULL")

    def count(self, query: str) -> int:
        """What a query of one number returns; 0 while there are no tables."""
        with closing(sqlite3.connect(self.file)) as connection:
            try:
                return int(connection.execute(query).fetchone()[0])
            except sqlite3.OperationalError:
                return 0

    # The bot

    async def start(self, *, count: bool = False, kill_at: int | None = None, **more: str) -> Bot:
        """Start a bot, without waiting for what it does."""
        settings = {
            "QUIZBOT_TOKEN": TOKEN,
            "QUIZBOT_API_BASE": self.address,
            "QUIZBOT_DATABASE_URL": f"sqlite:///{self.file}",
            "QUIZBOT_QUESTIONS": str(SET),
            "QUIZBOT_CLOCK_FILE": str(self.folder / "clock"),
            "QUIZBOT_LOG_LEVEL": "debug",
            "QUIZBOT_HEALTH_LISTEN": "127.0.0.1:0",
        }
        self._fetches_before = self.fetches
        self.bot = await self.starter.start(self.folder, settings | more, count=count, kill_at=kill_at)
        return self.bot

    async def serves(self, **more: Any) -> Bot:
        """Start a bot; returns it once it fetches updates."""
        bot = await self.start(**more)
        await self.until(lambda: self.fetches > self._fetches_before)
        return bot

    @property
    def fetches(self) -> int:
        """How often a bot has asked for updates, and was answered."""
        return sum(call.method == "getUpdates" for call in self.record)

    @asynccontextmanager
    async def kept_running(
        self, kills: Iterable[int], *, and_codes: Collection[int] = (), count: bool = False
    ) -> AsyncIterator[None]:
        """Have a bot run while the block does, and be stopped at its end: one that is killed at each of these steps in
        turn, then one that is not.

        Whatever else a bot ends with, but for `and_codes`, fails the block.
        """
        body = asyncio.current_task()
        over = asyncio.get_running_loop().create_future()
        keeping = asyncio.create_task(self._keep_running(kills, and_codes, count, over))
        keeping.add_done_callback(lambda _: None if over.done() or body is None else body.cancel())
        try:
            yield
        except asyncio.CancelledError:
            if keeping.done():
                keeping.result()
            raise
        finally:
            over.set_result(None)
        await keeping
        await self._stopped(and_codes)

    async def _keep_running(
        self, kills: Iterable[int], and_codes: Collection[int], count: bool, over: asyncio.Future[None]
    ) -> None:
        """Start one bot after the other until it is over; never stopped in between, so that each bot is known."""
        for kill_at in chain(kills, [None]):
            bot = await self.start(kill_at=kill_at, count=count)
            while (code := await _ended_before(over, bot)) in and_codes:
                bot = await self.start(kill_at=kill_at, count=count)
            if code is None:
                return
            if code != KILLED or kill_at is None:
                raise AssertionError(f"the bot has ended with {code}\n{self.log}")

    async def _stopped(self, and_codes: Collection[int]) -> None:
        """Stop the bot once it serves; if it has died meanwhile, as it should, stop another that serves instead."""
        while True:
            assert self.bot is not None
            bot = self.bot
            await self.eventually(lambda bot=bot: self.fetches > self._fetches_before or not bot.runs)  # type: ignore[misc] # mypy cannot infer a lambda's default
            code = await bot.end(signal.SIGTERM)
            if code not in and_codes and not (code == KILLED and bot.doomed):
                break
            await self.start()
            await self.settled()
        assert code == 0, f"the bot has ended with {code} when it was told to stop\n{self.log}"


async def _ended_before(over: asyncio.Future[None], bot: Bot) -> int | None:
    """How the bot has ended; None if it was over before that."""
    either: set[asyncio.Future[Any]] = {over, bot.ending}
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    return None if over.done() else bot.ending.result()


@dataclass(kw_only=True)
class Somebody:
    """Somebody at the other end; what they `said` and `tapped` is noted, with how many calls had been before."""

    stage: Stage
    person: Person
    acts: int = 0
    said: list[tuple[int, Message]] = field(default_factory=list)
    tapped: list[tuple[int, Tap]] = field(default_factory=list)
    ready_at: float = 0.0  # by the stage's clock

    @property
    def id(self) -> int:
        """The number of the person and the chat."""
        return self.person.user_id

    @property
    def messages(self) -> list[Message]:
        """The bot's messages, newest last."""
        return [message for message in self.person.chat.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        return self.messages[-1]

    def says(self, text: str) -> None:
        """Write a text."""
        self._take_time()
        before = len(self.stage.record)
        self.said.append((before, self.person.says(text)))
        self.acts += 1

    def taps(self, label: str, message_id: int | None = None) -> None:
        """Tap a button of that message, or of the newest that has it."""
        self._take_time()
        before = len(self.stage.record)
        self.tapped.append((before, self.person.taps(label, message_id=message_id)))
        self.acts += 1

    def picks(self, option: str) -> None:
        """Tap the letter of an option."""
        self.taps(next(line[0] for line in self.last.text.splitlines() if line[1:] == f". {option}"))

    def blocks(self) -> None:
        """Block the bot."""
        self.person.blocks()
        self.acts += 1

    def unblocks(self) -> None:
        """Let it write again."""
        self.person.unblocks()
        self.acts += 1

    @property
    def unanswered(self) -> list[str]:
        """What they have done without seeing an answer, but for what was done when nothing could reach them."""
        record = self.stage.record
        return [
            *(f"the tap {tap.data}" for before, tap in self.tapped if not tap.answered and not self._shut(before)),
            *(
                f"the text {message.text!r}"
                for before, message in self.said
                if not any(self._is_shown(call) for call in record[before:]) and not self._shut(before)
            ),
        ]

    def _is_shown(self, call: Call) -> bool:
        return call.chat_id == self.id and call.status == 200 and call.method.startswith(("send", "edit"))

    def _shut(self, before: int) -> bool:
        """Whether the bot was refused because of a block, since then."""
        return any(call.chat_id == self.id and call.status == 403 for call in self.stage.record[before:])

    async def is_answered(self) -> None:
        """Wait until everything that they have done is answered, as far as it can be."""
        await self.stage.until(lambda: self.person.chat.blocked or self.unanswered == [])

    def _take_time(self) -> None:
        """Let as much time pass as a person takes, so that they are not told to be slower."""
        now = self.stage.clock.seconds()
        if self.ready_at > now:
            self.stage.clock.turn(timedelta(seconds=self.ready_at - now))
        self.ready_at = max(self.ready_at, now) + UPDATES.every

    async def sees(self, *texts: str) -> None:
        """Wait until a message has all these texts, and every tap was answered."""
        await self.stage.until(
            lambda: (
                any(all(text in message.text for text in texts) for message in self.messages)
                and all(tap.answered for _, tap in self.tapped)
            )
        )


@asynccontextmanager
async def staged(starter: Starter, folder: Path, faults: Faults | None = None) -> AsyncIterator[Stage]:
    """A stage on which nobody is yet; at its end no bot runs any more."""
    clock = FileClock(folder / "clock")
    simulator = Simulator(token=TOKEN, clock=clock.seconds)
    faults = Faults() if faults is None else faults
    async with serve(build(simulator, Controls(), now=clock.now, faults=faults), port=0) as port:
        stage = Stage(
            starter=starter,
            folder=folder,
            simulator=simulator,
            faults=faults,
            clock=clock,
            address=f"http://127.0.0.1:{port}",
        )
        try:
            yield stage
        finally:
            if stage.bot is not None and stage.bot.runs:
                await stage.bot.end(signal.SIGKILL)

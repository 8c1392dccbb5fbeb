"""People at the other end, who tap and write without waiting for anybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from quizbot.telegram.callbacks import Set, encode
from quizbot.tryout.simulator import Message, Person, Tap

PATIENCE = 90  # seconds until somebody who would wait for ever gives up, and the test fails
STUDENT = "I study or work in medicine"
COMMANDS = {
    "/help": "How it works",
    "/privacy": "What is kept about you",
    "/learn": "What would you like to learn?",
    "/pause": "Take a break?",
    "/progress": "Your progress",
    "/settings": "Your settings",
}
"""Commands that change nothing, with what is answered to each."""

NO_WAY_BACK = ("Delete everything", "No, keep nothing", "I am thinking about this treatment")


@dataclass(kw_only=True)
class Visitor:
    """Somebody who waits for what the bot answers; `said` and `taps` have all that they have done, in order."""

    person: Person
    said: list[str] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.person.user_id

    @property
    def messages(self) -> list[Message]:
        return [message for message in self.person.chat.messages if message.from_bot]

    async def waits(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so, looking whenever something comes; TimeoutError, with all that may explain it."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.person.waits(happened)
        except TimeoutError:
            raise TimeoutError(self._told()) from None

    def _told(self) -> str:
        taps = [(tap.data, tap.answered) for tap in self.taps[-4:]]
        seen = [message.text[:60] for message in self.messages[-3:]]
        return f"{self.id} has said {self.said[-2:]} and tapped {taps}, and sees {seen}"

    async def sees(self, fragment: str) -> Message:
        """The newest message with that text, once it is there."""
        await self.waits(lambda: any(fragment in message.words for message in self.messages))
        return next(message for message in reversed(self.messages) if fragment in message.words)

    def says(self, text: str) -> None:
        self.said.append(text)
        self.person.says(text)

    def taps_now(self, label: str, *, on: Message | None = None) -> Tap:
        """Tap without waiting."""
        tap = self.person.taps(label, message_id=None if on is None else on.message_id)
        self.taps.append(tap)
        return tap

    async def tap(self, label: str, *, on: Message | None = None) -> None:
        """Tap, and wait until the bot has answered that."""
        tap = self.taps_now(label, on=on)
        await self.waits(lambda: tap.answered)

    async def arrives(self) -> Message:
        """From nothing to the first question, which has one right answer."""
        self.says("/start")
        await self.sees("Do you agree?")
        await self.tap("I agree")
        await self.tap(STUDENT)
        await self.tap("Begin")
        await self.sees("Lesson: One plant")
        await self.tap("Go on")
        return await self.sees("What makes black tea black?")

    def fires(self, commands: Sequence[str]) -> None:
        """Send all of them at once."""
        for command in commands:
            self.says(command)

    def sets(self, *questions_a_day: int) -> None:
        """Tap how many questions a day to have, and again and again, without waiting."""
        for count in questions_a_day:
            self.taps.append(self.person.taps_data(encode(Set(name="daily", value=str(count)))))

    @property
    def answers(self) -> list[str]:
        """Which commands the messages in the chat are the answers to, in their order; repeated ones once."""
        found = [command for message in self.messages for command, text in COMMANDS.items() if text in message.words]
        return [command for place, command in enumerate(found) if place == 0 or found[place - 1] != command]

    async def wanders(self, random: Random) -> None:
        """Tap any button of the newest message that has some, or begin anew; wait until that is answered."""
        shown = next((message for message in reversed(self.messages) if message.keyboard), None)
        labels = [] if shown is None else [label for label in shown.labels if label not in NO_WAY_BACK]
        if labels and random.random() < 0.9:
            await self.tap(random.choice(labels), on=shown)
        else:
            before = len(self.messages)
            self.says("/start")
            await self.waits(lambda: len(self.messages) > before)


def mixed(random: Random, count: int) -> list[str]:
    """So many commands, none twice in a row, so that their answers tell their order."""
    commands: list[str] = []
    while len(commands) < count:
        commands.append(random.choice([command for command in COMMANDS if command not in commands[-1:]]))
    return commands


def chance(seed: int | str) -> Random:
    """Chance that can be repeated."""
    return Random(seed)  # noqa: S311 - nothing is to be kept secret

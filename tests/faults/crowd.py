"""People who do sensible things at random, and a network that does the opposite."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from quizbot.tryout.chats import Message
from quizbot.tryout.faults import Drip, Drop, Fail, Fault, Partition, Refuse, Rule, Truncate
from tests.faults.stage import Somebody

TEXTS: Final = ("hot water", "plain water", "no idea", "the answer is blowing in the wind")
COMMANDS: Final = ("/start", "/progress", "/settings", "/learn", "/help", "/pause", "/privacy", "/export", "/nonsense")
# where they are is told once: when somebody was reminded could not be judged otherwise
NOT_TAPPED: Final = ("No, keep nothing", "Delete everything", "Time zone", "Set my time", "Set my time for reminders")
OUT: Final = ("send*", "edit*", "answer*")


async def lives(somebody: Somebody, random: Random, acts: int) -> None:
    """Do so many things, most of them after having seen what became of the one before."""
    for _ in range(acts):
        _act(somebody, random)
        if random.random() < 0.8:
            await somebody.is_answered()


def _act(somebody: Somebody, random: Random) -> None:
    chance = random.random()
    if somebody.person.chat.blocked:
        somebody.unblocks()
    elif chance < 0.03:
        somebody.blocks()
    elif somebody.messages == [] or chance < 0.13:
        somebody.says(random.choice(COMMANDS))
    elif chance < 0.4 and _is_typed(somebody.last):
        somebody.says(random.choice(TEXTS))
    else:
        _tap(somebody, random)


def _is_typed(message: Message) -> bool:
    return "Type your answer" in message.text


def _tap(somebody: Somebody, random: Random) -> None:
    """Tap something, mostly under one of the newest messages, and sometimes twice or on two things at once."""
    shown = [message for message in somebody.messages if _labels(message)]
    if not shown:
        somebody.says("/start")
        return
    message = shown[-1] if random.random() < 0.8 else random.choice(shown)
    label = random.choice(_labels(message))
    somebody.taps(label, message.message_id)
    if random.random() < 0.3:
        somebody.taps(random.choice((label, random.choice(_labels(message)))), message.message_id)


def _labels(message: Message) -> list[str]:
    return [label for label in message.labels if label not in NOT_TAPPED]


def weather(random: Random) -> list[Rule]:
    """What goes wrong on the way, more of the one or the other in each run."""
    return [
        Rule(methods=methods, chance=chance * random.uniform(0.2, 2.0), fault=fault, delay=delay)
        for methods, chance, fault, delay in _kinds(random)
    ]


def _kinds(random: Random) -> Iterator[tuple[tuple[str, ...], float, Fault | None, float]]:
    both = (*OUT, "getUpdates")
    yield OUT, 0.05, None, random.uniform(0.1, 1.0)
    yield OUT, 0.02, Drop(applied=False), random.uniform(0.0, 0.5)
    for fault in (
        Drop(applied=True),
        Drop(applied=False),
        Truncate(),
        Drip(seconds=0.5),
        Fail(status=429, retry_after=1),
        Fail(status=429, retry_after=3),
        Fail(status=500),
        Fail(status=502, applied=True),
        Fail(status=504),
    ):
        yield both, 0.02, fault, 0.0
    for status in (401, 404, 409, 413, 429):
        yield both, 0.005, Fail(status=status), 0.0
    yield both, 0.004, Refuse(seconds=random.uniform(0.5, 2.0)), 0.0
    yield both, 0.004, Partition(seconds=random.uniform(0.5, 2.0), cut=random.random() < 0.5), 0.0

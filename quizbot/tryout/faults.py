"""What goes wrong between the bot and the simulated Bot API: a script of rules, and what they do to each call."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from random import Random
from typing import Final, TypeAlias

from quizbot.tryout.signals import Signal

WEBHOOK: Final = "webhook"  # the "method" under which a post to the bot's webhook runs
DOWNLOAD: Final = "download"  # and the one under which the bytes of a file are fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """The connection is closed without an answer, before the call is applied or, if `applied`, after."""

    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail:
    """The call is answered with an error and, unless it is `applied` all the same, not done.

    From status 500 up the answer is a page of HTML, as of a gateway. The description is Telegram's own unless given;
    `retry_after` is in seconds.
    """

    status: int
    applied: bool = False
    description: str | None = None
    retry_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truncate:
    """The call is applied, and answered with the first half of its JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drip:
    """The call is applied, and its answer trickles in over so many seconds, a few bytes at a time."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """For so many seconds nobody listens: every connection is cut and none is taken. What began it is not applied."""

    seconds: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """For so many seconds nothing gets through in either direction, and what began it is applied when that is over.

    Connections that are open hang or, with `cut`, are cut. New ones are taken and hang, as do posts to a webhook. As in
    a network, what was sent on a connection from before arrives even if its sender loses patience meanwhile; what was
    sent on a new one does not.
    """

    seconds: float = math.inf
    cut: bool = False


Outage: TypeAlias = Refuse | Partition
Fault: TypeAlias = Drop | Fail | Truncate | Drip | Outage


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which calls are struck, and by what: a delay of so many seconds before they are applied, a fault, or both.

    `methods` are names or patterns such as `send*`; `WEBHOOK` and `DOWNLOAD` must be named in full, and a post to the
    webhook can only be delayed, dropped or begin an outage. Of the calls that match, the `first`th is the first to be
    struck, each with this `chance`, and at most `times` of them. ValueError for a rule that could never strike.
    """

    methods: tuple[str, ...] = ("*",)
    chat_id: int | None = None
    first: int = 1
    times: int | None = None
    chance: float = 1.0
    delay: float = 0.0
    fault: Fault | None = None

    def __post_init__(self) -> None:
        if self.delay == 0 and self.fault is None:
            raise ValueError("The rule does not say what happens.")
        if self.first < 1 or (self.times is not None and self.times < 1) or not 0 < self.chance <= 1 or self.delay < 0:
            raise ValueError("The rule could never strike.")
        if WEBHOOK in self.methods and isinstance(self.fault, Fail | Truncate | Drip):
            raise ValueError(
                "A post to the webhook is answered by the bot: it can only be delayed, dropped or begin an outage."
            )

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether it is about calls of this method for this chat."""
        if self.chat_id not in (None, chat_id):
            return False
        if method in (WEBHOOK, DOWNLOAD):
            return method in self.methods
        return any(fnmatchcase(method, pattern) for pattern in self.methods)


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A call that a rule struck: when it came (by the simulator's clock), and which rule."""

    at: float
    method: str
    chat_id: int | None
    rule: Rule


class Faults:
    """A fault script as it runs: for each call the first rule that strikes it, and the outage that is on, if any.

    Chance comes from `seed`, for each rule by its place. `sleep` takes real seconds: a network knows no simulated time.
    `struck` lists what happened, in order; outages begun by hand are not in it.
    """

    def __init__(
        self,
        rules: Iterable[Rule] = (),
        *,
        seed: int = 0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.sleep = sleep
        self.struck: list[Struck] = []
        self._seed = seed
        self._counts: list[_Count] = []
        self._outage: Outage | None = None
        self._ending: asyncio.Task[None] | None = None
        self._changed = Signal()
        self.replace(rules)

    def replace(self, rules: Iterable[Rule]) -> None:
        """Go on with these rules, counting from their first call; an outage that is on stays."""
        self._counts = [
            _Count(rule, Random(f"{self._seed} {place}"))  # noqa: S311 - chance that can be repeated
            for place, rule in enumerate(rules)
        ]

    def strike(self, method: str, chat_id: int | None, *, at: float) -> Rule | None:
        """Count the call with every rule that it matches, and return the first that strikes it, if any."""
        met = [count for count in self._counts if count.meets(method, chat_id)]
        rule = next((count.rule for count in met if count.strikes()), None)
        if rule is not None:
            self.struck.append(Struck(at=at, method=method, chat_id=chat_id, rule=rule))
        return rule

    # Outages

    @property
    def outage(self) -> Outage | None:
        """The outage that is on."""
        return self._outage

    def begin(self, outage: Outage) -> None:
        """Begin an outage now, in place of one that is on; it ends by itself after its seconds."""
        self.end()
        self._outage = outage
        self._ending = asyncio.create_task(self._end_after(outage.seconds))
        self._changed.send()

    def end(self) -> None:
        """End the outage that is on, if any."""
        if self._ending is not None:
            self._ending.cancel()
        self._ending = self._outage = None
        self._changed.send()

    async def passage(self) -> None:
        """Wait until no partition holds anything up."""
        while isinstance(self._outage, Partition):
            await self._changed.wait()

    async def next_outage(self, outage: Outage | None) -> Outage | None:
        """Wait until another outage than this one is on, or none; return it."""
        while self._outage is outage:
            await self._changed.wait()
        return self._outage

    async def _end_after(self, seconds: float) -> None:
        await self.sleep(seconds)
        self._ending = None
        self.end()


class _Count:
    """How often a rule was matched and how often it struck."""

    def __init__(self, rule: Rule, random: Random) -> None:
        self.rule = rule
        self._random = random
        self._matched = 0
        self._left = math.inf if rule.times is None else rule.times

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Count the call, if the rule is about it; whether the rule may strike it."""
        if not self.rule.matches(method, chat_id):
            return False
        self._matched += 1
        return self._matched >= self.rule.first and self._left > 0

    def strikes(self) -> bool:
        """Let chance decide about a call that the rule may strike."""
        if self._random.random() >= self.rule.chance:
            return False
        self._left -= 1
        return True

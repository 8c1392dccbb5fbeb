"""Telegram's flood limits: about 30 messages a second over all chats, 1 a second in one chat, each with a burst.

Telegram does not say how it counts, so there are three models of it; a bot should do well under each.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, assert_never


class Model(StrEnum):
    """How messages are counted."""

    BUCKET = "bucket"  # tokens that come back at an even rate; the bucket starts full
    SLIDING = "sliding"  # those of the last so many seconds, at every moment
    FIXED = "fixed"  # those since a full so many seconds of the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most so many messages in so many seconds."""

    messages: int
    seconds: float


OVERALL: Final = Limit(messages=30, seconds=1.0)
IN_ONE_CHAT: Final = Limit(messages=3, seconds=3.0)


class Pace:
    """One counter for all chats together and one for each chat, by the model that is asked for."""

    def __init__(
        self, model: Model = Model.BUCKET, *, overall: Limit = OVERALL, in_one_chat: Limit = IN_ONE_CHAT
    ) -> None:
        self._counter = _counter(model)
        self._overall = self._counter(overall)
        self._in_one_chat = in_one_chat
        self._chats: dict[int, _Counter] = {}

    def admit(self, chat_id: int, now: float) -> int | None:
        """Count a message and return None, or return the whole seconds to wait; what is refused is not counted."""
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._counter(self._in_one_chat)
        wait = max(self._overall.wait(now), chat.wait(now))
        if wait > 0:
            return math.ceil(wait)
        self._overall.take(now)
        chat.take(now)
        return None


class _Counter(Protocol):
    def wait(self, now: float) -> float:
        """Seconds until a message is admitted, 0 if it is now."""

    def take(self, now: float) -> None:
        """Count a message that is admitted now."""


def _counter(model: Model) -> Callable[[Limit], _Counter]:
    match model:
        case Model.BUCKET:
            return _Bucket
        case Model.SLIDING:
            return _SlidingWindow
        case Model.FIXED:
            return _FixedWindow
        case _:
            assert_never(model)


class _Bucket:
    def __init__(self, limit: Limit) -> None:
        self._size = limit.messages
        self._rate = limit.messages / limit.seconds
        self._tokens = float(limit.messages)
        self._at = -math.inf

    def wait(self, now: float) -> float:
        self._tokens = min(self._size, self._tokens + max(0.0, now - self._at) * self._rate)
        self._at = now
        return max(0.0, (1 - self._tokens) / self._rate)

    def take(self, now: float) -> None:  # noqa: ARG002 - `wait` has just brought the tokens up to now
        self._tokens -= 1


class _SlidingWindow:
    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._taken: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self._taken and self._taken[0] + self._limit.seconds <= now:
            self._taken.popleft()
        return self._taken[0] + self._limit.seconds - now if len(self._taken) == self._limit.messages else 0.0

    def take(self, now: float) -> None:
        self._taken.append(now)


class _FixedWindow:
    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._window = -math.inf
        self._taken = 0

    def wait(self, now: float) -> float:
        window = now // self._limit.seconds
        if window != self._window:
            self._window, self._taken = window, 0
        return (window + 1) * self._limit.seconds - now if self._taken == self._limit.messages else 0.0

    def take(self, now: float) -> None:  # noqa: ARG002 - `wait` has just begun the window of now
        self._taken += 1

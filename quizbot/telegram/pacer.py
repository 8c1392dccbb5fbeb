"""When a message may go out: below Telegram's limits on them, evenly, and answers before reminders.

Telegram lets about 30 messages a second through over all chats and one a second in one chat. Edits and answers to taps
are not counted, and do not come here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

Sleep = Callable[[float], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One message every so many seconds; after a rest, so many of them at once.

    What has gone is kept as one number: the instant, in seconds, at which all of it is paid for at that rate.
    """

    every: float
    burst: int

    def wait(self, paid_at: float, now: float) -> float:
        """Seconds until another may go."""
        return max(0.0, paid_at - now - (self.burst - 1) * self.every)

    def after(self, paid_at: float, now: float) -> float:
        """When all is paid for once another goes, now or as soon as it may."""
        return max(paid_at, now) + self.every


# 27 + 3 a second at most: below 30 however Telegram counts its seconds, and some room for what the network bunches
ANSWERS = Pace(every=1 / 27, burst=3)
REMINDERS = Pace(every=ANSWERS.every, burst=2)  # one less, so that an answer finds a place among any number of them
CHAT_MESSAGES, CHAT_SECONDS = 3, 3.1  # so many messages in so many seconds in one chat: as many as one a second

AT_ONCE = 0.001  # seconds that are no wait: a timer is not more exact


class Pacer:
    """Gives everybody who wants to send a message their turn."""

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._now = now
        self._sleep = sleep
        self._paid_at = now()
        self._chats: dict[int, tuple[float, ...]] = {}  # when the last few messages went; the latest chat last

    async def turn(self, chat_id: int) -> None:
        """Wait until an answer may go to that chat: behind other answers, and before all reminders."""
        now = self._now()
        wait = self._chat_wait(chat_id, now)
        self._note(chat_id, now + wait)
        await self._pause(wait)
        now = self._now()
        wait = ANSWERS.wait(self._paid_at, now)
        self._paid_at = ANSWERS.after(self._paid_at, now)
        await self._pause(wait)

    async def turn_behind_answers(self, chat_id: int) -> None:
        """Wait until a reminder may go to that chat: not while an answer waits."""
        while True:
            now = self._now()
            wait = max(REMINDERS.wait(self._paid_at, now), self._chat_wait(chat_id, now))
            if wait < AT_ONCE:
                break
            await self._sleep(wait)
        self._paid_at = REMINDERS.after(self._paid_at, now)
        self._note(chat_id, now)

    async def _pause(self, seconds: float) -> None:
        if seconds >= AT_ONCE:
            await self._sleep(seconds)

    def _chat_wait(self, chat_id: int, now: float) -> float:
        gone = self._chats.get(chat_id, ())
        return 0.0 if len(gone) < CHAT_MESSAGES else max(0.0, gone[0] + CHAT_SECONDS - now)

    def _note(self, chat_id: int, at: float) -> None:
        """Note a message to that chat, and forget the chats that have been quiet for long enough."""
        self._chats[chat_id] = (*self._chats.pop(chat_id, ()), at)[-CHAT_MESSAGES:]
        for quiet, gone in tuple(islice(self._chats.items(), 2)):
            if gone[-1] + CHAT_SECONDS <= self._now():
                del self._chats[quiet]

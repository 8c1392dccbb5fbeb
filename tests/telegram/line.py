"""A way to the simulator that breaks when it is told to."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from telegram.error import TelegramError

from quizbot.tryout.loopback import LoopbackRequest
from quizbot.tryout.simulator import Simulator


class Line(LoopbackRequest):
    """Breaks before or after a request has arrived, or answers something else instead, once for each that waits."""

    def __init__(self, simulator: Simulator) -> None:
        super().__init__(simulator)
        self.before: deque[TelegramError] = deque()
        self.after: deque[TelegramError] = deque()
        self.instead: deque[tuple[int, bytes]] = deque()
        self.asked: asyncio.Queue[str] = asyncio.Queue()  # the address of each request

    async def do_request(self, *arguments: Any, **named: Any) -> tuple[int, bytes]:
        self.asked.put_nowait(named.get("url", ""))
        if self.before:
            raise self.before.popleft()
        if self.instead:
            return self.instead.popleft()
        answer = await super().do_request(*arguments, **named)
        if self.after:
            raise self.after.popleft()
        return answer

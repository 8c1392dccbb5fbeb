"""Time that nobody has to live through."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final

TURNS: Final = 8  # of the event loop, in which whoever was woken comes to their next wait


@dataclass(kw_only=True)
class Time:
    """Seconds that pass when everybody waits for them."""

    at: float = 1000.0
    _waiting: list[tuple[float, int, asyncio.Event]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        passed = asyncio.Event()
        heappush(self._waiting, (self.at + seconds, next(self._numbers), passed))
        await passed.wait()

    async def run(self, *works: Coroutine[Any, Any, None]) -> None:
        """Run these until all are done, as long as it takes."""
        tasks = {asyncio.ensure_future(work) for work in works}
        while tasks:
            for _ in range(TURNS):
                await asyncio.sleep(0)
            tasks = {task for task in tasks if not task.done() or task.result()}
            if self._waiting:
                self.at, _, passed = heappop(self._waiting)
                passed.set()

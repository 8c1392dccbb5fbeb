"""Many cases of one kind, several at once, and all that went wrong in them."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

AT_ONCE: Final = 6  # bots at a time: each waits most of its life, for the other side or for the disk
SHOWN: Final = 10  # cases that went wrong are told in full

Case = TypeVar("Case")


@dataclass(kw_only=True)
class Campaign:
    """What is tried, the seed that it can be repeated with, and whether to say how far it is."""

    name: str
    seed: int
    aloud: bool
    wrong: list[str] = field(default_factory=list)

    async def run(self, cases: Sequence[Case], attempt: Callable[[Case], Awaitable[Sequence[str]]]) -> None:
        """Attempt each case; raises AssertionError with what was found wrong in any."""
        places = asyncio.Semaphore(AT_ONCE)
        done = 0
        began = time.monotonic()

        async def one(case: Case) -> None:
            nonlocal done
            async with places:
                found = [f"{case}: {line}" for line in await _attempted(attempt, case)]
            self.wrong += found
            done += 1
            for line in found:
                self._say(line, end="\n")
            self._say(f"{done} of {len(cases)}, {len(self.wrong)} wrong, {time.monotonic() - began:.0f} s")

        await asyncio.gather(*map(one, cases))
        self._say(f"{done} of {len(cases)}, {len(self.wrong)} wrong, {time.monotonic() - began:.0f} s", end="\n")
        told = "\n".join(self.wrong[:SHOWN])
        assert self.wrong == [], f"{self.name}, seed {self.seed}: {len(self.wrong)} wrong\n{told}"

    def say(self, what: str) -> None:
        """Tell what was found."""
        self._say(what, end="\n")

    def _say(self, what: str, *, end: str = "") -> None:
        if self.aloud:
            sys.stderr.write(f"\r{self.name} (seed {self.seed}): {what}   {end}")
            sys.stderr.flush()


async def _attempted(attempt: Callable[[Any], Awaitable[Sequence[str]]], case: Any) -> Sequence[str]:
    try:
        return await attempt(case)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this case's, and the others go on
        return [f"{type(error).__name__} {error}"]

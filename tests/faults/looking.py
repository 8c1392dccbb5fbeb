"""Waiting for what tells nobody that it has happened: it is looked at again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp

PATIENCE: Final = 90  # seconds until a test that would wait for ever fails; nothing is asserted of them
LOOK: Final = 0.05  # seconds between two looks


async def eventually(is_so: Callable[[], Awaitable[bool]], patience: float = PATIENCE) -> None:
    """Wait until that is so."""
    async with asyncio.timeout(patience):
        while True:
            if await is_so():
                return
            await asyncio.sleep(LOOK)


async def health_says(port: int, status: int) -> None:
    """Wait until /healthz at that port answers with the status."""

    async def says_so() -> bool:
        try:
            timeout = aiohttp.ClientTimeout(total=5)
            async with aiohttp.request("GET", f"http://127.0.0.1:{port}/healthz", timeout=timeout) as answer:
                return answer.status == status
        except (aiohttp.ClientError, TimeoutError):
            return False

    await eventually(says_so)

"""A simulator behind its server, on a port of its own."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from quizbot.tryout.controls import Controls
from quizbot.tryout.faults import Faults
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Person, Simulator

TOKEN = "123456:made-up"


@dataclass(slots=True)
class HandClock:
    """A clock that moves only when it is turned."""

    time: datetime = field(default=datetime(2026, 3, 1, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.time

    def seconds(self) -> float:
        return self.time.timestamp()

    async def turn(self, by: timedelta) -> None:
        self.time += by


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server that runs: its address, the simulator behind it, and a client that is no browser."""

    address: str
    simulator: Simulator
    clock: HandClock
    client: aiohttp.ClientSession

    def ada(self) -> Person:
        return self.simulator.person(1001, first_name="Ada")

    async def call(self, method: str, **parameters: object) -> aiohttp.ClientResponse:
        """Call the Bot API with a JSON body."""
        return await self.client.post(f"{self.address}/bot{TOKEN}/{method}", json=parameters)

    async def session(self) -> dict[str, str]:
        """The header that the page's script sends with its calls."""
        async with self.client.get(f"{self.address}/") as page:
            found = re.search(r'<meta name="session" content="([^"]+)">', await page.text())
        assert found is not None
        return {"X-Quizbot-Session": found[1]}


@asynccontextmanager
async def served(
    controls: Controls | None = None, simulator: Simulator | None = None, faults: Faults | None = None
) -> AsyncIterator[Served]:
    clock = HandClock()
    simulator = Simulator(token=TOKEN, clock=clock.seconds) if simulator is None else simulator
    application = build(simulator, Controls() if controls is None else controls, now=clock.now, faults=faults)
    async with serve(application, port=0) as port, aiohttp.ClientSession() as client:
        yield Served(address=f"http://127.0.0.1:{port}", simulator=simulator, clock=clock, client=client)


@pytest.fixture
async def server() -> AsyncIterator[Served]:
    """A server without a bot behind it."""
    async with served() as running:
        yield running

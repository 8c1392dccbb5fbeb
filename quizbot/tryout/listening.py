"""Where the server listens; and during an outage, how it is as if nobody did."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from aiohttp import web

from quizbot.tryout.faults import Faults, Outage, Refuse

HOST: Final = "127.0.0.1"


@asynccontextmanager
async def listening(runner: web.AppRunner, faults: Faults, *, port: int) -> AsyncIterator[int]:
    """Listen on this computer while the block runs, but for outages; the value is the port. OSError if it is taken."""
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    bound: int = runner.addresses[0][1]
    task = asyncio.create_task(_Listener(runner, faults, site, bound).follow())
    try:
        yield bound
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class _Listener:
    """Closes and opens the door, as the outages have it."""

    def __init__(self, runner: web.AppRunner, faults: Faults, site: web.BaseSite, port: int) -> None:
        self._runner = runner
        self._faults = faults
        self._site = site
        self._port = port
        self._held: socket.socket | None = None  # holds the port while nobody listens, so that nobody else takes it

    async def follow(self) -> None:
        """Do what each outage asks for, for ever."""
        outage: Outage | None = None
        try:
            while True:
                outage = await self._faults.next_outage(outage)
                await self._follow(outage)
        finally:
            if self._held is not None:
                self._held.close()

    async def _follow(self, outage: Outage | None) -> None:
        if isinstance(outage, Refuse) or (outage is not None and outage.cut):
            self._cut_connections()
        if isinstance(outage, Refuse):
            if self._held is None:
                await self._site.stop()
                self._held = _bound(self._port)
        elif self._held is not None:
            self._site = web.SockSite(self._runner, self._held)
            self._held = None
            await self._site.start()

    def _cut_connections(self) -> None:
        server = self._runner.server
        for connection in [] if server is None else server.connections:
            if connection.transport is not None:
                connection.transport.abort()


def _bound(port: int) -> socket.socket:
    """A socket that does not listen: whoever connects is refused."""
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind((HOST, port))
    return held

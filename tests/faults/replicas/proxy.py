"""What stands in front of the replicas' webhooks: each post goes to the next of them that takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
from aiohttp import web

PATH = "/updates"
PATIENCE = aiohttp.ClientTimeout(total=3)  # then the sender is told to come again
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(kw_only=True)
class Proxy:
    """Posts each update to one of these ports; `answers` has what each update was answered, and by which port (0: none
    answered).
    """

    ports: list[int] = field(default_factory=list)
    answers: defaultdict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    url: str = ""
    _next: int = 0

    @property
    def confirmed(self) -> set[int]:
        """Updates that Telegram may forget."""
        return {
            update for update, answers in self.answers.items() if any(status == HTTPStatus.OK for _, status in answers)
        }

    def ports_of(self, update: int) -> list[int]:
        """Which ports have confirmed the update."""
        return [port for port, status in self.answers[update] if status == HTTPStatus.OK]

    async def pass_on(self, request: web.Request, session: aiohttp.ClientSession) -> web.Response:
        body = await request.json()
        headers = {HEADER: request.headers[HEADER]}
        self._next += 1
        for turn in range(len(self.ports)):
            port = self.ports[(self._next + turn) % len(self.ports)]
            try:
                async with session.post(f"http://127.0.0.1:{port}{request.path}", json=body, headers=headers) as answer:
                    status, by = answer.status, port
            except aiohttp.ClientConnectorError:
                continue  # nobody is there
            except (aiohttp.ClientError, TimeoutError):
                status, by = HTTPStatus.BAD_GATEWAY, 0
            break
        else:
            status, by = HTTPStatus.BAD_GATEWAY, 0
        self.answers[body["update_id"]].append((by, status))
        return web.Response(status=status)


@asynccontextmanager
async def proxy() -> AsyncIterator[Proxy]:
    """A proxy that runs while the block does."""
    standing = Proxy()
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:

        async def post(request: web.Request) -> web.Response:
            return await standing.pass_on(request, session)

        application = web.Application()
        application.router.add_post(PATH, post)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        standing.url = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
        try:
            yield standing
        finally:
            await runner.cleanup()

"""Pushing updates to the bot's webhook: posted in order within a chat, tried again until it answers 2xx."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import cast
from urllib.parse import urlsplit

import aiohttp

from quizbot.tryout.simulator import Simulator, Webhook

PATIENCE = aiohttp.ClientTimeout(total=30)
FIRST_DELAY, LONGEST_DELAY = (
    0.1,
    5.0,
)  # seconds until a failed update is handed out again: doubled from one to the other


@asynccontextmanager
async def pushing(simulator: Simulator) -> AsyncIterator[None]:
    """Push the simulator's updates while the block runs; what is not settled at its end stays pending."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        task = asyncio.create_task(_Pusher(simulator, session).run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


class _Pusher:
    def __init__(self, simulator: Simulator, session: aiohttp.ClientSession) -> None:
        self._simulator = simulator
        self._session = session
        self._failures: dict[int, int] = {}  # update id -> failed tries

    async def run(self) -> None:
        """Hand out updates for ever; the simulator holds back what must not go out yet."""
        async with asyncio.TaskGroup() as posts:
            while True:
                version = self._simulator.version
                update = await self._simulator.next_webhook_update()
                webhook = self._simulator.webhook
                if update is None or webhook is None:
                    await self._simulator.wait_for_change(version)
                else:
                    posts.create_task(self._post(update, webhook))

    async def _post(self, update: dict[str, object], webhook: Webhook) -> None:
        update_id = cast("int", update["update_id"])
        problem = await self._try(update, webhook)
        if problem is None:
            self._failures.pop(update_id, None)
        else:
            failures = self._failures[update_id] = self._failures.get(update_id, 0) + 1
            await asyncio.sleep(min(FIRST_DELAY * 2 ** (failures - 1), LONGEST_DELAY))
        self._simulator.settle_webhook_update(update_id, error=problem)

    async def _try(self, update: dict[str, object], webhook: Webhook) -> str | None:
        """Post the update once; what went wrong, or None."""
        if not _is_here(webhook.url):
            return "Only addresses on this computer are posted to"
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token} if webhook.secret_token else {}
        try:
            async with self._session.post(webhook.url, json=update, headers=headers, allow_redirects=False) as response:
                if response.status // 100 == 2:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError as error:
            return f"Connection failed: {error}"


def _is_here(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}

"""Pushing updates to the bot's webhook: texts of a chat in order, taps too, tried again until it answers 2xx."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import aiohttp

from quizbot.tryout.faults import WEBHOOK, Drop, Faults, Partition, Refuse
from quizbot.tryout.simulator import Simulator, Webhook
from quizbot.tryout.wire import Wire

PATIENCE = aiohttp.ClientTimeout(total=30)
FIRST_DELAY, LONGEST_DELAY = (
    0.1,
    5.0,
)  # seconds until a failed update is handed out again: doubled from one to the other


@asynccontextmanager
async def pushing(simulator: Simulator, faults: Faults) -> AsyncIterator[None]:
    """Push the simulator's updates while the block runs; what is not settled at its end stays pending."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        task = asyncio.create_task(_Pusher(simulator, faults, session).run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


class _Pusher:
    def __init__(self, simulator: Simulator, faults: Faults, session: aiohttp.ClientSession) -> None:
        self._simulator = simulator
        self._faults = faults
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

    async def _post(self, update: Wire, webhook: Webhook) -> None:
        update_id: int = update["update_id"]
        problem = await self._try_despite_faults(update, webhook)
        if problem is None:
            self._failures.pop(update_id, None)
        else:
            failures = self._failures[update_id] = self._failures.get(update_id, 0) + 1
            await asyncio.sleep(min(FIRST_DELAY * 2 ** (failures - 1), LONGEST_DELAY))
        self._simulator.settle_webhook_update(update_id, error=problem)

    async def _try_despite_faults(self, update: Wire, webhook: Webhook) -> str | None:
        rule = self._faults.strike(WEBHOOK, _chat_of(update), at=self._simulator.now())
        await self._faults.passage()
        if rule is not None:
            await self._faults.sleep(rule.delay)
            match rule.fault:
                case Refuse() | Partition() as outage:
                    self._faults.begin(outage)
                    await self._faults.passage()
                case Drop(applied=False):
                    return "Connection failed: the fault script has cut it"
                case _:
                    pass
        problem = await self._try(update, webhook)
        await self._faults.passage()
        return "Webhook connection closed" if rule is not None and isinstance(rule.fault, Drop) else problem

    async def _try(self, update: Wire, webhook: Webhook) -> str | None:
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


def _chat_of(update: Wire) -> int:
    """Here all chats are private: the chat is who wrote, tapped or blocked."""
    chat_id: int = next(body["from"]["id"] for body in update.values() if isinstance(body, dict))
    return chat_id


def _is_here(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}

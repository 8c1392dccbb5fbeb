"""Updates in: the one place where they are fetched, handed to the Application learner by learner, and confirmed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from quizbot.telegram.transport import seconds_of

log = logging.getLogger(__name__)

ALLOWED = ("message", "callback_query", "my_chat_member")
LONG_POLL = 30  # seconds
BATCH = 100
PAUSE = 5.0  # seconds after a failed fetch
LONG_PAUSE = 60.0  # seconds after one that was refused for the token's sake

Raw = dict[str, Any]
Sleep = Callable[[float], Awaitable[Any]]


class Intake:
    """Long polling for one Application.

    A batch is confirmed by asking for the next one, which happens only after all of it has been handled: what a crash
    interrupts comes again. `fetched_at` is when the server last answered, on the monotonic clock.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        request: BaseRequest,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._application = application
        self._request = request
        self._sleep = sleep
        self._offset = 0
        self.fetched_at: float | None = None
        self._handling: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Fetch and handle until cancelled; whatever goes wrong is tried again."""
        wait = 0  # the first time, so that it is soon known whether the server answers
        while True:
            try:
                await self.fetch(wait=wait)
            except RetryAfter as error:
                await self._sleep(seconds_of(error))
            except InvalidToken:
                log.error("the Bot API does not know the token (any more); trying again in a minute")  # noqa: TRY400 - no trace, it may hold the token
                await self._sleep(LONG_PAUSE)
            except TelegramError as error:
                log.warning("updates cannot be fetched (%s: %s); trying again", type(error).__name__, error.message)
                await self._sleep(PAUSE)
            except Exception as error:  # noqa: BLE001 - an answer that is none; nobody would be served any more
                log.error("updates cannot be taken (%s); trying again", type(error).__name__)  # noqa: TRY400 - no trace, it may hold text
                await self._sleep(PAUSE)
            else:
                wait = LONG_POLL

    async def fetch(self, *, wait: int = 0) -> int:
        """Fetch one batch, waiting up to that many seconds for it, and handle it; returns how many updates it had.

        Raises:
            telegram.error.TelegramError: the server cannot be reached or refuses.
        """
        batch = await self._next(limit=BATCH, wait=wait)
        self.fetched_at = time.monotonic()
        self._handling = asyncio.create_task(self._handle(batch))
        await asyncio.shield(self._handling)  # what has begun is finished, even if nobody fetches any more
        return len(batch)

    async def drain(self, patience: float) -> None:
        """Let what is under way finish and confirm it, in so many seconds at most."""
        if self._handling is None or self._handling.done():
            return
        with contextlib.suppress(Exception):  # what is not confirmed comes again
            async with asyncio.timeout(patience):
                await asyncio.shield(self._handling)
                await self._next(limit=1, wait=0)

    async def _next(self, *, limit: int, wait: int) -> Sequence[Raw]:
        """What comes after the updates that are done, which this confirms."""
        parameters = {"offset": self._offset, "limit": limit, "timeout": wait, "allowed_updates": json.dumps(ALLOWED)}
        url = f"{self._application.bot.base_url}/getUpdates?{urlencode(parameters)}"
        batch: Sequence[Raw] = await self._request.post(url, read_timeout=wait + (self._request.read_timeout or 0))  # type: ignore[assignment] # the library says dict, getUpdates answers a list
        return batch

    async def _handle(self, batch: Sequence[Raw]) -> None:
        await self.take(batch)
        self._offset = max((int(raw["update_id"]) + 1 for raw in batch), default=self._offset)

    async def take(self, batch: Sequence[Raw]) -> None:
        """Handle updates: one learner's in their order, different learners at once."""
        by_chat: dict[int, list[Raw]] = defaultdict(list)
        for raw in batch:
            by_chat[_whose(raw)].append(raw)
        await asyncio.gather(*(self._in_order(raws) for raws in by_chat.values()))

    async def _in_order(self, raws: Sequence[Raw]) -> None:
        for raw in raws:
            try:
                update = Update.de_json(raw, self._application.bot)
            except Exception as error:  # noqa: BLE001 - whatever the library cannot read must not stop the others
                log.error("update %s cannot be read (%s)", raw.get("update_id"), type(error).__name__)  # noqa: TRY400 - no trace, it may hold text
                continue
            await self._process(update)

    async def _process(self, update: Update | None) -> None:
        try:
            await self._application.process_update(update)
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # a handler has been cancelled, not we: those who wait behind this update are none the worse
            await self._application.process_error(update, RuntimeError(type(error).__name__))


def _whose(raw: Raw) -> int:
    """The id of the person that an update comes from; 0 if it says none."""
    for kind in ALLOWED:
        match raw.get(kind):
            case {"from": {"id": int(number)}}:
                return number
            case _:
                pass
    return 0

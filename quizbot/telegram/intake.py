"""Updates in, by long polling: fetched, kept, and only then confirmed by asking for the next ones."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from quizbot.storage.errors import DatabaseUnusable
from quizbot.telegram.transport import seconds_of
from quizbot.telegram.updates import ALLOWED, Raw, number_of
from quizbot.tracing import trace

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds
BATCH = 100
FIRST_PAUSE, PAUSE = 0.5, 5.0  # seconds after a failed fetch: doubled from one to the other while it goes on
LONG_PAUSE = 60.0  # seconds after a webhook was refused, which is no passing trouble
MOST_POSTS = 100  # at once, to a webhook
STANDBY = 1.0  # seconds until a replica looks again whether it is its turn: whether to begin to fetch, or to stop
HANDOVER = 2.0  # seconds until it begins, so that whoever fetched before has looked, too, and has stopped
_WEBHOOK: Final = "webhook is active"

Sleep = Callable[[float], Awaitable[Any]]


async def always() -> bool:
    """It is always the turn of a process that is alone."""
    return True


class Intake:
    """Long polling for one bot.

    `take_in` keeps a batch for good; `my_turn` says whether this process is the one that fetches, among several.
    `fetched_at` is when the server last answered, on the monotonic clock; while others fetch, when that was last seen.
    """

    def __init__(
        self,
        bot: Bot,
        request: BaseRequest,
        take_in: Callable[[Sequence[Raw]], Awaitable[None]],
        my_turn: Callable[[], Awaitable[bool]] = always,
        sleep: Sleep = asyncio.sleep,
        standby: float = STANDBY,
    ) -> None:
        self._bot = bot
        self._request = request
        self._take_in = take_in
        self._my_turn = my_turn
        self._sleep = sleep
        self._standby = standby
        self._offset = 0
        self._webhook_is_set = False
        self.fetched_at: float | None = None

    async def run(self) -> None:
        """Fetch until cancelled; whatever goes wrong is tried again."""
        wait = 0  # at first and after a token that is not known, so that it is soon known whether the server answers
        pause = FIRST_PAUSE
        others = False
        while True:
            try:
                if not await self._my_turn():
                    others = True
                    self.fetched_at = time.monotonic()
                    await self._sleep(self._standby)
                elif others:
                    others = False
                    await self._sleep(HANDOVER)
                else:
                    await self._remove_webhook()
                    await self._fetch_in_turn(wait)
                    wait, pause = LONG_POLL, FIRST_PAUSE
            except RetryAfter as error:
                await self._sleep(seconds_of(error))
            except InvalidToken:
                self.fetched_at, wait = None, 0  # which /healthz says at once
                log.error("the Bot API does not know the token (any more); trying again")  # noqa: TRY400 - no trace, it may hold the token
                await self._sleep(PAUSE)
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody would be served any more
                self._say(error)
                await self._sleep(pause)
                pause = min(pause * 2, PAUSE)

    def _say(self, error: Exception) -> None:
        match error:
            case Conflict():
                self._webhook_is_set = _WEBHOOK in error.message.casefold()
                if not self._webhook_is_set:
                    log.error("another program fetches this bot's updates, too; stop one of the two")
            case TelegramError():
                log.warning("updates cannot be fetched (%s: %s); trying again", type(error).__name__, error.message)
            case DatabaseUnusable():
                log.error("updates cannot be kept, so they stay with Telegram: %s", error)
            case _:  # an answer that is none, or a mistake of ours
                log.error("updates cannot be taken: %s", trace(error))

    async def _fetch_in_turn(self, wait: int) -> None:
        """Fetch once, and stop as soon as it is another's turn: the server cuts off one of two that fetch."""
        fetching = asyncio.ensure_future(self.fetch(wait=wait))
        try:
            while not (await asyncio.wait([fetching], timeout=self._standby))[0]:
                if not await self._my_turn():
                    return
            await fetching
        finally:
            fetching.cancel()
            await asyncio.wait([fetching])

    async def fetch(self, *, wait: int = 0) -> int:
        """Fetch one batch, waiting up to that many seconds for it, and keep it; returns how many updates it had.

        Raises:
            telegram.error.TelegramError: the server cannot be reached or refuses.
            DatabaseUnusable: the batch is not kept, and comes again.
        """
        parameters = {"offset": self._offset, "limit": BATCH, "timeout": wait, "allowed_updates": json.dumps(ALLOWED)}
        url = f"{self._bot.base_url}/getUpdates?{urlencode(parameters)}"
        batch: Sequence[Raw] = await self._request.post(url, read_timeout=wait + (self._request.read_timeout or 0))  # type: ignore[assignment] # the library says dict, getUpdates answers a list
        self.fetched_at = time.monotonic()
        await self._take_in(batch)
        numbers = [number for number in map(number_of, batch) if number is not None]
        self._offset = max(numbers, default=self._offset - 1) + 1
        return len(batch)

    async def _remove_webhook(self) -> None:
        """While a webhook is set, updates go there, and the server lets nobody fetch."""
        if self._webhook_is_set:
            log.warning("a webhook was set for this bot; it is removed, since this process fetches updates")
            await self._bot.delete_webhook(drop_pending_updates=False)
            self._webhook_is_set = False


async def have_posted(bot: Bot, url: str, secret: str, sleep: Sleep = asyncio.sleep) -> None:
    """Have the Bot API post updates to that address with that secret; tried again until it agrees."""
    while True:
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED, max_connections=MOST_POSTS)
        except RetryAfter as error:
            await sleep(seconds_of(error))
        except BadRequest as error:
            log.error("the Bot API takes no webhook (%s); trying again in a minute", type(error).__name__)  # noqa: TRY400 - no trace, it may hold the token
            await sleep(LONG_PAUSE)
        except TelegramError as error:
            log.warning("the webhook cannot be set (%s); trying again", type(error).__name__)
            await sleep(PAUSE)
        else:
            return

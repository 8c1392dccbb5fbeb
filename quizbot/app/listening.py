"""Where the bot listens: for monitors, and for updates that are posted to it or that it fetches itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp.web

from quizbot import web
from quizbot.config import Settings
from quizbot.metrics import Metrics
from quizbot.storage.database import Database
from quizbot.storage.turns import Turn
from quizbot.telegram.bot import Telegram
from quizbot.telegram.intake import Intake, always, have_posted
from quizbot.telegram.transport import AiohttpRequest
from quizbot.telegram.updates import Raw

TakeIn = Callable[[Sequence[Raw]], Awaitable[None]]


class NotStarted(Exception):
    """It cannot start; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingIn:
    """How updates come in: `run` for as long as they shall; `ages` is how long ago, in seconds, they could be fetched
    and kept, None before the first time.

    Where updates are posted, that none comes says nothing, so that there is no age of a fetch.
    """

    run: Callable[[], Awaitable[None]]
    ages: Callable[[], Mapping[str, float | None]]


@contextlib.asynccontextmanager
async def updates(
    settings: Settings, application: Telegram, request: AiohttpRequest, database: Database, take_in: TakeIn
) -> AsyncIterator[TakingIn]:
    """The way that the settings name: posted to a webhook, or fetched."""
    keeping = Keeping(take_in)
    if settings.webhook_url is not None:
        yield TakingIn(
            run=lambda: _be_posted_to(settings, application, keeping.take_in), ages=lambda: {"keep": keeping.age()}
        )
        return
    async with _poller(settings, database) as my_turn:
        intake = Intake(application.bot, request, keeping.take_in, my_turn)
        yield TakingIn(run=intake.run, ages=lambda: {"fetch": _age(intake.fetched_at), "keep": keeping.age()})


async def _be_posted_to(settings: Settings, application: Telegram, take_in: TakeIn) -> None:
    """Listen for updates and have the Bot API post them, until cancelled."""
    url, secret = settings.webhook_url or "", settings.webhook_secret_token()
    webhook = web.webhook(urlsplit(url).path, secret, lambda raw: take_in([raw]))
    async with _listening("QUIZBOT_LISTEN", settings.listen, settings.listen_address(), webhook):
        await have_posted(application.bot, url, secret)
        await asyncio.get_running_loop().create_future()


@contextlib.asynccontextmanager
async def _poller(settings: Settings, database: Database) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
    """Whether it is this process's turn to fetch updates: always if it is alone, else as one of several."""
    if database.alone:
        yield always
        return
    turn = Turn(settings.database_url, "poll")
    try:
        yield turn.mine
    finally:
        await turn.close()


@contextlib.asynccontextmanager
async def monitored(
    settings: Settings, look: Callable[[], Awaitable[web.Vitals]], metrics: Metrics
) -> AsyncIterator[None]:
    """/healthz and /metrics while the block runs, unless they are switched off by port 0."""
    address = settings.health_address()
    if address[1] == 0:
        yield
        return
    async with _listening(
        "QUIZBOT_HEALTH_LISTEN", settings.health_listen, address, web.monitoring(look, metrics), "port 0 for none"
    ):
        yield


@contextlib.asynccontextmanager
async def _listening(
    setting: str, value: str, address: tuple[str, int], application: aiohttp.web.Application, otherwise: str = ""
) -> AsyncIterator[None]:
    host, port = address
    async with contextlib.AsyncExitStack() as serving:
        try:
            await serving.enter_async_context(web.serve(application, host=host, port=port))
        except OSError as error:
            remedy = "Choose another address" + (f", or {otherwise}." if otherwise else ".")
            raise NotStarted(f"{setting} = {value!r}: nobody can listen there ({reason(error)}). {remedy}") from None
        yield


class Keeping:
    """Keeps updates for good, and knows for how long that has failed: a full disk must not go unnoticed."""

    def __init__(self, take_in: TakeIn, clock: Callable[[], float] = time.monotonic) -> None:
        self._take_in = take_in
        self._clock = clock
        self._failing_since: float | None = None

    async def take_in(self, raws: Sequence[Raw]) -> None:
        """Keep updates; raises what keeps them from being kept."""
        began = self._clock()
        try:
            await self._take_in(raws)
        except Exception:
            self._failing_since = began if self._failing_since is None else self._failing_since
            raise
        if raws:  # of nothing nobody learns whether it could be kept
            self._failing_since = None

    def age(self) -> float:
        """Seconds for which no update could be kept; 0 if they can, as far as is known."""
        return 0.0 if self._failing_since is None else self._clock() - self._failing_since


def _age(moment: float | None) -> float | None:
    """Seconds since a moment of the monotonic clock, or None if there was none."""
    return None if moment is None else time.monotonic() - moment


def reason(error: OSError) -> str:
    """What the system says is wrong, in its own short words."""
    return os.strerror(error.errno).lower() if error.errno else str(error)

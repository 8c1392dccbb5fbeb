"""The bot itself, put together and run until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizbot import web
from quizbot.config import Settings
from quizbot.content.loader import Loaded, load
from quizbot.content.rules.errors import ERROR_RULES
from quizbot.domain.questions import Library
from quizbot.i18n import Translators
from quizbot.metrics import Metrics
from quizbot.services.changes import Changes
from quizbot.services.educators import Educators
from quizbot.storage.database import Database, open_database
from quizbot.storage.schema import migrate
from quizbot.telegram.bot import Telegram, announce, connect, furnish, introduce, sweep_every
from quizbot.telegram.intake import Intake
from quizbot.telegram.transport import AiohttpRequest

log = logging.getLogger(__name__)

SWEEP = timedelta(seconds=20)
SWEEP_IN_THE_BOX = timedelta(seconds=0.5)  # a turned clock should not make anybody wait
BREATH = 1.0  # second after a start, for those who have been waiting
DRAIN, STOP = 8.0, 2.0  # seconds for answers, and then for all else that is under way when the program is to stop


class ContentRefused(Exception):
    """The question sets have errors, so the bot does not start; `loaded` has them."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__(
            "The question sets have errors, so the bot does not start. Mend them; quizbot check says more."
        )
        self.loaded = loaded


class NotStarted(Exception):
    """It cannot start; the message says why, and what to do."""


class Shelf:
    """The library that is taught now, and the folder that it comes from.

    Only the rules whose breach is an error are applied: a warning stops nobody from learning.
    """

    def __init__(self, path: Path, *, despite_errors: bool) -> None:
        self._path = path
        self._despite_errors = despite_errors
        self.library = Library()

    def fill(self) -> None:
        """Read the folder, and teach from it from now on.

        Raises:
            ContentRefused: there are errors; the library stays as it was.
        """
        loaded = load([self._path], ERROR_RULES)
        if loaded.errors and not self._despite_errors:
            raise ContentRefused(loaded)
        self.library = loaded.library

    async def refill(self) -> None:
        """Read the folder again while the bot runs; with errors the library stays as it was."""
        try:
            await asyncio.to_thread(self.fill)
        except ContentRefused as error:
            log.error("the question sets have %d errors; what was taught before stays", len(error.loaded.errors))  # noqa: TRY400 - no trace of ours is of use
        else:
            log.info("the question sets were read again: %d questions", len(self.library.questions))


async def run(settings: Settings) -> None:
    """Run the bot by long polling until SIGTERM or SIGINT; SIGHUP reads the question sets again.

    Raises:
        WrongSettings, ContentRefused, NotStarted, storage.errors.DatabaseUnusable: it cannot start; the message says
            what to do.
    """
    token = settings.bot_token()
    shelf = Shelf(settings.questions, despite_errors=settings.despite_errors)
    shelf.fill()
    database = open_database(settings.database_url)
    try:
        await until_stopped(_serve(settings, token, shelf, database))
    finally:
        await database.close()


async def _serve(settings: Settings, token: str, shelf: Shelf, database: Database) -> None:
    """Serve until cancelled; then finish what is under way."""
    migrated = await migrate(database)
    if migrated.before != migrated.after:
        log.info("database brought from %s to %s", migrated.before or "nothing", migrated.after)
    clock = _clock(settings)
    fetching = AiohttpRequest(connections=1)
    application = connect(token, settings.api_base, AiohttpRequest(), fetching)
    educators = Educators(database, settings.questions, clock, Metrics())
    sweep = furnish(application, database, lambda: shelf.library, clock, asyncio.sleep, settings.contact, educators)
    swept = Stopwatch(sweep)
    sweep_every(application, swept.run, SWEEP if settings.clock_file is None else SWEEP_IN_THE_BOX)
    intake = Intake(application, fetching)
    changes = Changes(database, lambda: shelf.library, clock)

    def refill_soon() -> None:
        application.create_task(_refill(shelf, changes))

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, refill_soon)
    async with _health(settings, intake, swept):
        await introduce(application, asyncio.sleep)
        async with application:
            await application.start()
            gc.freeze()  # what a start has made stays, so that no later collection looks at it again
            gc.enable()
            application.create_task(_afterwards(application, changes))
            log.info("quizbot is running as @%s", application.bot.username)
            try:
                await intake.run()
            finally:
                await intake.drain(DRAIN)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(application.stop(), STOP)


async def _afterwards(application: Telegram, changes: Changes) -> None:
    """What a start leaves to do once whoever has been waiting is served."""
    await asyncio.sleep(BREATH)
    await announce(application.bot, Translators())
    await _bring_back(changes)


async def _refill(shelf: Shelf, changes: Changes) -> None:
    await shelf.refill()
    await _bring_back(changes)


async def _bring_back(changes: Changes) -> None:
    concerned = await changes.library_changed()
    if concerned:
        log.info("%d right answers were right by a key that has changed; they are asked again", concerned)


class Stopwatch:
    """Work that is done again and again, and when that last went well, on the monotonic clock."""

    def __init__(self, work: Callable[[], Awaitable[None]]) -> None:
        self._work = work
        self.done_at: float | None = time.monotonic()

    async def run(self) -> None:
        """Do the work."""
        await self._work()
        self.done_at = time.monotonic()


@contextlib.asynccontextmanager
async def _health(settings: Settings, intake: Intake, swept: Stopwatch) -> AsyncIterator[None]:
    """/healthz while the block runs, unless it is switched off by port 0."""
    host, port = settings.health_address()
    if port == 0:
        yield
        return

    def ages() -> dict[str, float | None]:
        now = time.monotonic()
        moments = {"fetch": intake.fetched_at, "sweep": swept.done_at}
        return {name: None if at is None else now - at for name, at in moments.items()}

    async with contextlib.AsyncExitStack() as serving:
        try:
            await serving.enter_async_context(web.serve(web.build(ages), host=host, port=port))
        except OSError as error:
            raise NotStarted(
                f"QUIZBOT_HEALTH_LISTEN = {settings.health_listen!r}: nobody can listen there"
                f" ({reason(error)}). Choose another address, or port 0 for none."
            ) from None
        yield


def _clock(settings: Settings) -> Callable[[], datetime]:
    if settings.clock_file is None:
        return lambda: datetime.now(UTC)
    from quizbot.tryout.clock import FileClock  # noqa: PLC0415 - only in the box

    return FileClock(settings.clock_file).now


def reason(error: OSError) -> str:
    """What the system says is wrong, in its own short words."""
    return os.strerror(error.errno).lower() if error.errno else str(error)


async def until_stopped(running: Coroutine[Any, Any, None]) -> None:
    """Run until SIGTERM or SIGINT; a second one ends the process as if we did not listen."""
    task = asyncio.ensure_future(running)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    with contextlib.suppress(asyncio.CancelledError):
        await task

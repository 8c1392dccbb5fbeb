"""The bot itself, put together and run until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from quizbot import web
from quizbot.app.contact import missing_contact
from quizbot.app.listening import TakingIn, monitored, updates
from quizbot.app.shelf import Shelf
from quizbot.config import Settings
from quizbot.i18n import Translators
from quizbot.metrics import Metrics
from quizbot.services.changes import Changes
from quizbot.services.educators import Educators
from quizbot.storage.database import Database, open_database
from quizbot.storage.schema import migrate
from quizbot.telegram.bot import Telegram, announce, connect, furnish, introduce, sweep_every
from quizbot.telegram.sweep import Sweep
from quizbot.telegram.transport import AiohttpRequest
from quizbot.telegram.worker import Worker

log = logging.getLogger(__name__)

SWEEP = timedelta(seconds=20)
SWEEP_IN_THE_BOX = timedelta(seconds=0.5)  # a turned clock should not make anybody wait
TIDY_FIRST, TIDY = timedelta(minutes=3), timedelta(hours=1)
TIDY_IN_THE_BOX = timedelta(seconds=2)
BREATH = 1.0  # second after a start, for those who have been waiting
DRAIN, STOP = 5.0, 1.5  # seconds for answers, and then for all else that is under way when the program is to stop


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT; SIGHUP reads the question sets again.

    Raises:
        WrongSettings, ContentRefused, NotStarted, storage.errors.DatabaseUnusable: it cannot start; the message says
            what to do.
    """
    token = settings.bot_token()
    shelf = Shelf(settings.questions, despite_errors=settings.despite_errors)
    shelf.fill()
    missing = missing_contact(shelf.library, settings.contact)
    if missing is not None:
        log.warning("%s", missing)
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
    metrics = Metrics()
    fetching = AiohttpRequest(connections=1)
    application = connect(token, settings.api_base, AiohttpRequest(), fetching)
    educators = Educators(database, settings.questions, clock, metrics)
    await educators.appoint(settings.educators)
    bot = furnish(application, database, lambda: shelf.library, clock, settings.contact, metrics, educators)
    sweep_every(application, bot.sweep.run, SWEEP if settings.clock_file is None else SWEEP_IN_THE_BOX)
    tidy_first, tidy_every = (TIDY_FIRST, TIDY) if settings.clock_file is None else (TIDY_IN_THE_BOX,) * 2
    sweep_every(application, bot.tidying.run, tidy_every, first=tidy_first, what="tidying")
    changes = Changes(database, lambda: shelf.library, clock)

    def refill_soon() -> None:
        application.create_task(_refill(shelf, changes))

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, refill_soon)
    async with updates(settings, application, fetching, database, bot.worker.take_in) as taking_in:
        ages = partial(_ages, taking_in, bot.worker, bot.sweep)
        async with monitored(settings, ages, metrics):
            await introduce(application, asyncio.sleep)
            async with application:
                await application.start()
                gc.freeze()  # what a start has made stays, so that no later collection looks at it again
                gc.enable()
                application.create_task(_afterwards(application, changes))
                log.info("quizbot is running as @%s", application.bot.username)
                looking = asyncio.create_task(bot.worker.run())
                try:
                    await taking_in.run()
                finally:
                    looking.cancel()
                    await asyncio.gather(bot.worker.drain(DRAIN), bot.sweep.drain(DRAIN))
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(application.stop(), STOP)


async def _ages(taking_in: TakingIn, worker: Worker, sweep: Sweep) -> web.Vitals:
    """What the watchdog looks at: since when updates were fetched and kept, how long the oldest waits, and since when
    reminders were sought.
    """
    return web.Vitals(ages={**taking_in.ages(), "inbox": await worker.waiting(), "sweep": sweep.age()})


async def _afterwards(application: Telegram, changes: Changes) -> None:
    """What a start leaves to do once whoever has been waiting is served."""
    await asyncio.sleep(BREATH)
    await asyncio.to_thread(_prepare_to_hear)
    await announce(application.bot, Translators())
    await _bring_back(changes)


def _prepare_to_hear() -> None:
    """Compile the patterns of urgent words, so that no text has to wait for that."""
    from quizbot.domain.urgent import sounds_urgent  # noqa: PLC0415 - as in the handlers

    sounds_urgent("hello")  # of no language, so it is compared with all


async def _refill(shelf: Shelf, changes: Changes) -> None:
    await shelf.refill()
    await _bring_back(changes)


async def _bring_back(changes: Changes) -> None:
    concerned = await changes.library_changed()
    if concerned:
        log.info("%d right answers were right by a key that has changed; they are asked again", concerned)


def _clock(settings: Settings) -> Callable[[], datetime]:
    if settings.clock_file is None:
        return lambda: datetime.now(UTC)
    from quizbot.tryout.clock import FileClock  # noqa: PLC0415 - only in the box

    return FileClock(settings.clock_file).now


async def until_stopped(running: Coroutine[Any, Any, None]) -> None:
    """Run until SIGTERM or SIGINT; a second one ends the process as if we did not listen."""
    task = asyncio.ensure_future(running)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        log.info("ending: what is under way is finished; a second signal ends it at once")
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    with contextlib.suppress(asyncio.CancelledError):
        await task

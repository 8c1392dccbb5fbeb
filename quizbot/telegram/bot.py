"""The python-telegram-bot Application: its table of handlers, its error handler, and the one job that sweeps."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    PollAnswerHandler,
    filters,
)
from telegram.request import BaseRequest

from quizbot.config import WrongSettings
from quizbot.domain.questions import Library
from quizbot.i18n import LANGUAGES, SOURCE, Translators
from quizbot.metrics import Count, Metrics
from quizbot.render.child import InChild
from quizbot.services.educators import Educators
from quizbot.services.retention import Retention
from quizbot.services.services import Services
from quizbot.storage.database import Database
from quizbot.storage.errors import DatabaseUnusable
from quizbot.telegram.dates import Dates
from quizbot.telegram.delivery import PATIENCE, Delivery
from quizbot.telegram.files import Files
from quizbot.telegram.handlers import Handlers
from quizbot.telegram.pacer import Pacer, Sleep
from quizbot.telegram.patients import Patients
from quizbot.telegram.screens import practising
from quizbot.telegram.showing import Showing
from quizbot.telegram.standing import Standing
from quizbot.telegram.students import Students
from quizbot.telegram.sweep import Sweep
from quizbot.telegram.taps import Taps
from quizbot.telegram.tidying import Tidying
from quizbot.telegram.transport import seconds_of
from quizbot.telegram.worker import Worker
from quizbot.tracing import trace

log = logging.getLogger(__name__)

Telegram: TypeAlias = Application[
    ExtBot[None],
    ContextTypes.DEFAULT_TYPE,
    dict[Any, Any],
    dict[Any, Any],
    dict[Any, Any],
    JobQueue[ContextTypes.DEFAULT_TYPE],
]


def connect(token: str, api_base: str, request: BaseRequest, fetching: BaseRequest) -> Telegram:
    """An Application that speaks to that Bot API server, `fetching` being the way for updates alone."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's coming type for durations, without a warning
    return (
        Application.builder()
        .token(token)
        .base_url(f"{api_base}/bot")
        .base_file_url(f"{api_base}/file/bot")
        .request(request)
        .get_updates_request(fetching)
        .updater(None)
        .build()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """What drives an Application: updates go through the worker, reminders that are due go out by the sweep.

    Tidying tells idle learners that everything goes, and deletes what is old.
    """

    worker: Worker
    sweep: Sweep
    tidying: Tidying


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """The seconds between two messages: told by a clock that is never set back, and slept."""

    now: Callable[[], float] = time.monotonic
    sleep: Sleep = asyncio.sleep


REAL_SECONDS = Seconds()


def furnish(
    application: Telegram,
    database: Database,
    library: Callable[[], Library],
    clock: Callable[[], datetime],
    contact: str | None,
    metrics: Metrics,
    educators: Educators,
    seconds: Seconds = REAL_SECONDS,
) -> Furnished:
    """Give the Application everything that quizbot does."""
    now, sleep = seconds.now, seconds.sleep
    services = Services.on(database, library, clock, educators)
    translators = Translators(partial(metrics.count, Count.UNTRANSLATED))
    delivery = Delivery(application.bot, Pacer(now, sleep), metrics, now, sleep)
    showing = Showing(delivery, services.practice, metrics)
    in_child = InChild()
    patients = Patients(services, library, showing, in_child, clock, lambda: application.bot.username, contact)
    students = Students(services, showing)
    dates = Dates(services, showing, clock)
    standing = Standing(services.reports, showing, in_child)
    taps = Taps(services, patients, students, dates, library, showing, translators, clock)
    handlers = Handlers(services, library, showing, taps, standing, translators, clock, contact)
    _register(application, handlers, Files(educators, handlers, showing))

    return Furnished(
        worker=Worker(application, database, handlers, clock, metrics),
        sweep=Sweep(services.reminders, delivery, translators, metrics, now, sleep),
        tidying=Tidying(Retention(database, clock), delivery, translators),
    )


def _register(application: Telegram, handlers: Handlers, files: Files) -> None:
    private = filters.ChatType.PRIVATE
    application.add_handler(CallbackQueryHandler(handlers.tap))
    application.add_handler(MessageHandler(~private, handlers.group))
    for name, callback in {
        "start": handlers.start,
        "learn": handlers.learn,
        "progress": handlers.progress,
        "date": handlers.date,
        "ask": handlers.ask,
        "summary": handlers.summary,
        "practice": handlers.practice,
        "exam": handlers.exam,
        "settings": handlers.settings,
        "pause": handlers.pause,
        "help": handlers.help,
        "privacy": handlers.privacy,
        "export": handlers.export,
        "delete": handlers.delete,
    }.items():
        application.add_handler(CommandHandler(name, callback, filters.UpdateType.MESSAGE))
    application.add_handler(MessageHandler(filters.COMMAND, handlers.unknown_command))
    application.add_handler(MessageHandler(filters.TEXT, handlers.text))
    application.add_handler(MessageHandler(filters.Document.ALL, files.document))
    application.add_handler(MessageHandler(filters.ALL, handlers.not_text))
    application.add_handler(PollAnswerHandler(handlers.vote))
    application.add_handler(ChatMemberHandler(handlers.membership, ChatMemberHandler.MY_CHAT_MEMBER))


def sweep_every(
    application: Telegram,
    sweep: Callable[[], Awaitable[None]],
    every: timedelta,
    *,
    first: timedelta | None = None,
    what: str = "the sweep for reminders",
) -> None:
    """Run the sweep every so often while the Application is started: one job, never one a learner.

    The first time after `first`, or else after `every`; `what` it is, the log says if it fails.
    """

    async def job(_: ContextTypes.DEFAULT_TYPE) -> None:
        try:
            await sweep()
        except DatabaseUnusable as error:
            log.error("reminders wait: %s", error)  # noqa: TRY400 - the message says it all
        except Exception as error:  # noqa: BLE001 - the next sweep tries again, whatever it was
            log.error("%s failed: %s", what, trace(error))  # noqa: TRY400 - the trace without texts

    queue = application.job_queue
    if queue is None:
        raise RuntimeError("python-telegram-bot was installed without APScheduler")
    queue.run_repeating(
        job, every, first=first or every, job_kwargs={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )


async def introduce(application: Telegram, sleep: Sleep) -> None:
    """Initialize the Application, trying again for as long as the Bot API cannot be reached.

    Raises:
        WrongSettings: the Bot API does not know the token.
    """
    try:
        while True:
            try:
                await application.initialize()
            except InvalidToken:
                raise WrongSettings(  # without the library's message, which holds the token
                    "QUIZBOT_TOKEN: the Bot API does not know it (value not shown). Ask @BotFather in Telegram for the"
                    " present one (/mybots, API Token), and see that QUIZBOT_API_BASE is the server that it is for."
                ) from None
            except RetryAfter as error:
                await sleep(seconds_of(error))
            except TelegramError as error:
                log.warning("the Bot API cannot be reached (%s); trying again", type(error).__name__)
                await sleep(PATIENCE)
            else:
                return
    except BaseException:
        await application.bot.shutdown()
        raise


async def announce(bot: Bot, translators: Translators) -> None:
    """Tell Telegram the commands for the menu, in each language, and in English for everybody else."""
    for language in LANGUAGES:
        commands = [BotCommand(name, text) for name, text in practising.commands(translators(language))]
        await bot.set_my_commands(commands, language_code=None if language == SOURCE else language)

"""The python-telegram-bot Application: its table of handlers, its error handler, and the one job that sweeps."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from quizbot.config import WrongSettings
from quizbot.domain.questions import Library
from quizbot.i18n import Translators
from quizbot.services.educators import Educators
from quizbot.services.learners import Learners
from quizbot.services.outcomes import Reminder
from quizbot.services.practice import Practice
from quizbot.services.reminders import Reminders, Sent
from quizbot.storage.database import Database
from quizbot.telegram.delivery import PATIENCE, Delivery, Sleep, Unknown, Unreachable
from quizbot.telegram.files import Files
from quizbot.telegram.handlers import Handlers
from quizbot.telegram.screens import practising
from quizbot.telegram.showing import Showing
from quizbot.telegram.taps import Taps
from quizbot.telegram.transport import NotSent, seconds_of

log = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 20  # reminders, no more than go out within a second: a kill risks a handful

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


def furnish(
    application: Telegram,
    database: Database,
    library: Callable[[], Library],
    clock: Callable[[], datetime],
    sleep: Sleep,
    contact: str | None,
    educators: Educators,
) -> Callable[[], Awaitable[None]]:
    """Give the Application everything that quizbot does; returns the sweep, which sends the reminders that are due."""
    practice = Practice(database, library, clock)
    learners = Learners(database, library, clock)
    reminders = Reminders(database, library, clock)
    translators = Translators()
    delivery = Delivery(application.bot, sleep)
    showing = Showing(delivery, practice)
    taps = Taps(practice, learners, reminders, educators, library, showing, translators, clock)
    handlers = Handlers(practice, learners, library, showing, taps, translators, clock, contact)
    _register(application, handlers, Files(educators, handlers, showing))

    async def sweep() -> None:
        while claimed := await reminders.claim_due(CLAIMED_AT_ONCE):
            for reminder in claimed:
                sent, message_id = await _remind(delivery, translators, reminder)
                await reminders.ended(reminder, sent, message_id)

    return sweep


def _register(application: Telegram, handlers: Handlers, files: Files) -> None:
    private = filters.ChatType.PRIVATE
    application.add_handler(CallbackQueryHandler(handlers.tap))
    application.add_handler(MessageHandler(~private, handlers.group))
    for name, callback in {
        "start": handlers.start,
        "learn": handlers.learn,
        "progress": handlers.progress,
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
    application.add_handler(ChatMemberHandler(handlers.membership, ChatMemberHandler.MY_CHAT_MEMBER))

    async def failed(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        if not isinstance(context.error, Unreachable):
            number = getattr(update, "update_id", None)
            log.error("update %s failed: %s", number, _trace(context.error))
        await handlers.failed(update, context)

    application.add_error_handler(failed)


def _trace(error: Exception | None) -> str:
    """Where an error came from, without its message: that may hold what somebody wrote."""
    places = []
    trace = None if error is None else error.__traceback__
    while trace is not None:
        places.append(f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}")  # noqa: PTH119 - a name, not a file
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(places)}"


def sweep_every(application: Telegram, sweep: Callable[[], Awaitable[None]], every: timedelta) -> None:
    """Run the sweep every so often while the Application is started: one job, never one a learner."""

    async def job(_: ContextTypes.DEFAULT_TYPE) -> None:
        try:
            await sweep()
        except Exception as error:  # noqa: BLE001 - the next sweep tries again, whatever it was
            log.error("the sweep for reminders failed: %s", _trace(error))  # noqa: TRY400 - the trace without texts

    queue = application.job_queue
    if queue is None:
        raise RuntimeError("python-telegram-bot was installed without APScheduler")
    queue.run_repeating(
        job, every, first=every, job_kwargs={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )


async def _remind(delivery: Delivery, translators: Translators, reminder: Reminder) -> tuple[Sent, int | None]:
    screen = practising.reminder(translators(reminder.learner.language), reminder)
    try:
        return Sent.SENT, await delivery.send(reminder.learner.id, screen, once=True)
    except Unreachable:
        return Sent.UNREACHABLE, None
    except NotSent:
        return Sent.UNSENT, None
    except (Unknown, TelegramError):
        return Sent.UNKNOWN, None


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
    """Tell Telegram the commands for the menu."""
    commands = practising.commands(translators(None))
    await bot.set_my_commands([BotCommand(name, text) for name, text in commands])

"""Screens out: one place that knows what the server may answer, and what we do then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from quizbot.telegram.callbacks import encode
from quizbot.telegram.screens.screen import Row, Screen, Toast
from quizbot.telegram.transport import NotSent, seconds_of

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds between two tries at most, and after a flood that the server does not say the end of
FIRST_PAUSE = 0.25

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[Any]]

_GONE = ("chat not found", "user is deactivated", "bot can't initiate conversation")
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Unreachable(Exception):
    """The learner cannot be reached: they have blocked the bot, or their account is gone."""


class Unknown(Exception):
    """Nobody knows whether the message has arrived, and it must not arrive twice."""


class Delivery:
    """What goes out to one bot's learners."""

    def __init__(self, bot: Bot, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._sleep = sleep

    async def send(self, chat_id: int, screen: Screen, *, once: bool = False) -> int:
        """Send a new message; returns its id.

        `once`: rather not at all than twice. A failure is repeated until the server answers, otherwise.

        Raises:
            Unreachable: they have blocked the bot, or their account is gone.
            NotSent: with `once`, it surely has not arrived.
            Unknown: with `once`, it may have arrived.
        """

        async def call(text: str, parse_mode: str | None) -> Message:
            return await self._bot.send_message(
                chat_id,
                text,
                parse_mode=parse_mode,
                reply_markup=keyboard(screen.buttons),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        message = await self._until_answered(lambda: _or_plain(call, screen), once=once)
        return message.message_id

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> int:
        """Show the screen in place of a message; returns the message's id, a new one if it cannot be edited any more.

        Raises:
            Unreachable: they have blocked the bot, or their account is gone.
        """

        async def call(text: str, parse_mode: str | None) -> Message | bool:
            return await self._bot.edit_message_text(
                text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=parse_mode,
                reply_markup=keyboard(screen.buttons),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        try:
            await self._until_answered(lambda: _or_plain(call, screen))
        except BadRequest as error:
            if _says(error, "message is not modified"):
                return message_id
            if _says(error, *_NOT_EDITABLE):
                return await self.send(chat_id, screen)
            raise
        return message_id

    async def edit_buttons(self, chat_id: int, message_id: int, buttons: tuple[Row, ...]) -> bool:
        """Replace a message's buttons; False if the message is gone or cannot be edited any more."""
        try:
            await self._until_answered(
                lambda: self._bot.edit_message_reply_markup(
                    chat_id=chat_id, message_id=message_id, reply_markup=keyboard(buttons)
                )
            )
        except BadRequest as error:
            if not _says(error, "message is not modified", *_NOT_EDITABLE):
                raise
            return _says(error, "message is not modified")
        return True

    async def answer_tap(self, query_id: str, toast: Toast | None = None) -> None:
        """End the tap's waiting, with a line for the learner; a tap that is too old is over anyway."""
        try:
            await self._until_answered(
                lambda: self._bot.answer_callback_query(
                    query_id, text=toast.text if toast else None, show_alert=toast.alert if toast else None
                )
            )
        except BadRequest as error:
            if not _says(error, "query is too old", "query id is invalid"):
                raise

    async def send_file(self, chat_id: int, name: str, content: bytes, caption: str) -> None:
        """Send a file.

        Raises:
            Unreachable: they have blocked the bot, or their account is gone.
        """
        await self._until_answered(
            lambda: self._bot.send_document(chat_id, document=content, filename=name, caption=caption)
        )

    async def fetch_file(self, file_id: str, most: int) -> bytes | None:
        """The bytes of a file that somebody has sent; None if it cannot be had any more, or is larger than `most`."""
        try:
            file = await self._until_answered(lambda: self._bot.get_file(file_id))
            if file.file_size is None or file.file_size > most:
                return None
            return bytes(await self._until_answered(file.download_as_bytearray))
        except (BadRequest, InvalidToken):  # what the server says of a file that is gone
            return None

    async def _until_answered(self, call: Callable[[], Awaitable[T]], *, once: bool = False) -> T:
        """What the call returns, tried again until the server answers.

        Too many requests were not let in, so they are repeated even with `once`.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                return await call()
            except Forbidden as error:
                raise Unreachable from error
            except BadRequest as error:
                if _says(error, *_GONE):
                    raise Unreachable from error
                raise
            except NotSent:
                if once:
                    raise
                wait = None
            except (RetryAfter, NetworkError) as error:
                wait = _flood_ends_in(error)
                if wait is None and once:
                    raise Unknown from error
                log.warning("not done by the Bot API (%s); trying again", type(error).__name__)
            if wait is None:
                wait, pause = pause, min(pause * 2, PATIENCE)
            await self._sleep(wait)


async def _or_plain(call: Callable[[str, str | None], Awaitable[T]], screen: Screen) -> T:
    """The call with markup or, should the server not understand ours, without: the learner must not be stuck."""
    try:
        return await call(screen.html, ParseMode.HTML)
    except BadRequest as error:
        if not _says(error, "can't parse entities"):
            raise
        log.error("the Bot API could not parse our markup; sent without")  # noqa: TRY400 - the trace would hold the text
        return await call(screen.plain, None)


def keyboard(buttons: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram's keyboard; None without any."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=encode(button.tap)) for button in row] for row in buttons]
    )


def _flood_ends_in(error: RetryAfter | NetworkError) -> float | None:
    """Seconds to wait after too many requests; None if it was not that.

    A 429 that does not say how long is for the library a network's failure.
    """
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    return PATIENCE if error.message.casefold().startswith("too many requests") else None


def _says(error: BadRequest, *fragments: str) -> bool:
    return any(fragment in error.message.casefold() for fragment in fragments)

"""Screens out: one place that knows what the server may answer, and what we do then."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, NoReturn, TypeVar, assert_never

from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode, PollType
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from quizbot.metrics import Count, Metrics
from quizbot.telegram.callbacks import encode
from quizbot.telegram.pacer import Pacer, Sleep
from quizbot.telegram.screens.polls import Quiz
from quizbot.telegram.screens.screen import Row, Screen, Toast
from quizbot.telegram.transport import NotSent, request_of, seconds_of

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds between two tries at most, and after a flood that the server does not say the end of
IN_ALL = 6.0  # seconds of trying again, then the whole update waits, and whoever is next has its place
FIRST_PAUSE = 0.25
CAPTION = 1024  # UTF-16 units below a picture

T = TypeVar("T")

_GONE = ("chat not found", "user is deactivated", "bot can't initiate conversation")
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",  # it is a poll
)
_TOO_LARGE = ("request entity too large", "content too large")  # 413, in the words of older and newer Pythons


class Unreachable(Exception):
    """The learner cannot be reached: they have blocked the bot, or their account is gone."""


class Undelivered(Exception):
    """It is surely not out yet, or may go out twice: the whole update is to be handled again in so many `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not delivered yet; again in {seconds:g} s")
        self.seconds = seconds


class OutOfReach(Undelivered):
    """As above, since nothing reaches the Bot API at present, whoever it is for."""


class Unknown(Exception):
    """Nobody knows whether the message has arrived, and it must not arrive twice."""


class Trouble(StrEnum):
    """What a call came to that was not done: what the metrics call it, and what it means."""

    NOT_SENT = "not_sent"  # the server could not be reached: it may be sent again
    UNKNOWN = "unknown"  # no answer, or the server failed: it may have been done or not
    FLOOD = "flood"  # too many requests: not let in
    TOKEN = "token"  # noqa: S105 - the server does not know it any more: nothing is let in
    UNREACHABLE = "unreachable"  # this person, for good
    REFUSED = "refused"  # it is wrong, and would be each time


_PASSING = (Trouble.NOT_SENT, Trouble.UNKNOWN, Trouble.FLOOD)
DONE = "done"  # what the metrics call a call that was


def trouble(error: TelegramError) -> Trouble:
    """What an error of python-telegram-bot's means; some of them tell a kind only by the server's words."""
    match error:
        case NotSent():
            return Trouble.NOT_SENT
        case RetryAfter():
            return Trouble.FLOOD
        case InvalidToken():  # 401, and 404, which is the answer to a token of another shape
            return Trouble.TOKEN
        case Forbidden() | ChatMigrated():
            return Trouble.UNREACHABLE
        case BadRequest():  # which the library calls a network's failure
            return Trouble.UNREACHABLE if _says(error, *_GONE) else Trouble.REFUSED
        case NetworkError():
            if _says(error, "too many requests"):  # without saying how long
                return Trouble.FLOOD
            return Trouble.REFUSED if _says(error, *_TOO_LARGE) else Trouble.UNKNOWN
        case _:
            return Trouble.REFUSED


class Delivery:
    """What goes out to one bot's learners; messages at the pacer's pace, edits and answers to taps at once.

    What fails is tried again for a few seconds, so every verb but `remind` may send twice, and may raise:

        Undelivered: it is not out; then whatever is to go out is to be decided and sent anew.
        Unreachable: they have blocked the bot, or their account is gone.
        TelegramError: the server refuses what we want, which is a bug.
    """

    def __init__(
        self,
        bot: Bot,
        pacer: Pacer,
        metrics: Metrics,
        now: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pacer = pacer
        self._metrics = metrics
        self._now = now
        self._sleep = sleep

    async def send(self, chat_id: int, screen: Screen) -> int:
        """Send a new message; returns its id."""

        async def call() -> int:
            await self._pacer.turn(chat_id)
            return await self._message(chat_id, screen)

        return await self._until_answered(call)

    async def ask_by_poll(self, chat_id: int, quiz: Quiz) -> tuple[int, str]:
        """Send a quiz poll that says who has answered; returns the message's id, and the poll's."""

        async def call() -> Any:
            await self._pacer.turn(chat_id)
            return await self._call(
                "sendPoll",
                chat_id=chat_id,
                question=quiz.question,
                options=[{"text": option} for option in quiz.options],
                is_anonymous=False,
                type=PollType.QUIZ,
                correct_option_ids=[quiz.right],
                explanation=quiz.explanation or None,
                description=quiz.about.html,
                description_parse_mode=ParseMode.HTML,
                reply_markup=keyboard(quiz.about.buttons),
            )

        message = await self._until_answered(call)
        return int(message["message_id"]), str(message["poll"]["id"])

    async def remind(self, chat_id: int, screen: Screen, wanted: Callable[[], Awaitable[bool]]) -> int | None:
        """Send a message that nobody waits for: behind all answers, and rather not at all than twice.

        `wanted` is asked when its turn has come. Returns the message's id, or None if it was not wanted any more.

        Raises:
            Undelivered: it surely has not arrived.
            Unknown: it may have arrived.
            Unreachable: they have blocked the bot, or their account is gone.
            TelegramError: the server refuses it.
        """
        await self._pacer.turn_behind_answers(chat_id)
        if not await wanted():
            return None
        try:
            return await self._counted(lambda: self._message(chat_id, screen))
        except TelegramError as error:
            what = trouble(error)
            if what is Trouble.UNKNOWN:
                raise Unknown from error
            _give_up(error, what, PATIENCE)

    async def _message(self, chat_id: int, screen: Screen) -> int:
        sent = await self._screen("sendMessage", screen, chat_id=chat_id)
        return int(sent["message_id"])

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> int:
        """Show the screen in place of a message; returns its id, or a new one's if it cannot be edited any more."""
        try:
            await self._until_answered(
                lambda: self._screen("editMessageText", screen, chat_id=chat_id, message_id=message_id)
            )
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
                lambda: self._call(
                    "editMessageReplyMarkup", chat_id=chat_id, message_id=message_id, reply_markup=keyboard(buttons)
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
                lambda: self._call(
                    "answerCallbackQuery",
                    callback_query_id=query_id,
                    text=toast.text if toast else None,
                    show_alert=toast.alert if toast else None,
                )
            )
        except BadRequest as error:
            if not _says(error, "query is too old", "query id is invalid"):
                raise

    async def send_picture(self, chat_id: int, picture: bytes, caption: Screen) -> None:
        """Send a picture with a screen below it, whose text is one of at most `CAPTION` UTF-16 units."""

        async def call(text: str, parse_mode: str | None) -> Message:
            buttons = keyboard(caption.buttons)
            markup = None if buttons is None else InlineKeyboardMarkup.de_json(buttons)
            return await self._bot.send_photo(
                chat_id, picture, caption=text, parse_mode=parse_mode, reply_markup=markup
            )

        async def paced() -> Message:
            await self._pacer.turn(chat_id)
            return await _or_plain(call, caption)

        await self._until_answered(paced)

    async def send_file(self, chat_id: int, name: str, content: bytes, caption: str) -> None:
        """Send a file."""

        async def call() -> Message:
            await self._pacer.turn(chat_id)
            return await self._bot.send_document(chat_id, document=content, filename=name, caption=caption)

        await self._until_answered(call)

    async def fetch_file(self, file_id: str, most: int) -> bytes | None:
        """The bytes of a file that somebody has sent; None if it cannot be had any more, or is larger than `most`."""
        try:
            file = await self._until_answered(lambda: self._bot.get_file(file_id))
        except BadRequest:  # what the server says of a file that is gone
            return None
        if file.file_size is None or file.file_size > most:
            return None

        async def download() -> bytes | None:
            try:
                return bytes(await file.download_as_bytearray())
            except (BadRequest, InvalidToken):  # the library's word for a file that is not found
                return None

        return await self._until_answered(download)

    async def _screen(self, method: str, screen: Screen, **where: int) -> Any:
        """Call with a screen."""

        async def call(text: str, parse_mode: str | None) -> Any:
            return await self._call(
                method,
                text=text,
                parse_mode=parse_mode,
                reply_markup=keyboard(screen.buttons),
                link_preview_options={"is_disabled": True},
                **where,
            )

        return await _or_plain(call, screen)

    async def _call(self, method: str, **parameters: object) -> Any:
        """What the Bot API answers, as it is: the library's own methods make objects of all that goes out and comes
        back, which takes longer than the call itself.
        """
        return await self._bot.request.post(f"{self._bot.base_url}/{method}", request_of(parameters))

    async def _until_answered(self, call: Callable[[], Awaitable[T]]) -> T:
        """What the call returns, tried again where that helps, and for a few seconds."""
        pause = FIRST_PAUSE
        give_up_at = self._now() + IN_ALL
        while True:
            try:
                return await self._counted(call)
            except TelegramError as error:
                what = trouble(error)
                wait = _flood_ends_in(error) if what is Trouble.FLOOD else pause
                if what not in _PASSING or wait > PATIENCE or self._now() + wait > give_up_at:
                    _give_up(error, what, wait)
                log.warning("not done by the Bot API (%s); trying again", what)
            await self._sleep(wait)
            pause = min(pause * 2, PATIENCE)

    async def _counted(self, call: Callable[[], Awaitable[T]]) -> T:
        try:
            answer = await call()
        except TelegramError as error:
            self._metrics.count(Count.CALLS, trouble(error))
            raise
        self._metrics.count(Count.CALLS, DONE)
        return answer


def _give_up(error: TelegramError, what: Trouble, wait: float) -> NoReturn:
    """Raise what the verbs raise for a call that is not tried again; `wait` counts where the server says nothing."""
    match what:
        case Trouble.NOT_SENT:
            raise OutOfReach(wait) from error
        case Trouble.TOKEN:
            log.error("the Bot API does not know the token (any more); nothing goes out, trying again")
            raise OutOfReach(PATIENCE) from error
        case Trouble.UNKNOWN:
            raise Undelivered(wait) from error
        case Trouble.FLOOD:
            raise Undelivered(_flood_ends_in(error)) from error
        case Trouble.UNREACHABLE:
            raise Unreachable from error
        case Trouble.REFUSED:
            raise error
        case _:
            assert_never(what)


async def _or_plain(call: Callable[[str, str | None], Awaitable[T]], screen: Screen) -> T:
    """The call with markup or, should the server not understand ours, without: the learner must not be stuck."""
    try:
        return await call(screen.html, ParseMode.HTML)
    except BadRequest as error:
        if not _says(error, "can't parse entities"):
            raise
        log.error("the Bot API could not parse our markup; sent without")  # noqa: TRY400 - the trace would hold the text
        return await call(screen.plain, None)


def keyboard(buttons: tuple[Row, ...]) -> dict[str, Any] | None:
    """The buttons as Telegram's InlineKeyboardMarkup; None without any."""
    if not buttons:
        return None
    return {
        "inline_keyboard": [
            [{"text": button.label, "callback_data": encode(button.tap)} for button in row] for row in buttons
        ]
    }


def _flood_ends_in(error: TelegramError) -> float:
    """Seconds to wait after too many requests, some if the server does not say."""
    return seconds_of(error) if isinstance(error, RetryAfter) else PATIENCE


def _says(error: TelegramError, *fragments: str) -> bool:
    return any(fragment in error.message.casefold() for fragment in fragments)

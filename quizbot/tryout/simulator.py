"""Telegram in memory: chats, people and the bot's side of them, as strict as the Bot API; it knows no quizzes."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from quizbot.tryout import fetching, messages, polls, profile
from quizbot.tryout.chats import BotCommand, Button, Chat, File, InputFile, Keyboard, Message, Poll, Tap, Toast
from quizbot.tryout.decoding import WHOLE_NUMBER, Parameters, Refusal, decode
from quizbot.tryout.entities import Entity
from quizbot.tryout.pace import Pace
from quizbot.tryout.people import Person
from quizbot.tryout.signals import Signal
from quizbot.tryout.updates import Webhook
from quizbot.tryout.wire import Wire
from quizbot.tryout.world import World

__all__ = [
    "Answer",
    "BotCommand",
    "Button",
    "Call",
    "Chat",
    "Entity",
    "File",
    "InputFile",
    "Keyboard",
    "Message",
    "Pace",
    "Person",
    "Poll",
    "Simulator",
    "Tap",
    "Toast",
    "Webhook",
    "failure",
]

_NO_FILES: Final[Mapping[str, InputFile]] = MappingProxyType({})
_DESCRIPTIONS: Final[Mapping[int, str]] = {
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
}
_PACED: Final = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendPoll"})
_AT_ONCE: Final[Mapping[str, Callable[[World, Parameters], object]]] = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "setWebhook": fetching.set_webhook,
    "deleteWebhook": fetching.delete_webhook,
    "getWebhookInfo": fetching.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "sendPoll": polls.send_poll,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageMedia": messages.edit_message_media,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": messages.answer_callback_query,
    "sendChatAction": messages.send_chat_action,
    "getFile": messages.get_file,
}


@dataclass(slots=True, kw_only=True)
class Call:
    """One call in the record: its parameters as typed values, the answer's status, and its description ("" for ok).

    It was taken `at` one instant of the simulator's clock and `answered` at another. With status 200 it was done, else
    it was not; `retry_after` is in seconds. `lost` turns True once it is known that the answer did not reach the bot.
    """

    at: float
    answered: float
    method: str
    parameters: Mapping[str, object]
    status: int
    description: str
    retry_after: int | None
    chat_id: int | None
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a call is answered with: the HTTP status, the JSON body as a dict, and the call as the record has it."""

    status: int
    body: dict[str, object]
    call: Call | None = field(default=None, repr=False, compare=False)


class Simulator:
    """One bot's Telegram.

    `clock` gives seconds since the epoch; without `pace` nothing is flood-limited. `record` holds every call that was
    answered, in the order of the answers. Stricter than Telegram, it refuses unknown parameters and what it can't draw.
    """

    def __init__(
        self,
        *,
        token: str,
        clock: Callable[[], float],
        username: str = "quizbot_try_bot",
        first_name: str = "quizbot",
        pace: Pace | None = None,
    ) -> None:
        number = token.partition(":")[0]
        bot: Wire = {
            "id": int(number) if number.isdecimal() else 1,
            "is_bot": True,
            "first_name": first_name,
            "username": username,
        }
        self.token = token
        self.username = username
        self.first_name = first_name
        self.record: list[Call] = []
        self._clock = clock
        self._pace = pace
        self._world = World(clock=clock, bot=bot)
        self._to_fail: defaultdict[str, deque[Refusal]] = defaultdict(deque)
        self._answered = Signal()

    # The bot's side

    async def call(
        self, method: str, parameters: Mapping[str, object], files: Mapping[str, InputFile] = _NO_FILES
    ) -> Answer:
        """Answer one call of the Bot API; wrong calls are answered too, never raised.

        A call that is cancelled while it waits for updates, as when the bot dies, loses none and is not recorded.
        """
        return await self._answer(method, parameters, files, refusal=None)

    async def refuse(
        self,
        method: str,
        parameters: Mapping[str, object],
        files: Mapping[str, InputFile] = _NO_FILES,
        *,
        status: int,
        description: str | None = None,
        retry_after: int | None = None,
    ) -> Answer:
        """Answer one call with this error without applying it; a call that is wrong in itself gets its own.

        The description is as `failure` makes it unless given; `retry_after` is in seconds.
        """
        return await self._answer(method, parameters, files, refusal=_refusal(status, description, retry_after))

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so, looking again after each call that was answered."""
        while not happened():
            await self._answered.wait()

    def chat_of(self, parameters: Mapping[str, object]) -> int | None:
        """The chat that a call is about, whether its parameters are typed values or came in a form; None if none."""
        if "callback_query_id" in parameters:
            return self._world.chat_of_tap(str(parameters["callback_query_id"]))
        chat_id = str(parameters.get("chat_id"))
        return int(chat_id) if WHOLE_NUMBER.fullmatch(chat_id) else None

    async def _answer(
        self,
        method: str,
        parameters: Mapping[str, object],
        files: Mapping[str, InputFile],
        *,
        refusal: Refusal | None,
    ) -> Answer:
        at = self._clock()
        chat_id: int | None = None
        try:
            parameters = decode(method, parameters, files)
            chat_id = self.chat_of(parameters)
            self._refuse_if_it_is_to_fail(method, refusal)
            self._refuse_if_too_fast(method, chat_id, at)
            if method == "getUpdates":
                result: object = await fetching.get_updates(self._world, parameters)
            else:
                result = _AT_ONCE[method](self._world, parameters)
            answer = Answer(status=200, body={"ok": True, "result": result})
            description, wait = "", None
        except Refusal as refused:
            description, wait = refused.description, refused.retry_after
            answer = failure(refused.status, description=description, retry_after=wait)
        call = Call(
            at=at,
            answered=self._clock(),
            method=method,
            parameters=parameters,
            status=answer.status,
            description=description,
            retry_after=wait,
            chat_id=chat_id,
        )
        self.record.append(call)
        self._answered.send()
        return replace(answer, call=call)

    def now(self) -> float:
        """The time by the simulator's clock, in seconds since the epoch."""
        return self._clock()

    def unauthorized(self) -> Answer:
        """Return the answer to a call with another token."""
        return failure(401)

    def file(self, file_path: str) -> bytes | None:
        """Return the bytes for `/file/bot<token>/<file_path>`, or None for an unknown path."""
        return self._world.files.content(file_path)

    def fail_next(
        self,
        method: str,
        *,
        status: int,
        description: str | None = None,
        retry_after: int | None = None,
        times: int = 1,
    ) -> None:
        """`refuse` the next `times` valid calls of `method`."""
        self._to_fail[method].extend([_refusal(status, description, retry_after)] * times)

    @property
    def pending(self) -> int:
        """Updates that are neither confirmed nor expired."""
        return len(self._world.updates)

    def _refuse_if_it_is_to_fail(self, method: str, refusal: Refusal | None) -> None:
        if refusal is not None:
            raise refusal
        if self._to_fail[method]:
            raise self._to_fail[method].popleft()

    def _refuse_if_too_fast(self, method: str, chat_id: int | None, at: float) -> None:
        if self._pace is None or chat_id is None or method not in _PACED:
            return
        wait = self._pace.admit(chat_id, at)
        if wait is not None:
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    # The side of who posts to a webhook

    @property
    def webhook(self) -> Webhook | None:
        """Where updates are to be posted, or None while the bot polls for them."""
        return self._world.updates.webhook

    async def next_webhook_update(self) -> Wire | None:
        """Wait for the next update to post and put it on trial; None as soon as no webhook is set.

        The texts of one chat are handed out one at a time, in order, and so are its taps; both, and those of different
        chats, at once, up to the webhook's `max_connections`. Each must be settled by one `settle_webhook_update`;
        until then it is pending.
        """
        return await self._world.updates.next_to_post()

    def settle_webhook_update(self, update_id: int, *, error: str | None = None) -> None:
        """Forget the update (a 2xx came back), or with `error` keep it in its place, to be handed out again.

        The error is shown by getWebhookInfo. How long to wait before asking for the next one is the caller's business.
        """
        self._world.updates.settle(update_id, error=error)

    # The people's side

    @property
    def chats(self) -> Mapping[int, Chat]:
        """The private chats by id, as they stand."""
        return self._world.chats

    def person(self, user_id: int, *, first_name: str, language_code: str = "en") -> Person:
        """Return the person with this id, created with a private chat if new; names are those of the first time."""
        chat = self._world.chats.get(user_id)
        if chat is None:
            chat = Chat(id=user_id, first_name=first_name, language_code=language_code)
            self._world.chats[user_id] = chat
            self._world.touch()
        return Person(self._world, chat)

    # What a page shows

    @property
    def version(self) -> int:
        """A number that grows with every change that a page could show."""
        return self._world.version

    def touch(self) -> None:
        """Announce that something beside the chats has changed, so that whoever waits for a change looks again."""
        self._world.touch()

    async def wait_for_change(self, version: int) -> int:
        """Wait until `self.version` is greater than `version`; return it."""
        return await self._world.wait_for_change(version)

    @property
    def commands(self) -> list[BotCommand]:
        """The menu that setMyCommands set for everybody: default scope, no language."""
        return self._world.menus.get(("default", None, None, ""), [])

    def commands_for(self, chat_id: int) -> list[BotCommand]:
        """The menu that the person in this chat sees; KeyError for an unknown chat."""
        return profile.menu_seen_in(self._world, self.chats[chat_id])

    def description_for(self, chat_id: int) -> str:
        """What setMyDescription set, shown in a chat that is empty; KeyError for an unknown chat."""
        return profile.description_seen_in(self._world, self.chats[chat_id])


def failure(status: int, *, description: str | None = None, retry_after: int | None = None) -> Answer:
    """The answer to a call that fails; the description is Telegram's own, or the status's phrase, unless given."""
    refusal = _refusal(status, description, retry_after)
    body: dict[str, object] = {"ok": False, "error_code": status, "description": refusal.description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return Answer(status=status, body=body)


def _refusal(status: int, description: str | None, retry_after: int | None) -> Refusal:
    if description is None:
        description = _DESCRIPTIONS.get(status, HTTPStatus(status).phrase)
        if retry_after is not None:
            description += f": retry after {retry_after}"
    return Refusal(status, description, retry_after=retry_after)

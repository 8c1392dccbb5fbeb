"""Telegram in memory: chats, people and the bot's side of them, as strict as the Bot API; it knows no quizzes."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from quizbot.tryout import fetching, messages, profile
from quizbot.tryout.chats import BotCommand, Button, Chat, File, InputFile, Keyboard, Message, Tap, Toast
from quizbot.tryout.decoding import Parameters, Refusal, decode
from quizbot.tryout.entities import Entity
from quizbot.tryout.pace import Pace
from quizbot.tryout.people import Person
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
    "Simulator",
    "Tap",
    "Toast",
    "Webhook",
]

_NO_FILES: Final[Mapping[str, InputFile]] = MappingProxyType({})
_PACED: Final = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
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
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": messages.answer_callback_query,
    "sendChatAction": messages.send_chat_action,
    "getFile": messages.get_file,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a call is answered with: the HTTP status, and the JSON body as a dict."""

    status: int
    body: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call in the record: its parameters as typed values, the answer's status, and its description ("" for ok)."""

    at: float
    method: str
    parameters: Mapping[str, object]
    status: int
    description: str
    chat_id: int | None


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
        self._faults: defaultdict[str, deque[Refusal]] = defaultdict(deque)

    # The bot's side

    async def call(
        self, method: str, parameters: Mapping[str, object], files: Mapping[str, InputFile] = _NO_FILES
    ) -> Answer:
        """Answer one call of the Bot API; wrong calls are answered too, never raised.

        A call that is cancelled while it waits for updates, as when the bot dies, loses none and is not recorded.
        """
        at = self._clock()
        chat_id: int | None = None
        try:
            parameters = decode(method, parameters, files)
            chat_id = self._chat_id(parameters)
            self._refuse_if_it_is_to_fail(method)
            self._refuse_if_too_fast(method, chat_id, at)
            if method == "getUpdates":
                result: object = await fetching.get_updates(self._world, parameters)
            else:
                result = _AT_ONCE[method](self._world, parameters)
            answer = Answer(status=200, body={"ok": True, "result": result})
        except Refusal as refusal:
            answer = _refused(refusal)
        self.record.append(
            Call(
                at=at,
                method=method,
                parameters=parameters,
                status=answer.status,
                description=str(answer.body.get("description", "")),
                chat_id=chat_id,
            )
        )
        return answer

    def unauthorized(self) -> Answer:
        """Return the answer to a call with another token."""
        return _refused(Refusal(401, "Unauthorized"))

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
        """Answer the next `times` valid calls of `method` with this error, without applying them.

        The description is the status's own phrase unless given; `retry_after` is in seconds.
        """
        if description is None:
            description = HTTPStatus(status).phrase
            if retry_after is not None:
                description += f": retry after {retry_after}"
        self._faults[method].extend([Refusal(status, description, retry_after=retry_after)] * times)

    @property
    def pending(self) -> int:
        """Updates that are neither confirmed nor expired."""
        return len(self._world.updates)

    def _refuse_if_it_is_to_fail(self, method: str) -> None:
        if self._faults[method]:
            raise self._faults[method].popleft()

    def _refuse_if_too_fast(self, method: str, chat_id: int | None, at: float) -> None:
        if self._pace is None or chat_id is None or method not in _PACED:
            return
        wait = self._pace.admit(chat_id, at)
        if wait is not None:
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    def _chat_id(self, parameters: Parameters) -> int | None:
        if "callback_query_id" in parameters:
            return self._world.chat_of_tap(parameters["callback_query_id"])
        chat_id = parameters.get("chat_id")
        return chat_id if isinstance(chat_id, int) else None

    # The side of who posts to a webhook

    @property
    def webhook(self) -> Webhook | None:
        """Where updates are to be posted, or None while the bot polls for them."""
        return self._world.updates.webhook

    async def next_webhook_update(self) -> Wire | None:
        """Wait for the next update to post and put it on trial; None as soon as no webhook is set.

        Updates of one chat are handed out one at a time, in order; different chats at once, up to the webhook's
        `max_connections`. Each must be settled by one `settle_webhook_update`; until then it is pending.
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


def _refused(refusal: Refusal) -> Answer:
    body: dict[str, object] = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return Answer(status=refusal.status, body=body)

"""Telegram in memory: chats, people and the bot's side of them, as strict as the Bot API; it knows nothing of quizzes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizbot.tryout.chats import Button, Chat, File, InputFile, Keyboard, Message, Tap, Toast
from quizbot.tryout.entities import Entity
from quizbot.tryout.pace import Pace

__all__ = [
    "Answer", "BotCommand", "Button", "Call", "Chat", "Entity", "File", "InputFile", "Keyboard", "Message", "Pace", "Person",
    "Simulator", "Tap", "Toast", "Webhook",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a call is answered with: the HTTP status, and the JSON body as a dict."""

    status: int
    body: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call in the record: decoded parameters, the answer's status, and its description ("" for ok)."""

    at: float
    method: str
    parameters: Mapping[str, object]
    status: int
    description: str
    chat_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BotCommand:
    """An entry of the bot's menu."""

    command: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where updates are to be posted, and the value of the header X-Telegram-Bot-Api-Secret-Token ("" for none)."""

    url: str
    secret_token: str = ""
    max_connections: int = 40


class Simulator:
    """One bot's Telegram."""

    record: list[Call]
    chats: Mapping[int, Chat]
    token: str
    username: str
    first_name: str

    def __init__(
        self,
        *,
        token: str,
        clock: Callable[[], float],
        username: str = "quizbot_try_bot",
        first_name: str = "quizbot",
        pace: Pace | None = None,
    ) -> None:
        """Return an empty Telegram. `clock` gives seconds since the epoch; without `pace` nothing is flood-limited."""

    # The bot's side

    async def call(self, method: str, parameters: Mapping[str, object], files: Mapping[str, InputFile] = {}) -> Answer:
        """Answer one call of the Bot API; never raises for what the caller did. Cancelling it (a bot that died) loses no update."""
        raise NotImplementedError

    def unauthorized(self) -> Answer:
        """Return the answer to a call with another token (401)."""
        raise NotImplementedError

    def file(self, file_path: str) -> bytes | None:
        """Return the bytes for `/file/bot<token>/<file_path>`, or None for an unknown path."""
        raise NotImplementedError

    def fail_next(
        self, method: str, *, status: int, description: str | None = None, retry_after: int | None = None, times: int = 1
    ) -> None:
        """Answer the next `times` calls of `method` with this error, without applying them."""

    @property
    def pending(self) -> int:
        """Updates that are neither confirmed nor expired."""
        raise NotImplementedError

    # The webhook's side

    @property
    def webhook(self) -> Webhook | None:
        """Where updates are to be posted, or None while they are polled for."""
        raise NotImplementedError

    async def next_webhook_update(self) -> dict[str, object] | None:
        """Wait for the next update to post and take it out of the queue on trial; None as soon as no webhook is set.

        Updates of one chat are handed out one at a time, in order; different chats at once. Each update handed out must be
        settled by one `settle_webhook_update`; an unsettled one counts as pending.
        """
        raise NotImplementedError

    def settle_webhook_update(self, update_id: int, *, error: str | None = None) -> None:
        """Confirm the update (a 2xx came back), or with `error` put it back in its place, to be handed out again.

        The error is shown by getWebhookInfo. How long to wait before the next try is the caller's business.
        """

    # The people's side

    def person(self, user_id: int, *, first_name: str, language_code: str = "en") -> "Person":
        """Return the person with this id, created with a private chat (chat id == user id) if new."""
        raise NotImplementedError

    # What a page shows

    @property
    def version(self) -> int:
        """A number that grows with every change that a page could show."""
        raise NotImplementedError

    async def wait_for_change(self, version: int) -> int:
        """Wait until `self.version` is greater than `version`; return it."""
        raise NotImplementedError

    @property
    def commands(self) -> list[BotCommand]:
        """The menu that setMyCommands set for everybody (default scope, no language)."""
        raise NotImplementedError

    def commands_for(self, chat_id: int) -> list[BotCommand]:
        """The menu that this chat's person sees: the narrowest scope and language that was set."""
        raise NotImplementedError

    def description_for(self, chat_id: int) -> str:
        """What setMyDescription set, in this chat's language if given in it; shown in an empty chat."""
        raise NotImplementedError


class Person:
    """What a human can do in the private chat with the bot. Every verb but `unblocks` raises ValueError while the bot is blocked."""

    user_id: int
    chat: Chat
    toasts: list[Toast]

    def says(self, text: str, *, reply_to: int | None = None) -> Message:
        """Write a message; text starting with "/" carries a bot_command entity."""
        raise NotImplementedError

    def follows(self, payload: str) -> Message:
        """Open t.me/<bot>?start=<payload> and press Start; ValueError unless it is 1 to 64 of A-Z a-z 0-9 _ -."""
        raise NotImplementedError

    def taps(self, label: str, *, message_id: int | None = None) -> Tap:
        """Tap the button with this label (exact, else a unique prefix), on the newest message that has it or on the given one.

        LookupError, naming the labels that are there, if there is none.
        """
        raise NotImplementedError

    def taps_data(self, data: str, *, message_id: int | None = None) -> Tap:
        """Send callback data that need not stand on any button, as a forged or an outdated client would.

        On the newest message of the bot unless given; the id of a message that is gone makes it "inaccessible".
        """
        raise NotImplementedError

    def sends_photo(self) -> Message:
        """Send a small picture."""
        raise NotImplementedError

    def sends_voice(self) -> Message:
        """Send a voice note."""
        raise NotImplementedError

    def sends_sticker(self) -> Message:
        """Send a sticker."""
        raise NotImplementedError

    def sends_document(self, name: str, content: bytes, mime: str = "application/octet-stream") -> Message:
        """Send a file."""
        raise NotImplementedError

    def edits(self, message_id: int, text: str) -> Message:
        """Change one's own text message."""
        raise NotImplementedError

    def blocks(self) -> None:
        """Block the bot: calls to this chat get 403 from now on, and my_chat_member is queued."""

    def unblocks(self) -> None:
        """Let the bot write again; my_chat_member is queued."""

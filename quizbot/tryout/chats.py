"""What stands in a chat: messages, buttons, files and toasts."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from quizbot.tryout.entities import Entity
from quizbot.tryout.signals import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file as it arrives with a call, in a multipart form."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


FileKind: TypeAlias = Literal["photo", "document", "voice", "sticker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that Telegram keeps; `Simulator.file(file.path)` returns its bytes.

    Width and height are pixels, 0 unless it is a picture.
    """

    file_id: str
    file_unique_id: str
    path: str
    kind: FileKind
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: either `callback_data` or `url` is set.

    `style` is "danger", "success", "primary" or None.
    """

    text: str
    callback_data: str | None = None
    url: str | None = None
    style: str | None = None


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A quiz poll with one right option, known by its place; `vote` is what the person has chosen, None: nothing yet.

    The message's entities belong to the `description`.
    """

    id: str
    question: str
    options: tuple[str, ...]
    right: int
    explanation: str = ""
    description: str = ""
    vote: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it stands now: an edit replaces it in its chat by another with the same `message_id`.

    `text` is plain and `entities` say where it is bold, a link and so on (offsets in UTF-16 units). With a file, `text`
    is empty and `entities` belong to the `caption`. Dates are seconds since the epoch.
    """

    message_id: int
    from_bot: bool
    date: int
    edit_date: int | None = None
    text: str = ""
    caption: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = ()
    reply_to: int | None = None
    photo: File | None = None
    document: File | None = None
    voice: File | None = None
    sticker: File | None = None
    poll: Poll | None = None

    @property
    def labels(self) -> list[str]:
        """The texts of the buttons, row by row."""
        return [button.text for row in self.keyboard for button in row]

    @property
    def words(self) -> str:
        """What is to be read: the text, or the caption of a file."""
        return self.text or self.caption

    @property
    def has_file(self) -> bool:
        """Whether it carries a file, and so a caption in place of a text."""
        return any(file is not None for file in (self.photo, self.document, self.voice, self.sticker))


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """What `answerCallbackQuery` showed to a person: a passing notice, or with `show_alert` a box to close."""

    text: str
    show_alert: bool
    at: float


@dataclass(slots=True, kw_only=True)
class Tap:
    """A tap on a button, from the finger to the bot's answer; `answered` stays False if none ever came."""

    id: str
    chat_id: int
    message_id: int | None
    data: str
    at: float
    answered: bool = False
    toast: Toast | None = None


@dataclass(slots=True, kw_only=True)
class Chat:
    """A private chat; its id is the person's. Messages are ordered, newest last; deleted ones are gone.

    `started` once the person has written or tapped; `blocked` while the person has the bot blocked. `action` is what
    the bot is seen to do ("typing", "upload_photo", …) until the instant `action_until`. `toasts` holds all ever shown.
    `changed` is sent whenever any of this changes.
    """

    id: int
    first_name: str
    language_code: str
    messages: list[Message] = field(default_factory=list)
    toasts: list[Toast] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    action: str | None = None
    action_until: float = 0.0
    changed: Signal = field(default_factory=Signal, repr=False, compare=False)

    def find(self, message_id: int) -> Message | None:
        """The message with this id, or None if it is gone or was never here."""
        return next((message for message in reversed(self.messages) if message.message_id == message_id), None)

    def index(self, message_id: int) -> int:
        """Where the message with this id stands in `messages`; ValueError if it does not."""
        for i in range(len(self.messages) - 1, -1, -1):
            if self.messages[i].message_id == message_id:
                return i
        raise ValueError(f"no message {message_id} in chat {self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BotCommand:
    """An entry of the bot's menu."""

    command: str
    description: str

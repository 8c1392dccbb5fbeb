"""What stands in a chat: messages, buttons, files and toasts."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from quizbot.tryout.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file as it arrives with a call, in a multipart form."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that Telegram keeps; `Simulator.file(file.path)` returns its bytes. Width and height are pixels, 0 unless a picture."""

    file_id: str
    file_unique_id: str
    path: str
    kind: Literal["photo", "document", "voice", "sticker"]
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: either `callback_data` or `url` is set."""

    text: str
    callback_data: str | None = None
    url: str | None = None


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it stands now: an edit replaces it in its chat by another with the same `message_id`.

    `text` is plain and `entities` say where it is bold, a link and so on (offsets in UTF-16 units). With a file, `text` is
    empty and `entities` belong to the `caption`. Dates are seconds since the epoch.
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

    @property
    def labels(self) -> list[str]:
        """The texts of the buttons, row by row."""
        return [button.text for row in self.keyboard for button in row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """What `answerCallbackQuery` showed to a person: a passing notice, or with `show_alert` a box to close."""

    text: str
    show_alert: bool
    at: float


@dataclass(slots=True, kw_only=True)
class Tap:
    """A tap on a button, from the finger to the bot's answer; `answered` stays False for one that the bot never answered."""

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

    `started` once the person has written or tapped; `blocked` while the person has the bot blocked. `action` is what the bot is
    seen to do ("typing", "upload_photo", …) until the instant `action_until`.
    """

    id: int
    first_name: str
    language_code: str
    messages: list[Message] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    action: str | None = None
    action_until: float = 0.0

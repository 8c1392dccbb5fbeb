"""What the chat page can do besides chatting."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """Something wrong with an author's file: where it is, how grave ("error", "warning", "information"), what to do."""

    file: str
    line: int
    column: int
    severity: str
    rule: str
    message: str
    hint: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question that can be jumped to: its key, its stem, and the /start payload that opens it."""

    key: str
    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authoring:
    """What an author sees beside the chat; the version grows whenever the files have changed."""

    version: int
    summary: str
    problems: tuple[ProblemLine, ...]
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """Functions of whoever runs the bot; with None the page has no such button or panel.

    `turn_to_next_reminder` returns False if no reminder is planned; `restart_bot` returns once the bot runs again.
    """

    turn_clock: Callable[[timedelta], Awaitable[None]] | None = None
    turn_to_next_reminder: Callable[[], Awaitable[bool]] | None = None
    restart_bot: Callable[[], Awaitable[None]] | None = None
    bot_running: Callable[[], bool] | None = None
    authoring: Callable[[], Authoring] | None = None

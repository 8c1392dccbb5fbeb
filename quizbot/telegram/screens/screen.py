"""A screen: text in parts and buttons in rows, and how the parts become Telegram's HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quizbot.telegram.callbacks import Tap

ROW = 4  # buttons with short labels side by side


class Bold(str):
    """Text that stands out."""

    __slots__ = ()


class Quiet(str):
    """Text that stands back: italics."""

    __slots__ = ()


Part: TypeAlias = str  # plain, Bold or Quiet


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a tap on it says."""

    label: str
    tap: Tap


Row: TypeAlias = tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the learner sees: parts of text, one after the other, and rows of buttons."""

    parts: tuple[Part, ...]
    buttons: tuple[Row, ...] = ()

    @property
    def html(self) -> str:
        """The text for Telegram; the one place where anything is escaped."""
        return "".join(_html(part) for part in self.parts)

    @property
    def plain(self) -> str:
        """The text without any markup."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """A line that is shown over the chat for a moment; `alert` waits to be closed."""

    text: str
    alert: bool = False


def _html(part: Part) -> str:
    escaped = html.escape(part, quote=False)
    match part:
        case Bold():
            return f"<b>{escaped}</b>"
        case Quiet():
            return f"<i>{escaped}</i>"
        case _:
            return escaped


def paragraphs(*blocks: Part | Sequence[Part] | None) -> tuple[Part, ...]:
    """The blocks with an empty line between them; None and "" are left out. A sequence is one block of parts."""
    kept = [(block,) if isinstance(block, str) else tuple(block) for block in blocks if block]
    parts: list[Part] = []
    for block in kept:
        if parts:
            parts.append("\n\n")
        parts.extend(block)
    return tuple(parts)


def lines(rows: Iterable[Sequence[Part]]) -> tuple[Part, ...]:
    """One block with each row of parts on a line of its own."""
    parts: list[Part] = []
    for row in rows:
        if parts:
            parts.append("\n")
        parts.extend(row)
    return tuple(parts)


def rows_of(buttons: Sequence[Button], width: int = ROW) -> tuple[Row, ...]:
    """Buttons in rows of at most `width`, the rows as even as possible."""
    if not buttons:
        return ()
    count = -(-len(buttons) // width)
    even = -(-len(buttons) // count)
    return tuple(tuple(buttons[start : start + even]) for start in range(0, len(buttons), even))


def units(text: str) -> int:
    """How long a text is as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def letter(position: int) -> str:
    """The letter of a shown position: 0 is A."""
    return chr(ord("A") + position)

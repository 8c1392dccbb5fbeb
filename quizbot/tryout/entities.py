"""Formatted text: Telegram's HTML into plain text and entities, whose offsets and lengths count UTF-16 units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of a text that is bold, a link, a command and so on; `offset` and `length` count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

"""Entities: where in a plain text Telegram shows bold, links, commands and so on, counted in UTF-16 units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

_SPLITTABLE: Final = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_VERBATIM: Final = frozenset({"code", "pre"})
_QUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
_FOUND: Final = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b(?![/<>]))"
    r"|(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\".,:;!?)'])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of a text that is bold, a link, a command and so on; `offset` and `length` count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        """The offset of the first unit behind it."""
        return self.offset + self.length


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def tidy(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Return the text as it would stand in a chat: trimmed, entities legally nested, commands and links found."""
    kept = text.strip()
    start = len(text) - len(text.lstrip())  # a blank is one unit
    end = units(kept)
    moved = []
    for entity in entities:
        first = max(entity.offset - start, 0)
        length = min(entity.end - start, end) - first
        if length > 0:
            moved.append(replace(entity, offset=first, length=length))
    found = [one for one in _commands_and_links(kept) if not any(_clash(one, given) for given in moved)]
    return kept, tuple(sorted(_legally_nested(moved + found), key=place))


def place(entity: Entity) -> tuple[int, int]:
    """The order of entities: by where they start, and the longer first."""
    return entity.offset, -entity.length


def _legally_nested(entities: list[Entity]) -> list[Entity]:
    """Nothing is left inside code, bold and the like step aside for it, and no quotation stands in another."""
    verbatim = [entity for entity in entities if entity.type in _VERBATIM]
    whole = [entity for entity in entities if entity.type not in _SPLITTABLE | _VERBATIM]
    kept: list[Entity] = []
    for i, entity in enumerate(entities):
        if entity.type in _SPLITTABLE:
            pieces = _around(entity, verbatim)
            for other in whole:
                pieces = [part for piece in pieces for part in _apart(piece, other)]
            kept.extend(pieces)
        elif not any(_swallows(other, entity, earlier=j < i) for j, other in enumerate(entities) if j != i):
            kept.append(entity)
    return kept


def _swallows(outer: Entity, inner: Entity, *, earlier: bool) -> bool:
    """Whether the one leaves no room for the other in it; of two equal stretches, the earlier is the outer."""
    holds = outer.offset <= inner.offset and inner.end <= outer.end and (earlier or outer.length > inner.length)
    return holds and (outer.type in _VERBATIM or {outer.type, inner.type} <= _QUOTES)


def _around(entity: Entity, holes: Iterable[Entity]) -> list[Entity]:
    pieces = [entity]
    for hole in holes:
        pieces = [
            replace(piece, offset=first, length=last - first)
            for piece in pieces
            for first, last in (
                (piece.offset, min(piece.end, hole.offset)),
                (max(piece.offset, hole.end), piece.end),
            )
            if first < last
        ]
    return pieces


def _apart(piece: Entity, other: Entity) -> list[Entity]:
    """The piece; in two, where it would cross the other."""
    if piece.offset < other.offset < piece.end < other.end:
        border = other.offset
    elif other.offset < piece.offset < other.end < piece.end:
        border = other.end
    else:
        return [piece]
    return [replace(piece, length=border - piece.offset), replace(piece, offset=border, length=piece.end - border)]


def _clash(found: Entity, given: Entity) -> bool:
    """Whether what was found in the text is no such thing, given what the bot says of that stretch."""
    if given.type in _SPLITTABLE or given.end <= found.offset or found.end <= given.offset:
        return False
    return given.type not in _QUOTES or not given.offset <= found.offset < found.end <= given.end


def _commands_and_links(text: str) -> list[Entity]:
    return [
        Entity(type=found.lastgroup or "", offset=units(text[: found.start()]), length=units(found[0]))
        for found in _FOUND.finditer(text)
    ]

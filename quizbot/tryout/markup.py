"""Telegram's HTML: from tags to a plain text and its entities, or to what is wrong with it and where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from quizbot.tryout.entities import Entity, place, units

_TYPES: Final[Mapping[str, str | None]] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": None,  # only for bots that bought a name: others' custom emoji become plain ones
}
_VERBATIM: Final = frozenset({"code", "pre"})
_LITERALS: Final[Mapping[str, str]] = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPACES: Final = " \t\r\n\v\f\0"
_REFERENCE: Final = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<decimal>[0-9]{1,7})|(?P<name>[a-zA-Z]+));?")
_PLAIN: Final = re.compile(r"[^<&]*")
_NAME: Final = re.compile(rf"[^{_SPACES}>]*")
_ATTRIBUTE: Final = re.compile(rf"""[^{_SPACES}=>/"']*""")
_TOKEN: Final = re.compile(r"[a-zA-Z0-9.-]*")
_LINK: Final = re.compile(r"(?:https?|tg|ton)://[^\s]+", re.IGNORECASE)
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s]*)?")


class BadMarkup(ValueError):
    """The text is not the HTML that Telegram reads; the message says what and where, as Telegram does."""


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities by offset, outer ones first, or raise BadMarkup."""
    html = _Html(source)
    html.read()
    entities = [
        replace(entity, language=None) if entity.type == "code" else entity for entity in reversed(html.entities)
    ]
    return "".join(html.plain), sorted(entities, key=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A start tag whose end tag is yet to come; `argument` is the link, the language, or "expandable"."""

    tag: str
    argument: str
    offset: int
    part: int


@dataclass(slots=True)
class _Html:
    """One reading of a source from left to right."""

    source: str
    at: int = 0
    plain: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> None:
        source = self.source
        while self.at < len(source):
            if source.startswith("</", self.at):
                self._end_tag()
            elif source[self.at] == "<":
                self._start_tag()
            elif source[self.at] == "&":
                self._write(self._reference())
            else:
                self._write(self._take(_PLAIN, self.at))
        if self.open:
            raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _write(self, text: str) -> None:
        self.plain.append(text)
        self.length += units(text)

    def _reference(self) -> str:
        """Step over a character reference and return what it stands for; over the ampersand alone if it is none."""
        found = _REFERENCE.match(self.source, self.at)
        character = _referred(found) if found is not None else None
        if found is None or character is None:
            self.at += 1
            return "&"
        self.at = found.end()
        return character

    def _start_tag(self) -> None:
        begin = self.at
        tag = self._take(_NAME, begin + 1).lower()
        if self._ended():
            raise BadMarkup(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TYPES:
            raise BadMarkup(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        argument = ""
        match tag:
            case "a":
                argument = attributes.get("href", "")
            case "code":
                language = attributes.get("class", "")
                argument = language.removeprefix("language-") if language.startswith("language-") else ""
            case "blockquote":
                argument = "expandable" if "expandable" in attributes else ""
            case "span" if attributes.get("class") != "tg-spoiler":
                raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag=tag, argument=argument, offset=self.length, part=len(self.plain)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Step behind the ">" and return the attributes; one without a value has an empty one."""
        attributes: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self.source.startswith(">", self.at):
                self.at += 1
                return attributes
            name = self._take(_ATTRIBUTE, self.at)
            if name == "":
                raise BadMarkup(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
            self._skip_spaces()
            attributes[name] = ""
            if self.source.startswith("=", self.at):
                self.at += 1
                self._skip_spaces()
                attributes[name] = self._value()
            if self._ended():
                raise BadMarkup(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')

    def _value(self) -> str:
        quote = self.source[self.at : self.at + 1]
        if quote not in ("'", '"'):
            begin = self.at
            value = self._take(_TOKEN, begin).lower()
            if not self._ended() and self.source[self.at] not in _SPACES + ">":
                raise BadMarkup(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return value
        self.at += 1
        parts: list[str] = []
        while not self._ended() and self.source[self.at] != quote:
            if self.source[self.at] == "&":
                parts.append(self._reference())
            else:
                parts.append(self.source[self.at])
                self.at += 1
        self.at += 1
        return "".join(parts)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise BadMarkup(f"Unexpected end tag at byte offset {self._byte(begin)}")
        tag = self._take(_NAME, begin + 2).lower()
        self._skip_spaces()
        if not self.source.startswith(">", self.at):
            raise BadMarkup(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        start = self.open.pop()
        if tag not in ("", start.tag):
            raise BadMarkup(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{start.tag}>", found "</{tag}>"'
            )
        if self.length > start.offset:
            self._close(start)

    def _close(self, start: _Open) -> None:
        """Add the entity that ends here."""
        kind = _TYPES[start.tag]
        if kind is None:
            return
        entity = Entity(type=kind, offset=start.offset, length=self.length - start.offset)
        match kind:
            case "text_link":
                url = _link(start.argument or "".join(self.plain[start.part :]))
                if url is not None:
                    self.entities.append(replace(entity, url=url))
            case "code" | "pre":
                self._close_verbatim(entity, start.argument)
            case "blockquote" if start.argument == "expandable":
                self.entities.append(replace(entity, type="expandable_blockquote"))
            case _:
                self.entities.append(entity)

    def _close_verbatim(self, entity: Entity, language: str) -> None:
        """Code right inside pre, or the other way round, is one block, with the code's language."""
        inner = self.entities[-1] if self.entities else None
        if (
            inner is not None
            and {inner.type, entity.type} == _VERBATIM
            and (inner.offset, inner.length) == (entity.offset, entity.length)
            and (language or inner.language) is not None
        ):
            self.entities[-1] = replace(entity, type="pre", language=language or inner.language)
        else:
            self.entities.append(replace(entity, language=language or None))

    def _take(self, pattern: re.Pattern[str], at: int) -> str:
        """Step behind what the pattern, which may match nothing, matches there, and return it."""
        found = pattern.match(self.source, at)
        text = found[0] if found is not None else ""
        self.at = at + len(text)
        return text

    def _skip_spaces(self) -> None:
        while not self._ended() and self.source[self.at] in _SPACES:
            self.at += 1

    def _ended(self) -> bool:
        return self.at >= len(self.source)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _referred(found: re.Match[str]) -> str | None:
    if found["name"] is not None:
        return _LITERALS.get(found["name"])
    code = int(found["hex"], 16) if found["hex"] is not None else int(found["decimal"])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None


def _link(url: str) -> str | None:
    """The link that Telegram makes of it; None if it makes none, which leaves plain text."""
    if _LINK.fullmatch(url):
        return url
    return f"http://{url}" if _HOST.fullmatch(url) else None

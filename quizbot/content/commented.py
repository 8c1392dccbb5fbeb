"""An authored file with its comments: what `fmt` and `translate` rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias, cast

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

_COMMENT = re.compile("#[^\n]*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HEADER_COMMENT = re.compile("[|>][-+0-9]*[ \t]+(#[^\n]*)")


class Style(Enum):
    """How a value is written: in quotes where another reader needs them, never in quotes, or on lines of its own."""

    TEXT = auto()
    BARE = auto()
    LONG = auto()


class Layout(Enum):
    """How a collection is laid out: on one line if it fits; as a block; as one that is set apart; as lines or cards.

    Rows are entries of one line each, however long; cards are entries that are set apart and never on one line.
    """

    FREE = auto()
    BLOCK = auto()
    PART = auto()
    ROWS = auto()
    CARDS = auto()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that holds no others."""

    text: str
    style: Style = Style.TEXT


@dataclass(slots=True, kw_only=True)
class Entry:
    """A field (or, without a name, an entry of a list) with the comments above it and at the end of its line.

    Among the comments, "" is an empty line.
    """

    name: str = ""
    name_style: Style = Style.TEXT
    layout: Layout = Layout.FREE
    value: Node = field(default_factory=lambda: Leaf(""))
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def comments(self) -> Iterator[str]:
        """Every comment of the field and of all that is in it."""
        yield from (*self.above, *self.beside)
        match self.value:
            case Fields() | Items() as inside:
                yield from inside.comments()
            case _:
                pass


@dataclass(slots=True, kw_only=True)
class _Collection:
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def comments(self) -> Iterator[str]:
        """Every comment in it, no empty lines."""
        for entry in self.entries:
            yield from (each for each in entry.comments() if each)
        yield from (each for each in self.below if each)


class Fields(_Collection):
    """Fields by name, and the comments below the last one."""

    def __getitem__(self, name: str) -> Entry:
        return next(entry for entry in self.entries if entry.name == name)

    def __contains__(self, name: str) -> bool:
        return any(entry.name == name for entry in self.entries)


class Items(_Collection):
    """The entries of a list, and the comments below the last one."""


Node: TypeAlias = Leaf | Fields | Items


@dataclass(slots=True, kw_only=True)
class Commented:
    """A whole file: the comments at its top, then its fields."""

    top: list[str]
    fields: Fields

    def comments(self) -> Iterator[str]:
        """Every comment of the file."""
        yield from (each for each in self.top if each)
        yield from self.fields.comments()


def read(data: bytes) -> Commented:
    """The file that the bytes hold, which have passed the gate."""
    return _Reading(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).file()


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    index: int
    column: int


@dataclass(slots=True)
class _Span:
    """From where to where an entry goes; lines are counted from 0. A block is a collection without brackets."""

    entry: Entry
    start: int
    end: int
    first_line: int
    last_line: int
    is_block: bool = True


class _Reading:
    """The events of a text put together, and between them the comments.

    A comment on a line of its own belongs to what follows. What is indented like the entries of a collection that ends
    there, or deeper, belongs to its end.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[Event] = yaml.parse(text, Loader=yaml.CLoader)
        self._seen = 0  # how far the text has been searched for comments
        self._end = 0, 0  # where the last value ends: index and line
        self._waiting: list[_Comment] = []
        self._trailing: list[_Comment] = []
        self._spans: list[_Span] = []

    def file(self) -> Commented:
        """The whole file."""
        while not isinstance(event := self._next(), MappingStartEvent):
            pass
        top = self._taken()
        fields = self._fields(event, owner=None)
        while not isinstance(self._next(), yaml.StreamEndEvent):
            pass
        fields.below += self._taken()
        file = Commented(top=top, fields=fields)
        for comment in self._trailing:
            self._attach(comment, file)
        return file

    def _next(self) -> Event:
        event = next(self._events)
        self._search(_start(event).index)
        self._seen = max(self._seen, _end(event).index)
        return event

    def _search(self, until: int) -> None:
        """Collects the comments between the last event and this one."""
        before = self._seen
        for found in _COMMENT.finditer(self._text, self._seen, until):
            line = self._text.rfind("\n", 0, found.start()) + 1
            comment = _Comment(found.group().rstrip(), found.start(), found.start() - line)
            if self._text[line : found.start()].strip():
                self._trailing.append(comment)
            else:
                self._empty_line(before, found.start())
                self._waiting.append(comment)
            before = found.end()
        self._empty_line(before, until)

    def _empty_line(self, start: int, end: int) -> None:
        if self._waiting and self._waiting[-1].text and _BLANK_LINE.search(self._text, start, end) is not None:
            self._waiting.append(_Comment("", start, 0))

    def _taken(self) -> list[str]:
        taken, self._waiting = [each.text for each in self._waiting], []
        return taken

    def _taken_at_end(self, column: int) -> list[str]:
        """The comments that are indented as deep as the column, up to the first that is not."""
        count = next(
            (place for place, each in enumerate(self._waiting) if each.text and each.column < column),
            len(self._waiting),
        )
        taken = [each.text for each in self._waiting[:count]]
        self._waiting = self._waiting[count:]
        return taken[:-1] if taken and not taken[-1] else taken

    def _node(self, event: Event, above: int, owner: Entry) -> Node:
        if isinstance(event, ScalarEvent):
            return self._leaf(event, owner)
        if isinstance(event, MappingStartEvent):
            return self._fields(event, owner)
        return self._items(cast("SequenceStartEvent", event), above, owner)  # the gate lets nothing else pass

    def _leaf(self, event: ScalarEvent, owner: Entry) -> Leaf:
        on_lines_below = event.style in {"|", ">"}
        if on_lines_below:
            header = _HEADER_COMMENT.match(self._text, _start(event).index)
            owner.beside += [] if header is None else [header[1].rstrip()]
        self._end = _end(event).index, _end(event).line - on_lines_below
        return Leaf(event.value)

    def _fields(self, start: MappingStartEvent, owner: Entry | None) -> Fields:
        fields, column = Fields(), _start(start).column
        while isinstance(name := self._next(), ScalarEvent):
            entry = Entry(name=name.value, above=self._taken())
            fields.entries.append(entry)
            span = self._open(entry, name)
            self._end = _end(name).index, _end(name).line
            self._fill(span, self._next(), column)
        self._finish(fields, start, name, owner, column)
        return fields

    def _items(self, start: SequenceStartEvent, above: int, owner: Entry) -> Items:
        items, column = Items(), _start(start).column
        while not isinstance(event := self._next(), CollectionEndEvent):
            entry = Entry(above=self._taken())
            items.entries.append(entry)
            self._fill(self._open(entry, event), event, column)
        self._finish(items, start, event, owner, column if column > above else column + 1)
        return items

    def _open(self, entry: Entry, event: Event) -> _Span:
        index, line = _start(event).index, _start(event).line
        span = _Span(entry, index, index, line, line)
        self._spans.append(span)
        return span

    def _fill(self, span: _Span, event: Event, column: int) -> None:
        if isinstance(event, ScalarEvent) or (isinstance(event, CollectionStartEvent) and event.flow_style):
            span.entry.above += self._taken()
            span.is_block = False
        span.entry.value = self._node(event, column, span.entry)
        span.end, span.last_line = self._end

    def _finish(
        self,
        collection: _Collection,
        start: CollectionStartEvent,
        end: Event,
        owner: Entry | None,
        column: int,
    ) -> None:
        if not start.flow_style:
            collection.below = self._taken_at_end(column)
            return
        self._end = _end(end).index, _end(end).line
        if owner is not None:
            owner.above += self._taken()

    def _attach(self, comment: _Comment, file: Commented) -> None:
        """Gives a comment at the end of a line to what stands on the line."""
        line = self._text.count("\n", 0, comment.index)
        before = [span for span in self._spans if span.start < comment.index]
        on_line = [each for each in before if each.first_line == line == each.last_line and each.end <= comment.index]
        ending = [each for each in before if each.last_line == line and each.end <= comment.index]
        starting = [each for each in before if each.first_line == line]
        if on_line:
            next(span for span in _last(on_line) if not span.is_block).entry.beside.append(comment.text)
        elif ending:
            _last(ending)[-1].entry.beside.append(comment.text)
        elif starting:
            starting[-1].entry.beside.append(comment.text)
        elif not before:
            file.top.append(comment.text)
        elif len(before) < len(self._spans):
            self._spans[len(before)].entry.above.insert(0, comment.text)
        else:
            file.fields.below.insert(0, comment.text)


def _last(spans: Sequence[_Span]) -> list[_Span]:
    """Those that end last, from the outermost to the innermost."""
    end = max(span.end for span in spans)
    return [span for span in spans if span.end == end]


def _start(event: Event) -> yaml.Mark:
    return cast("yaml.Mark", event.start_mark)


def _end(event: Event) -> yaml.Mark:
    return cast("yaml.Mark", event.end_mark)

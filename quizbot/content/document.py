"""An authored file as plain values, and where in the file each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeAlias, assert_never

from quizbot.content.problems import Position

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]


class Mark(Protocol):
    """A place in a text as libyaml tells it: characters, lines and columns are counted from 0."""

    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a value begins and, in a mapping or a list, the names and the values in it."""

    mark: Mark | None
    names: Mapping[str | int, Mark | None] = field(default_factory=dict)
    inside: Mapping[str | int, _Spot] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Document:
    """The fields of a file, every scalar as the text that was written, and the marks to find them by.

    `marks` holds the mark of each name and each value, as they follow one another in the file. Positions are worked
    out only when one is asked for, since most files have no problem.
    """

    fields: dict[str, Value]
    marks: Sequence[Mark | None]

    def position(self, path: Path) -> Position:
        """Where the value at `path` begins; where nothing is at `path`, what is nearest above it."""
        spot = self._spot
        for part in path:
            spot = spot.inside.get(part, spot)
        return position_of(spot.mark)

    def name_position(self, path: Path) -> Position:
        """Where the name of the field at `path` begins; where there is none, what is nearest above it."""
        spot = self._spot
        for part in path[:-1]:
            spot = spot.inside.get(part, spot)
        return position_of(spot.names.get(path[-1], spot.mark))

    @cached_property
    def _spot(self) -> _Spot:
        return _spot(self.fields, iter(self.marks))


def _spot(value: Value, marks: Iterator[Mark | None]) -> _Spot:
    mark = next(marks)
    match value:
        case str():
            return _Spot(mark=mark)
        case dict():
            names: dict[str | int, Mark | None] = {}
            inside: dict[str | int, _Spot] = {}
            for name, each in value.items():
                names[name] = next(marks)
                inside[name] = _spot(each, marks)
            return _Spot(mark=mark, names=names, inside=inside)
        case list():
            return _Spot(mark=mark, inside={place: _spot(each, marks) for place, each in enumerate(value)})
        case _:
            assert_never(value)


def position_of(mark: Mark | None) -> Position:
    """The position that a mark of libyaml's means; the beginning of the file where it gave none."""
    return Position() if mark is None else Position(line=mark.line + 1, column=mark.column + 1)

"""A fault script as a small YAML file: the rules of `faults`, each mistake named by line and field."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TypeAlias

from quizbot.content.document import Document, Value
from quizbot.content.document import Path as Place
from quizbot.content.gate import read
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Position, Problem
from quizbot.tryout.botapi import METHODS
from quizbot.tryout.faults import (
    DOWNLOAD,
    WEBHOOK,
    Drip,
    Drop,
    Fail,
    Fault,
    Faults,
    Partition,
    Refuse,
    Rule,
    Truncate,
)

Parser: TypeAlias = Callable[[Value], Any]


class FaultsRefused(Exception):
    """The file holds no fault script: a line for each mistake, with file, line and column."""


class Wrong(Exception):
    """A value is not what its field takes: what that would be, and a hint."""

    def __init__(self, wanted: str, value: Value, hint: str = "") -> None:
        shown = f"`{value}`" if isinstance(value, str) else "fields" if isinstance(value, dict) else "a list"
        super().__init__(f"{wanted}, not {shown}.{hint and f' {hint}'}")


def read_faults(path: Path) -> Faults:
    """The script that a file holds.

    Raises:
        FaultsRefused: it holds none.
        OSError: it cannot be read.
    """
    document, problems = read(path.read_bytes(), str(path))
    if document is None:
        raise FaultsRefused("\n".join(map(_line, problems)))
    reading = _Reading(document, str(path))
    faults = reading.faults()
    if reading.mistakes:
        raise FaultsRefused("\n".join(reading.mistakes))
    return faults


def _line(problem: Problem) -> str:
    hint = "Begin it with `rules:`." if problem.rule == "not-fields" else problem.hint
    return f"{problem.file}:{problem.line}:{problem.column}: {problem.message} {hint}"


class _Reading:
    """Reads one document; what is wrong with it is in `mistakes`, and then what it returns is of no use."""

    def __init__(self, document: Document, file: str) -> None:
        self.mistakes: list[str] = []
        self._document = document
        self._file = file

    def faults(self) -> Faults:
        """The script."""
        fields = self._fields((), self._document.fields, _SCRIPT)
        rules = [self._rule(("rules", place), value) for place, value in enumerate(fields.get("rules", []))]
        return Faults([rule for rule in rules if rule is not None], seed=fields.get("seed", 0))

    def _rule(self, place: Place, value: Value) -> Rule | None:
        here = self._document.position(place)
        if not isinstance(value, dict):
            self._mistake(here, "A rule is made of fields, as `method: sendMessage` and `drop: after`.")
            return None
        before = len(self.mistakes)
        fields = self._fields(place, value, _RULE)
        kinds = [name for name in value if name in _FAULTS]
        for name in kinds[1:]:
            what = f"`{name}` stands beside `{kinds[0]}`, but one thing happens to a call."
            self._mistake(self._document.name_position((*place, name)), what)
        for name, owner in _DETAILS.items():
            if name in value and owner not in kinds:
                what = f"`{name}` says more about `{owner}`, which is missing."
                self._mistake(self._document.name_position((*place, name)), what)
        if len(self.mistakes) > before:
            return None
        try:
            return _rule(fields)
        except ValueError as error:
            self._mistake(here, str(error))
            return None

    def _fields(self, place: Place, given: Mapping[str, Value], known: Mapping[str, Parser]) -> dict[str, Any]:
        """The fields that are right, by name."""
        fields = {}
        for name, value in given.items():
            if name not in known:
                what = f"There is no field `{name}`. {did_you_mean(name, known)}"
                self._mistake(self._document.name_position((*place, name)), what)
                continue
            try:
                fields[name] = known[name](value)
            except Wrong as wrong:
                self._mistake(self._document.position((*place, name)), f"`{name}` is {wrong}")
        return fields

    def _mistake(self, where: Position, what: str) -> None:
        self.mistakes.append(f"{self._file}:{where.line}:{where.column}: {what}")


def _rule(fields: Mapping[str, Any]) -> Rule:
    """The rule that right fields make; ValueError if together they make none."""
    details = {name: fields[name] for name in _DETAILS if name in fields}
    kind = next((name for name in fields if name in _FAULTS), None)
    return Rule(
        methods=fields.get("method", ("*",)),
        chat_id=fields.get("chat"),
        first=fields.get("from", 1),
        times=fields.get("times"),
        chance=fields.get("chance", 1.0),
        delay=fields.get("delay", 0.0),
        fault=None if kind is None else _FAULTS[kind](fields[kind], **details),
    )


# What a field takes


def _number(wanted: str, kind: type[int | float], least: float, most: float = math.inf) -> Parser:
    def parse(value: Value) -> int | float:
        try:
            number = kind(value) if isinstance(value, str) else math.nan
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise Wrong(wanted, value)
        return number

    return parse


def _word(*words: str) -> Parser:
    def parse(value: Value) -> str:
        if not isinstance(value, str) or value not in words:
            raise Wrong(" or ".join(f"`{word}`" for word in words), value)
        return value

    return parse


def _truth(value: Value) -> bool:
    return bool(_word("true", "false")(value) == "true")


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise Wrong("a text", value)
    return value


def _list(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise Wrong("a list, each entry of which begins with `- `", value)
    return value


def _status(value: Value) -> int:
    if not isinstance(value, str) or value not in {
        str(each.value) for each in HTTPStatus if each >= HTTPStatus.BAD_REQUEST
    }:
        raise Wrong("an HTTP status that is an error", value)
    return int(value)


def _methods(value: Value) -> tuple[str, ...]:
    """One name or pattern, or a list of them."""
    return tuple(_method(each) for each in (value if isinstance(value, list) else [value]))


def _method(pattern: Value) -> str:
    if not isinstance(pattern, str) or not any(fnmatchcase(name, pattern) for name in _NAMES):
        hint = did_you_mean(pattern, _NAMES) if isinstance(pattern, str) else ""
        raise Wrong("a method that is simulated or a pattern such as `send*`", pattern, hint)
    return pattern


_NAMES: Final = (*METHODS, WEBHOOK, DOWNLOAD)
_COUNT = _number("a whole number from 1 up", int, 1)
_SECONDS = _number("a number of seconds from 0 up", float, 0)

_FAULTS: Final[Mapping[str, Callable[..., Fault]]] = {
    "drop": lambda when: Drop(applied=when == "after"),
    "error": lambda status, **details: Fail(status=status, **details),
    "truncate": lambda _: Truncate(),
    "drip": lambda seconds: Drip(seconds=seconds),
    "refuse": lambda seconds: Refuse(seconds=seconds),
    "partition": lambda seconds, **details: Partition(seconds=seconds, **details),
}
_DETAILS: Final = {"applied": "error", "description": "error", "retry_after": "error", "cut": "partition"}
_SCRIPT: Final[Mapping[str, Parser]] = {"seed": _number("a whole number", int, -math.inf), "rules": _list}
_RULE: Final[Mapping[str, Parser]] = {
    "method": _methods,
    "chat": _number("a whole number", int, -math.inf),
    "from": _COUNT,
    "times": _COUNT,
    "chance": _number("a number from 0 to 1", float, 0, 1),
    "delay": _SECONDS,
    "drop": _word("before", "after"),
    "error": _status,
    "applied": _truth,
    "description": _text,
    "retry_after": _COUNT,
    "truncate": _word("true"),
    "drip": _SECONDS,
    "refuse": _SECONDS,
    "partition": _SECONDS,
    "cut": _truth,
}

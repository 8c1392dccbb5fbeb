"""What is wrong with authored files, as values with file, line, column and rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How grave a problem is: an error stops `run`, a warning is a flaw, information is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a file; line and column are counted from 1, columns in characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to mend: where it is, which rule found it, what is wrong, what to do, and the text that offends."""

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str
    text: str = ""


MOST_ERRORS = 1000
"""Whoever has so many in one file mends them first; finding and showing more of them would only take time."""


def enough(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of one file up to so many errors, and then one more that says so."""
    errors = 0
    for problem in problems:
        yield problem
        errors += problem.severity is Severity.ERROR
        if errors == MOST_ERRORS:
            message, hint = f"There may be more than these {MOST_ERRORS:,} errors.", "Mend these, and check again."
            yield replace(problem, rule="too-many-errors", message=message, hint=hint, text="")
            return


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line and column, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.rule, p.message, p.hint, p.text)))


_LONGEST_TEXT = 100


def shortened(text: str) -> str:
    """What an author wrote as one line that is not too long to be shown."""
    line = " ".join(text[: 10 * _LONGEST_TEXT].split())
    return line if len(line) <= _LONGEST_TEXT else f"{line[:_LONGEST_TEXT]}…"


def counted(count: int, noun: str) -> str:
    """As "1 file" or "0 files"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

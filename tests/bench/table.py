"""A small table: each row's minimum, median and maximum, and its median beside the yardstick's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

HEADER = ("| | minimum | median | maximum | / yardstick |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured, in which unit, once for each repetition.

    `beside` names the row that is its yardstick; unless it is given, that is the first row of the same unit.
    """

    name: str
    unit: str
    values: Sequence[float]
    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a benchmark has found: rows, and what must be known to read them."""

    rows: Sequence[Row]
    notes: Sequence[str] = ()


@dataclass(kw_only=True)
class Samples:
    """Values that come in one at a time, of several things in turn; they become rows in the order of their names."""

    unit_of: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)
    _values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """Keep one more value."""
        self._values.setdefault(name, []).append(value)

    def rows(self) -> list[Row]:
        """A row for each thing that has values."""
        return [
            Row(name=name, unit=unit, values=self._values[name], beside=self.beside.get(name))
            for name, unit in self.unit_of.items()
            if name in self._values
        ]


def written(report: Report) -> str:
    """The report as Markdown: the table, then the notes."""
    return "\n".join([*HEADER, *_lines(report.rows), *_notes(report)])


def written_together(reports: Mapping[str, Report]) -> str:
    """All reports in one table, each under the command that repeats it; then all notes."""
    lines = list(HEADER)
    notes: list[str] = []
    for command, report in reports.items():
        lines += [f"| **`{command}`** | | | | |", *_lines(report.rows)]
        notes += (f"`{command}`: {note}" for note in report.notes)
    return "\n".join([*lines, *_notes(Report(rows=(), notes=notes))])


def _lines(rows: Sequence[Row]) -> Iterable[str]:
    for row in rows:
        figures = (min(row.values), median(row.values), max(row.values))
        cells = " | ".join(f"{rounded(figure)} {row.unit}".rstrip() for figure in figures)
        yield f"| {row.name} | {cells} | {_share(row, _yardstick(row, rows))} |"


def _yardstick(row: Row, rows: Sequence[Row]) -> Row:
    return next(each for each in rows if (each.unit == row.unit if row.beside is None else each.name == row.beside))


def _share(row: Row, yardstick: Row) -> str:
    beneath = median(yardstick.values)
    return f"{median(row.values) / beneath:.2f}" if beneath else "–"


def _notes(report: Report) -> Iterable[str]:
    return ("", *(f"- {note}" for note in report.notes)) if report.notes else ()


def rounded(figure: float) -> str:
    """Three digits that count, without an exponent: 0.0123, 1.5, 12,300."""
    if figure == 0:
        return "0"
    decimals = 2 - math.floor(math.log10(abs(figure)))
    text = f"{round(figure, decimals):,.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

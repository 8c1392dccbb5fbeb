"""A small table: each row's minimum, median and maximum, and its median beside the yardstick's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured, in which unit, once for each repetition."""

    name: str
    unit: str
    values: Sequence[float]


def written(rows: Sequence[Row]) -> str:
    """The table as Markdown; the first row is the yardstick."""
    yardstick = median(rows[0].values)
    lines = ["| | minimum | median | maximum | / yardstick |", "|---|---|---|---|---|"]
    for row in rows:
        figures = (min(row.values), median(row.values), max(row.values))
        cells = " | ".join(f"{figure:.3g} {row.unit}" for figure in figures)
        lines.append(f"| {row.name} | {cells} | {median(row.values) / yardstick:.2f} |")
    return "\n".join(lines)

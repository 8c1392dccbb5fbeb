"""Options that are numbers or ranges of numbers, made comparable."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from quizbot.content.words import may_hold_number
from quizbot.domain.reading import read_quantity

_SECONDS = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2_629_800.0,
    "year": 31_557_600.0,
}
_BETWEEN = re.compile("\\s*[-\N{EN DASH}\N{EM DASH}]\\s*|\\s+(?:to|and)\\s+")
_LEADING = re.compile(r"^(?:between|from|for|in|after)\s+")
_BOUNDS = (
    (re.compile(r"^(?:less than|fewer than|under|below|<)\s*"), "below"),
    (re.compile(r"^(?:up to|at most|no more than|within|≤)\s*"), "up to"),
    (re.compile(r"^(?:more than|longer than|over|above|>)\s*"), "above"),
    (re.compile(r"^(?:at least|no less than|≥)\s*|\s+or (?:more|longer|over)$"), "from"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Numbers from `low` to `high` in `unit`; an open end does not belong to it. Times are in seconds."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    unit: str

    def overlaps(self, other: Range) -> bool:
        """Whether some number belongs to both; never so for different units."""
        return self.unit == other.unit and not self._is_below(other) and not other._is_below(self)

    def _is_below(self, other: Range) -> bool:
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))


def read_range(text: str) -> Range | None:
    """The number or the range that the whole text is, or None if it is something else."""
    lower = text.casefold()
    if not may_hold_number(lower):
        return None
    plain = _LEADING.sub("", " ".join(lower.split()).rstrip("."))
    for words, bound in _BOUNDS:
        rest, found = words.subn("", plain)
        if found:
            end = _read(rest)
            return None if end is None else _bounded(bound, *end)
    single = _read(plain)
    if single is not None:
        number, unit = single
        return Range(low=number, high=number, unit=unit)
    return _between(plain)


def _bounded(bound: str, number: float, unit: str) -> Range:
    if bound in ("below", "up to"):
        return Range(low=-math.inf, high=number, high_open=bound == "below", unit=unit)
    return Range(low=number, high=math.inf, low_open=bound == "above", unit=unit)


def _between(plain: str) -> Range | None:
    for found in _BETWEEN.finditer(plain):
        low, high = read_quantity(plain[: found.start()]), read_quantity(plain[found.end() :])
        if low is not None and high is not None:
            (least, unit), (most, unit_of_most) = (
                _measured(low.value, low.unit or high.unit),
                _measured(high.value, high.unit),
            )
            if unit == unit_of_most:
                return Range(low=least, high=most, unit=unit)
    return None


def _read(plain: str) -> tuple[float, str] | None:
    quantity = read_quantity(plain)
    return None if quantity is None else _measured(quantity.value, quantity.unit)


def _measured(value: float, unit: str) -> tuple[float, str]:
    return (value * _SECONDS[unit], "time") if unit in _SECONDS else (value, unit)

"""Which options are numbers or ranges, and which of them have a number in common."""

from __future__ import annotations

from math import inf

import pytest

from quizbot.content.rules.quantities import Range, read_range

WEEK = 604_800.0
DAY = 86_400.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", Range(low=3, high=3, unit="")),
        ("Three weeks.", Range(low=3 * WEEK, high=3 * WEEK, unit="time")),
        ("2 to 4 weeks", Range(low=2 * WEEK, high=4 * WEEK, unit="time")),
        ("two to four weeks", Range(low=2 * WEEK, high=4 * WEEK, unit="time")),
        ("Between two and four weeks", Range(low=2 * WEEK, high=4 * WEEK, unit="time")),
        ("10–14 days", Range(low=10 * DAY, high=14 * DAY, unit="time")),
        ("1 day to 2 weeks", Range(low=DAY, high=2 * WEEK, unit="time")),
        ("twenty-four to thirty-six hours", Range(low=DAY, high=1.5 * DAY, unit="time")),
        ("10 %", Range(low=10, high=10, unit="%")),
        ("less than 5", Range(low=-inf, high=5, high_open=True, unit="")),
        ("Up to two weeks", Range(low=-inf, high=2 * WEEK, unit="time")),
        ("more than 4 cups", Range(low=4, high=inf, low_open=True, unit="cup")),
        ("at least 4 cups", Range(low=4, high=inf, unit="cup")),
        ("4 cups or more", Range(low=4, high=inf, unit="cup")),
        ("1 day to 2 cups", None),
        ("less than usual", None),
        ("to and fro", None),
        ("CD19", None),
        ("", None),
    ],
)
def test_reads(text: str, expected: Range | None) -> None:
    assert read_range(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1 to 2 weeks", "2 to 4 weeks", True),
        ("1 to 2 weeks", "3 to 4 weeks", False),
        ("10 days", "1 to 2 weeks", True),
        ("less than 2 days", "2 days", False),
        ("up to 2 days", "2 days", True),
        ("more than 2 days", "2 days", False),
        ("at least 2 days", "2 days", True),
        ("1 to 5 cups", "1 to 5 days", False),
    ],
)
def test_overlaps_either_way_round(one: str, other: str, expected: bool) -> None:
    first, second = read_range(one), read_range(other)
    assert first is not None
    assert second is not None
    assert first.overlaps(second) == second.overlaps(first) == expected

"""Suggestions for names that are not known."""

from __future__ import annotations

import pytest

from quizbot.content.nearest import did_you_mean


@pytest.mark.parametrize(
    ("written", "known", "expected"),
    [
        ("corect", ["text", "correct", "why"], "Did you mean `correct`?"),
        ("colour", ["text", "why"], "There are `text`, `why`."),
        ("x", [], "There are none."),
        ("x", [f"name-{number}" for number in range(22)], "`name-18`, `name-19` and 2 more."),
        ("name-19x", [f"name-{number}" for number in range(501)], "`name-19` and 481 more."),
        ("x" * 1_000_000, ["text"], "There are `text`."),
    ],
)
def test_says_what_is_near_or_what_there_is(written: str, known: list[str], expected: str) -> None:
    assert did_you_mean(written, known).endswith(expected)

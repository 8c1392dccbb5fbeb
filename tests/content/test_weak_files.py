"""Files with one weakness each: they say at their end which rule finds it, and where."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.content.rules import keys, patients, stems, whole_sets, wording
from quizbot.content.rules.review import review_overdue
from tests.content.written import found

FOLDER = Path(__file__).parent / "weak"
RULES = (
    *stems.RULES,
    *wording.RULES,
    *keys.RULES,
    *whole_sets.RULES,
    *patients.RULES,
    review_overdue(date(2026, 11, 22)),
)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_the_weakness_is_found_where_it_is_and_stops_nobody(rule: str) -> None:
    path = FOLDER / f"{rule}.yaml"
    expected = re.findall(r"^# problem: (\d+):(\d+) (\S+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    loaded = load([path], RULES)
    assert found(loaded) == [(int(line), int(column), name) for line, column, name in expected]
    assert {name for _, _, name in expected} == {rule}
    assert len(loaded.library.sets) == 1

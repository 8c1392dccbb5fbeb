"""Bad files: each says at its end which problems of shape and sources it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.content.rules import limits, options, reading, shape, sources
from tests.content.written import found

FILES = sorted(path for path in (Path(__file__).parent / "bad").glob("*.yaml") if path.name != "sources.yaml")

RULES = (*reading.RULES, *shape.RULES, *options.RULES, *limits.RULES, *sources.RULES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_is_found_where_it_is(path: Path) -> None:
    expected = re.findall(r"^# problem: (\d+):(\d+) (\S+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    loaded = load([path], RULES)
    assert sorted(found(loaded)) == sorted((int(line), int(column), rule) for line, column, rule in expected)
    assert loaded.library.sets == {}

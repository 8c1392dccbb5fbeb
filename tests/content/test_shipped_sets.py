"""The sets that quizbot ships are clean."""

from __future__ import annotations

from pathlib import Path

from quizbot.content.loader import load
from quizbot.domain.questions import Audience

QUESTIONS = Path(__file__).parents[2] / "questions"


def test_shipped_sets_have_no_problems() -> None:
    loaded = load([QUESTIONS])
    assert loaded.problems == ()
    assert {each.audience for each in loaded.library.sets.values()} == set(Audience)

"""The sets that quizbot ships are clean."""

from __future__ import annotations

from pathlib import Path

from quizbot.content.loader import load
from quizbot.content.problems import Severity
from quizbot.domain.questions import Audience

QUESTIONS = Path(__file__).parents[2] / "questions"


def test_shipped_sets_have_no_flaws() -> None:
    """Information is for whoever reviews a set: a short key in plain words, say, has no word of its source."""
    loaded = load([QUESTIONS])
    assert [problem for problem in loaded.problems if problem.severity is not Severity.INFORMATION] == []
    assert {each.audience for each in loaded.library.sets.values()} == set(Audience)

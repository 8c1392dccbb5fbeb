"""How texts for patients are measured, and when a review is overdue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizbot.content.check import check
from quizbot.content.loader import load
from quizbot.content.problems import Severity
from quizbot.content.report import Format
from quizbot.content.rules.patients import RULES
from quizbot.content.rules.registry import rules_on
from tests.content.excerpts import completed
from tests.content.written import write_sources

PLAIN = "Tea is hot. Let it cool. "
# six words of 2 syllables and four of 1 a sentence: grade 0.39 * 10 + 11.8 * 1.6 - 15.59 = 7.19
HARDER = "Water and paper, tables and windows, people and rivers rest. "
HARD = "Considerable preparation necessitates appropriate temperatures. "


def severities(
    folder: Path, *, lesson: str, explanation: str = PLAIN, audience: str = "patient"
) -> list[tuple[int, str]]:
    path = folder / "set.yaml"
    path.write_text(
        completed(
            f"set: {{audience: {audience}}}\n"
            f"lessons: [{{text: '{lesson}'}}]\n"
            f"questions: [{{explanation: '{explanation}'}}]\n"
        ),
        encoding="utf-8",
    )
    found = (problem for problem in load([path], RULES).problems if problem.rule == "reading-grade")
    return [(problem.line, problem.severity) for problem in found]


SET, LESSON = 3, 21


def test_what_is_plain_is_not_remarked_upon(tmp_path: Path) -> None:
    assert severities(tmp_path, lesson=PLAIN * 20) == []


def test_between_grade_6_and_8_a_set_is_remarked_upon(tmp_path: Path) -> None:
    assert severities(tmp_path, lesson=HARDER * 100) == [(SET, Severity.INFORMATION)]


def test_above_grade_8_set_and_lesson_are_warned_of(tmp_path: Path) -> None:
    assert severities(tmp_path, lesson=HARD * 20) == [(SET, Severity.WARNING), (LESSON, Severity.WARNING)]


def test_a_hard_lesson_in_a_plain_set_is_found(tmp_path: Path) -> None:
    assert severities(tmp_path, lesson=HARD * 12, explanation=PLAIN * 300) == [(LESSON, Severity.WARNING)]


def test_a_short_hard_lesson_counts_in_its_set_alone(tmp_path: Path) -> None:
    assert severities(tmp_path, lesson=HARD * 11, explanation=PLAIN * 300) == []  # 55 words


def test_students_may_read_what_is_hard(tmp_path: Path) -> None:
    assert severities(tmp_path, lesson=HARD * 20, audience="student") == []


@pytest.mark.parametrize(
    ("due", "today", "overdue"),
    [
        ("next: 2026-11-21", date(2026, 11, 22), True),
        ("next: 2026-11-22", date(2026, 11, 22), False),
        ("next: 2026-11-22", date(2026, 11, 23), True),
        ("", date(2126, 11, 22), False),
    ],
)
def test_a_review_is_overdue_the_day_after_it_was_due(tmp_path: Path, due: str, today: date, overdue: bool) -> None:
    path = tmp_path / "set.yaml"
    path.write_text(completed(f"set: {{reviewed: {{on: 2026-01-01, {due}}}}}"), encoding="utf-8")
    assert ("review-overdue" in {problem.rule for problem in load([path], rules_on(today)).problems}) is overdue


def test_check_knows_no_day_but_the_one_that_it_is_given(tmp_path: Path) -> None:
    write_sources(tmp_path)
    (tmp_path / "set.yaml").write_text(
        completed("set: {reviewed: {on: 2016-01-01, next: 2017-01-01}}"), encoding="utf-8"
    )
    assert check([tmp_path], Format.TEXT, strict=True)[1] == 0
    report, code = check([tmp_path], Format.TEXT, strict=True, today=date(2026, 11, 22))
    assert code == 1
    assert "The next review was due on 2017-01-01." in report

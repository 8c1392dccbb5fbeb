"""Screens for educators, and for whoever sends too much: each is one that Telegram takes, whatever is in a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.content.confined import FIRST, Checked
from quizbot.content.problems import Problem, Severity
from quizbot.i18n import Translators
from quizbot.services.educators import NotFetched, TooLarge, TooMuch
from quizbot.telegram.screens import educating, flooding
from quizbot.tryout.botapi import CALLBACK_ANSWER_UNITS
from quizbot.tryout.entities import units
from tests.telegram.test_screens import check

T = Translators()(None)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


def problem(message: str, hint: str = "Mend it.", text: str = "", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(
        file="x.yaml", line=12, column=3, rule="one", severity=severity, message=message, hint=hint, text=text
    )


def found(*problems: Problem, more: int = 0, questions: int = 9, since_lock: str = "") -> Checked:
    severities = [each.severity for each in problems]
    return Checked(
        problems=problems,
        errors=severities.count(Severity.ERROR) + more,
        warnings=severities.count(Severity.WARNING),
        remarks=severities.count(Severity.INFORMATION),
        questions=questions,
        since_lock=since_lock,
        report="",
    )


def test_a_report_is_counts_first_problems_and_what_has_become_of_the_file() -> None:
    screen = educating.checked(
        T,
        found(
            problem("There is no field `<b>` here.", "Did you mean `{b}`?"),
            problem("Says “always”.", "Say how often.", "Tea is always %s hot", Severity.WARNING),
            since_lock="3 new, 1 key changed",
        ),
    )
    check(screen)
    assert screen.plain == (
        "This file has errors, so nobody could learn from it.\n"
        "\n"
        "1 error, 1 warning, 9 questions (3 new, 1 key changed)\n"
        "\n"
        "Line 12, error: There is no field `<b>` here.\n"
        "→ Did you mean `{b}`?\n"
        "\n"
        "Line 12, warning: Says “always”.\n"
        "Tea is always %s hot\n"
        "→ Say how often.\n"
        "\n"
        "The file was checked, not stored: nothing of it is kept, and nobody learns from it yet."
    )


@pytest.mark.parametrize(
    ("severities", "begins"),
    [
        ([], "This file is fine.\n\n9 questions\n\n"),
        (
            [Severity.INFORMATION] * 2,
            "This file is fine.\n\n2 remarks, 9 questions\n\nLine 12, remark: Look. No.\n→ Mend it.\n\n",
        ),
        ([Severity.WARNING], "This file has no errors, but something to look at.\n\n1 warning, 9 questions\n\n"),
    ],
)
def test_a_report_begins_with_what_it_means(severities: list[Severity], begins: str) -> None:
    screen = educating.checked(T, found(*(problem("Look. No.", severity=each) for each in severities)))
    check(screen)
    assert screen.plain.startswith(begins)


def test_a_translation_has_no_questions_of_its_own() -> None:
    assert educating.checked(T, found(problem("Look."), questions=0)).plain.splitlines()[2] == "1 error"


@given(words=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=FIRST), more=st.integers(0, 3))
def test_a_report_fits_a_message_and_is_shown_as_it_is_whatever_the_file_says(
    words: list[tuple[str, str, str]], more: int
) -> None:
    outcome = found(*(problem(f"-{one}.", f"{two}-", three) for one, two, three in words), more=more)
    screen = educating.checked(T, outcome)
    check(screen)
    shown = screen.plain.count("\n→ ")
    assert educating.has_more(T, outcome) == ("The report below" in screen.plain) == (len(words) + more > shown)
    assert shown >= min(len(words), 1)


@pytest.mark.parametrize("outcome", [TooLarge(), NotFetched(), TooMuch()])
def test_why_a_file_was_not_checked(outcome: TooLarge | NotFetched | TooMuch) -> None:
    screen = educating.unchecked(T, outcome)
    check(screen)
    assert screen.plain.endswith("Nothing of it was kept.")


def test_the_other_screens_are_ones_that_telegram_takes() -> None:
    for screen in (educating.welcome(T), educating.no_invitation(T), flooding.slower(T)):
        check(screen)
    assert units(flooding.slower_tap(T).text) <= CALLBACK_ANSWER_UNITS

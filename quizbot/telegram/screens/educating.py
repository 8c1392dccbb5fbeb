"""For educators: the invitation, and what a check has found in a file of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import assert_never

from quizbot.content.confined import MOST_BYTES, Checked
from quizbot.content.problems import Problem, Severity
from quizbot.i18n import Translator
from quizbot.services.educators import NotFetched, TooLarge, TooMuch
from quizbot.telegram.callbacks import Go
from quizbot.telegram.screens.screen import Bold, Button, Part, Quiet, Screen, lines, paragraphs, units

SHOWN = 5  # problems in a message at most; all are in the report
_ROOM = 3000  # for them, of the 4096 UTF-16 units that a message may have


def welcome(t: Translator) -> Screen:
    """They are an educator now."""
    return Screen(
        parts=paragraphs(
            Bold(t("You are an educator here.")),
            t(
                "Send me a question set, a .yaml file: I check it as quizbot check does and tell you what to mend. The"
                " file is not kept."
            ),
            t("You can learn here, too, as everybody does."),
        ),
        buttons=((Button(t("Go on"), Go()),),),
    )


def no_invitation(t: Translator) -> Screen:
    """The code is wrong, expired or used up, or one of too many: all in the same words."""
    return Screen(
        parts=paragraphs(
            t("This invitation does not work: it is not complete, too old, or used already."),
            t("Please ask whoever sent it for a new one. After several tries, wait an hour."),
        ),
        buttons=((Button(t("Go on"), Go()),),),
    )


def checked(t: Translator, found: Checked) -> Screen:
    """What is wrong with the file: how much, and what first."""
    return Screen(
        parts=paragraphs(
            Bold(_verdict(t, found)),
            _counts(t, found),
            *_first(t, found),
            t("The report below has all of them, with reasons.") if has_more(t, found) else None,
            Quiet(t("The file was checked, not stored: nothing of it is kept, and nobody learns from it yet.")),
        )
    )


def has_more(t: Translator, found: Checked) -> bool:
    """Whether there are more problems than the message has room for."""
    return found.errors + found.warnings + found.remarks > len(_first(t, found))


def _first(t: Translator, found: Checked) -> Sequence[Sequence[Part]]:
    """The first problems, as many as there is room for."""
    blocks = [_problem(t, problem) for problem in found.problems[:SHOWN]]
    lengths = accumulate(units("".join(block)) for block in blocks)
    return [block for block, length in zip(blocks, lengths, strict=True) if length <= _ROOM]


def _verdict(t: Translator, found: Checked) -> str:
    if found.errors:
        return t("This file has errors, so nobody could learn from it.")
    if found.warnings:
        return t("This file has no errors, but something to look at.")
    return t("This file is fine.")


def _counts(t: Translator, found: Checked) -> str:
    counts = [
        t.n("{count} error", "{count} errors", found.errors) if found.errors else "",
        t.n("{count} warning", "{count} warnings", found.warnings) if found.warnings else "",
        t.n("{count} remark", "{count} remarks", found.remarks) if found.remarks else "",
    ]
    questions = t.n("{count} question", "{count} questions", found.questions) if found.questions else ""
    since = f" ({found.since_lock})" if found.since_lock else ""
    return f"{', '.join(filter(None, [*counts, questions]))}{since}"


def _problem(t: Translator, problem: Problem) -> Sequence[Part]:
    place = t("Line {line}, {severity}", line=problem.line, severity=_severity(t, problem.severity))
    offending = problem.text if problem.text and problem.text not in problem.message else None
    return lines(
        [(Bold(place), f": {problem.message}"), *([(Quiet(offending),)] if offending else []), (f"→ {problem.hint}",)]
    )


def _severity(t: Translator, severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return t("error")
        case Severity.WARNING:
            return t("warning")
        case Severity.INFORMATION:
            return t("remark")
        case _:
            assert_never(severity)


def unchecked(t: Translator, outcome: TooLarge | NotFetched | TooMuch) -> Screen:
    """Why a file was not checked."""
    match outcome:
        case TooLarge():
            said = t(
                "This file was not looked at: a question set has at most {most} KB here. Please split it.",
                most=MOST_BYTES // 1024,
            )
        case NotFetched():
            said = t("This file could not be fetched from Telegram. Please send it again.")
        case TooMuch():
            said = t(
                "This file was not checked to the end: that took too long or too much memory. Please split it, and look"
                " for a part that is repeated very often."
            )
        case _:
            assert_never(outcome)
    return Screen(parts=paragraphs(said, t("Nothing of it was kept.")))

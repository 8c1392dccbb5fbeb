"""Practice and exams: what to take, an exam's answer noted, and how a round went; questions that were set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from quizbot.domain.questions import Question
from quizbot.domain.queue import Given, Purpose, Review
from quizbot.domain.rounds import Result, exam_lengths
from quizbot.i18n import Translator
from quizbot.services.outcomes import Noted, RoundOver
from quizbot.services.rounds import Offered
from quizbot.telegram.callbacks import Aside, Go, Results, Round, Undo, tag
from quizbot.telegram.callbacks import Review as Look
from quizbot.telegram.screens.questions import heading, stem_of
from quizbot.telegram.screens.screen import Bold, Button, Part, Quiet, Row, Screen, lines, paragraphs, rows_of

NUMBERS = 8  # buttons side by side: as many as Telegram shows
STEM = 60  # characters of a stem that is named in a list
LABEL = 40  # … and on a button
MOST = 20  # questions with a button each
ALL = "*"  # topics


def practice(t: Translator, offered: Offered) -> Screen:
    """What to practise outside the schedule."""
    wrong = (Button(t("What I got wrong ({count})", count=offered.wrong), Round(what="wrong", topic=ALL)),)
    return Screen(
        parts=paragraphs(
            Bold(t("Practise what you like")),
            t("Up to ten questions, with feedback to each. When questions come back does not change."),
            None if offered.in_all else t("There is nothing to ask here yet."),
        ),
        buttons=(*((wrong,) if offered.wrong else ()), *_topics(t, offered, "practice"), _back(t)),
    )


def exam(t: Translator, offered: Offered) -> Screen:
    """What an exam is to be about."""
    return Screen(
        parts=paragraphs(
            Bold(t("An exam")),
            t(
                "No feedback until the end; then all questions by topic, with what was right. When questions come back"
                " does not change. You can stop at any time."
            ),
            None if offered.in_all else t("There is nothing to ask here yet."),
        ),
        buttons=(
            *_topics(t, offered, "exam"),
            *(
                ((Button(t("Results of the last exam"), Results(round=offered.last_exam)),),)
                if offered.last_exam is not None
                else ()
            ),
            _back(t),
        ),
    )


def length(t: Translator, title: str | None, available: int, topic: str) -> Screen:
    """How long an exam on that topic (None: all of them) is to be."""
    buttons = [
        Button(
            t("All {count}", count=count) if count == available else str(count),
            Round(what="exam", topic=topic, length=str(count)),
        )
        for count in exam_lengths(available)
    ]
    return Screen(
        parts=paragraphs(Bold(title or t("All topics")), t("How many questions?")),
        buttons=(*rows_of(buttons), (Button(t("Back"), Round(what="exam")),)),
    )


def _topics(t: Translator, offered: Offered, what: str) -> tuple[Row, ...]:
    topics = [(topic.title, tag(topic.id), offered.by_topic[topic.id]) for topic in offered.topics]
    in_all = [(t("All topics"), ALL, offered.in_all)] if len(topics) > 1 else []
    return tuple(
        (Button(f"{title} ({count})", Round(what=what, topic=topic)),) for title, topic, count in in_all + topics
    )


def _back(t: Translator) -> Row:
    return (Button(t("Go on learning"), Go()),)


def nothing(t: Translator) -> Screen:
    """There is no such question."""
    return Screen(parts=(t("There is no question for that now."),), buttons=(_back(t),))


def for_students(t: Translator) -> Screen:
    """Somebody who thinks about a treatment has no use for exams."""
    return Screen(
        parts=(t("That is for those who study medicine. Here nothing is examined: go on at your own pace."),),
        buttons=(_back(t),),
    )


def noted(t: Translator, outcome: Noted) -> Screen:
    """An exam's answer is kept; how it was is told at the end."""
    presentation = outcome.presentation
    return Screen(
        parts=paragraphs((*heading(t, outcome), " · ", Bold(t("noted"))), stem_of(outcome.question)),
        buttons=((Button(t("Undo"), Undo(presentation=presentation.id)),),),
    )


def over(t: Translator, outcome: RoundOver) -> Screen:
    """How a round went, topic by topic, each question's feedback one tap away; and the way back."""
    results = outcome.results
    right = sum(result.review.right for result in results)
    is_exam = outcome.round.purpose is Purpose.EXAM
    return Screen(
        parts=paragraphs(
            Bold(t("The exam is over") if is_exam else t("Practice is over")),
            t("{right} of {count} right", right=right, count=len(results)) if results else t("Nothing was answered."),
            t("{left} of {count} questions were left out.", left=_left(outcome), count=len(outcome.round.keys))
            if _left(outcome)
            else None,
            *_by_topic(t, outcome),
            Quiet(t("Tap a number to see why.")) if results else None,
            t("When questions come back has not changed."),
            t.n("{count} question is due now.", "{count} questions are due now.", outcome.due_now)
            if outcome.due_now
            else None,
        ),
        buttons=(
            *rows_of([_number(result) for result in results], width=NUMBERS),
            *(
                ((Button(t("Practise what was wrong"), Round(what="wrong", topic=ALL)),),)
                if right < len(results)
                else ()
            ),
            _back(t),
        ),
    )


def _left(outcome: RoundOver) -> int:
    return len(outcome.round.keys) - len(outcome.results)


def _number(result: Result) -> Button:
    return Button(str(result.place + 1), Look(presentation=result.review.presentation.id))


def _by_topic(t: Translator, outcome: RoundOver) -> list[Sequence[Part]]:
    blocks: list[Sequence[Part]] = []
    for topic in outcome.questions.topics:
        results = [result for result in outcome.results if result.question.topic == topic.id]
        if results:
            right = sum(result.review.right for result in results)
            heading = (Bold(topic.title), ": ", t("{right} of {count} right", right=right, count=len(results)))
            rows = [
                (f"{each.place + 1}. {_verdict(t, each.review)}: {_short(stem_of(each.question), STEM)}",)
                for each in results
            ]
            blocks.append(lines([heading, *rows]))
    return blocks


def _verdict(t: Translator, review: Review) -> str:
    if review.right:
        return t("right")
    match review.given:
        case Given.NOT_SURE:
            return t("not sure")
        case Given.PICKED | Given.TYPED:
            return t("partly right") if review.credit > 0 else t("not right")
        case _:
            assert_never(review.given)


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def set_aside(t: Translator, resting: Sequence[Question]) -> Screen:
    """Questions that were missed again and again: a tap brings one back, with its lesson."""
    return Screen(
        parts=paragraphs(
            Bold(t("Set aside")),
            t("These would not stick, so they rest. A tap shows the lesson again, and then the question.")
            if resting
            else t("No question is set aside."),
        ),
        buttons=(
            *((Button(_short(stem_of(each), LABEL), Aside(question=tag(each.key))),) for each in resting[:MOST]),
            _back(t),
        ),
    )

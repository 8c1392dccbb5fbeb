"""What an answer earned and why, where it stands in the source, and when the question comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from quizbot.domain.marking import quantity_text
from quizbot.domain.questions import (
    Audience,
    Citation,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Short,
    Single,
    Source,
    Teachback,
    TrueFalse,
)
from quizbot.domain.queue import Given, Purpose, Review
from quizbot.i18n import Translator
from quizbot.services.outcomes import Feedback
from quizbot.telegram.callbacks import Guessed, Next, Note, Report, Results, Undo, tag
from quizbot.telegram.callbacks import Review as Again
from quizbot.telegram.screens.questions import stem_of, topic_title
from quizbot.telegram.screens.screen import Bold, Button, Part, Quiet, Row, Screen, lines, paragraphs, rows_of

REASONS = ("wrong", "source", "unclear", "language", "other")


def feedback(t: Translator, outcome: Feedback) -> Screen:
    """Right or not and why, with one obvious button to go on."""
    question, review = outcome.question, outcome.review
    return Screen(
        parts=paragraphs(
            (Bold(topic_title(outcome.questions, question)), " · ", Bold(verdict(t, question, review))),
            stem_of(question),
            *_reasons(t, question, review),
            question.explanation.strip(),
            _evidence(t, question),
            lines([(t("To ask your care team: {question}", question=each),) for each in question.ask]),
            lines([(Quiet(source),) for source in _sources(t, question.cites, outcome.sources)]),
            Quiet(_comes_back(t, outcome)),
        ),
        buttons=_buttons(t, outcome),
    )


def _buttons(t: Translator, outcome: Feedback) -> tuple[Row, ...]:
    presentation = outcome.review.presentation.id
    patient = outcome.questions.audience is Audience.PATIENT
    beside = [
        *((Button(t("Ask my team"), Note(how="offer", about=tag(outcome.question.key))),) if patient else ()),
        *((Button(t("Undo"), Undo(presentation=presentation)),) if outcome.can_undo else ()),
        *((Button(t("I guessed"), Guessed(presentation=presentation)),) if outcome.can_say_guessed else ()),
        Button(t("Report a problem"), Report(presentation=presentation)),
    ]
    on = (
        Button(t("Next"), Next(presentation=presentation))
        if outcome.results_of is None
        else Button(t("Back to the results"), Results(round=outcome.results_of))
    )
    return ((on,), *rows_of(beside, width=2))


def report(t: Translator, outcome: Feedback) -> Screen:
    """Which kind of problem the question has, by one tap."""
    presentation = outcome.review.presentation.id
    labels = {
        "wrong": t("The content is wrong"),
        "source": t("The source does not say that"),
        "unclear": t("It is hard to understand"),
        "language": t("There is a typing error"),
        "other": t("Something else"),
    }
    return Screen(
        parts=paragraphs(
            Bold(t("What is the problem with this question?")),
            stem_of(outcome.question),
            Quiet(t("Your report goes to the people who wrote it, without your name.")),
        ),
        buttons=(
            *((Button(labels[reason], Report(presentation=presentation, reason=reason)),) for reason in REASONS),
            (Button(t("Back"), Again(presentation=presentation)),),
        ),
    )


def verdict(t: Translator, question: Question, review: Review) -> str:
    """In a word, how the answer was."""
    if isinstance(question, Teachback):
        return t("In your own words")
    if review.given is Given.NOT_SURE:
        return t("Not sure: here is the answer")
    if review.right:
        return t("Right, by a guess") if review.guessed else t("Right ✓")
    return t("Partly right") if review.credit > 0 else t("Not right")


def _reasons(t: Translator, question: Question, review: Review) -> list[Sequence[Part]]:
    match question:
        case Single():
            return _option_reasons(t, question.options, review, several=False)
        case Multiple():
            return _option_reasons(t, question.options, review, several=True)
        case TrueFalse():
            said = t.c("statement", "True") if question.answer else t.c("statement", "False")
            return [lines([(t("The statement is:"), " ", Bold(said)), *_why(question.why)])]
        case Order():
            return _order_reasons(t, question, review)
        case Match():
            return _match_reasons(t, question, review)
        case Numeric():
            return [(t("The answer:"), " ", Bold(_quantity(t, question, review.matched)))]
        case Short() | Cloze():
            return [(t("The answer:"), " ", Bold(review.matched or question.accept[0]))]
        case Teachback():
            said_points = review.places if review.given is Given.PICKED else ()
            points = [
                (
                    ("✓ " if place in said_points else "• ") + point,
                    *((" ", Bold(t("said"))) if place in said_points else ()),
                )
                for place, point in enumerate(question.points)
            ]
            return [(t("The key points:"), "\n", *lines(points))]
        case _:
            assert_never(question)


def _quantity(t: Translator, question: Numeric, matched: str | None) -> str:
    """The answer in the unit that it was given in, with its number as it is written in the language."""
    ways = (question.answer, *question.also)
    shown = next((quantity for quantity in ways if quantity_text(quantity) == matched), question.answer)
    return f"{t.number(shown.value)} {shown.unit}".strip()


def _why(why: str | None) -> list[Sequence[Part]]:
    return [] if why is None else [(why,)]


def _option_reasons(t: Translator, options: Sequence[Option], review: Review, *, several: bool) -> list[Sequence[Part]]:
    """What was picked, then what was right beside it, each with its reason; what was neither needs no word."""
    picked = review.places
    missed = [place for place, option in enumerate(options) if option.correct and place not in picked]
    return [
        lines(
            [
                (_status(t, options[place], picked=place in picked, several=several), " ", Bold(options[place].text)),
                *_why(options[place].why),
            ]
        )
        for place in (*picked, *missed)
    ]


def _status(t: Translator, option: Option, *, picked: bool, several: bool) -> str:
    match option.correct, picked:
        case True, True:
            return t("✓ You picked, and it is right:") if several else t("✓ Your answer:")
        case True, False:
            return t("✓ Right, too:") if several else t("✓ The right answer:")
        case _:
            return t("✗ You picked, but it is not right:") if several else t("✗ Your answer:")


def _order_reasons(t: Translator, question: Order, review: Review) -> list[Sequence[Part]]:
    rows: list[Sequence[Part]] = []
    for place, item in enumerate(question.items):
        rows.append((Bold(f"{place + 1}. {item.text}"),))
        rows += _why(item.why)
    blocks: list[Sequence[Part]] = [(t("The right order:"), "\n", *lines(rows))]
    if review.given is Given.PICKED and not review.right:
        yours = " → ".join(question.items[place].text for place in review.places)
        blocks.append((t("You said: {order}", order=yours),))
    return blocks


def _match_reasons(t: Translator, question: Match, review: Review) -> list[Sequence[Part]]:
    blocks: list[Sequence[Part]] = []
    for place, pair in enumerate(question.pairs):
        given = review.places[place] if review.given is Given.PICKED else None
        rows: list[Sequence[Part]] = [(Bold(f"{pair.left} → {pair.right}"), " ✓" if given == place else "")]
        if given is not None and given != place:
            rows.append((Quiet(t("you said: {right}", right=question.rights[given])),))
        blocks.append(lines([*rows, *_why(pair.why)]))
    return blocks


def _evidence(t: Translator, question: Question) -> str | None:
    if question.evidence is None:
        return None
    evidence = question.evidence
    return t(
        "How sure is this? Who was studied: {people}. How: {design}. Certainty: {certainty}.",
        people=evidence.people,
        design=evidence.design,
        certainty=evidence.certainty,
    )


def _sources(t: Translator, cites: Sequence[Citation], sources: Mapping[str, Source]) -> list[str]:
    """A line for each document: its title and date, then its sections with the paragraphs cited."""
    found: list[str] = []
    for source in dict.fromkeys(cite.source for cite in cites):
        sections: dict[str, list[int]] = {}
        for cite in cites:
            if cite.source == source:
                sections.setdefault(cite.section, []).append(cite.paragraph)
        dated = sources[source].date
        places = "; ".join(_section(t, section, paragraphs) for section, paragraphs in sections.items())
        date_text = t("undated") if dated is None else t.full_date(dated)
        title = sources[source].title
        found.append(t("Source: {title} ({dated}): {places}", title=title, dated=date_text, places=places))
    return found


def _section(t: Translator, section: str, paragraphs: Sequence[int]) -> str:
    return t.n(
        "“{section}”, paragraph {paragraphs}",
        "“{section}”, paragraphs {paragraphs}",
        len(paragraphs),
        section=t("introduction") if section == "introduction" else section,
        paragraphs=", ".join(map(str, sorted(paragraphs))),
    )


def _comes_back(t: Translator, outcome: Feedback) -> str:
    review = outcome.review
    if review.rating is None:
        return ""
    if review.presentation.purpose is Purpose.EXAM:
        return t("That was an exam: when it comes back has not changed.")
    if not review.presentation.purpose.scheduled:
        return t("That was practice: when it comes back has not changed.")
    once_more = "" if review.right else t("If you go on, you will see it once more at the end.")
    if outcome.set_aside:
        rests = t("It does not stick, so it rests now. You find it with its lesson in /learn, under “Set aside”.")
        return f"{once_more} {rests}"
    due = "" if review.due_day is None else day_text(t, review.due_day, outcome.today)
    return " ".join(filter(None, (once_more, due)))


def day_text(t: Translator, due_day: int, today: int) -> str:
    """When a question comes back, in words."""
    days = due_day - today
    if days <= 0:
        return t("It comes back today.")
    if days == 1:
        return t("It comes back tomorrow.")
    return t.n(
        "It comes back in {count} day, on {day}.",
        "It comes back in {count} days, on {day}.",
        days,
        day=t.weekday(date.fromordinal(due_day)),
    )

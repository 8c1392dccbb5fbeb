"""A lesson or a question as a screen, with the answer so far in its buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from quizbot.domain.questions import (
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    QuestionSet,
    Short,
    Single,
    Teachback,
    Term,
    TrueFalse,
    shown_order,
)
from quizbot.domain.queue import Presentation, Purpose
from quizbot.i18n import Translator
from quizbot.services.outcomes import Asked, Noted, Taught
from quizbot.telegram.callbacks import Draft, Lessons, Read, Stop, Submit, Unsure, Words, tag
from quizbot.telegram.screens.screen import Bold, Button, Part, Quiet, Row, Screen, letter, lines, paragraphs, rows_of

GAP = "_____"


def lesson(t: Translator, taught: Taught) -> Screen:
    """A lesson, with one button to go on."""
    key = taught.lesson.key
    words = (Button(t("Words explained"), Words(lesson=tag(key))),) if terms_in(taught) else ()
    return Screen(
        parts=paragraphs(
            _untranslated(t, taught.questions, key),
            (Bold(t("Lesson: {title}", title=taught.lesson.title)),),
            taught.lesson.text.strip(),
        ),
        buttons=((Button(t("Go on"), Read(lesson=tag(key))),), *((words,) if words else ())),
    )


def words(t: Translator, taught: Taught) -> Screen:
    """The glossary entries of a lesson's words."""
    return Screen(
        parts=paragraphs(
            Bold(t("Words in “{title}”", title=taught.lesson.title)),
            *((Bold(term.term), ": ", term.meaning) for term in terms_in(taught)),
        ),
        buttons=((Button(t("Go on"), Read(lesson=tag(taught.lesson.key))),),),
    )


def lesson_again(t: Translator, taught: Taught) -> Screen:
    """A lesson that was looked up, with the way back to the list."""
    return Screen(
        parts=paragraphs(
            Bold(taught.lesson.title),
            taught.lesson.text.strip(),
            *((Bold(term.term), ": ", term.meaning) for term in terms_in(taught)),
        ),
        buttons=((Button(t("All lessons"), Lessons(questions=tag(taught.questions.id))),),),
    )


def terms_in(taught: Taught) -> tuple[Term, ...]:
    """The glossary entries whose word stands in the lesson, as a word of its own: "CAR" is not in "care"."""
    text = taught.lesson.text.casefold()
    return tuple(
        term for term in taught.questions.glossary if any(_stands_in(word, text) for word in (term.term, *term.also))
    )


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) is not None


def asked(t: Translator, asked: Asked, draft: tuple[int, ...] | None = None) -> Screen:
    """A question with the answer so far; `draft` None: nothing yet."""
    question, presentation = asked.question, asked.presentation
    order = shown_order(question, presentation.id)
    return Screen(
        parts=paragraphs(
            *above(t, asked),
            *_body(t, question, order, draft or ()),
            _instruction(t, question, draft),
        ),
        buttons=(
            *_choices(t, question, presentation.id, order, draft),
            *_unsure(t, presentation.id),
            *_stop(t, presentation),
        ),
    )


def _untranslated(t: Translator, questions: QuestionSet, key: str) -> Part | None:
    """A word where one entry of a translated set is not; that a whole set is not was said at its beginning."""
    return Quiet(t("This has not been translated yet:")) if key in questions.untranslated else None


def above(t: Translator, asked: Asked) -> tuple[Part | Sequence[Part] | None, ...]:
    """What stands above the question itself: what is to be said of it, where it stands, and its case."""
    return (
        Quiet(t("This question has been improved since you saw it. Here it is anew:")) if asked.improved else None,
        Quiet(t("The answer to this question has changed since you answered it. Please look at it again:"))
        if asked.changed
        else None,
        _backlog(t, asked),
        _untranslated(t, asked.questions, asked.question.key),
        heading(t, asked),
        asked.question.vignette.strip() if asked.question.vignette else None,
    )


def _backlog(t: Translator, asked: Asked) -> Part | None:
    """With the first question of a day on which more are due than fit: which of them come."""
    planned = asked.presentation.planned
    if asked.presentation.position != 1 or asked.waiting <= planned:
        return None
    return Quiet(
        t(
            "{waiting} questions are due. Take these {planned} first: those that you most likely still know, since"
            " they gain most. The others wait: nothing is lost.",
            waiting=asked.waiting,
            planned=planned,
        )
    )


def _stop(t: Translator, presentation: Presentation) -> tuple[Row, ...]:
    if presentation.round_id is None:
        return ()
    label = t("End the exam") if presentation.purpose is Purpose.EXAM else t("End the practice")
    return ((Button(label, Stop(round=presentation.round_id)),),)


def is_draft(asked: Asked, places: tuple[int, ...]) -> bool:
    """Whether these places can be an answer so far to that question; buttons can be forged."""
    match asked.question:
        case Multiple(options=options):
            count, longest = len(options), len(options)
        case Order(items=items):
            count, longest = len(items), len(items)
        case Match() as matching:
            count, longest = len(matching.rights), len(matching.pairs)
        case Teachback(points=points):
            count, longest = len(points), len(points)
        case _:
            return False
    return len(places) <= longest and len(set(places)) == len(places) and all(place < count for place in places)


def _unsure(t: Translator, presentation: int) -> tuple[Row, ...]:
    return ((Button(t("Not sure"), Unsure(presentation=presentation)),),)


def heading(t: Translator, asked: Asked | Noted) -> tuple[Part, ...]:
    """The topic, and where the question stands in the day or its round."""
    presentation = asked.presentation
    title = topic_title(asked.questions, asked.question)
    match presentation.purpose:
        case Purpose.RETRY:
            place = t("once more")
        case Purpose.PRACTICE | Purpose.EXAM:
            place = _place_in_round(t, presentation)
        case Purpose.NEW | Purpose.DUE:
            place = t("question {position} of {planned}", position=presentation.position, planned=presentation.planned)
        case _:
            assert_never(presentation.purpose)
    return (Bold(title), " · ", place)


def _place_in_round(t: Translator, presentation: Presentation) -> str:
    if presentation.round_id is None:
        return t("practice")
    position, planned = presentation.position, presentation.planned
    if presentation.purpose is Purpose.EXAM:
        return t("exam, question {position} of {planned}", position=position, planned=planned)
    return t("practice, question {position} of {planned}", position=position, planned=planned)


def topic_title(questions: QuestionSet, question: Question) -> str:
    """The title of the question's topic."""
    return questions.topic[question.topic].title


def stem_of(question: Question) -> str:
    """What is asked, as text; a gap is shown as a line."""
    match question:
        case Cloze():
            return f"{question.before}{GAP}{question.after_gap}"
        case _:
            return question.stem


def _body(t: Translator, question: Question, order: Sequence[int], draft: tuple[int, ...]) -> list[Sequence[Part]]:
    stem = (Bold(stem_of(question)),)
    match question:
        case Single() | Multiple():
            return [stem, _lettered([question.options[place].text for place in order])]
        case Order():
            listed = _lettered([question.items[place].text for place in order])
            chosen = [letter(order.index(place)) for place in draft]
            return [stem, listed, (t("Your order: {letters}", letters=" → ".join(chosen)),) if chosen else ()]
        case Match():
            return [stem, _lefts(question, order, draft), _lettered([question.rights[place] for place in order])]
        case Teachback():
            return [stem]
        case TrueFalse() | Numeric() | Short() | Cloze():
            return [stem]
        case _:
            assert_never(question)


def _lettered(texts: Sequence[str]) -> tuple[Part, ...]:
    return lines([(Bold(f"{letter(position)}."), f" {text}") for position, text in enumerate(texts)])


def _lefts(question: Match, order: Sequence[int], draft: tuple[int, ...]) -> tuple[Part, ...]:
    chosen = [letter(order.index(place)) for place in draft]
    return lines(
        [
            (f"{number + 1}. {pair.left}", *((" → ", Bold(chosen[number])) if number < len(chosen) else ()))
            for number, pair in enumerate(question.pairs)
        ]
    )


def _instruction(t: Translator, question: Question, draft: tuple[int, ...] | None) -> Part | Sequence[Part] | None:
    match question:
        case Single() | TrueFalse():
            return None
        case Multiple():
            return Quiet(t("More than one may be right. Pick all that are, then check."))
        case Order():
            return Quiet(_order_instruction(t, question, draft or ()))
        case Match():
            return _match_instruction(t, question, draft or ())
        case Numeric():
            return Quiet(t("Type your answer as a number."))
        case Short():
            return Quiet(t("Type your answer: a word or a few."))
        case Cloze():
            return Quiet(t("Type the missing word."))
        case Teachback():
            return _teachback_instruction(t, question, draft)
        case _:
            assert_never(question)


def _order_instruction(t: Translator, question: Order, draft: tuple[int, ...]) -> str:
    if len(draft) == len(question.items):
        return t("Is that your order?")
    return t("Tap what comes next.") if draft else t("Tap what comes first.")


def _match_instruction(t: Translator, question: Match, draft: tuple[int, ...]) -> tuple[Part, ...]:
    if len(draft) == len(question.pairs):
        return (Quiet(t("Are these your pairs?")),)
    number = len(draft) + 1
    return (Quiet(t("Which letter belongs to {number}?", number=number)), " ", question.pairs[len(draft)].left)


def _teachback_instruction(t: Translator, question: Teachback, draft: tuple[int, ...] | None) -> Sequence[Part]:
    if draft is None:
        return (Quiet(t("Say it aloud, or type it here. What you type is not kept. Then look at the key points.")),)
    points = [
        (Bold(f"{letter(place)}."), f" {point}", *((" ", Bold(t("said"))) if place in draft else ()))
        for place, point in enumerate(question.points)
    ]
    ask = t("Which of these key points were in your own words? Tick them. There is no wrong answer.")
    return (*lines(points), "\n\n", Quiet(ask))


def _choices(
    t: Translator, question: Question, presentation: int, order: Sequence[int], draft: tuple[int, ...] | None
) -> tuple[Row, ...]:
    picked = draft or ()
    match question:
        case Single():
            return rows_of(
                [Button(letter(n), Submit(presentation=presentation, places=(p,))) for n, p in enumerate(order)]
            )
        case TrueFalse():
            labels = (t.c("statement", "True"), t.c("statement", "False"))
            return rows_of([Button(labels[p], Submit(presentation=presentation, places=(p,))) for p in order])
        case Multiple():
            return (*_ticks(presentation, order, picked), *_check(t("Check"), presentation, picked, ready=bool(picked)))
        case Order():
            return _sequence(t, presentation, order, picked, wanted=len(question.items))
        case Match():
            return _sequence(t, presentation, order, picked, wanted=len(question.pairs))
        case Teachback():
            if draft is None:
                return ((Button(t("Show the key points"), Draft(presentation=presentation)),),)
            return (*_ticks(presentation, order, picked), *_check(t("Done"), presentation, picked, ready=True))
        case Numeric() | Short() | Cloze():
            return ()
        case _:
            assert_never(question)


def _ticks(presentation: int, order: Sequence[int], picked: tuple[int, ...]) -> tuple[Row, ...]:
    """Letters that can be ticked and unticked."""
    return rows_of(
        [
            Button(
                f"{letter(position)} ✓" if place in picked else letter(position),
                Draft(presentation=presentation, places=tuple(sorted({*picked} ^ {place}))),
            )
            for position, place in enumerate(order)
        ]
    )


def _check(label: str, presentation: int, picked: tuple[int, ...], *, ready: bool) -> tuple[Row, ...]:
    return ((Button(label, Submit(presentation=presentation, places=picked)),),) if ready else ()


def _sequence(
    t: Translator, presentation: int, order: Sequence[int], picked: tuple[int, ...], *, wanted: int
) -> tuple[Row, ...]:
    """Letters to be tapped one after the other; the last step is plain once one is left, and is taken by itself."""
    again = (Button(t("Start again"), Draft(presentation=presentation)),)
    if len(picked) == wanted:
        return (*_check(t("Check"), presentation, picked, ready=True), again)
    letters = [
        Button(letter(position), Draft(presentation=presentation, places=_with(picked, place, order, wanted)))
        for position, place in enumerate(order)
        if place not in picked
    ]
    return (*rows_of(letters), *((again,) if picked else ()))


def _with(picked: tuple[int, ...], place: int, order: Sequence[int], wanted: int) -> tuple[int, ...]:
    longer = (*picked, place)
    rest = [each for each in order if each not in longer]
    return (*longer, *rest) if len(order) == wanted and len(rest) == 1 else longer

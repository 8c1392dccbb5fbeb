"""Values that screens are drawn from: every question and lesson of the sets, as a learner may meet them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never
from zoneinfo import ZoneInfo

from quizbot.content.loader import load
from quizbot.domain.learner import Learner
from quizbot.domain.marking import mark
from quizbot.domain.memory import rate
from quizbot.domain.questions import (
    Audience,
    Cloze,
    Library,
    Match,
    Multiple,
    NotSure,
    Numeric,
    Order,
    Picked,
    Question,
    Response,
    Short,
    Single,
    Teachback,
    TrueFalse,
    Typed,
)
from quizbot.domain.queue import Given, Presentation, Purpose, Review, State
from quizbot.services.outcomes import Asked, Feedback, Taught
from tests.keys import key_places

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday
TODAY = NOW.toordinal()
LARGEST = 2**63 - 1  # the longest number that a presentation's id can be
FOLDERS = {
    "shipped": Path("questions"),
    "teas": Path(__file__).parent.parent / "sets",
    "odd": Path(__file__).parent / "odd",  # every text has characters that HTML and templates take for their own
}


def library(name: str) -> Library:
    loaded = load([FOLDERS[name]])
    assert not loaded.errors
    return loaded.library


def learner(**preferred: object) -> Learner:
    """Ada in Berlin, unless she prefers otherwise."""
    ada = Learner(id=7, agreed_at=NOW, language="en", last_seen_at=NOW, zone=ZoneInfo("Europe/Berlin"))
    return replace(ada, audience=Audience.STUDENT, **preferred)  # type: ignore[arg-type] # any field of hers


def asked(library: Library, question: Question, purpose: Purpose = Purpose.NEW, presentation: int = LARGEST) -> Asked:
    return Asked(
        presentation=Presentation(
            id=presentation,
            learner_id=7,
            question_key=question.key,
            fingerprint=question.fingerprint,
            purpose=purpose,
            state=State.OPEN,
            position=2,
            planned=20,
            opened_at=NOW,
        ),
        question=question,
        questions=library.set_of(question),
    )


def answered(
    library: Library,
    question: Question,
    response: Response,
    purpose: Purpose = Purpose.NEW,
    presentation: int = LARGEST,
    days: int = 3,
) -> Feedback:
    """The feedback to the newest answer, which makes the question come back in so many days."""
    earned = mark(question, response)
    rating = rate(question, response, earned)
    given = {Picked: Given.PICKED, Typed: Given.TYPED, NotSure: Given.NOT_SURE}[type(response)]
    review = Review(
        id=1,
        presentation=asked(library, question, purpose, presentation).presentation,
        given=given,
        places=response.places if isinstance(response, Picked) else (),
        matched=earned.matched,
        credit=earned.credit,
        rating=rating,
        day=TODAY,
        due_day=None if rating is None or not purpose.scheduled else TODAY + days,
    )
    return Feedback(
        learner=learner(),
        question=question,
        questions=library.set_of(question),
        review=review,
        sources={cite.source: library.sources[cite.source] for cite in question.cites},
        today=TODAY,
        can_undo=True,
        can_say_guessed=review.right,
    )


def responses(question: Question) -> Iterator[Response]:
    """Not being sure, the right response, and wrong and partly right ones."""
    yield NotSure()
    key = key_places(question)
    match question:
        case Single() | TrueFalse():
            count = 2 if isinstance(question, TrueFalse) else len(question.options)
            yield from (Picked(places=(place,)) for place in range(count))
        case Multiple():
            count = len(question.options)
            yield Picked(places=key)
            yield from (Picked(places=(place,)) for place in range(count))
            yield Picked(places=tuple(range(count)))
        case Order():
            yield from (Picked(places=key), Picked(places=key[::-1]), Picked(places=(*key[1:], key[0])))
        case Match():
            others = tuple(range(len(question.rights)))[::-1][: len(key)]
            yield from (Picked(places=key), Picked(places=others), Picked(places=(*key[1:], key[0])))
        case Numeric():
            yield from (Typed(text=f"{quantity.value:g}") for quantity in (question.answer, *question.also))
            yield Typed(text=f"{question.answer.value + question.answer.tolerance + 1:g}")
        case Short() | Cloze():
            yield from (Typed(text=text) for text in (*question.accept, "nonsense"))
        case Teachback():
            yield from (Picked(places=key[:count]) for count in range(len(key) + 1))
        case _:
            assert_never(question)


def taught(library: Library) -> Iterator[Taught]:
    """Every lesson."""
    for questions in library.sets.values():
        for lesson in questions.lessons:
            yield Taught(lesson=lesson, questions=questions)

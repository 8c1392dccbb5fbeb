"""The right responses to questions that are picked, for tests that answer them."""

from __future__ import annotations

from typing import assert_never

from quizbot.domain.questions import (
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Short,
    Single,
    Teachback,
    TrueFalse,
)


def key_places(question: Question) -> tuple[int, ...]:
    """The places of a right response: ascending for picks, in sequence for order and match; empty for typed kinds."""
    match question:
        case Single() | Multiple():
            return tuple(place for place, option in enumerate(question.options) if option.correct)
        case TrueFalse():
            return (0,) if question.answer else (1,)
        case Order():
            return tuple(range(len(question.items)))
        case Match():
            return tuple(range(len(question.pairs)))
        case Teachback():
            return tuple(range(len(question.points)))
        case Numeric() | Short() | Cloze():
            return ()
        case _:
            assert_never(question)

"""Knowing from guessing: what a right answer says of whether the learner knew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import factorial, prod
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

ROUNDS = 200  # of the iteration, which is within a thousandth long before


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An answer: whether it was right, and the chance, 0 to 1, of being right without knowing."""

    right: bool
    guess: float


def guess_chance(question: Question) -> float:
    """The chance, 0 to 1, that somebody who knows nothing is right: one over the answers that there are; typed: 0."""
    match question:
        case Single():
            return 1 / len(question.options)
        case TrueFalse():
            return 1 / 2
        case Multiple():
            return 1 / ((1 << len(question.options)) - 1)  # at least one is picked
        case Order():
            return 1 / factorial(len(question.items))
        case Match():
            rights = len(question.rights)
            return 1 / prod(range(rights - len(question.pairs) + 1, rights + 1))
        case Numeric() | Short() | Cloze() | Teachback():
            return 0.0
        case _:
            assert_never(question)


def knew_if_right(known: float, guess: float) -> float:
    """P(knew | right) = r / (r + (1 - r) * guess), by Bayes, where a share `known` = r of such questions is known."""
    return known / (known + (1 - known) * guess) if known else 0.0


def share_known(answers: Iterable[Evidence]) -> float | None:
    """The share of the answers, 0 to 1, that were known and not guessed; None without any.

    The share that explains itself: the mean of P(knew | right), with a wrong answer as not known, which is the most
    likely one. Where every question has as many options it is (right - guess) / (1 - guess), and at least 0.
    """
    counted = Counter((answer.right, answer.guess) for answer in answers)
    total = counted.total()
    if total == 0:
        return None
    rights = [(guess, count) for (right, guess), count in counted.items() if right]
    known = sum(count for _, count in rights) / total
    for _ in range(ROUNDS):
        known = sum(count * knew_if_right(known, guess) for guess, count in rights) / total
    return known

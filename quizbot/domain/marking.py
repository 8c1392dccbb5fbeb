"""What a response earns: one function from a question and a response to a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from quizbot.domain.questions import (
    Cloze,
    Match,
    Multiple,
    NotSure,
    Numeric,
    Option,
    Order,
    PickedQuestion,
    Quantity,
    Question,
    Response,
    Short,
    Single,
    Teachback,
    TrueFalse,
    Typed,
    TypedQuestion,
)
from quizbot.domain.reading import fold, is_unit, match_words, read_quantity, singular

EXTRA_WORDS = 1  # that a typed answer may have beyond the longest accepted one; more is a sentence, not the word
SMALL_TALK = frozenset(
    phrase.replace("_", " ")
    for phrase in """
    hello hi hey help help_me stop next skip ok okay thanks thank_you yes no
    hallo guten_tag hilfe stopp weiter danke ja nein
    hola buenos_dias ayuda para parar siguiente gracias muchas_gracias si
    """.split()
)
ROUNDING = 1e-9  # 0.1 + 0.2 is 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a response earned: credit from 0 to 1, and the accepted variant that a typed answer matched."""

    credit: float
    matched: str | None = None

    @property
    def right(self) -> bool:
        """Whether it was right altogether."""
        return self.credit == 1


def fits(question: Question, response: Response) -> bool:
    """Whether the response can be one to this question at all.

    If not (places that are not there, words where a number is asked for), nothing is marked and the learner is asked
    again.
    """
    return _marked(question, response) is not None


def _may_be_meant(question: Short | Cloze, text: str) -> bool:
    """Whether a text that is not right may still be meant as the answer, and not as a word to us."""
    words = fold(text).split()
    longest = max(len(fold(variant).split()) for variant in question.accept)
    return 0 < len(words) <= longest + EXTRA_WORDS and "?" not in text and " ".join(words) not in SMALL_TALK


def mark(question: Question, response: Response) -> Mark:
    """What a response that `fits` earns.

    Single and true/false: all or nothing. Multiple: (right picks - wrong picks) / number of keys, never below 0.
    Order: the share of neighbours that follow each other as they should, because one step put too early then costs
    that step alone, where counting positions would call every later one wrong. Match: the share of left sides with
    their right side. Numeric, short and cloze: all or nothing, see `reading`. Teach-back: the share of points ticked.
    Not sure: 0.

    Raises:
        ValueError: the response does not fit the question.
    """
    earned = _marked(question, response)
    if earned is None:
        raise ValueError(f"not a response to a {type(question).__name__} question")
    return earned


def _marked(question: Question, response: Response) -> Mark | None:
    if isinstance(response, NotSure):
        return Mark(credit=0.0)
    if isinstance(question, Numeric | Short | Cloze):
        return _typed_mark(question, response.text) if isinstance(response, Typed) else None
    if isinstance(response, Typed) or not _places_fit(question, response.places):
        return None
    return Mark(credit=_picked_credit(question, response.places))


def _places_fit(question: PickedQuestion, places: tuple[int, ...]) -> bool:
    match question:
        case Single():
            count, lengths = len(question.options), {1}
        case Multiple():
            count, lengths = len(question.options), set(range(1, len(question.options) + 1))
        case TrueFalse():
            count, lengths = 2, {1}
        case Order():
            count, lengths = len(question.items), {len(question.items)}
        case Match():
            count, lengths = len(question.rights), {len(question.pairs)}
        case Teachback():
            count, lengths = len(question.points), set(range(len(question.points) + 1))
        case _:
            assert_never(question)
    return len(places) in lengths and len(set(places)) == len(places) and all(0 <= place < count for place in places)


def _picked_credit(question: PickedQuestion, places: tuple[int, ...]) -> float:
    match question:
        case Single():
            return float(question.options[places[0]].correct)
        case TrueFalse():
            return float((places[0] == 0) is question.answer)
        case Multiple():
            return _multiple_credit(question.options, places)
        case Order():
            return sum(after == before + 1 for before, after in pairwise(places)) / (len(places) - 1)
        case Match():
            return sum(right == left for left, right in enumerate(places)) / len(places)
        case Teachback():
            return len(places) / len(question.points)
        case _:
            assert_never(question)


def _multiple_credit(options: Sequence[Option], places: tuple[int, ...]) -> float:
    right = sum(options[place].correct for place in places)
    keys = sum(option.correct for option in options)
    return max(0.0, (right - (len(places) - right)) / keys)


def _typed_mark(question: TypedQuestion, text: str) -> Mark | None:
    match question:
        case Short() | Cloze():
            matched = match_words(text, question.accept)
            if matched is None and not _may_be_meant(question, text):
                return None
            return Mark(credit=float(matched is not None), matched=matched)
        case Numeric():
            given = read_quantity(text)
            return None if given is None else _numeric_mark(question, given)
        case _:
            assert_never(question)


def _numeric_mark(question: Numeric, given: Quantity) -> Mark | None:
    """Without a unit the number is taken in the unit of the answer; in another known unit it is wrong."""
    if given.unit not in _units(question) and not is_unit(given.unit):
        return None
    for wanted in (question.answer, *question.also) if given.unit else (question.answer,):
        in_its_unit = given.unit in {"", singular(wanted.unit)}
        if in_its_unit and abs(given.value - wanted.value) <= wanted.tolerance + ROUNDING:
            return Mark(credit=1.0, matched=quantity_text(wanted))
    return Mark(credit=0.0)


def _units(question: Numeric) -> set[str]:
    return {"", *(singular(quantity.unit) for quantity in (question.answer, *question.also))}


def quantity_text(quantity: Quantity) -> str:
    """The number as it is written, with its unit: "3 years", "0.5", "1000000 cells"."""
    return f"{quantity.value:.10g} {quantity.unit}".strip()

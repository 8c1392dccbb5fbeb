"""All that a learner reads of a question or a lesson, and what of it the set itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, assert_never

from quizbot.content.document import Path
from quizbot.content.language import words
from quizbot.domain.questions import (
    Cloze,
    Item,
    Lesson,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Short,
    Single,
    Teachback,
    TrueFalse,
)

Text: TypeAlias = tuple[Path, str]


@dataclass(frozen=True, kw_only=True)
class Card:
    """The texts of a question or a lesson, each with its path.

    `claims` are those that the set stands by: not a distractor that names a misconception, nor a false statement.
    """

    texts: tuple[Text, ...]
    beliefs: frozenset[Path]

    @property
    def claims(self) -> Iterator[Text]:
        """The texts that the set stands by."""
        return (each for each in self.texts if each[0] not in self.beliefs)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all texts in lower case, each once."""
        return frozenset(words(self.lower))

    @cached_property
    def lower(self) -> str:
        """The texts in lower case, one below the other."""
        return "\n".join(text for _, text in self.texts).lower()


def card(subject: Lesson | Question) -> Card:
    """The texts of a lesson or a question."""
    if isinstance(subject, Lesson):
        again = () if subject.again is None else ((("again",), subject.again),)
        return Card(texts=((("title",), subject.title), (("text",), subject.text), *again), beliefs=frozenset())
    return Card(texts=tuple(_texts(subject)), beliefs=frozenset(_beliefs(subject)))


def _texts(question: Question) -> Iterator[Text]:
    if question.vignette is not None:
        yield ("vignette",), question.vignette
    if isinstance(question, Cloze):
        yield ("text",), f"{question.before}{question.accept[0]}{question.after_gap}"
    else:
        yield ("stem",), question.stem
    yield from _answers(question)
    if question.explanation:
        yield ("explanation",), question.explanation


def _answers(question: Question) -> Iterator[Text]:
    match question:
        case Single(options=entries) | Multiple(options=entries):
            yield from _entries("options", entries)
        case Order(items=items):
            yield from _entries("items", items)
        case Match(pairs=pairs, extra=extra):
            yield from _pairs(pairs)
            yield from _entries("extra", extra)
        case TrueFalse(why=str(why)):
            yield ("why",), why
        case Teachback(points=points):
            yield from ((("points", place), point) for place, point in enumerate(points))
        case TrueFalse() | Numeric() | Short() | Cloze():
            pass
        case _:
            assert_never(question)


def _entries(part: str, entries: Sequence[Option | Item]) -> Iterator[Text]:
    for place, entry in enumerate(entries):
        yield (part, place, "text"), entry.text
        if entry.why is not None:
            yield (part, place, "why"), entry.why


def _pairs(pairs: Sequence[Pair]) -> Iterator[Text]:
    for place, pair in enumerate(pairs):
        yield ("pairs", place, "left"), pair.left
        yield ("pairs", place, "right"), pair.right
        if pair.why is not None:
            yield ("pairs", place, "why"), pair.why


def _beliefs(question: Question) -> Iterator[Path]:
    match question:
        case Single(options=options) | Multiple(options=options):
            for place, option in enumerate(options):
                if option.misconception is not None and not option.correct:
                    yield ("options", place, "text")
        case TrueFalse(answer=False):
            yield ("stem",)
        case _:
            pass

"""A question as a choice: the stem, what can be picked, and which of it is right, each with its words at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quizbot.content.document import Path
from quizbot.content.language import content, words
from quizbot.domain.questions import Cloze, Lesson, Multiple, Option, Question, Single

GAP = "{}"  # stands for what is to be typed


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A text with its words, its vocabulary and its content: the stems of the words that say something."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case."""
        return words(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words in lower case, each once."""
        return frozenset(self.words)

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that say something, in order."""
        return content(self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that say something, each once."""
        return frozenset(content(self.words))


@dataclass(frozen=True, kw_only=True)
class Picking(Phrase):
    """An option with its place."""

    place: int
    option: Option

    @property
    def at(self) -> Path:
        """The path of its text in the question."""
        return ("options", self.place, "text")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A stem and its options, of which at least one is right and one wrong."""

    stem: Phrase
    options: tuple[Picking, ...]
    keys: tuple[Picking, ...]
    distractors: tuple[Picking, ...]

    @cached_property
    def of_keys(self) -> frozenset[str]:
        """The words of all keys."""
        return frozenset(word for key in self.keys for word in key.words)

    @cached_property
    def of_distractors(self) -> frozenset[str]:
        """The words of all distractors."""
        return frozenset(word for distractor in self.distractors for word in distractor.words)


def asking(subject: Lesson | Question) -> Phrase:
    """What asks: the stem, or the sentence around a gap; of a lesson, its title."""
    match subject:
        case Lesson(title=title):
            return Phrase(text=title)
        case Cloze(before=before, after_gap=after_gap):
            return Phrase(text=f"{before}{GAP}{after_gap}")
        case _:
            return Phrase(text=subject.stem)


def choice(subject: Lesson | Question, stem: Phrase) -> Choice | None:
    """A question with its stem as a choice, None if it is none or lacks a key or a distractor."""
    match subject:
        case Single(options=options) | Multiple(options=options):
            pickings = tuple(_pickings(options))
            keys = tuple(each for each in pickings if each.option.correct)
            distractors = tuple(each for each in pickings if not each.option.correct)
            if keys and distractors:
                return Choice(stem=stem, options=pickings, keys=keys, distractors=distractors)
        case _:
            pass
    return None


def _pickings(options: tuple[Option, ...]) -> Iterator[Picking]:
    for place, option in enumerate(options):
        yield Picking(text=option.text, place=place, option=option)

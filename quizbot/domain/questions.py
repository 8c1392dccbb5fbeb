"""What is taught: question sets with their lessons and the nine kinds of question, as immutable values.

Places: every pickable thing of a question is known by its authored place, counted from 0. `Picked` holds places, so
that what a learner gave means the same whatever order was shown.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias, assert_never


class Audience(StrEnum):
    """For whom a set is written: chooses rules, words and defaults."""

    PATIENT = "patient"
    STUDENT = "student"


class Level(StrEnum):
    """What a question asks of the mind."""

    RECALL = "recall"
    UNDERSTANDING = "understanding"
    APPLICATION = "application"


class Consent(StrEnum):
    """The topics that somebody must have met before consenting to a treatment or a trial."""

    PURPOSE = "purpose"
    PROCEDURES = "procedures"
    RISKS = "risks"
    BENEFITS = "benefits"
    ALTERNATIVES = "alternatives"
    VOLUNTARY = "voluntary"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a source under one heading; paragraphs are counted from 1."""

    heading: str
    paragraphs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that questions rest on; its text is not kept."""

    id: str
    title: str
    publisher: str
    author: str
    date: date | None
    url: str | None = None
    sections: tuple[Section, ...]
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The paragraph of a source that something rests on."""

    source: str
    section: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How much a claim about benefit can bear: who was studied, how, and how certain it is."""

    people: str
    design: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A medical word with its meaning in plain words."""

    term: str
    also: tuple[str, ...] = ()
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A part of a set; `core` ones must be met before the learner's date."""

    id: str
    title: str
    core: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A card that is shown, not asked. `key` is `set/lesson`; `again` says the same in other words."""

    key: str
    topic: str
    title: str
    text: str
    again: str | None = None
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can be picked, why it is right or wrong, and the false belief that it names, if any."""

    text: str
    correct: bool = False
    why: str | None = None
    misconception: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A step of an ordering, or a wrong extra of a matching."""

    text: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two things that belong together."""

    left: str
    right: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit ("" when there is none) and by how much an answer may be off, in that unit."""

    value: float
    tolerance: float = 0.0
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class _Frame(ABC):
    """What every kind has.

    `key` is `set/question`, stable for ever; `after` is the key of the lesson that teaches it. A translation has its
    `original`, and that one's fingerprints: in whatever language it is asked, it is the same question.
    """

    key: str
    topic: str
    after: str
    core: bool = False
    level: Level | None = None
    consent: Consent | None = None
    vignette: str | None = None
    explanation: str = ""
    cites: tuple[Citation, ...] = ()
    ask: tuple[str, ...] = ()
    evidence: Evidence | None = None
    retired: bool = False
    original: _Frame | None = field(default=None, repr=False, compare=False)

    @property
    def set_id(self) -> str:
        """The id of the set that the question belongs to."""
        return self.key.partition("/")[0]

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that differ when what is asked or what is right differs: stem, options, key, their order."""
        if self.original is not None:
            return self.original.fingerprint
        return hashlib.blake2b("\x1f".join(self._asked()).encode(), digest_size=8).hexdigest()

    @cached_property
    def key_fingerprint(self) -> str:
        """16 hex digits that differ when what is right differs, whatever else is reworded.

        What is right: the texts of the right options, the truth of a statement, the order, the pairs, the number with
        its unit, or the first accepted word. Case and white space make no difference. A teach-back has no key.
        """
        if self.original is not None:
            return self.original.key_fingerprint
        right = "\x1f".join(_alike(text) for text in self._right())
        return hashlib.blake2b(right.encode(), digest_size=8).hexdigest()

    @abstractmethod
    def _asked(self) -> tuple[str, ...]: ...

    @abstractmethod
    def _right(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Single(_Frame):
    """One of several options is right."""

    stem: str
    options: tuple[Option, ...]
    shuffle: bool = True

    def _asked(self) -> tuple[str, ...]:
        return ("single", self.vignette or "", self.stem, *_options(self.options))

    def _right(self) -> tuple[str, ...]:
        return tuple(sorted((option.text for option in self.options if option.correct), key=_alike))


@dataclass(frozen=True, kw_only=True)
class Multiple(_Frame):
    """Some of several options are right."""

    stem: str
    options: tuple[Option, ...]
    shuffle: bool = True

    def _asked(self) -> tuple[str, ...]:
        return ("multiple", self.vignette or "", self.stem, *_options(self.options))

    def _right(self) -> tuple[str, ...]:
        return tuple(sorted((option.text for option in self.options if option.correct), key=_alike))


@dataclass(frozen=True, kw_only=True)
class TrueFalse(_Frame):
    """A statement; place 0 is "true", place 1 is "false"."""

    stem: str
    answer: bool
    why: str | None = None

    def _asked(self) -> tuple[str, ...]:
        return ("truefalse", self.vignette or "", self.stem, str(self.answer))

    def _right(self) -> tuple[str, ...]:
        return (str(self.answer),)


@dataclass(frozen=True, kw_only=True)
class Order(_Frame):
    """Items to be put in order; they are authored in the right one."""

    stem: str
    items: tuple[Item, ...]

    def _asked(self) -> tuple[str, ...]:
        return ("order", self.vignette or "", self.stem, *(item.text for item in self.items))

    def _right(self) -> tuple[str, ...]:
        return tuple(item.text for item in self.items)


@dataclass(frozen=True, kw_only=True)
class Match(_Frame):
    """Pairs to be found. A response holds, for each left side in order, the place of a right side.

    The right sides are those of the pairs, in order, then the extra ones that belong to nothing.
    """

    stem: str
    pairs: tuple[Pair, ...]
    extra: tuple[Item, ...] = ()

    @property
    def rights(self) -> tuple[str, ...]:
        """The right sides by place: `rights[i]` belongs to `pairs[i].left`; those behind belong to nothing."""
        return (*(pair.right for pair in self.pairs), *(item.text for item in self.extra))

    def _asked(self) -> tuple[str, ...]:
        return ("match", self.vignette or "", self.stem, *(pair.left for pair in self.pairs), "|", *self.rights)

    def _right(self) -> tuple[str, ...]:
        return tuple(sorted((f"{pair.left} | {pair.right}" for pair in self.pairs), key=_alike))


@dataclass(frozen=True, kw_only=True)
class Numeric(_Frame):
    """A number is to be typed; `also` are the same answer in other units."""

    stem: str
    answer: Quantity
    also: tuple[Quantity, ...] = ()

    def _asked(self) -> tuple[str, ...]:
        return (
            "numeric",
            self.vignette or "",
            self.stem,
            *(f"{q.value}±{q.tolerance} {q.unit}" for q in (self.answer, *self.also)),
        )

    def _right(self) -> tuple[str, ...]:
        return (f"{self.answer.value:.10g}", self.answer.unit)


@dataclass(frozen=True, kw_only=True)
class Short(_Frame):
    """A word or a few are to be typed; the first accepted variant is the one that is shown."""

    stem: str
    accept: tuple[str, ...]

    def _asked(self) -> tuple[str, ...]:
        return ("short", self.vignette or "", self.stem, *self.accept)

    def _right(self) -> tuple[str, ...]:
        return self.accept[:1]


@dataclass(frozen=True, kw_only=True)
class Cloze(_Frame):
    """A sentence with one gap; the gap's word is to be typed."""

    before: str
    accept: tuple[str, ...]
    after_gap: str

    def _asked(self) -> tuple[str, ...]:
        return ("cloze", self.vignette or "", self.before, "|".join(self.accept), self.after_gap)

    def _right(self) -> tuple[str, ...]:
        return self.accept[:1]


@dataclass(frozen=True, kw_only=True)
class Teachback(_Frame):
    """Say it in your own words, then tick the key points that were in them; unrated."""

    stem: str
    points: tuple[str, ...]

    def _asked(self) -> tuple[str, ...]:
        return ("teachback", self.vignette or "", self.stem, *self.points)

    def _right(self) -> tuple[str, ...]:
        return ()


Question: TypeAlias = Single | Multiple | TrueFalse | Order | Match | Numeric | Short | Cloze | Teachback
TypedQuestion: TypeAlias = Numeric | Short | Cloze
PickedQuestion: TypeAlias = Single | Multiple | TrueFalse | Order | Match | Teachback


def _alike(text: str) -> str:
    return " ".join(text.casefold().split())


def _options(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(f"{'+' if option.correct else '-'}{option.text}" for option in options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Authored places: the picked ones in ascending order, or (order, match) one after the other."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, as it came."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSure:
    """An answer of its own: "I am not sure"."""


Response: TypeAlias = Picked | Typed | NotSure


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """One authored set: its topics, lessons and questions in authored order.

    Of a translated one, `untranslated` are the keys of the lessons and questions that are as in the original.
    """

    id: str
    title: str
    audience: Audience
    language: str
    license: str
    reviewed: date
    next_review: date | None = None
    topics: tuple[Topic, ...]
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]
    glossary: tuple[Term, ...] = ()
    untranslated: frozenset[str] = frozenset()

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by id."""
        return MappingProxyType({topic.id: topic for topic in self.topics})

    @cached_property
    def active(self) -> tuple[Question, ...]:
        """The questions that are asked, in lesson order: authored order of lessons, then of questions."""
        place = {lesson.key: number for number, lesson in enumerate(self.lessons)}
        return tuple(sorted((q for q in self.questions if not q.retired), key=lambda q: place[q.after]))

    def speaks(self, language: str) -> bool:
        """Whether it is in that language, whichever country's."""
        return base_language(self.language) == base_language(language)


@dataclass(frozen=True, kw_only=True)
class Library:
    """Everything that is taught: sets by id, sources by id; lessons and questions by key.

    `translations` holds sets by their id and the language that they were translated into; see `translation`.
    """

    sets: Mapping[str, QuestionSet] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    translations: Mapping[tuple[str, str], QuestionSet] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its key `set/question`, retired ones too."""
        return MappingProxyType({q.key: q for each in self.sets.values() for q in each.questions})

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """Every lesson by its key `set/lesson`."""
        return MappingProxyType({lesson.key: lesson for each in self.sets.values() for lesson in each.lessons})

    @cached_property
    def _in_languages(self) -> Mapping[str, Library]:
        found: dict[str, dict[str, QuestionSet]] = {}
        for (set_id, language), translated in sorted(self.translations.items()):
            found.setdefault(base_language(language), dict(self.sets))[set_id] = translated
        return {language: replace(self, sets=MappingProxyType(sets)) for language, sets in found.items()}

    def in_language(self, language: str) -> Library:
        """The library as it is read in that language: each set in translation, if there is one, or else as it is."""
        return self._in_languages.get(base_language(language), self)

    def set_of(self, question: Question) -> QuestionSet:
        """The set that a question belongs to."""
        return self.sets[question.set_id]

    def for_audience(self, audience: Audience) -> tuple[QuestionSet, ...]:
        """The sets written for that audience, in the order of their ids."""
        return tuple(each for _, each in sorted(self.sets.items()) if each.audience is audience)


def base_language(code: str) -> str:
    """A language without its country: "pt" of "pt-BR"."""
    return code.partition("-")[0].casefold()


def shown_order(question: Question, presentation: int) -> tuple[int, ...]:
    """The order in which the pickable places of a question are shown in one presentation.

    A permutation of the authored places, the same on every redraw, in every process and every Python: places are
    sorted by a hash of presentation and place. Kinds with an order of their own keep it. An ordering is never shown
    already solved.
    """
    match question:
        case Single() | Multiple():
            count = len(question.options)
            return _shuffled(count, presentation) if question.shuffle else tuple(range(count))
        case TrueFalse():
            return (0, 1)
        case Order():
            order = _shuffled(len(question.items), presentation)
            return order if order != tuple(range(len(order))) else (*order[1:], order[0])
        case Match():
            return _shuffled(len(question.rights), presentation)
        case Teachback():
            return tuple(range(len(question.points)))
        case Numeric() | Short() | Cloze():
            return ()
        case _:
            assert_never(question)


def _shuffled(count: int, presentation: int) -> tuple[int, ...]:
    def rank(place: int) -> bytes:
        return hashlib.blake2b(f"{presentation}:{place}".encode(), digest_size=8).digest()

    return tuple(sorted(range(count), key=rank))

"""What the services answer: plain values that a screen can be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Lesson, Question, QuestionSet, Source
from quizbot.domain.queue import Finished, Presentation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Nothing is kept of this person: they have not agreed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """The learner has no set to learn from: none chosen yet, or it is gone."""

    learner: Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """The learner rests; nothing is asked until they resume."""

    learner: Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A lesson to be shown, and of which set."""

    lesson: Lesson
    questions: QuestionSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to be shown.

    `improved`: it replaces an older wording that the learner had before them. `changed`: they were right by an answer
    that is the right one no more. `instead_of`: the message of the question whose place it takes, if that was shown.
    """

    presentation: Presentation
    question: Question
    questions: QuestionSet
    improved: bool = False
    changed: bool = False
    instead_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyShown:
    """What comes next has just been delivered: a double tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Nothing more to ask now; `remind_at` is when the learner will hear of it."""

    learner: Learner
    finished: Finished
    today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOver:
    """The date that the learner has learned towards, a day number, is over; it stays until they have been told."""

    learner: Learner
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the answer earned, and all that explains it."""

    learner: Learner
    question: Question
    questions: QuestionSet
    review: Review
    sources: dict[str, Source]
    today: int
    can_undo: bool
    can_say_guessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """The button belongs to something that is over: another question took its place, or it is not theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """The response cannot be one to this question; nothing is marked, the question stays open."""

    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Not theirs to do, or too late for it."""


Next: TypeAlias = Taught | Asked | Done | DateOver | Paused | Undecided | Stranger
Following: TypeAlias = Next | AlreadyShown
Answering: TypeAlias = Feedback | Asked | Unfit | Stale | Stranger


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder that was claimed for a learner and is to be sent: once, or not at all.

    `day` is the learner's calendar date; `before` is the learner as they were before the claim.
    """

    learner: Learner
    before: Learner
    asked: Asked
    day: int

    @property
    def snoozed(self) -> bool:
        """Whether it was asked for."""
        return self.before.snoozed

"""What the services answer: plain values that a screen can be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Lesson, Question, QuestionSet, Source, Topic
from quizbot.domain.queue import Finished, Presentation, Review
from quizbot.domain.rounds import Result, Round
from quizbot.domain.team import View


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
class Retold:
    """A lesson in other words, after the answer to that presentation had missed its topic once more."""

    lesson: Lesson
    questions: QuestionSet
    presentation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEnd:
    """A topic has been asked to its end: how do they see it? `suggested` by their answers."""

    topic: Topic
    questions: QuestionSet
    suggested: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to be shown.

    `improved`: it replaces an older wording that the learner had before them. `changed`: they were right by an answer
    that is the right one no more. `instead_of`: the message of the question whose place it takes, if that was shown.
    `waiting`: how many are due as it is opened, this one among them; 0: it is not due itself.
    """

    presentation: Presentation
    question: Question
    questions: QuestionSet
    improved: bool = False
    changed: bool = False
    instead_of: int | None = None
    waiting: int = 0


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
    """What the answer earned, and all that explains it.

    `set_aside`: with it the question was missed so often that it rests. `results_of`: the round that it was given in,
    if that is over. `in_poll`: the question stands in a poll, whose place no text can take.
    """

    learner: Learner
    question: Question
    questions: QuestionSet
    review: Review
    sources: dict[str, Source]
    today: int
    can_undo: bool
    can_say_guessed: bool
    set_aside: bool = False
    results_of: int | None = None
    in_poll: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOver:
    """A round is over: how it went, in the order asked; `due_now` is how many questions are due by the schedule."""

    round: Round
    questions: QuestionSet
    results: tuple[Result, ...]
    due_now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The answer to an exam's question is kept, and nothing is told of it yet.

    `following` is what comes next; None: that was shown before.
    """

    presentation: Presentation
    question: Question
    questions: QuestionSet
    following: Following | None = None


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


Next: TypeAlias = Taught | Retold | TopicEnd | Asked | Done | RoundOver | DateOver | Paused | Undecided | Stranger
Following: TypeAlias = Next | AlreadyShown
Answering: TypeAlias = Feedback | Noted | Asked | Unfit | Stale | Stranger


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

"""Rounds outside the schedule: practice, or an exam, which tells nothing until its end; which questions they ask."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from random import Random

from quizbot.domain.questions import Question, QuestionSet, Teachback
from quizbot.domain.queue import Purpose, Review

PRACTICE_LENGTH = 10  # questions at most
EXAM_LENGTHS = (10, 20, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Questions asked one after the other, by their keys; `topic_id` None: of all topics, `ended_at` None: running.

    `purpose` is practice or exam.
    """

    id: int
    learner_id: int
    purpose: Purpose
    set_id: str
    topic_id: str | None
    started_at: datetime
    ended_at: datetime | None
    keys: tuple[str, ...]

    @property
    def is_secret(self) -> bool:
        """Whether nobody may be told yet how an answer was."""
        return self.purpose is Purpose.EXAM and self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a round is to be: practice or an exam, of a topic (None: all) or of what was `wrong`, so long at most."""

    purpose: Purpose
    topic_id: str | None = None
    wrong: bool = False
    length: int = PRACTICE_LENGTH

    def is_begun_by(self, round_: Round) -> bool:
        """Whether that round can be the one that was wanted."""
        alike = (self.purpose, self.topic_id) == (round_.purpose, round_.topic_id)
        return alike and len(round_.keys) <= self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One answer of a round: the question at that place, counted from 0, and its review."""

    place: int
    question: Question
    review: Review


def askable(questions: QuestionSet, topic_id: str | None = None) -> tuple[Question, ...]:
    """The questions that a round can ask, of that topic or of all: those that can be right or wrong."""
    return tuple(
        question
        for question in questions.active
        if not isinstance(question, Teachback) and topic_id in {None, question.topic}
    )


def drawn(questions: Collection[Question], count: int, chance: Random) -> tuple[str, ...]:
    """The keys of so many of the questions, or of all if there are fewer, drawn by lot and in that order."""
    return tuple(question.key for question in chance.sample(list(questions), min(count, len(questions))))


def exam_lengths(available: int) -> tuple[int, ...]:
    """How long an exam of so many questions can be: the usual lengths that leave some out, and all if not too many."""
    shorter = tuple(length for length in EXAM_LENGTHS if length < available)
    return shorter if available > EXAM_LENGTHS[-1] or available == 0 else (*shorter, available)

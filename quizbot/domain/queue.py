"""What this learner sees next: due questions, then new ones behind their lessons, then what was missed, once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import TypeAlias

from quizbot.domain.memory import Rating
from quizbot.domain.plan import Share
from quizbot.domain.questions import Lesson, Picked, Question, QuestionSet

NEW_SHARE = 0.4  # of a day's questions are new ones while there are any …
BACKLOG_DAYS = 3  # … and not more days' worth of questions than this are due
SITTING = timedelta(minutes=30)  # a sitting ends after so long without an answer


class Purpose(StrEnum):
    """Why a question is asked: for the first time, because it is due, once more after a miss, to practise, in an exam.

    The last three leave the schedule alone.
    """

    NEW = "new"
    DUE = "due"
    RETRY = "retry"
    PRACTICE = "practice"
    EXAM = "exam"

    @property
    def scheduled(self) -> bool:
        """Whether an answer decides when the question comes back."""
        return self in {Purpose.NEW, Purpose.DUE}


class State(StrEnum):
    """Where a presentation stands."""

    OPEN = "open"
    ANSWERED = "answered"
    SUPERSEDED = "superseded"


class Given(StrEnum):
    """In which form a response came."""

    PICKED = "picked"
    TYPED = "typed"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """One showing of one question to one learner; `position` of `planned` is where it stood in the day or its round."""

    id: int
    learner_id: int
    question_key: str
    fingerprint: str
    purpose: Purpose
    state: State
    position: int
    planned: int
    opened_at: datetime
    message_id: int | None = None
    followed_at: datetime | None = None
    round_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The recorded fact: what was given, what it earned, and when the question comes back (None: not scheduled)."""

    id: int
    presentation: Presentation
    given: Given
    places: tuple[int, ...]
    matched: str | None
    credit: float
    rating: Rating | None
    day: int
    due_day: int | None
    guessed: bool = False
    void: bool = False

    @property
    def right(self) -> bool:
        """Whether it was right altogether."""
        return self.credit == 1

    @property
    def picked(self) -> Picked | None:
        """What was picked, or None if it was typed or not sure."""
        return Picked(places=self.places) if self.given is Given.PICKED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer of the present sitting, as the queue needs it."""

    question_key: str
    right: bool
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that decides what comes next.

    `due` are keys, the best remembered first, `leeches` those of them that were forgotten again and again; `met` are
    the keys that were answered before, whether or not they have a memory; `read_today` are the lessons that were shown
    today, `just_read` the one just now; `answered_today` counts new and due ones, `new_today` the new ones among them,
    of which there may be `new_allowed` (None: as many as fit); `sitting` is this sitting's answers, oldest first;
    `share` is what of the plan towards a date falls on today, None without a date.
    """

    today: int
    topic: str | None
    due: Sequence[str] = ()
    leeches: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    lessons_shown: frozenset[str] = frozenset()
    read_today: frozenset[str] = frozenset()
    just_read: str | None = None
    sitting: Sequence[Answered] = ()
    answered_today: int = 0
    new_today: int = 0
    allowance: int
    new_allowed: int | None = None
    last_key: str | None = None
    next_due_day: int | None = None
    share: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teach:
    """Show this lesson; the question that it teaches comes next."""

    lesson: Lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Ask this question as number `position` of the `planned` ones today; `waiting` is how many are due, or 0."""

    question: Question
    purpose: Purpose
    position: int
    planned: int
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Nothing more today. `more`: there would be, beyond today's allowance; `next_day`: when there is, None: never.

    `waiting` is how many are due and wait.
    """

    answered_today: int
    more: bool
    next_day: int | None
    set_complete: bool = field(default=False)
    waiting: int = 0


Next: TypeAlias = Teach | Ask | Finished


def next_step(situation: Situation, questions: QuestionSet) -> Next:
    """What this learner sees next.

    Due questions come first, in the order given (highest retrievability first: fewest minutes, most right answers),
    then new ones in lesson order with their topics interleaved, each behind its lesson; neither twice in a row from
    one lesson where it can be helped. Two fifths of the day are kept for new ones, or whoever has few questions a day
    would only ever repeat; but nothing new while the backlog is more than three days' allowance. A question that was
    missed again and again comes behind its lesson, too. What was missed in this sitting returns once at its end, as
    practice.

    Towards a date, what the plan goes over today comes before all else, and so many new ones are kept as fall on today,
    the core ones first.
    """
    active = {question.key: question for question in questions.active}
    due = [active[key] for key in situation.due if key in active]
    over = [active[key] for key in situation.share.over if key in active] if situation.share else []
    due = [*over, *(question for question in due if question not in over)]
    new = [question for question in questions.active if question.key not in situation.met]
    last = active.get(situation.last_key or "")
    left = situation.allowance - situation.answered_today
    room_for_new = _room_for_new(situation, len(new))
    planned = situation.answered_today + min(max(left, 0), len(due) + room_for_new)
    if due and left > _kept_for_new(situation, len(due), room_for_new):
        question = _most_worthwhile(over or due, last, situation)
        if question.key in situation.leeches and question.after not in situation.read_today:
            return _teach(question, questions)
        return _ask(question, Purpose.DUE, situation, planned, waiting=len(due))
    if left > 0 and room_for_new:
        question = _interleaved(_of_topic(_core_first(new, situation), situation.topic), last)
        if question.after not in situation.lessons_shown:
            return _teach(question, questions)
        return _ask(question, Purpose.NEW, situation, planned)
    missed = [active[key] for key in _missed(situation) if key in active]
    if missed:
        return Ask(
            question=_varied(missed, last),
            purpose=Purpose.RETRY,
            position=situation.answered_today,
            planned=planned,
        )
    return Finished(
        answered_today=situation.answered_today,
        more=bool(due or new),
        next_day=situation.today + 1 if due or (new and situation.new_allowed != 0) else situation.next_due_day,
        set_complete=active.keys() <= situation.met,
        waiting=len(due),
    )


def _room_for_new(situation: Situation, new: int) -> int:
    """How many of the new questions may come today, if the day has room."""
    allowed = situation.new_allowed if situation.share is None else situation.share.new  # a date weighs more
    return new if allowed is None else min(new, max(allowed - situation.new_today, 0))


def _kept_for_new(situation: Situation, due: int, new: int) -> int:
    """How many of today's questions that are left are kept for new ones."""
    if situation.share is not None:
        return new
    if due > BACKLOG_DAYS * situation.allowance:
        return 0
    return max(0, min(usually_new(situation.allowance) - situation.new_today, new))


def usually_new(allowance: int) -> int:
    """How many of a day's questions are kept for new ones."""
    return ceil(NEW_SHARE * allowance)


def _teach(question: Question, questions: QuestionSet) -> Teach:
    return Teach(lesson=next(lesson for lesson in questions.lessons if lesson.key == question.after))


def _ask(question: Question, purpose: Purpose, situation: Situation, planned: int, *, waiting: int = 0) -> Ask:
    position = situation.answered_today + 1
    return Ask(question=question, purpose=purpose, position=position, planned=planned, waiting=waiting)


def _most_worthwhile(due: Sequence[Question], last: Question | None, situation: Situation) -> Question:
    """The one whose lesson was shown again just now, else the best remembered that is not of the lesson asked last."""
    relearned = (each for each in due if each.key in situation.leeches and each.after == situation.just_read)
    return next(relearned, _varied(due, last))


def _core_first(new: Sequence[Question], situation: Situation) -> Sequence[Question]:
    """Towards a date the core ones as long as there are any."""
    core = [question for question in new if question.core] if situation.share is not None else []
    return core or new


def _of_topic(new: Sequence[Question], topic: str | None) -> Sequence[Question]:
    """Those of the chosen topic, or all once that has no more."""
    return [question for question in new if question.topic == topic] or new


def _varied(candidates: Sequence[Question], last: Question | None) -> Question:
    """The first that is not of the lesson asked last, else the first."""
    return next((each for each in candidates if last is None or each.after != last.after), candidates[0])


def _interleaved(new: Sequence[Question], last: Question | None) -> Question:
    """The first of another topic than the last, else of another lesson, else the first."""
    return next((each for each in new if last is not None and each.topic != last.topic), _varied(new, last))


def _missed(situation: Situation) -> list[str]:
    """Keys missed in this sitting that have not come back in it yet, in the order missed."""
    missed: dict[str, None] = {}
    for answer in situation.sitting:
        if answer.purpose is Purpose.EXAM:
            continue  # it has told nothing
        if not answer.purpose.scheduled:
            missed.pop(answer.question_key, None)
        elif not answer.right:
            missed[answer.question_key] = None
    return list(missed)

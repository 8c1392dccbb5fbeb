"""The hot path: presentations, reviews, memories, and what the queue needs to know of one learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from quizbot.domain.memory import Memory, Rated, Rating
from quizbot.domain.questions import Question
from quizbot.domain.queue import SITTING, Answered, Ask, Given, Presentation, Purpose, Review, State
from quizbot.storage.inserts import insert_if_new, insert_or_update
from quizbot.storage.statements import prepared
from quizbot.storage.tables import (
    amendments,
    lessons_shown,
    memories,
    presentations,
    question_reports,
    reviews,
    sittings,
)

VOID, GUESSED, CHANGED = "void", "guessed", "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """A review that is about to be recorded; `rating` None: unrated, `due_day` None: not scheduled.

    `typed_in` is the learner's message in which the answer came, None if it was tapped.
    """

    presentation: Presentation
    at: datetime
    day: int
    given: Given
    places: tuple[int, ...]
    matched: str | None
    typed_in: int | None
    credit: float
    rating: Rating | None
    due_day: int | None
    retention: float
    parameters: str


def not_void() -> ColumnElement[bool]:
    """The condition that a review has not been undone."""
    return ~exists().where(amendments.c.review_id == reviews.c.id, amendments.c.kind == VOID)


# presentations

_OPEN = presentations.c.state == literal_column(f"'{State.OPEN}'")  # as the index of the open ones has it
_THIS = (presentations.c.id == bindparam("presentation"), presentations.c.learner_id == bindparam("learner"))
_THEIRS = presentations.c.learner_id == bindparam("learner")

_FIND_PRESENTATION = prepared(select(presentations).where(*_THIS))
_OPEN_PRESENTATION = prepared(select(presentations).where(_THEIRS, _OPEN))
_PRESENT = prepared(insert(presentations).returning(presentations))
_SUPERSEDE = prepared(update(presentations).where(_THEIRS, _OPEN).values(state=State.SUPERSEDED))
_CLAIM = prepared(
    update(presentations).where(*_THIS, _OPEN).values(state=State.ANSWERED, sitting_id=bindparam("sitting"))
)
_CHANGE_PRESENTATION = prepared(update(presentations).where(*_THIS))


def find_presentation(connection: Connection, learner_id: int, presentation_id: int) -> Presentation | None:
    """That presentation, if it is this learner's; else None."""
    row = _FIND_PRESENTATION.first(connection, presentation=presentation_id, learner=learner_id)
    return None if row is None else _presentation(row)


def open_presentation(connection: Connection, learner_id: int) -> Presentation | None:
    """The one presentation that awaits this learner's answer, or None."""
    row = _OPEN_PRESENTATION.first(connection, learner=learner_id)
    return None if row is None else _presentation(row)


def _presentation(row: Any) -> Presentation:
    return Presentation(
        id=row.id,
        learner_id=row.learner_id,
        question_key=row.question_key,
        fingerprint=row.fingerprint,
        purpose=Purpose(row.purpose),
        state=State(row.state),
        position=row.position,
        planned=row.planned,
        opened_at=row.opened_at,
        message_id=row.message_id,
        followed_at=row.followed_at,
        round_id=row.round_id,
    )


def present(
    connection: Connection,
    learner_id: int,
    ask: Ask,
    *,
    sitting_id: int | None,
    now: datetime,
    round_id: int | None = None,
) -> Presentation:
    """Open a presentation of what is to be asked; the one that was open, if any, is superseded."""
    supersede(connection, learner_id)
    row = _PRESENT.one(
        connection,
        learner_id=learner_id,
        sitting_id=sitting_id,
        round_id=round_id,
        question_key=ask.question.key,
        fingerprint=ask.question.fingerprint,
        purpose=ask.purpose,
        state=State.OPEN,
        position=ask.position,
        planned=ask.planned,
        opened_at=now,
    )
    return _presentation(row)


def supersede(connection: Connection, learner_id: int) -> None:
    """Close the learner's open presentation, if any, without an answer."""
    _SUPERSEDE.count(connection, learner=learner_id)


def claim(connection: Connection, presentation: Presentation, sitting_id: int) -> bool:
    """Take the open presentation for an answer in that sitting; False if somebody was faster."""
    this = {"presentation": presentation.id, "learner": presentation.learner_id}
    return _CLAIM.count(connection, **this, sitting=sitting_id) == 1


def delivered(connection: Connection, learner_id: int, presentation_id: int, message_id: int) -> None:
    """Note under which message the learner has the question."""
    _CHANGE_PRESENTATION.count(connection, learner=learner_id, presentation=presentation_id, message_id=message_id)


def followed(connection: Connection, learner_id: int, presentation_id: int, now: datetime) -> None:
    """Note that what came after this presentation has been delivered."""
    _CHANGE_PRESENTATION.count(connection, learner=learner_id, presentation=presentation_id, followed_at=now)


# sittings

_THEIR_LATEST = select(func.max(sittings.c.id)).where(sittings.c.learner_id == bindparam("learner")).scalar_subquery()
_GOING_ON = (
    sittings.c.learner_id == bindparam("learner"),
    sittings.c.id == _THEIR_LATEST,
    sittings.c.ended.is_(False),
    sittings.c.last_at > bindparam("since"),
)

_SITTING = prepared(select(sittings.c.id).where(*_GOING_ON))
_SIT = prepared(update(sittings).where(*_GOING_ON).returning(sittings.c.id))
_START_SITTING = prepared(insert(sittings).returning(sittings.c.id))
_END_SITTINGS = prepared(update(sittings).where(sittings.c.learner_id == bindparam("learner")).values(ended=True))


def sitting(connection: Connection, learner_id: int, now: datetime) -> int:
    """The id of the learner's present sitting; a new one after half an hour without an answer."""
    found: int | None = _SITTING.scalar(connection, learner=learner_id, since=now - SITTING)
    return _start_sitting(connection, learner_id, now) if found is None else found


def sit(connection: Connection, learner_id: int, now: datetime) -> int:
    """As `sitting`, with an answer in it, which keeps it going."""
    found: int | None = _SIT.scalar(connection, learner=learner_id, since=now - SITTING, last_at=now)
    return _start_sitting(connection, learner_id, now) if found is None else found


def _start_sitting(connection: Connection, learner_id: int, now: datetime) -> int:
    started: int = _START_SITTING.one(connection, learner_id=learner_id, started_at=now, last_at=now).id
    return started


def end_sitting(connection: Connection, learner_id: int) -> None:
    """End the learner's sitting, whatever the time."""
    _END_SITTINGS.count(connection, learner=learner_id)


# reviews

_RECORD = prepared(insert(reviews).returning(reviews.c.id))
_REVIEW_OF = prepared(
    select(reviews).where(
        reviews.c.presentation_id == bindparam("presentation"), reviews.c.learner_id == bindparam("learner")
    )
)
_AMENDMENTS_OF = prepared(
    select(amendments).where(
        amendments.c.review_id == bindparam("review"), amendments.c.learner_id == bindparam("learner")
    )
)
_ANSWERED_IN = prepared(
    select(reviews.c.presentation_id).where(
        reviews.c.learner_id == bindparam("learner"), reviews.c.typed_in == bindparam("message")
    )
)
_LAST_ANSWERED = prepared(
    select(reviews.c.presentation_id)
    .where(reviews.c.learner_id == bindparam("learner"), not_void())
    .order_by(reviews.c.id.desc())
    .limit(literal_column("1"))
)
_AMEND = prepared(insert(amendments))


def record(connection: Connection, review: NewReview) -> Review:
    """Append a review; returns it as it is kept."""
    presentation = review.presentation
    scheduled = review.due_day is not None
    recorded = _RECORD.one(
        connection,
        learner_id=presentation.learner_id,
        presentation_id=presentation.id,
        question_key=presentation.question_key,
        fingerprint=presentation.fingerprint,
        at=review.at,
        day=review.day,
        given=review.given,
        places=",".join(map(str, review.places)),
        matched=review.matched,
        typed_in=review.typed_in,
        credit=review.credit,
        milliseconds=int((review.at - presentation.opened_at).total_seconds() * 1000),
        rating=review.rating,
        scheduled=scheduled,
        due_day=review.due_day,
        retention=review.retention if scheduled else None,
        parameters=review.parameters if scheduled else None,
    )
    return Review(
        id=recorded.id,
        presentation=replace(presentation, state=State.ANSWERED),
        given=review.given,
        places=review.places,
        matched=review.matched,
        credit=review.credit,
        rating=review.rating,
        day=review.day,
        due_day=review.due_day,
    )


def review_of(connection: Connection, presentation: Presentation) -> Review | None:
    """The review of a presentation, as amended; None while there is none."""
    learner_id = presentation.learner_id
    row = _REVIEW_OF.first(connection, presentation=presentation.id, learner=learner_id)
    if row is None:
        return None
    amended = {each.kind: each for each in _AMENDMENTS_OF.rows(connection, review=row.id, learner=learner_id)}
    guess = amended.get(GUESSED)
    rating = row.rating if guess is None else guess.rating
    return Review(
        id=row.id,
        presentation=presentation,
        given=Given(row.given),
        places=tuple(map(int, row.places.split(","))) if row.places else (),
        matched=row.matched,
        credit=row.credit,
        rating=None if rating is None else Rating(rating),
        day=row.day,
        due_day=row.due_day if guess is None else guess.due_day,
        guessed=guess is not None,
        void=VOID in amended,
    )


def presentation_answered_in(connection: Connection, learner_id: int, message_id: int) -> int | None:
    """The id of the presentation that this message of the learner's has answered, or None."""
    return _ANSWERED_IN.scalar(connection, learner=learner_id, message=message_id)


def last_presentation_answered(connection: Connection, learner_id: int) -> int | None:
    """The id of the presentation of the learner's last review that is not undone, or None."""
    return _LAST_ANSWERED.scalar(connection, learner=learner_id)


def amend(
    connection: Connection,
    review: Review,
    kind: str,
    now: datetime,
    *,
    rating: Rating | None = None,
    due_day: int | None = None,
) -> None:
    """Append that a review is void, or was guessed and counts as `rating` from now on."""
    _AMEND.count(
        connection,
        learner_id=review.presentation.learner_id,
        review_id=review.id,
        kind=kind,
        at=now,
        rating=rating,
        due_day=due_day,
    )


_guess, _changed = amendments.alias("guess"), amendments.alias("changed")
_RATED = prepared(
    select(
        reviews.c.day,
        func.coalesce(_guess.c.rating, reviews.c.rating).label("rating"),
        func.coalesce(_changed.c.due_day, _guess.c.due_day, reviews.c.due_day).label("due_day"),
    )
    .outerjoin(_guess, and_(_guess.c.review_id == reviews.c.id, _guess.c.kind == GUESSED))
    .outerjoin(_changed, and_(_changed.c.review_id == reviews.c.id, _changed.c.kind == CHANGED))
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.question_key == bindparam("key"),
        reviews.c.scheduled.is_(True),
        not_void(),
    )
    .order_by(reviews.c.id)
)


def rated_reviews(connection: Connection, learner_id: int, question_key: str) -> Sequence[Rated]:
    """The scheduled reviews of a question that are not void, as amended, oldest first: what the fold takes."""
    rows = _RATED.rows(connection, learner=learner_id, key=question_key)
    return [Rated(day=row.day, rating=Rating(row.rating), due_day=row.due_day) for row in rows]


# memories

_REMEMBERED = (memories.c.learner_id == bindparam("learner"), memories.c.question_key == bindparam("key"))
_OF_SET = (memories.c.learner_id == bindparam("learner"), memories.c.set_id == bindparam("questions"))

_NOT_ASIDE = memories.c.set_aside.is_(False)

_FIND_MEMORY = prepared(select(memories).where(*_REMEMBERED))
_FORGET = prepared(delete(memories).where(*_REMEMBERED))
_SAVE_MEMORY = insert_or_update(memories)
_KNOWN_KEY = prepared(select(memories.c.known_key).where(*_REMEMBERED))
_MEMORIES_OF_SET = prepared(select(memories).where(*_OF_SET))
_REVIEWS_DUE = prepared(
    select(memories.c.due_day, func.count().label("reviews"))
    .where(
        memories.c.learner_id == bindparam("learner"),
        memories.c.due_day.between(bindparam("first"), bindparam("last")),
        _NOT_ASIDE,
    )
    .group_by(memories.c.due_day)
)
_RESTING = prepared(select(memories.c.question_key).where(*_OF_SET, memories.c.set_aside.is_(True)))
_TAKE_UP = prepared(update(memories).where(*_REMEMBERED, memories.c.set_aside.is_(True)).values(set_aside=False))


def find_memory(connection: Connection, learner_id: int, question_key: str) -> Memory | None:
    """The memory of one question in one learner, or None."""
    row = _FIND_MEMORY.first(connection, learner=learner_id, key=question_key)
    return None if row is None else _memory(row)


def _memory(row: Any) -> Memory:
    return Memory(
        stability=row.stability,
        difficulty=row.difficulty,
        last_day=row.last_day,
        due_day=row.due_day,
        repetitions=row.repetitions,
        lapses=row.lapses,
        set_aside=row.set_aside,
    )


def save_memory(
    connection: Connection, learner_id: int, question_key: str, memory: Memory | None, known_key: str | None = None
) -> None:
    """Write the memory, and by which key the last answer was right; None: forget that it was ever reviewed."""
    if memory is None:
        _FORGET.count(connection, learner=learner_id, key=question_key)
        return
    _SAVE_MEMORY.count(
        connection,
        learner_id=learner_id,
        question_key=question_key,
        set_id=question_key.partition("/")[0],
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_day=memory.last_day,
        due_day=memory.due_day,
        repetitions=memory.repetitions,
        lapses=memory.lapses,
        known_key=known_key,
        set_aside=memory.set_aside,
    )


def knows_another_key(connection: Connection, learner_id: int, question: Question) -> bool:
    """Whether the learner was right by a key that is the right one no more."""
    known: str | None = _KNOWN_KEY.scalar(connection, learner=learner_id, key=question.key)
    return known is not None and known != question.key_fingerprint


def memories_of(connection: Connection, learner_id: int, set_id: str) -> Mapping[str, Memory]:
    """Every memory that the learner has of a set, by question key."""
    rows = _MEMORIES_OF_SET.rows(connection, learner=learner_id, questions=set_id)
    return {row.question_key: _memory(row) for row in rows}


def keys_set_aside(connection: Connection, learner_id: int, set_id: str) -> frozenset[str]:
    """Keys of the questions of a set that rest."""
    rows = _RESTING.rows(connection, learner=learner_id, questions=set_id)
    return frozenset(row.question_key for row in rows)


def take_up(connection: Connection, learner_id: int, question_key: str) -> bool:
    """Let a question rest no more; False if it does not."""
    return _TAKE_UP.count(connection, learner=learner_id, key=question_key) == 1


def sets_learned(connection: Connection, learner_id: int) -> Sequence[str]:
    """Ids of the sets of which the learner remembers something, in their order."""
    mine = select(memories.c.set_id).where(memories.c.learner_id == learner_id).distinct().order_by(memories.c.set_id)
    return connection.execute(mine).scalars().all()


def reviews_due(connection: Connection, learner_id: int, first_day: int, last_day: int) -> Mapping[int, int]:
    """How many reviews are due on each day from `first_day` to `last_day`; days without any are left out."""
    rows = _REVIEWS_DUE.rows(connection, learner=learner_id, first=first_day, last=last_day)
    return {row.due_day: row.reviews for row in rows}


# what the queue needs

_DUE_KEYS = prepared(
    select(memories.c.question_key, memories.c.lapses)
    .where(*_OF_SET, memories.c.due_day <= bindparam("today"), _NOT_ASIDE)
    .order_by((bindparam("today", type_=Integer) - memories.c.last_day) / memories.c.stability, memories.c.question_key)
)
_DUE_DAYS = prepared(
    select(memories.c.due_day, memories.c.question_key).where(*_OF_SET, _NOT_ASIDE).order_by(memories.c.due_day)
)
_SOONEST_DUE = prepared(
    select(memories.c.due_day, memories.c.question_key)
    .where(*_OF_SET, _NOT_ASIDE)
    .order_by(memories.c.due_day)
    .limit(bindparam("limit"))
)
_NEXT_DUE_DAY = prepared(
    select(func.min(memories.c.due_day).label("day")).where(
        *_OF_SET, memories.c.due_day > bindparam("today"), _NOT_ASIDE
    )
)
_MET_KEYS = prepared(
    select(memories.c.question_key)
    .where(*_OF_SET)
    .union(
        select(reviews.c.question_key).where(
            reviews.c.learner_id == bindparam("learner"),
            reviews.c.rating.is_(None),
            reviews.c.question_key.startswith(bindparam("prefix")),
            not_void(),
        )
    )
)
_OF_SITTING = prepared(
    select(reviews.c.question_key, reviews.c.credit, reviews.c.rating, presentations.c.purpose)
    .join(presentations, presentations.c.id == reviews.c.presentation_id)
    .where(_THEIRS, presentations.c.sitting_id == bindparam("sitting"), not_void())
    .order_by(reviews.c.id)
)
_ANSWERED_ON = prepared(
    select(presentations.c.purpose, func.count().label("answers"))
    .join(presentations, presentations.c.id == reviews.c.presentation_id)
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.day == bindparam("day"),
        or_(presentations.c.purpose == Purpose.NEW, presentations.c.purpose == Purpose.DUE),
        not_void(),
    )
    .group_by(presentations.c.purpose)
)
_LAST_KEY = prepared(
    select(presentations.c.question_key).where(_THEIRS).order_by(presentations.c.id.desc()).limit(literal_column("1"))
)


def due_keys(connection: Connection, learner_id: int, set_id: str, today: int) -> Mapping[str, int]:
    """Keys of the questions of a set that are due, the best remembered first, with how often each was forgotten.

    Retrievability falls with elapsed days over stability, so that quotient, ascending, is its order without a power.
    """
    rows = _DUE_KEYS.rows(connection, learner=learner_id, questions=set_id, today=today)
    return {row.question_key: row.lapses for row in rows}


def due_days(
    connection: Connection, learner_id: int, set_id: str, *, limit: int | None = None
) -> Sequence[tuple[int, str]]:
    """(due day, question key) of a set, soonest first; at most `limit` of them."""
    if limit is None:
        return _DUE_DAYS.rows(connection, learner=learner_id, questions=set_id)
    return _SOONEST_DUE.rows(connection, learner=learner_id, questions=set_id, limit=limit)


def next_due_day(connection: Connection, learner_id: int, set_id: str, today: int) -> int | None:
    """The first day after today on which a question of a set is due, or None."""
    return _NEXT_DUE_DAY.scalar(connection, learner=learner_id, questions=set_id, today=today)


def met_keys(connection: Connection, learner_id: int, set_id: str) -> frozenset[str]:
    """Keys of the questions of a set that were answered before: those with a memory, and the unrated ones."""
    rows = _MET_KEYS.rows(connection, learner=learner_id, questions=set_id, prefix=f"{set_id}/")
    return frozenset(row.question_key for row in rows)


def answers_of_sitting(connection: Connection, learner_id: int, sitting_id: int) -> Sequence[Answered]:
    """The answers of a sitting that are not undone, oldest first; an unrated one counts as right."""
    return [
        Answered(
            question_key=row.question_key, right=row.rating is None or row.credit == 1, purpose=Purpose(row.purpose)
        )
        for row in _OF_SITTING.rows(connection, learner=learner_id, sitting=sitting_id)
    ]


def answered_on(connection: Connection, learner_id: int, day: int) -> Mapping[Purpose, int]:
    """How many questions were answered on that local day by why they were asked; practice and undone ones left out."""
    rows = _ANSWERED_ON.rows(connection, learner=learner_id, day=day)
    return {Purpose(row.purpose): row.answers for row in rows}


def last_key(connection: Connection, learner_id: int) -> str | None:
    """The key of the question that the learner was shown last, or None."""
    return _LAST_KEY.scalar(connection, learner=learner_id)


# lessons and reports

_LESSONS_READ = prepared(select(lessons_shown).where(lessons_shown.c.learner_id == bindparam("learner")))
_LESSON_FOLLOWED = prepared(
    update(lessons_shown).where(
        lessons_shown.c.learner_id == bindparam("learner"), lessons_shown.c.lesson_key == bindparam("key")
    )
)
_LESSON_READ, _REPORT = insert_or_update(lessons_shown), insert_if_new(question_reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRead:
    """When the learner last went on from a lesson, and when what followed it first was delivered."""

    at: datetime
    followed_at: datetime | None


def lessons_read(connection: Connection, learner_id: int) -> Mapping[str, LessonRead]:
    """The lessons that the learner went on from, by their keys."""
    return {
        row.lesson_key: LessonRead(at=row.at, followed_at=row.followed_at)
        for row in _LESSONS_READ.rows(connection, learner=learner_id)
    }


def lesson_read(connection: Connection, learner_id: int, lesson_key: str, now: datetime) -> None:
    """Note that the learner went on from a lesson, now for the last time."""
    _LESSON_READ.count(connection, learner_id=learner_id, lesson_key=lesson_key, at=now, followed_at=None)


def lesson_followed(connection: Connection, learner_id: int, lesson_key: str, now: datetime) -> None:
    """Note that what came after a lesson has been delivered."""
    _LESSON_FOLLOWED.count(connection, learner=learner_id, key=lesson_key, followed_at=now)


def report_question(connection: Connection, presentation: Presentation, reason: str, now: datetime) -> None:
    """Keep that the learner has reported a problem with the question as it was shown; once for each reason."""
    _REPORT.count(
        connection,
        learner_id=presentation.learner_id,
        question_key=presentation.question_key,
        fingerprint=presentation.fingerprint,
        reason=reason,
        at=now,
    )

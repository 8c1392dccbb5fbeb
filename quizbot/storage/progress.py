"""The hot path: presentations, reviews, memories, and what the queue needs to know of one learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, insert, select, update

from quizbot.domain.memory import Memory, Rated, Rating
from quizbot.domain.questions import Question
from quizbot.domain.queue import SITTING, Answered, Given, Presentation, Purpose, Review, State
from quizbot.storage.inserts import insert_if_new, insert_or_update
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


# presentations


def find_presentation(connection: Connection, learner_id: int, presentation_id: int) -> Presentation | None:
    """That presentation, if it is this learner's; else None."""
    return _one(connection, *_of(learner_id, presentation_id))


def open_presentation(connection: Connection, learner_id: int) -> Presentation | None:
    """The one presentation that awaits this learner's answer, or None."""
    return _one(connection, presentations.c.learner_id == learner_id, presentations.c.state == State.OPEN)


def _one(connection: Connection, *conditions: Any) -> Presentation | None:
    row = connection.execute(select(presentations).where(*conditions)).first()
    return None if row is None else _presentation(row)


def _presentation(row: Row[Any]) -> Presentation:
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
    )


def present(
    connection: Connection,
    learner_id: int,
    *,
    sitting_id: int | None,
    question: Question,
    purpose: Purpose,
    position: int,
    planned: int,
    now: datetime,
) -> Presentation:
    """Open a presentation; the one that was open, if any, is superseded."""
    supersede(connection, learner_id)
    values: dict[str, Any] = {
        "learner_id": learner_id,
        "sitting_id": sitting_id,
        "question_key": question.key,
        "fingerprint": question.fingerprint,
        "purpose": purpose,
        "state": State.OPEN,
        "position": position,
        "planned": planned,
        "opened_at": now,
    }
    row = connection.execute(insert(presentations).values(values).returning(presentations)).one()
    return _presentation(row)


def supersede(connection: Connection, learner_id: int) -> None:
    """Close the learner's open presentation, if any, without an answer."""
    connection.execute(
        update(presentations)
        .where(presentations.c.learner_id == learner_id, presentations.c.state == State.OPEN)
        .values(state=State.SUPERSEDED)
    )


def claim(connection: Connection, presentation: Presentation, sitting_id: int) -> bool:
    """Take the open presentation for an answer in that sitting; False if somebody was faster."""
    mine = _of(presentation.learner_id, presentation.id)
    claimed = connection.execute(
        update(presentations)
        .where(*mine, presentations.c.state == State.OPEN)
        .values(state=State.ANSWERED, sitting_id=sitting_id)
    )
    return claimed.rowcount == 1


def delivered(connection: Connection, learner_id: int, presentation_id: int, message_id: int) -> None:
    """Note under which message the learner has the question."""
    mine = _of(learner_id, presentation_id)
    connection.execute(update(presentations).where(*mine).values(message_id=message_id))


def followed(connection: Connection, learner_id: int, presentation_id: int, now: datetime) -> None:
    """Note that what came after this presentation has been delivered."""
    connection.execute(update(presentations).where(*_of(learner_id, presentation_id)).values(followed_at=now))


def _of(learner_id: int, presentation_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions that it is that presentation, and this learner's."""
    return presentations.c.id == presentation_id, presentations.c.learner_id == learner_id


# sittings


def sitting(connection: Connection, learner_id: int, now: datetime) -> int:
    """The id of the learner's present sitting; a new one after half an hour without an answer."""
    latest = connection.execute(
        select(sittings).where(sittings.c.learner_id == learner_id).order_by(sittings.c.id.desc()).limit(1)
    ).first()
    if latest is not None and not latest.ended and now - latest.last_at < SITTING:
        return int(latest.id)
    return _start_sitting(connection, learner_id, now)


def _start_sitting(connection: Connection, learner_id: int, now: datetime) -> int:
    started = insert(sittings).values(learner_id=learner_id, started_at=now, last_at=now).returning(sittings.c.id)
    return int(connection.execute(started).scalar_one())


def sit(connection: Connection, learner_id: int, now: datetime) -> int:
    """As `sitting`, with an answer in it, which keeps it going."""
    latest = select(func.max(sittings.c.id)).where(sittings.c.learner_id == learner_id).scalar_subquery()
    going_on = (sittings.c.id == latest, sittings.c.ended.is_(False), sittings.c.last_at > now - SITTING)
    mine = sittings.c.learner_id == learner_id
    kept_going = update(sittings).where(mine, *going_on).values(last_at=now).returning(sittings.c.id)
    found: int | None = connection.execute(kept_going).scalar()
    return _start_sitting(connection, learner_id, now) if found is None else found


def end_sitting(connection: Connection, learner_id: int) -> None:
    """End the learner's sitting, whatever the time."""
    connection.execute(update(sittings).where(sittings.c.learner_id == learner_id).values(ended=True))


# reviews


def record(connection: Connection, review: NewReview) -> Review:
    """Append a review; returns it as it is kept."""
    presentation = review.presentation
    values = {
        "learner_id": presentation.learner_id,
        "presentation_id": presentation.id,
        "question_key": presentation.question_key,
        "fingerprint": presentation.fingerprint,
        "at": review.at,
        "day": review.day,
        "given": review.given,
        "places": ",".join(map(str, review.places)),
        "matched": review.matched,
        "typed_in": review.typed_in,
        "credit": review.credit,
        "milliseconds": int((review.at - presentation.opened_at).total_seconds() * 1000),
        "rating": review.rating,
        "scheduled": review.due_day is not None,
        "due_day": review.due_day,
        "retention": None if review.due_day is None else review.retention,
        "parameters": None if review.due_day is None else review.parameters,
    }
    return Review(
        id=connection.execute(insert(reviews).values(values).returning(reviews.c.id)).scalar_one(),
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
    mine = (reviews.c.presentation_id == presentation.id, reviews.c.learner_id == learner_id)
    row = connection.execute(select(reviews).where(*mine)).first()
    if row is None:
        return None
    its_own = (amendments.c.review_id == row.id, amendments.c.learner_id == learner_id)
    amended = {each.kind: each for each in connection.execute(select(amendments).where(*its_own))}
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
    answered = select(reviews.c.presentation_id).where(
        reviews.c.learner_id == learner_id, reviews.c.typed_in == message_id
    )
    return connection.execute(answered).scalar()


def last_presentation_answered(connection: Connection, learner_id: int) -> int | None:
    """The id of the presentation of the learner's last review that is not undone, or None."""
    latest = (
        select(reviews.c.presentation_id)
        .where(reviews.c.learner_id == learner_id, not_void())
        .order_by(reviews.c.id.desc())
        .limit(1)
    )
    return connection.execute(latest).scalar()


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
    connection.execute(
        insert(amendments).values(
            learner_id=review.presentation.learner_id,
            review_id=review.id,
            kind=kind,
            at=now,
            rating=rating,
            due_day=due_day,
        )
    )


def rated_reviews(connection: Connection, learner_id: int, question_key: str) -> Sequence[Rated]:
    """The scheduled reviews of a question that are not void, as amended, oldest first: what the fold takes."""
    guess, changed = amendments.alias(), amendments.alias()
    rows = connection.execute(
        select(
            reviews.c.day,
            func.coalesce(guess.c.rating, reviews.c.rating).label("rating"),
            func.coalesce(changed.c.due_day, guess.c.due_day, reviews.c.due_day).label("due_day"),
        )
        .outerjoin(guess, and_(guess.c.review_id == reviews.c.id, guess.c.kind == GUESSED))
        .outerjoin(changed, and_(changed.c.review_id == reviews.c.id, changed.c.kind == CHANGED))
        .where(
            reviews.c.learner_id == learner_id,
            reviews.c.question_key == question_key,
            reviews.c.scheduled.is_(True),
            not_void(),
        )
        .order_by(reviews.c.id)
    )
    return [Rated(day=row.day, rating=Rating(row.rating), due_day=row.due_day) for row in rows]


def not_void() -> ColumnElement[bool]:
    """The condition that a review has not been undone."""
    return ~exists().where(amendments.c.review_id == reviews.c.id, amendments.c.kind == VOID)


# memories


def find_memory(connection: Connection, learner_id: int, question_key: str) -> Memory | None:
    """The memory of one question in one learner, or None."""
    row = connection.execute(select(memories).where(*_this(learner_id, question_key))).first()
    return None if row is None else _memory(row)


def _memory(row: Row[Any]) -> Memory:
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
        connection.execute(delete(memories).where(*_this(learner_id, question_key)))
        return
    values = {
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "last_day": memory.last_day,
        "due_day": memory.due_day,
        "repetitions": memory.repetitions,
        "lapses": memory.lapses,
        "known_key": known_key,
        "set_aside": memory.set_aside,
    }
    owner = {"learner_id": learner_id, "question_key": question_key, "set_id": question_key.partition("/")[0]}
    connection.execute(insert_or_update(connection, memories), owner | values)


def _this(learner_id: int, question_key: str) -> tuple[Any, Any]:
    return memories.c.learner_id == learner_id, memories.c.question_key == question_key


def knows_another_key(connection: Connection, learner_id: int, question: Question) -> bool:
    """Whether the learner was right by a key that is the right one no more."""
    row = connection.execute(select(memories.c.known_key).where(*_this(learner_id, question.key))).first()
    return row is not None and row.known_key is not None and row.known_key != question.key_fingerprint


def memories_of(connection: Connection, learner_id: int, set_id: str) -> Mapping[str, Memory]:
    """Every memory that the learner has of a set, by question key."""
    rows = connection.execute(select(memories).where(memories.c.learner_id == learner_id, memories.c.set_id == set_id))
    return {row.question_key: _memory(row) for row in rows}


def reviews_due(connection: Connection, learner_id: int, first_day: int, last_day: int) -> Mapping[int, int]:
    """How many reviews are due on each day from `first_day` to `last_day`; days without any are left out."""
    rows = connection.execute(
        select(memories.c.due_day, func.count().label("reviews"))
        .where(memories.c.learner_id == learner_id, memories.c.due_day.between(first_day, last_day))
        .group_by(memories.c.due_day)
    )
    return {row.due_day: row.reviews for row in rows}


# what the queue needs


def due_keys(connection: Connection, learner_id: int, set_id: str, today: int) -> Sequence[str]:
    """Keys of the questions of a set that are due, the best remembered first.

    Retrievability falls with elapsed days over stability, so that quotient, ascending, is its order without a power.
    """
    return (
        connection.execute(
            select(memories.c.question_key)
            .where(memories.c.learner_id == learner_id, memories.c.set_id == set_id, memories.c.due_day <= today)
            .order_by((today - memories.c.last_day) / memories.c.stability, memories.c.question_key)
        )
        .scalars()
        .all()
    )


def due_days(
    connection: Connection, learner_id: int, set_id: str, *, limit: int | None = None
) -> Sequence[tuple[int, str]]:
    """(due day, question key) of a set, soonest first; at most `limit` of them."""
    rows = connection.execute(
        select(memories.c.due_day, memories.c.question_key)
        .where(memories.c.learner_id == learner_id, memories.c.set_id == set_id)
        .order_by(memories.c.due_day)
        .limit(limit)
    )
    return [(row.due_day, row.question_key) for row in rows]


def next_due_day(connection: Connection, learner_id: int, set_id: str, today: int) -> int | None:
    """The first day after today on which a question of a set is due, or None."""
    later = (memories.c.learner_id == learner_id, memories.c.set_id == set_id, memories.c.due_day > today)
    return connection.execute(select(func.min(memories.c.due_day)).where(*later)).scalar()


def met_keys(connection: Connection, learner_id: int, set_id: str) -> frozenset[str]:
    """Keys of the questions of a set that were answered before: those with a memory, and the unrated ones."""
    remembered = select(memories.c.question_key).where(memories.c.learner_id == learner_id, memories.c.set_id == set_id)
    unrated = select(reviews.c.question_key).where(
        reviews.c.learner_id == learner_id,
        reviews.c.rating.is_(None),
        reviews.c.question_key.startswith(f"{set_id}/", autoescape=True),
        not_void(),
    )
    return frozenset(connection.execute(remembered.union(unrated)).scalars())


def answers_of_sitting(connection: Connection, learner_id: int, sitting_id: int) -> Sequence[Answered]:
    """The answers of a sitting that are not undone, oldest first; an unrated one counts as right."""
    rows = connection.execute(
        select(reviews.c.question_key, reviews.c.credit, reviews.c.rating, presentations.c.purpose)
        .join(presentations, presentations.c.id == reviews.c.presentation_id)
        .where(presentations.c.learner_id == learner_id, presentations.c.sitting_id == sitting_id, not_void())
        .order_by(reviews.c.id)
    )
    return [
        Answered(
            question_key=row.question_key, right=row.rating is None or row.credit == 1, purpose=Purpose(row.purpose)
        )
        for row in rows
    ]


def answered_on(connection: Connection, learner_id: int, day: int) -> Mapping[Purpose, int]:
    """How many questions were answered on that local day by why they were asked; practice and undone ones left out."""
    rows = connection.execute(
        select(presentations.c.purpose, func.count().label("answers"))
        .join(presentations, presentations.c.id == reviews.c.presentation_id)
        .where(
            reviews.c.learner_id == learner_id,
            reviews.c.day == day,
            presentations.c.purpose.in_((Purpose.NEW, Purpose.DUE)),
            not_void(),
        )
        .group_by(presentations.c.purpose)
    )
    return {Purpose(row.purpose): row.answers for row in rows}


def last_key(connection: Connection, learner_id: int) -> str | None:
    """The key of the question that the learner was shown last, or None."""
    return connection.execute(
        select(presentations.c.question_key)
        .where(presentations.c.learner_id == learner_id)
        .order_by(presentations.c.id.desc())
        .limit(1)
    ).scalar()


# lessons and reports


def lessons_read(connection: Connection, learner_id: int) -> Mapping[str, datetime | None]:
    """Keys of the lessons that the learner went on from, each with when what followed was delivered."""
    return {
        row.lesson_key: row.followed_at
        for row in connection.execute(select(lessons_shown).where(lessons_shown.c.learner_id == learner_id))
    }


def lesson_read(connection: Connection, learner_id: int, lesson_key: str, now: datetime) -> None:
    """Note that the learner went on from a lesson."""
    connection.execute(
        insert_if_new(connection, lessons_shown), {"learner_id": learner_id, "lesson_key": lesson_key, "at": now}
    )


def lesson_followed(connection: Connection, learner_id: int, lesson_key: str, now: datetime) -> None:
    """Note that what came after a lesson has been delivered."""
    mine = (lessons_shown.c.learner_id == learner_id, lessons_shown.c.lesson_key == lesson_key)
    connection.execute(update(lessons_shown).where(*mine).values(followed_at=now))


def report_question(connection: Connection, presentation: Presentation, reason: str, now: datetime) -> None:
    """Keep that the learner has reported a problem with the question as it was shown; once for each reason."""
    report = {
        "learner_id": presentation.learner_id,
        "question_key": presentation.question_key,
        "fingerprint": presentation.fingerprint,
        "reason": reason,
        "at": now,
    }
    connection.execute(insert_if_new(connection, question_reports), report)

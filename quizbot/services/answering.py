"""What an answer does: one review, one memory, one reminder, and the feedback that explains it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection

from quizbot.domain import memory as fsrs
from quizbot.domain.learner import Learner
from quizbot.domain.marking import fits, mark
from quizbot.domain.memory import (
    PARAMETERS,
    Calendar,
    Memory,
    Rating,
    fuzz_window,
    interval_days,
    rate,
    sets_aside,
)
from quizbot.domain.questions import Audience, Library, NotSure, Picked, Question, Response, Typed, shown_order
from quizbot.domain.queue import (
    Given,
    Presentation,
    Purpose,
    Review,
    State,
)
from quizbot.domain.rounds import Round
from quizbot.services.asking import asked_of, next_in_round, present_again
from quizbot.services.outcomes import (
    Answering,
    Asked,
    Feedback,
    Following,
    Noted,
    Paused,
    Stale,
    Stranger,
    Unfit,
)
from quizbot.services.reminding import plan_reminder, seen, with_reminder
from quizbot.storage import learners, polls, progress, rounds

CALENDAR_MARGIN = 2  # days around the fuzz window, so that rounding never looks at an unloaded day


def look(library: Library, learner_id: int, presentation_id: int, connection: Connection) -> Asked | Stale:
    """The open question behind a button; Stale if it is not open, or has changed."""
    learner = learners.find(connection, learner_id)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if learner is None or presentation is None or presentation.state is not State.OPEN:
        return Stale()
    library = library.in_language(learner.language)
    question = library.questions.get(presentation.question_key)
    if question is None or question.fingerprint != presentation.fingerprint:
        return Stale()
    return asked_of(connection, library.set_of(question), presentation, question)


def open_question(library: Library, learner_id: int, connection: Connection) -> Asked | None:
    """The delivered question that awaits this learner's answer, or None."""
    presentation = progress.open_presentation(connection, learner_id)
    if presentation is None or presentation.message_id is None:
        return None
    asked = look(library, learner_id, presentation.id, connection)
    return asked if isinstance(asked, Asked) else None


def answer(
    connection: Connection,
    *,
    library: Library,
    now: datetime,
    learner_id: int,
    presentation_id: int,
    response: Response,
    typed_in: int | None,
) -> Answering:
    """Mark the response and schedule the question; the first answer counts, later ones see its feedback again.

    A tap ends the waiting for whatever else the bot has asked to be typed.
    """
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    if typed_in is None and learner.awaiting is not None:  # they have gone on to something else
        learner = plan_reminder(connection, library, replace(learner, awaiting=None), now)
    library = library.in_language(learner.language)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    question = None if presentation is None else library.questions.get(presentation.question_key)
    if presentation is None or question is None or presentation.state is State.SUPERSEDED:
        return Stale()
    if presentation.state is State.ANSWERED:
        return told(connection, library, learner, presentation, question, now) or Stale()
    if question.fingerprint != presentation.fingerprint:
        return present_again(connection, library, presentation, question, now)
    if not fits(question, response):
        return Unfit(asked=asked_of(connection, library.set_of(question), presentation, question))
    review = _record(connection, library, learner, presentation, question, response, typed_in, now)
    if review is None or presentation.purpose is Purpose.EXAM:
        return told(connection, library, learner, presentation, question, now) or Stale()
    return _explained(connection, library, learner, question, review, now, is_last=True)


def vote(
    connection: Connection, *, library: Library, now: datetime, learner_id: int, poll_id: str, option: int
) -> Answering:
    """Answer by a poll: the option at that position, as it was shown."""
    presentation_id = polls.presentation_of(connection, learner_id, poll_id)
    presentation = (
        None if presentation_id is None else progress.find_presentation(connection, learner_id, presentation_id)
    )
    question = None if presentation is None else library.questions.get(presentation.question_key)
    if presentation is None or question is None:
        return Stale()
    return answer(
        connection,
        library=library,
        now=now,
        learner_id=learner_id,
        presentation_id=presentation.id,
        response=Picked(places=shown_order(question, presentation.id)[option : option + 1]),
        typed_in=None,
    )


def _record(
    connection: Connection,
    library: Library,
    learner: Learner,
    presentation: Presentation,
    question: Question,
    response: Response,
    typed_in: int | None,
    now: datetime,
) -> Review | None:
    """The review that was recorded, or None if another answer was faster."""
    sitting_id = progress.sit(connection, learner.id, now)
    if not progress.claim(connection, presentation, sitting_id):
        return None
    day = learner.day(now)
    earned = mark(question, response)
    rating = rate(question, response, earned)
    memory: Memory | None = None
    if rating is not None and presentation.purpose.scheduled:
        before = progress.find_memory(connection, learner.id, question.key)
        memory = reviewed(connection, learner, question, before, rating, day)
        known_key = question.key_fingerprint if earned.right else None
        progress.save_memory(connection, learner.id, question.key, memory, known_key)
    review = progress.record(
        connection,
        progress.NewReview(
            presentation=presentation,
            at=now,
            day=day,
            given=_given(response),
            places=response.places if isinstance(response, Picked) else (),
            matched=earned.matched,
            typed_in=typed_in,
            credit=earned.credit,
            rating=rating,
            due_day=None if memory is None else memory.due_day,
            retention=learner.retention,
            parameters=PARAMETERS,
        ),
    )
    if presentation.round_id is not None:
        return review  # it leaves the schedule alone
    planned = with_reminder(connection, library, learner, now)
    if planned != learner:  # most answers leave it as it is
        learners.save(connection, planned)
    return review


def _given(response: Response) -> Given:
    match response:
        case Picked():
            return Given.PICKED
        case Typed():
            return Given.TYPED
        case NotSure():
            return Given.NOT_SURE
        case _:
            assert_never(response)


def reviewed(
    connection: Connection, learner: Learner, question: Question, before: Memory | None, rating: Rating, day: int
) -> Memory:
    """The memory after the review, its due day chosen with a look at the days around it."""
    wanted = learner.retention
    unplaced = fsrs.review(before, rating, day, seed="", calendar=Calendar(due={}, room=0), retention=wanted)
    if sets_aside(before, unplaced) and not (learner.audience is Audience.PATIENT and question.core):
        return replace(unplaced, set_aside=True)
    first, last = fuzz_window(interval_days(unplaced.stability, wanted))
    if first == last:
        return unplaced
    due = progress.reviews_due(connection, learner.id, day + first - CALENDAR_MARGIN, day + last + CALENDAR_MARGIN)
    calendar = Calendar(due=due, room=learner.questions_a_day)
    seed = f"{learner.id}:{question.key}"
    return fsrs.review(before, rating, day, seed=seed, calendar=calendar, retention=wanted)


def told(
    connection: Connection,
    library: Library,
    learner: Learner,
    presentation: Presentation,
    question: Question,
    now: datetime,
) -> Feedback | Noted | None:
    """What the learner may be told of an answer: all that explains it or, while its exam runs, what comes next."""
    exam = round_of(connection, presentation) if presentation.purpose is Purpose.EXAM else None
    if exam is None or (is_over(exam) and presentation.followed_at is not None):
        return feedback(connection, library, learner, presentation, question, now)
    review = progress.review_of(connection, presentation)
    if review is None or review.void:
        return None
    following: Following | None = None
    if presentation.followed_at is None:
        paused = learner.is_paused(learner.day(now))
        following = Paused(learner=learner) if paused else next_in_round(connection, library, learner, exam, now)
    questions = library.set_of(question)
    return Noted(presentation=presentation, question=question, questions=questions, following=following)


def feedback(
    connection: Connection,
    library: Library,
    learner: Learner,
    presentation: Presentation,
    question: Question,
    now: datetime,
) -> Feedback | None:
    """All that explains the answer to a presentation; None while there is none that counts."""
    review = progress.review_of(connection, presentation)
    if review is None or review.void:
        return None
    is_last = progress.last_presentation_answered(connection, learner.id) == presentation.id
    return _explained(connection, library, learner, question, review, now, is_last=is_last)


def round_of(connection: Connection, presentation: Presentation) -> Round | None:
    """The round that a presentation belongs to; None: it was asked by the schedule."""
    if presentation.round_id is None:
        return None
    return rounds.find(connection, presentation.learner_id, presentation.round_id)


def is_over(round_: Round | None) -> bool:
    """Whether it is a round that has ended, of which nothing can be taken back."""
    return round_ is not None and round_.ended_at is not None


def _explained(
    connection: Connection,
    library: Library,
    learner: Learner,
    question: Question,
    review: Review,
    now: datetime,
    *,
    is_last: bool,
) -> Feedback:
    questions = library.set_of(question)
    asked_in = round_of(connection, review.presentation)
    can_undo = is_last and not is_over(asked_in)
    return Feedback(
        learner=learner,
        question=question,
        questions=questions,
        review=review,
        sources={cite.source: library.sources[cite.source] for cite in question.cites},
        today=learner.day(now),
        can_undo=can_undo,
        can_say_guessed=can_undo and questions.audience is Audience.STUDENT and _may_be_guessed(review),
        set_aside=is_last and _has_set_aside(connection, review),
        in_poll=learner.polls and polls.shows(connection, review.presentation.id),
        results_of=asked_in.id if asked_in is not None and is_over(asked_in) else None,
    )


def _has_set_aside(connection: Connection, review: Review) -> bool:
    """Whether a question rests since the last answer to it."""
    if review.right or review.due_day is None:
        return False
    memory = progress.find_memory(connection, review.presentation.learner_id, review.presentation.question_key)
    return memory is not None and memory.set_aside


def _may_be_guessed(review: Review) -> bool:
    return review.right and review.due_day is not None and not review.guessed


def told_again(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Feedback | Noted | Stale:
    """What the learner may be told of an answer that was taken before."""
    learner = learners.find(connection, learner_id)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if learner is None or presentation is None:
        return Stale()
    library = library.in_language(learner.language)
    question = library.questions.get(presentation.question_key)
    if question is None:
        return Stale()
    return told(connection, library, learner, presentation, question, now) or Stale()


def feedback_again(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Feedback | Stale:
    """The feedback of an answered presentation, to be shown again; Stale while its exam runs."""
    learner = learners.find(connection, learner_id)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if learner is None or presentation is None:
        return Stale()
    library = library.in_language(learner.language)
    question = library.questions.get(presentation.question_key)
    if question is None:
        return Stale()
    asked_in = round_of(connection, presentation)
    if asked_in is not None and asked_in.is_secret:
        return Stale()
    return feedback(connection, library, learner, presentation, question, now) or Stale()

"""How a round went, once it may be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Library
from quizbot.domain.queue import Review
from quizbot.domain.rounds import Result, Round
from quizbot.services.outcomes import RoundOver
from quizbot.storage import progress, rounds


def results_of(connection: Connection, library: Library, learner: Learner, round_: Round, now: datetime) -> RoundOver:
    """What was answered in a round that is over; questions that are gone since are left out."""
    questions = library.sets[round_.set_id]
    due = progress.due_keys(connection, learner.id, questions.id, learner.day(now))
    answered = rounds.answered(connection, learner.id, round_.id)
    results = [
        Result(place=place, question=library.questions[key], review=review)
        for place, key in enumerate(round_.keys)
        if key in answered and key in library.questions
        if (review := _review(connection, learner.id, answered[key])) is not None
    ]
    return RoundOver(
        round=round_,
        questions=questions,
        results=tuple(results),
        due_now=sum(question.key in due for question in questions.active),
    )


def _review(connection: Connection, learner_id: int, presentation_id: int) -> Review | None:
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    return None if presentation is None else progress.review_of(connection, presentation)

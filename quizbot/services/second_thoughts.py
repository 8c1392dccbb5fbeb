"""What a learner says of an answer afterwards: undo it, they guessed, the question has a problem."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from quizbot.domain import memory as fsrs
from quizbot.domain.memory import Rating
from quizbot.domain.questions import Library, Question
from quizbot.services.answering import feedback, is_over, reviewed, round_of
from quizbot.services.asking import asked_of, present_again
from quizbot.services.outcomes import (
    Asked,
    Feedback,
    Refused,
)
from quizbot.services.reminding import plan_reminder, seen
from quizbot.storage import progress


def undo(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Asked | Refused:
    """Take the last answer back: its review is void, and the question is open again."""
    learner = seen(connection, library, learner_id, now)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if learner is None or presentation is None:
        return Refused()
    library = library.in_language(learner.language)
    question = library.questions.get(presentation.question_key)
    if question is None:
        return Refused()
    review = progress.review_of(connection, presentation)
    if review is None or question.retired or is_over(round_of(connection, presentation)):
        return Refused()
    if review.void:
        return _undone_before(connection, library, learner_id, question)
    if progress.last_presentation_answered(connection, learner_id) != presentation_id:
        return Refused()
    progress.amend(connection, review, progress.VOID, now)
    if review.due_day is not None:
        folded = fsrs.fold(progress.rated_reviews(connection, learner_id, question.key))
        progress.save_memory(connection, learner_id, question.key, folded)
    asked = present_again(connection, library, presentation, question, now)
    if presentation.round_id is None:
        plan_reminder(connection, library, learner, now)
    return asked


def _undone_before(connection: Connection, library: Library, learner_id: int, question: Question) -> Asked | Refused:
    """A second tap on "Undo": the question that the first one opened, if it still is."""
    presentation = progress.open_presentation(connection, learner_id)
    if presentation is None or presentation.question_key != question.key:
        return Refused()
    return asked_of(connection, library.set_of(question), presentation, question)


def guessed(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Feedback | Refused:
    """Let a right answer count as shaky, on the learner's own word."""
    learner = seen(connection, library, learner_id, now)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if learner is None or presentation is None:
        return Refused()
    library = library.in_language(learner.language)
    question = library.questions.get(presentation.question_key)
    if question is None:
        return Refused()
    told = feedback(connection, library, learner, presentation, question, now)
    if told is None or not (told.can_say_guessed or told.review.guessed):
        return Refused()
    if not told.review.guessed:
        before = fsrs.fold(progress.rated_reviews(connection, learner_id, question.key)[:-1])
        memory = reviewed(connection, learner, question, before, Rating.HARD, told.review.day)
        progress.amend(connection, told.review, progress.GUESSED, now, rating=Rating.HARD, due_day=memory.due_day)
        progress.save_memory(connection, learner_id, question.key, memory, question.key_fingerprint)
        plan_reminder(connection, library, learner, now)
    return feedback(connection, library, learner, presentation, question, now) or Refused()


def report(now: datetime, learner_id: int, presentation_id: int, reason: str, connection: Connection) -> bool:
    """Keep that there is a problem with a question; False if it was never this learner's."""
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if presentation is None:
        return False
    progress.report_question(connection, presentation, reason, now)
    return True

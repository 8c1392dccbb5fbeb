"""Questions that were missed again and again rest until the learner brings them back, with their lesson."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from quizbot.domain.questions import Library, Question
from quizbot.services.outcomes import Stale, Taught
from quizbot.services.reminding import plan_reminder, seen
from quizbot.storage import keys, learners, progress
from quizbot.storage.database import Database


class Leeches:
    """The verbs of what was set aside, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def resting(self, learner_id: int) -> tuple[Question, ...]:
        """The questions of the learner's set that are set aside, in lesson order."""
        return await self._database.read(partial(_resting, self._library(), learner_id))

    async def bring_back(self, learner_id: int, question_key: str) -> Taught | Stale:
        """Let a question be due again, and show its lesson; Stale if it does not rest."""
        return await self._database.transact(
            partial(_bring_back, self._library(), self._clock(), learner_id, question_key)
        )


def _resting(library: Library, learner_id: int, connection: Connection) -> tuple[Question, ...]:
    learner = learners.find(connection, learner_id)
    questions = None if learner is None else library.in_language(learner.language).sets.get(learner.set_id or "")
    if questions is None:
        return ()
    resting = progress.keys_set_aside(connection, learner_id, questions.id)
    return tuple(question for question in questions.active if question.key in resting)


def _bring_back(
    library: Library, now: datetime, learner_id: int, question_key: str, connection: Connection
) -> Taught | Stale:
    learner = seen(connection, library, learner_id, now)
    question = library.questions.get(question_key)
    if learner is None or question is None or not progress.take_up(connection, learner_id, question_key):
        return Stale()
    keys.bring_back(connection, learner_id, question, learner.day(now), now)
    plan_reminder(connection, library, learner, now)
    library = library.in_language(learner.language)
    return Taught(lesson=library.lessons[question.after], questions=library.set_of(question))

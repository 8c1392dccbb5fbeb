"""When the right answer to a question has changed: everyone who was right by the old one is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from quizbot.domain.questions import Library, Question
from quizbot.services.reminding import plan_reminder
from quizbot.storage import keys, learners
from quizbot.storage.database import Database


class Changes:
    """Compares a library with what learners were last taught."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def library_changed(self) -> int:
        """Bring each question whose key has changed back to those who were right by the old one; returns how many.

        The present keys are noted last, so that an interrupted comparison is made again.
        """
        library = self._library()
        taught = await self._database.read(keys.taught)
        asked = [question for question in library.questions.values() if not question.retired]
        new = [question for question in asked if taught.get(question.key) != question.key_fingerprint]
        concerned = 0
        for question in new:
            if question.key in taught:
                concerned += await self._bring_back(library, question)
        if new:
            await self._database.transact(partial(keys.teach, questions=new))
        return concerned

    async def _bring_back(self, library: Library, question: Question) -> int:
        known = await self._database.read(partial(keys.right_by_another_key, question=question))
        for learner_id in known:
            await self._database.transact(partial(_bring_back, library, self._clock(), question, learner_id))
        return len(known)


def _bring_back(library: Library, now: datetime, question: Question, learner_id: int, connection: Connection) -> None:
    learner = learners.find(connection, learner_id, hold=True)
    if learner is not None:
        keys.bring_back(connection, learner_id, question, learner.day(now), now)
        plan_reminder(connection, library, learner, now)

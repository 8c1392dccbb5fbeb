"""A learner's sets to take along into other programs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from quizbot.domain.questions import Library, QuestionSet
from quizbot.formats import anki
from quizbot.storage import learners, progress
from quizbot.storage.database import Database


class Decks:
    """The verbs of taking sets along, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def anki(self, learner_id: int) -> bytes | None:
        """An Anki package of the sets that the learner has learned from; None if there is none.

        It is made beside the event loop, which it would hold up for a moment.
        """
        library = self._library()
        sets = await self._database.read(partial(_of_learner, library, learner_id))
        return await asyncio.to_thread(anki.write, sets, library.sources, self._clock()) if sets else None


def _of_learner(library: Library, learner_id: int, connection: Connection) -> tuple[QuestionSet, ...]:
    """The learner's present set first, then the others of which they remember something."""
    learner = learners.find(connection, learner_id)
    if learner is None:
        return ()
    learned = dict.fromkeys((learner.set_id or "", *progress.sets_learned(connection, learner_id)))
    library = library.in_language(learner.language)
    return tuple(library.sets[set_id] for set_id in learned if set_id in library.sets)

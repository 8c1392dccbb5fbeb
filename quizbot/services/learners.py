"""Arrive, prefer, pause, take data, leave: what a learner decides about themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import Connection

from quizbot.domain.learner import Learner, default_questions_a_day
from quizbot.domain.questions import Library, QuestionSet
from quizbot.services.outcomes import Stranger
from quizbot.services.reminders import park
from quizbot.services.reminding import is_news, plan_reminder, seen
from quizbot.storage import learners, progress, rounds
from quizbot.storage.database import Database

AWAITING = timedelta(minutes=15)  # how long a typed answer to a question of the bot's own is waited for

Change: TypeAlias = Callable[[Learner], Learner]


class Learners:
    """The verbs of a learner's own affairs, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def find(self, learner_id: int) -> Learner | None:
        """The learner, or None for a stranger; writes nothing."""
        return await self._database.read(partial(learners.find, learner_id=learner_id))

    async def heard(self, learner_id: int) -> Learner | None:
        """The learner, who has just given a sign of life, or None for a stranger."""
        learner = await self.find(learner_id)
        if learner is None or not is_news(learner, self._clock()):
            return learner
        return await self._database.transact(
            partial(seen, library=self._library(), learner_id=learner_id, now=self._clock())
        )

    async def arrive(self, learner_id: int, language: str, set_id: str | None = None) -> Learner:
        """Keep this person as a learner from now on, on the set that their link named; a known one just moves to it."""
        return await self._database.transact(
            partial(_arrive, self._library(), self._clock(), learner_id, language, set_id)
        )

    async def learn(self, learner_id: int, set_id: str, topic_id: str | None = None) -> Learner | Stranger:
        """Learn that set from now on, new questions from that topic first; what was learned elsewhere stays."""

        def change(learner: Learner) -> Learner:
            return _on_set(replace(learner, topic_id=topic_id), self._library().sets[set_id], topic_id)

        return await self._change(learner_id, change, close=True)

    async def prefer(self, learner_id: int, change: Change) -> Learner | Stranger:
        """Change settings; the next reminder is computed anew."""
        return await self._change(learner_id, change)

    async def pause(self, learner_id: int, days: int | None) -> Learner | Stranger:
        """Rest for that many days, or until they resume: nothing is asked, no reminder comes."""
        now = self._clock()

        def change(learner: Learner) -> Learner:
            until = None if days is None else learner.day(now) + days
            return replace(learner, paused=True, paused_until=until)

        return await self._change(learner_id, change)

    async def stop(self, learner_id: int) -> None:
        """Stop practice at once for something more important: nothing stays open, no reminder until they resume."""

        def change(learner: Learner) -> Learner:
            return replace(learner, paused=True, paused_until=None, awaiting=None)

        await self._change(learner_id, change, close=True)

    async def await_nothing(self, learner_id: int) -> None:
        """Take the next text as it comes."""
        await self._change(learner_id, lambda learner: replace(learner, awaiting=None))

    async def await_text(self, learner_id: int, kind: str, subject: str | None = None) -> None:
        """Take the next text as what the bot has just asked to be typed, for a quarter of an hour."""
        until = self._clock() + AWAITING

        def change(learner: Learner) -> Learner:
            return replace(learner, awaiting=kind, awaiting_subject=subject, awaiting_until=until)

        await self._change(learner_id, change)

    async def take_data(self, learner_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """All that is kept of this person, table by table."""
        return await self._database.read(partial(learners.everything, learner_id=learner_id))

    async def is_known(self, person_id: int) -> bool:
        """Whether anything is kept of this person, learner or not."""
        return await self._database.read(partial(learners.anything, learner_id=person_id))

    async def leave(self, learner_id: int) -> int:
        """Delete all that is kept of this person; returns how many records that were."""
        return await self._database.transact(partial(learners.remove, learner_id=learner_id))

    async def unreachable(self, learner_id: int) -> None:
        """Note that this person has blocked the bot or is gone."""
        await self._database.transact(partial(park, learner_id=learner_id, now=self._clock()))

    async def reachable(self, learner_id: int) -> None:
        """Note that this person lets the bot write again."""
        await self._change(learner_id, lambda learner: learner)

    async def _change(self, learner_id: int, change: Change, *, close: bool = False) -> Learner | Stranger:
        return await self._database.transact(
            partial(_changed, self._library(), self._clock(), learner_id, change, close)
        )


def _arrive(
    library: Library, now: datetime, learner_id: int, language: str, set_id: str | None, connection: Connection
) -> Learner:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        learner = Learner(id=learner_id, agreed_at=now, language=language, last_seen_at=now)
        learners.add(connection, learner)
    questions = library.sets.get(set_id or "")
    if questions is not None and questions.id != learner.set_id:
        learner = _on_set(learner, questions, None)
        progress.supersede(connection, learner_id)
        rounds.end(connection, learner_id, now)
    return plan_reminder(connection, library, learner, now)


def _on_set(learner: Learner, questions: QuestionSet, topic_id: str | None) -> Learner:
    """The learner on that set; questions a day follow the track unless they have been chosen otherwise."""
    untouched = learner.audience is None or learner.questions_a_day == default_questions_a_day(learner.audience)
    return replace(
        learner,
        set_id=questions.id,
        topic_id=topic_id,
        audience=questions.audience,
        questions_a_day=default_questions_a_day(questions.audience) if untouched else learner.questions_a_day,
    )


def _changed(
    library: Library, now: datetime, learner_id: int, change: Change, close: bool, connection: Connection
) -> Learner | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    if close:
        progress.supersede(connection, learner_id)
        progress.end_sitting(connection, learner_id)
        rounds.end(connection, learner_id, now)
    return plan_reminder(connection, library, change(learner), now)

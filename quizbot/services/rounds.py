"""Practice and exams outside the schedule: what there is to take, begin one, stop it, see how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from typing import TypeAlias

from sqlalchemy import Connection

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Audience, Library, Question, QuestionSet, Topic
from quizbot.domain.rounds import Wanted, askable, drawn
from quizbot.services.asking import DOUBLE_TAP, end_round, next_in_round
from quizbot.services.outcomes import Following, Paused, RoundOver, Stale, Stranger, Undecided
from quizbot.services.reminding import seen
from quizbot.services.results import results_of
from quizbot.storage import learners, rounds
from quizbot.storage.database import Database
from quizbot.storage.reports import last_answers_right


@dataclass(frozen=True, slots=True, kw_only=True)
class NotForPatients:
    """Rounds are for those who study."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a round can be about: how many questions all topics and each topic have, and how many were wrong last.

    `topics` are those that have any; `last_exam` is the id of the exam whose results can be seen, None without.
    """

    topics: tuple[Topic, ...]
    in_all: int
    by_topic: Mapping[str, int]
    wrong: int
    last_exam: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToAsk:
    """There is no question for such a round."""


Offer: TypeAlias = Offered | NotForPatients | Undecided | Stranger
Begun: TypeAlias = Following | NothingToAsk | NotForPatients


class Rounds:
    """The verbs of rounds, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def offered(self, learner_id: int) -> Offer:
        """What a round can be about."""
        return await self._database.read(partial(_offered, self._library(), learner_id))

    async def begin(self, learner_id: int, wanted: Wanted) -> Begun:
        """Begin a round, and its first question; a second tap on the same button finds the one that it has begun."""
        return await self._database.transact(partial(_begin, self._library(), self._clock(), learner_id, wanted))

    async def stop(self, learner_id: int, round_id: int) -> RoundOver | Stale:
        """End that round now; how it went is told, also of one that ended before."""
        return await self._database.transact(partial(_stop, self._library(), self._clock(), learner_id, round_id))

    async def results(self, learner_id: int, round_id: int) -> RoundOver | Stale:
        """How a round went; Stale while it runs, or if it is not theirs."""
        return await self._database.read(partial(_results, self._library(), self._clock(), learner_id, round_id))


def _offered(library: Library, learner_id: int, connection: Connection) -> Offer:
    learner = learners.find(connection, learner_id)
    if learner is None:
        return Stranger()
    questions = library.in_language(learner.language).sets.get(learner.set_id or "")
    if questions is None:
        return Undecided(learner=learner)
    if questions.audience is not Audience.STUDENT:
        return NotForPatients()
    by_topic = {topic.id: len(askable(questions, topic.id)) for topic in questions.topics}
    return Offered(
        topics=tuple(topic for topic in questions.topics if by_topic[topic.id]),
        in_all=sum(by_topic.values()),
        by_topic=by_topic,
        wrong=len(_wrong(connection, learner, questions)),
        last_exam=rounds.last_exam(connection, learner_id, questions.id),
    )


def _wrong(connection: Connection, learner: Learner, questions: QuestionSet) -> tuple[Question, ...]:
    """The questions to which the learner's last answer was wrong."""
    right = last_answers_right(connection, learner.id, questions.id)
    return tuple(question for question in askable(questions) if right.get(question.key) is False)


def _begin(library: Library, now: datetime, learner_id: int, wanted: Wanted, connection: Connection) -> Begun:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    library = library.in_language(learner.language)
    questions = library.sets.get(learner.set_id or "")
    if questions is None:
        return Undecided(learner=learner)
    if questions.audience is not Audience.STUDENT:
        return NotForPatients()
    if learner.is_paused(learner.day(now)):
        return Paused(learner=learner)
    running = rounds.running(connection, learner_id)
    if running is not None and wanted.is_begun_by(running) and now - running.started_at < DOUBLE_TAP:
        return next_in_round(connection, library, learner, running, now)
    among = _wrong(connection, learner, questions) if wanted.wrong else askable(questions, wanted.topic_id)
    if not among:
        return NothingToAsk()
    begun = rounds.start(
        connection,
        learner_id,
        purpose=wanted.purpose,
        set_id=questions.id,
        topic_id=wanted.topic_id,
        keys=drawn(among, wanted.length, Random(f"{learner_id}:{now.isoformat()}")),  # noqa: S311 - a lot, no secret
        now=now,
    )
    return next_in_round(connection, library, learner, begun, now)


def _stop(library: Library, now: datetime, learner_id: int, round_id: int, connection: Connection) -> RoundOver | Stale:
    learner = seen(connection, library, learner_id, now)
    round_ = rounds.find(connection, learner_id, round_id)
    if learner is None or round_ is None or round_.set_id not in library.sets:
        return Stale()
    library = library.in_language(learner.language)
    if round_.ended_at is None:
        return end_round(connection, library, learner, round_, now)
    return results_of(connection, library, learner, round_, now)


def _results(
    library: Library, now: datetime, learner_id: int, round_id: int, connection: Connection
) -> RoundOver | Stale:
    learner = learners.find(connection, learner_id)
    round_ = rounds.find(connection, learner_id, round_id)
    if learner is None or round_ is None or round_.ended_at is None or round_.set_id not in library.sets:
        return Stale()
    return results_of(connection, library.in_language(learner.language), learner, round_, now)

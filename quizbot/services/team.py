"""What a patient keeps for the care team: note and forget questions, say how a topic is, sum it all up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from sqlalchemy import Connection

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Audience, Library, QuestionSet, Source
from quizbot.domain.team import LONGEST, MOST, TeamQuestion, View, as_noted
from quizbot.services.outcomes import Stranger, Undecided
from quizbot.services.reminding import seen
from quizbot.storage import learners, progress, team
from quizbot.storage.database import Database

TYPING = "team"  # what a text is awaited for: a question for the team; its subject is the topic's key, if any
NOTED = "noted"  # it has come in the message that is the subject: should that come again, it is not an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class OnList:
    """The learner's questions for the team, oldest first."""

    questions: Sequence[TeamQuestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLong:
    """The text has so many characters, and is not kept; another one is awaited."""

    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Full:
    """The list is full, and the text is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The topics of a patient's set that they have begun, each with what they say of it, by topic id; None: nothing."""

    questions: QuestionSet
    views: Mapping[str, View | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a patient takes along: views by topic id, questions, the sources of their set, and the day of issue."""

    questions: QuestionSet
    views: Mapping[str, View]
    asked: Sequence[TeamQuestion]
    sources: Sequence[Source]
    issued: date


Noting: TypeAlias = OnList | TooLong | Full | Stranger


class Team:
    """The verbs of a patient and the care team, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def on_list(self, learner_id: int) -> OnList:
        """The learner's questions for the team; none of a stranger."""
        return await self._database.read(partial(_on_list, learner_id))

    async def note(
        self, learner_id: int, text: str, topic_key: str | None = None, *, typed_in: int | None = None
    ) -> Noting:
        """Keep a question for the team; one that is on the list already is not kept twice.

        `typed_in` is the learner's message in which it came, None if it was tapped.
        """
        return await self._database.transact(
            partial(_note, self._library(), self._clock(), learner_id, text, topic_key, typed_in)
        )

    async def forget(self, learner_id: int, question_id: int) -> OnList:
        """Delete a question from the list; returns what is left."""

        def work(connection: Connection) -> OnList:
            team.remove(connection, learner_id, question_id)
            return _on_list(learner_id, connection)

        return await self._database.transact(work)

    async def topics(self, learner_id: int) -> Topics | Undecided | Stranger:
        """What the learner says of the topics that they have begun; Undecided: they learn from no set for patients."""
        return await self._database.read(partial(_topics, self._library(), learner_id))

    async def see(self, learner_id: int, topic_key: str, view: View) -> bool:
        """Keep what the learner says of a topic; False for a stranger."""

        def work(connection: Connection) -> bool:
            if seen(connection, self._library(), learner_id, self._clock()) is None:
                return False
            team.see(connection, learner_id, topic_key, view, self._clock())
            return True

        return await self._database.transact(work)

    async def summary(self, learner_id: int) -> Summary | Undecided | Stranger:
        """All that the learner takes along; Undecided: they learn from no set for patients."""
        return await self._database.read(partial(_summary, self._library(), self._clock(), learner_id))


def _on_list(learner_id: int, connection: Connection) -> OnList:
    return OnList(questions=team.questions_of(connection, learner_id))


def _note(
    library: Library,
    now: datetime,
    learner_id: int,
    text: str,
    topic_key: str | None,
    typed_in: int | None,
    connection: Connection,
) -> Noting:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    noted = as_noted(text)
    if len(noted) > LONGEST:
        return TooLong(characters=len(noted))
    there = team.questions_of(connection, learner_id)
    is_new = noted != "" and noted not in {each.text for each in there}
    if is_new and len(there) >= MOST:
        return Full()
    if is_new:
        team.add(connection, learner_id, noted, topic_key, now)
    if typed_in is not None:
        learners.save(connection, replace(learner, awaiting=NOTED, awaiting_subject=str(typed_in)))
    return _on_list(learner_id, connection)


def _patient(
    library: Library, learner_id: int, connection: Connection
) -> tuple[Learner, QuestionSet] | Undecided | Stranger:
    learner = learners.find(connection, learner_id)
    if learner is None:
        return Stranger()
    questions = library.in_language(learner.language).sets.get(learner.set_id or "")
    if questions is None or questions.audience is not Audience.PATIENT:
        return Undecided(learner=learner)
    return learner, questions


def _topics(library: Library, learner_id: int, connection: Connection) -> Topics | Undecided | Stranger:
    patient = _patient(library, learner_id, connection)
    if not isinstance(patient, tuple):
        return patient
    _, questions = patient
    met = progress.met_keys(connection, learner_id, questions.id)
    begun = {question.topic for question in questions.active if question.key in met}
    views = team.views(connection, learner_id, questions.id)
    return Topics(
        questions=questions,
        views={topic.id: views.get(topic.id) for topic in questions.topics if topic.id in begun or topic.id in views},
    )


def _summary(
    library: Library, now: datetime, learner_id: int, connection: Connection
) -> Summary | Undecided | Stranger:
    patient = _patient(library, learner_id, connection)
    if not isinstance(patient, tuple):
        return patient
    learner, questions = patient
    cited = dict.fromkeys(cite.source for lesson in questions.lessons for cite in lesson.cites)
    return Summary(
        questions=questions,
        views=team.views(connection, learner_id, questions.id),
        asked=team.questions_of(connection, learner_id),
        sources=[library.sources[source] for source in cited if source in library.sources],
        issued=now.astimezone(learner.clock).date(),
    )

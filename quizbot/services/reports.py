"""A learner's progress: what is known, learning and new, what is due, and recall over time, read at one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from quizbot.domain.knowing import Evidence, guess_chance, share_known
from quizbot.domain.learner import Learner
from quizbot.domain.memory import Memory
from quizbot.domain.questions import Library, QuestionSet, Topic
from quizbot.domain.team import View
from quizbot.services.outcomes import Stranger, Undecided
from quizbot.storage import learners, progress, team
from quizbot.storage.database import Database
from quizbot.storage.reports import WEEK, Recalled, last_answers_right, recalled

FIRM_DAYS = 21  # stability from which a memory counts as firm
AHEAD = 14  # days
WEEKS = 8  # that are looked back
FEW = 5  # recalled answers: fewer in a week say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicProgress:
    """How far a learner is with one topic, in questions.

    `right`: the last answer was right; `again`: it was not; the rest are new. `firm`: right, and likely to be
    remembered for three weeks. `view`: what they say of it themselves.
    """

    title: str
    total: int
    right: int
    again: int
    firm: int
    view: View | None = None

    @property
    def learning(self) -> int:
        """Met before, and not firm yet."""
        return self.right + self.again - self.firm

    @property
    def new(self) -> int:
        """Not met yet."""
        return self.total - self.right - self.again


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of recall: its first local day, how many due questions were answered in it, and the share known, 0 to 1.

    `known` is corrected for guessing, and None where there were too few answers to say.
    """

    first_day: int
    answers: int
    known: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a learner stands in their set.

    By topic that has questions; questions that come due on each day from today on, what is overdue being due today; and
    recall by week, the last one ending today, from the first week that has an answer.
    """

    learner: Learner
    questions: QuestionSet
    topics: tuple[TopicProgress, ...]
    due: tuple[int, ...]
    recall: tuple[Week, ...]
    today: int


class Reports:
    """What can be read of learners, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def progress(self, learner_id: int) -> Progress | Undecided | Stranger:
        """Where the learner stands in their set."""
        return await self._database.read(partial(_progress, self._library(), self._clock(), learner_id))


def _progress(
    library: Library, now: datetime, learner_id: int, connection: Connection
) -> Progress | Undecided | Stranger:
    learner = learners.find(connection, learner_id)
    if learner is None:
        return Stranger()
    questions = library.in_language(learner.language).sets.get(learner.set_id or "")
    if questions is None:
        return Undecided(learner=learner)
    today = learner.day(now)
    memories = progress.memories_of(connection, learner_id, questions.id)
    right = last_answers_right(connection, learner_id, questions.id)
    views = team.views(connection, learner_id, questions.id)
    first_day = today + 1 - WEEKS * WEEK
    return Progress(
        learner=learner,
        questions=questions,
        topics=tuple(
            topic
            for topic in (
                _topic_progress(each, questions, memories, right, views.get(each.id)) for each in questions.topics
            )
            if topic.total
        ),
        due=_due(questions, memories, today),
        recall=_recall(questions, recalled(connection, learner_id, questions.id, first_day), first_day),
        today=today,
    )


def _topic_progress(
    topic: Topic,
    questions: QuestionSet,
    memories: Mapping[str, Memory],
    right: Mapping[str, bool],
    view: View | None,
) -> TopicProgress:
    keys = [question.key for question in questions.active if question.topic == topic.id]
    return TopicProgress(
        title=topic.title,
        total=len(keys),
        right=sum(right.get(key, False) for key in keys),
        again=sum(not right.get(key, True) for key in keys),
        view=view,
        firm=sum(key in memories and right.get(key, False) and memories[key].stability >= FIRM_DAYS for key in keys),
    )


def _due(questions: QuestionSet, memories: Mapping[str, Memory], today: int) -> tuple[int, ...]:
    remembered = (memories[each.key] for each in questions.active if each.key in memories)
    days = Counter(max(memory.due_day, today) for memory in remembered if not memory.set_aside)
    return tuple(days[today + ahead] for ahead in range(AHEAD))


def _recall(questions: QuestionSet, found: Sequence[Recalled], first_day: int) -> tuple[Week, ...]:
    """The weeks from the first that has an answer; of a question that is gone, nobody knows its options any more."""
    chances = {question.key: guess_chance(question) for question in questions.questions}
    evidence: dict[int, list[Evidence]] = {}
    for each in found:
        if each.question_key in chances:
            guess = chances[each.question_key]
            answers = evidence.setdefault(each.week, [])
            answers += [Evidence(right=True, guess=guess)] * each.right
            answers += [Evidence(right=False, guess=guess)] * (each.answers - each.right)
    return tuple(
        Week(
            first_day=first_day + week * WEEK,
            answers=len(answers),
            known=share_known(answers) if len(answers) >= FEW else None,
        )
        for week in range(min(evidence, default=WEEKS), WEEKS)
        for answers in [evidence.get(week, [])]
    )

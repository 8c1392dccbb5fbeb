"""A learner's date: the plan until then, set, changed, given more questions a day, or dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection

from quizbot.domain.learner import Learner
from quizbot.domain.plan import Day, can_be_kept, forecast, needed
from quizbot.domain.questions import Library, QuestionSet
from quizbot.domain.queue import usually_new
from quizbot.services.outcomes import Stranger, Undecided
from quizbot.services.planning import core_of
from quizbot.services.reminding import plan_reminder, seen
from quizbot.storage import learners, progress
from quizbot.storage.database import Database

LONGEST = 730  # days ahead that a date may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """The learner has no date ahead."""

    learner: Learner
    today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """Nothing can be learned towards that day: it is today, over, or too far away; nothing has changed."""

    learner: Learner
    day: int
    today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The plan until the learner's date: what each day brings, today's first, as far as can be foreseen.

    `core` is how many core questions the set has, `a_day` how many questions a day brings, `needed` how many it takes
    on the fullest day to meet each core question twice; `in_time`: there are days enough for that.
    """

    learner: Learner
    questions: QuestionSet
    day: int
    today: int
    days: tuple[Day, ...]
    core: int
    a_day: int
    needed: int
    in_time: bool

    @property
    def fits(self) -> bool:
        """Whether the promise is kept with as many questions a day as there are now."""
        return self.in_time and self.needed <= self.a_day


class Plans:
    """The verbs of a date, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def plan(self, learner_id: int) -> Planned | Unplanned | Undecided | Stranger:
        """The plan as it stands."""
        return await self._database.read(partial(_plan, self._library(), self._clock(), learner_id))

    async def learn_towards(self, learner_id: int, day: date) -> Planned | Unfit | Unplanned | Undecided | Stranger:
        """Learn towards that day from now on, with as many questions a day as ever."""
        return await self._database.transact(
            partial(_learn_towards, self._library(), self._clock(), learner_id, day.toordinal())
        )

    async def raise_number(self, learner_id: int) -> Planned | Unplanned | Undecided | Stranger:
        """Allow as many questions a day as the plan needs until the date."""
        return await self._database.transact(partial(_raise_number, self._library(), self._clock(), learner_id))

    async def drop(self, learner_id: int) -> Planned | Unplanned | Undecided | Stranger:
        """Learn without a date again."""
        return await self._database.transact(partial(_drop, self._library(), self._clock(), learner_id))


def _plan(
    library: Library, now: datetime, learner_id: int, connection: Connection
) -> Planned | Unplanned | Undecided | Stranger:
    learner = learners.find(connection, learner_id)
    return Stranger() if learner is None else _planned(connection, library, learner, now)


def _planned(
    connection: Connection, library: Library, learner: Learner, now: datetime
) -> Planned | Unplanned | Undecided:
    questions = library.in_language(learner.language).sets.get(learner.set_id or "")
    if questions is None:
        return Undecided(learner=learner)
    today = learner.day(now)
    day = learner.date_ahead(today)
    if day is None:
        return Unplanned(learner=learner, today=today)
    core, met = core_of(connection, learner.id, questions), progress.met_keys(connection, learner.id, questions.id)
    memories = progress.memories_of(connection, learner.id, questions.id)
    a_day = learner.usual(today)
    return Planned(
        learner=learner,
        questions=questions,
        day=day,
        today=today,
        days=forecast(
            core=core,
            others=[memories[each.key] for each in questions.active if not each.core and each.key in memories],
            unmet=sum(each.key not in met for each in questions.active),
            today=today,
            date_day=day,
            usual=usually_new(a_day),
            a_day=a_day,
        ),
        core=sum(each.core for each in questions.active),
        a_day=a_day,
        needed=needed(day - today, core.unmet, len(core.waiting(today, day))),
        in_time=can_be_kept(day - today, core.unmet),
    )


def _learn_towards(
    library: Library, now: datetime, learner_id: int, day: int, connection: Connection
) -> Planned | Unfit | Unplanned | Undecided | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    today = learner.day(now)
    if not today < day <= today + LONGEST:
        return Unfit(learner=learner, day=day, today=today)
    return _changed(connection, library, replace(learner, date_day=day, date_a_day=None, awaiting=None), now)


def _raise_number(
    library: Library, now: datetime, learner_id: int, connection: Connection
) -> Planned | Unplanned | Undecided | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    planned = _planned(connection, library, learner, now)
    if not isinstance(planned, Planned) or planned.needed <= planned.a_day:
        return planned
    return _changed(connection, library, replace(learner, date_a_day=planned.needed), now)


def _drop(
    library: Library, now: datetime, learner_id: int, connection: Connection
) -> Planned | Unplanned | Undecided | Stranger:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    return _changed(connection, library, replace(learner, date_day=None, date_a_day=None, awaiting=None), now)


def _changed(
    connection: Connection, library: Library, learner: Learner, now: datetime
) -> Planned | Unplanned | Undecided:
    return _planned(connection, library, plan_reminder(connection, library, learner, now), now)

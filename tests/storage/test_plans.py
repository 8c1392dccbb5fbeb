"""What the bot asks of a full database is found by an index: no table is read through, none is sorted as a whole."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlalchemy import Connection, case, insert, literal, select

from quizbot.content.loader import load
from quizbot.domain.questions import Library, Picked
from quizbot.services.outcomes import Asked, Feedback
from quizbot.services.practice import Practice
from quizbot.services.reminders import Reminders
from quizbot.storage import inbox, learners, progress, retention
from quizbot.storage.database import Database
from quizbot.storage.inbox import Received
from quizbot.storage.tables import Instant
from quizbot.storage.tables import inbox as kept
from tests.bench import crowd
from tests.bench.crowd import ZONE, Crowd
from tests.box import MORNING
from tests.databases import PostgresqlServer, opened
from tests.statements import Asking, noted

SETS = Path(__file__).parent.parent.parent / "questions"
LEARNERS, REMEMBERED = 400, 40
EVENING = MORNING.astimezone(ZONE).replace(hour=18, minute=5)  # when reminders are welcome
FINISHED, WAITING = 20_000, 20  # updates
READ_THROUGH = re.compile(  # a table with many rows; the index of the updates that wait has but few
    r"(SCAN|Seq Scan on) (learners|sittings|presentations|reviews|memories|lessons_shown|inbox)\b"
    r"(?! USING (COVERING )?INDEX ix_inbox_waiting)"
)

Plans: TypeAlias = Mapping[str, Sequence[str]]
"""How the database goes about each statement: its steps, in its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A full database, who is in it, and what they learn."""

    database: Database
    library: Library
    there: Crowd

    @property
    def practice(self) -> Practice:
        return Practice(self.database, lambda: self.library, lambda: MORNING)


Work: TypeAlias = Callable[[Place], Awaitable[None]]


@pytest.fixture(scope="module")
def library() -> Library:
    return load([SETS], ()).library


@pytest.fixture(scope="module")
def there(library: Library) -> Crowd:
    questions = library.sets["car-t-lupus-students"]

    def planned(number: crowd.Number) -> crowd.Moment:
        at = crowd.shifted(EVENING, (number - LEARNERS // 10) * 60_000)
        return case((number % 3 != 0, at))

    return Crowd(questions=questions, learners=LEARNERS, remembered=REMEMBERED, now=MORNING, planned=planned)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, there: Crowd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database that is full of learners, of what they remember, and of updates that are done."""
    works = (
        crowd.add_learners,
        crowd.add_memories,
        crowd.add_reviews,
        crowd.read_lessons,
        crowd.open_questions,
    )
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('full') / 'quizbot.db'}"
        _fill(address, there, works)
        yield address
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        name = server.create()
        _fill(server.url(name), there, works)
        yield server.url(name)
        server.drop(name)


def _fill(url: str, there: Crowd, works: Sequence[Callable[[Crowd, Connection], None]]) -> None:
    asyncio.run(crowd.create_tables(url))
    crowd.fill(url, *(partial(work, there) for work in works), _add_updates)


def _add_updates(connection: Connection) -> None:
    """Many that are finished, and a few that wait."""
    number = crowd.numbers(FINISHED + WAITING).c.number
    waits = number >= FINISHED
    at = literal(MORNING, Instant())
    columns = {
        "update_id": number + 1,
        "learner_id": case((waits, crowd.FIRST_LEARNER + number - FINISHED)),
        "kind": case((waits, "message")),
        "payload": case((waits, "{}")),
        "received_at": at,
        "due_at": at,
        "attempts": literal(0),
        "finished_at": case((waits, None), else_=at),
        "dead": literal(value=False),
    }
    connection.execute(insert(kept).from_select(list(columns), select(*columns.values())))


async def _next_question(place: Place) -> None:
    outcome = await place.practice.ask(place.there.learner_id(1))
    assert isinstance(outcome, Asked)


async def _answer(place: Place) -> None:
    opened_ = place.there.opened(2)
    outcome = await place.practice.answer(place.there.learner_id(2), opened_.presentation_id, Picked(places=(0,)))
    assert isinstance(outcome, Feedback)


async def _what_is_due(place: Place) -> None:
    today = MORNING.date().toordinal()
    due = partial(progress.due_keys, learner_id=place.there.learner_id(3), set_id=place.there.questions.id, today=today)
    assert await place.database.read(due)


async def _who_is_due(place: Place) -> None:
    assert await place.database.transact(partial(learners.due_for_reminder, now=EVENING, limit=20))


async def _who_is_next(place: Place) -> None:
    assert await place.database.read(learners.next_reminder_at) is not None


async def _claims(place: Place) -> None:
    reminders = Reminders(place.database, lambda: place.library, lambda: EVENING)
    assert (await reminders.claim_due(3)).reminders


async def _updates_come_in(place: Place) -> None:
    new = [
        Received(
            update_id=FINISHED * 2 + number, learner_id=place.there.learner_id(number), kind="message", payload="{}"
        )
        for number in range(100, 105)
    ]
    assert len(await place.database.transact(partial(inbox.receive, updates=new, now=MORNING, holder=None))) == len(new)


async def _updates_are_handled(place: Place) -> None:
    take = partial(inbox.take, now=MORNING, holder=None, busy=frozenset(), limit=10)
    first, second, third, *_ = await place.database.transact(take)
    await place.database.transact(partial(inbox.finish, done=first, now=MORNING, holder=None))
    await place.database.transact(partial(inbox.bury, done=second, now=MORNING, holder=None))
    later = partial(inbox.postpone, each=third, now=MORNING, wait=timedelta(seconds=1), attempts=1, holder=None)
    await place.database.transact(later)
    await place.database.transact(partial(inbox.head_of, person=place.there.learner_id(9), now=MORNING, holder=None))


async def _how_long_the_oldest_waits(place: Place) -> None:
    assert await place.database.read(inbox.oldest_due) is not None


async def _who_is_to_be_told_and_who_is_to_go(place: Place) -> None:
    assert await place.database.read(partial(retention.untold, now=MORNING, limit=20, after=None)) == []
    assert await place.database.read(partial(retention.overdue, now=MORNING, limit=20)) == []


async def _what_is_kept_of_somebody(place: Place) -> None:
    stranger = crowd.FIRST_LEARNER - 1
    assert not await place.database.read(partial(learners.anything, learner_id=stranger))
    assert await place.database.transact(partial(learners.remove, learner_id=stranger)) == 0


async def _old_ids_are_forgotten(place: Place) -> None:
    assert await place.database.transact(partial(retention.forget_finished, before=MORNING, limit=20)) == 0


@pytest.mark.parametrize(
    "work",
    [
        _who_is_to_be_told_and_who_is_to_go,
        _what_is_kept_of_somebody,
        _old_ids_are_forgotten,
        _next_question,
        _answer,
        _what_is_due,
        _who_is_due,
        _who_is_next,
        _claims,
        _updates_come_in,
        _updates_are_handled,
        _how_long_the_oldest_waits,
    ],
)
async def test_no_table_is_read_through(work: Work, url: str, there: Crowd, library: Library) -> None:
    read_through = {
        statement: steps
        for statement, steps in (await _plans(work, url, there, library)).items()
        if any(READ_THROUGH.match(step) for step in steps)
    }
    assert read_through == {}


@pytest.mark.parametrize("work", [_who_is_due, _who_is_next])
async def test_those_who_are_due_stand_in_order_already(work: Work, url: str, there: Crowd, library: Library) -> None:
    steps = [step for each in (await _plans(work, url, there, library)).values() for step in each]
    assert steps
    assert not [step for step in steps if "TEMP B-TREE" in step or step.startswith("Sort")]


async def _plans(work: Work, url: str, there: Crowd, library: Library) -> Plans:
    async with opened(url) as database:
        with noted() as heard:
            await work(Place(database=database, library=library, there=there))
        asked = [asking for asking in heard if re.match("SELECT|INSERT|UPDATE|DELETE", asking[0])]
        assert asked
        return await database.read(partial(_explained, asked))


def _explained(asked: Sequence[Asking], connection: Connection) -> Plans:
    if connection.dialect.name == "sqlite":
        return {
            statement: [step.detail for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
            for statement, _ in asked
        }
    return {
        statement: list(
            _steps(connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()[0]["Plan"])
        )
        for statement, parameters in asked
    }


def _steps(plan: Mapping[str, Any]) -> Iterator[str]:
    yield f"{plan['Node Type']} on {plan['Relation Name']}" if "Relation Name" in plan else plan["Node Type"]
    for each in plan.get("Plans", ()):
        yield from _steps(each)

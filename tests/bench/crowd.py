"""Databases full of learners in the middle of a set, made by a few statements on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    Table,
    cast,
    create_engine,
    func,
    insert,
    literal,
    make_url,
    select,
    text,
    type_coerce,
    union_all,
)

from quizbot.domain.learner import local_day
from quizbot.domain.memory import PARAMETERS, RETENTION, Rating
from quizbot.domain.questions import Question, QuestionSet, Single, TrueFalse
from quizbot.domain.queue import Given, Purpose, State
from quizbot.storage.database import open_database
from quizbot.storage.schema import migrate
from quizbot.storage.tables import (
    Instant,
    learners,
    lessons_shown,
    memories,
    presentations,
    reviews,
    sittings,
)

FIRST_LEARNER = 1_000_000
FIRST_MESSAGE = 100
ZONE = ZoneInfo("Europe/Berlin")
_MINUTE = timedelta(minutes=1)
_FIRST_DUE = 3  # days before today

Number: TypeAlias = ColumnElement[int]
Moment: TypeAlias = ColumnElement[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """So many learners of a set at that moment; each remembers the first questions of it, and read its lessons.

    What each remembers is due on as many days as `spread`, of which three are past and one is today: a tenth is due.
    `planned` gives each learner's reminder by their number, counted from 0.
    """

    questions: QuestionSet
    learners: int
    remembered: int
    now: datetime
    spread: int = 40
    planned: Callable[[Number], Moment] | None = None

    def learner_id(self, number: int) -> int:
        """The id of one of them, counted from 0."""
        return FIRST_LEARNER + number

    def opened(self, number: int) -> Opened:
        """What `open_questions` asks one of them."""
        tappable = _tappable(self)
        question = tappable[number % len(tappable)]
        return Opened(
            presentation_id=self.learners * self.remembered + number + 1,
            question=question,
            purpose=_purpose(self, question),
            message_id=FIRST_MESSAGE + number,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A presentation that awaits a tap, and the message that it is in."""

    presentation_id: int
    question: Question
    purpose: Purpose
    message_id: int


async def create_tables(url: str) -> None:
    """Let quizbot itself create its tables in an empty database."""
    database = open_database(url)
    try:
        await migrate(database)
    finally:
        await database.close()


def fill(url: str, *works: Callable[[Connection], None]) -> None:
    """Run the works in one transaction, and let the database look at what there is now.

    It is not quizbot's own connection: nothing is made durable on the way, and what refers to what is not looked at.
    """
    address = make_url(url)
    is_sqlite = address.drivername == "sqlite"
    engine = create_engine(address if is_sqlite else address.set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for work in works:
            work(connection)
        connection.commit()
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:  # as it does by itself, sooner or later
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    engine.dispose()


def add_learners(crowd: Crowd, connection: Connection) -> None:
    """The learners themselves, each in a sitting that has just begun."""
    each = numbers(crowd.learners)
    _insert(
        connection,
        learners,
        select(
            _id(each).label("id"),
            _at(crowd.now - 30 * 1440 * _MINUTE).label("agreed_at"),
            literal("en").label("language"),
            literal(crowd.questions.audience.value).label("audience"),
            literal(crowd.questions.id).label("set_id"),
            literal(ZONE.key).label("zone"),
            literal(18 * 60).label("remind_minute"),
            literal(0).label("quiet_from"),
            literal(0).label("quiet_to"),
            literal(20).label("questions_a_day"),
            literal(1).label("remind_every"),
            (literal(None) if crowd.planned is None else crowd.planned(each.c.number)).label("remind_at"),
            _at(crowd.now - 10 * _MINUTE).label("last_seen_at"),
        ),
    )
    begun = _at(crowd.now - 10 * _MINUTE)
    _insert(
        connection,
        sittings,
        select(
            _id(each).label("learner_id"),
            begun.label("started_at"),
            _at(crowd.now - _MINUTE).label("last_at"),
        ),
    )


def add_memories(crowd: Crowd, connection: Connection) -> None:
    """What each of them remembers."""
    each, asked = numbers(crowd.learners), _questions(crowd, crowd.questions.active[: crowd.remembered])
    _insert(
        connection,
        memories,
        select(
            _id(each).label("learner_id"),
            asked.c.key.label("question_key"),
            literal(crowd.questions.id).label("set_id"),
            (1 + (each.c.number * 5 + asked.c.place * 11) % 40).label("stability"),
            literal(5.0).label("difficulty"),
            _last_day(crowd, each, asked).label("last_day"),
            _due_day(crowd, each, asked).label("due_day"),
            literal(1).label("repetitions"),
            literal(0).label("lapses"),
            asked.c.known.label("known_key"),
        )
        .select_from(each.join(asked, literal(value=True)))
        .order_by(each.c.number, asked.c.place),
    )


def add_reviews(crowd: Crowd, connection: Connection) -> None:
    """Where those memories come from: one presentation and one review each."""
    each, asked = numbers(crowd.learners), _questions(crowd, crowd.questions.active[: crowd.remembered])
    pairs = each.join(asked, literal(value=True))
    number = each.c.number * crowd.remembered + asked.c.place + 1
    at = _at(crowd.now - 1440 * _MINUTE)
    _insert(
        connection,
        presentations,
        select(
            number.label("id"),
            _id(each).label("learner_id"),
            asked.c.key.label("question_key"),
            asked.c.fingerprint.label("fingerprint"),
            literal(Purpose.NEW.value).label("purpose"),
            literal(State.ANSWERED.value).label("state"),
            literal(1).label("position"),
            literal(20).label("planned"),
            at.label("opened_at"),
            (FIRST_MESSAGE + asked.c.place).label("message_id"),
            at.label("followed_at"),
        )
        .select_from(pairs)
        .order_by(each.c.number, asked.c.place),
    )
    _insert(
        connection,
        reviews,
        select(
            number.label("id"),
            _id(each).label("learner_id"),
            number.label("presentation_id"),
            asked.c.key.label("question_key"),
            asked.c.fingerprint.label("fingerprint"),
            at.label("at"),
            _last_day(crowd, each, asked).label("day"),
            literal(Given.PICKED.value).label("given"),
            literal("0").label("places"),
            literal(1.0).label("credit"),
            literal(9000).label("milliseconds"),
            literal(int(Rating.GOOD)).label("rating"),
            literal(value=True).label("scheduled"),
            _due_day(crowd, each, asked).label("due_day"),
            literal(RETENTION).label("retention"),
            literal(PARAMETERS).label("parameters"),
        )
        .select_from(pairs)
        .order_by(each.c.number, asked.c.place),
    )
    _go_on_counting(connection, presentations, reviews)


def read_lessons(crowd: Crowd, connection: Connection) -> None:
    """Every lesson of the set, gone on from."""
    each = numbers(crowd.learners)
    keys = union_all(*(select(literal(lesson.key).label("key")) for lesson in crowd.questions.lessons)).cte("lessons")
    _insert(
        connection,
        lessons_shown,
        select(
            _id(each).label("learner_id"),
            keys.c.key.label("lesson_key"),
            _at(crowd.now - 1440 * _MINUTE).label("at"),
        ).select_from(each.join(keys, literal(value=True))),
    )


def open_questions(crowd: Crowd, connection: Connection) -> None:
    """One delivered question that awaits each learner's tap; see Crowd.opened."""
    each, asked = numbers(crowd.learners), _questions(crowd, _tappable(crowd))
    _insert(
        connection,
        presentations,
        select(
            (crowd.learners * crowd.remembered + each.c.number + 1).label("id"),
            _id(each).label("learner_id"),
            asked.c.key.label("question_key"),
            asked.c.fingerprint.label("fingerprint"),
            asked.c.purpose.label("purpose"),
            literal(State.OPEN.value).label("state"),
            literal(1).label("position"),
            literal(20).label("planned"),
            _at(crowd.now - _MINUTE).label("opened_at"),
            (FIRST_MESSAGE + each.c.number).label("message_id"),
        ).select_from(each.join(asked, each.c.number % len(_tappable(crowd)) == asked.c.place)),
    )
    _go_on_counting(connection, presentations)


def _tappable(crowd: Crowd) -> Sequence[Question]:
    """The questions of the set that one tap answers."""
    return [question for question in crowd.questions.active if isinstance(question, Single | TrueFalse)]


def _purpose(crowd: Crowd, question: Question) -> Purpose:
    return Purpose.DUE if question in crowd.questions.active[: crowd.remembered] else Purpose.NEW


def numbers(count: int) -> CTE:
    """The numbers from 0, as rows."""
    first = select(literal(0).label("number")).cte("numbers", recursive=True)
    return first.union_all(select(first.c.number + 1).where(first.c.number < count - 1))


def _questions(crowd: Crowd, asked: Sequence[Question]) -> CTE:
    """The questions, as rows."""
    rows = (
        select(
            literal(place).label("place"),
            literal(question.key).label("key"),
            literal(question.fingerprint).label("fingerprint"),
            literal(question.key_fingerprint).label("known"),
            literal(_purpose(crowd, question).value).label("purpose"),
        )
        for place, question in enumerate(asked)
    )
    return union_all(*rows).cte("asked")


def _id(each: CTE) -> Number:
    return FIRST_LEARNER + each.c.number


def _at(moment: datetime) -> Moment:
    return literal(moment, Instant())


def shifted(moment: datetime, milliseconds: Number) -> Moment:
    """An instant so many milliseconds later, as a column."""
    return type_coerce(cast(_at(moment), learners.c.id.type) + milliseconds, Instant())


def _last_day(crowd: Crowd, each: CTE, asked: CTE) -> Number:
    return local_day(crowd.now, ZONE) - 4 - (each.c.number * 7 + asked.c.place * 3) % 30


def _due_day(crowd: Crowd, each: CTE, asked: CTE) -> Number:
    return local_day(crowd.now, ZONE) - _FIRST_DUE + (each.c.number * 13 + asked.c.place * 7) % crowd.spread


def _insert(connection: Connection, table: Table, rows: Select[*tuple[Any, ...]]) -> None:
    connection.execute(insert(table).from_select([column.name for column in rows.selected_columns], rows))


def _go_on_counting(connection: Connection, *tables: Table) -> None:
    """Let PostgreSQL give out ids behind those that were written here; SQLite does by itself."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))

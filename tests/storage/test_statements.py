"""Statements that go straight to the driver say and hear the same as through SQLAlchemy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from quizbot.storage.database import Database
from quizbot.storage.errors import is_away, is_rolled_back
from quizbot.storage.statements import prepared
from quizbot.storage.tables import learners, presentations, reviews
from tests.storage.rows import NOON, insert_everywhere

ADA, BEN = 101, 102
FIND = prepared(select(learners).where(learners.c.id == bindparam("learner")))
CHANGE = prepared(update(learners).where(learners.c.id == bindparam("learner")))


async def test_rows_have_the_values_that_sqlalchemy_reads(database: Database) -> None:
    def compare(connection: Connection) -> None:
        insert_everywhere(connection, ADA)
        for table, owner in (
            (learners, learners.c.id),
            (presentations, presentations.c.learner_id),
            (reviews, reviews.c.learner_id),
        ):
            query = select(table).where(owner == bindparam("owner"))
            (row,) = prepared(query).rows(connection, owner=ADA)
            expected = connection.execute(query, {"owner": ADA}).one()
            assert row._asdict() == expected._asdict()
            assert [type(value) for value in row] == [type(value) for value in expected]

    await database.transact(compare)


async def test_whatever_columns_are_given_are_set_and_no_others(database: Database) -> None:
    def change(connection: Connection) -> None:
        insert_everywhere(connection, ADA)
        insert_everywhere(connection, BEN)
        later = NOON + timedelta(hours=1)
        assert CHANGE.count(connection, learner=ADA, remind_at=later, paused=True) == 1
        assert CHANGE.count(connection, learner=ADA, zone=None) == 1
        assert CHANGE.count(connection, learner=0, paused=True) == 0
        ada, ben = (FIND.one(connection, learner=each) for each in (ADA, BEN))
        assert (ada.remind_at, ada.paused, ada.zone) == (later, True, None)
        assert ben.remind_at == NOON

    await database.transact(change)


async def test_what_is_not_there_is_none(database: Database) -> None:
    def look(connection: Connection) -> list[object]:
        zone = prepared(select(learners.c.zone).where(learners.c.id == bindparam("learner")))
        return [
            FIND.first(connection, learner=ADA),
            zone.scalar(connection, learner=ADA),
            FIND.rows(connection, learner=ADA),
        ]

    assert await database.read(look) == [None, None, []]


async def test_an_error_is_sqlalchemys_and_hides_what_was_written(database: Database) -> None:
    def twice(connection: Connection) -> None:
        insert_everywhere(connection, ADA)
        prepared(insert(learners)).count(connection, **FIND.one(connection, learner=ADA)._asdict())

    with pytest.raises(IntegrityError) as caught:
        await database.transact(twice)
    assert isinstance(caught.value, DBAPIError)
    assert "parameters" not in str(caught.value).replace("SQL parameters hidden", "")
    assert not is_away(caught.value)
    assert not is_rolled_back(caught.value)
    assert await database.read(lambda connection: FIND.first(connection, learner=ADA)) is None

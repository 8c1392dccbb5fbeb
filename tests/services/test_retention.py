"""Forgetting on both databases: told once, deleted after that, and whoever has come back stays."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, update

from quizbot.content.loader import load
from quizbot.domain.questions import Audience, Library
from quizbot.domain.roles import Role
from quizbot.services.learners import Learners
from quizbot.services.reminders import Sent
from quizbot.services.retention import Notice, Retention
from quizbot.storage import retention as stored
from quizbot.storage import roles
from quizbot.storage.database import Database
from quizbot.storage.errors import DatabaseUnusable
from quizbot.storage.tables import inbox, invites, learners, metadata
from tests.box import MORNING, SETS
from tests.databases import opened

ADA, BEN, CARL = 7, 8, 9
YEAR, QUARTER, FORTNIGHT = timedelta(days=365), timedelta(days=90), timedelta(days=14)


class House:
    """The services on one database, with a clock to turn."""

    def __init__(self, database: Database, library: Library) -> None:
        self.database = database
        self.at = MORNING
        self.learners = Learners(database, lambda: library, lambda: self.at)
        self.retention = Retention(database, lambda: self.at)

    async def moves_in(self, learner_id: int, audience: Audience | None = Audience.STUDENT) -> None:
        await self.learners.arrive(learner_id, "en")
        berlin = ZoneInfo("Europe/Berlin")
        await self.learners.prefer(learner_id, lambda learner: replace(learner, audience=audience, zone=berlin))

    async def claimed(self) -> list[Notice]:
        return [notice async for notice in self.retention.due()]

    async def known(self) -> list[int]:
        ids = select(learners.c.id).order_by(learners.c.id)
        return list(await self.database.read(lambda connection: connection.execute(ids).scalars().all()))


@pytest.fixture(scope="module")
def library() -> Library:
    return load([SETS], ()).library


@pytest.fixture
def house(database: Database, library: Library) -> House:
    return House(database, library)


async def test_patients_are_told_before_students_and_nobody_before_their_time(house: House) -> None:
    for learner_id, audience in ((ADA, Audience.STUDENT), (BEN, Audience.PATIENT), (CARL, None)):
        await house.moves_in(learner_id, audience)
    house.at += QUARTER - FORTNIGHT - timedelta(minutes=1)
    assert await house.claimed() == []
    house.at += timedelta(minutes=1)
    told = await house.claimed()
    assert [notice.learner.id for notice in told] == [BEN, CARL]
    assert {notice.last_day for notice in told} == {(MORNING + QUARTER).date()}
    house.at += YEAR - QUARTER
    assert [notice.learner.id for notice in await house.claimed()] == [ADA]


async def test_nobody_is_told_twice_however_many_processes_look(house: House) -> None:
    for number in range(1, 21):
        await house.moves_in(number)
    house.at += YEAR
    claimed = [notice for many in await asyncio.gather(*(house.claimed() for _ in range(4))) for notice in many]
    assert sorted(notice.learner.id for notice in claimed) == list(range(1, 21))
    for notice in claimed:
        await house.retention.told(notice, Sent.UNKNOWN if notice.learner.id % 2 else Sent.SENT)
    assert await house.claimed() == []


@pytest.mark.parametrize("sent", [Sent.UNSENT, Sent.REFUSED])
async def test_what_surely_has_not_arrived_is_told_again(house: House, sent: Sent) -> None:
    await house.moves_in(ADA)
    house.at += YEAR + timedelta(microseconds=1)
    (notice,) = await house.claimed()
    await house.retention.told(notice, sent)
    house.at += FORTNIGHT
    assert await house.retention.purge(10) == 0
    assert len(await house.claimed()) == 1


async def test_after_the_notice_everything_goes_and_of_the_others_nothing(house: House) -> None:
    await house.moves_in(ADA, Audience.PATIENT)
    await house.moves_in(BEN)
    await house.database.transact(lambda c: roles.grant(c, ADA, Role.EDUCATOR, house.at))
    house.at += QUARTER - FORTNIGHT
    (notice,) = await house.claimed()
    assert await house.retention.still_idle(notice)
    await house.retention.told(notice, Sent.SENT)
    house.at += FORTNIGHT - timedelta(seconds=1)
    assert await house.retention.purge(10) == 0
    house.at += timedelta(seconds=1)
    assert await house.retention.purge(10) == 1
    assert await house.known() == [BEN]
    assert not any((await house.learners.take_data(ADA)).values())


async def test_any_sign_of_life_keeps_everything(house: House) -> None:
    await house.moves_in(ADA, Audience.PATIENT)
    house.at += QUARTER - FORTNIGHT
    (notice,) = await house.claimed()
    house.at += timedelta(days=13)
    heard = await house.learners.heard(ADA)
    assert heard is not None
    assert heard.warned_at is None
    assert not await house.retention.still_idle(notice)
    house.at += timedelta(days=10)
    assert await house.retention.purge(10) == 0
    assert await house.claimed() == []
    house.at += QUARTER - FORTNIGHT
    assert len(await house.claimed()) == 1


async def test_the_word_of_a_stranger_is_no_sign_of_anybodys_life(house: House) -> None:
    assert await house.learners.heard(ADA) is None
    assert not await house.learners.is_known(ADA)


async def test_whoever_comes_back_before_it_is_sent_is_not_told(house: House) -> None:
    await house.moves_in(ADA, Audience.PATIENT)
    house.at += QUARTER
    (notice,) = await house.claimed()
    await house.learners.leave(ADA)
    assert not await house.retention.still_idle(notice)
    await house.retention.told(notice, Sent.UNREACHABLE)


async def test_whoever_cannot_be_reached_goes_without_a_word(house: House) -> None:
    await house.moves_in(ADA, Audience.PATIENT)
    await house.moves_in(BEN, Audience.PATIENT)
    await house.learners.unreachable(ADA)
    house.at += QUARTER - FORTNIGHT
    (notice,) = await house.claimed()
    assert notice.learner.id == BEN
    await house.retention.told(notice, Sent.UNREACHABLE)
    assert await house.retention.purge(10) == 0
    house.at += FORTNIGHT
    assert await house.retention.purge(10) == 2
    assert await house.known() == []


async def test_those_longest_away_go_first_a_few_at_a_time_whoever_deletes(house: House) -> None:
    for number in range(1, 13):
        await house.moves_in(number, Audience.PATIENT)
        await house.learners.unreachable(number)
        house.at += timedelta(hours=2)
    house.at += QUARTER
    assert await house.retention.purge(5) == 5
    assert await house.known() == list(range(6, 13))
    assert sum(await asyncio.gather(*(house.retention.purge(100) for _ in range(4)))) == 7
    assert await house.retention.purge(5) == 0


async def test_who_sleeps_is_told_later_and_holds_up_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizbot.services.retention._PAGE", 3)
    for number in range(1, 9):
        await house.moves_in(number, Audience.PATIENT)
        zone = ZoneInfo("Pacific/Auckland" if number != 7 else "Europe/Berlin")
        await house.learners.prefer(number, lambda learner, zone=zone: replace(learner, zone=zone))  # type: ignore[misc] # mypy cannot infer a lambda's default
    house.at += QUARTER - FORTNIGHT  # it is night in Auckland
    assert [notice.learner.id for notice in await house.claimed()] == [7]
    house.at += timedelta(hours=11)
    assert [notice.learner.id for notice in await house.claimed()] == [1, 2, 3, 4, 5, 6, 8]


async def test_what_is_wrong_with_one_learner_keeps_no_other_waiting(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (ADA, BEN):
        await house.moves_in(number, Audience.PATIENT)
    broken = update(learners).where(learners.c.id == ADA)
    await house.database.transact(lambda c: c.execute(broken.values(zone="Nowhere/At-All")))
    house.at += QUARTER
    assert [notice.learner.id for notice in await house.claimed()] == [BEN]
    await house.database.transact(lambda c: c.execute(update(learners).values(unreachable_since=MORNING)))
    assert await house.retention.purge(10) == 1
    assert await house.known() == [ADA]
    assert "learner 7 cannot be told: " in caplog.text
    assert "learner 7 cannot be deleted: " in caplog.text


async def test_ids_of_old_updates_are_forgotten_and_what_waits_is_not(house: House) -> None:
    def fill(connection: object) -> None:
        for number, days in enumerate((20, 9, 8, 7, None)):
            finished = None if days is None else MORNING - timedelta(days=days)
            row = {
                "update_id": number,
                "received_at": MORNING - timedelta(days=30),
                "due_at": MORNING,
                "dead": days == 9,
            }
            connection.execute(insert(inbox).values({**row, "finished_at": finished}))  # type: ignore[attr-defined] # a connection

    await house.database.transact(fill)
    assert await house.retention.forget(1) == 1
    assert await house.retention.forget(10) == 1
    assert await house.retention.forget(10) == 0
    left = select(inbox.c.update_id).order_by(inbox.c.update_id)
    assert await house.database.read(lambda c: c.execute(left).scalars().all()) == [2, 3, 4]


async def test_spent_invitations_are_forgotten(house: House) -> None:
    for code, days, uses in (("a", 1, 1), ("b", 3, 1), ("c", 3, 0)):
        expires = house.at + timedelta(days=days)
        await house.database.transact(
            lambda c, code=code, expires=expires, uses=uses: roles.add_invite(  # type: ignore[misc] # mypy cannot infer a lambda's default
                c, code, Role.EDUCATOR, expires_at=expires, uses=uses
            )
        )
    house.at += timedelta(days=2)
    await house.retention.forget(10)
    assert await house.database.read(lambda c: c.execute(select(invites.c.code_hash)).scalars().all()) == ["b"]


async def test_looking_for_nobody_reads_little(house: House) -> None:
    assert await house.claimed() == []
    assert await house.retention.purge(10) == 0
    count = select(func.count()).select_from(metadata.tables["learners"])
    assert await house.database.read(lambda c: c.execute(count).scalar_one()) == 0
    assert await house.database.read(lambda c: stored.overdue(c, house.at, 10)) == []


async def test_while_the_database_cannot_be_written_to_nothing_is_deleted_and_that_is_said(
    sqlite_url: str, library: Library
) -> None:
    async with opened(sqlite_url, patience=0.01) as database:
        house = House(database, library)
        await house.moves_in(ADA)
        await house.learners.unreachable(ADA)
        house.at += YEAR
        with closing(sqlite3.connect(database.where, isolation_level=None)) as somebody:
            somebody.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseUnusable):
                await house.retention.purge(10)
        assert await house.retention.purge(10) == 1

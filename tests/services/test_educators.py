"""Roles and invitations on both databases: nobody becomes an educator but by the operator's word."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizbot.content.confined import MOST_BYTES, Checked
from quizbot.domain.roles import Role
from quizbot.metrics import Count, Metrics
from quizbot.services.educators import Educators, NotFetched, TooLarge, TooMuch, new_code
from quizbot.services.outcomes import Refused
from quizbot.storage import roles
from quizbot.storage.database import Database
from quizbot.storage.tables import invites, metadata
from tests.box import MORNING, SETS

ADA, BEN, MARA = 7, 8, 9
SET = (SETS / "students.yaml").read_bytes()


class Office:
    """The operator's, with a clock to turn."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.at = MORNING
        self.metrics = Metrics()
        self.educators = Educators(database, SETS, lambda: self.at, self.metrics)

    async def invites(self, *, days: int = 7, uses: int = 1) -> str:
        code = new_code()
        await self.educators.invite(code, Role.EDUCATOR, days=days, uses=uses)
        return code

    @property
    def refused(self) -> int:
        return self.metrics.counts[Count.INVITES, ""]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


async def test_nobody_is_an_educator_until_the_operator_says_so(office: Office) -> None:
    assert not await office.educators.is_educator(MARA)
    await office.educators.appoint([MARA, 10**15])
    assert await office.educators.is_educator(MARA)
    assert await office.educators.is_educator(10**15)
    assert not await office.educators.is_educator(ADA)


async def test_appointing_again_at_each_start_changes_nothing(office: Office) -> None:
    await office.educators.appoint([MARA, MARA])
    office.at += timedelta(days=1)
    await office.educators.appoint([MARA])
    await office.educators.appoint([])
    rows = await office.database.read(lambda connection: connection.execute(select(metadata.tables["roles"])).all())
    assert [tuple(row) for row in rows] == [(MARA, "educator", MORNING)]


async def test_the_operator_sees_who_is_one_and_takes_it_away(office: Office) -> None:
    await office.educators.appoint([MARA])
    office.at += timedelta(days=1)
    await office.educators.appoint([BEN])
    holders = [(each.person_id, each.role, each.since) for each in await office.educators.everybody()]
    assert holders == [(MARA, Role.EDUCATOR, MORNING), (BEN, Role.EDUCATOR, MORNING + timedelta(days=1))]
    assert await office.educators.dismiss(MARA)
    assert not await office.educators.is_educator(MARA)
    assert await office.educators.is_educator(BEN)
    assert not await office.educators.dismiss(MARA)


async def test_a_code_makes_one_person_an_educator_once(office: Office) -> None:
    code = await office.invites()
    assert await office.educators.redeem(MARA, code)
    assert await office.educators.redeem(MARA, code)  # the same tap again, as after a crash
    assert not await office.educators.redeem(BEN, code)
    assert await office.educators.is_educator(MARA)
    assert not await office.educators.is_educator(BEN)
    assert office.refused == 1


async def test_whoever_is_an_educator_uses_no_invitation_up(office: Office) -> None:
    await office.educators.appoint([MARA])
    code = await office.invites()
    assert await office.educators.redeem(MARA, code)
    assert await office.educators.redeem(BEN, code)


async def test_a_code_works_for_as_many_people_as_was_said_however_many_come_at_once(office: Office) -> None:
    code = await office.invites(uses=3)
    redeemed = await asyncio.gather(*(office.educators.redeem(number, code) for number in range(100, 120)))
    assert sum(redeemed) == 3
    holders = [await office.educators.is_educator(number) for number in range(100, 120)]
    assert holders == redeemed
    assert office.refused == 17


async def test_a_code_expires_to_the_moment(office: Office) -> None:
    first, second = await office.invites(days=2), await office.invites(days=2)
    office.at += timedelta(days=2) - timedelta(milliseconds=1)
    assert await office.educators.redeem(MARA, first)
    office.at += timedelta(milliseconds=1)
    assert not await office.educators.redeem(BEN, second)


@pytest.mark.parametrize("code", ["", "i_", "A" * 22, "ä\ud800", "x" * 10_000, "' OR 1=1 --"])
async def test_a_wrong_code_is_refused_and_counted(office: Office, code: str) -> None:
    await office.invites()
    assert not await office.educators.redeem(BEN, code)
    assert office.refused == 1


async def test_after_five_tries_even_the_right_code_has_to_wait(office: Office) -> None:
    code = await office.invites()
    for _ in range(5):
        assert not await office.educators.redeem(BEN, "wrong")
    assert not await office.educators.redeem(BEN, code)
    assert await office.educators.redeem(MARA, code)  # somebody else is not held up
    assert office.refused == 6
    again = await office.invites()
    office.at += timedelta(minutes=12)
    assert await office.educators.redeem(BEN, again)


async def test_an_educator_is_one_however_many_codes_they_try(office: Office) -> None:
    await office.educators.appoint([MARA])
    assert all([await office.educators.redeem(MARA, "wrong") for _ in range(20)])


async def test_a_code_is_kept_nowhere(office: Office) -> None:
    code = await office.invites()
    (row,) = await office.database.read(lambda connection: connection.execute(select(invites)).all())
    assert code not in str(row)
    assert re.fullmatch(r"[0-9a-f]{64}", row.code_hash)


def test_codes_have_128_bits_and_fit_a_link() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", code) for code in codes)


async def test_invitations_that_nobody_can_use_are_forgotten(office: Office) -> None:
    used, expired, good = await office.invites(), await office.invites(days=1), await office.invites(days=3)
    await office.educators.redeem(MARA, used)
    office.at += timedelta(days=2)
    await office.database.transact(lambda connection: roles.forget_invites(connection, office.at))
    assert await office.database.read(lambda connection: len(connection.execute(select(invites)).all())) == 1
    assert not await office.educators.redeem(BEN, expired)
    assert await office.educators.redeem(BEN, good)


# Files


class Download:
    """A file to be fetched, or not."""

    def __init__(self, data: bytes | None) -> None:
        self.data = data
        self.fetched = 0

    async def __call__(self) -> bytes | None:
        self.fetched += 1
        return self.data


async def test_nobody_but_an_educator_has_a_file_fetched_let_alone_checked(office: Office) -> None:
    download = Download(SET)
    assert await office.educators.check(ADA, len(SET), download) == Refused()
    assert download.fetched == 0


async def test_the_size_is_looked_at_before_the_file_is_fetched_and_after(office: Office) -> None:
    await office.educators.appoint([MARA])
    for size in (None, MOST_BYTES + 1):
        download = Download(SET)
        assert await office.educators.check(MARA, size, download) == TooLarge()
        assert download.fetched == 0
    assert await office.educators.check(MARA, 5, Download(b" " * (MOST_BYTES + 1))) == TooLarge()
    assert await office.educators.check(MARA, 5, Download(None)) == NotFetched()


async def test_a_file_is_held_to_all_rules_as_of_today(office: Office) -> None:
    await office.educators.appoint([MARA])
    office.at = datetime(2035, 1, 1, tzinfo=UTC)
    found = await office.educators.check(MARA, len(SET), Download(SET))
    assert isinstance(found, Checked)
    assert "review-overdue" in {problem.rule for problem in found.problems}
    assert found.questions == 9


async def test_a_check_that_takes_too_long_is_given_up(office: Office) -> None:
    await office.educators.appoint([MARA])
    hasty = Educators(office.database, SETS, lambda: office.at, office.metrics, patience=0.0)
    assert await hasty.check(MARA, len(SET), Download(SET)) == TooMuch()

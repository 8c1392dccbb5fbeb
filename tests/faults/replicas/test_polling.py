"""Replicas that fetch: one of them at a time, and soon another if that one is gone."""

from __future__ import annotations

import signal
from collections.abc import Sequence

import psycopg
import pytest

from tests.faults.replicas.fleet import Fleet
from tests.faults.replicas.people import Visitor

COMMANDS = ("/help", "/progress", "/learn")


async def are_answered(fleet: Fleet, learners: Sequence[Visitor], command: str) -> None:
    for learner in learners:
        learner.says(command)
    await fleet.settled()
    for learner in learners:
        assert learner.answers == learner.said


async def poller(fleet: Fleet) -> int:
    """The process at the server that has the turn."""
    await fleet.counts(bool, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
    ((pid,),) = await fleet.rows("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted")
    return int(pid)


@pytest.mark.campaign
async def test_one_of_several_fetches_and_another_when_it_dies_or_loses_its_connection(fleet: Fleet) -> None:
    (one,) = await fleet.started(1, polling=True)
    learners = await fleet.learners(3)
    await are_answered(fleet, learners, "/help")
    await fleet.started(2, polling=True)
    assert await one.ends(signal.SIGKILL) == -signal.SIGKILL
    await are_answered(fleet, learners, "/progress")
    before = await poller(fleet)
    async with await psycopg.AsyncConnection.connect(fleet.url, autocommit=True) as connection:
        await connection.execute("SELECT pg_terminate_backend(%s)", [before])
    await are_answered(fleet, learners, "/learn")
    assert await poller(fleet) != before
    assert [call.status for call in fleet.simulator.record if call.method == "getUpdates" and call.status != 200] == []

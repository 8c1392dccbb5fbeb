"""The database is away, or breaks connections, while everybody is busy."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import make_url

from quizbot.tryout.faults import Rule
from tests.cable import Cable, by_chance, never
from tests.databases import PostgresqlServer
from tests.faults.replicas import promises
from tests.faults.replicas.fleet import fleet as running
from tests.faults.replicas.people import chance, mixed

SETTINGS = "SELECT id, questions_a_day FROM learners WHERE id >= :since ORDER BY id"
SLOW = Rule(methods=("send*", "edit*", "answer*"), delay=0.2)


@pytest.fixture
def durable_url(postgresql_server: PostgresqlServer, postgresql_url: str) -> str:
    """A database of which nothing is lost that is committed, even if the server is stopped at once."""
    name = make_url(postgresql_url).database
    postgresql_server.execute(
        sql.SQL("ALTER DATABASE {} SET synchronous_commit = on").format(sql.Identifier(name or ""))
    )
    return postgresql_url


@pytest.mark.campaign
async def test_replicas_go_on_by_themselves_after_the_server_was_stopped_at_once(
    durable_url: str, postgresql_server: PostgresqlServer, tmp_path: Path
) -> None:
    async with running(durable_url, tmp_path) as fleet:
        replicas = await fleet.started(2)
        learners = await fleet.learners(6)
        fleet.faults.replace([SLOW])
        for number, learner in enumerate(learners):
            learner.fires(mixed(chance(number), 4))
        await fleet.counts(bool, "SELECT count(*) FROM leases")
        await asyncio.to_thread(postgresql_server.stop)
        try:
            for replica in replicas:
                await fleet.says(replica, 503)
        finally:
            await asyncio.to_thread(postgresql_server.start)
        for replica in replicas:
            await fleet.says(replica, 200)
        await promises.are_kept(fleet)
        for learner in learners:
            assert learner.answers == learner.said


@pytest.mark.campaign
async def test_connections_that_break_even_during_a_commit_lose_and_double_nothing(
    postgresql_url: str, postgresql_server: PostgresqlServer, tmp_path: Path
) -> None:
    cable = Cable(server=postgresql_server.folder)
    with cable.laid() as host:
        url = postgresql_server.url(str(make_url(postgresql_url).database), host=host)
        async with running(url, tmp_path) as fleet:
            await fleet.started(2)
            readers, setters = await fleet.learners(4), await fleet.learners(4)
            cable.cut = by_chance(seed=1, share=0.1)
            for number, learner in enumerate(readers):
                learner.fires(mixed(chance(number), 4))
            for learner in setters:
                learner.sets(5, 10, 20)
            await fleet.settled()
            cable.cut = never
            await promises.are_kept(fleet)
            for learner in readers:
                assert learner.answers == learner.said
            expected = [(learner.id, 20) for learner in setters]
            assert await fleet.rows(SETTINGS, since=setters[0].id) == expected
            assert len(cable.cuts) > 5

"""Replicas that start together: on a database without tables, on an old one, and on one that is newer than they are."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from quizbot.storage.schema import HEAD
from tests.databases import opened
from tests.faults.replicas.fleet import Fleet
from tests.faults.replicas.fleet import fleet as running

TOGETHER = 4


@pytest.fixture
async def fleet(empty_postgresql_url: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """No replica yet, on a database without tables."""
    async with running(empty_postgresql_url, tmp_path) as fleet:
        yield fleet


def first_revision(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", "quizbot.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


async def all_come_up(fleet: Fleet) -> None:
    replicas = await fleet.started(TOGETHER)
    assert await fleet.rows("SELECT version_num FROM alembic_version") == [(HEAD,)]
    for replica in replicas:
        await fleet.says(replica, 200)
        assert await replica.ends(signal.SIGTERM) == 0


@pytest.mark.campaign
async def test_on_a_database_without_tables_all_come_up(fleet: Fleet) -> None:
    await all_come_up(fleet)


async def test_on_the_first_revision_all_come_up(fleet: Fleet) -> None:
    async with opened(fleet.url) as database:
        await database.alter(first_revision)
    await all_come_up(fleet)


async def test_on_a_newer_database_each_says_so_in_one_line_and_ends(fleet: Fleet) -> None:
    newer = "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('9999')"
    async with opened(fleet.url) as database:
        await database.alter(lambda connection: connection.execute(text(newer)))
    replica = fleet.another()
    await fleet.launch(replica)
    assert await replica.ended() == 1
    (line,) = replica.said.splitlines()
    assert "was written by a newer quizbot" in line
    assert "Update this quizbot" in line

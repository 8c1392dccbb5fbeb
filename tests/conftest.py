"""Databases for every folder's tests: the same test on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from quizbot.storage.database import Database
from quizbot.storage.schema import migrate
from tests.databases import PostgresqlServer, opened, postgresql_binaries


async def _create_tables(url: str) -> None:
    async with opened(url) as database:
        await migrate(database)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server of the tests' own, started by the first test that asks for it."""
    binaries = postgresql_binaries()
    if binaries is None:
        message = "these tests need the programs of a PostgreSQL server, as in Debian's package postgresql"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    server = PostgresqlServer(binaries)
    yield server
    server.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("template") / "quizbot.db"
    asyncio.run(_create_tables(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresqlServer) -> str:
    """A database with all tables and no rows, to be copied."""
    name = postgresql_server.create()
    asyncio.run(_create_tables(postgresql_server.url(name)))
    return name


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """Where a file may be created."""
    return f"sqlite:///{tmp_path / 'quizbot.db'}"


@pytest.fixture
def empty_postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """A database without tables."""
    name = postgresql_server.create()
    yield postgresql_server.url(name)
    postgresql_server.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A file with all tables and no rows."""
    path = tmp_path / "quizbot.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql_server: PostgresqlServer, postgresql_template: str) -> Iterator[str]:
    """A database with all tables and no rows."""
    name = postgresql_server.create(template=postgresql_template)
    yield postgresql_server.url(name)
    postgresql_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables, one of each kind."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with all tables and no rows, one of each kind.

    A folder whose tests need one kind only says so by a fixture of this name that returns `sqlite_url`.
    """
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database with all tables and no rows, one of each kind."""
    async with opened(database_url) as database:
        yield database

"""A backup is whole, is of one moment, harms nothing, and can be put back."""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from quizbot.storage import backup
from quizbot.storage.backup import BackedUp, NotBackedUp, back_up
from quizbot.storage.database import open_reader
from quizbot.storage.errors import DatabaseCorrupt, DatabaseMissing, DatabaseUnreachable
from quizbot.storage.schema import HEAD
from quizbot.storage.tables import metadata
from tests.databases import PostgresqlServer, opened
from tests.storage.rows import insert_everywhere

ADA = 101


def nobody(_: int, __: int) -> None:
    """Nobody watches."""


def backed_up(url: str, target: Path, *, replace: bool = False) -> BackedUp:
    return back_up(url, target, replace=replace, progress=nobody)


def refused(url: str, target: Path, kind: type[Exception] = NotBackedUp, *, replace: bool = False) -> str:
    """Why there is no backup; nothing half-done is left beside it."""
    before = set(target.parent.iterdir()) if target.parent.is_dir() else set()
    with pytest.raises(kind) as raised:
        backed_up(url, target, replace=replace)
    assert (set(target.parent.iterdir()) if target.parent.is_dir() else set()) == before
    return str(raised.value)


def rows(connection: Connection) -> dict[str, list[Any]]:
    return {table.name: [tuple(row) for row in connection.execute(select(table))] for table in metadata.sorted_tables}


async def fill(url: str) -> dict[str, list[Any]]:
    async with opened(url) as database:
        await database.transact(lambda connection: insert_everywhere(connection, ADA))
        return await database.read(rows)


async def read(url: str) -> dict[str, list[Any]]:
    reader = open_reader(url)
    try:
        return await reader.read(rows)
    finally:
        await reader.close()


@pytest.fixture
def filled(sqlite_url: str) -> dict[str, list[Any]]:
    """The rows of a database with one in every table."""
    return asyncio.run(fill(sqlite_url))


@contextmanager
def written_to(path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody is in the middle of a transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield writer


# SQLite


def test_everything_is_in_it(sqlite_url: str, filled: dict[str, list[Any]], tmp_path: Path) -> None:
    done = backed_up(sqlite_url, tmp_path / "copy.db")
    assert (done.where, done.revision) == (str(tmp_path / "quizbot.db"), HEAD)
    assert done.size == (tmp_path / "copy.db").stat().st_size > 0
    assert asyncio.run(read(f"sqlite:///{tmp_path / 'copy.db'}")) == filled


def test_it_is_made_while_somebody_writes_and_holds_what_was_committed(
    sqlite_url: str, filled: dict[str, list[Any]], tmp_path: Path
) -> None:
    with written_to(tmp_path / "quizbot.db") as writer:
        writer.execute("DELETE FROM learners")
        backed_up(sqlite_url, tmp_path / "copy.db")
        writer.execute("COMMIT")
    assert asyncio.run(read(f"sqlite:///{tmp_path / 'copy.db'}")) == filled


def test_it_can_be_started_from(sqlite_url: str, filled: dict[str, list[Any]], tmp_path: Path) -> None:
    backed_up(sqlite_url, tmp_path / "copy.db")
    before = len(filled["reviews"])

    async def go_on() -> int:
        async with opened(f"sqlite:///{tmp_path / 'copy.db'}") as database:
            await database.transact(lambda connection: insert_everywhere(connection, ADA + 1))
            return len((await database.read(rows))["reviews"])

    assert asyncio.run(go_on()) == before + 1


def test_it_is_for_nobody_elses_eyes_and_stands_alone(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    backed_up(sqlite_url, folder / "copy.db")
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600
    assert [each.name for each in folder.iterdir()] == ["copy.db"]


def test_a_file_that_is_there_is_replaced_only_on_request(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    assert "--force" in refused(sqlite_url, target)
    assert target.read_text() == "mine"
    backed_up(sqlite_url, target, replace=True)
    assert target.read_bytes().startswith(b"SQLite format 3")


def test_a_file_that_comes_into_being_meanwhile_is_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    def meanwhile(_: int, __: int) -> None:
        target.write_text("mine")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup, "LOOK", 0)
        with pytest.raises(NotBackedUp, match="exists already"):
            back_up(sqlite_url, target, replace=False, progress=meanwhile)
    assert target.read_text() == "mine"


def test_the_database_is_not_replaced_by_its_copy(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "quizbot.db")
    for target in (tmp_path / "quizbot.db", tmp_path / "link.db"):
        assert "is the database itself" in refused(sqlite_url, target, replace=True)


def test_a_folder_is_not_replaced(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").mkdir()
    assert "is no file" in refused(sqlite_url, tmp_path / "copy.db", replace=True)


def test_a_folder_that_is_not_there_is_named(sqlite_url: str, tmp_path: Path) -> None:
    said = refused(sqlite_url, tmp_path / "nowhere" / "copy.db")
    assert said == f"{tmp_path}/nowhere/copy.db cannot be written: no such file or directory."


def test_a_database_that_is_not_there_is_not_created(tmp_path: Path) -> None:
    refused(f"sqlite:///{tmp_path / 'nothing.db'}", tmp_path / "copy.db", DatabaseMissing)


def test_there_is_nothing_to_back_up_in_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert "nothing to back up" in refused(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path / "copy.db")


@pytest.mark.usefixtures("filled")
def test_a_damaged_database_gives_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "quizbot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reviews'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert "is damaged or no database" in refused(sqlite_url, tmp_path / "copy.db", DatabaseCorrupt)


@pytest.mark.usefixtures("filled")
def test_rows_that_refer_to_nothing_are_no_good_backup(sqlite_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "quizbot.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM presentations")
        connection.commit()
    assert "refer to nothing" in refused(sqlite_url, tmp_path / "copy.db")


@pytest.mark.usefixtures("filled")
def test_where_there_is_no_room_it_says_so_of_the_copy(sqlite_url: str, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    try:
        said = refused(sqlite_url, tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said.startswith(f"{tmp_path}/copy.db cannot be written: ")
    assert said.endswith(" MB; is there room?")


@pytest.mark.usefixtures("filled")
def test_an_interruption_leaves_nothing_behind(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "LOOK", 0)
    (tmp_path / "backups").mkdir()

    def interrupt(_: int, of: int) -> None:
        assert of > 0
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(sqlite_url, tmp_path / "backups" / "copy.db", replace=False, progress=interrupt)
    assert list((tmp_path / "backups").iterdir()) == []


# PostgreSQL


@pytest.fixture
def restored_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    name = postgresql_server.create()
    yield postgresql_server.url(name)
    postgresql_server.drop(name)


def test_everything_is_in_that_of_a_server_too(postgresql_url: str, restored_url: str, tmp_path: Path) -> None:
    filled = asyncio.run(fill(postgresql_url))
    done = backed_up(postgresql_url, tmp_path / "copy.dump")
    assert done.revision == HEAD
    assert stat.S_IMODE((tmp_path / "copy.dump").stat().st_mode) == 0o600
    restore = ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={restored_url}", str(tmp_path / "copy.dump")]
    subprocess.run(restore, check=True)
    assert asyncio.run(read(restored_url)) == filled


def test_a_server_that_is_away_is_named_without_the_password(tmp_path: Path) -> None:
    said = refused("postgresql://ada:secret@127.0.0.1:1/quizbot", tmp_path / "copy.dump", DatabaseUnreachable)
    assert "secret" not in said


def test_without_postgresqls_programs_it_says_how_to_get_them(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Debian: postgresql-client" in refused(postgresql_url, tmp_path / "copy.dump")


NOTE_AND_FAIL = """#!/bin/sh
echo "$@" >"$0.arguments"
echo "$PGPASSWORD" >"$0.password"
echo "pg_dump: error: no" >&2
exit 1
"""


def test_the_password_is_passed_where_no_other_user_sees_it(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(NOTE_AND_FAIL)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with_password = postgresql_url.replace("quizbot@", "quizbot:s%40cret@")
    (tmp_path / "backups").mkdir()
    assert refused(with_password, tmp_path / "backups" / "copy.dump") == "pg_dump says: error: no"
    arguments = (tmp_path / "pg_dump.arguments").read_text()
    assert "cret" not in arguments
    assert "postgresql://quizbot@/" in arguments
    assert (tmp_path / "pg_dump.password").read_text() == "s@cret\n"

"""What is wrong with a database is found when it is opened, and said in one message that names the remedy."""

from __future__ import annotations

import os
import pwd
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from quizbot.storage.database import open_beside, open_database, open_reader
from quizbot.storage.errors import (
    DatabaseAddressUnknown,
    DatabaseCorrupt,
    DatabaseInUse,
    DatabaseMissing,
    DatabaseNotWritable,
    DatabaseTooNew,
    DatabaseTooOld,
    DatabaseUnreachable,
    DatabaseUnusable,
)
from quizbot.storage.schema import HEAD, migrate, require_up_to_date, revisions, stored_revision
from quizbot.storage.tables import learners, paces
from tests.databases import PostgresqlServer, opened

OPEN_AND_WAIT = """
import sys
from quizbot.storage.database import open_database
from quizbot.storage.errors import DatabaseUnusable
try:
    database = open_database(sys.argv[1])
except DatabaseUnusable as problem:
    print(type(problem).__name__)
else:
    print("opened", flush=True)
    sys.stdin.read()
"""


@contextmanager
def second_process(url: str) -> Iterator[subprocess.Popen[str]]:
    """Another quizbot that opens the database and keeps it open."""
    command = [sys.executable, "-c", OPEN_AND_WAIT, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user who may not write everywhere: root is not kept out by any folder's rights."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def message_of(url: str, kind: type[DatabaseUnusable]) -> str:
    with pytest.raises(kind) as caught:
        open_database(url, patience=0.01)
    return str(caught.value)


async def test_a_second_process_is_refused_while_the_first_lives(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        with second_process(sqlite_url) as second:
            assert first_line(second) == "DatabaseInUse"


def test_the_refusal_names_the_file_and_the_remedy(sqlite_url: str, tmp_path: Path) -> None:
    with second_process(sqlite_url) as first:
        assert first_line(first) == "opened"
        assert message_of(sqlite_url, DatabaseInUse) == (
            f"{tmp_path / 'quizbot.db'} is in use by another program. Stop the other quizbot, or whatever else holds"
            " the file (a database browser, say), or choose another place with QUIZBOT_DATABASE_URL."
        )


async def test_a_killed_process_leaves_no_lock(sqlite_url: str) -> None:
    with second_process(sqlite_url) as first:
        assert first_line(first) == "opened"
        first.send_signal(signal.SIGKILL)
        first.wait()
        async with opened(sqlite_url) as database:
            assert await database.read(stored_revision) == HEAD


async def test_a_reader_looks_on_while_another_process_writes(sqlite_url: str) -> None:
    with second_process(sqlite_url) as first:
        assert first_line(first) == "opened"
        reader = open_reader(sqlite_url)
        assert await reader.read(stored_revision) == HEAD
        await reader.close()


async def test_many_processes_share_postgresql(postgresql_url: str) -> None:
    async with opened(postgresql_url):
        with second_process(postgresql_url) as second:
            assert first_line(second) == "opened"


def test_a_reader_creates_no_file(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing, match="does not exist yet"):
        open_reader(f"sqlite:///{tmp_path / 'quizbot.db'}")
    assert list(tmp_path.iterdir()) == []


async def test_a_relative_path_is_one_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened("sqlite:///a folder?.db") as database:  # the question mark starts options
        assert database.where == "a folder"
    assert (tmp_path / "a folder").exists()


async def test_what_people_have_answered_is_for_nobody_elses_eyes(empty_sqlite_url: str, tmp_path: Path) -> None:
    async with opened(empty_sqlite_url) as database:
        await migrate(database)
        for name in ("quizbot.db", "quizbot.db-wal", "quizbot.db-shm"):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "quizbot.db"
    assert message_of(f"sqlite:///{path}", DatabaseNotWritable).startswith(
        f"{path} cannot be written to: unable to open database file. Give the user"
    )


def test_a_folder_that_may_not_be_written_to() -> None:
    with tempfile.TemporaryDirectory() as folder, unprivileged_folder(Path(folder)), unprivileged():
        assert "QUIZBOT_DATABASE_URL" in message_of(f"sqlite:///{folder}/quizbot.db", DatabaseNotWritable)
        assert list(Path(folder).iterdir()) == []


@contextmanager
def unprivileged_folder(folder: Path) -> Iterator[None]:
    """Everybody may look into the folder, nobody write."""
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o700)


def test_a_file_that_may_not_be_written_to(sqlite_template: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quizbot.db"
        path.write_bytes(sqlite_template.read_bytes())
        path.chmod(0o444)
        Path(folder).chmod(0o777)
        with unprivileged():
            assert "cannot be written to" in message_of(f"sqlite:///{path}", DatabaseNotWritable)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "quizbot.db"
    path.write_bytes(content)
    assert message_of(f"sqlite:///{path}", DatabaseCorrupt).startswith(f"{path} is damaged or no database: ")
    assert path.read_bytes() == content


async def test_damage_that_is_found_later_has_the_same_message(damaged: str) -> None:
    async with opened(damaged) as database:
        with pytest.raises(DatabaseCorrupt, match="is damaged or no database"):
            await database.read(lambda connection: connection.execute(select(learners)).all())


@pytest.fixture
def damaged(tmp_path: Path, sqlite_template: Path) -> str:
    """A file of which one page is overwritten, where a table begins."""
    path = tmp_path / "quizbot.db"
    whole = sqlite_template.read_bytes()
    with closing(sqlite3.connect(sqlite_template)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'learners'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    path.write_bytes(whole[: (page - 1) * size] + b"\xff" * size + whole[page * size :])
    return f"sqlite:///{path}"


def test_a_refused_file_is_let_go_of(tmp_path: Path, sqlite_template: Path) -> None:
    path = tmp_path / "quizbot.db"
    path.write_bytes(b"not a database at all" * 100)
    message_of(f"sqlite:///{path}", DatabaseCorrupt)
    path.write_bytes(sqlite_template.read_bytes())
    with second_process(f"sqlite:///{path}") as second:
        assert first_line(second) == "opened"


@pytest.mark.parametrize(
    "url",
    ["", "quizbot.db", "sqlite://", "sqlite:///:memory:", "mysql://ada:secret@host/name", "postgres:ada:secret@host"],
)
def test_an_address_of_no_known_kind(url: str) -> None:
    message = message_of(url, DatabaseAddressUnknown)
    assert "sqlite:///quizbot.db" in message
    assert "secret" not in message


def test_a_server_that_is_not_there() -> None:
    message = message_of("postgresql://ada:secret@127.0.0.1:1/quizbot", DatabaseUnreachable)
    assert message.startswith("postgresql://127.0.0.1:1/quizbot cannot be reached: ")
    assert "Connection refused" in message
    assert "secret" not in message


@pytest.mark.parametrize("option", ["nonsense", "prepare_threshold"])
def test_an_option_that_nobody_knows(option: str) -> None:
    message = message_of(f"postgresql://ada:secret@127.0.0.1:1/quizbot?{option}=0", DatabaseUnusable)
    assert message == (
        f'postgresql://127.0.0.1:1/quizbot cannot be used: invalid connection option "{option}" in its address.'
    )


def test_a_database_that_the_server_does_not_have(postgresql_server: PostgresqlServer) -> None:
    assert 'database "elsewhere" does not exist' in message_of(postgresql_server.url("elsewhere"), DatabaseUnreachable)


# Beside the process that serves


async def test_something_small_is_written_beside_the_process_that_has_the_file(database_url: str) -> None:
    async with opened(database_url) as bot:
        beside = open_beside(database_url)
        await require_up_to_date(beside)
        row = {"name": "x", "free_at": datetime(2026, 1, 1, tzinfo=UTC)}
        await beside.transact(lambda connection: connection.execute(insert(paces).values(row)))
        await beside.close()
        assert await bot.read(lambda connection: connection.execute(select(paces.c.name)).scalars().all()) == ["x"]
        await bot.transact(lambda connection: connection.execute(delete(paces)))


def test_nothing_is_made_where_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing, match="Start the bot once"):
        open_beside(f"sqlite:///{tmp_path / 'quizbot.db'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "error"), [(None, DatabaseTooOld), ("0001", DatabaseTooOld), ("9999", DatabaseTooNew)]
)
async def test_nobody_writes_beside_a_bot_of_another_version(
    sqlite_url: str, revision: str | None, error: type[DatabaseUnusable]
) -> None:
    statement = delete(revisions) if revision is None else update(revisions).values(version_num=revision)
    async with opened(sqlite_url) as database:
        await database.transact(lambda connection: connection.execute(statement))
        with pytest.raises(error):
            await require_up_to_date(database)

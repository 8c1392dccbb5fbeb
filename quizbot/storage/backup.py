"""A copy of the whole database as it was at one moment, made while the bot goes on, and checked before it is kept."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL

from quizbot.storage.database import open_reader, parse
from quizbot.storage.errors import explain
from quizbot.storage.schema import stored_revision

LOOK = 0.2  # seconds between two looks at how far it has come
PATIENCE = 5.0  # seconds that SQLite waits for somebody else's lock
LOCKED = "60s"  # how long PostgreSQL's program waits for tables that are being changed

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many bytes are written, and of how many; 0 where nobody knows."""


class NotBackedUp(Exception):
    """There is no backup; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A backup: of which database, the revision of its tables, its size in bytes, and how it is put back."""

    where: str
    revision: str
    size: int
    restore: str


def back_up(url: str, target: Path, *, replace: bool, progress: Progress) -> BackedUp:
    """Write a backup of the database at that address; an existing file is left alone unless it is to be replaced.

    Raises:
        DatabaseUnusable: the database is to blame.
        NotBackedUp: whatever else stood in the way.
    """
    address, where = parse(url)
    revision = asyncio.run(_revision(url))
    if revision is None:
        raise NotBackedUp(f"{where} holds nothing of quizbot's yet, so there is nothing to back up.")
    _refuse_to_harm(target, where, replace=replace)
    with _unfinished(target) as part:
        if address.drivername == "postgresql":
            _dump(address, part, progress)
            restore = f"create an empty database, then: pg_restore --no-owner --exit-on-error --dbname=URL {target}"
        else:
            _copy(Path(where), part, target, progress)
            restore = f"stop the bot, remove {where}-wal and {where}-shm, then: cp {target} {where}"
        _refuse_to_harm(target, where, replace=replace)  # it may have come into being meanwhile
        _keep(part, target)
    return BackedUp(where=where, revision=revision, size=target.stat().st_size, restore=restore)


async def _revision(url: str) -> str | None:
    reader = open_reader(url)
    try:
        return await reader.read(stored_revision)
    finally:
        await reader.close()


def _refuse_to_harm(target: Path, where: str, *, replace: bool) -> None:
    if not target.exists():
        return
    if Path(where).exists() and target.samefile(where):
        raise NotBackedUp(f"{target} is the database itself. Name another file.")
    if not target.is_file():
        raise NotBackedUp(f"{target} is no file. Name another one.")
    if not replace:
        raise NotBackedUp(f"{target} exists already. Name another file, or say --force to replace it.")


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """An empty file beside the target, for nobody else's eyes; it is gone after the block unless it was kept."""
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise NotBackedUp(f"{target} cannot be written: {str(error.strerror).lower()}.") from None
    os.close(number)
    part = Path(name)
    try:
        yield part
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def _keep(part: Path, target: Path) -> None:
    """Give the finished file its name: a power cut leaves all of it, or what was there before."""
    _flush(part)
    part.replace(target)
    _flush(target.parent)


def _flush(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _watched(work: Callable[[], T], part: Path, expected: int, progress: Progress, *, stop: Callable[[], None]) -> T:
    """What the work returns; meanwhile it is told how the file grows. An interruption stops the work."""
    with ThreadPoolExecutor(1) as thread:
        working = thread.submit(work)
        try:
            while True:
                try:
                    return working.result(timeout=LOOK)
                except TimeoutError:
                    progress(part.stat().st_size, expected)
        finally:
            stop()


# SQLite


def _copy(database: Path, part: Path, target: Path, progress: Progress) -> None:
    """By SQLite itself, from one snapshot: whoever writes meanwhile is neither seen nor kept waiting."""
    expected = sum(each.stat().st_size for each in (database, Path(f"{database}-wal")) if each.exists())
    with closing(_connect(database, "rw")) as connection:
        try:
            _watched(
                lambda: connection.execute("VACUUM INTO ?", (str(part),)),
                part,
                expected,
                progress,
                stop=connection.interrupt,
            )
            wrong = _watched(lambda: _flaw(part), part, expected, progress, stop=connection.interrupt)
        except sqlite3.Error as error:
            raise _explained(error, database, target, expected) from None
    if wrong is not None:
        raise NotBackedUp(
            f"The copy of {database} is damaged ({wrong}), and so may be the database. Keep older backups."
        )


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _flaw(part: Path) -> str | None:
    """What is wrong with a copy; None if nothing is."""
    with closing(_connect(part, "ro")) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            return " ".join(str(found).split())
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
        return None if dangling is None else f"rows of {dangling[0]} refer to nothing"


def _explained(error: sqlite3.Error, database: Path, target: Path, expected: int) -> Exception:
    """What to tell a person: where there is no room, it is the target's disk that has none."""
    if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return NotBackedUp(f"{target} cannot be written: {error}. It may take {_megabytes(expected)}; is there room?")
    return explain(error, str(database)) or NotBackedUp(f"{database} cannot be backed up: {error}.")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


# PostgreSQL


def _dump(address: URL, part: Path, progress: Progress) -> None:
    """By PostgreSQL's own program, in its custom format; the password goes where no other user can see it."""
    password = address.password or address.query.get("password")
    shown = address._replace(password=None).difference_update_query(["password"])
    url = shown.render_as_string(hide_password=False)
    environment = {**os.environ, "PGCONNECT_TIMEOUT": "5"} | ({"PGPASSWORD": str(password)} if password else {})
    options = ("--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--lock-wait-timeout={LOCKED}")
    _run(
        "pg_dump", *options, f"--file={part}", f"--dbname={url}", environment=environment, part=part, progress=progress
    )
    _run("pg_restore", "--list", str(part), environment=environment, part=part, progress=progress)


def _run(program: str, *arguments: str, environment: Mapping[str, str], part: Path, progress: Progress) -> None:
    """Run one of PostgreSQL's programs to its end.

    Raises:
        NotBackedUp: it is not there, or has failed; the message has its own words.
    """
    path = shutil.which(program)
    if path is None:
        raise NotBackedUp(
            f"{program} is not on this machine. Install PostgreSQL's client programs (Debian: postgresql-client), or"
            " run it where they are: pg_dump --format=custom --file=FILE DATABASE"
        )
    process = subprocess.Popen(  # noqa: S603 - a program of PostgreSQL's, with arguments of ours
        [path, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    _, said = _watched(process.communicate, part, 0, progress, stop=process.terminate)
    if process.returncode != 0:
        lines = [line.removeprefix(f"{program}: ") for line in said.splitlines()]
        raise NotBackedUp(f"{program} says: {' '.join(lines[:2])}")

"""Databases of the tests' own: opened and closed, and a PostgreSQL server in a temporary folder, gone when they are."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import text

from quizbot.storage.database import Database, open_database

PATIENCE = 30  # seconds until a test that would wait for ever fails

# speed instead of safety: nothing here outlives the tests
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "deadlock_timeout": "20ms",
    "max_connections": "100",
}


@asynccontextmanager
async def opened(url: str, *, patience: float = 5.0) -> AsyncIterator[Database]:
    """The database at that address, until the end of the block."""
    database = open_database(url, patience=patience)
    try:
        yield database
    finally:
        await database.close()


async def somebody_waits(database: Database) -> None:
    """Return once a transaction on that PostgreSQL waits for another's lock."""
    waits = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with asyncio.timeout(PATIENCE):
        while not await database.read(lambda connection: connection.execute(waits).scalar_one()):
            pass


def postgresql_binaries() -> Path | None:
    """The folder with the newest initdb, pg_ctl and postgres on this machine; None if there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl") or shutil.which("initdb")
    if on_path is not None:
        found.append(Path(on_path).resolve().parent)
    return next((folder for folder in found if (folder / "pg_ctl").exists() and (folder / "initdb").exists()), None)


class PostgresqlServer:
    """A running server; `close` stops it and removes its files."""

    def __init__(self, binaries: Path, settings: Mapping[str, str] = SETTINGS) -> None:
        self._binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="quizbot-postgresql-"))
        self._numbers = count(1)
        self._owner = _unprivileged_user()
        if self._owner is not None:
            shutil.chown(self.folder, self._owner)
        self._run("initdb", "--username=quizbot", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self._options = f"-k {self.folder} " + " ".join(f"-c {name}={value}" for name, value in settings.items())
        self.start()

    def start(self) -> None:
        """Start it again after a `stop`."""
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"--options={self._options}")

    def stop(self) -> None:
        """Stop it at once, as a crash of the server would: whatever is under way is lost, and nothing that is committed
        while `synchronous_commit` is on.
        """
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def url(self, database: str, *, host: Path | None = None) -> str:
        """The address of one of the server's databases, directly or by way of another folder with a socket."""
        return f"postgresql://quizbot@/{database}?host={host or self.folder}"

    def create(self, *, template: str = "template0") -> str:
        """The name of a new database: an empty one, or a copy of another that nobody is connected to."""
        name = f"quizbot_{next(self._numbers)}"
        self.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def disconnect_all(self) -> None:
        """End every connection to the server, as a restart would."""
        self.execute(
            sql.SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
        )

    def execute(self, statement: sql.SQL | sql.Composed) -> list[Any]:
        """Run one statement as the server's administrator; returns its rows."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return [] if cursor.description is None else cursor.fetchall()

    def close(self) -> None:
        """Stop the server at once and remove its files."""
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), f"--pgdata={self.folder / 'data'}", *arguments]
        complaints = self.folder / "stderr"
        with complaints.open("wb") as stderr:  # the server inherits what pg_ctl has: a pipe would never end
            done = subprocess.run(
                command,
                user=self._owner,
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                check=False,
            )
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {complaints.read_text()}")


def _unprivileged_user() -> str | None:
    """Whom to run as, since the server refuses to be run by root; None: by whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"

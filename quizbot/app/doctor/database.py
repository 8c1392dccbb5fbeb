"""Whether the database is there, whole, writable, roomy, durable, and of this program's revision."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from quizbot.app.doctor.finding import Finding, ok, problem, warning
from quizbot.config import Settings
from quizbot.content.problems import counted
from quizbot.storage import inbox
from quizbot.storage.condition import NotFinished, server, sqlite_flaw
from quizbot.storage.database import READERS, WRITERS, Reader, open_reader, parse
from quizbot.storage.errors import DatabaseMissing, DatabaseUnusable
from quizbot.storage.schema import HEAD, stored_revision

LOOKING = 5.0  # seconds that looking through the file may take
LATE = 60.0  # seconds that an update may wait
NO_ROOM, LITTLE_ROOM = 50 << 20, 500 << 20  # bytes
CONNECTIONS = WRITERS + READERS + 1  # of one process, and one for its turn to fetch


async def examine(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """The database as it is; it is neither created nor changed."""
    try:
        address, where = parse(settings.database_url)
        on_disk = address.drivername == "sqlite"
        if on_disk:
            for finding in _disk(Path(where)):
                yield finding
        reader = open_reader(settings.database_url)
    except DatabaseMissing:
        yield ok("database", f"{where} does not exist yet; `quizbot run` creates it")
        return
    except DatabaseUnusable as error:
        yield problem("database", str(error))
        return
    try:
        async for finding in _of_file(reader) if on_disk else _of_server(reader):
            yield finding
        async for finding in _of_tables(reader, clock):
            yield finding
    except DatabaseUnusable as error:
        yield problem("database", str(error))
    finally:
        await reader.close()


def _disk(path: Path) -> list[Finding]:
    """The folder and the file: may they be written to, and is there room."""
    folder = path.parent
    if not folder.is_dir():
        return [problem("disk", f"there is no folder {folder.absolute()}, which QUIZBOT_DATABASE_URL names; make it")]
    findings = [
        problem("disk", f"{each} may not be written to by this user; SQLite needs that of the file and of its folder")
        for each in (folder, path)
        if each.exists() and not os.access(each, os.W_OK)
    ]
    if path.exists() and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        findings.append(warning("disk", f"other users of this machine may read {path}; chmod 600 {path}"))
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.exists() else 0
    room = f"{free / 1e9:.1f} GB are free beside {path}"
    if free < NO_ROOM:
        findings.append(problem("disk", f"{room}: almost nothing; make room before answers cannot be stored any more"))
    elif free < max(LITTLE_ROOM, size):
        findings.append(warning("disk", f"{room}: too little for a backup or for long; make room"))
    else:
        findings.append(ok("disk", room))
    return findings


async def _of_file(reader: Reader) -> AsyncIterator[Finding]:
    try:
        flaw = await reader.read(partial(sqlite_flaw, seconds=LOOKING))
    except NotFinished:
        yield ok("database", f"{reader.where} is too large to be looked through here; `quizbot backup` does")
        return
    if flaw is None:
        yield ok("database", f"{reader.where} is whole")
    else:
        yield problem(
            "database", f"{reader.where} is damaged ({flaw}). Stop the bot, and put the last backup in its place."
        )


async def _of_server(reader: Reader) -> AsyncIterator[Finding]:
    found = await reader.read(server)
    yield ok("database", f"{reader.where} answers (PostgreSQL {found.version})")
    if found.read_only:
        yield problem("database", "it is read-only: a standby, or set so; name the primary in QUIZBOT_DATABASE_URL")
    if not found.may_create:
        yield warning("database", "this user may not create tables, so an upgrade cannot migrate by itself")
    if not found.durable:
        yield problem(
            "database",
            "its settings lose answers in a power cut (fsync, full_page_writes or synchronous_commit is off), after"
            " Telegram was told to forget them",
        )
    if found.free_connections < CONNECTIONS:
        yield warning(
            "database",
            f"it has room for {found.free_connections} more connections, and one process wants {CONNECTIONS}; raise"
            " max_connections",
        )


async def _of_tables(reader: Reader, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    revision = await reader.read(stored_revision)
    if revision is None:
        yield ok("tables", "there are none yet; `quizbot run` creates them")
    elif revision > HEAD:
        yield problem("tables", f"they are of revision {revision}, newer than this program's {HEAD}; update quizbot")
    elif revision < HEAD:
        yield warning(
            "tables", f"they are of revision {revision}; `quizbot run` or `quizbot migrate` brings them to {HEAD}"
        )
    else:
        yield ok("tables", f"they are of this program's revision, {revision}")
        async for finding in _of_inbox(reader, clock):
            yield finding


async def _of_inbox(reader: Reader, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    oldest, dead = await reader.read(inbox.oldest_due), await reader.read(inbox.dead_letters)
    waited = 0.0 if oldest is None else (clock() - oldest).total_seconds()
    if waited > LATE:
        yield warning("inbox", f"an update has waited for {waited / 60:.0f} min to be answered; does a bot run?")
    else:
        yield ok("inbox", "no update waits to be answered")
    if dead:
        yield warning(
            "inbox", f"{counted(dead, 'update')} could not be answered and got an apology; see the log for why"
        )

"""The commands `quizbot migrate` and `quizbot backup`: bring the tables up to date, and copy the whole database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizbot.storage.backup import back_up as back_up_database
from quizbot.storage.database import open_database
from quizbot.storage.schema import migrate as migrate_database


async def migrate(url: str) -> str:
    """Bring the tables at that address up to date, once no other process is at it; returns what was done.

    Raises:
        storage.errors.DatabaseUnusable: the database is to blame; nothing was changed.
    """
    database = open_database(url)
    try:
        migrated = await migrate_database(database)
    finally:
        await database.close()
    if migrated.before == migrated.after:
        return f"{database.where} is up to date (revision {migrated.after})."
    if migrated.before is None:
        return f"{database.where} has its tables now (revision {migrated.after})."
    return f"{database.where} was brought from revision {migrated.before} to {migrated.after}."


def back_up(url: str, target: Path, *, replace: bool, progress: Callable[[int, int], None]) -> str:
    """Write a backup, and look it over; returns what was done, and how it is put back.

    Raises:
        storage.errors.DatabaseUnusable, storage.backup.NotBackedUp: there is none; the message says why.
    """
    done = back_up_database(url, target, replace=replace, progress=progress)
    size = f"{done.size / 1e6:.1f} MB, revision {done.revision}"
    return f"{done.where} was backed up to {target} ({size}), and the copy is sound.\nTo put it back: {done.restore}"

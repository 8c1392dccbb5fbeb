"""A database that a test makes read-only while the bot runs, and writable again: a file beside it says so."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, event

MARK: Final = "read-only"


def make_read_only(folder: Path) -> None:
    """From the next transaction on, let SQLite refuse to write to the database of the bot in that folder."""
    (folder / MARK).touch()


def make_writable(folder: Path) -> None:
    """Let it write again."""
    (folder / MARK).unlink()


def have_troubles(mark: Path) -> None:
    """Look for that file at the beginning of each transaction of this process that may write."""

    def begin(connection: Connection) -> None:
        reader = connection.info.setdefault("reader", connection.exec_driver_sql("PRAGMA query_only").scalar_one())
        if not reader:
            connection.exec_driver_sql(f"PRAGMA query_only = {mark.exists():d}")

    event.listen(Engine, "begin", begin)

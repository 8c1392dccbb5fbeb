"""Troubles of a database that a test switches on and off while the bot runs: they stand in a file beside it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, event


class Trouble(StrEnum):
    """What SQLite is made to complain of, with the very error of the real thing."""

    NONE = ""
    FULL = "full"
    READ_ONLY = "read-only"


def set_trouble(folder: Path, trouble: Trouble) -> None:
    """From the next transaction on, let the database of the bot in that folder have that trouble."""
    draft = folder / "troubles.new"
    draft.write_text(trouble)
    draft.replace(folder / "troubles")


def have_troubles(path: Path) -> None:
    """Look into that file at the beginning of each transaction of this process that may write."""

    def begin(connection: Connection) -> None:
        reader = connection.info.setdefault("reader", connection.exec_driver_sql("PRAGMA query_only").scalar_one())
        if reader:
            return
        trouble = Trouble(path.read_text()) if path.exists() else Trouble.NONE
        most = connection.exec_driver_sql("PRAGMA page_count").scalar_one() if trouble is Trouble.FULL else 1 << 30
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
        connection.exec_driver_sql(f"PRAGMA query_only = {trouble is Trouble.READ_ONLY:d}")

    event.listen(Engine, "begin", begin)

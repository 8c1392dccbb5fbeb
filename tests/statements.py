"""Which statements reach a database, heard at the driver, whoever sends them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from quizbot.storage.statements import CURSOR

Asking: TypeAlias = tuple[str, Any]
"""A statement that was run, and its parameters; SQLite tells it with the parameters in it."""


@contextmanager
def noted() -> Iterator[list[Asking]]:
    """The statements of all transactions that begin in the block, on whichever connection."""
    asked: list[Asking] = []

    def begin(driver: Any, record: ConnectionPoolEntry, *_: object) -> None:
        listen(driver, record.info, lambda *asking: asked.append(asking))

    def end(driver: Any, record: ConnectionPoolEntry) -> None:
        stop_listening(driver, record.info)

    event.listen(Engine, "checkout", begin)
    event.listen(Engine, "checkin", end)
    try:
        yield asked
    finally:
        event.remove(Engine, "checkout", begin)
        event.remove(Engine, "checkin", end)


def listen(driver: Any, info: MutableMapping[Any, Any], hear: Callable[[str, Any], None]) -> None:
    """Hear what is run on a driver's connection from now on; `info` is SQLAlchemy's, of that connection."""
    info.pop(CURSOR, None)
    if isinstance(driver, sqlite3.Connection):
        driver.set_trace_callback(lambda statement: hear(statement, ()))
        return

    class Heard(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            hear(query, params)
            return super().execute(query, params, **options)

        def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
            hear(query, params_seq[0])
            super().executemany(query, params_seq, **options)

    driver.cursor_factory = Heard


def stop_listening(driver: Any, info: MutableMapping[Any, Any]) -> None:
    """Hear nothing more of it."""
    info.pop(CURSOR, None)
    if isinstance(driver, sqlite3.Connection):
        driver.set_trace_callback(None)
    else:
        driver.cursor_factory = psycopg.Cursor

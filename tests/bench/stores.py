"""Where a benchmark's databases are: files in a temporary folder, or a PostgreSQL server that writes as a real one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from tests.databases import PostgresqlServer, postgresql_binaries

DURABLE = {
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}
"""As PostgreSQL comes, but for some memory, and for checkpoints that fall into no measurement."""


class Store(Protocol):
    """Gives out databases."""

    name: str

    def new(self) -> str:
        """The address of a database without tables."""

    def copy_of(self, url: str) -> str:
        """The address of a copy of a database that nobody uses."""

    def drop(self, url: str) -> None:
        """Remove a database that nobody uses."""


@contextmanager
def store(*, postgres: bool) -> Iterator[Store]:
    """A store that is gone, with all that is in it, at the end of the block.

    Raises:
        SystemExit: this machine does not have the programs of a PostgreSQL server.
    """
    if not postgres:
        with tempfile.TemporaryDirectory(prefix="quizbot-bench-") as folder:
            yield Files(Path(folder))
        return
    binaries = postgresql_binaries()
    if binaries is None:
        raise SystemExit("--postgres needs the programs of a PostgreSQL server, as in Debian's package postgresql")
    server = PostgresqlServer(binaries, DURABLE)
    try:
        yield Served(server)
    finally:
        server.close()


class Files:
    """SQLite files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new(self) -> str:
        """A file that is not there yet."""
        return f"sqlite:///{self._folder / str(next(self._numbers))}.db"

    def copy_of(self, url: str) -> str:
        """A copy of the file; its write-ahead log has been taken into it, since nobody uses it."""
        copy = self.new()
        shutil.copyfile(_path(url), _path(copy))
        return copy

    def drop(self, url: str) -> None:
        """Remove the file and what stands beside it."""
        path = _path(url)
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()


class Served:
    """Databases of one PostgreSQL server."""

    name = "PostgreSQL"

    def __init__(self, server: PostgresqlServer) -> None:
        self._server = server

    def new(self) -> str:
        """An empty database."""
        return self._server.url(self._server.create())

    def copy_of(self, url: str) -> str:
        """A database made from the other as its template."""
        return self._server.url(self._server.create(template=_database(url)))

    def drop(self, url: str) -> None:
        """Remove the database."""
        self._server.drop(_database(url))


def _path(url: str) -> Path:
    return Path(_database(url))


def _database(url: str) -> str:
    return make_url(url).database or ""

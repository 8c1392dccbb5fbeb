"""What can be wrong with a database: one exception a remedy, and what the drivers' errors mean."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError


class DatabaseUnusable(Exception):
    """{where} cannot be used: {reason}."""

    def __init__(self, where: str, reason: str = "") -> None:
        """The class's docstring is the message; `where` never holds a password."""
        super().__init__(" ".join((type(self).__doc__ or "").split()).format(where=where, reason=reason))


class DatabaseAddressUnknown(DatabaseUnusable):
    """{where} is no address of a database that quizbot knows. Set QUIZBOT_DATABASE_URL to something like
    sqlite:///quizbot.db, sqlite:////srv/quizbot/quizbot.db or postgresql://user:password@host/name.
    """


class DatabaseInUse(DatabaseUnusable):
    """{where} is in use by another program. Stop the other quizbot, or whatever else holds the file (a database
    browser, say), or choose another place with QUIZBOT_DATABASE_URL.
    """


class DatabaseNotWritable(DatabaseUnusable):
    """{where} cannot be written to: {reason}. Give the user that quizbot runs as the right to write there (to a file
    and to its folder, which must exist), or choose another place with QUIZBOT_DATABASE_URL.
    """


class DatabaseMissing(DatabaseUnusable):
    """{where} does not exist yet. Start the bot once, which creates it, or set QUIZBOT_DATABASE_URL to where it is."""


class DatabaseCorrupt(DatabaseUnusable):
    """{where} is damaged or no database: {reason}. Move it aside and put the last backup in its place, or choose
    another place with QUIZBOT_DATABASE_URL.
    """


class DatabaseFull(DatabaseUnusable):
    """There is no room left for {where}: {reason}. Free some space on its disk; nothing that was stored is lost."""


class DatabaseFailing(DatabaseUnusable):
    """{where} cannot be read or written just now: {reason}. See whether its disk is full, failing or gone, or over a
    quota or a limit of size.
    """


class DatabaseUnreachable(DatabaseUnusable):
    """{where} cannot be reached: {reason}. Start the server, and check the host, the user, the password and the name
    in QUIZBOT_DATABASE_URL.
    """


class DatabaseTooOld(DatabaseUnusable):
    """{where} is still that of an older quizbot. Start the bot once, which brings it up to date."""


class DatabaseTooNew(DatabaseUnusable):
    """{where} was written by a newer quizbot: {reason}. Update this quizbot, or restore a backup that is as old as
    this one.
    """


_SQLITE = {
    sqlite3.SQLITE_BUSY: DatabaseInUse,
    sqlite3.SQLITE_CANTOPEN: DatabaseNotWritable,
    sqlite3.SQLITE_CORRUPT: DatabaseCorrupt,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_IOERR: DatabaseFailing,
    sqlite3.SQLITE_NOLFS: DatabaseFailing,
    sqlite3.SQLITE_NOTADB: DatabaseCorrupt,
    sqlite3.SQLITE_PERM: DatabaseNotWritable,
    sqlite3.SQLITE_READONLY: DatabaseNotWritable,
}
_POSTGRESQL = {
    "25006": DatabaseNotWritable,  # a standby, or a database that was set read-only
    "42501": DatabaseNotWritable,  # no right to create or change tables
    "53100": DatabaseFull,
    "58030": DatabaseFailing,  # the server cannot read or write a file
    "XX001": DatabaseCorrupt,
    "XX002": DatabaseCorrupt,
}
_RUN_AGAIN = {"40001", "40P01"}  # serialization failure, deadlock: the server has rolled the transaction back


def explain(error: Exception, where: str) -> DatabaseUnusable | None:
    """The exception that tells a person what to do about a driver's error; None if it is not about the database."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    reason = (str(cause).splitlines() or [""])[0].rstrip(".")
    kind: type[DatabaseUnusable] | None
    if isinstance(cause, sqlite3.Error):
        # the lower byte is the kind; only errors of SQLite itself, not of Python's module, have a code
        kind = _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    else:
        kind = _POSTGRESQL.get(_sqlstate(error))
        if kind is None and is_away(error):
            kind = DatabaseUnreachable
    return None if kind is None else kind(where, reason)


def is_busy(error: Exception) -> bool:
    """Whether SQLite has waited in vain for somebody else's lock."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def is_of_the_whole(error: Exception) -> bool:
    """Whether an error says something of the database or the transaction, and not of the one row that was at hand."""
    return explain(error, "") is not None or is_rolled_back(error)


def is_rolled_back(error: Exception) -> bool:
    """Whether PostgreSQL has undone the transaction for another's sake, so that it may be run again as a whole."""
    return _sqlstate(error) in _RUN_AGAIN


def is_away(error: Exception) -> bool:
    """Whether the connection to the server is lost or could not be made."""
    if not isinstance(error, DBAPIError) or isinstance(error.orig, sqlite3.Error):
        return False
    # a connection that could not be made is an error of the client's library, and has no state
    return error.connection_invalidated or (isinstance(error, OperationalError) and not _sqlstate(error))


def _sqlstate(error: Exception) -> str:
    """PostgreSQL's five characters; empty for an error that did not come from the server."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""

"""Statements that are built and compiled once, and then go straight to the driver.

What SQLAlchemy does at each execution costs ten times what SQLite takes to run a statement of the hot path, and
building the statement anew forty times. What is run only now and then goes through the connection as usual.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError

Convert: TypeAlias = Callable[[Any], Any]

CURSOR = "quizbot.cursor"  # where a connection keeps the one that its statements share


class Prepared:
    """One statement, for both databases. Its bind parameters are given by name: those of `bindparam`, and columns to
    insert or to set.

    Rows are tuples with names, their values as the columns' types have them. Errors of the driver are raised as
    SQLAlchemy raises them.
    """

    def __init__(self, build: Callable[[str], Executable]) -> None:
        """`build` makes the statement for a dialect: "sqlite" or "postgresql"."""
        self._build = build
        self._texts: dict[tuple[str, ...], _Text] = {}  # by dialect and the names of the parameters that are given

    def rows(self, connection: Connection, /, **given: Any) -> Sequence[Any]:
        """All rows."""
        text, cursor = self._run(connection, given)
        return text.read(cursor)

    def one(self, connection: Connection, /, **given: Any) -> Any:
        """The only row."""
        (row,) = self.rows(connection, **given)
        return row

    def first(self, connection: Connection, /, **given: Any) -> Any | None:
        """The first row, None without any."""
        return next(iter(self.rows(connection, **given)), None)

    def scalar(self, connection: Connection, /, **given: Any) -> Any | None:
        """The first value of the first row, None without any."""
        row = self.first(connection, **given)
        return None if row is None else row[0]

    def count(self, connection: Connection, /, **given: Any) -> int:
        """Run it; returns how many rows were inserted, changed or deleted."""
        _, cursor = self._run(connection, given)
        return int(cursor.rowcount)

    def each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each of these, which all have the same names."""
        if rows:
            text = self._text(connection.dialect, rows[0])
            with_values = [text.write(row) for row in rows]
            _send(connection, text, lambda cursor: cursor.executemany(text.sql, with_values))

    def _run(self, connection: Connection, given: Mapping[str, Any]) -> tuple[_Text, Any]:
        text = self._text(connection.dialect, given)
        values = text.write(given)
        return text, _send(connection, text, lambda cursor: cursor.execute(text.sql, values))

    def _text(self, dialect: Dialect, given: Mapping[str, Any]) -> _Text:
        text = self._texts.get((dialect.name, *given))
        if text is None:
            text = self._texts[dialect.name, *given] = _Text(self._build(dialect.name), dialect, given)
        return text


def prepared(statement: Executable) -> Prepared:
    """A statement that is the same for both databases."""
    return Prepared(lambda _: statement)


class _Text:
    """What a driver is told, and how values become its own and back."""

    def __init__(self, statement: Any, dialect: Dialect, given: Collection[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(given))
        writing = {name: _own(bind.type, dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        fixed = {name: value for name, value in compiled.params.items() if name not in given}
        self.sql = str(compiled)
        self._fixed = {name: writing[name](value) if writing[name] else value for name, value in fixed.items()}
        self._writing = [(name, convert) for name, convert in writing.items() if convert is not None and name in given]
        self._order: Sequence[str] | None = compiled.positiontup  # None: the driver takes parameters by name
        self._dialect = dialect
        self._columns = tuple(getattr(statement, "exported_columns", ()))
        self._reading: Sequence[tuple[int, Convert]] | None = None
        self._row: Any = namedtuple("Row", [column.key for column in self._columns])  # type: ignore[misc] # noqa: PYI024 - the fields are the statement's

    def write(self, given: Mapping[str, Any]) -> Any:
        """The parameters as the driver takes them."""
        values = {**self._fixed, **given}
        for name, convert in self._writing:
            values[name] = convert(values[name])
        return values if self._order is None else [values[name] for name in self._order]

    def read(self, cursor: Any) -> Sequence[Any]:
        """All rows, as tuples with names."""
        if self._reading is None:
            self._reading = self._converted(cursor.description)
        rows = cursor.fetchall()
        if self._reading:
            rows = [list(row) for row in rows]
            for row in rows:
                for place, convert in self._reading:
                    row[place] = convert(row[place])
        return [self._row._make(row) for row in rows]

    def _converted(self, description: Sequence[Sequence[Any]]) -> Sequence[tuple[int, Convert]]:
        """The columns, by their places, whose values are not as the driver gives them, by what it says of them."""
        converts = [
            _own(column.type, self._dialect).result_processor(self._dialect, kind)
            for column, (_, kind, *_) in zip(self._columns, description, strict=True)
        ]
        return [(place, convert) for place, convert in enumerate(converts) if convert is not None]


def _own(kind: Any, dialect: Dialect) -> Any:
    return kind.dialect_impl(dialect)


def _send(connection: Connection, text: _Text, send: Callable[[Any], Any]) -> Any:
    try:
        return send(_cursor(connection))
    except connection.dialect.loaded_dbapi.Error as error:
        lost = connection.dialect.is_disconnect(error, connection.connection, None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            text.sql,
            None,
            error,
            connection.dialect.loaded_dbapi.Error,
            hide_parameters=True,  # they may be what somebody has written
            connection_invalidated=lost,
            dialect=connection.dialect,
        ) from error


def _cursor(connection: Connection) -> Any:
    """The driver's cursor of that connection, one for all statements: making one costs half as much as using it."""
    cursor = connection.info.get(CURSOR)
    if cursor is None:
        cursor = connection.info[CURSOR] = connection.connection.cursor()
    return cursor

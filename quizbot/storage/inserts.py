"""Inserts that meet a row that is there already, in SQLite's words and in PostgreSQL's."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Insert, Table


def insert_if_new(connection: Connection, table: Table) -> Insert:
    """A statement that inserts a row unless it breaks a unique constraint; the rowcount is 1 or 0."""
    return _statements(connection.dialect.name, table)[0]


def insert_or_update(connection: Connection, table: Table) -> Insert:
    """A statement that inserts a row, or gives the row of that primary key the new values; every column is needed."""
    return _statements(connection.dialect.name, table)[1]


@cache  # building a statement costs more than running it
def _statements(dialect: str, table: Table) -> tuple[Insert, Insert]:
    insert: Any = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)  # that of the other takes time to load
    insert = insert.execution_options(preserve_rowcount=True)  # psycopg's would be lost otherwise
    new_values = {column.name: insert.excluded[column.name] for column in table.columns if not column.primary_key}
    return (
        insert.on_conflict_do_nothing(),
        insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=new_values),
    )

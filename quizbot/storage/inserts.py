"""Inserts that meet a row that is there already, in SQLite's words and in PostgreSQL's."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Insert, Table

from quizbot.storage.statements import Prepared


@cache
def insert_if_new(table: Table) -> Prepared:
    """A statement that inserts a row unless it breaks a unique constraint; the count is 1 or 0."""
    return Prepared(lambda dialect: _insert(dialect, table).on_conflict_do_nothing())


@cache
def insert_or_update(table: Table) -> Prepared:
    """A statement that inserts a row, or gives the row of that primary key the new values; every column is needed."""

    def build(dialect: str) -> Insert:
        insert = _insert(dialect, table)
        new_values = {column.name: insert.excluded[column.name] for column in table.columns if not column.primary_key}
        statement: Insert = insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=new_values)
        return statement

    return Prepared(build)


def _insert(dialect: str, table: Table) -> Any:
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)  # that of the other takes time to load

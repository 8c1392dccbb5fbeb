"""A row in every table, whichever tables there are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, insert

from quizbot.storage.tables import Instant, learners, metadata

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)


def insert_everywhere(connection: Connection, learner_id: int) -> None:
    """One row in every table: the learner's where it is anybody's, and referring to the others where it can."""
    keys: dict[Column[Any], Any] = {}
    for table in metadata.sorted_tables:
        values = {
            column.name: _value(column, keys, learner_id)
            for column in table.columns
            if column is not table.autoincrement_column
        }
        inserted = connection.execute(insert(table).values(values)).inserted_primary_key
        keys |= zip(table.primary_key, inserted or (), strict=True)


def _value(column: Column[Any], keys: dict[Column[Any], Any], learner_id: int) -> Any:
    if column is learners.c.id or column.name == "learner_id":
        return learner_id
    for foreign_key in column.foreign_keys:
        return keys[foreign_key.column]
    if isinstance(column.type, Instant):
        return NOON
    # derived from the learner's id, so that rows of two learners do not meet in a unique constraint
    return column.type.python_type(learner_id)

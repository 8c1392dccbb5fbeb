"""Prints the step from the tables that the migrations make to those that are declared: a draft, to be read and named.

python -m tests.storage.propose_migration
"""

from __future__ import annotations

import sys
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from quizbot.storage.schema import run_migrations
from quizbot.storage.tables import Instant, learners, metadata


def main() -> None:
    """Migrate an empty database to the last step that there is, and print what is missing."""
    with create_engine("sqlite://").begin() as connection:
        run_migrations(connection)
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        step = produce_migrations(context, metadata).upgrade_ops
        if step is not None:
            remaking = inspect(connection).has_table(learners.name)  # SQLite can create, and for the rest remakes
            code = render_python_code(step, render_as_batch=remaking, render_item=_as_stored, migration_context=context)
            sys.stdout.write(code.replace("'(false)'", "'false'") + "\n")


def _as_stored(kind: str, thing: Any, _: AutogenContext) -> str | Literal[False]:
    """A step must not change when our own types do, so it names what they are stored as."""
    return "sa.BigInteger()" if kind == "type" and isinstance(thing, Instant) else False


if __name__ == "__main__":
    main()

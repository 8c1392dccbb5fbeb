"""How the stored tables came to be what `tables` declares: one file a step, in versions/, run by schema.migrate.

A new step: change `tables`, then `python -m tests.storage.propose_migration` prints the step for review; it goes into
versions/ under the next number, which `schema.HEAD` names. SQLite changes most things only by remaking a table, hence
op.batch_alter_table. There are no steps back: that is what backups are for.
"""

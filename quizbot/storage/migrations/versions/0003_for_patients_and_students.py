"""Days off, a date to learn towards, rounds outside the schedule, patients' views and questions, and polls."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("learners", sa.Column("days_off", sa.Integer(), server_default="0", nullable=False))
    op.add_column("learners", sa.Column("date_day", sa.Integer(), nullable=True))
    op.add_column("learners", sa.Column("date_a_day", sa.Integer(), nullable=True))
    op.add_column("learners", sa.Column("retention", sa.Double(), server_default="0.9", nullable=False))
    op.add_column("learners", sa.Column("new_a_day", sa.Integer(), nullable=True))
    op.add_column("learners", sa.Column("polls", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("memories", sa.Column("set_aside", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("presentations", sa.Column("round_id", ID, nullable=True))
    op.create_table(
        "rounds",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("set_id", sa.String(length=64), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_rounds_learner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rounds_learner_id", "rounds", ["learner_id", "id"], unique=False)
    op.create_index(
        "uq_rounds_running",
        "rounds",
        ["learner_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "round_questions",
        sa.Column("round_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("question_key", sa.String(length=96), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_round_questions_learner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_questions_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "place", name=op.f("pk_round_questions")),
    )
    op.create_index("ix_round_questions_learner_id", "round_questions", ["learner_id"], unique=False)
    op.create_table(
        "team_questions",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("topic_key", sa.String(length=129), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_team_questions_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_questions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_questions_learner_id", "team_questions", ["learner_id", "id"], unique=False)
    op.create_table(
        "topic_views",
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_key", sa.String(length=129), nullable=False),
        sa.Column("view", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_topic_views_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "topic_key", name=op.f("pk_topic_views")),
    )
    op.create_table(
        "polls",
        sa.Column("poll_id", sa.String(length=32), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("presentation_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_polls_learner_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentations.id"], name=op.f("fk_polls_presentation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_polls")),
    )
    op.create_index("ix_polls_learner_id", "polls", ["learner_id"], unique=False)
    op.create_index("ix_polls_presentation_id", "polls", ["presentation_id"], unique=False)

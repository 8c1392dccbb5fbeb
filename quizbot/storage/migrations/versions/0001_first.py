"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=True),
        sa.Column("set_id", sa.String(length=64), nullable=True),
        sa.Column("topic_id", sa.String(length=64), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("remind_minute", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_to", sa.Integer(), nullable=False),
        sa.Column("questions_a_day", sa.Integer(), nullable=False),
        sa.Column("remind_every", sa.Integer(), nullable=False),
        sa.Column("allowance_day", sa.Integer(), nullable=True),
        sa.Column("allowance", sa.Integer(), server_default="0", nullable=False),
        sa.Column("remind_at", sa.BigInteger(), nullable=True),
        sa.Column("snoozed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("ignored", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("paused_until", sa.Integer(), nullable=True),
        sa.Column("unreachable_since", sa.BigInteger(), nullable=True),
        sa.Column("awaiting", sa.String(length=16), nullable=True),
        sa.Column("awaiting_subject", sa.String(length=160), nullable=True),
        sa.Column("awaiting_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learners")),
    )
    op.create_index(
        "ix_learners_remind_at",
        "learners",
        ["remind_at"],
        unique=False,
        sqlite_where=sa.text("remind_at IS NOT NULL"),
        postgresql_where=sa.text("remind_at IS NOT NULL"),
    )
    op.create_table(
        "question_keys",
        sa.Column("question_key", sa.String(length=96), nullable=False),
        sa.Column("key_fingerprint", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("question_key", name=op.f("pk_question_keys")),
    )
    op.create_table(
        "lessons_shown",
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("lesson_key", sa.String(length=96), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("followed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_lessons_shown_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "lesson_key", name=op.f("pk_lessons_shown")),
    )
    op.create_table(
        "memories",
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("question_key", sa.String(length=96), nullable=False),
        sa.Column("set_id", sa.String(length=64), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("known_key", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_memories_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "question_key", name=op.f("pk_memories")),
    )
    op.create_index("ix_memories_learner_id_due_day", "memories", ["learner_id", "due_day"], unique=False)
    op.create_table(
        "question_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("question_key", sa.String(length=96), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_question_reports_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_reports")),
        sa.UniqueConstraint(
            "learner_id",
            "question_key",
            "fingerprint",
            "reason",
            name=op.f("uq_question_reports_learner_id_question_key_fingerprint_reason"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sittings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_sittings_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sittings_learner_id", "sittings", ["learner_id", "id"], unique=False)
    op.create_table(
        "presentations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("sitting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("question_key", sa.String(length=96), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("followed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_presentations_learner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_presentations_sitting_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentations")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_presentations_learner_id", "presentations", ["learner_id", "id"], unique=False)
    op.create_index(
        "uq_presentations_open",
        "presentations",
        ["learner_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "reminders",
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("snoozed", sa.Boolean(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("presentation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_reminders_learner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentations.id"], name=op.f("fk_reminders_presentation_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("learner_id", "day", "snoozed", name=op.f("pk_reminders")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("presentation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_key", sa.String(length=96), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("given", sa.String(length=12), nullable=False),
        sa.Column("places", sa.String(length=32), nullable=False),
        sa.Column("matched", sa.String(length=128), nullable=True),
        sa.Column("credit", sa.Double(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("scheduled", sa.Boolean(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("retention", sa.Double(), nullable=True),
        sa.Column("parameters", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_reviews_learner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentations.id"], name=op.f("fk_reviews_presentation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("presentation_id", name=op.f("uq_reviews_presentation_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reviews_learner_id_day", "reviews", ["learner_id", "day"], unique=False)
    op.create_index("ix_reviews_learner_id_question_key", "reviews", ["learner_id", "question_key", "id"], unique=False)
    op.create_table(
        "amendments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_amendments_learner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_amendments_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("review_id", "kind", name=op.f("uq_amendments_review_id_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_amendments_learner_id", "amendments", ["learner_id"], unique=False)

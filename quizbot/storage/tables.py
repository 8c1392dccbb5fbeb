"""The tables, and instants: UTC in and out, stored as whole milliseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as whole milliseconds since 1970 so that every database orders it alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Milliseconds since 1970; a naive datetime is refused by the subtraction."""
        return None if value is None else (value - EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The instant in UTC."""
        return None if value is None else EPOCH + timedelta(milliseconds=value)


# SQLite gives out ever-growing ids only for its own INTEGER PRIMARY KEY; ids in buttons must never be used again.
Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _learner(**options: Any) -> Column[Any]:
    return Column("learner_id", BigInteger, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, **options)


learners = Table(
    "learners",
    metadata,
    Column(
        "id", BigInteger, primary_key=True, autoincrement=False
    ),  # the numeric Telegram id, which is also the chat's
    Column("agreed_at", Instant, nullable=False),
    Column("language", String(16), nullable=False),
    Column("audience", String(16)),  # the track; null until chosen
    Column("set_id", String(64)),  # the set that is being learned
    Column("topic_id", String(64)),  # null: all topics of the set
    Column("zone", String(64)),  # null until they have told us: no reminders, since any hour may be night
    Column("remind_minute", Integer, nullable=False),  # minutes after local midnight
    Column("quiet_from", Integer, nullable=False),  # minutes after local midnight; equal to quiet_to: no quiet hours
    Column("quiet_to", Integer, nullable=False),
    Column("questions_a_day", Integer, nullable=False),
    Column("remind_every", Integer, nullable=False),  # days between reminders, by the learner's own wish; 0: none
    Column("allowance_day", Integer),  # the local day on which more than questions_a_day were asked for …
    Column("allowance", Integer, nullable=False, server_default="0"),  # … and how many are allowed on it
    Column("remind_at", Instant),  # null: none planned
    Column("snoozed", Boolean, nullable=False, server_default=text("false")),  # remind_at was asked for: "Later today"
    Column("ignored", Integer, nullable=False, server_default="0"),  # reminders in a row without a sign of life
    Column("last_seen_at", Instant, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("paused_until", Integer),  # a local day; null while paused: until they resume
    Column("unreachable_since", Instant),  # they blocked the bot, or their account is gone
    Column("awaiting", String(16)),  # what the bot asked to be typed that is no answer …
    Column("awaiting_subject", String(160)),  # … what it is about …
    Column("awaiting_until", Instant),  # … and until when a text is taken for it
    Column("warned_at", Instant),  # when they were told that what is kept of them will be deleted; null: they were not
    Column("days_off", Integer, nullable=False, server_default="0"),  # weekdays without reminders; bit 0 is Monday
    Column("date_day", Integer),  # the calendar date of their appointment or exam, counted as date.toordinal()
    Column("date_a_day", Integer),  # questions a day until then; null: questions_a_day
    Column("retention", Double, nullable=False, server_default="0.9"),  # how surely a due question is to be recalled
    Column("new_a_day", Integer),  # new questions a day at most; null: what questions_a_day leaves room for
    Column("polls", Boolean, nullable=False, server_default=text("false")),  # native quiz polls where a question fits
    Index(
        "ix_learners_remind_at",
        "remind_at",
        sqlite_where=text("remind_at IS NOT NULL"),
        postgresql_where=text("remind_at IS NOT NULL"),
    ),
    Index("ix_learners_last_seen_at", "last_seen_at"),
)

sittings = Table(
    "sittings",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("started_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("ended", Boolean, nullable=False, server_default=text("false")),
    Index("ix_sittings_learner_id", "learner_id", "id"),
    sqlite_autoincrement=True,
)

# questions asked outside the schedule, one after the other: practice, or an exam, which tells nothing until its end
rounds = Table(
    "rounds",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("kind", String(8), nullable=False),  # practice or exam
    Column("set_id", String(64), nullable=False),
    Column("topic_id", String(64)),  # null: all topics of the set
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    # one at a time
    Index(
        "uq_rounds_running",
        "learner_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index("ix_rounds_learner_id", "learner_id", "id"),
    sqlite_autoincrement=True,
)

round_questions = Table(
    "round_questions",
    metadata,
    Column("round_id", Id, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # from 0, in the order of asking
    _learner(),
    Column("question_key", String(96), nullable=False),
    Index("ix_round_questions_learner_id", "learner_id"),
)

presentations = Table(
    "presentations",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("sitting_id", Id, ForeignKey("sittings.id", ondelete="SET NULL")),  # null: carried by a reminder
    Column("round_id", Id),  # null: asked by the schedule; rounds go with their learner alone, so no foreign key
    Column("question_key", String(96), nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("purpose", String(8), nullable=False),  # new, due, retry, practice or exam
    Column("state", String(10), nullable=False),  # open, answered or superseded
    Column("position", Integer, nullable=False),  # "question 3 …
    Column("planned", Integer, nullable=False),  # … of 5 today", as it was when it was opened
    Column("opened_at", Instant, nullable=False),
    Column("message_id", BigInteger),  # null until delivered
    Column("followed_at", Instant),  # when what came after it was delivered: a second tap just then is a double tap
    # one open presentation a learner
    Index(
        "uq_presentations_open",
        "learner_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_presentations_learner_id", "learner_id", "id"),
    sqlite_autoincrement=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("presentation_id", Id, ForeignKey("presentations.id", ondelete="CASCADE"), nullable=False),
    Column("question_key", String(96), nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("day", Integer, nullable=False),  # the learner's local day, counted as date.toordinal()
    Column("given", String(12), nullable=False),  # picked, typed or not_sure
    Column("places", String(32), nullable=False),  # the picked places, comma separated; no typed text is ever kept
    Column("matched", String(128)),  # the accepted variant that a typed answer matched
    Column("typed_in", BigInteger),  # the learner's message in which the answer came; null: it was tapped
    Column("credit", Double, nullable=False),  # 0 to 1
    Column("milliseconds", BigInteger, nullable=False),  # from opening to answering
    Column("rating", Integer),  # FSRS: 1 again, 2 hard, 3 good, 4 easy; null: unrated
    Column("scheduled", Boolean, nullable=False),  # false: practice, which the fold skips
    Column("due_day", Integer),  # the day that was chosen; null when not scheduled
    Column("retention", Double),
    Column("parameters", String(16)),  # which parameter set
    UniqueConstraint("presentation_id"),
    Index("ix_reviews_learner_id_question_key", "learner_id", "question_key", "id"),
    Index("ix_reviews_learner_id_day", "learner_id", "day"),
    sqlite_autoincrement=True,
)

amendments = Table(
    "amendments",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("review_id", Id, ForeignKey("reviews.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),  # void (undone), guessed, or changed (the key)
    Column("at", Instant, nullable=False),
    Column("rating", Integer),  # guessed: what the review counts as from now on …
    Column("due_day", Integer),  # … and when it comes back
    UniqueConstraint("review_id", "kind"),
    Index("ix_amendments_learner_id", "learner_id"),
    sqlite_autoincrement=True,
)

memories = Table(
    "memories",
    metadata,
    _learner(primary_key=True),
    Column("question_key", String(96), primary_key=True),
    Column("set_id", String(64), nullable=False),
    Column("stability", Double, nullable=False),  # days until recall falls to 90%
    Column("difficulty", Double, nullable=False),  # 1 to 10
    Column("last_day", Integer, nullable=False),
    Column("due_day", Integer, nullable=False),
    Column("repetitions", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("known_key", String(16)),  # the key by which the last answer was right; null: it was not right
    Column("set_aside", Boolean, nullable=False, server_default=text("false")),  # missed so often that it rests
    Index("ix_memories_learner_id_due_day", "learner_id", "due_day"),
)

lessons_shown = Table(
    "lessons_shown",
    metadata,
    _learner(primary_key=True),
    Column("lesson_key", String(96), primary_key=True),
    Column("at", Instant, nullable=False),  # when they went on from it
    Column("followed_at", Instant),  # when what came after it was delivered: a second tap just then is a double tap
)

reminders = Table(
    "reminders",
    metadata,
    _learner(primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),  # the calendar date in the learner's zone …
    Column("snoozed", Boolean, primary_key=True),  # … has at most one unasked reminder, and one that was asked for
    Column("claimed_at", Instant, nullable=False),
    Column("presentation_id", Id, ForeignKey("presentations.id", ondelete="SET NULL")),
    Column("outcome", String(8), nullable=False),  # claimed, sent, unknown or refused
)

# the keys that learners were last taught by: what a new library is compared with
question_keys = Table(
    "question_keys",
    metadata,
    Column("question_key", String(96), primary_key=True),
    Column("key_fingerprint", String(16), nullable=False),
)

question_reports = Table(
    "question_reports",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("question_key", String(96), nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("learner_id", "question_key", "fingerprint", "reason"),
    sqlite_autoincrement=True,
)

# what a patient wants to ask their care team, in their own words: the one free text that is kept
team_questions = Table(
    "team_questions",
    metadata,
    Column("id", Id, primary_key=True),
    _learner(),
    Column("text", Text, nullable=False),
    Column("topic_key", String(129)),  # the topic that it is about, "set/topic"; null: none
    Column("at", Instant, nullable=False),
    Index("ix_team_questions_learner_id", "learner_id", "id"),
    sqlite_autoincrement=True,
)

# what a patient said of a topic: clear, again (go over it again) or ask (ask my team)
topic_views = Table(
    "topic_views",
    metadata,
    _learner(primary_key=True),
    Column("topic_key", String(129), primary_key=True),  # "set/topic"
    Column("view", String(8), nullable=False),
    Column("at", Instant, nullable=False),
)

# which question a native poll showed: Telegram names a poll by an id of its own
polls = Table(
    "polls",
    metadata,
    Column("poll_id", String(32), primary_key=True),
    _learner(),
    Column("presentation_id", Id, ForeignKey("presentations.id", ondelete="CASCADE"), nullable=False),
    Index("ix_polls_learner_id", "learner_id"),
    Index("ix_polls_presentation_id", "presentation_id"),
)

# updates from Telegram, kept before they are confirmed; of a finished one only the id stays, so that it is known again
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("learner_id", BigInteger),  # who sent it, stranger or not; null once it is finished, unless it is dead
    Column("kind", String(16)),  # message, callback_query, …; as above
    Column("payload", Text),  # the update as JSON, without names; null once it is finished
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),  # when to handle it, at the earliest
    Column("attempts", Integer, nullable=False, server_default="0"),  # how often handling it has failed
    Column("finished_at", Instant),
    Column("dead", Boolean, nullable=False, server_default=text("false")),  # given up after too many attempts
    Index(
        "ix_inbox_waiting",
        "learner_id",
        "update_id",
        sqlite_where=text("finished_at IS NULL"),
        postgresql_where=text("finished_at IS NULL"),
    ),
    Index("ix_inbox_dead", "learner_id", sqlite_where=text("dead = 1"), postgresql_where=text("dead")),
    Index(
        "ix_inbox_finished_at",
        "finished_at",
        sqlite_where=text("finished_at IS NOT NULL"),
        postgresql_where=text("finished_at IS NOT NULL"),
    ),
)

# which process handles a person's updates now, where several processes share a PostgreSQL; gone when none are left
leases = Table(
    "leases",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # of the person
    Column("holder", String(32), nullable=False),
    Column("until", Instant, nullable=False),  # by the database's clock
)

# when the next of something may go out that all processes together must not send too fast
paces = Table(
    "paces",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("free_at", Instant, nullable=False),
)

# no foreign key: the operator may name an educator who has never written to the bot
roles = Table(
    "roles",
    metadata,
    Column("learner_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), primary_key=True),
    Column("granted_at", Instant, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # the code itself is kept nowhere
    Column("role", String(16), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("uses_left", Integer, nullable=False),
)

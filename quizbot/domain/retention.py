"""How long what is kept of somebody stays after their last sign of life, and when they are told before it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Audience

KEPT_OF_STUDENTS = timedelta(days=365)
KEPT_OF_OTHERS = timedelta(days=90)  # of patients, and of whoever has not chosen a track and so has nothing to lose
NOTICE = timedelta(days=14)  # so long before it goes they are told, at the latest
AWAKE = timedelta(hours=2)  # behind the time of day at which they were last seen, somebody is likely to be awake again


def kept_for(learner: Learner) -> timedelta:
    """How long after the learner's last sign of life everything stays."""
    return KEPT_OF_STUDENTS if learner.audience is Audience.STUDENT else KEPT_OF_OTHERS


def goes_at(learner: Learner, told_at: datetime) -> datetime:
    """When everything of the learner goes, without a sign of life, if they are told at that moment."""
    return max(learner.last_seen_at + kept_for(learner), told_at + NOTICE)


def last_day(learner: Learner, told_at: datetime) -> date:
    """The calendar date in the learner's zone after which everything goes, to be told at that moment."""
    return goes_at(learner, told_at).astimezone(learner.clock).date()


def is_to_be_told(learner: Learner, now: datetime) -> bool:
    """Whether the learner is to be told now that everything goes: not told yet, reachable, and not in quiet hours.

    A pause changes nothing: it is a pause from questions and reminders, and this is about what is kept meanwhile.
    While their zone is unknown, their day is guessed from when they were last here.
    """
    if learner.warned_at is not None or learner.unreachable_since is not None:
        return False
    return now >= learner.last_seen_at + kept_for(learner) - NOTICE and _is_awake(learner, now)


def _is_awake(learner: Learner, now: datetime) -> bool:
    if learner.zone is None:
        return (now.astimezone(UTC) - learner.last_seen_at) % timedelta(days=1) < AWAKE
    local = now.astimezone(learner.zone)
    return not learner.quiet.cover(local.hour * 60 + local.minute)


def is_to_go(learner: Learner, now: datetime) -> bool:
    """Whether everything of the learner goes now: long enough idle, and told long enough ago or out of reach."""
    if learner.unreachable_since is not None:
        return now >= learner.last_seen_at + kept_for(learner)
    return learner.warned_at is not None and now >= goes_at(learner, learner.warned_at)

"""What has happened since the start, counted in memory; rendered for Prometheus only when somebody asks."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


class Count(StrEnum):
    """What is counted. The value is the metric's name after `quizbot_`; each has at most one label."""

    UPDATES = "updates"  # taken in, by kind
    FINISHED = "updates_finished"  # answered and done
    FAILURES = "update_failures"  # handling an update raised, by the error's type
    DEAD = "updates_dead"  # given up, with an apology
    THROTTLED = "updates_throttled"  # one learner's flood
    CALLS = "api_calls"  # to the Bot API, by outcome
    REMINDERS = "reminders"  # by outcome
    INVITES = "invites_refused"  # wrong, expired or used up
    UNTRANSLATED = "texts_untranslated"  # shown in English instead, by language


class Metrics:
    """Counters of one process."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Count, str]] = Counter()

    def count(self, what: Count, label: str = "", by: int = 1) -> None:
        """Count something that has happened."""
        self.counts[what, label] += by

"""Whether a set is still held against its sources as often as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Finding, Rule, SetContext

REVIEW_OVERDUE = Rule(
    name="review-overdue",
    severity=Severity.WARNING,
    why="Medicine moves on; what nobody has held against its sources for long may be wrong by now.",
)


def review_overdue(today: date) -> Rule:
    """The rule as of that day: the day by which the next review is due has passed."""

    def overdue(context: SetContext) -> Iterator[Finding]:
        due = context.set.next_review
        if due is not None and due < today:
            message = f"The next review was due on {due.isoformat()}."
            hint = "Hold the set against its sources, and write when you did, and when again."
            yield Finding(at=("set", "reviewed", "next"), message=message, hint=hint)

    return replace(REVIEW_OVERDUE, of_set=overdue)


RULES = (REVIEW_OVERDUE,)  # applied where a day is known

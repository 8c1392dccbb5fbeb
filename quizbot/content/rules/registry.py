"""All rules that question sets are held to, family by family."""

from __future__ import annotations

from datetime import date

from quizbot.content.rules import (
    history,
    keys,
    limits,
    options,
    patients,
    reading,
    review,
    shape,
    sources,
    stems,
    translations,
    whole_sets,
    wording,
)
from quizbot.content.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *shape.RULES,
    *options.RULES,
    *limits.RULES,
    *stems.RULES,
    *wording.RULES,
    *keys.RULES,
    *whole_sets.RULES,
    *patients.RULES,
    *sources.RULES,
    *review.RULES,
    *history.RULES,
    *translations.RULES,
)


def rules_on(today: date) -> tuple[Rule, ...]:
    """All rules, of which those that depend on a day are applied as of that one."""
    return tuple(review.review_overdue(today) if rule is review.REVIEW_OVERDUE else rule for rule in RULES)

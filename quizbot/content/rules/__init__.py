"""The rules that question sets are held to, family by family."""

from __future__ import annotations

from quizbot.content.rules import limits, options, reading, shape, sources
from quizbot.content.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *shape.RULES,
    *options.RULES,
    *limits.RULES,
    *sources.RULES,
)

"""The rules whose breach is an error: all that a start applies, since a warning stops nobody from learning."""

from __future__ import annotations

from quizbot.content.problems import Severity
from quizbot.content.rules import history, limits, options, reading, shape, sources, translations

FAMILIES = (reading, shape, options, limits, sources, history, translations)
ERROR_RULES = tuple(rule for family in FAMILIES for rule in family.RULES if rule.severity is Severity.ERROR)

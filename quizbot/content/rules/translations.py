"""Whether a translation is the translation of its set: named here, applied where files are read."""

from __future__ import annotations

from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Rule

UNKNOWN_ORIGINAL = Rule(
    name="unknown-original",
    severity=Severity.ERROR,
    why="A translation of what is not there would never be seen.",
)
NOT_AS_ORIGINAL = Rule(
    name="not-as-original",
    severity=Severity.ERROR,
    why="What is right is known by its place: a translation with more or fewer options would mark the wrong one.",
)
STALE_TRANSLATION = Rule(
    name="stale-translation",
    severity=Severity.WARNING,
    why="The translation may say what the set does not say any more, so the original is shown instead.",
)
UNTRANSLATED = Rule(
    name="untranslated",
    severity=Severity.WARNING,
    why="What is not translated is shown as it was written, in the language of the set.",
)

RULES = (UNKNOWN_ORIGINAL, NOT_AS_ORIGINAL, STALE_TRANSLATION, UNTRANSLATED)

"""What learners already know, and an edit would change under their hands: named here, applied where files are read."""

from __future__ import annotations

from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Rule

KEY_CHANGED = Rule(
    name="key-changed",
    severity=Severity.WARNING,
    why="Everyone who was right by the old key is told that it has changed, and asked again.",
)
VANISHED = Rule(
    name="vanished",
    severity=Severity.ERROR,
    why="What learners have answered hangs on the id; without it, their history points to nothing.",
)
UNREADABLE_LOCK = Rule(
    name="unreadable-lock",
    severity=Severity.WARNING,
    why="While the lock cannot be read, a changed key or a vanished question goes unnoticed.",
)

RULES = (KEY_CHANGED, VANISHED, UNREADABLE_LOCK)

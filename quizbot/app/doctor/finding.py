"""What the doctor finds: how bad it is, what it is about, and in words what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a problem keeps the bot from doing what it is for."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor's."""

    level: Level
    about: str
    text: str


def ok(about: str, text: str) -> Finding:
    """All is well."""
    return Finding(level=Level.OK, about=about, text=text)


def warning(about: str, text: str) -> Finding:
    """Somebody should look at it."""
    return Finding(level=Level.WARNING, about=about, text=text)


def problem(about: str, text: str) -> Finding:
    """It must be mended."""
    return Finding(level=Level.PROBLEM, about=about, text=text)

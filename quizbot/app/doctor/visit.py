"""The whole examination, line by line as it goes."""

from __future__ import annotations

import platform
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from importlib.metadata import version

from quizbot.app.doctor import bot_api, database, machine, teaching
from quizbot.app.doctor.finding import Finding, Level, problem
from quizbot.app.doctor.settings import configured
from quizbot.config import Settings
from quizbot.content.problems import counted
from quizbot.tracing import trace

HIDDEN = "…"


async def examine(settings: Settings, clock: Callable[[], datetime], say: Callable[[str], None]) -> int:
    """Say what is configured, reachable and wrong; returns the exit code: 1 if there is a problem."""

    def tell(line: str) -> None:
        for secret in settings.secrets():
            line = line.replace(secret, HIDDEN)  # none should be there; if one is, it goes no further
        say(line)

    tell(f"quizbot {version('quizbot')}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    tell("\nWhat is configured")
    for name, value in configured(settings):
        tell(f"  {name:<24} {value}")
    tell("\nWhat was found")
    levels: Counter[Level] = Counter()
    for about, examination in {
        "bot api": bot_api.examine(settings, clock),
        "database": database.examine(settings, clock),
        "questions": teaching.examine(settings),
        "health": machine.examine(settings),
    }.items():
        async for finding in _to_the_end(about, examination):
            levels[finding.level] += 1
            tell(f"  {finding.level:<8} {finding.about:<10} {finding.text}")
    problems, warnings = levels[Level.PROBLEM], levels[Level.WARNING]
    tell(
        f"\n{counted(problems, 'problem')}, {counted(warnings, 'warning')}."
        if problems + warnings
        else "\nAll is well."
    )
    return int(problems > 0)


async def _to_the_end(about: str, examination: AsyncIterator[Finding]) -> AsyncIterator[Finding]:
    """All that an examination finds; should it fail, that is a finding, too."""
    try:
        async for finding in examination:
            yield finding
    except Exception as error:  # noqa: BLE001 - the doctor must not fall ill over what it finds
        yield problem(about, f"this could not be looked into, by a fault of quizbot's own: {trace(error)}")

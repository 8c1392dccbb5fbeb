"""The command `quizbot check`: paths in, a report and an exit code out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from quizbot.content.loader import load, nobody_watches
from quizbot.content.problems import Severity
from quizbot.content.report import Format, written
from quizbot.content.rules.registry import rules_on


def check(
    paths: Sequence[Path],
    form: Format,
    *,
    strict: bool = False,
    colour: bool = False,
    today: date | None = None,
    progress: Callable[[int, int], None] = nobody_watches,
) -> tuple[str, int]:
    """The report on the files and folders, and the exit code: 1 if there is an error or, if strict, a warning; else 0.

    Reviews that are overdue are reported as of `today`, if it is given. `progress` is called with how many files are
    done, and of how many, after each.

    Raises:
        LibyamlMissingError: PyYAML was built without libyaml.
    """
    loaded = load(paths, None if today is None else rules_on(today), progress)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    fails = any(problem.severity in failing for problem in loaded.problems)
    return written(loaded, form, colour=colour), int(fails)

"""The command `quizbot check`: paths in, a report and an exit code out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizbot.content.loader import load
from quizbot.content.problems import Severity
from quizbot.content.report import Format, written


def check(paths: Sequence[Path], form: Format, *, strict: bool = False, colour: bool = False) -> tuple[str, int]:
    """The report on the files and folders, and the exit code: 1 if there is an error or, if strict, a warning; else 0.

    Raises:
        LibyamlMissingError: PyYAML was built without libyaml.
    """
    loaded = load(paths)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    fails = any(problem.severity in failing for problem in loaded.problems)
    return written(loaded, form, colour=colour), int(fails)

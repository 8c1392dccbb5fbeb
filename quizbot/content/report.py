"""Problems as an author reads them, as a program reads them, and as GitHub shows them beside the lines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import assert_never

from rich.console import Console
from rich.text import Text

from quizbot.content.loader import Loaded
from quizbot.content.problems import Problem, Severity, counted, shortened
from quizbot.content.rules.registry import RULES

NOT_CHECKED = (
    "whether a question is ambiguous",
    "whether the wrong options are plausible",
    "whether a second answer is right, too",
    "whether the sources say what is taught",
)
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}
NO_SET = "There is no question set here; `quizbot new` begins one."
_MOST_SHOWN = 200  # problems of one file; laying out thousands takes longer than anybody reads


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def written(loaded: Loaded, form: Format, *, colour: bool = False) -> str:
    """The problems and a summary, ending with a line's end; `colour` is for a terminal and for text only."""
    match form:
        case Format.TEXT:
            return _text(loaded, colour=colour)
        case Format.JSON:
            return _json(loaded)
        case Format.GITHUB:
            return _github(loaded)
        case _:
            assert_never(form)


def summary(loaded: Loaded) -> str:
    """How much was found and where: "2 errors, 1 warning in 3 files, 56 questions (3 new, 1 key changed)".

    If there is no set and nothing else to report, it says that.
    """
    if not loaded.problems and loaded.questions == 0:
        return NO_SET
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "remark"}
    counts = _counts(loaded)
    found = [counted(counts[severity], noun) for severity, noun in nouns.items() if counts[severity] > 0]
    looked_at = f"{counted(len(loaded.files), 'file')}, {counted(loaded.questions, 'question')}"
    since_lock = f" ({loaded.since_lock})" if str(loaded.since_lock) else ""
    return f"{', '.join(found) or 'No problems'} in {looked_at}{since_lock}"


def _counts(loaded: Loaded) -> dict[Severity, int]:
    return {severity: sum(each.severity is severity for each in loaded.problems) for severity in Severity}


def _text(loaded: Loaded, *, colour: bool) -> str:
    """Grouped by file; then why the rules that found something matter; then the summary and what was not checked."""
    lines: list[Text] = []
    for file, problems in groupby(loaded.problems, key=attrgetter("file")):
        lines.append(Text(file, style="bold underline"))
        of_file = list(problems)
        for problem in of_file[:_MOST_SHOWN]:
            lines += _lines(problem)
        if len(of_file) > _MOST_SHOWN:
            lines.append(Text(f"  … and {counted(len(of_file) - _MOST_SHOWN, 'more problem')}; mend these first."))
        lines.append(Text())
    reasons = _reasons(loaded)
    lines += [Text.assemble((name, "bold"), f": {why}") for name, why in reasons.items()]
    lines += [Text()] if reasons else []
    lines.append(Text(summary(loaded), style="bold"))
    lines.append(Text(f"Not checked, since no rule can judge it: {', '.join(NOT_CHECKED)}."))
    paper = io.StringIO()
    # A style's colours are left out by the console itself if the environment says NO_COLOR.
    console = Console(
        file=paper,
        force_terminal=colour,
        color_system="standard" if colour else None,
        emoji=False,
        legacy_windows=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True)
    return paper.getvalue()


def _lines(problem: Problem) -> Iterator[Text]:
    place = f"  {problem.line}:{problem.column} "
    yield Text.assemble(
        place, (problem.severity, _STYLES[problem.severity]), f" {problem.message} ", (f"[{problem.rule}]", "dim")
    )
    if problem.text and problem.text not in problem.message:
        yield Text(f"      | {shortened(problem.text)}", style="italic")
    yield Text(f"      {problem.hint}")


def _reasons(loaded: Loaded) -> dict[str, str]:
    """Why each rule that found something matters."""
    found = {problem.rule for problem in loaded.problems}
    return {rule.name: rule.why for rule in RULES if rule.name in found}


def _json(loaded: Loaded) -> str:
    """An object with `version` 1, `problems`, `rules`, `summary` and `not_checked`.

    Each problem has file, line, column, rule, severity, message, hint and text; `rules` says of each rule that found
    something why it matters; the summary counts errors, warnings, information, files and questions.
    """
    counts = _counts(loaded)
    report = {
        "version": 1,
        "problems": [asdict(problem) for problem in loaded.problems],
        "rules": _reasons(loaded),
        "summary": {
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "information": counts[Severity.INFORMATION],
            "files": len(loaded.files),
            "questions": loaded.questions,
        },
        "not_checked": NOT_CHECKED,
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _github(loaded: Loaded) -> str:
    """Workflow commands, one a line, and the summary, which GitHub shows in the log."""
    commands = [_annotation(problem) for problem in loaded.problems]
    return "\n".join([*commands, summary(loaded)]) + "\n"


def _annotation(problem: Problem) -> str:
    place = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{_GITHUB[problem.severity]} {properties}::{_data(f'{problem.message} {problem.hint}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

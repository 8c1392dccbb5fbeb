"""What `quizbot check` prints in each format, and with which exit code it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizbot.content.check import check
from quizbot.content.loader import Loaded
from quizbot.content.problems import Problem, Severity, in_order
from quizbot.content.report import Format, summary, written
from quizbot.domain.questions import Library
from tests.content.written import TEA, write_sources


def problem(file: str = "a.yaml", line: int = 1, severity: Severity = Severity.ERROR, text: str = "") -> Problem:
    return Problem(
        file=file,
        line=line,
        column=5,
        rule="unknown-field" if severity is Severity.ERROR else "uncited",
        severity=severity,
        message="There is no field `stemm` here.",
        hint="Did you mean `stem`?",
        text=text,
    )


def loaded(*problems: Problem, files: int = 2, questions: int = 56) -> Loaded:
    paths = tuple(Path(f"{number}.yaml") for number in range(files))
    return Loaded(library=Library(), problems=in_order(problems), files=paths, questions=questions)


PROBLEMS = loaded(
    problem("b.yaml", severity=Severity.WARNING),
    problem("a.yaml", 12, text="What [bold]is\n tea?"),
    problem("a.yaml", 3, severity=Severity.INFORMATION),
)


def test_text_is_grouped_by_file_says_why_and_what_is_not_checked() -> None:
    assert written(PROBLEMS, Format.TEXT) == (
        "a.yaml\n"
        "  3:5 information There is no field `stemm` here. [uncited]\n"
        "      Did you mean `stem`?\n"
        "  12:5 error There is no field `stemm` here. [unknown-field]\n"
        "      | What [bold]is tea?\n"
        "      Did you mean `stem`?\n"
        "\n"
        "b.yaml\n"
        "  1:5 warning There is no field `stemm` here. [uncited]\n"
        "      Did you mean `stem`?\n"
        "\n"
        "unknown-field: A misspelt field would silently have no effect.\n"
        "uncited: What rests on no source cannot be trusted, nor mended when the source changes.\n"
        "\n"
        "1 error, 1 warning, 1 remark in 2 files, 56 questions\n"
        "Not checked, since no rule can judge it: whether a question is ambiguous, whether the wrong options are "
        "plausible, whether a second answer is right, too, whether the sources say what is taught.\n"
    )


def test_text_without_problems() -> None:
    assert written(loaded(), Format.TEXT).startswith("No problems in 2 files, 56 questions\nNot checked")


def test_a_long_text_is_cut_short() -> None:
    text = written(loaded(problem(text="tea " * 100)), Format.TEXT)
    assert "      | " + ("tea " * 100)[:100] + "…\n" in text


def test_of_more_problems_than_anybody_reads_the_first_are_shown_and_all_are_counted() -> None:
    many = loaded(*(problem(line=line) for line in range(1, 222)), problem("b.yaml"))
    text = written(many, Format.TEXT)
    assert "\n  200:5 error" in text
    assert "\n  201:5 error" not in text
    assert "\n  … and 21 more problems; mend these first.\n\nb.yaml\n  1:5 error" in text
    assert "\n222 errors in 2 files" in text
    assert len(json.loads(written(many, Format.JSON))["problems"]) == 222


def test_only_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in written(PROBLEMS, Format.TEXT)
    assert "\x1b[1;31merror\x1b[0m" in written(PROBLEMS, Format.TEXT, colour=True)
    assert "\x1b" not in written(PROBLEMS, Format.JSON, colour=True)
    assert "\x1b" not in written(PROBLEMS, Format.GITHUB, colour=True)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (loaded(), "No problems in 2 files, 56 questions"),
        (loaded(problem(), files=1, questions=1), "1 error in 1 file, 1 question"),
        (
            loaded(problem(line=1), problem(line=2), problem(line=3, severity=Severity.WARNING), files=3),
            "2 errors, 1 warning in 3 files, 56 questions",
        ),
    ],
)
def test_summary(given: Loaded, expected: str) -> None:
    assert summary(given) == expected


def test_json_has_a_stable_shape() -> None:
    report = json.loads(written(PROBLEMS, Format.JSON))
    assert list(report) == ["version", "problems", "rules", "summary", "not_checked"]
    assert report["version"] == 1
    assert report["problems"][1] == {
        "file": "a.yaml",
        "line": 12,
        "column": 5,
        "rule": "unknown-field",
        "severity": "error",
        "message": "There is no field `stemm` here.",
        "hint": "Did you mean `stem`?",
        "text": "What [bold]is\n tea?",
    }
    assert list(report["rules"]) == ["unknown-field", "uncited"]
    assert report["summary"] == {"errors": 1, "warnings": 1, "information": 1, "files": 2, "questions": 56}
    assert len(report["not_checked"]) == 4


def test_github_gets_annotations_with_everything_escaped() -> None:
    odd = Problem(
        file="a:b,c%.yaml",
        line=1,
        column=2,
        rule="uncited",
        severity=Severity.INFORMATION,
        message="100%: one,\r\ntwo",
        hint="Mend it.",
    )
    assert written(loaded(odd, problem(), problem(line=2, severity=Severity.WARNING)), Format.GITHUB) == (
        "::error file=a.yaml,line=1,col=5,title=unknown-field::There is no field `stemm` here. Did you mean `stem`?\n"
        "::warning file=a.yaml,line=2,col=5,title=uncited::There is no field `stemm` here. Did you mean `stem`?\n"
        "::notice file=a%3Ab%2Cc%25.yaml,line=1,col=2,title=uncited::100%25: one,%0D%0Atwo Mend it.\n"
        "1 error, 1 warning, 1 remark in 2 files, 56 questions\n"
    )


def test_each_problem_is_told_once_and_in_order() -> None:
    problems = [problem("b.yaml", 1), problem("a.yaml", 10), problem("a.yaml", 9), problem("a.yaml", 9)]
    assert [(each.file, each.line) for each in in_order(problems)] == [("a.yaml", 9), ("a.yaml", 10), ("b.yaml", 1)]


@pytest.mark.parametrize(
    ("old", "new", "code", "strict_code"),
    [
        ("", "", 0, 0),
        ("cites: [{source: leaflet, at: Brewing ¶2}]", "cites: []", 0, 1),
        ("kind: order", "kind: odrer", 1, 1),
    ],
    ids=["clean", "warning", "error"],
)
def test_exit_codes(tmp_path: Path, old: str, new: str, code: int, strict_code: int) -> None:
    write_sources(tmp_path)
    (tmp_path / "tea.yaml").write_text(TEA.replace(old, new), encoding="utf-8")
    text, exit_code = check([tmp_path], Format.TEXT)
    assert exit_code == code
    assert "10 questions" in text
    assert check([tmp_path], Format.TEXT, strict=True)[1] == strict_code


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text, exit_code = check([tmp_path / "nothing.yaml"], Format.TEXT)
    assert exit_code == 1
    assert "There is no such file." in text


def test_information_never_fails(tmp_path: Path) -> None:
    write_sources(tmp_path)
    text = TEA.replace("[One minute, Three minutes, An hour]", "[One minute, Three minutes, An hour, A day, None]")
    (tmp_path / "tea.yaml").write_text(text, encoding="utf-8")
    report, exit_code = check([tmp_path], Format.TEXT, strict=True)
    assert "1 remark" in report
    assert exit_code == 0

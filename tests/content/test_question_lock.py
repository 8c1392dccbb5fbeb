"""The lock of questions: an edit that touches what learners know is noticed, and `quizbot lock` confirms it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizbot.content.check import check
from quizbot.content.loader import Loaded, load
from quizbot.content.locking_questions import lock_questions
from quizbot.content.problems import Severity
from quizbot.content.question_lock import LOCK, SinceLock
from quizbot.content.report import NO_SET, Format, summary
from tests.content.written import TEA, found, write_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with sources and one set, which is locked."""
    write_sources(tmp_path)
    (tmp_path / "tea.yaml").write_text(TEA, encoding="utf-8")
    assert lock_questions([tmp_path]) == (f"{tmp_path}/{LOCK}: 10 questions, 10 new\n", 0)
    return tmp_path


def look(path: Path) -> Loaded:
    """What the files hold; how well the set is written does not matter here."""
    return load([path], rules=())


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    """Replaces texts of the set."""
    text = (folder / "tea.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "tea.yaml").write_text(text, encoding="utf-8")


def without(text: str, question: str) -> str:
    """The set without one of its questions."""
    before, _, rest = text.partition(f"  - id: {question}\n")
    return before + rest[rest.find("\n  - id: ") + 1 :] if "\n  - id: " in rest else before


def test_what_was_locked_is_as_before(folder: Path) -> None:
    assert found(look(folder)) == []
    assert summary(look(folder)) == "No problems in 2 files, 10 questions"
    before = (folder / LOCK).read_bytes()
    assert lock_questions([folder]) == (f"{folder}/{LOCK}: 10 questions, as before\n", 0)
    assert (folder / LOCK).read_bytes() == before


def test_without_a_lock_nothing_is_said(tmp_path: Path) -> None:
    write_sources(tmp_path)
    (tmp_path / "tea.yaml").write_text(TEA, encoding="utf-8")
    assert summary(look(tmp_path)) == "No problems in 2 files, 10 questions"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{text: Wait a little,", "{text: Pour it out,"),
        ("answer: Three minutes", "answer: An hour"),
        ("{text: Water, correct: true}", "{text: Water, why: It is wet.}"),
        ("answer: false", "answer: true"),
        (
            "- {text: Boil water, why: It comes first.}\n      - {text: Add leaves}",
            "- {text: Add leaves}\n      - {text: Boil}",
        ),
        ("right: Brown", "right: Red"),
        ("answer: {value: 5,", "answer: {value: 6,"),
        ("unit: minutes", "unit: hours"),
        ("accept: [infusion, brew]", "accept: [brew, infusion]"),
        ("{{plant| bush}}", "{{bush|plant}}"),
    ],
)
def test_a_changed_key_is_a_warning_until_it_is_locked(folder: Path, old: str, new: str) -> None:
    edit(folder, (old, new))
    problems = [each for each in look(folder).problems if each.rule == "key-changed"]
    assert len(problems) == 1
    line = TEA[: TEA.index(old)].count("\n") + 1
    assert problems[0].line < line
    assert "  - id: " in TEA.splitlines()[problems[0].line - 1]
    assert problems[0].severity is Severity.WARNING  # so that it fails under --strict only
    assert summary(look(folder)) == "1 warning in 2 files, 10 questions (1 key changed)"
    said, code = lock_questions([folder])
    assert code == 0
    assert said.splitlines()[1] == f"  key changed: tea-students/{problems[0].text}"
    assert "key-changed" not in {each.rule for each in look(folder).problems}


@pytest.mark.parametrize(
    ("old", "new", "since"),
    [
        ("stem: What does she do first?", "stem: What now?", "1 reworded"),
        ("{text: Drink at once,", "{text: Drink up,", "1 reworded"),
        ("accept: [infusion, brew]", "accept: [Infusion, brew, liquor]", "1 reworded"),
        (
            "extra: [{text: Blue, why: No leaf gives blue.}]",
            "extra: [{text: Red, why: No leaf gives red.}]",
            "1 reworded",
        ),
        ("tolerance: 0.5", "tolerance: 1", "1 reworded"),
        ("points: [Water is boiled", "points: [Water is warmed", "1 reworded"),
        ("explanation: Fresh tea is hot.", "explanation: Tea is hot.", ""),
        ("  - id: minutes\n", "  - id: minutes\n    retired: true\n", ""),
    ],
)
def test_other_words_are_counted(folder: Path, old: str, new: str, since: str) -> None:
    edit(folder, (old, new))
    assert found(look(folder)) == []
    assert str(look(folder).since_lock) == since


def test_a_new_question_is_counted(folder: Path) -> None:
    plants = TEA[TEA.index("  - id: plants") : TEA.index("  - id: steps")]
    edit(folder, (plants, plants + plants.replace("id: plants", "id: bushes").replace("Green and", "White and")))
    assert summary(look(folder)) == "No problems in 2 files, 11 questions (1 new)"


def test_a_vanished_question_is_an_error_until_it_is_back_or_forgotten(folder: Path) -> None:
    (folder / "tea.yaml").write_text(without(TEA, "minutes"), encoding="utf-8")
    loaded = look(folder)
    assert found(loaded) == [(30, 1, "vanished")]
    assert loaded.problems[0].message == "There was a question `minutes`, and it is gone."
    assert check([folder], Format.TEXT)[1] == 1
    assert "tea-students" in loaded.library.sets
    assert lock_questions([folder]) == (
        f"{folder}/{LOCK}: 9 questions, as before\n  forgotten: tea-students/minutes\n",
        0,
    )
    assert found(look(folder)) == []


def test_a_question_that_cannot_be_read_has_not_vanished(folder: Path) -> None:
    edit(folder, ("    kind: truefalse\n", ""))
    assert [rule for _, _, rule in found(look(folder))] == ["missing-field"]
    assert lock_questions([folder]) == ("Nothing was locked: 1 error. `quizbot check` says which.\n", 1)


def test_several_errors_are_counted(folder: Path) -> None:
    edit(folder, ("    kind: truefalse\n", ""), ("    kind: order\n", ""))
    assert lock_questions([folder])[0].startswith("Nothing was locked: 2 errors.")


def second_set(folder: Path) -> Path:
    """Another set, in a folder below."""
    path = folder / "more" / "leaves.yaml"
    path.parent.mkdir()
    path.write_text(TEA.replace("tea-students", "leaves"), encoding="utf-8")
    return path


def test_all_sets_below_one_sources_file_share_a_lock(folder: Path) -> None:
    second_set(folder)
    assert summary(look(folder)).endswith("20 questions (10 new)")
    assert lock_questions([folder])[0] == f"{folder}/{LOCK}: 20 questions, 10 new\n"
    lock = json.loads((folder / LOCK).read_bytes())
    assert lock["version"] == 1
    assert {key.partition("/")[0] for key in lock["questions"]} == {"leaves", "tea-students"}
    assert list(lock["questions"]) == sorted(lock["questions"])


def test_a_set_that_is_not_looked_at_stays_locked(folder: Path) -> None:
    path = second_set(folder)
    lock_questions([path])
    assert summary(look(folder)) == "No problems in 3 files, 20 questions"
    assert found(look(path)) == []


def test_a_set_may_move(folder: Path) -> None:
    (folder / "deeper").mkdir()
    (folder / "tea.yaml").rename(folder / "deeper" / "tea.yaml")
    assert found(look(folder)) == []


def test_a_vanished_set_is_an_error_if_it_is_nowhere(folder: Path) -> None:
    path = second_set(folder)
    lock_questions([folder])
    path.rename(path.with_name("roots.yaml"))
    assert found(look(folder / "tea.yaml")) == []  # the other one may be where nobody looked
    path.with_name("roots.yaml").unlink()
    problem = look(folder).problems[0]
    assert (problem.file, problem.line, problem.rule) == (f"{folder}/{LOCK}", 1, "vanished")
    assert problem.message == "There was a set `leaves` with 10 questions, and it is gone."
    said, code = lock_questions([folder])
    assert (code, said.count("forgotten: leaves/")) == (0, 10)
    assert found(look(folder)) == []


@pytest.mark.parametrize("beside", [[], ["sources.yaml"]])
def test_the_last_set_of_a_folder_does_not_vanish_unnoticed(folder: Path, beside: list[str]) -> None:
    """Neither if its sources are still there nor if no YAML file is left."""
    for path in folder.glob("*.yaml"):
        if path.name not in beside:
            path.unlink()
    problem = look(folder).problems[-1]
    assert (problem.file, problem.rule) == (f"{folder}/{LOCK}", "vanished")
    assert problem.message == "There was a set `tea-students` with 10 questions, and it is gone."


def test_the_last_set_of_a_folder_can_be_forgotten(folder: Path) -> None:
    (folder / "tea.yaml").unlink()
    said, code = lock_questions([folder])
    assert said.startswith(f"{folder}/{LOCK}: 0 questions, as before\n  forgotten: tea-students/")
    assert (code, said.count("forgotten: ")) == (0, 10)
    assert check([folder], Format.TEXT)[0].startswith(f"{NO_SET}\n")
    assert lock_questions([folder]) == (f"{NO_SET}\n", 1)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda path: path.write_text("a: [", encoding="utf-8"), id="no YAML"),
        pytest.param(lambda path: path.write_text("set: {id: leaves}", encoding="utf-8"), id="no set"),
    ],
)
def test_a_set_that_cannot_be_read_has_not_vanished(folder: Path, broken: Callable[[Path], Any]) -> None:
    path = second_set(folder)
    lock_questions([folder])
    broken(path)
    assert "vanished" not in {each.rule for each in look(folder).problems}


def test_without_sources_the_lock_is_beside_the_set(tmp_path: Path) -> None:
    text = TEA.replace("sources: [leaflet, book]", "sources: []")
    lines = [line for line in text.splitlines() if not line.startswith("    cites:")]
    (tmp_path / "tea.yaml").write_text("\n".join(lines), encoding="utf-8")
    lock_questions([tmp_path])
    assert (tmp_path / LOCK).is_file()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 2, "questions": {}}', '{"version": 1, "questions": {"a": {}}}']
)
def test_a_lock_that_cannot_be_read_is_a_warning(folder: Path, text: str) -> None:
    (folder / LOCK).write_text(text, encoding="utf-8")
    problem = look(folder).problems[0]
    assert (problem.file, problem.rule, problem.severity) == (f"{folder}/{LOCK}", "unreadable-lock", "warning")
    assert lock_questions([folder])[1] == 0
    assert found(look(folder)) == []


def test_a_lock_that_is_a_folder_is_a_warning(folder: Path) -> None:
    (folder / LOCK).unlink()
    (folder / LOCK).mkdir()
    assert look(folder).problems[0].message == "The lock cannot be read: Is a directory."


def test_differences_add_up_and_are_told_in_words() -> None:
    both = SinceLock(new=1, reworded=2) + SinceLock(new=2, key_changed=2)
    assert str(both) == "3 new, 2 reworded, 2 keys changed"
    assert str(SinceLock(key_changed=1)) == "1 key changed"
    assert str(SinceLock()) == ""

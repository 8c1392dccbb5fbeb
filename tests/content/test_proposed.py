"""A file from elsewhere is read as if it were among the sets: in the place of its set, beside its original, or new."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizbot.content.loader import Loaded
from quizbot.content.locking_questions import lock_questions
from quizbot.content.proposed import NAME, load_proposed
from quizbot.content.rules.registry import rules_on
from quizbot.content.translating import translate
from tests.content.written import TEA, load_text, write_sources

RULES = rules_on(date(2026, 11, 23))


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """A folder with one set, in a folder within it that has its sources."""
    load_text(tmp_path / "teas", TEA)
    lock_questions([tmp_path])
    return tmp_path


def proposed(text: str | bytes, sets: Path) -> Loaded:
    loaded = load_proposed(text.encode() if isinstance(text, str) else text, sets, RULES)
    assert {each.file for each in loaded.problems} <= {NAME}
    assert [str(each) for each in loaded.files] == [NAME]
    return loaded


def rules(loaded: Loaded) -> list[str]:
    return [each.rule for each in loaded.problems]


def test_a_set_that_is_there_finds_its_sources_and_its_lock(sets: Path) -> None:
    loaded = proposed(TEA, sets)
    assert (rules(loaded), loaded.questions, str(loaded.since_lock)) == (rules(load_text(sets / "x", TEA)), 10, "")


def test_a_newer_version_of_a_set_is_held_to_what_learners_know(sets: Path) -> None:
    text = TEA.replace("answer: Three minutes", "answer: An hour").replace("id: plants", "id: two-plants")
    loaded = proposed(text, sets)
    assert {"key-changed", "vanished"} <= set(rules(loaded))
    assert str(loaded.since_lock) == "1 new, 1 key changed"


def test_a_new_set_is_looked_at_from_the_folder_itself(sets: Path) -> None:
    other = TEA.replace("id: tea-students", "id: coffee-students")
    assert "unknown-source" in rules(proposed(other, sets))
    write_sources(sets)
    assert "unknown-source" not in rules(proposed(other, sets))


def test_a_folder_may_be_one_file(sets: Path) -> None:
    assert rules(proposed(TEA, sets / "teas" / "set.yaml")) == rules(proposed(TEA, sets))
    assert "unknown-source" not in rules(proposed(TEA.replace("tea-students", "other"), sets / "teas" / "set.yaml"))


def test_a_translation_is_held_to_its_set(sets: Path) -> None:
    translate(sets / "teas" / "set.yaml", "es")
    written = sets / "teas" / "set.es.yaml"
    text = written.read_text(encoding="utf-8")
    written.unlink()
    loaded = proposed(text, sets)
    assert (set(rules(loaded)), loaded.questions) == ({"untranslated"}, 0)
    assert "unknown-original" in rules(proposed(text.replace("of: tea-students", "of: no-such-set"), sets))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "not-fields"),
        (b"\xff", "not-utf-8"),
        ("set: tea", "missing-field"),
        ("set: {id: [a]}", "missing-field"),
        ("translation: {of: {a: b}}", "wrong-type"),
    ],
)
def test_what_is_no_set_is_said_to_be_none(sets: Path, text: str | bytes, rule: str) -> None:
    assert rule in rules(proposed(text, sets))


def test_nothing_is_written_anywhere(sets: Path) -> None:
    before = {path: path.read_bytes() for path in sets.rglob("*") if path.is_file()}
    proposed(TEA.replace("Tea is hot", "Tea is cold"), sets)
    assert {path: path.read_bytes() for path in sets.rglob("*") if path.is_file()} == before

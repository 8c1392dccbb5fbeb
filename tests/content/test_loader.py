"""Folders and files in, a library and problems out, in the same order every time."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.content.problems import Severity
from quizbot.content.rules.registry import RULES
from tests.content.written import LOCK, SOURCES, TEA, found, load_text, write_sources


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def tea(set_id: str) -> str:
    return TEA.replace("id: tea-students", f"id: {set_id}")


def test_walks_folders_and_passes_over_what_is_no_set(tmp_path: Path) -> None:
    write_sources(tmp_path)
    write(tmp_path / "b" / "deeper" / "second.yml", tea("second"))
    write(tmp_path / "a.yaml", tea("first"))
    write(tmp_path / "quizbot.schema.json", "{")
    write(tmp_path / "notes.txt", "a: b: c")
    write(tmp_path / ".hidden.yaml", "a: b: c")
    write(tmp_path / ".git" / "config.yaml", "a: b: c")
    loaded = load([tmp_path])
    assert loaded.problems == ()
    assert list(loaded.library.sets) == ["first", "second"]
    assert [path.name for path in loaded.files] == ["a.yaml", "second.yml", "sources.yaml"]
    assert loaded.questions == 20


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    write_sources(tmp_path)
    path = write(tmp_path / "a.yaml", TEA)
    loaded = load([path, tmp_path, tmp_path / ".." / tmp_path.name / "a.yaml"])
    assert loaded.problems == ()
    assert loaded.questions == 10


def test_sources_stand_beside_a_set_or_nearest_above_it(tmp_path: Path) -> None:
    write_sources(tmp_path)
    near_sources = SOURCES.replace("leaflet", "pamphlet").replace("id: book", "id: tome")
    write_sources(tmp_path / "near", near_sources, LOCK.replace("leaflet", "pamphlet").replace('"book"', '"tome"'))
    write(tmp_path / "far" / "away" / "a.yaml", tea("far"))
    near = TEA.replace("leaflet", "pamphlet").replace("source: book", "source: tome").replace("book]", "tome]")
    write(tmp_path / "near" / "b.yaml", near)
    loaded = load([tmp_path])
    assert loaded.problems == ()
    assert set(loaded.library.sources) == {"leaflet", "book", "pamphlet", "tome"}


def test_a_single_file_finds_its_sources_above(tmp_path: Path) -> None:
    write_sources(tmp_path)
    loaded = load([write(tmp_path / "tea" / "a.yaml", TEA)])
    assert loaded.problems == ()
    assert len(loaded.files) == 2


def test_without_sources_no_citation_holds(tmp_path: Path) -> None:
    loaded = load([write(tmp_path / "a.yaml", TEA)])
    assert found(loaded) == [(10, 11, "unknown-source"), (10, 20, "unknown-source")]
    assert {problem.hint for problem in loaded.problems} == {
        "There is no sources.yaml beside the set or above it, or no source is in it."
    }


def test_a_folder_that_is_not_there_is_no_file(tmp_path: Path) -> None:
    (problem,) = load([tmp_path / "questions"]).problems
    assert problem.message == f"There is no folder `{tmp_path}/questions`."
    assert problem.hint == "`quizbot new` begins one."
    (problem,) = load([tmp_path / "tea.yaml"]).problems
    assert problem.message == "There is no such file."


def test_bad_sources_leave_their_sets_out_without_further_problems(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, TEA, sources=SOURCES.replace("date: undated", "date: long ago"))
    assert found(loaded) == [(17, 11, "bad-value")]
    assert loaded.library.sets == {}
    assert loaded.library.sources == {}


@pytest.mark.parametrize("paragraphs", ["0", "-1", "two", "1.5", "[2]", "1000000"])
def test_a_section_has_a_whole_number_of_paragraphs(tmp_path: Path, paragraphs: str) -> None:
    loaded = load_text(tmp_path, TEA, sources=SOURCES.replace("paragraphs: 3", f"paragraphs: {paragraphs}"))
    assert found(loaded) == [(12, 40, "bad-value")]


def test_unreadable_sources_leave_their_sets_out(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, TEA, sources="a: b: c")
    assert found(loaded) == [(1, 5, "yaml-syntax")]
    assert loaded.library.sets == {}


def test_ids_of_sources_and_headings_are_unique(tmp_path: Path) -> None:
    write(tmp_path / "a" / "sources.yaml", SOURCES)
    other = SOURCES.replace("id: leaflet", "id: book").replace("heading: introduction", "heading: Brewing")
    write(tmp_path / "b" / "sources.yaml", other)
    loaded = load([tmp_path])
    assert found(loaded) == [(3, 9, "duplicate-id"), (12, 19, "duplicate-id"), (13, 9, "duplicate-id")]
    assert {Path(problem.file).parent.name for problem in loaded.problems} == {"b"}


def test_of_two_sets_with_one_id_the_first_stays(tmp_path: Path) -> None:
    write_sources(tmp_path)
    write(tmp_path / "a.yaml", TEA.replace("title: The cup", "title: The first cup"))
    write(tmp_path / "b.yaml", TEA)
    loaded = load([tmp_path])
    assert found(loaded) == [(4, 7, "duplicate-id")]
    assert "a.yaml" in loaded.problems[0].message
    assert loaded.library.sets["tea-students"].topics[0].title == "The first cup"


def test_a_set_with_an_error_is_left_out_and_others_stay(tmp_path: Path) -> None:
    write_sources(tmp_path)
    write(tmp_path / "a.yaml", tea("first").replace("kind: order", "kind: odrer"))
    write(tmp_path / "b.yaml", tea("second").replace("cites: [{source: leaflet, at: Brewing ¶2}]", "cites: []"))
    loaded = load([tmp_path])
    assert [(problem.rule, problem.severity) for problem in loaded.problems] == [
        ("bad-value", Severity.ERROR),
        ("uncited", Severity.WARNING),
    ]
    assert [problem.rule for problem in loaded.errors] == ["bad-value"]
    assert list(loaded.library.sets) == ["second"]
    assert loaded.questions == 20


def test_with_error_rules_alone_nothing_milder_is_looked_for(tmp_path: Path) -> None:
    write_sources(tmp_path)
    text = TEA.replace("cites: [{source: leaflet, at: Brewing ¶2}]", "ignore: {long-label: it is long}")
    path = write(tmp_path / "a.yaml", text)
    errors = [rule for rule in RULES if rule.severity is Severity.ERROR]
    assert [problem.rule for problem in load([path]).problems] == ["uncited", "unused-ignore"]
    assert load([path], errors).problems == ()


def test_only_the_first_hundred_unknown_rules_are_held_against_the_known_ones(tmp_path: Path) -> None:
    write_sources(tmp_path)
    names = ", ".join(f"long-labl{number:03}: x" for number in range(103))
    text = TEA.replace("ignore: {missing-why: the explanation says it}", f"ignore: {{missing-why: x, {names}}}")
    found = [each.hint for each in load([write(tmp_path / "a.yaml", text)]).problems if each.rule == "unused-ignore"]
    assert found == ["Did you mean `long-label`?"] * 100 + ["Delete the line."] * 3


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    loaded = load([tmp_path / "missing.yaml", tmp_path / "empty", tmp_path / "pipe.yaml", tmp_path / "nul\0.yaml"])
    assert [problem.rule for problem in loaded.problems] == ["unreadable-file"] * 4
    assert loaded.files == ()
    assert loaded.library.sets == {}


def test_what_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may read everything, so the world refuses here in the words of the world."""
    write(tmp_path / "locked" / "a.yaml", TEA)
    path = write(tmp_path / "b.yaml", TEA)

    def refuse(place: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    problems = load([tmp_path / "locked", path]).problems
    assert [problem.message for problem in problems] == [
        "This file cannot be read: Permission denied.",
        "This folder cannot be read: Permission denied.",
    ]


def test_files_are_named_from_the_working_directory_and_printably(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "sets" / "a\n\x1b[31m.yaml", "")
    (problem,) = load([Path("sets")]).problems
    assert problem.file == "sets/a\\n\\x1b[31m.yaml"


def test_names_of_files_that_are_no_unicode_are_no_obstacle(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text("", encoding="utf-8")
    (problem,) = load([tmp_path]).problems
    assert problem.file.endswith("\\udcff.yaml")


@pytest.mark.parametrize("at_work", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path: Path, at_work: bool) -> None:
    was_at_work = gc.isenabled()
    (gc.enable if at_work else gc.disable)()
    try:
        load([tmp_path])
        assert gc.isenabled() is at_work
    finally:
        (gc.enable if was_at_work else gc.disable)()

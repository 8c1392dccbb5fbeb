"""`new` writes a set that explains itself, that is clean, and that shows everything there is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from quizbot.content.canonical import QUESTION_ORDER
from quizbot.content.formatting import fmt
from quizbot.content.loader import load
from quizbot.content.schema.editor import schema_text, set_shape, sources_shape
from quizbot.content.starting import SCHEMA, new
from quizbot.domain.questions import Question

TODAY = date(2026, 11, 22)


def test_the_set_is_clean_and_in_its_form(tmp_path: Path) -> None:
    said, code = new(tmp_path / "sleep-hygiene.yaml", TODAY)
    assert code == 0
    assert said.splitlines() == [
        f"Written: {tmp_path}/sleep-hygiene.yaml",
        f"Written: {tmp_path}/sources.yaml",
        f"Written: {tmp_path}/{SCHEMA}",
        f"Next: `quizbot check {tmp_path}/sleep-hygiene.yaml`, and `quizbot try --questions {tmp_path}`.",
    ]
    loaded = load([tmp_path])
    # The source is an example, and nobody has its text.
    assert {each.rule for each in loaded.problems} <= {"unlocked-source"}
    assert fmt([tmp_path], check=True)[1] == 0
    (question_set,) = loaded.library.sets.values()
    assert question_set.id == "sleep-hygiene"
    assert question_set.reviewed == TODAY
    assert question_set.next_review == date(2027, 5, 23)


def test_the_set_has_a_question_of_every_kind(tmp_path: Path) -> None:
    new(tmp_path / "set.yaml", TODAY)
    questions = load([tmp_path]).library.questions.values()
    assert {type(each) for each in questions} == set(get_args(Question))


def test_every_field_is_shown_or_told_of(tmp_path: Path) -> None:
    new(tmp_path / "set.yaml", TODAY)
    text = (tmp_path / "set.yaml").read_text(encoding="utf-8") + (tmp_path / "sources.yaml").read_text(encoding="utf-8")
    shapes = [each for shape in (set_shape(), sources_shape()) for each in shape["definitions"].values()]
    fields = {name for each in shapes for name in each.get("properties", ())} | set(QUESTION_ORDER)
    assert {name for name in fields if re.search(rf"\b{name}\b", text) is None} == set()


def test_what_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("mine", encoding="utf-8")
    assert new(path, TODAY) == (f"{path} is there already, and stays as it is.\n", 2)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["set.yaml"]


def test_sources_that_are_there_stay(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("quizbot: 1\nsources: []\n", encoding="utf-8")
    said, code = new(tmp_path / "deeper" / "set.yaml", TODAY)
    assert code == 0
    assert f"It cites `handbook`, which is not in {tmp_path}/sources.yaml: cite your own documents instead." in said
    assert (tmp_path / "sources.yaml").read_text(encoding="utf-8") == "quizbot: 1\nsources: []\n"
    assert [each.name for each in (tmp_path / "deeper").iterdir()] == ["set.yaml"]


def test_a_second_set_cites_what_the_first_one_brought(tmp_path: Path) -> None:
    new(tmp_path / "first.yaml", TODAY)
    said, code = new(tmp_path / "second.yaml", TODAY)
    assert code == 0
    assert said.splitlines() == [
        f"Written: {tmp_path}/second.yaml",
        f"Next: `quizbot check {tmp_path}/second.yaml`, and `quizbot try --questions {tmp_path}`.",
    ]


@pytest.mark.parametrize(("folder", "line"), [(".", f"={SCHEMA}"), ("deeper", f"=../{SCHEMA}")])
def test_the_schema_is_written_beside_the_sources_if_there_is_none(tmp_path: Path, folder: str, line: str) -> None:
    (tmp_path / "sources.yaml").write_text("quizbot: 1\nsources: []\n", encoding="utf-8")
    path = tmp_path / folder / "set.yaml"
    new(path, TODAY)
    assert (tmp_path / SCHEMA).read_text(encoding="utf-8") == schema_text()
    assert path.read_text(encoding="utf-8").startswith(f"# yaml-language-server: $schema{line}\n")


@pytest.mark.parametrize("name", ["Set.yaml", "a.yaml", "my set.yaml", "set", "set.txt"])
def test_a_file_that_can_name_no_set_is_refused(tmp_path: Path, name: str) -> None:
    said, code = new(tmp_path / name, TODAY)
    assert code == 2
    assert "name" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("folder", "line"), [(".", f"={SCHEMA}"), ("deeper", f"=../{SCHEMA}")])
def test_editors_are_told_where_the_schema_is(tmp_path: Path, folder: str, line: str) -> None:
    (tmp_path / SCHEMA).write_text("{}", encoding="utf-8")
    path = tmp_path / folder / "set.yaml"
    new(path, TODAY)
    assert path.read_text(encoding="utf-8").startswith(f"# yaml-language-server: $schema{line}\n\n# A question set")
    assert fmt([path], check=True)[1] == 0

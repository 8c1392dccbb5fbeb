"""Each rule stays silent on the examples that pass and speaks on those that fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizbot.content.problems import Severity
from quizbot.content.rules.errors import ERROR_RULES
from quizbot.content.rules.registry import RULES
from tests.content.written import as_plain_yaml, found, load_text

EXAMPLES = Path(__file__).parent / "examples"
WITHOUT_TEXT = {  # no text of a set shows these
    *("unreadable-file", "too-large", "too-many-nodes", "too-many-errors", "not-utf-8"),
    *("unlocked-source", "stale-lock"),
    *("key-changed", "vanished", "unreadable-lock"),
    *("unknown-original", "not-as-original", "stale-translation", "untranslated"),
}

SET = """
quizbot: 1
set: {id: tea, title: Tea, audience: student, language: en, license: CC0-1.0, reviewed: {on: 2026-01-01}}
sources: [leaflet]
topics: {cup: {title: The cup}, leaf: {title: The leaf}}
lessons: [{id: hot, topic: cup, title: Tea is hot, text: Let it cool., cites: [{source: leaflet, at: Brewing ¶3}]}]
questions:
  - id: wait
    kind: single
    topic: cup
    after: hot
    stem: What does tea need?
    options: [{text: Water, correct: true}, {text: Salt, why: Nobody salts tea.}, {text: Ink, why: It is no ink.}]
    explanation: Tea needs water.
    cites: [{source: leaflet, at: Brewing ¶2}]
"""


def set_with(example: str | dict[str, Any]) -> str:
    """The text of a set with an example in it.

    A text is a whole file. Of fields, those of a set replace the set's, `audience` its audience; all others are those
    of its one question, which loses what `without` names, and its options where the example has a kind of its own.
    """
    if isinstance(example, str):
        return example
    whole = _texts(SET)
    (question,) = whole["questions"]
    for name, value in example.items():
        if name == "audience":
            whole["set"]["audience"] = value
        elif name in {*whole, "glossary"}:
            whole[name] = value
        elif name != "without":
            question[name] = value
    if question["kind"] not in {"single", "multiple"} and "options" not in example:
        del question["options"]
    for name in example.get("without", ()):
        del question[name]
    return as_plain_yaml(whole)


def examples(which: str) -> list[Any]:
    """Rule and example; every scalar is the text that is written."""
    return [
        pytest.param(path.stem, example, id=f"{path.stem}-{number}")
        for path in sorted(EXAMPLES.glob("*.yaml"))
        for number, example in enumerate(_texts(path.read_text(encoding="utf-8"))[which], start=1)
    ]


def _texts(text: str) -> Any:
    """The values of a YAML text, every scalar as it is written; `tea*3` is `tea tea tea`."""
    whole = re.sub(r"(\w+|🍵)[*](\d+)", lambda found: " ".join([found[1]] * int(found[2])), text)
    return yaml.load(whole, Loader=yaml.CBaseLoader)  # noqa: S506  this loader makes texts only


@pytest.mark.parametrize(("rule", "example"), examples("passes"))
def test_passes(tmp_path: Path, rule: str, example: str | dict[str, Any]) -> None:
    assert rule not in {problem.rule for problem in load_text(tmp_path, set_with(example)).problems}


@pytest.mark.parametrize(("rule", "example"), examples("fails"))
def test_fails(tmp_path: Path, rule: str, example: str | dict[str, Any]) -> None:
    assert rule in {problem.rule for problem in load_text(tmp_path, set_with(example)).problems}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("porcelain kettle upon kitchen stove", "none stand"),
        ("water in porcelain kettle upon kitchen stove of copper", "1 stands"),
    ],
)
def test_one_word_stands_and_several_stand(tmp_path: Path, answer: str, words: str) -> None:
    loaded = load_text(tmp_path, set_with({"kind": "short", "accept": [answer]}))
    (message,) = (each.message for each in loaded.problems if each.rule == "weak-citation")
    assert message.endswith(f" of the key, {words} in the paragraphs that are cited.")


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == {rule.name for rule in RULES} - WITHOUT_TEXT


def test_the_set_around_the_examples_is_clean(tmp_path: Path) -> None:
    assert found(load_text(tmp_path, set_with({}))) == []


def test_names_are_unique_and_reasons_are_sentences() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert [rule.name for rule in RULES if not rule.why.endswith(".")] == []


def test_a_start_applies_every_rule_whose_breach_is_an_error() -> None:
    assert set(ERROR_RULES) == {rule for rule in RULES if rule.severity is Severity.ERROR}

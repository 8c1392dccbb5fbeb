"""A translation is laid over its set: what is translated and up to date is shown, and the original everywhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from quizbot.content.document import Value
from quizbot.content.formatting import fmt, formatted
from quizbot.content.loader import Loaded, load
from quizbot.content.rules import RULES
from quizbot.content.schema.editor import set_shape, translation_schema_text, translation_shape
from quizbot.content.schema.reading import read_translation
from quizbot.content.translating import SCHEMA as SCHEMA_FILE
from quizbot.content.translating import translate
from quizbot.content.translations import AROUND_TEXTS, TEXTS
from quizbot.domain.questions import Cloze, Match, Numeric, Order, QuestionSet, Short, Single, Teachback, TrueFalse
from tests.content.written import TEA, found, write_sources

SCHEMA = json.loads(translation_schema_text())
COMMITTED = Path(__file__).parents[2] / "questions" / SCHEMA_FILE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one set, and its translation into Spanish in which nothing is translated."""
    write_sources(tmp_path)
    (tmp_path / "tea.yaml").write_text(TEA, encoding="utf-8")
    assert translate(tmp_path / "tea.yaml", "es") == (f"{tmp_path}/tea.es.yaml: 15 entries, 15 to translate, 0 stale\n", 0)
    return tmp_path


def look(path: Path) -> Loaded:
    """What the files hold; how well they are written does not matter here."""
    return load([path], rules=())


def spanish(folder: Path) -> QuestionSet:
    """The set in Spanish, as far as there is one."""
    return look(folder).library.translated("tea-students", "es")


def text_of(folder: Path) -> str:
    return (folder / "tea.es.yaml").read_text(encoding="utf-8")


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Replaces texts of a file, each in one place."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def shout(folder: Path) -> None:
    """Translates everything into capital letters."""
    texts: dict[str, Any] = yaml.load(text_of(folder), yaml.CBaseLoader)  # noqa: S506  this loader makes texts only
    originals: dict[str, Any] = yaml.load(TEA, yaml.CBaseLoader)  # noqa: S506
    by_id = {part: {each["id"]: each for each in originals[part]} for part in ("lessons", "questions")}
    by_id |= {"topics": originals["topics"], "glossary": {each["term"]: each for each in originals["glossary"]}}
    texts["set"] |= {"title": originals["set"]["title"].upper()}
    for part, entries in by_id.items():
        for name, entry in texts[part].items():
            texts[part][name] = shouted(entry, entries[name]) | {"fingerprint": entry["fingerprint"]}
    (folder / "tea.es.yaml").write_text(yaml.safe_dump(texts, allow_unicode=True, sort_keys=False), encoding="utf-8")


def shouted(wanted: Any, original: Any) -> Any:
    match wanted, original:
        case dict(), dict():
            return {name: shouted(each, original[name]) for name, each in wanted.items() if name in original}
        case dict(), str():  # an option in short
            return {name: original.upper() for name in wanted}
        case list(), list() if not wanted or isinstance(wanted[0], str):
            return [each.upper() for each in original]
        case list(), list():
            return [shouted(one, other) for one, other in zip(wanted, original, strict=True)]
        case _:
            return original.upper()


# What is shown


def test_a_file_to_fill_in_changes_nothing(folder: Path) -> None:
    loaded = look(folder)
    assert [(each.rule, each.severity) for each in loaded.problems] == [("untranslated", "information")]
    assert loaded.problems[0].message == (
        "Not translated, and shown in `en`: 1 of 1 titles, 2 of 2 topics, 1 of 1 words, 2 of 2 lessons, 9 of 9 questions."
    )
    original = loaded.library.sets["tea-students"]
    translated = loaded.library.translations["tea-students", "es"]
    assert (translated.language, original.language) == ("es", "en")
    assert translated.questions == original.questions
    assert translated.lessons == original.lessons
    assert loaded.questions == 10


def test_everything_can_be_translated(folder: Path) -> None:
    shout(folder)
    assert found(look(folder)) == []
    original, translated = look(folder).library.sets["tea-students"], spanish(folder)
    assert translated.title == "TEA: WHAT TO KNOW"
    assert [each.title for each in translated.topics] == ["THE CUP", "THE LEAF"]
    assert [(each.term, each.also, each.meaning) for each in translated.glossary] == [
        ("INFUSION", ("BREW", "LIQUOR"), "THE DRINK THAT LEAVES AND WATER MAKE.")
    ]
    assert [each.text for each in translated.lessons] == [each.text.upper() for each in original.lessons]
    by_key = {each.key.partition("/")[2]: each for each in translated.questions}
    match by_key["wait"], by_key["minutes"]:
        case Single() as wait, Single() as minutes:
            assert wait.vignette == "ADA POURS HERSELF A CUP.\nIT STEAMS."
            assert wait.options[1].why == "IT BURNS."
            assert wait.options[1].misconception == "Steam is harmless"  # for educators, who know the original
            assert wait.ask == ("HOW HOT IS MY TEA?", "HOW LONG DO I WAIT?")
            assert wait.evidence is not None
            assert wait.evidence.people == "A FEW DRINKERS"
            assert [(each.text, each.correct) for each in minutes.options] == [
                ("ONE MINUTE", False),
                ("THREE MINUTES", True),
                ("AN HOUR", False),
            ]
    match [by_key[name] for name in ("plants", "steps", "colours", "time", "drink", "gap", "own-words")]:
        case [
            TrueFalse(answer=False, why="IT IS ONE PLANT, TREATED IN TWO WAYS."),
            Order() as steps,
            Match() as colours,
            Numeric() as time,
            Short(accept=("infusion", "brew")),  # it is not asked any more
            Cloze(before="BOTH TEAS COME FROM ONE ", accept=("PLANT", "BUSH")),
            Teachback(points=("WATER IS BOILED", "LEAVES ARE ADDED")),
        ]:
            assert [each.text for each in steps.items] == ["BOIL WATER", "ADD LEAVES", "WAIT"]
            assert colours.rights == ("YELLOW", "BROWN", "BLUE")
            assert (time.answer.value, time.answer.tolerance, time.answer.unit) == (5.0, 0.5, "MINUTES")
            assert [(each.value, each.unit) for each in time.also] == [(300.0, "SECONDS")]
        case other:
            pytest.fail(str(other))
    assert [each.key for each in translated.questions] == [each.key for each in original.questions]
    assert [each.cites for each in translated.questions] == [each.cites for each in original.questions]


def test_a_language_has_as_many_words_of_its_own_as_it_has(folder: Path) -> None:
    (folder / "tea.yaml").write_text(TEA.replace("    retired: true\n", ""), encoding="utf-8")
    translate(folder / "tea.yaml", "es")
    edit(
        folder / "tea.es.yaml",
        ("    # original: What is another word for tea in a cup?\n    stem: \"\"", "    stem: ¿Cómo se dice?"),
        ("    # original: infusion, brew\n    accept: []", "    accept: [infusión, té, tisana]"),
        ("    # original: Leaves infuse.\n    explanation: \"\"", "    explanation: Las hojas infunden."),
        ("    # original: infusion\n    term: \"\"", "    term: infusión"),
        ("    meaning: \"\"", "    meaning: La bebida."),
    )
    assert [each.rule for each in look(folder).problems] == ["untranslated"]
    question = next(each for each in spanish(folder).questions if each.key.endswith("/drink"))
    assert isinstance(question, Short)
    assert question.accept == ("infusión", "té", "tisana")
    assert [(each.term, each.also) for each in spanish(folder).glossary] == [("infusión", ())]


def test_half_an_entry_is_shown_as_it_was_written(folder: Path) -> None:
    edit(folder / "tea.es.yaml", ('    # original: Tea is hot\n    title: ""', "    title: El té está caliente"))
    warning = next(each for each in look(folder).problems if each.severity == "warning")
    assert (warning.rule, warning.message) == (
        "untranslated",
        "`text` is not translated, so the whole entry is shown in `en`.",
    )
    assert text_of(folder).splitlines()[warning.line - 1] == '    text: ""'
    assert spanish(folder).lessons[0].title == "Tea is hot"


def test_an_old_translation_is_shown_as_it_was_written(folder: Path) -> None:
    shout(folder)
    edit(folder / "tea.yaml", ("text: Drink at once", "text: Drink it now"))
    assert [(each.rule, each.message) for each in look(folder).problems if each.severity == "warning"] == [
        ("stale-translation", "The original has changed since this was translated.")
    ]
    assert look(folder).problems[0].message.endswith(": 1 of 9 questions.")
    wait, minutes, *_ = spanish(folder).questions
    assert isinstance(wait, Single)
    assert isinstance(minutes, Single)
    assert wait.options[0].text == "Wait a little"
    assert minutes.options[0].text == "ONE MINUTE"


def test_a_translation_of_nobody_knows_what_is_not_shown(folder: Path) -> None:
    shout(folder)
    text = text_of(folder)
    (folder / "tea.es.yaml").write_text(re.sub("(wait:(?s:.*?))    fingerprint: .*\n", r"\1", text), encoding="utf-8")
    assert [each.message for each in look(folder).problems if each.severity == "warning"] == [
        "It is not noted which original this translates."
    ]
    assert translate(folder / "tea.yaml", "es")[0].endswith("15 entries, 0 to translate, 0 stale\n")
    assert found(look(folder)) == []


# What is wrong


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  - ONE MINUTE\n", "", "options", "`options` has 2 entries, and 3 in the original."),
        ("why: IT COOLS.", "why: IT COOLS.\n      misconception: NO", "misconception", "There is no field `misconception` here."),
        ("explanation: LEAVES AND WATER.", "explanation: LEAVES\n    vignette: ADA", "vignette", "The original has no `vignette` here."),
        ("{{PLANT| BUSH}}", "PLANT", "PLANT", "`text` has not exactly one gap."),
        ("title: THE CUP", "title: " + 33 * "é", "é", "The title has 66 bytes, and a button takes 64."),
        ("  kinds:", "  sorts:", "sorts", "The set has no lesson `sorts`."),
        ("  leaf:", "  leaves:", "leaves", "The set has no topic `leaves`."),
        ("  infusion:", "  infusions:", "infusions", "The set has no word `infusions`."),
        ("of: tea-students", "of: tea-student", "of: tea-student", "There is no set `tea-student` among the files."),
        ("language: es", "language: español", "español", "`language` is no language."),
        ("fingerprint: ", "fingerprint: 1\nquizbot: '1'\nx: ", "fingerprint: 1", "`fingerprint` is no fingerprint."),
        ("  - INFUSION, BREW", "", "", ""),
    ],
)
def test_errors(folder: Path, old: str, new: str, line: str, message: str) -> None:
    if not message:
        return
    shout(folder)
    text = text_of(folder)
    if old.startswith("  - ONE"):
        old, new = "    - text: ONE MINUTE\n", ""
    if old.startswith("fingerprint"):
        text = text.replace("quizbot: '1'\n", "")
    (folder / "tea.es.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    loaded = load([folder], [rule for rule in RULES if rule.severity == "error"])
    problem = next(each for each in loaded.errors if each.file.endswith("tea.es.yaml"))
    assert problem.message == message
    assert line in text_of(folder).splitlines()[problem.line - 1]
    assert loaded.library.translations == {}
    assert loaded.library.translated("tea-students", "es").language == "en"

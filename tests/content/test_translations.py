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

from quizbot.content import gate
from quizbot.content.document import Path as ValuePath
from quizbot.content.document import Value
from quizbot.content.formatting import fmt
from quizbot.content.loader import Loaded, load
from quizbot.content.problems import Position
from quizbot.content.rules.registry import RULES
from quizbot.content.schema.editor import set_shape, translation_schema_text, translation_shape
from quizbot.content.schema.reading import read_translation
from quizbot.content.translating import SCHEMA as SCHEMA_FILE
from quizbot.content.translating import translate
from quizbot.content.translations import AROUND_TEXTS, TEXTS, Overlaid
from quizbot.domain.questions import Cloze, Match, Numeric, Order, QuestionSet, Short, Single, Teachback, TrueFalse
from tests.content.written import TEA, found, write_sources

SCHEMA = json.loads(translation_schema_text())
COMMITTED = Path(__file__).parents[2] / "questions" / SCHEMA_FILE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one set, and its translation into Spanish in which nothing is translated."""
    write_sources(tmp_path)
    (tmp_path / "tea.yaml").write_text(TEA, encoding="utf-8")
    assert translate(tmp_path / "tea.yaml", "es") == (
        f"{tmp_path}/tea.es.yaml: 15 entries, 15 to translate, 0 stale\n",
        0,
    )
    return tmp_path


def look(path: Path) -> Loaded:
    """What the files hold; how well they are written does not matter here."""
    return load([path], rules=())


def spanish(folder: Path) -> QuestionSet:
    """The set in Spanish, as far as there is one."""
    library = look(folder).library
    return library.translations.get(("tea-students", "es"), library.sets["tea-students"])


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
    assert fmt([folder / "tea.es.yaml"])[1] == 0


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
        "Not translated, and shown in `en`: 1 of 1 title, 2 of 2 topics, 1 of 1 word, 2 of 2 lessons, 9 of 9 questions."
    )
    assert loaded.problems[0].hint.startswith("Fill in the empty texts")
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
        case other:
            pytest.fail(str(other))
    match [by_key[name] for name in ("plants", "steps", "colours", "time", "drink", "gap", "own-words")]:
        case [
            TrueFalse(answer=False, why="IT IS ONE PLANT, TREATED IN TWO WAYS."),
            Order() as steps,
            Match() as colours,
            Numeric() as time,
            Short(accept=("infusion", "brew")),  # it is not asked any more
            Cloze(before="BOTH TEAS COME FROM ONE ", accept=("PLANT", "BUSH", "plant", "bush")),
            Teachback(points=("WATER IS BOILED", "LEAVES ARE ADDED")),
        ]:
            assert [each.text for each in steps.items] == ["BOIL WATER", "ADD LEAVES", "WAIT"]
            assert colours.rights == ("YELLOW", "BROWN", "BLUE")
            assert (time.answer.value, time.answer.tolerance, time.answer.unit) == (5.0, 0.5, "MINUTES")
            assert [each.unit for each in time.also] == ["SECONDS", "minutes", "seconds"]
        case others:
            pytest.fail(str(others))
    assert [each.key for each in translated.questions] == [each.key for each in original.questions]
    assert [each.cites for each in translated.questions] == [each.cites for each in original.questions]


def test_a_language_has_as_many_words_of_its_own_as_it_has(folder: Path) -> None:
    (folder / "tea.yaml").write_text(TEA.replace("    retired: true\n", ""), encoding="utf-8")
    translate(folder / "tea.yaml", "es")
    edit(
        folder / "tea.es.yaml",
        ('    # original: What is another word for tea in a cup?\n    stem: ""', "    stem: ¿Cómo se dice?"),
        ("    # original: infusion, brew\n    accept: []", "    accept: [infusión, té, tisana]"),
        ('    # original: Leaves infuse.\n    explanation: ""', "    explanation: Las hojas infunden."),
        ('    # original: infusion\n    term: ""', "    term: infusión"),
        ('    meaning: ""', "    meaning: La bebida."),
    )
    assert [each.rule for each in look(folder).problems] == ["untranslated"]
    question = next(each for each in spanish(folder).questions if each.key.endswith("/drink"))
    assert isinstance(question, Short)
    assert question.accept == ("infusión", "té", "tisana", "infusion", "brew")
    assert [(each.term, each.also) for each in spanish(folder).glossary] == [("infusión", ())]


def test_a_language_has_other_forms_of_a_word_that_has_none_in_the_original(folder: Path) -> None:
    edit(folder / "tea.yaml", (", also: [brew, liquor]", ""))
    (folder / "tea.es.yaml").unlink()
    translate(folder / "tea.yaml", "es")
    assert '    # original: infusion\n    term: ""\n    also: []\n    # original: The' in text_of(folder)
    edit(
        folder / "tea.es.yaml",
        ('    # original: infusion\n    term: ""\n    also: []', "    term: infusión\n    also: [infusiones]"),
        ('    meaning: ""', "    meaning: La bebida."),
    )
    assert {each.rule for each in look(folder).problems} == {"untranslated"}
    assert [(each.term, each.also) for each in spanish(folder).glossary] == [("infusión", ("infusiones",))]


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
        ("      - {text: ONE MINUTE}\n", "", "- {text: THREE", "`options` has 2 entries, and 3 in the original."),
        ("why: IT COOLS.", "wy: IT COOLS.", "- {text: WAIT A LITTLE, wy", "There is no field `wy` here."),
        ("stem: WHAT DOES TEA NEED?", "vignette: ADA", "vignette: ADA", "The original has no `vignette` here."),
        ('"BOTH TEAS COME FROM ONE {{PLANT| BUSH}}."', "ONE", "text: ONE", "`text` has not exactly one gap."),
        ("title: THE CUP", f"title: {33 * 'é'}", "cup: {title: éé", "The title has 66 bytes, and a button takes 64."),
        ("  kinds:", "  sorts:", "sorts:", "The set has no lesson `sorts`."),
        ("  leaf:", "  leaves:", "leaves:", "The set has no topic `leaves`."),
        ("  infusion:", "  infusions:", "infusions:", "The set has no word `infusions`."),
        ("  gap:", "  hole:", "hole:", "The set has no question `hole`."),
        ("of: tea-students", "of: tea-student", "of: tea-student", "There is no set `tea-student` among the files."),
        ("language: es", "language: español", "language: español", "`language` is no language."),
        ("title: THE CUP", "title: [THE CUP]", "cup: {title: [", "`title` must be a text."),
    ],
)
def test_errors_stand_where_they_are_and_leave_the_translation_out(
    folder: Path, old: str, new: str, line: str, message: str
) -> None:
    shout(folder)
    edit(folder / "tea.es.yaml", (old, new))
    loaded = load([folder], [rule for rule in RULES if rule.severity == "error"])
    problem = next(each for each in loaded.errors if each.file.endswith("tea.es.yaml"))
    assert problem.message == message
    assert text_of(folder).splitlines()[problem.line - 1].strip().startswith(line)
    assert loaded.library.translations == {}


def test_a_fingerprint_is_16_digits(folder: Path) -> None:
    path = folder / "tea.es.yaml"
    path.write_text(re.sub("fingerprint: .*", "fingerprint: 1", text_of(folder), count=1), encoding="utf-8")
    assert [each.message for each in look(folder).errors] == ["`fingerprint` is no fingerprint."]


def test_a_word_of_the_glossary_has_a_name(folder: Path) -> None:
    edit(folder / "tea.es.yaml", ("  infusion:", "  ' ':"))
    assert [(each.rule, each.message) for each in look(folder).errors] == [("missing-field", "` ` is empty.")]


def test_a_translation_alone_cannot_be_checked(folder: Path) -> None:
    (problem,) = look(folder / "tea.es.yaml").problems
    assert (problem.rule, problem.hint) == ("unknown-original", "Check it together with its set: name their folder.")


def test_there_is_one_translation_into_a_language(folder: Path) -> None:
    (folder / "tea.z.yaml").write_text(text_of(folder), encoding="utf-8")
    assert [(each.file, each.rule) for each in look(folder).errors] == [(f"{folder}/tea.z.yaml", "duplicate-id")]
    assert list(look(folder).library.translations) == [("tea-students", "es")]


def test_of_a_set_with_errors_nothing_is_said_about_translations(folder: Path) -> None:
    (folder / "tea.yaml").write_text(TEA.replace("    kind: order\n", ""), encoding="utf-8")
    assert [Path(each.file).name for each in look(folder).problems] == ["tea.yaml"]
    assert look(folder).library.translations == {}


def test_what_is_found_in_the_original_is_not_said_again(folder: Path) -> None:
    edit(folder / "tea.yaml", ("title: The leaf", "title: " + 65 * "x"))
    edit(folder / "tea.yaml", ("    cites: [{source: leaflet, at: Brewing ¶3}]\n", ""))
    in_translation = [each.rule for each in load([folder]).problems if each.file.endswith("tea.es.yaml")]
    assert "uncited" not in in_translation
    assert "long-label" not in in_translation


def test_what_lies_over_a_set_stands_where_the_translation_has_it() -> None:
    document, _ = gate.read(b"questions:\n  wait:\n    stem: Espera\n", "tea.es.yaml")
    assert document is not None
    places: dict[ValuePath, ValuePath] = {("questions", 7): ("questions", "wait")}
    overlaid = Overlaid(fields={}, marks=(), translation=document, places=places)
    assert overlaid.position(("questions", 7, "stem")) == Position(line=3, column=11)
    assert overlaid.name_position(("questions", 7, "stem")) == Position(line=3, column=5)
    assert overlaid.position(("questions", 8, "stem")) == Position(line=2, column=3)


# Which set a learner sees


# quizbot translate


def test_translating_again_changes_nothing(folder: Path) -> None:
    before = text_of(folder)
    assert translate(folder / "tea.yaml", "es")[1] == 0
    assert text_of(folder) == before
    assert fmt([folder / "tea.es.yaml"], check=True)[1] == 0


def test_what_is_translated_keeps_its_comments_and_loses_the_original(folder: Path) -> None:
    edit(
        folder / "tea.es.yaml",
        ("of: tea-students", "of: tea-students  # by Ada"),
        ("set:\n", "# the set\nset:\n"),
        (
            '    # original: Tea is hot\n    title: ""',
            "    # original: Tea is hot\n    # or: ardiente\n    title: Caliente  # ?",
        ),
    )
    translate(folder / "tea.yaml", "es")
    text = text_of(folder)
    assert "  of: tea-students  # by Ada\n" in text
    assert "# the set\nset:\n" in text
    assert "  hot:\n    # or: ardiente\n    title: Caliente  # ?\n    # original: Fresh tea is hot.\n" in text


def test_what_is_old_is_marked_beside_the_new_original(folder: Path) -> None:
    shout(folder)
    translate(folder / "tea.yaml", "es")
    assert "original:" not in text_of(folder)
    edit(folder / "tea.yaml", ("title: Tea is hot", "title: Tea is very hot"))
    assert translate(folder / "tea.yaml", "es")[0].endswith("15 entries, 0 to translate, 1 stale\n")
    assert (
        "  # stale: the original has changed. Bring this up to date, and delete its fingerprint.\n  hot:\n"
        "    # original: Tea is very hot\n    title: TEA IS HOT\n"
    ) in text_of(folder)
    assert [each.rule for each in look(folder).problems] == ["untranslated", "stale-translation"]
    edit(folder / "tea.es.yaml", ("title: TEA IS HOT", "title: TEA IS VERY HOT"))
    lines = text_of(folder).splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if "VERY HOT" in line)
    fingerprint = next(number for number in range(place, len(lines)) if "fingerprint" in lines[number])
    (folder / "tea.es.yaml").write_text("".join(lines[:fingerprint] + lines[fingerprint + 1 :]), encoding="utf-8")
    assert translate(folder / "tea.yaml", "es")[0].endswith("15 entries, 0 to translate, 0 stale\n")
    assert "stale:" not in text_of(folder)
    assert "original:" not in text_of(folder)
    assert found(look(folder)) == []


def test_new_entries_are_added_in_the_order_of_the_set(folder: Path) -> None:
    shout(folder)
    plants = TEA[TEA.index("  - id: plants") : TEA.index("  - id: steps")]
    edit(folder / "tea.yaml", (plants, plants.replace("plants", "bushes") + plants))
    edit(folder / "tea.yaml", ("      - {text: Wait}\n", "      - {text: Wait}\n      - {text: Pour}\n"))
    assert translate(folder / "tea.yaml", "es")[0].endswith("16 entries, 1 to translate, 1 stale\n")
    names = re.findall("^  ([a-z-]+):$", text_of(folder), flags=re.MULTILINE)
    assert names[names.index("needs") :][:3] == ["needs", "bushes", "plants"]
    assert '      - text: WAIT\n      # original: Pour\n      - text: ""\n' in text_of(folder)


def test_what_the_set_does_not_have_any_more_is_kept(folder: Path) -> None:
    shout(folder)
    edit(
        folder / "tea.es.yaml",
        ("      - {text: WAIT}\n", "      - {text: WAIT}\n      - {text: DRINK}\n"),
        ("set:\n", "notes: mine\nset:\n"),
    )
    edit(folder / "tea.yaml", ("  - id: gap\n", "  - id: hole\n"))
    assert translate(folder / "tea.yaml", "es")[0].endswith("15 entries, 2 to translate, 0 stale\n")
    assert "\n\n  gap:\n" in text_of(folder)
    assert "      - {text: DRINK}\n" in text_of(folder)
    assert text_of(folder).endswith("\nnotes: mine\n")


def test_a_set_of_which_nothing_can_be_read_in_another_language_is_left_out(folder: Path) -> None:
    cloze = TEA[TEA.index("  - id: gap") : TEA.index("  - id: own-words")]
    (folder / "tea.yaml").write_text(TEA[: TEA.index("  - id: wait")] + cloze, encoding="utf-8")
    (folder / "tea.es.yaml").unlink()
    translate(folder / "tea.yaml", "es")
    edit(folder / "tea.es.yaml", ('{{plant| bush}}.\n    text: ""', "\n    text: Una planta."))
    edit(folder / "tea.es.yaml", ('    explanation: ""', "    explanation: Es una sola."))
    assert [each.message for each in look(folder).errors] == ["`text` has not exactly one gap."]
    assert look(folder).library.translations == {}


def test_a_set_without_glossary_has_none_to_translate(folder: Path) -> None:
    glossary = TEA[TEA.index("glossary:") : TEA.index("lessons:")]
    edit(folder / "tea.yaml", (glossary, ""))
    assert translate(folder / "tea.yaml", "fr")[0].endswith("14 entries, 14 to translate, 0 stale\n")


def test_editors_are_told_where_the_schema_is(folder: Path) -> None:
    (folder / SCHEMA_FILE).write_text("{}", encoding="utf-8")
    translate(folder / "tea.yaml", "de")
    assert (
        (folder / "tea.de.yaml")
        .read_text(encoding="utf-8")
        .startswith(f"# yaml-language-server: $schema={SCHEMA_FILE}\nquizbot: 1\n")
    )


@pytest.mark.parametrize(
    ("file", "language", "said", "code"),
    [
        ("tea.yaml", "Spanish", "Spanish is no language: write it as `es` or `pt-BR`.", 2),
        ("tea.yaml", "en", "/tea.yaml is written in `en`: name another language.", 2),
        ("none.yaml", "es", "There is no file {folder}/none.yaml.", 2),
        ("", "es", "{folder} is a folder: name the file of a set.", 2),
        ("tea.es.yaml", "fr", "/tea.es.yaml is a translation: name the file of its set.", 2),
        ("sources.yaml", "es", "/sources.yaml is no set.", 1),
        ("tea.yaml", "de", "/tea.de.yaml is no translation of this set into `de`.", 1),
        ("tea.yaml", "fr", "/tea.fr.yaml cannot be read: `quizbot check` says why.", 1),
        ("bad.yaml", "es", "/bad.yaml has errors: `quizbot check` says which.", 1),
    ],
)
def test_refusals(folder: Path, file: str, language: str, said: str, code: int) -> None:
    (folder / "tea.de.yaml").write_text(text_of(folder), encoding="utf-8")
    (folder / "tea.fr.yaml").write_text("a: [", encoding="utf-8")
    (folder / "bad.yaml").write_text(TEA.replace("kind: order", "kind: orders"), encoding="utf-8")
    before = sorted(folder.iterdir())
    text, exit_code = translate(folder / file, language)
    assert (text.endswith(f"{said.format(folder=folder)}\n"), exit_code) == (True, code)
    assert sorted(folder.iterdir()) == before
    assert (folder / "tea.fr.yaml").read_text(encoding="utf-8") == "a: ["


# The schema


def test_the_schema_is_valid_and_committed(folder: Path) -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert COMMITTED.read_text(encoding="utf-8") == translation_schema_text()
    assert list(Draft7Validator(SCHEMA).iter_errors(yaml.safe_load(text_of(folder)))) == []
    shout(folder)
    assert list(Draft7Validator(SCHEMA).iter_errors(yaml.safe_load(text_of(folder)))) == []
    assert not Draft7Validator(SCHEMA).is_valid({"quizbot": 1, "translation": {"of": "tea"}})


@pytest.mark.parametrize("path", sorted(COMMITTED.parent.glob("*/*.*.yaml")), ids=lambda path: path.stem)
def test_shipped_translations_please_editors(path: Path) -> None:
    assert list(Draft7Validator(SCHEMA).iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def test_the_schema_names_what_is_translated_and_a_set_has_all_of_it() -> None:
    parts = translation_shape()["definitions"]
    translated = {
        name for each in parts.values() for name in each["properties"] if each["title"] != "TranslationHead"
    } - {"fingerprint"}
    assert translated == TEXTS | AROUND_TEXTS
    in_sets = {name for each in set_shape()["definitions"].values() for name in each.get("properties", ())}
    assert translated <= in_sets


def test_what_does_not_fit_the_shape_is_no_translation() -> None:
    fields: Mapping[str, Value] = {"quizbot": "1", "translation": {"of": "tea", "language": "es"}}
    assert read_translation(fields)[0] is not None
    assert [each.kind for each in read_translation({**fields, "sources": []})[1]] == ["extra_forbidden"]

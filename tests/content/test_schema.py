"""The JSON Schema that editors read says the same as the loader, and explains every field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis.strategies import sampled_from
from jsonschema import Draft7Validator, FormatChecker

from quizbot.content.document import Value
from quizbot.content.schema.editor import schema_text
from quizbot.content.schema.reading import read_set
from tests.content.test_rules import examples, set_with
from tests.content.written import GOOD, TEA, as_plain_yaml

SCHEMA = json.loads(schema_text())
COMMITTED = Path(__file__).parents[2] / "questions" / "quizbot.schema.json"
SHIPPED = sorted(each for each in COMMITTED.parent.glob("*/*.yaml") if "." not in each.stem)  # no translations
# What an editor's YAML server makes of plain scalars: the core schema of YAML 1.2.
CORE = (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("tag:yaml.org,2002:float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
)


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML as editors do."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  the library's own shape


for _tag, _pattern, _first in CORE:
    EditorLoader.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), _first)


def as_editor(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)  # noqa: S506  a safe loader with fewer types


def as_loader(text: str) -> dict[str, Value]:
    fields: dict[str, Value] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  this loader makes texts only
    return fields


def editor_complains(text: str) -> bool:
    return not Draft7Validator(SCHEMA, format_checker=FormatChecker()).is_valid(as_editor(text))


def loader_complains(text: str) -> bool:
    return bool(read_set(as_loader(text)).flaws)


def test_the_schema_is_valid_and_committed() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "write it anew: quizbot schema"


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each field in the schema, by its name."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
    for inside in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from properties(inside)


def described(field: dict[str, Any]) -> bool:
    references = [field.get("$ref"), *(each.get("$ref") for each in field.get("allOf", ()))]
    definitions = [SCHEMA["definitions"][each.rpartition("/")[2]] for each in references if each is not None]
    return any(each.get("description") for each in (field, *definitions))


def test_every_field_is_explained() -> None:
    fields = list(properties(SCHEMA["properties"])) + list(properties(SCHEMA["definitions"]))
    conditions = [name for name, field in fields if field.keys() == {"const"}]  # of an if, which is no field
    assert len(fields) > 100
    assert [name for name, field in fields if not described(field) and name not in conditions] == []


def test_nothing_stands_beside_a_reference_where_draft_7_would_not_see_it() -> None:
    assert re.findall(r'\{[^{}]*"\$ref": "[^"]*",[^{}]*\}|\{[^{}]*,\s*"\$ref"[^{}]*\}', json.dumps(SCHEMA)) == []


def test_no_mapping_of_fixed_fields_takes_others() -> None:
    with_fields = [each for each in SCHEMA["definitions"].values() if "properties" in each]
    assert len(with_fields) > 20
    assert [each for each in with_fields if each.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("path", [GOOD / "tea.yaml", *SHIPPED], ids=lambda path: path.stem)
def test_good_files_please_both(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(Draft7Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(as_editor(text))) == []
    assert not loader_complains(text)


FRAGMENTS = [
    pytest.param(set_with(each.values[1]), id=f"{which}-{each.id}")
    for which in ("passes", "fails")
    for each in examples(which)
    if isinstance(each.values[1], dict) and each.id != "bad-value-2"  # an editor takes True for true
]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_both_complain_of_the_same_examples(text: str) -> None:
    assert editor_complains(text) == loader_complains(text)


def places(value: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of each value in a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield (*path, name)
        yield from places(each, (*path, name))


PLACES = list(places(as_loader(TEA)))


@given(
    path=sampled_from(PLACES),
    new=sampled_from(["word", "two words", [], {}, ["word"], [["word"]], {"word": "word"}, {"text": "word"}]),
    how=sampled_from(["replace", "add", "rename", "delete"]),
    name=sampled_from(["word", "kind", "text", "why", "answer", "options", "correct", "cites", "also", "unit", "core"]),
)
@settings(max_examples=300, deadline=None)
def test_both_complain_of_the_same_changes_to_a_good_file(
    path: tuple[str | int, ...], new: Any, how: str, name: str
) -> None:
    fields = as_loader(TEA)
    above: Any = fields
    for part in path[:-1]:
        above = above[part]
    match how, above:
        case "replace", _:
            above[path[-1]] = new
        case "add", dict():
            above[name] = new
        case "add", list():
            above.append(new)
        case "rename", dict():
            above[name] = above.pop(path[-1])
        case _:
            del above[path[-1]]
    text = as_plain_yaml(fields)
    assert editor_complains(text) == loader_complains(text)


@pytest.mark.parametrize(
    "text",
    [
        TEA.replace("text: no,", "text: ~,"),  # a text to the loader, nothing at all to an editor
        TEA.replace("core: true", "core: 'true'"),  # true to the loader, a text to an editor
        TEA.replace("id: wait", "id: 007"),
    ],
)
def test_where_they_differ_the_editor_asks_for_quotes_or_to_leave_them_out(text: str) -> None:
    assert editor_complains(text)
    assert not loader_complains(text)

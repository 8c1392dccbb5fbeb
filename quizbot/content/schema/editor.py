"""The shape as JSON Schema: for editors, by the means of draft 7, and to look up what a field is for."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from quizbot.content.document import Path
from quizbot.content.schema.sets import SetFile
from quizbot.content.schema.sources import SourcesFile
from quizbot.content.schema.translations import TranslationFile

JsonSchema: TypeAlias = dict[str, Any]

_REFERENCE = "#/definitions/"


def schema_text() -> str:
    """The JSON Schema of a question set's file, as `questions/quizbot.schema.json` holds it."""
    about = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "A question set for quizbot"}
    return json.dumps(about | _draft_7(set_shape()), indent=2, ensure_ascii=False) + "\n"


def translation_schema_text() -> str:
    """The JSON Schema of a translation's file, as `questions/translation.schema.json` holds it."""
    about = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A translation of a question set for quizbot",
    }
    return json.dumps(about | _draft_7(translation_shape()), indent=2, ensure_ascii=False) + "\n"


@cache
def set_shape() -> JsonSchema:
    """The shape of a question set's file in pydantic's words."""
    return _shape(TypeAdapter(SetFile))


@cache
def sources_shape() -> JsonSchema:
    """The shape of sources.yaml in pydantic's words."""
    return _shape(TypeAdapter(SourcesFile))


@cache
def translation_shape() -> JsonSchema:
    """The shape of a translation's file in pydantic's words."""
    return _shape(TypeAdapter(TranslationFile))


def _shape(adapter: TypeAdapter[Any]) -> JsonSchema:
    schema = adapter.json_schema(ref_template=_REFERENCE + "{model}")
    return schema | {"definitions": schema.pop("$defs")}


def part_at(shape: JsonSchema, path: Path) -> JsonSchema:
    """The part of the shape that a flaw's path leads to: its `properties` and its `description`.

    What the path names and the shape does not know is passed over.
    """
    part = shape
    for step in path:
        inside = _mapping(shape, part)
        kinds = part.get("discriminator", {}).get("mapping", {})
        if isinstance(step, int) and "items" in inside:
            part = inside["items"]
        elif step in inside.get("properties", {}):
            part = inside["properties"][step]
        elif step in kinds:
            part = {"$ref": kinds[step]}
        elif "patternProperties" in inside:
            (part,) = inside["patternProperties"].values()
    return _mapping(shape, part) | part


def _mapping(shape: JsonSchema, part: JsonSchema) -> JsonSchema:
    """What a part refers to; of several, the one that has fields."""
    for each in (part, *part.get("anyOf", ())):
        if "$ref" in each:
            definition: JsonSchema = shape["definitions"][each["$ref"].removeprefix(_REFERENCE)]
            return definition
    return part


def _draft_7(part: Any) -> Any:
    """The same without what draft 7 does not know: a `discriminator`, and anything beside a `$ref`."""
    match part:
        case list():
            return [_draft_7(each) for each in part]
        case {"discriminator": {"mapping": kinds}}:
            return _by_kind(kinds)
        case {"$ref": reference, **beside} if beside:
            return {"allOf": [{"$ref": reference}]} | beside
        case {"patternProperties": _}:
            return _inside(part) | {"additionalProperties": False}
        case dict():
            return _inside(part)
        case _:
            return part


def _inside(part: JsonSchema) -> JsonSchema:
    # Pydantic gives each field its own name as a title, which an editor would show twice.
    return {name: _draft_7(each) for name, each in part.items() if not (name == "title" and isinstance(each, str))}


def _by_kind(kinds: dict[str, str]) -> JsonSchema:
    """A question: once its kind is written, what belongs to that kind, so that an editor offers no more and no less."""
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(kinds), "description": "How it is asked and answered."}},
        "allOf": [
            {"if": {"required": ["kind"], "properties": {"kind": {"const": kind}}}, "then": {"$ref": reference}}
            for kind, reference in kinds.items()
        ],
    }

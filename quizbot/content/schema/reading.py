"""The fields of a file held against the shape that they should have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from quizbot.content.document import Path, Value
from quizbot.content.schema.sets import SetFile
from quizbot.content.schema.sources import SourcesFile
from quizbot.content.schema.translations import TranslationFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something that does not fit the shape.

    `kind` and `wanted` are pydantic's words for it. `path` is pydantic's too: in a question, its kind comes first.
    """

    kind: str
    path: Path
    written: Value
    wanted: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReading:
    """A question set's file as far as it could be read, and what is wrong with the rest.

    `file` holds the lessons and questions without a flaw, and `lessons` and `questions` say at which places in the
    authored file they stand. It is None if there are none, or if something around them has a flaw.
    """

    file: SetFile | None
    lessons: Sequence[int]
    questions: Sequence[int]
    flaws: tuple[Flaw, ...]


def read_set(fields: Mapping[str, Value]) -> SetReading:
    """The question set that the fields hold."""
    try:
        file = _set_file().validate_python(fields)
    except ValidationError as error:
        return _read_rest(fields, _flaws(error))
    lessons, questions = range(len(file["lessons"])), range(len(file["questions"]))
    return SetReading(file=file, lessons=lessons, questions=questions, flaws=())


def read_sources(fields: Mapping[str, Value]) -> tuple[SourcesFile | None, tuple[Flaw, ...]]:
    """The sources that the fields hold, None if there is a flaw."""
    try:
        return _sources_file().validate_python(fields), ()
    except ValidationError as error:
        return None, _flaws(error)


def read_translation(fields: Mapping[str, Value]) -> tuple[TranslationFile | None, tuple[Flaw, ...]]:
    """The translation that the fields hold, None if there is a flaw."""
    try:
        return _translation_file().validate_python(fields), ()
    except ValidationError as error:
        return None, _flaws(error)


@cache
def _set_file() -> TypeAdapter[SetFile]:
    return TypeAdapter(SetFile)


@cache
def _sources_file() -> TypeAdapter[SourcesFile]:
    return TypeAdapter(SourcesFile)


@cache
def _translation_file() -> TypeAdapter[TranslationFile]:
    return TypeAdapter(TranslationFile)


def _flaws(error: ValidationError) -> tuple[Flaw, ...]:
    return tuple(
        Flaw(kind=each["type"], path=each["loc"], written=each["input"], wanted=each.get("ctx", {}))
        for each in error.errors(include_url=False)
    )


def _read_rest(fields: Mapping[str, Value], flaws: tuple[Flaw, ...]) -> SetReading:
    lessons = _without_flaw("lessons", fields, flaws)
    questions = _without_flaw("questions", fields, flaws)
    sound = {"lessons": _at(lessons, fields.get("lessons")), "questions": _at(questions, fields.get("questions"))}
    try:
        file = _set_file().validate_python({**fields, **sound})
    except ValidationError:
        return SetReading(file=None, lessons=(), questions=(), flaws=flaws)
    return SetReading(file=file, lessons=lessons, questions=questions, flaws=flaws)


def _without_flaw(part: str, fields: Mapping[str, Value], flaws: Sequence[Flaw]) -> Sequence[int]:
    flawed = {flaw.path[1] for flaw in flaws if flaw.path[0] == part and len(flaw.path) > 1}
    return [place for place in range(len(fields.get(part, ()))) if place not in flawed]


def _at(places: Sequence[int], items: Value | None) -> list[Value]:
    return [items[place] for place in places] if isinstance(items, list) else []

"""Translations: the texts of a set in another language, laid over the set by the ids in it.

Everything is done on fields as they are written: what was laid over a set is read as any set is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from quizbot.content.document import Document, Path, Value
from quizbot.content.problems import Position

# Fields that are translated, and fields in which there are some.
TEXTS = frozenset(
    "title term meaning text again left right why vignette stem explanation unit people design certainty points ask "
    "accept also".split()
)
AROUND_TEXTS = frozenset("options items pairs extra answer also evidence".split())
Fields: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An entry of a set with texts: where it is in the set, where its translation is, and the texts alone."""

    place: Path
    at: Path
    texts: Fields

    @property
    def fingerprint(self) -> str:
        """16 hex digits that differ when one of the texts differs, or what it belongs to."""
        texts = json.dumps(self.texts, ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(texts.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a translation is not made like its original: it lacks a text or, if `is_wrong`, has what nothing needs."""

    at: Path
    message: str
    is_wrong: bool = False


def originals(fields: Mapping[str, Value]) -> Iterator[Original]:
    """What there is to translate in a set that can be read; not what is no longer asked."""
    for part in ("set", "topics", "glossary", "lessons", "questions"):
        match part, fields.get(part):
            case "set", dict() as head:
                yield _original((part,), (part,), head)
            case "topics", dict() as topics:
                for topic_id, topic in topics.items():
                    yield _original((part, topic_id), (part, topic_id), topic)
            case _, list() as entries:
                for place, entry in enumerate(entries):
                    if isinstance(entry, dict) and entry.get("retired") != "true":
                        name = str(entry["term" if part == "glossary" else "id"]).strip()
                        yield _original((part, place), (part, name), entry)
            case _:
                pass


def _original(place: Path, at: Path, entry: Value) -> Original:
    full = _written_out(entry) if isinstance(entry, dict) else {}
    return Original(place=place, at=at, texts=_texts_of(full))


def _written_out(entry: Fields) -> Fields:
    """An entry as it is translated.

    A question has its options in full, so that the key is known by its place. A word of the glossary has `also`, since
    a language that inflects has other forms of a word that has none in the original.
    """
    if "term" in entry:
        return {"also": [], **entry}
    options = entry.get("options")
    if not isinstance(options, list):
        return entry
    answer = entry.get("answer", [])
    keys = {str(each).strip() for each in ([answer] if isinstance(answer, str) else answer)}
    full: list[Value] = []
    for option in options:
        fields: Value = {"text": option} if isinstance(option, str) else option
        if isinstance(fields, dict) and str(fields["text"]).strip() in keys:
            fields = {**fields, "correct": "true"}
        full.append(fields)
    return {name: full if name == "options" else value for name, value in entry.items() if name != "answer"}


def _texts_of(entry: Fields) -> Fields:
    """The texts of an entry with nothing but what is around them."""
    texts: Fields = {}
    for name, value in entry.items():
        match value:
            case str() if name in TEXTS:
                texts[name] = value.strip()
            case dict() if name in AROUND_TEXTS and (inside := _texts_of(value)):
                texts[name] = inside
            case list() if name in TEXTS and _is_of_texts(value):
                texts[name] = [str(each).strip() for each in value]
            case list() if name in AROUND_TEXTS:
                texts[name] = [_texts_of(each) if isinstance(each, dict) else each for each in value]
            case _:
                pass
    return texts


def _is_of_texts(values: list[Value]) -> bool:
    return all(isinstance(each, str) for each in values)


def differences(original: Value, translated: Value | None, at: Path) -> Iterator[Difference]:
    """Where the translation of some texts is not made as they are; `translated` is of the shape of translations."""
    match original, translated:
        case list(), None | list() if at[-1] == "also" and _is_of_texts(original):
            pass  # a language may have no other word for the same
        case list(), list() if any(translated):
            yield from _differences_of_lists(original, translated, at)
        case dict(), dict():
            for field in translated.keys() - original.keys() - {"fingerprint"}:
                message = f"The original has no `{field}` here."
                yield Difference(at=(*at, field), message=message, is_wrong=True)
            for field, value in original.items():
                yield from differences(value, translated.get(field), (*at, field))
        case _ if not translated or isinstance(translated, list):
            yield Difference(at=at, message=f"`{_name(at)}` is not translated.")
        case _:
            pass


def _differences_of_lists(original: list[Value], translated: list[Value], at: Path) -> Iterator[Difference]:
    if at[-1] == "accept":
        return  # as many as the language has words
    if len(original) != len(translated):
        message = f"`{_name(at)}` has {len(translated)} entries, and {len(original)} in the original."
        yield Difference(at=at, message=message, is_wrong=True)
    else:
        for place, (one, other) in enumerate(zip(original, translated, strict=True)):
            yield from differences(one, other, (*at, place))


def _name(at: Path) -> str:
    return next(step for step in reversed(at) if isinstance(step, str))


def texts_in(value: Value) -> Iterator[str]:
    """Every text in a value that is not empty."""
    match value:
        case str():
            if value.strip():
                yield value
        case list():
            for each in value:
                yield from texts_in(each)
        case dict():
            for name, each in value.items():
                if name != "fingerprint":
                    yield from texts_in(each)
        case _:
            assert_never(value)


def laid_over(
    fields: Mapping[str, Value], translation: Mapping[str, Value], language: str, done: Collection[Original]
) -> Fields:
    """The set in another language: with the translations of those entries, with its own texts everywhere else."""
    over = {original.place: entry_at(translation, original.at) for original in done}
    over["set",] = {**over.get(("set",), {}), "language": language}
    return {part: _laid_over(value, (part,), over) for part, value in fields.items()}


def _laid_over(value: Value, path: Path, over: Mapping[Path, Fields]) -> Value:
    match value:
        case dict() if path in over:
            return _merged(_written_out(value), over[path])
        case dict() if len(path) == 1:
            return {name: _laid_over(each, (*path, name), over) for name, each in value.items()}
        case list() if len(path) == 1:
            return [_laid_over(each, (*path, place), over) for place, each in enumerate(value)]
        case _:
            return value


def _merged(original: Value, over: Value) -> Value:
    match original, over:
        case dict(), dict():
            return original | {name: _merged(original[name], each) for name, each in over.items() if name in original}
        case list(), list() if not _is_of_texts(original):
            return [_merged(one, other) for one, other in zip(original, over, strict=True)]
        case _:
            return over


def entry_at(fields: Mapping[str, Value], at: Path) -> Fields:
    """The fields that stand there, none if nothing does."""
    here = dict(fields)
    for step in at:
        inside = here.get(str(step))
        here = inside if isinstance(inside, dict) else {}
    return here


@dataclass(frozen=True, kw_only=True)
class Overlaid(Document):
    """The fields of a set in another language, with the positions of what is translated in the translation."""

    translation: Document
    places: Mapping[Path, Path]

    def position(self, path: Path) -> Position:
        """Where the translation of the value at `path` begins, or what is nearest above it."""
        return self.translation.position(self._at(path))

    def name_position(self, path: Path) -> Position:
        """Where the name of the field at `path` begins in the translation, or what is nearest above it."""
        return self.translation.name_position(self._at(path))

    def _at(self, path: Path) -> Path:
        return (*self.places.get(path[:2], path[:2]), *path[2:])

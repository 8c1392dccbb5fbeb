"""The command `quizbot translate`: a translation's file with everything to translate, and what is old marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path as FilePath
from typing import TypeAlias, assert_never, cast

from quizbot.content import commented, files, gate
from quizbot.content.canonical import canonical, plain
from quizbot.content.commented import Commented, Entry, Fields, Items, Leaf, Node
from quizbot.content.document import Document, Path, Value
from quizbot.content.loader import load
from quizbot.content.schema.editor import translation_shape
from quizbot.content.schema.sets import LANGUAGE
from quizbot.content.translations import Original, differences, entry_at, originals, texts_in
from quizbot.content.writing import written

SCHEMA = "translation.schema.json"
_Wanted: TypeAlias = "Leaf | str | list[_Wanted] | dict[str, _Wanted]"  # a leaf is written as it is

_OURS = re.compile("# (original|stale):")
_STALE = "# stale: the original has changed. Bring this up to date, and delete its fingerprint."


class _Refused(Exception):
    """The message says why nothing is written, the code whether something else was to be asked for."""

    def __init__(self, message: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def translate(set_file: FilePath, language: str) -> tuple[str, int]:
    """Writes what there is to translate in a set beside it (`tea.es.yaml`); what was done, and the exit code.

    Translations that are there are kept with their comments. The original stands above whatever is not translated, or
    was translated from another original. Nothing is written, and the code is 1, while the set or the translation has
    something in it that cannot be read; it is 2 if there is no such language or no such set,
    or if the set is written in that language.

    Raises:
        LibyamlMissingError: PyYAML was built without libyaml.
        OSError: the file cannot be written.
    """
    if re.fullmatch(LANGUAGE, language) is None:
        return f"{language} is no language: write it as `es` or `pt-BR`.\n", 2
    path = set_file.with_suffix(f".{language}{set_file.suffix}")
    try:
        original = _set(set_file, language)
        there = _translation(path, original, language)
    except _Refused as error:
        return f"{error}\n", error.code
    wanted = tuple(originals(original.fields))
    file = _File(wanted, Fields() if there is None else there.fields)
    fields = file.fields(str(entry_at(original.fields, ("set",))["id"]), language)
    anew = Commented(top=_top(path) if there is None else there.top, fields=fields)
    files.replace(path, written(canonical(anew, translation_shape())))
    return f"{files.shown(path)}: {file.summary()}\n", 0


def _set(path: FilePath, language: str) -> Document:
    """The set, if it can be translated into the language."""
    if path.is_dir():
        raise _Refused(f"{files.shown(path)} is a folder: name the file of a set.", code=2)
    if not path.exists():
        raise _Refused(f"There is no file {files.shown(path)}.", code=2)
    data, unreadable = files.read(path, gate.MOST_BYTES)
    document = None if unreadable else gate.read(data, files.shown(path))[0]
    if document is not None and "translation" in document.fields:
        raise _Refused(f"{files.shown(path)} is a translation: name the file of its set.", code=2)
    errors = [each for each in load([path], rules=()).problems if each.severity == "error"]
    if document is None or errors:
        raise _Refused(f"{files.shown(path)} has errors: `quizbot check` says which.")
    if "set" not in document.fields:
        raise _Refused(f"{files.shown(path)} is no set.")
    if entry_at(document.fields, ("set",))["language"] == language:
        raise _Refused(f"{files.shown(path)} is written in `{language}`: name another language.", code=2)
    return document


def _translation(path: FilePath, original: Document, language: str) -> Commented | None:
    if not path.exists():
        return None
    data, unreadable = files.read(path, gate.MOST_BYTES)
    document = None if unreadable else gate.read(data, files.shown(path))[0]
    if document is None:
        raise _Refused(f"{files.shown(path)} cannot be read: `quizbot check` says why.")
    head = {"of": entry_at(original.fields, ("set",))["id"], "language": language}
    if document.fields.get("translation") != head:
        raise _Refused(f"{files.shown(path)} is no translation of this set into `{language}`.")
    return commented.read(data)


def _top(path: FilePath) -> list[str]:
    line = files.schema_line(path, SCHEMA)
    return [] if line is None else [line]


class _File:
    """A translation that is written anew from the originals and from what was there."""

    def __init__(self, wanted: Sequence[Original], there: Fields) -> None:
        self._wanted = wanted
        self._there = there
        self._untranslated = 0
        self._stale = 0

    def summary(self) -> str:
        """As "85 entries, 12 to translate, 2 stale"."""
        return f"{len(self._wanted)} entries, {self._untranslated} to translate, {self._stale} stale"

    def fields(self, set_id: str, language: str) -> Fields:
        """All fields in the order of the set, each with what was there; behind them what the set does not ask for."""
        wanted: dict[str, _Wanted] = {
            "quizbot": Leaf("1"),
            "translation": {"of": Leaf(set_id), "language": Leaf(language)},
        }
        stale: set[Path] = set()
        for original in self._wanted:
            inside = wanted
            for step in original.at[:-1]:
                part = inside.setdefault(str(step), {})
                inside = part if isinstance(part, dict) else {}
            fingerprint = self._fingerprint(original)
            if fingerprint != original.fingerprint:
                stale.add(original.at)
            inside[str(original.at[-1])] = {
                **cast("dict[str, _Wanted]", original.texts),
                "fingerprint": Leaf(fingerprint),
            }
        node = _node(wanted, self._there, (), stale, shows=False)
        return node if isinstance(node, Fields) else self._there

    def _fingerprint(self, original: Original) -> str:
        """That of the original, or the noted one of another original that was translated."""
        there = entry_at(self._values, original.at)
        noted = there.get("fingerprint", "")
        is_stale = noted not in ("", original.fingerprint) and any(texts_in(there))
        self._stale += is_stale
        self._untranslated += not is_stale and any(differences(original.texts, there, original.at))
        return str(noted) if is_stale else original.fingerprint

    @cached_property
    def _values(self) -> dict[str, Value]:
        values = plain(self._there)
        return values if isinstance(values, dict) else {}


def _node(wanted: _Wanted, there: Node | None, at: Path, stale: Collection[Path], *, shows: bool) -> Node:
    match wanted:
        case Leaf():
            return wanted
        case str():
            return there if isinstance(there, Leaf) else Leaf("")
        case dict():
            before = {entry.name: entry for entry in there.entries} if isinstance(there, Fields) else {}
            fields = [_entry(before.get(name), each, (*at, name), stale, shows=shows) for name, each in wanted.items()]
            rest = [entry for name, entry in before.items() if name not in wanted]
            return Fields(entries=[*fields, *rest], below=_theirs(there))
        case list() if _is_own(wanted, at):
            return there if isinstance(there, Items) else Items()
        case list():
            items = there.entries if isinstance(there, Items) else []
            entries = [
                _entry(items[place] if place < len(items) else None, each, (*at, place), stale, shows=shows)
                for place, each in enumerate(wanted)
            ]
            return Items(entries=[*entries, *items[len(wanted) :]], below=_theirs(there))
        case _:
            assert_never(wanted)


def _entry(there: Entry | None, wanted: _Wanted, at: Path, stale: Collection[Path], *, shows: bool) -> Entry:
    is_stale = at in stale
    value = _node(wanted, None if there is None else there.value, at, stale, shows=shows or is_stale)
    above = [] if there is None else [each for each in there.above if _OURS.match(each) is None]
    above += [_STALE] if is_stale else []
    is_empty = value == Leaf("") or (isinstance(value, Items) and not value.entries)
    if shows or is_empty:
        above += [f"# original: {line}".rstrip() for line in _lines(wanted, at)]
    name = at[-1] if isinstance(at[-1], str) else ""
    return Entry(name=name, value=value, above=above, beside=[] if there is None else there.beside)


def _theirs(node: Node | None) -> list[str]:
    """The comments below the entries."""
    return node.below if isinstance(node, Fields | Items) else []


def _is_own(wanted: Sequence[_Wanted], at: Path) -> bool:
    """Whether a language has words of its own here, as many as it has."""
    return at[-1] in {"accept", "also"} and all(isinstance(each, str) for each in wanted)


def _lines(wanted: _Wanted, at: Path) -> list[str]:
    """The text of an original, line by line; nothing if there are several."""
    match wanted:
        case str():
            return wanted.split("\n")
        case list() if wanted and _is_own(wanted, at):
            return [", ".join(str(each) for each in wanted)]
        case _:
            return []

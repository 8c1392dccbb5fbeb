"""Copies of source documents that somebody has on disk, and which source each is a copy of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizbot.content import files
from quizbot.content.loader import load
from quizbot.content.nearest import did_you_mean
from quizbot.content.schema.fields import ID
from quizbot.content.sources import LOCK, Lock, lines, of_text, read_lock
from quizbot.content.words import normalised
from quizbot.domain.questions import Source

_NAMED = re.compile(rf"(?P<source>{ID.strip('^$')})=(?P<file>.+)")


class CopiesRefused(Exception):
    """Which document is a copy of which source could not be told; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The sources that one sources.yaml declares, by their ids in its order, and what is locked of them.

    `lock` is None if the lock's file cannot be understood.
    """

    path: Path
    sources: Mapping[str, Source]
    lock: Lock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document: the source that it is a copy of, the file's name as it was given, and the text."""

    shelf: Shelf
    source: Source
    file: str
    text: str


def copies(questions: Sequence[Path], documents: Sequence[str]) -> list[Copy]:
    """The documents, each as a copy of a source that is declared for the question sets.

    A document is given as `FILE`, which is then a copy of the source of which it has the most headings and locked
    paragraphs, or as `ID=FILE`.

    Raises:
        CopiesRefused: A document cannot be read, or it is not plain which source it is a copy of.
    """
    shelves = _shelves(questions)
    found = [_copy(shelves, document) for document in documents]
    by_source: dict[str, str] = {}
    for copy in found:
        first = by_source.setdefault(copy.source.id, copy.file)
        if first != copy.file:
            raise CopiesRefused(f"{first} and {copy.file} are both copies of `{copy.source.id}`. Name one of them.")
    return found


def _shelves(questions: Sequence[Path]) -> list[Shelf]:
    found, _ = files.find(questions)
    paths = sorted({path for path in map(files.sources_above, found) if path is not None})
    if not paths:
        raise CopiesRefused("There is no sources.yaml beside the question sets or above them.")
    return [_shelf(path) for path in paths]


def _shelf(path: Path) -> Shelf:
    loaded = load([path])
    if loaded.errors:
        raise CopiesRefused(f"{files.shown(path)} has errors: `quizbot check {files.shown(path)}` says which.")
    return Shelf(path=path, sources=loaded.library.sources, lock=read_lock(path.with_name(LOCK)))


def _copy(shelves: Sequence[Shelf], document: str) -> Copy:
    named = _NAMED.fullmatch(document)
    file = document if named is None else named["file"]
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CopiesRefused(f"{file} is not UTF-8. Save the document as plain text in UTF-8.") from None
    except OSError as error:
        raise CopiesRefused(f"{file} cannot be read: {error.strerror}.") from None
    shelf, source = _most_alike(shelves, file, text) if named is None else _of_id(shelves, named["source"])
    return Copy(shelf=shelf, source=source, file=file, text=text)


def _of_id(shelves: Sequence[Shelf], source: str) -> tuple[Shelf, Source]:
    for shelf in shelves:
        if source in shelf.sources:
            return shelf, shelf.sources[source]
    known = [each for shelf in shelves for each in shelf.sources]
    raise CopiesRefused(f"There is no source `{source}` in sources.yaml. {did_you_mean(source, known)}")


def _most_alike(shelves: Sequence[Shelf], file: str, text: str) -> tuple[Shelf, Source]:
    inside = set(lines(text))
    inside |= {of_text(line) for line in inside}
    alike = {source.id: len(inside & _marks(shelf, source)) for shelf in shelves for source in shelf.sources.values()}
    most = max(alike.values(), default=0)
    best = [source for source, marks in alike.items() if marks == most]
    if most == 0 or len(best) > 1:
        listed = " or ".join(f"`{source}={file}`" for source in (best if most else alike))
        raise CopiesRefused(f"{file} has the headings of no one source. Say which it is: {listed}.")
    return _of_id(shelves, best[0])


def _marks(shelf: Shelf, source: Source) -> set[str]:
    headings = {normalised(section.heading) for section in source.sections}
    locked = {} if shelf.lock is None else shelf.lock.get(source.id, {})
    return headings | {each.text for each in locked.values()}

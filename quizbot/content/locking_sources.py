"""The command `quizbot sources lock`: documents in, their fingerprints in sources.lock.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizbot.content import files
from quizbot.content.copies import CopiesRefused, Copy, Shelf, copies
from quizbot.content.sources import INTRODUCTION, LOCK, cut, declared_places, fingerprint, lock_text, paragraphs

_LONGEST_BEGINNING = 60


def lock_sources(questions: Sequence[Path], documents: Sequence[str]) -> tuple[str, int]:
    """Locks the documents in the sources.lock.json beside their sources.yaml; what was done, and the exit code.

    `questions` are the files and folders of the question sets, a document is `FILE` or `ID=FILE`. Sources of which no
    document is given stay as they are locked. Nothing is written, and the code is 1, if a document does not fit its
    sections in sources.yaml; it is 2 if a document cannot be read or is a copy of no source.

    Raises:
        OSError: a lock cannot be written.
    """
    try:
        found = copies(questions, documents)
    except CopiesRefused as error:
        return f"{error}\n", 2
    misfits = [line for copy in found for line in _misfits(copy)]
    if misfits:
        return "\n".join([*misfits, "Nothing was locked.", ""]), 1
    shelves = {copy.shelf.path: copy.shelf for copy in found}
    report = [line for shelf in shelves.values() for line in _write(shelf, found)]
    return "\n".join([*report, ""]), 0


def _misfits(copy: Copy) -> Iterator[str]:
    """Where the document differs from what sources.yaml says of it, and what to write there."""
    sections = cut(copy.source, copy.text)
    declared = {section.heading: section.paragraphs for section in copy.source.sections}
    for heading in dict.fromkeys((*declared, *sections)):
        there, wanted = sections.get(heading), declared.get(heading, 0)
        if there is None and heading == INTRODUCTION:
            yield f"{copy.file}: nothing stands before the first heading."
            yield f"  Delete the section `{INTRODUCTION}` in sources.yaml."
        elif there is None:
            yield f"{copy.file}: no line reads “{heading}”."
            yield "  Write the heading in sources.yaml as it stands in the document, or delete its section."
        elif len(there) == 0:
            yield f"{copy.file}: “{heading}” has no paragraph."
            yield "  Move it from `sections` to `skip` in sources.yaml."
        elif len(there) != wanted:
            yield f"{copy.file}: “{heading}” has {_counted(len(there))}, and {wanted} in sources.yaml:"
            yield from (f"    ¶{number} {_beginning(line)}" for number, line in enumerate(there, start=1))
            yield f"  Write `paragraphs: {len(there)}` there, or under `skip` the lines that are no part of it."


def _counted(count: int) -> str:
    return f"{count} paragraph" if count == 1 else f"{count} paragraphs"


def _beginning(paragraph: str) -> str:
    return paragraph if len(paragraph) <= _LONGEST_BEGINNING else f"{paragraph[:_LONGEST_BEGINNING]}…"


def _write(shelf: Shelf, found: Sequence[Copy]) -> Iterator[str]:
    """Writes the lock of a shelf anew, with the copies that belong to it, and says what is locked now."""
    locked = dict(shelf.lock or {})
    for copy in found:
        if copy.shelf is shelf:
            there = paragraphs(copy.source, copy.text)
            locked[copy.source.id] = {where: fingerprint(there[where]) for where in declared_places(copy.source)}
            yield f"{copy.source.id}: {_counted(len(there))} of {copy.file}"
    path = shelf.path.with_name(LOCK)
    files.replace(path, lock_text({each: locked[each] for each in shelf.sources if each in locked}))
    yield f"Locked in {files.shown(path)}."
    missing = [f"`{each}`" for each in shelf.sources if each not in locked]
    if missing:
        yield f"Not locked yet: {', '.join(missing)}."

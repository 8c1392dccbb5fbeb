"""The command `quizbot fmt`: authored files rewritten in one form, with nothing lost but the shorthand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizbot.content import commented, files, gate, values
from quizbot.content.canonical import canonical, plain
from quizbot.content.document import Value
from quizbot.content.problems import Problem, counted, in_order
from quizbot.content.schema.editor import JsonSchema, set_shape, sources_shape, translation_shape
from quizbot.content.schema.reading import read_set
from quizbot.content.writing import written


class MeaningChangedError(Exception):
    """The file would not have said the same afterwards, so it was left as it is. Please report this with the file."""


def formatted(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """What the file looks like in its form, or None and why it cannot be read.

    Raises:
        MeaningChangedError: a fault in this program.
        LibyamlMissingError: PyYAML was built without libyaml.
    """
    before, problems = gate.read(data, file)
    if before is None:
        return None, problems
    read = commented.read(data)
    wanted = canonical(read, _shape(file, before.fields))
    text = written(wanted)
    after, _ = gate.read(text.encode(), file)
    if after is None or not _means_the_same(before.fields, after.fields):
        raise MeaningChangedError(f"{file}: {MeaningChangedError.__doc__}")
    again = commented.read(text.encode())
    if plain(again.fields) != plain(wanted.fields) or sorted(again.comments()) != sorted(read.comments()):
        raise MeaningChangedError(f"{file}: {MeaningChangedError.__doc__}")
    return text, ()


def fmt(paths: Sequence[Path], *, check: bool = False) -> tuple[str, int]:
    """Rewrites the files, and all YAML files in the folders; says what it did, and the exit code.

    A file that cannot be read is left alone, and the code is 1. With `check`, nothing is written, and the code is 1 if
    something would be.

    Raises:
        MeaningChangedError: a fault in this program; the file in question and those after it are left alone.
        LibyamlMissingError: PyYAML was built without libyaml.
        OSError: a file cannot be written.
    """
    found, problems = files.find(paths)
    changed: list[str] = []
    for path in found:
        data, unreadable = files.read(path, gate.MOST_BYTES)
        text, wrong = (None, unreadable) if unreadable else formatted(data, files.shown(path))
        problems += wrong
        if text is not None and text.encode() != data:
            changed.append(files.shown(path))
            if not check:
                files.replace(path, text)
    did = "Would be rewritten" if check else "Rewritten"
    lines = [
        *(
            f"{each.file}:{each.line}:{each.column} {each.message} {each.hint} [{each.rule}]"
            for each in in_order(problems)
        ),
        *(f"{did}: {file}" for file in changed),
        f"{len(changed)} of {counted(len(found), 'file')} {did.lower()}",
    ]
    return "\n".join(lines) + "\n", int(bool(problems) or (check and bool(changed)))


def _means_the_same(before: dict[str, Value], after: dict[str, Value]) -> bool:
    """Whether both are read to the same set, if they can be read to one at all."""
    one, other = read_set(before), read_set(after)
    if one.file is None or other.file is None:
        return one.file is other.file
    return (
        values.question_set(one.file) == values.question_set(other.file)
        and one.lessons == other.lessons
        and one.questions == other.questions
    )


def _shape(file: str, fields: dict[str, Value]) -> JsonSchema:
    if "translation" in fields:
        return translation_shape()
    return sources_shape() if Path(file).name == files.SOURCES else set_shape()

"""A file that is not among the question sets, read as if it were: in the place of its set, or as a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quizbot.content import files, gate
from quizbot.content.document import Value
from quizbot.content.loader import Loaded, load
from quizbot.content.rules.rule import Rule

NAME = "your-file.yaml"


def load_proposed(data: bytes, questions: Path, rules: Sequence[Rule]) -> Loaded:
    """What the file would be among the question sets there, held to the rules; its problems alone, under that name.

    A set with the id of one that is there takes its place: the same sources, the same lock of questions. Of a set, it
    says how many questions it has; of a translation, 0.
    """
    document, _ = gate.read(data, NAME)
    fields = {} if document is None else document.fields
    known = load([questions], ()).set_files
    folder = questions if questions.is_dir() else questions.parent
    original = known.get(_text_at(fields, "translation", "of"))
    if original is None:
        path = known.get(_text_at(fields, "set", "id"), folder.absolute() / NAME)
    else:
        path = original.with_name(NAME)
    loaded = load([path] if original is None else [path, original], rules, instead={path: data})
    here = files.shown(path)
    return replace(
        loaded,
        problems=tuple(replace(each, file=NAME) for each in loaded.problems if each.file == here),
        files=(Path(NAME),),
        questions=loaded.questions if original is None else 0,
    )


def _text_at(fields: Mapping[str, Value], part: str, name: str) -> str:
    """The text of a field within another; "" if there is none."""
    within = fields.get(part)
    text = within.get(name) if isinstance(within, dict) else None
    return text if isinstance(text, str) else ""

"""The command `quizbot new`: a set to start from, which explains itself in its comments."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from quizbot.content import files
from quizbot.content.loader import load
from quizbot.content.schema.editor import schema_text
from quizbot.content.schema.fields import SET_ID

SCHEMA = "quizbot.schema.json"
_CITED = "handbook"  # the document that a new set rests on
_NEXT_REVIEW = timedelta(days=182)


def new(path: Path, today: date) -> tuple[str, int]:
    """Writes a set, and a sources.yaml and a schema if there is none beside it or above; what was done, the exit code.

    The set is named after its file. Nothing is written, and the code is 2, if that is no name for a set or if the file
    is there already.

    Raises:
        OSError: a file cannot be written.
    """
    if path.suffix not in files.YAML:
        return f"{files.shown(path)}: the name of a set's file ends with .yaml.\n", 2
    if re.fullmatch(SET_ID, path.stem) is None:
        return f"{files.shown(path)}: name the file with 3 to 41 of a-z, 0-9 and -; its set gets the same name.\n", 2
    if path.exists():
        return f"{files.shown(path)} is there already, and stays as it is.\n", 2
    path.parent.mkdir(parents=True, exist_ok=True)
    written = [path]
    sources = files.sources_above(path.absolute())
    if sources is None:
        written.append(path.with_name(files.SOURCES))
        files.replace(written[-1], _starter("sources.yaml"))
    if files.schema_line(path, SCHEMA) is None:
        written.append((sources or path).with_name(SCHEMA))
        files.replace(written[-1], schema_text())
    files.replace(path, _set(path, today))
    lines = [f"Written: {files.shown(each)}" for each in written]
    if sources is not None and _CITED not in load([sources], rules=()).library.sources:
        lines.append(f"It cites `{_CITED}`, which is not in {files.shown(sources)}: cite your own documents instead.")
    lines.append(
        f"Next: `quizbot check {files.shown(path)}`, and `quizbot try --questions {files.shown(path.parent)}`."
    )
    return "\n".join([*lines, ""]), 0


def _set(path: Path, today: date) -> str:
    text = _starter("set.yaml").replace("id: my-first-set", f"id: {path.stem}")
    text = text.replace("on: 2000-01-01", f"on: {today}").replace("next: 2000-07-01", f"next: {today + _NEXT_REVIEW}")
    return f"{files.schema_line(path, SCHEMA)}\n\n{text}"


def _starter(name: str) -> str:
    return resources.files("quizbot.content").joinpath("starter", name).read_text(encoding="utf-8")

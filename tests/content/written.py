"""Texts as files of a set, and what was found in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from quizbot.content.loader import Loaded, load

GOOD = Path(__file__).parent / "good"
SOURCES = (GOOD / "sources.yaml").read_text(encoding="utf-8")
LOCK = (GOOD / "sources.lock.json").read_text(encoding="utf-8")
TEA = (GOOD / "tea.yaml").read_text(encoding="utf-8")


def write_sources(folder: Path, sources: str = SOURCES, lock: str = LOCK) -> None:
    """Writes a sources.yaml, and beside it the lock of its sources."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "sources.lock.json").write_text(lock, encoding="utf-8")


def load_text(folder: Path, text: str | bytes, *, sources: str = SOURCES) -> Loaded:
    """What a set of that text holds, beside a sources.yaml."""
    write_sources(folder, sources)
    (folder / "set.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load([folder])


class _PlainDumper(yaml.SafeDumper):
    """Writes `true` and `3` without quotes, as authors do."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  the library's own shape


def as_plain_yaml(fields: Any) -> str:
    """The texts as YAML, with quotes only where YAML would break without."""
    return yaml.dump(fields, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=1000)


def found(loaded: Loaded) -> list[tuple[int, int, str]]:
    """Line, column and rule of each problem."""
    return [(problem.line, problem.column, problem.rule) for problem in loaded.problems]

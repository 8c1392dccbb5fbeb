"""Whatever is in a file, the loader answers with problems and never raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis.strategies import (
    SearchStrategy,
    binary,
    dictionaries,
    integers,
    lists,
    recursive,
    sampled_from,
    text,
    tuples,
)

from quizbot.content.problems import Problem
from quizbot.content.rules.registry import RULES
from tests.content.written import SOURCES, TEA, as_plain_yaml, load_text

RULE_NAMES = {rule.name for rule in RULES}
# Each example overwrites the files of the one before.
many = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# What means something to YAML, and what means something in a set.
INDICATORS = """- |? |: |{|}|[|]|,|&a |*a |!t |> |'|"|\\|#|%|@|---|...|<<: |~|\\u202e|¶|{{""".split("|")
CHARACTERS = ["|", "\n", "\n  ", "\n    ", "\t", "\r", "\0", "\x85", "\u2028", "\ufeff", "\U0001f375"]
WRITTEN = ["quizbot: 1", "set: ", "questions:\n", "kind: single", "options: ", "correct: true", "at: introduction ¶1"]
PIECES: SearchStrategy[str] = sampled_from([*INDICATORS, *CHARACTERS, *WRITTEN])


def check(folder: Path, content: str | bytes, sources: str = SOURCES) -> None:
    """Loads, and holds every problem to what a problem promises."""
    loaded = load_text(folder, content, sources=sources)
    whole = content if isinstance(content, bytes) else content.encode()
    lines = max(each.count(b"\n") + each.count(b"\r") for each in (whole, sources.encode()))
    for problem in loaded.problems:
        hold(problem, most_lines=lines + 2)
    assert bool(loaded.library.sets) == (not loaded.errors)


def hold(problem: Problem, most_lines: int) -> None:
    assert problem.rule in RULE_NAMES
    assert 1 <= problem.line <= most_lines
    assert problem.column >= 1
    assert problem.message.endswith(".")
    assert problem.hint


@many
@given(content=binary(max_size=300))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    check(tmp_path, content)


@many
@given(content=text(max_size=300))
def test_any_text(tmp_path: Path, content: str) -> None:
    check(tmp_path, content.encode("utf-8", "surrogatepass"))


@many
@given(pieces=lists(PIECES, max_size=60))
@example(pieces=["? "] * 60)
@example(pieces=["- ", "{"] * 30)
def test_any_sequence_of_what_means_something(tmp_path: Path, pieces: list[str]) -> None:
    check(tmp_path, "".join(pieces))


@many
@given(edits=lists(tuples(integers(0, len(TEA)), integers(0, 40), PIECES), min_size=1, max_size=4))
def test_any_edit_of_a_good_file(tmp_path: Path, edits: list[tuple[int, int, str]]) -> None:
    content = TEA
    for start, length, piece in edits:
        content = content[:start] + piece + content[start + length :]
    check(tmp_path, content)


@many
@given(edits=lists(tuples(integers(0, len(SOURCES)), integers(0, 20), PIECES), min_size=1, max_size=3))
def test_any_edit_of_good_sources(tmp_path: Path, edits: list[tuple[int, int, str]]) -> None:
    sources = SOURCES
    for start, length, piece in edits:
        sources = sources[:start] + piece + sources[start + length :]
    check(tmp_path, TEA, sources)


WORDS = sampled_from(
    ["", "~", "true", "0", "single", "id", "kind", "text", "options", "cup", "hot", "[key]", "a b", "¶1"]
)
VALUES = recursive(
    WORDS, lambda inside: lists(inside, max_size=3) | dictionaries(WORDS, inside, max_size=3), max_leaves=6
)


@many
@given(path=lists(integers(0, 30), min_size=1, max_size=5), value=VALUES, name=WORDS)
def test_any_value_in_any_place(tmp_path: Path, path: list[int], value: Any, name: str) -> None:
    fields: Any = yaml.load(TEA, Loader=yaml.CBaseLoader)  # noqa: S506  this loader makes texts only
    here = fields
    for number in path[:-1]:
        inside = here[sorted(here)[number % len(here)]] if isinstance(here, dict) else here[number % len(here)]
        if isinstance(inside, str) or not inside:
            break
        here = inside
    if isinstance(here, dict):
        here[[*here, name][path[-1] % (len(here) + 1)]] = value
    else:
        here[path[-1] % len(here)] = value
    check(tmp_path, as_plain_yaml(fields))

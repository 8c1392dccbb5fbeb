"""Excerpts of a set's file, completed to a whole one."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import yaml

from tests.content.written import as_plain_yaml

BASE = """
quizbot: 1
set: {id: tea, title: Tea, audience: student, language: en, license: CC0-1.0, reviewed: {on: 2026-01-01}}
sources: [leaflet]
topics: {cup: {title: The cup}, leaf: {title: The leaf}}
lessons: [{id: hot, topic: cup, title: Tea is hot, text: Let it cool., cites: [{source: leaflet, at: Brewing ¶3}]}]
questions:
  - id: wait
    kind: single
    topic: cup
    after: hot
    stem: What does tea need?
    options:
      - {text: Water, correct: true, why: It draws the taste out.}
      - {text: Pepper, why: It is too sharp.}
      - {text: Ink, why: It is no ink.}
    explanation: Tea needs water.
    cites: [{source: leaflet, at: Brewing ¶2}]
"""
_WITHOUT = {"teachback": "explanation", "cloze": "stem"}  # kinds that lack a field which others have


def completed(excerpt: str) -> str:
    """The excerpt, and all that it does not say from a set on tea; what has `quizbot: 1` or no fields, as it is."""
    if re.search("^quizbot:", excerpt, flags=re.MULTILINE) is not None or excerpt.startswith("- "):
        return excerpt
    whole, said = _fields(BASE), _fields(excerpt)
    (lesson,), (question,) = whole["lessons"], whole["questions"]
    for name, value in said.items():
        match name:
            case "set":
                whole["set"] |= value
            case "lessons":
                whole["lessons"] = [deepcopy(lesson) | each for each in value]
            case "questions":
                whole["questions"] = [_question(question, each) for each in value]
            case _:
                whole[name] = value
    return as_plain_yaml(whole)


def _question(base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    kind = said.get("kind", base["kind"])
    left_out = {_WITHOUT.get(kind), *(() if kind in {"single", "multiple"} else ("options",))}
    return {name: value for name, value in deepcopy(base).items() if name not in left_out} | said


def _fields(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  this loader makes texts only

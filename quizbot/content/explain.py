"""What a rule is about: how grave it is, why it matters, and an example that passes and one that fails."""

from __future__ import annotations

from importlib.resources import files
from textwrap import indent
from typing import TypedDict, cast

import yaml

from quizbot.content.rules.registry import RULES
from quizbot.content.rules.rule import Rule


class Example(TypedDict):
    """Two excerpts of a question set's file: with all else that a set needs, one passes and one fails."""

    passes: str
    fails: str


def explain(name: str) -> str | None:
    """The rule of that name as an author reads it, ending with a line's end; None if there is none."""
    rule = next((each for each in RULES if each.name == name), None)
    return None if rule is None else "\n".join([_head(rule), *_excerpts(rule)])


def _head(rule: Rule) -> str:
    audience = "" if rule.audience is None else f" for {rule.audience}s"
    language = " in English" if rule.english else ""
    scope = f", only in sets{audience}{language}" if audience or language else ""
    return f"{rule.name} ({rule.severity}{scope})\n\n{rule.why}\n"


def _excerpts(rule: Rule) -> list[str]:
    example = example_of(rule.name)
    if example is None:
        return []
    return [f"Passes:\n\n{indent(example['passes'], '  ')}", f"Fails:\n\n{indent(example['fails'], '  ')}"]


def example_of(name: str) -> Example | None:
    """The examples of the rule of that name, None if no text can show it."""
    path = files("quizbot.content") / "examples" / f"{name}.yaml"
    if not path.is_file():
        return None
    return cast("Example", yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))

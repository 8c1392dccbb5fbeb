"""Each rule explains itself by an example that passes and one that fails, and both do as they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizbot.content.explain import example_of, explain
from quizbot.content.loader import load
from quizbot.content.rules.registry import RULES, rules_on
from tests.content.excerpts import completed
from tests.content.test_rules import WITHOUT_TEXT
from tests.content.written import SOURCES, write_sources

HELD_TO_THE_LOCK = {"uncited-number", "weak-citation"}
SHOWN = [rule.name for rule in RULES if rule.name not in WITHOUT_TEXT]


def found(folder: Path, rule: str, excerpt: str) -> set[str]:
    """The rules that find something in the excerpt; it is held to the lock only where the rule needs one."""
    if rule in HELD_TO_THE_LOCK:
        write_sources(folder)
    else:
        (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "set.yaml").write_text(completed(excerpt), encoding="utf-8")
    return {problem.rule for problem in load([folder], rules_on(date(2026, 11, 22))).problems} - {"unlocked-source"}


@pytest.mark.parametrize("rule", SHOWN)
def test_what_passes_passes_every_rule(tmp_path: Path, rule: str) -> None:
    example = example_of(rule)
    assert example is not None
    assert found(tmp_path, rule, example["passes"]) == set()


@pytest.mark.parametrize("rule", SHOWN)
def test_what_fails_fails_this_rule_alone(tmp_path: Path, rule: str) -> None:
    example = example_of(rule)
    assert example is not None
    assert found(tmp_path, rule, example["fails"]) == {rule}


def test_no_example_is_left_of_a_rule_that_is_gone() -> None:
    folder = Path(__file__).parents[2] / "quizbot" / "content" / "examples"
    assert {path.stem for path in folder.iterdir()} == set(SHOWN)


def test_explains_name_severity_reason_and_both_examples() -> None:
    assert explain("negative-lead-in") == (
        "negative-lead-in (warning, only in sets for patients in English)\n"
        "\n"
        "Under stress the small word is overlooked, and what was denied is what is remembered.\n"
        "\n"
        "Passes:\n"
        "\n"
        "  set:\n"
        "    audience: patient\n"
        "  questions:\n"
        "    - stem: What does tea need?\n"
        "\n"
        "Fails:\n"
        "\n"
        "  set:\n"
        "    audience: patient\n"
        "  questions:\n"
        "    - stem: What does tea NOT need?\n"
    )


def test_a_rule_for_all_sets_names_no_sets_and_one_without_text_no_example() -> None:
    assert explain("too-large") == (
        "too-large (error)\n\nA file of this size is no question set, and reading it would keep everybody waiting.\n"
    )
    assert (explain("consent-topic") or "").startswith("consent-topic (warning, only in sets for patients)\n")


def test_there_is_nothing_to_say_of_an_unknown_rule() -> None:
    assert explain("longest-kye") is None

"""What the item-writing rules find in constructed cases and in whole sets, and what may be excused."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizbot.content.loader import load
from quizbot.content.problems import Problem, Severity
from quizbot.content.rules import keys, stems, whole_sets, wording
from quizbot.content.rules.whole_sets import binomial_tail
from tests.content.excerpts import completed
from tests.content.written import as_plain_yaml

RULES = (*stems.RULES, *wording.RULES, *keys.RULES, *whole_sets.RULES)
CONSTRUCTED = yaml.load((Path(__file__).parent / "constructed.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506  texts only


def problems(folder: Path, *questions: dict[str, Any]) -> list[Problem]:
    """What the item-writing rules find in a set of these questions, each completed."""
    numbered = [{"id": f"q{place}"} | question for place, question in enumerate(questions)]
    path = folder / "set.yaml"
    path.write_text(completed(as_plain_yaml({"questions": numbered})), encoding="utf-8")
    return [problem for problem in load([path], RULES).problems if problem.rule != "missing-field"]


def rules(folder: Path, *questions: dict[str, Any]) -> set[str]:
    return {problem.rule for problem in problems(folder, *questions)}


@pytest.mark.parametrize("flaw", CONSTRUCTED["flawed"])
def test_a_planted_flaw_is_found(tmp_path: Path, flaw: str) -> None:
    assert flaw in rules(tmp_path, CONSTRUCTED["flawed"][flaw])


def test_there_are_twenty_flaws_and_twelve_clean_questions() -> None:
    assert (len(CONSTRUCTED["flawed"]), len(CONSTRUCTED["clean"])) == (20, 12)


def test_clean_questions_raise_no_warning(tmp_path: Path) -> None:
    assert [each for each in problems(tmp_path, *CONSTRUCTED["clean"]) if each.severity is Severity.WARNING] == []


@pytest.mark.parametrize(
    ("trials", "successes", "chance", "tail"),
    [
        (20, 11, 0.25, 0.003942),
        (20, 10, 0.25, 0.013864),
        (4, 4, 0.25, 0.003906),
        (3, 3, 0.25, 0.015625),
        (10, 0, 0.25, 1.0),
        (1, 1, 0.25, 0.25),
    ],
)
def test_binomial_tail(trials: int, successes: int, chance: float, tail: float) -> None:
    assert math.isclose(binomial_tail(trials, successes, chance), tail, rel_tol=1e-3)


def choice(*, longest: bool, places: int = 4, key_at: int = 0, **more: Any) -> dict[str, Any]:
    """A question whose key is the longest option, or not."""
    options = [{"text": f"Cup {place}", "why": "x"} for place in range(places)]
    options[key_at] = {"text": "A cup" if longest else "Cup", "correct": "true", "why": "x"}
    return {"options": options} | more


def cups(longest: int, other: int, **more: Any) -> list[dict[str, Any]]:
    return [choice(longest=True, **more) | {"options": _long_key()} for _ in range(longest)] + [
        choice(longest=False, **more) for _ in range(other)
    ]


def _long_key() -> list[dict[str, Any]]:
    return [
        {"text": "Cup of tea", "correct": "true", "why": "x"},
        *({"text": f"Cup {place}", "why": "x"} for place in range(3)),
    ]


def test_of_20_questions_with_4_options_11_longest_keys_are_too_many_and_10_are_not(tmp_path: Path) -> None:
    assert "key-longest-in-set" in rules(tmp_path, *cups(11, 9))
    assert "key-longest-in-set" not in rules(tmp_path, *cups(10, 10))


def test_a_key_as_long_as_another_option_is_not_the_longest(tmp_path: Path) -> None:
    options = [{"text": "Cup A", "correct": "true", "why": "x"}, *({"text": f"Cup {n}", "why": "x"} for n in range(3))]
    assert "key-longest-in-set" not in rules(tmp_path, *({"options": options} for _ in range(20)))


def test_retired_questions_and_those_without_one_key_do_not_count(tmp_path: Path) -> None:
    retired = [each | {"retired": "true"} for each in cups(4, 0)]
    without_key = [{"options": [{"text": text, "why": "x"} for text in ("Cup", "Pot", "Can", "Jug")]}]
    assert "key-longest-in-set" not in rules(tmp_path, *retired, *without_key)


def test_the_message_says_what_chance_would_have_given(tmp_path: Path) -> None:
    (problem,) = [each for each in problems(tmp_path, *cups(12, 8)) if each.rule == "key-longest-in-set"]
    assert problem.message == (
        "In 12 of 20 single choices the key is the longest option; by chance it would be about 5."
    )


def placed(*counts: int, shuffle: str = "false") -> list[dict[str, Any]]:
    """Questions whose keys stand at the places so many times, in order."""
    return [
        choice(longest=False, places=len(counts), key_at=place, shuffle=shuffle)
        for place, count in enumerate(counts)
        for _ in range(count)
    ]


def test_keys_at_one_place_are_found_where_options_keep_their_order(tmp_path: Path) -> None:
    # of 20 keys at 4 places: chi-square is 11.6 for 10, 7, 3, 0, and 11.2 for 11, 5, 1, 3; the limit is 11.345
    assert "key-position" in rules(tmp_path, *placed(10, 7, 3, 0))
    assert "key-position" not in rules(tmp_path, *placed(11, 5, 1, 3))
    assert "key-position" not in rules(tmp_path, *placed(20, 0, 0, 0, shuffle="true"))


def test_fewer_than_five_keys_a_place_prove_nothing(tmp_path: Path) -> None:
    assert "key-position" in rules(tmp_path, *placed(15, 0, 0))
    assert "key-position" not in rules(tmp_path, *placed(14, 0, 0))


def test_places_are_counted_for_each_number_of_options(tmp_path: Path) -> None:
    (problem,) = [
        each for each in problems(tmp_path, *placed(15, 0, 0), *placed(5, 5, 5, 5)) if each.rule == "key-position"
    ]
    assert problem.message == (
        "Of the choices among 3 that are not shuffled, the key is at the places 1 to 3: 15, 0, 0."
    )


NAME = {"kind": "short", "stem": "What is the drink called that leaves and water make?", "accept": ["infusion"]}


@pytest.mark.parametrize(
    ("asked", "telling", "found"),
    [
        (NAME, {"kind": "short", "stem": "How hot is an infusion, the drink that leaves make?", "accept": ["x"]}, True),
        (NAME, {"kind": "short", "stem": "How hot is an infusion?", "accept": ["x"]}, False),
        (NAME, {"kind": "short", "stem": "How hot is the drink that leaves make?", "accept": ["x"]}, False),
        (
            NAME | {"accept": ["brew"]},
            {"stem": "How hot is a brew, the drink that leaves make?"},
            False,
        ),  # four letters
        (NAME | {"retired": "true"}, {"stem": "How hot is an infusion, the drink that leaves make?"}, False),
        (NAME, {"stem": "How hot is an infusion, the drink that leaves make?", "retired": "true"}, False),
        (
            {
                "stem": "How is tea kept warm in winter?",
                "options": [{"text": "Under a woollen hat", "correct": "true"}],
            },
            {
                "kind": "truefalse",
                "stem": "In winter tea stays warm under a woollen hat.",
                "answer": "true",
                "why": "x",
            },
            True,
        ),
        (
            {"stem": "How is tea kept warm?", "kind": "numeric", "answer": {"value": "5"}},
            {"stem": "Is tea 5 warm?"},
            False,
        ),
        (
            {"kind": "cloze", "text": "The drink that leaves and water make is an {{infusion}}."},
            {"stem": "How hot is an infusion, the drink that leaves make?"},
            True,
        ),
    ],
)
def test_a_stem_that_tells_another_key(
    tmp_path: Path, asked: dict[str, Any], telling: dict[str, Any], found: bool
) -> None:
    if "options" in asked:
        asked = asked | {
            "options": [*asked["options"], *({"text": each, "why": "x"} for each in ("In a pot", "At sea"))]
        }
    of_telling = [each for each in problems(tmp_path, asked, telling) if each.rule == "cross-item-cue"]
    assert [each.message.split("`")[1] for each in of_telling] == (["q0"] if found else [])


def test_a_word_of_the_subject_betrays_nothing(tmp_path: Path) -> None:
    stem = "How hot is an infusion, the drink that leaves make?"
    assert "cross-item-cue" in rules(tmp_path, NAME, *({"stem": stem} for _ in range(20)))
    assert "cross-item-cue" not in rules(tmp_path, NAME, *({"stem": stem} for _ in range(21)))


def test_a_reason_excuses_a_flaw_and_one_that_excuses_nothing_is_found(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    flawed = {"id": "a", "stem": "What does tea not need?", "ignore": {"negative-stem": "about what to leave out"}}
    clean = {"id": "b", "ignore": {"longest-key": "it is not"}}
    path.write_text(completed(as_plain_yaml({"questions": [flawed, clean]})), encoding="utf-8")
    by_rule = {problem.rule: problem.message for problem in load([path]).problems}
    assert "negative-stem" not in by_rule
    assert by_rule["unused-ignore"] == "`longest-key` finds nothing here."


def test_a_flaw_between_questions_is_excused_at_the_one_that_tells(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    telling = {
        "id": "b",
        "stem": "How hot is an infusion, the drink that leaves make?",
        "ignore": {"cross-item-cue": "meant"},
    }
    path.write_text(completed(as_plain_yaml({"questions": [NAME | {"id": "a"}, telling]})), encoding="utf-8")
    assert {problem.rule for problem in load([path]).problems}.isdisjoint({"cross-item-cue", "unused-ignore"})


@pytest.mark.parametrize(("language", "finds"), [("en", True), ("en-GB", True), ("de", False), ("enm", False)])
def test_english_rules_judge_english_alone(tmp_path: Path, language: str, finds: bool) -> None:
    path = tmp_path / "set.yaml"
    excerpt = {"set": {"language": language}, "questions": [{"stem": "What does tea not need?"}]}
    path.write_text(completed(as_plain_yaml(excerpt)), encoding="utf-8")
    assert ("negative-stem" in {problem.rule for problem in load([path], RULES).problems}) is finds


def test_rules_without_words_judge_every_language(tmp_path: Path) -> None:
    options = [
        {"text": "вода из чистого горного родника", "correct": "true"},
        {"text": "соль", "why": "x"},
        {"text": "мел", "why": "x"},
    ]
    path = tmp_path / "set.yaml"
    excerpt = {"set": {"language": "ru"}, "questions": [{"stem": "Что нужно для чая", "options": options}]}
    path.write_text(completed(as_plain_yaml(excerpt)), encoding="utf-8")
    assert {problem.rule for problem in load([path], RULES).problems} == {"longest-key", "no-question"}

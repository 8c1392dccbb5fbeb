"""Every fact of both documents is asked in both sets by questions that cite its paragraph, or a reason says why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from quizbot.content.loader import load
from quizbot.content.sources import declared_places, place_of
from quizbot.domain.questions import Library

QUESTIONS = Path(__file__).parents[2] / "questions"
FACTS = Path(__file__).parent / "facts.yaml"
SETS = {"patients": "car-t-lupus-patients", "students": "car-t-lupus-students"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a paragraph says, and for each set the questions that ask it, or why none does."""

    source: str
    place: str
    text: str
    asked: dict[str, list[str] | str]


@pytest.fixture(scope="module")
def library() -> Library:
    return load([QUESTIONS]).library


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return list(_facts())


def _facts() -> Iterator[Fact]:
    for source, places in yaml.safe_load(FACTS.read_text(encoding="utf-8")).items():
        for place, written in places.items():
            for each in written:
                asked = {name: each[name] for name in SETS}
                yield Fact(source=source, place=place, text=each["fact"], asked=asked)


def test_every_paragraph_has_a_fact(library: Library, facts: list[Fact]) -> None:
    places = {(source.id, place) for source in library.sources.values() for place in declared_places(source)}
    assert places == {(fact.source, fact.place) for fact in facts}


@pytest.mark.parametrize("name", SETS)
def test_every_fact_is_asked_by_a_question_that_cites_its_paragraph(
    library: Library, facts: list[Fact], name: str
) -> None:
    citing = {
        question.key.partition("/")[2]: {(cite.source, place_of(cite)) for cite in question.cites}
        for question in library.sets[SETS[name]].active
    }
    wrong = [
        (fact.text, question)
        for fact in facts
        for question in (fact.asked[name] if isinstance(fact.asked[name], list) else ())
        if (fact.source, fact.place) not in citing.get(question, ())
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SETS)
def test_where_a_fact_is_not_asked_a_sentence_says_why(facts: list[Fact], name: str) -> None:
    empty = [fact.text for fact in facts if not fact.asked[name]]
    reasons = [fact.asked[name] for fact in facts if isinstance(fact.asked[name], str)]
    assert empty == []
    assert [reason for reason in reasons if not str(reason).endswith(".")] == []


def test_every_fact_is_asked_somewhere(facts: list[Fact]) -> None:
    assert [fact.text for fact in facts if not any(isinstance(each, list) for each in fact.asked.values())] == []

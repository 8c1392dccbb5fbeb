"""A question as a choice: what asks, and what there is to choose from."""

from __future__ import annotations

from typing import Any

import pytest

from quizbot.content.rules.choice import Phrase, asking, choice
from quizbot.domain.questions import Cloze, Lesson, Multiple, Option, Question, Single

FRAME: dict[str, Any] = {"key": "tea/q", "topic": "cup", "after": "tea/hot"}
WATER, LEAVES, INK = Option(text="Water", correct=True), Option(text="Leaves", correct=True), Option(text="Ink")
LESSON = Lesson(key="tea/hot", topic="cup", title="Tea is hot", text="Let it cool.", cites=())
CLOZE = Cloze(**FRAME, before="Tea is ", accept=("hot",), after_gap=".")
SINGLE = Single(**FRAME, stem="What does tea need?", options=(WATER, INK))


@pytest.mark.parametrize(
    ("subject", "text"), [(LESSON, "Tea is hot"), (CLOZE, "Tea is {}."), (SINGLE, "What does tea need?")]
)
def test_what_asks(subject: Lesson | Question, text: str) -> None:
    assert asking(subject).text == text


def test_keys_and_distractors_keep_their_places() -> None:
    question = Multiple(**FRAME, stem="What does tea need?", options=(INK, WATER, LEAVES))
    found = choice(question, Phrase(text=question.stem))
    assert found is not None
    assert [(key.at, key.text) for key in found.keys] == [
        (("options", 1, "text"), "Water"),
        (("options", 2, "text"), "Leaves"),
    ]
    assert [distractor.text for distractor in found.distractors] == ["Ink"]
    assert (found.of_keys, found.of_distractors) == (frozenset({"water", "leaves"}), frozenset({"ink"}))


@pytest.mark.parametrize(
    "subject",
    [
        LESSON,
        CLOZE,
        Single(**FRAME, stem="x", options=(INK, INK)),
        Multiple(**FRAME, stem="x", options=(WATER, LEAVES)),
    ],
)
def test_without_a_key_or_a_distractor_there_is_no_choice(subject: Lesson | Question) -> None:
    assert choice(subject, asking(subject)) is None

"""Which questions a round asks: those that can be right or wrong, drawn by lot, each once."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.queue import Purpose
from quizbot.domain.rounds import Round, Wanted, askable, drawn, exam_lengths
from tests.domain.specimens import KINDS, TEACHBACK, lesson, question, question_set

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVERY_KIND = question_set(
    tuple(lesson(key, "…") for key in dict.fromkeys(each.after for each in KINDS)),
    (*KINDS, question("cells/gone", "collection", "cells/journey", retired=True)),
)


def test_every_question_can_be_asked_that_can_be_right_or_wrong() -> None:
    assert {each.key for each in askable(EVERY_KIND)} == {each.key for each in KINDS} - {TEACHBACK.key}


def test_of_a_topic_only_its_own() -> None:
    assert {each.key for each in askable(EVERY_KIND, "known")} == {each.key for each in KINDS if each.topic == "known"}


@given(st.integers(0, 12), st.integers())
def test_each_is_drawn_once_and_the_same_lot_draws_alike(count: int, seed: int) -> None:
    keys = drawn(askable(EVERY_KIND), count, Random(seed))  # noqa: S311 - chance that can be repeated
    assert len(set(keys)) == len(keys) == min(count, len(KINDS) - 1)
    assert keys == drawn(askable(EVERY_KIND), count, Random(seed))  # noqa: S311 - as above


@pytest.mark.parametrize(
    ("available", "lengths"),
    [(0, ()), (1, (1,)), (10, (10,)), (11, (10, 11)), (40, (10, 20, 40)), (41, (10, 20, 40)), (400, (10, 20, 40))],
)
def test_an_exam_has_one_of_the_usual_lengths_or_everything(available: int, lengths: tuple[int, ...]) -> None:
    assert exam_lengths(available) == lengths


def test_an_exam_is_secret_until_it_ends() -> None:
    exam = Round(
        id=1,
        learner_id=1,
        purpose=Purpose.EXAM,
        set_id="cells",
        topic_id=None,
        started_at=NOON,
        ended_at=None,
        keys=("cells/who",),
    )
    assert exam.is_secret
    assert not replace(exam, ended_at=NOON).is_secret
    assert not replace(exam, purpose=Purpose.PRACTICE).is_secret
    assert Wanted(purpose=Purpose.EXAM).is_begun_by(exam)
    assert not Wanted(purpose=Purpose.PRACTICE).is_begun_by(exam)
    assert not Wanted(purpose=Purpose.EXAM, topic_id="known").is_begun_by(exam)

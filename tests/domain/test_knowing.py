"""What a right answer says of whether the learner knew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.knowing import Evidence, guess_chance, knew_if_right, share_known
from quizbot.domain.questions import Question
from tests.domain.specimens import CLOZE, MATCH, MULTIPLE, NUMERIC, ORDER, SHORT, SINGLE, TEACHBACK, TRUE


def answers(right: int, wrong: int, guess: float) -> list[Evidence]:
    return [Evidence(right=True, guess=guess)] * right + [Evidence(right=False, guess=guess)] * wrong


@pytest.mark.parametrize(
    ("question", "chance"),
    [
        (SINGLE, 1 / len(SINGLE.options)),
        (TRUE, 1 / 2),
        (MULTIPLE, 1 / (2 ** len(MULTIPLE.options) - 1)),
        (ORDER, 1 / 24),
        (MATCH, 1 / 24),
        (NUMERIC, 0),
        (SHORT, 0),
        (CLOZE, 0),
        (TEACHBACK, 0),
    ],
)
def test_the_chance_of_being_right_without_knowing(question: Question, chance: float) -> None:
    assert guess_chance(question) == pytest.approx(chance)


def test_with_four_options_89_percent_right_are_85_percent_known() -> None:
    known = share_known(answers(89, 11, 1 / 4))
    assert known == pytest.approx((0.89 - 0.25) / 0.75, abs=1e-3)


def test_a_right_answer_of_somebody_who_knows_half_of_it() -> None:
    assert knew_if_right(0.5, 1 / 4) == pytest.approx(0.8)


def test_no_answers_say_nothing() -> None:
    assert share_known([]) is None


def test_as_many_right_as_by_guessing_are_hardly_known() -> None:
    assert share_known(answers(25, 75, 1 / 4)) == pytest.approx(0, abs=0.02)


@given(right=st.integers(0, 60), wrong=st.integers(0, 60), options=st.integers(2, 6))
def test_it_is_the_usual_correction_where_all_have_as_many_options(right: int, wrong: int, options: int) -> None:
    known = share_known(answers(right, wrong, 1 / options))
    if known is None:
        assert right == wrong == 0
        return
    usual = (right / (right + wrong) - 1 / options) / (1 - 1 / options)
    assert known == pytest.approx(max(usual, 0), abs=0.03)


@given(st.lists(st.builds(Evidence, right=st.booleans(), guess=st.sampled_from([0.0, 0.2, 0.25, 0.5])), min_size=1))
def test_no_more_is_known_than_was_right_and_what_was_typed_right_is(evidence: list[Evidence]) -> None:
    known = share_known(evidence)
    assert known is not None
    right = [each for each in evidence if each.right]
    assert sum(each.guess == 0 for each in right) / len(evidence) - 1e-9 <= known <= len(right) / len(evidence) + 1e-9

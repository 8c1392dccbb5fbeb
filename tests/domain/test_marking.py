"""What a response earns, kind by kind."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.marking import Mark, fits, mark, quantity_text
from quizbot.domain.questions import (
    NotSure,
    Picked,
    Quantity,
    Question,
    Response,
    Typed,
)
from tests.domain.specimens import (
    CLOZE,
    FALSE,
    KINDS,
    MATCH,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT,
    SINGLE,
    TEACHBACK,
    TRUE,
)
from tests.keys import key_places

NAMES = [type(kind).__name__ for kind in KINDS]
TYPED = (NUMERIC, SHORT, CLOZE)
PICKED = tuple(kind for kind in KINDS if kind not in TYPED)
WRONG = "wrong"  # fits, and earns nothing
UNFIT = "unfit"  # is not marked


def picked(*places: int) -> Picked:
    return Picked(places=places)


PICKS: list[tuple[Question, tuple[int, ...], float | str]] = [
    # single, all or nothing
    (SINGLE, (1,), 1),
    (SINGLE, (0,), WRONG),
    (SINGLE, (2,), WRONG),
    (SINGLE, (), UNFIT),
    (SINGLE, (3,), UNFIT),
    (SINGLE, (-1,), UNFIT),
    (SINGLE, (0, 1), UNFIT),
    # multiple: right picks less wrong ones, by the number of keys (three)
    (MULTIPLE, (0, 1, 3), 1),
    (MULTIPLE, (3, 1, 0), 1),
    (MULTIPLE, (0, 1), 2 / 3),
    (MULTIPLE, (0,), 1 / 3),
    (MULTIPLE, (0, 1, 2, 3), 2 / 3),
    (MULTIPLE, (0, 2), WRONG),
    (MULTIPLE, (2,), WRONG),
    (MULTIPLE, (), UNFIT),
    (MULTIPLE, (0, 0), UNFIT),
    (MULTIPLE, (0, 4), UNFIT),
    # true or false: place 0 is true
    (TRUE, (0,), 1),
    (TRUE, (1,), WRONG),
    (FALSE, (1,), 1),
    (FALSE, (0,), WRONG),
    (TRUE, (2,), UNFIT),
    (TRUE, (), UNFIT),
    # order: neighbours that follow each other as they should
    (ORDER, (0, 1, 2, 3), 1),
    (ORDER, (1, 2, 3, 0), 2 / 3),
    (ORDER, (1, 0, 2, 3), 1 / 3),
    (ORDER, (3, 2, 1, 0), WRONG),
    (ORDER, (2, 0, 3, 1), WRONG),
    (ORDER, (0, 1, 2), UNFIT),
    (ORDER, (0, 1, 2, 2), UNFIT),
    (ORDER, (0, 1, 2, 4), UNFIT),
    # match: left sides with their right side; place 3 is an extra one
    (MATCH, (0, 1, 2), 1),
    (MATCH, (0, 1, 3), 2 / 3),
    (MATCH, (0, 2, 1), 1 / 3),
    (MATCH, (1, 2, 0), WRONG),
    (MATCH, (3, 0, 1), WRONG),
    (MATCH, (0, 1), UNFIT),
    (MATCH, (0, 1, 1), UNFIT),
    (MATCH, (0, 1, 4), UNFIT),
    # teach-back: the share of points ticked
    (TEACHBACK, (0, 1, 2), 1),
    (TEACHBACK, (0, 2), 2 / 3),
    (TEACHBACK, (), WRONG),
    (TEACHBACK, (3,), UNFIT),
    (TEACHBACK, (0, 0), UNFIT),
]


@pytest.mark.parametrize(("question", "places", "earned"), PICKS)
def test_picked_responses(question: Question, places: tuple[int, ...], earned: float | str) -> None:
    judge(question, Picked(places=places), earned, matched=None)


def judge(question: Question, response: Response, earned: float | str, matched: str | None) -> None:
    assert fits(question, response) is (earned != UNFIT)
    if earned == UNFIT:
        with pytest.raises(ValueError, match=f"not a response to a {type(question).__name__} question"):
            mark(question, response)
        return
    result = mark(question, response)
    assert result.credit == pytest.approx(0 if earned == WRONG else earned)
    assert result.right is (earned == 1)
    assert result.matched == matched


TEXTS: list[tuple[Question, str, float | str, str | None]] = [
    # numeric: the value in the unit of the answer, or in another that is given, too
    (NUMERIC, "3", 1, "3 years"),
    (NUMERIC, "three", 1, "3 years"),
    (NUMERIC, "3 years", 1, "3 years"),
    (NUMERIC, "about 3 yrs", 1, "3 years"),
    (NUMERIC, "36 months", 1, "36 months"),
    (NUMERIC, "36 mths", 1, "36 months"),
    (NUMERIC, "36", WRONG, None),
    (NUMERIC, "3 months", WRONG, None),
    (NUMERIC, "36 years", WRONG, None),
    (NUMERIC, "3 days", WRONG, None),
    (NUMERIC, "156 weeks", WRONG, None),
    (NUMERIC, "3,1", WRONG, None),
    (NUMERIC, "-3", WRONG, None),
    (NUMERIC, "3 bananas", UNFIT, None),
    (NUMERIC, "two to four", UNFIT, None),
    (NUMERIC, "years", UNFIT, None),
    (NUMERIC, "", UNFIT, None),
    # short and cloze: any accepted spelling
    (SHORT, "apheresis", 1, "apheresis"),
    (SHORT, "an Apheresis", 1, "apheresis"),
    (SHORT, "leukaferesis", WRONG, None),
    (SHORT, "leukapheresi", 1, "leukapheresis"),
    (SHORT, "bcell collection", 1, "B-cell collection"),
    (SHORT, "dialysis", WRONG, None),
    (SHORT, "3", WRONG, None),
    (SHORT, "blood dialysis at home", WRONG, None),
    (SHORT, "it is what they do to you", UNFIT, None),
    (SHORT, "dialysis?", UNFIT, None),
    (SHORT, "apheresis?", 1, "apheresis"),
    (SHORT, "Help me!", UNFIT, None),
    (SHORT, "ok", UNFIT, None),
    (CLOZE, "blood dialysis", WRONG, None),
    (CLOZE, "blood dialysis machine", UNFIT, None),
    (SHORT, "", UNFIT, None),
    (SHORT, " ?! ", UNFIT, None),
    (CLOZE, "Leukapheresis.", 1, "leukapheresis"),
    (CLOZE, "aphresis", 1, "apheresis"),
    (CLOZE, "infusion", WRONG, None),
    (CLOZE, "…", UNFIT, None),
]


@pytest.mark.parametrize(("question", "text", "earned", "matched"), TEXTS)
def test_typed_responses(question: Question, text: str, earned: float | str, matched: str | None) -> None:
    judge(question, Typed(text=text), earned, matched)


def test_small_talk_is_an_answer_where_it_is_right() -> None:
    assert mark(replace(SHORT, accept=("no",)), Typed(text="No.")).right


@pytest.mark.parametrize(
    ("text", "right"),
    [("37", True), ("36.5", True), ("37,5", True), ("36.49", False), ("37.51", False), ("37 °C", True)],
)
def test_a_number_may_be_off_by_the_tolerance(text: str, right: bool) -> None:
    question = replace(NUMERIC, answer=Quantity(value=37, tolerance=0.5, unit="°C"), also=())
    assert mark(question, Typed(text=text)).right is right


def test_a_tenth_is_a_tenth() -> None:
    question = replace(NUMERIC, answer=Quantity(value=0.3, tolerance=0.1), also=())
    assert mark(question, Typed(text="0.2")).right
    assert mark(question, Typed(text="0.4")).right


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(value=3, unit="years"), "3 years"),
        (Quantity(value=0.5), "0.5"),
        (Quantity(value=0.1 + 0.2, unit="mg"), "0.3 mg"),
        (Quantity(value=1_500_000, unit="cells"), "1500000 cells"),
        (Quantity(value=-5.0, unit="°C"), "-5 °C"),
    ],
)
def test_a_quantity_is_written_as_people_write_it(quantity: Quantity, text: str) -> None:
    assert quantity_text(quantity) == text


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_not_sure_can_always_be_said_and_earns_nothing(kind: Question) -> None:
    judge(kind, NotSure(), WRONG, matched=None)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_key_earns_all(kind: Question) -> None:
    if kind in TYPED:
        assert key_places(kind) == ()
    else:
        assert mark(kind, Picked(places=key_places(kind))) == Mark(credit=1.0)


def test_the_key_of_each_kind() -> None:
    assert [key_places(kind) for kind in PICKED] == [
        (1,),
        (0, 1, 3),
        (0,),
        (1,),
        (0, 1, 2, 3),
        (0, 1, 2),
        (0, 1, 2),
    ]


def test_only_the_right_order_earns_all() -> None:
    assert [order for order in permutations(range(4)) if mark(ORDER, Picked(places=order)).right] == [(0, 1, 2, 3)]


def test_one_step_put_too_early_costs_that_step_alone() -> None:
    """Counting positions would call every later step wrong, too."""
    assert mark(ORDER, picked(3, 0, 1, 2)).credit == pytest.approx(2 / 3)


RESPONSES: st.SearchStrategy[Response] = (
    st.lists(st.integers(-1, 6), max_size=6).map(lambda places: Picked(places=tuple(places)))
    | st.text(max_size=30).map(lambda text: Typed(text=text))
    | st.sampled_from(["3", "36 months", "apheresis", "3 weeks", "12"]).map(lambda text: Typed(text=text))
    | st.just(NotSure())
)


@given(st.sampled_from(KINDS), RESPONSES)
def test_what_fits_is_marked_from_nothing_to_all_and_the_rest_is_refused(
    question: Question, response: Response
) -> None:
    if not fits(question, response):
        with pytest.raises(ValueError, match="not a response"):
            mark(question, response)
        return
    result = mark(question, response)
    assert 0 <= result.credit <= 1
    assert result.right == (result.credit == 1)
    assert (result.matched is not None) == (question in TYPED and result.right)


@given(st.sampled_from(TYPED), st.lists(st.integers(0, 3), max_size=4))
def test_nothing_can_be_picked_where_something_is_to_be_typed(question: Question, places: list[int]) -> None:
    assert not fits(question, Picked(places=tuple(places)))


@given(st.sampled_from(PICKED), st.text(max_size=20))
def test_nothing_can_be_typed_where_something_is_to_be_picked(question: Question, text: str) -> None:
    assert not fits(question, Typed(text=text))


@given(st.sets(st.integers(0, 3), min_size=1))
def test_one_more_right_pick_never_costs_and_one_more_wrong_pick_never_earns(places: set[int]) -> None:
    before = mark(MULTIPLE, Picked(places=tuple(sorted(places)))).credit
    for place in {0, 1, 2, 3} - places:
        after = mark(MULTIPLE, Picked(places=tuple(sorted({*places, place})))).credit
        assert after >= before if MULTIPLE.options[place].correct else after <= before

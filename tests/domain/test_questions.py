"""What tells two versions of a question apart, in which order it is shown, and what a set and a library know."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.questions import (
    Audience,
    Citation,
    Evidence,
    Item,
    Level,
    Library,
    Option,
    Pair,
    Quantity,
    Question,
    Topic,
    shown_order,
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
    lesson,
    question,
    question_set,
)

NAMES = [type(kind).__name__ for kind in KINDS]
CITATION = Citation(source="overview", section="introduction", paragraph=1)


def swapped(places: tuple[Option, ...]) -> tuple[Option, ...]:
    return (places[1], places[0], *places[2:])


# fingerprints


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SINGLE, replace(SINGLE, stem="Whose?")),
        (SINGLE, replace(SINGLE, vignette="Mara is 40.")),
        (SINGLE, replace(SINGLE, options=swapped(SINGLE.options))),
        (SINGLE, replace(SINGLE, options=SINGLE.options[:2])),
        (SINGLE, replace(SINGLE, options=(*SINGLE.options[:2], Option(text="a machine's")))),
        (SINGLE, replace(SINGLE, options=(Option(text="a donor's", correct=True), *SINGLE.options[1:]))),
        (MULTIPLE, replace(MULTIPLE, options=swapped(MULTIPLE.options))),
        (MULTIPLE, replace(MULTIPLE, options=(Option(text="fever"), *MULTIPLE.options[1:]))),
        (TRUE, replace(TRUE, stem="It is new.")),
        (TRUE, replace(TRUE, answer=False)),
        (ORDER, replace(ORDER, items=ORDER.items[::-1])),
        (ORDER, replace(ORDER, items=(*ORDER.items, Item(text="go home")))),
        (MATCH, replace(MATCH, pairs=MATCH.pairs[::-1])),
        (MATCH, replace(MATCH, pairs=(Pair(left="CRS", right="a rash"), *MATCH.pairs[1:]))),
        (MATCH, replace(MATCH, extra=())),
        (NUMERIC, replace(NUMERIC, answer=Quantity(value=4, unit="years"))),
        (NUMERIC, replace(NUMERIC, answer=Quantity(value=3, unit="weeks"))),
        (NUMERIC, replace(NUMERIC, answer=Quantity(value=3, unit="years", tolerance=1))),
        (NUMERIC, replace(NUMERIC, also=())),
        (SHORT, replace(SHORT, accept=SHORT.accept[:1])),
        (CLOZE, replace(CLOZE, before="They are collected by ")),
        (CLOZE, replace(CLOZE, accept=CLOZE.accept[::-1])),
        (CLOZE, replace(CLOZE, after_gap="!")),
        (TEACHBACK, replace(TEACHBACK, points=TEACHBACK.points[:2])),
    ],
)
def test_a_change_of_what_is_asked_or_right_changes_the_fingerprint(before: Question, after: Question) -> None:
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_a_change_of_what_is_around_a_question_leaves_the_fingerprint(kind: Question) -> None:
    around = replace(
        kind,
        key="other/key",
        topic="other",
        after="other/lesson",
        core=True,
        level=Level.RECALL,
        explanation="Because.",
        cites=(CITATION,),
        ask=("How long?",),
        evidence=Evidence(people="small", design="early trial", certainty="low"),
        retired=True,
    )
    assert around.fingerprint == kind.fingerprint


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            SINGLE,
            replace(SINGLE, options=tuple(replace(each, why="so", misconception="cure") for each in SINGLE.options)),
        ),
        (SINGLE, replace(SINGLE, shuffle=False)),
        (TRUE, replace(TRUE, why="so")),
        (ORDER, replace(ORDER, items=tuple(replace(each, why="so") for each in ORDER.items))),
        (MATCH, replace(MATCH, pairs=tuple(replace(each, why="so") for each in MATCH.pairs))),
        (MATCH, replace(MATCH, extra=(Item(text="a rash", why="so"),))),
    ],
)
def test_reasons_and_shuffling_leave_the_fingerprint(before: Question, after: Question) -> None:
    assert before.fingerprint == after.fingerprint


KEPT = (
    replace(SINGLE, stem="Whose?", options=(SINGLE.options[1], Option(text="a robot's"))),
    replace(MULTIPLE, options=MULTIPLE.options[::-1]),
    replace(MULTIPLE, options=tuple(replace(each, text=f" {each.text.upper()} ") for each in MULTIPLE.options)),
    replace(MULTIPLE, options=(replace(MULTIPLE.options[0], text="Fever"), *MULTIPLE.options[1:])),
    replace(TRUE, stem="It is on trial."),
    replace(ORDER, items=tuple(replace(each, text=each.text.title()) for each in ORDER.items)),
    replace(MATCH, pairs=MATCH.pairs[::-1], extra=()),
    replace(NUMERIC, answer=Quantity(value=3.0, unit="Years", tolerance=1), also=()),
    replace(SHORT, accept=("Apheresis", "dialysis")),
    replace(CLOZE, before="By ", accept=("APHERESIS",)),
    replace(TEACHBACK, points=("another",)),
)
CHANGED = (
    replace(SINGLE, options=(Option(text="a donor's", correct=True), Option(text="my own"))),
    replace(SINGLE, options=(Option(text="a donor's"), Option(text="my own cells", correct=True))),
    replace(MULTIPLE, options=(Option(text="fever"), *MULTIPLE.options[1:])),
    replace(TRUE, answer=False),
    replace(ORDER, items=ORDER.items[::-1]),
    replace(MATCH, pairs=(Pair(left="CRS", right="confusion"), Pair(left="ICANS", right="fever"), MATCH.pairs[2])),
    replace(MATCH, pairs=(replace(MATCH.pairs[0], right="a fever"), *MATCH.pairs[1:])),
    replace(NUMERIC, answer=Quantity(value=4, unit="years")),
    replace(NUMERIC, answer=Quantity(value=3, unit="weeks")),
    replace(SHORT, accept=SHORT.accept[::-1]),
    replace(CLOZE, accept=CLOZE.accept[::-1]),
)


def before(after: Question) -> Question:
    return next(kind for kind in KINDS if kind.key == after.key)


@pytest.mark.parametrize("after", KEPT)
def test_rewording_leaves_the_fingerprint_of_the_key(after: Question) -> None:
    assert after.key_fingerprint == before(after).key_fingerprint


@pytest.mark.parametrize("after", CHANGED)
def test_another_key_changes_its_fingerprint(after: Question) -> None:
    assert after.key_fingerprint != before(after).key_fingerprint
    assert after.fingerprint != before(after).fingerprint


def test_the_case_of_a_right_option_does_not_change_its_place_in_the_key() -> None:
    """Capitals sort before small letters."""
    one, other = (
        replace(MULTIPLE, options=tuple(Option(text=text, correct=True) for text in texts))
        for texts in (("Apple", "banana"), ("apple", "Banana"))
    )
    assert one.key_fingerprint == other.key_fingerprint


def test_the_two_sides_of_a_pair_are_kept_apart() -> None:
    one, other = (
        replace(MATCH, pairs=(Pair(left=left, right=right), *MATCH.pairs[1:]))
        for left, right in (("CRS fever", "high"), ("CRS", "fever high"))
    )
    assert one.key_fingerprint != other.key_fingerprint


def test_no_two_kinds_share_a_fingerprint() -> None:
    assert len({kind.fingerprint for kind in KINDS}) == len(KINDS)
    assert replace(MULTIPLE, stem=SINGLE.stem, options=SINGLE.options).fingerprint != SINGLE.fingerprint


def test_fingerprints_are_the_same_in_every_process_and_every_python() -> None:
    assert [SINGLE.key_fingerprint, MATCH.key_fingerprint, NUMERIC.key_fingerprint] == [
        "881130974f7b7f75",
        "709439e3fb597131",
        "b3c166028d5840ef",
    ]
    assert [kind.fingerprint for kind in KINDS] == [
        "c0a54b683f15a31e",
        "f0fc9f59fd31759a",
        "d0cfebf272783838",
        "53543b64a2c9b385",
        "0befc99c65a43ea0",
        "1fda5b8a1540e5c3",
        "776fff24ad8cff6e",
        "790a8940ff23cf76",
        "45f1e4cb4ca89d7e",
        "82b1d7f1fadddfbc",
    ]


# the order shown


def places(kind: Question) -> int:
    return {
        "Single": 3,
        "Multiple": 4,
        "TrueFalse": 2,
        "Order": 4,
        "Match": 4,
        "Numeric": 0,
        "Short": 0,
        "Cloze": 0,
        "Teachback": 3,
    }[type(kind).__name__]


@given(st.sampled_from(KINDS), st.integers(0, 2**63))
def test_the_order_shown_is_a_permutation_and_stays(kind: Question, presentation: int) -> None:
    order = shown_order(kind, presentation)
    assert sorted(order) == list(range(places(kind)))
    assert shown_order(kind, presentation) == order


@given(st.integers(2, 6), st.integers(0, 2**63))
def test_an_ordering_is_never_shown_solved(count: int, presentation: int) -> None:
    ordering = replace(ORDER, items=tuple(Item(text=str(place)) for place in range(count)))
    order = shown_order(ordering, presentation)
    assert order != tuple(range(count))
    assert sorted(order) == list(range(count))


@pytest.mark.parametrize(
    "kind", [replace(SINGLE, shuffle=False), replace(MULTIPLE, shuffle=False), TRUE, FALSE, TEACHBACK]
)
def test_some_questions_keep_their_order(kind: Question) -> None:
    assert all(shown_order(kind, presentation) == tuple(range(places(kind))) for presentation in range(50))


def test_every_order_of_the_options_comes_about_as_often() -> None:
    orders = [shown_order(SINGLE, presentation) for presentation in range(6000)]
    counts = [orders.count(order) for order in set(orders)]
    assert len(counts) == 6
    assert all(900 < count < 1100 for count in counts)


@pytest.mark.parametrize(
    ("kind", "presentation", "order"),
    [
        (SINGLE, 1, (0, 1, 2)),
        (SINGLE, 2, (0, 2, 1)),
        (MULTIPLE, 1, (0, 1, 3, 2)),
        (MULTIPLE, 4_294_967_296, (1, 2, 3, 0)),
        (ORDER, 1, (0, 1, 3, 2)),
        (MATCH, 7, (2, 1, 3, 0)),
        (NUMERIC, 1, ()),
        (SHORT, 1, ()),
        (CLOZE, 1, ()),
    ],
)
def test_the_order_shown_is_the_same_in_every_process_and_every_python(
    kind: Question, presentation: int, order: tuple[int, ...]
) -> None:
    assert shown_order(kind, presentation) == order


# sets and the library

FIRST = lesson("cells/first", "a")
SECOND = lesson("cells/second", "b")
CELLS = question_set(
    (FIRST, SECOND),
    (
        question("cells/late", "b", "cells/second"),
        question("cells/early", "a", "cells/first"),
        question("cells/gone", "a", "cells/first", retired=True),
        question("cells/last", "b", "cells/second"),
    ),
)
DOSES = question_set((lesson("doses/only", "c"),), (question("doses/one", "c", "doses/only"),), key="doses")
LIBRARY = Library(sets={"doses": DOSES, "cells": CELLS})


def test_active_questions_stand_in_the_order_of_their_lessons_without_retired_ones() -> None:
    assert [each.key for each in CELLS.active] == ["cells/early", "cells/late", "cells/last"]


def test_a_set_knows_its_topics() -> None:
    assert CELLS.topic == {"a": Topic(id="a", title="a"), "b": Topic(id="b", title="b")}


def test_a_library_finds_questions_lessons_and_sets_by_key() -> None:
    assert set(LIBRARY.questions) == {"cells/late", "cells/early", "cells/gone", "cells/last", "doses/one"}
    assert LIBRARY.lessons["cells/second"] is SECOND
    assert LIBRARY.set_of(LIBRARY.questions["doses/one"]) is DOSES
    assert Library().questions == {}


def test_sets_for_an_audience_come_in_the_order_of_their_ids() -> None:
    students = replace(CELLS, id="advanced", audience=Audience.STUDENT)
    library = Library(sets={**LIBRARY.sets, "advanced": students})
    assert [each.id for each in library.for_audience(Audience.PATIENT)] == ["cells", "doses"]
    assert list(library.for_audience(Audience.STUDENT)) == [students]

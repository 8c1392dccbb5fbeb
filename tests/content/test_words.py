"""The same text in other characters, and the same number in other words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.content.words import normalised, numbers, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Fresh\ttea\u00a0is  hot.\n", "Fresh tea is hot."),
        ("the leaf\u2019s \u201ctaste\u201d", 'the leaf\'s "taste"'),
        ("\u00abtea\u00bb and \u201atea\u2018", "\"tea\" and 'tea'"),
        ("2\u20134 minutes \u2014 or 2\u20114", "2-4 minutes - or 2-4"),
        ("\ufb01ne tea, 5\u2009g, x\u00b2", "fine tea, 5 g, x2"),
        ("infu\u00adsion\u200b\ufeff", "infusion"),
        ("cafe\u0301", "café"),
        ("Tea is not TEA", "Tea is not TEA"),
    ],
)
def test_normalised(text: str, expected: str) -> None:
    assert normalised(text) == expected


@given(st.text())
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(
    st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1)),
    st.sampled_from([" ", "\t", "  ", "\u00a0"]),
)
def test_blanks_and_composed_letters_do_not_matter(parts: list[str], blank: str) -> None:
    assert normalised(unicodedata.normalize("NFD", blank.join(parts))) == normalised(" ".join(parts))


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["two to four weeks", "2-4 weeks", "2 \u2013 4 weeks", "2 to 4 weeks", "Two\u2014four weeks"], ["2", "4"]),
        (["one to two", "1-2", "one-two", "between one and two"], ["1", "2"]),
        (["three", "3", "3.0", "03", "Three", "\uff13", "three-month"], ["3"]),
        (["twenty-five", "twenty five", "25", "Twenty\u2010five"], ["25"]),
        (["fifty percent", "50%", "50 %", "50 per cent"], ["50"]),
        (["half of 2.50", "2.5"], ["2.5"]),
        (["1,500", "1500", "1,500.0"], ["1500"]),
        (["a hundred", "one hundred", "100", "hundred"], ["100"]),
        (["one hundred and fifty", "a hundred fifty", "150"], ["150"]),
        (["between one hundred and two hundred", "100 to 200"], ["100", "200"]),
        (["two hundred thousand", "200,000", "200 thousand"], ["200000"]),
        (["three million", "3 million", "3,000,000"], ["3000000"]),
        (["a billion", "1,000,000,000"], ["1000000000"]),
        (["zero", "0"], ["0"]),
        (["5mg", "5 mg", "five mg"], ["5"]),
        (["interleukin-6", "IL-6", "IL 6"], ["6"]),
        (["phase 1/2", "phases 1 and 2"], ["1", "2"]),
        (
            [
                "the first",
                "the 1st, 2nd and 23rd",
                "CD19",
                "someone",
                "tennis",
                "the millions",
                "a few",
                "a thousandth",
            ],
            [],
        ),
        (["a million, then 2", "1000000 and two"], ["1000000", "2"]),
    ],
)
def test_numbers(texts: list[str], values: list[str]) -> None:
    assert {text: [number.value for number in numbers(text)] for text in texts} == dict.fromkeys(texts, values)


def test_a_number_says_how_it_is_written() -> None:
    assert [number.written for number in numbers("Two to 4 weeks, a hundred")] == ["two", "4", "a hundred"]


def test_a_row_of_digits_that_is_no_quantity_is_no_number() -> None:
    assert list(numbers("9" * 2_000_000)) == []


@given(st.integers(0, 10**12))
def test_digits_mean_themselves_with_commas_or_without(value: int) -> None:
    assert [each.value for each in numbers(f"{value} or {value:,}")] == [str(value), str(value)]


@given(st.text())
def test_any_text_has_words_and_numbers(text: str) -> None:
    assert all(number.value.replace(".", "").isdigit() for number in numbers(text))
    assert all(stems(text))


def test_stems_leave_numbers_out() -> None:
    assert list(stems("Two infusions, the leaf's CD19")) == ["infus", "the", "leaf", "cd19"]

"""Sentences, words, stems and syllables of English."""

from __future__ import annotations

import math

import pytest

from quizbot.content.language import Reading, lead_in, reading, sentences, stem_of, syllables, words

SYLLABLES = {
    1: """tea cup made makes named changed through rest health blood cells calm hard called helped asked risks once ease
        lungs heart weeks whole bruise""",
    2: """water table tables people wanted cases statement likely somewhere being doctor treatment quiet
        trial react settles centre hopeful seizure study studies""",
    3: """hospital medicine idea serious antigen infusion earlier remission injection explaining""",
    4: "population activity experiment necessary unusual",
    5: "chemotherapy considerable examination",
    6: "immunosuppressive",
}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, count) for count, each in SYLLABLES.items() for word in each.split()],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["the", "pst", "7", "cd19"])
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables(word) == 1


@pytest.mark.parametrize(
    "family",
    [
        "infuse infused infuses infusing infusion infusions",
        "treat treats treated treating treatment treatments",
        "deplete depleted depletion",
        "patient patients patient's",
        "study studies studied",
        "calm calms calmly",
        "severe severity",
    ],
)
def test_relatives_share_a_stem(family: str) -> None:
    assert len({stem_of(word) for word in family.split()}) == 1


@pytest.mark.parametrize("strangers", ["several severe", "cell call", "trial trait", "bed be", "gas ga"])
def test_strangers_do_not(strangers: str) -> None:
    assert len({stem_of(word) for word in strangers.split()}) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tea is hot. Is it? Yes!", ["Tea is hot.", "Is it?", "Yes!"]),
        ("It takes 3.5 minutes.", ["It takes 3.5 minutes."]),
        (
            "Dr. Saxena leads trials, e.g. of cells. They go on.",
            ["Dr. Saxena leads trials, e.g. of cells.", "They go on."],
        ),
        ("A heading\nA text.\n\nAnother.", ["A heading", "A text.", "Another."]),
        ('He said "yes." She left.', ['He said "yes."', "She left."]),
        ("Tea", ["Tea"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_words_keep_their_apostrophes_and_lose_all_else() -> None:
    assert words("Don’t (ever) mix T-cells, naïve or 19!") == [
        "don't",
        "ever",
        "mix",
        "t",
        "cells",
        "naïve",
        "or",
        "19",
    ]


@pytest.mark.parametrize(
    ("stem", "asking"),
    [
        ("Tea is hot. What cools it?", "What cools it?"),
        ("Which signs fit? Pick each one.", "Which signs fit?"),
        ("Put them in order. Begin now.", "Begin now."),
    ],
)
def test_the_lead_in_is_the_sentence_that_asks(stem: str, asking: str) -> None:
    assert lead_in(stem) == asking


def test_grade_of_a_known_text() -> None:
    read = reading("A heading without a mark\nThe cat sat on the mat. It was very happy.")
    assert read == Reading(words=10, sentences=2, syllables=12)
    assert math.isclose(read.grade, 0.39 * 5 + 11.8 * 1.2 - 15.59)


def test_nothing_to_read_has_no_grade() -> None:
    assert reading("Water\nSalt").grade == 0

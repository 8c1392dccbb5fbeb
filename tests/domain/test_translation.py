"""A set in another language: the texts are the translation's, what is asked, right and counted is the original's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizbot.domain.marking import mark
from quizbot.domain.questions import Library, Quantity, Typed
from quizbot.domain.translation import in_translation
from tests.domain.specimens import CLOZE, NUMERIC, SHORT, SINGLE, TRUE, lesson, question_set

ORIGINAL = question_set((lesson("cells/trials", "known"),), (TRUE, SINGLE, NUMERIC, SHORT, CLOZE))
GERMAN = in_translation(
    ORIGINAL,
    replace(
        ORIGINAL,
        language="de",
        questions=(
            replace(TRUE, stem="Das ist ein Versuch."),
            SINGLE,
            replace(NUMERIC, answer=Quantity(value=3, unit="Jahre"), also=(Quantity(value=36, unit="Monate"),)),
            replace(SHORT, accept=("Apherese", "Leukapherese")),
            replace(CLOZE, before="Zellen sammelt die ", accept=("Apherese",)),
        ),
    ),
)
LIBRARY = Library(sets={ORIGINAL.id: ORIGINAL}, translations={(ORIGINAL.id, "de"): GERMAN})


@pytest.mark.parametrize("place", range(len(ORIGINAL.questions)))
def test_a_question_is_the_same_in_every_language(place: int) -> None:
    original, translated = ORIGINAL.questions[place], GERMAN.questions[place]
    assert translated.key == original.key
    assert translated.fingerprint == original.fingerprint
    assert translated.key_fingerprint == original.key_fingerprint


def test_what_is_not_translated_is_known() -> None:
    assert GERMAN.untranslated == {"cells/trials", SINGLE.key}
    assert ORIGINAL.untranslated == set()


@pytest.mark.parametrize(
    ("place", "text", "matched"),
    [
        (2, "3", "3 Jahre"),
        (2, "drei Jahre", "3 Jahre"),
        (2, "36 months", "36 Monate"),
        (3, "die Apherese", "Apherese"),
        (3, "leukapheresis", "leukapheresis"),
        (4, "Apheresis", "apheresis"),
    ],
)
def test_what_is_typed_may_be_of_either_language(place: int, text: str, matched: str) -> None:
    marked = mark(GERMAN.questions[place], Typed(text=text))
    assert (marked.right, marked.matched) == (True, matched)


@pytest.mark.parametrize(
    ("language", "read"), [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("es", "en"), ("en", "en")]
)
def test_a_set_is_read_in_the_learners_language_or_as_it_was_written(language: str, read: str) -> None:
    library = LIBRARY.in_language(language)
    assert library.sets[ORIGINAL.id].language == read
    assert library.questions.keys() == LIBRARY.questions.keys()


def test_a_set_speaks_its_language_whichever_countrys() -> None:
    assert GERMAN.speaks("de-CH")
    assert not GERMAN.speaks("en")

"""Words that sound urgent are told from what learners type, in every language and across languages."""

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.content.loader import load
from quizbot.domain.questions import Cloze, Multiple, Question, Short, Single, Teachback
from quizbot.domain.urgent import sounds_urgent, speaks_of_suicide
from tests.domain.urgent import english, german, spanish

LANGUAGES = (english, german, spanish)


def phrases(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


SELF_HARM = [text for language in LANGUAGES for text in phrases(language.SELF_HARM)]
ILLNESS = [text for language in LANGUAGES for text in phrases(language.BODY + language.FAMILY)] + ["I can't\nbreathe"]
MUST = [*SELF_HARM, *ILLNESS]
MUST_NOT = [text for language in LANGUAGES for text in phrases(language.LEARNING + language.OTHER)] + ["", "   ", "?!"]


@pytest.mark.parametrize("text", MUST)
def test_help_is_needed(text: str) -> None:
    assert sounds_urgent(text)


@pytest.mark.parametrize("text", MUST_NOT)
def test_somebody_is_learning(text: str) -> None:
    assert not sounds_urgent(text)


@pytest.mark.parametrize("text", SELF_HARM)
def test_suicide_counts_whatever_stands_around_it(text: str) -> None:
    assert sounds_urgent(f"If people with lupus have a fever, they may say: {text}")


def test_suicide_is_told_from_other_emergencies_and_from_learning() -> None:
    assert [text for text in SELF_HARM if not speaks_of_suicide(text)] == []
    assert [text for text in [*ILLNESS, *MUST_NOT] if speaks_of_suicide(text)] == []


def test_what_the_shipped_sets_teach_can_be_typed() -> None:
    """Accepted answers, key points and options in the words of the sets, which learners use as theirs."""
    library = load([Path(__file__).parents[3] / "questions"]).library
    sets = [*library.sets.values(), *library.translations.values()]
    taught = [text for question in chain.from_iterable(each.questions for each in sets) for text in said(question)]
    assert len(taught) > 300
    assert [text for text in taught if sounds_urgent(text)] == []


def said(question: Question) -> Iterable[str]:
    match question:
        case Short() | Cloze():
            return question.accept
        case Teachback():
            return question.points
        case Single() | Multiple():
            return (option.text for option in question.options)
        case _:
            return ()


@given(st.sampled_from(MUST), st.sampled_from(["lower", "upper", "curly", "shouted", "spaced", "greeted"]))
def test_how_it_is_typed_does_not_matter(text: str, manner: str) -> None:
    typed = {
        "lower": text.lower(),
        "upper": text.upper(),
        "curly": text.replace("'", "’"),
        "shouted": f"{text}!!!",
        "spaced": f"  {re.sub(' ', '  ', text)}\n",
        "greeted": f"Hello. {text}",
    }
    assert sounds_urgent(typed[manner])


TRAPS = """
i |i am |my my |fever |fever is about |can't |if or |if i get a fever or |39.5 |pain in |bleeding a b c |heart a b |si
suiciciciz|suszsz|please help |i would a b c d e |not a |?|temperature |wish i was never |would a a a if i |s s |ble |aé
since a b c d e f g |i am. |coughing up |hurting |how to end it |call an |oxygen a b c d |cannot find a |no reason to
ich |ich habe |fieber |fieber ist uber |wenn ich fieber oder |schmerz in |mich a b |kein |will nicht mehr a |zu viel a
seit a b c d e f g |hustet |ware ich a |mein leben a b |gesicht a b |wenn oder |sauerstoff a b c d |ohne mich a |suizizd
tengo |mi |fiebre |la fiebre |no puedo a |si tengo fiebre o |dolor en |corazon a b |me |quiero a |vida a b |cara a b |de
desde a b c d e f g |temperatura a |no se |se me |ojala a b |pens|perdi |hinch|si o |he tenido |no hay a |no, |sí, |sí
"""


@pytest.mark.parametrize("words", [words for row in phrases(TRAPS) for words in row.split("|")])
def test_the_longest_message_is_no_trap_for_the_patterns(words: str) -> None:
    """Nested repetition would never come back from one of these."""
    assert not sounds_urgent((words * 4096)[:4096])


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    assert sounds_urgent(text) in {True, False}

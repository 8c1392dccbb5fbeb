"""The sets that quizbot ships are clean, whole in every language, and take what people type in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizbot.content.loader import Loaded, load
from quizbot.content.problems import Severity
from quizbot.domain.marking import fits, mark
from quizbot.domain.questions import Audience, Multiple, Single, Typed

QUESTIONS = Path(__file__).parents[2] / "questions"
PATIENTS = "car-t-lupus-patients"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load([QUESTIONS])


def test_shipped_sets_have_no_flaws(loaded: Loaded) -> None:
    """Information is for whoever reviews a set: a short key in plain words, say, has no word of its source."""
    assert [problem for problem in loaded.problems if problem.severity is not Severity.INFORMATION] == []
    assert {each.audience for each in loaded.library.sets.values()} == set(Audience)


def test_patients_can_learn_in_three_languages(loaded: Loaded) -> None:
    assert loaded.library.sets[PATIENTS].language == "en"
    assert {language for set_id, language in loaded.library.translations if set_id == PATIENTS} == {"de", "es"}
    assert "untranslated" not in {problem.rule for problem in loaded.problems}


@pytest.mark.parametrize("language", ["de", "es"])
def test_translations_do_not_tell_the_key_by_its_length(loaded: Loaded, language: str) -> None:
    """The key is the longest option in fewer questions than by chance, as it is in the original."""
    questions = [each for each in loaded.library.translations[PATIENTS, language].questions if isinstance(each, Single)]
    longest = [each.key for each in questions if max(each.options, key=lambda option: len(option.text)).correct]
    assert len(longest) < len(questions) / 8


@pytest.mark.parametrize("language", ["de", "es"])
def test_what_is_right_stays_in_its_place(loaded: Loaded, language: str) -> None:
    original, translated = loaded.library.sets[PATIENTS], loaded.library.translations[PATIENTS, language]
    for one, other in zip(original.questions, translated.questions, strict=True):
        assert (one.key, type(one), one.after) == (other.key, type(other), other.after)
        if isinstance(one, Single | Multiple) and isinstance(other, Single | Multiple):
            assert [option.correct for option in one.options] == [option.correct for option in other.options]


TYPED = {
    ("de", "own-body-antibody"): (
        [
            "Autoantikörper",
            "autoantikorper",
            "Autoantikoerper",
            "Auto-Antikörper",
            "ein Autoantikörper",
            "autoantikörer",
        ],
        ["Antikörper", "B-Zelle"],
    ),
    ("de", "most-trials-organ"): (
        [
            "Nieren",
            "die Nieren",
            "Niere",
            "NIERE",
            "meine Nieren",
            "Nierenerkrankung",
            "Lupus-Nephritis",
            "nierenkrankeit",
        ],
        ["Leber", "Herz", "die Haut"],
    ),
    ("de", "name-of-collection"): (
        ["Apherese", "die Apherese", "apheresis", "Leukapherese", "Aphrese"],
        ["Dialyse", "Transfusion"],
    ),
    ("de", "longest-wait"): (
        [
            "4",
            "4 Wochen",
            "vier",
            "vier Wochen",
            "bis zu 4 Wochen",
            "28 Tage",
            "achtundzwanzig Tage",
            "4 Wo.",
            "4 weeks",
        ],
        ["2", "zwei Wochen", "4 Tage", "vier Monate", "28", "ein Monat"],
    ),
    ("de", "longest-remission"): (
        ["3", "drei", "3 Jahre", "drei Jahren", "36 Monate", "sechsunddreißig Monate", "bis zu drei Jahre"],
        ["5", "drei Monate", "zwei Jahre", "36"],
    ),
    ("de", "name-of-chemotherapy-step"): (
        ["Lymphodepletion", "die Lymphodepletion", "lymphodepletierende Chemo therapie", "Lymphodeplektion"],
        ["Chemotherapie", "Apherese"],
    ),
    ("es", "own-body-antibody"): (
        ["autoanticuerpo", "un autoanticuerpo", "Auto anticuerpo", "autoanticuerpos", "autoantiuerpo"],
        ["anticuerpo", "célula B"],
    ),
    ("es", "most-trials-organ"): (
        ["riñones", "los riñones", "rinones", "el riñón", "RIÑON", "enfermedad renal", "nefritis lupica", "renal"],
        ["hígado", "el corazón", "la piel"],
    ),
    ("es", "name-of-collection"): (
        ["aféresis", "aferesis", "la aféresis", "leucaféresis", "leucoaferesis", "apheresis", "afersis"],
        ["diálisis", "transfusión"],
    ),
    ("es", "longest-wait"): (
        [
            "4",
            "4 semanas",
            "cuatro",
            "cuatro semanas",
            "hasta 4 semanas",
            "28 días",
            "veintiocho dias",
            "4 sem",
            "4 weeks",
        ],
        ["2", "dos semanas", "4 días", "cuatro meses", "28", "un mes"],
    ),
    ("es", "longest-remission"): (
        ["3", "tres", "3 años", "tres anos", "36 meses", "treinta y seis meses", "hasta tres años"],
        ["5", "tres meses", "dos años", "36"],
    ),
    ("es", "name-of-chemotherapy-step"): (
        ["linfodepleción", "linfodeplecion", "la linfodepleción", "quimioterapia de linfodepleción", "linfodeplección"],
        ["quimioterapia", "aféresis"],
    ),
}


@pytest.mark.parametrize(
    ("language", "question", "text", "right"),
    [
        (language, question, text, right)
        for (language, question), (accepted, refused) in TYPED.items()
        for texts, right in ((accepted, True), (refused, False))
        for text in texts
    ],
)
def test_what_people_type_in_their_language_is_taken(
    loaded: Loaded, language: str, question: str, text: str, right: bool
) -> None:
    translated = loaded.library.translations[PATIENTS, language]
    (asked,) = (each for each in translated.questions if each.key == f"{PATIENTS}/{question}")
    assert fits(asked, Typed(text=text))
    assert mark(asked, Typed(text=text)).right is right

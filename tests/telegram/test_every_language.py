"""Every screen in every language: nothing in it is left in English, and Telegram takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizbot.content.problems import Severity
from quizbot.domain.questions import Library
from quizbot.i18n import LANGUAGES, SOURCE, Translator, Translators
from quizbot.services import zones
from quizbot.services.educators import NotFetched, TooLarge, TooMuch
from quizbot.telegram.screens import educating, feedback, flooding, practising, questions, settings
from quizbot.telegram.screens.screen import Screen
from quizbot.tryout.botapi import CALLBACK_ANSWER_UNITS
from quizbot.tryout.entities import units
from tests.telegram import test_educating_screens, test_screens
from tests.telegram.examples import NOW, TODAY, answered, responses, taught
from tests.telegram.pseudo import Brackets, authored, forgotten, forgotten_in
from tests.telegram.test_screens import LIBRARIES, check
from tests.test_i18n import said_in_screens

OTHERS = [language for language in LANGUAGES if language != SOURCE]


def of_sets(t: Translator, library: Library) -> Iterator[Screen]:
    """Every screen that shows something of a set, as test_screens draws them with its translator."""
    for question in library.questions.values():
        yield from test_screens.of_question(library, question)
    for lesson in taught(library):
        yield from (questions.lesson(t, lesson), questions.words(t, lesson), questions.lesson_again(t, lesson))
    yield from test_screens.of_library(library)


def as_seldom(library: Library) -> Library:
    """The library in a language that nobody has chosen, with nothing translated and no date on its sources."""
    sets = {
        key: replace(each, language="fr", untranslated=frozenset({*library.lessons, *library.questions}))
        for key, each in library.sets.items()
    }
    sources = {key: replace(each, date=None) for key, each in library.sources.items()}
    return Library(sets=sets, sources=sources)


async def of_nothing_in_particular(t: Translator) -> list[Screen]:
    """Every other screen."""
    problems = [test_educating_screens.problem("ж", "ж", "ж", severity) for severity in Severity]
    found = [
        test_educating_screens.found(*problems[start:end], more=more)
        for start, end, more in ((0, 3, 0), (0, 3, 3), (1, 2, 0), (2, 3, 0), (0, 0, 0))
    ]
    places = await zones.by_city("berlin")
    return [
        *test_screens.of_the_learner(),
        *(educating.checked(t, each) for each in found),
        *(educating.unchecked(t, outcome) for outcome in (TooLarge(), NotFetched(), TooMuch())),
        *(educating.welcome(t), educating.no_invitation(t), flooding.slower(t)),
        *(settings.places(t, places, NOW, named=named) for named in (True, False)),
    ]


@pytest.fixture
def t(monkeypatch: pytest.MonkeyPatch) -> Brackets:
    brackets = Brackets()
    monkeypatch.setattr(test_screens, "T", brackets)
    return brackets


async def test_no_text_of_a_screen_was_forgotten(t: Brackets) -> None:
    """Each text comes from the catalogue, from Babel or from authors; and each of the catalogue is on some screen."""
    library = authored(LIBRARIES["teas"])
    for screen in (*of_sets(t, library), *of_sets(t, as_seldom(library)), *await of_nothing_in_particular(t)):
        assert forgotten(screen) == "", screen.plain
    for question in library.questions.values():
        for response in responses(question):
            assert forgotten_in(feedback.verdict(t, question, answered(library, question, response).review)) == ""
    for text in (flooding.slower_tap(t).text, *(feedback.day_text(t, TODAY + days, TODAY) for days in (0, 1))):
        assert forgotten_in(text) == ""
    assert "\n".join(sorted(said_in_screens() - t.said)) == ""


@pytest.mark.parametrize("language", OTHERS)
async def test_every_screen_is_one_that_telegram_takes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    missing: list[str] = []
    t = Translators(missing.append)(language)
    monkeypatch.setattr(test_screens, "T", t)
    library = LIBRARIES["shipped"].in_language(language)
    translated = {key: each for key, each in library.sets.items() if each.speaks(language)}
    assert translated
    for screen in (*of_sets(t, Library(sets=translated, sources=library.sources)), *await of_nothing_in_particular(t)):
        check(screen)
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_shown_over_the_chat_fits_there(language: str) -> None:
    t = Translators()(language)
    said = [practising.unfit(t, question).plain for question in LIBRARIES["teas"].questions.values()]
    for text in (*said, flooding.slower_tap(t).text):
        assert units(text) <= CALLBACK_ANSWER_UNITS


@pytest.mark.parametrize("language", OTHERS)
def test_the_menu_of_commands_is_one_that_telegram_takes(language: str) -> None:
    told = practising.commands(Translators()(language))
    assert [name for name, _ in told] == [name for name, _ in practising.commands(Translators()(SOURCE))]
    assert all(1 <= units(text) <= 256 for _, text in told)

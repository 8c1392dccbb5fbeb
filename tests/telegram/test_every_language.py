"""Every screen in every language: nothing in it is left in English, and Telegram takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import Any

import pytest

from quizbot.content.problems import Severity
from quizbot.domain.questions import Audience, Library, NotSure, QuestionSet, Topic
from quizbot.domain.queue import Finished, Purpose
from quizbot.domain.team import View
from quizbot.i18n import LANGUAGES, SOURCE, Translator, Translators
from quizbot.services import zones
from quizbot.services.educators import NotFetched, TooLarge, TooMuch
from quizbot.services.outcomes import Done
from quizbot.services.reports import Progress, TopicProgress
from quizbot.services.team import Summary
from quizbot.telegram.screens import (
    educating,
    feedback,
    flooding,
    practising,
    progress,
    questions,
    settings,
    summary,
)
from quizbot.telegram.screens.screen import Screen
from quizbot.tryout.botapi import CALLBACK_ANSWER_UNITS
from quizbot.tryout.entities import units
from tests.telegram import test_educating_screens, test_patient_screens, test_screens
from tests.telegram.examples import NOW, TODAY, answered, learner, responses, taught
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
    yield from test_screens.of_rounds(library)
    for each in library.for_audience(Audience.PATIENT):
        yield from test_patient_screens.of_set(each)


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
        *test_patient_screens.of_nothing_in_particular(),
        *(educating.checked(t, each) for each in found),
        *(educating.unchecked(t, outcome) for outcome in (TooLarge(), NotFetched(), TooMuch())),
        *(educating.welcome(t), educating.no_invitation(t), flooding.slower(t)),
        *(settings.places(t, places, NOW, named=named) for named in (True, False)),
    ]


def of_what_comes_seldom(t: Translator, library: Library) -> Iterator[Screen]:
    """Screens that take a long history, many topics or a setting of few."""
    patients = library.for_audience(Audience.PATIENT)[0]
    students = library.for_audience(Audience.STUDENT)[0]
    ada = learner(set_id=students.id)
    yield settings.overview(t, replace(ada, audience=Audience.PATIENT), NOW)
    yield practising.learn(t, library, ada, set_aside=3)
    for waiting in (1, 40):
        finished = Finished(answered_today=5, more=True, next_day=TODAY + 1, waiting=waiting)
        yield practising.done(t, Done(learner=ada, finished=finished, today=TODAY))
    question = students.active[0]
    missed = answered(library, question, NotSure())
    yield feedback.feedback(t, replace(missed, set_aside=True))
    yield feedback.feedback(t, replace(answered(library, question, NotSure(), Purpose.EXAM), results_of=1))
    yield progress.words(t, replace(_standing(library, students), recall=()))
    many = tuple(Topic(id=f"t{place}", title="ж" * 200) for place in range(40))
    outcome = Summary(
        questions=replace(patients, topics=many),
        views=dict.fromkeys((topic.id for topic in many), View.CLEAR),
        asked=(),
        sources=tuple(library.sources.values()),
        issued=NOW.date(),
    )
    yield summary.message(t, outcome, None)


def drawn(t: Translator, library: Library) -> Iterator[str]:
    """Every text of the picture and of the page to print."""
    patients = library.for_audience(Audience.PATIENT)[0]
    for questions_, topics in product(library.sets.values(), (1, progress.BARS + 1, progress.BARS + 2)):
        outcome = _standing(library, questions_)
        yield from _texts(progress.picture(t, replace(outcome, topics=outcome.topics[:1] * topics)))
    outcome_ = Summary(
        questions=patients, views={}, asked=(), sources=tuple(library.sources.values()), issued=NOW.date()
    )
    yield from _texts(summary.sheet(t, outcome_, "ж"))


def _standing(library: Library, questions_: QuestionSet) -> Progress:
    topic = TopicProgress(title="ж", total=9, right=4, again=3, firm=1)
    return test_screens.standing(library, questions_.id, (topic,), 2)


def _texts(value: Any) -> Iterator[str]:
    """The texts in a picture or a page, its language apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name) if field.name != "language" else "")


@pytest.fixture
def t(monkeypatch: pytest.MonkeyPatch) -> Brackets:
    brackets = Brackets()
    _say_in(brackets, monkeypatch)
    return brackets


def _say_in(t: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (test_screens, test_patient_screens):
        monkeypatch.setattr(module, "T", t)


async def test_no_text_of_a_screen_was_forgotten(t: Brackets) -> None:
    """Each text comes from the catalogue, from Babel or from authors; and each of the catalogue is on some screen."""
    library = authored(LIBRARIES["teas"])
    for screen in (
        *of_sets(t, library),
        *of_sets(t, as_seldom(library)),
        *of_what_comes_seldom(t, library),
        *await of_nothing_in_particular(t),
    ):
        assert forgotten(screen) == "", screen.plain
    for question in library.questions.values():
        for response in responses(question):
            assert forgotten_in(feedback.verdict(t, question, answered(library, question, response).review)) == ""
    for text in (flooding.slower_tap(t).text, *(feedback.day_text(t, TODAY + days, TODAY) for days in (0, 1))):
        assert forgotten_in(text) == ""
    for text in (*drawn(t, library), *drawn(t, as_seldom(library))):
        assert forgotten_in(text) == ""
    assert "\n".join(sorted(said_in_screens() - t.said)) == ""


@pytest.mark.parametrize("language", OTHERS)
async def test_every_screen_is_one_that_telegram_takes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    missing: list[str] = []
    t = Translators(missing.append)(language)
    _say_in(t, monkeypatch)
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

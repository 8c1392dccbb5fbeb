"""What patients are shown beside questions: each screen is one that Telegram takes, however much they have noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.questions import Audience, QuestionSet
from quizbot.domain.team import LONGEST, MOST, TeamQuestion, View
from quizbot.i18n import Translators
from quizbot.services.outcomes import Retold, TopicEnd
from quizbot.services.team import OnList, Summary, Topics
from quizbot.telegram.callbacks import Note, See
from quizbot.telegram.screens import summary, team, topics
from quizbot.telegram.screens.screen import Screen
from tests.telegram.examples import LARGEST
from tests.telegram.test_screens import LIBRARIES, check

T = Translators()(None)
SETS = [questions for library in LIBRARIES.values() for questions in library.for_audience(Audience.PATIENT)]


def asked(*texts: str) -> OnList:
    return OnList(questions=[TeamQuestion(id=LARGEST - n, text=text) for n, text in enumerate(texts)])


def of_set(questions: QuestionSet) -> Iterator[Screen]:
    for lesson in questions.lessons:
        yield topics.retold(T, Retold(lesson=lesson, questions=questions, presentation=LARGEST))
    yield team.invite(T, "b" * 32, questions)
    for view in View:
        outcome = Topics(questions=questions, views=dict.fromkeys(questions.topic, view))
        yield topics.overview(T, outcome)
        for topic in questions.topics:
            yield topics.end(T, TopicEnd(topic=topic, questions=questions, suggested=view))
            yield topics.choose(T, outcome, topic)
    yield topics.overview(T, Topics(questions=questions, views={}))

    for view, count in product(View, (0, MOST)):
        taken = Summary(
            questions=questions,
            views=dict.fromkeys(questions.topic, view),
            asked=asked(*["ж" * LONGEST] * count).questions,
            sources=(),
            issued=date(2026, 11, 23),
        )
        yield summary.message(T, taken, "ж")
        yield summary.message(T, replace(taken, views={}), None)


def of_nothing_in_particular() -> Iterator[Screen]:
    yield from (team.typing(T, None), team.typing(T, "ж"), team.too_long(T, 4096), team.full(T))
    yield from (team.for_patients_only(T), summary.not_drawn(T))
    for there in (asked(), asked("ж"), asked(*["ж" * LONGEST] * MOST)):
        yield from (team.offer(T, "ж", "0123456789", ["ж", "жж"], there), team.offer(T, "ж", "0123456789", [], there))
        yield from (team.listed(T, there), team.listed(T, there, noted=True))


@pytest.mark.parametrize("questions", SETS, ids=[each.id for each in SETS])
def test_every_screen_of_a_patient_set_is_one_that_telegram_takes(questions: QuestionSet) -> None:
    for screen in of_set(questions):
        check(screen)


def test_the_other_screens_are_ones_that_telegram_takes() -> None:
    for screen in of_nothing_in_particular():
        check(screen)


@given(st.lists(st.text("ab", min_size=1, max_size=LONGEST), max_size=MOST))
def test_the_list_shows_each_question_whole_and_once_from_message_to_message(texts: list[str]) -> None:
    outcome, first, seen = asked(*texts), 0, list[str]()
    while True:
        screen = team.listed(T, outcome, first)
        check(screen)
        seen += [line.partition(". ")[2] for line in screen.plain.splitlines() if line[:1].isdigit()]
        onward = [b.tap for row in screen.buttons for b in row if b.label.endswith(" more")]
        if not onward:
            break
        assert isinstance(onward[0], Note)
        first = int(onward[0].about)
    assert seen == texts
    noted = team.listed(T, outcome, noted=True).plain
    assert not texts or f"{len(texts)}. {texts[-1]}" in noted.splitlines()


@pytest.mark.parametrize("view", View)
def test_the_likeliest_word_for_a_topic_comes_first(view: View) -> None:
    screen = topics.end(T, TopicEnd(topic=SETS[0].topics[0], questions=SETS[0], suggested=view))
    views = [button.tap.view for (button,) in screen.buttons if isinstance(button.tap, See)]
    assert views[0] is view
    assert set(views) == set(View)

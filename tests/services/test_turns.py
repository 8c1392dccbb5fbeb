"""Turns that conversations rarely take: strangers, gone questions, things that changed meanwhile."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from types import MappingProxyType

import pytest

from quizbot.domain.questions import Library, NotSure, Picked, Single
from quizbot.services.changes import Changes
from quizbot.services.outcomes import Asked, Feedback, Paused, Refused, Stale, Stranger
from quizbot.services.reports import Progress
from quizbot.storage.database import Database
from tests.services.test_on_both_databases import ADA, School, library, school

__all__ = ["library", "school"]  # fixtures that are shared

STRANGER = 99


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """These turns are the same on every database."""
    return sqlite_url


def without(library: Library, key: str) -> Library:
    """The library without that question."""
    return changed(library, key, None)


def changed(library: Library, key: str, stem: str | None) -> Library:
    """The library with another stem for that question, or without it."""
    old = library.sets["tea-students"]
    questions = tuple(
        dataclasses.replace(each, stem=stem or each.stem) if each.key == key and isinstance(each, Single) else each
        for each in old.questions
        if each.key != key or stem is not None
    )
    new = dataclasses.replace(old, questions=questions)
    return dataclasses.replace(library, sets=MappingProxyType({**library.sets, old.id: new}))


async def test_a_stranger_is_told_so_by_every_verb(school: School) -> None:
    practice, reminders = school.practice, school.reminders
    assert isinstance(await practice.ask(STRANGER), Stranger)
    assert isinstance(await practice.show(STRANGER, "tea-students/single"), Stranger)
    assert isinstance(await practice.answer(STRANGER, 1, NotSure()), Stranger)
    assert isinstance(await practice.undo(STRANGER, 1), Refused)
    assert isinstance(await practice.guessed(STRANGER, 1), Refused)
    assert isinstance(await practice.feedback(STRANGER, 1), Stale)
    for said in (reminders.later_today, reminders.tomorrow, reminders.fewer):
        assert isinstance(await said(STRANGER), Stranger)
    assert isinstance(await school.learners.pause(STRANGER, 3), Stranger)
    assert isinstance(await school.reports.progress(STRANGER), Stranger)
    for verb in (school.plans.plan, school.plans.raise_number, school.plans.drop):
        assert isinstance(await verb(STRANGER), Stranger)
    assert isinstance(await school.plans.learn_towards(STRANGER, school.at.date()), Stranger)
    await school.learners.unreachable(STRANGER)
    assert await school.learners.leave(STRANGER) == 0


async def test_a_pause_is_told_to_whoever_wants_to_go_on(school: School) -> None:
    await school.learners.pause(ADA, 3)
    assert isinstance(await school.practice.ask(ADA), Paused)
    school.at += timedelta(days=3)
    assert not isinstance(await school.practice.ask(ADA), Paused)


async def test_going_on_shows_the_open_question_in_its_new_words(school: School) -> None:
    await school.asked()
    school.library = changed(school.library, "tea-students/single", "Why is black tea black?")
    again = await school.practice.ask(ADA)
    assert isinstance(again, Asked)
    assert again.improved
    assert isinstance(again.question, Single)
    assert again.question.stem == "Why is black tea black?"


async def test_a_draft_of_a_question_that_went_is_over(school: School) -> None:
    asked = await school.asked()
    school.library = without(school.library, "tea-students/single")
    assert isinstance(await school.practice.look(ADA, asked.presentation.id), Stale)
    assert isinstance(await school.practice.feedback(ADA, asked.presentation.id), Stale)
    assert await school.practice.open_question(ADA) is None


async def test_practice_by_a_link_can_be_undone_and_leaves_memory_alone(school: School) -> None:
    shown = await school.practice.show(ADA, "tea-students/single")
    assert isinstance(shown, Asked)
    await school.practice.answer(ADA, shown.presentation.id, Picked(places=(0,)))
    assert isinstance(await school.practice.guessed(ADA, shown.presentation.id), Refused)
    assert isinstance(await school.practice.undo(ADA, shown.presentation.id), Asked)
    assert (await school.learners.take_data(ADA))["memories"] == []


async def test_an_old_undo_after_another_question_was_opened_is_refused(school: School) -> None:
    asked = await school.asked()
    await school.practice.answer(ADA, asked.presentation.id, NotSure())
    await school.practice.undo(ADA, asked.presentation.id)
    await school.practice.show(ADA, "tea-students/numeric")
    assert isinstance(await school.practice.undo(ADA, asked.presentation.id), Refused)


async def test_i_guessed_twice_is_said_once(school: School) -> None:
    asked = await school.asked()
    await school.practice.answer(ADA, asked.presentation.id, Picked(places=(0,)))
    first = await school.practice.guessed(ADA, asked.presentation.id)
    second = await school.practice.guessed(ADA, asked.presentation.id)
    assert isinstance(first, Feedback)
    assert isinstance(second, Feedback)
    assert first.review == second.review


async def test_comparing_keys_twice_brings_nothing_back_twice(school: School, database: Database) -> None:
    changes = Changes(database, lambda: school.library, lambda: school.at)
    assert await changes.library_changed() == 0
    asked = await school.asked()
    await school.practice.answer(ADA, asked.presentation.id, Picked(places=(0,)))
    old = school.library.sets["tea-students"]
    flipped = tuple(
        dataclasses.replace(
            each, options=tuple(dataclasses.replace(o, correct=n == 1) for n, o in enumerate(each.options))
        )
        if isinstance(each, Single)
        else each
        for each in old.questions
    )
    new = dataclasses.replace(old, questions=flipped)
    school.library = dataclasses.replace(school.library, sets=MappingProxyType({**school.library.sets, old.id: new}))
    assert await changes.library_changed() == 1
    assert await changes.library_changed() == 0


async def test_progress_tells_nothing_of_a_question_that_is_gone(school: School) -> None:
    await school.arrives()
    asked = await school.asked()
    await school.practice.answer(ADA, asked.presentation.id, NotSure())
    school.at += timedelta(days=1)
    again = await school.asked()
    assert again.question.key == asked.question.key
    await school.practice.answer(ADA, again.presentation.id, NotSure())
    school.library = without(school.library, asked.question.key)
    told = await school.reports.progress(ADA)
    assert isinstance(told, Progress)
    assert told.recall == ()
    assert sum(told.due) == 0

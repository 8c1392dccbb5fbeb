"""The sets change while people learn: wording, keys, questions that go."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from types import MappingProxyType

from quizbot.domain.questions import Library, Option, Question, QuestionSet, Single
from quizbot.storage import learners, progress
from quizbot.telegram.callbacks import tag
from tests.box import Box, Somebody


def with_questions(library: Library, set_id: str, change: Callable[[Question], Question | None]) -> Library:
    """The library with each question of a set changed, or left out where the change says None."""
    old = library.sets[set_id]
    questions = tuple(new for each in old.questions if (new := change(each)) is not None)
    changed: QuestionSet = dataclasses.replace(old, questions=questions)
    return dataclasses.replace(library, sets=MappingProxyType({**library.sets, set_id: changed}))


def other_key(question: Question) -> Question:
    """Another option is the right one."""
    if not isinstance(question, Single):
        return question
    options = tuple(
        Option(text=each.text, correct=place == 1, why=each.why) for place, each in enumerate(question.options)
    )
    return dataclasses.replace(question, options=options)


def other_words(question: Question) -> Question:
    """The same question in other words."""
    return dataclasses.replace(question, stem="Why is black tea black?") if isinstance(question, Single) else question


async def right_in_berlin(ada: Somebody) -> None:
    await ada.begins()
    await ada.is_in("Berlin")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    await ada.picks("Meeting the air")


async def test_a_changed_key_is_told_and_asked_again_to_whoever_was_right_by_the_old_one(
    box: Box, ada: Somebody
) -> None:
    await box.teach(box.library)
    await right_in_berlin(ada)
    await box.teach(with_questions(box.library, "tea-students", other_key))
    reminder_at = await box.database.read(learners.next_reminder_at)
    assert reminder_at is not None
    assert reminder_at.isoformat() == "2026-11-24T17:00:00+00:00"  # not on the day on which they have practised
    await box.turn_to_reminder()
    assert "The answer to this question has changed since you answered it." in ada.sees
    await ada.picks("Dye from bark")
    assert "Right ✓" in ada.sees
    await box.turn(days=10)
    assert "has changed" not in ada.sees


async def test_the_fold_agrees_after_a_changed_key(box: Box, ada: Somebody) -> None:
    await box.teach(box.library)
    await right_in_berlin(ada)
    await box.teach(with_questions(box.library, "tea-students", other_key))
    memory = await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single"))
    reviews = await box.database.read(lambda c: progress.rated_reviews(c, ada.id, "tea-students/single"))
    assert memory is not None
    assert memory.due_day == reviews[-1].due_day == memory.last_day


async def test_whoever_was_wrong_by_the_old_key_hears_nothing_of_it(box: Box, ada: Somebody) -> None:
    await box.teach(box.library)
    await ada.begins()
    await ada.taps("Go on")
    await ada.picks("Hotter water")
    await box.teach(with_questions(box.library, "tea-students", other_key))
    await box.turn(days=1)
    await ada.says("/start")
    assert "What makes black tea black?" in ada.sees
    assert "has changed" not in ada.sees


async def test_other_words_alone_bring_nothing_back(box: Box, ada: Somebody) -> None:
    await box.teach(box.library)
    await right_in_berlin(ada)
    before = await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single"))
    await box.teach(with_questions(box.library, "tea-students", other_words))
    assert await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single")) == before


async def test_a_question_that_went_while_it_was_open_makes_room_for_the_next(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    await box.teach(
        with_questions(box.library, "tea-students", lambda each: None if isinstance(each, Single) else each)
    )
    await ada.picks("Meeting the air")
    assert "That one is over." in ada.toast
    assert ada.labels == ["Go on"]
    said = await ada.taps("Go on")
    assert "What makes black tea black?" not in said
    assert "Not sure" in ada.labels or "Lesson" in said


async def test_a_retired_question_is_not_asked_and_its_history_stays(box: Box, ada: Somebody) -> None:
    await right_in_berlin(ada)
    await box.teach(
        with_questions(
            box.library,
            "tea-students",
            lambda each: dataclasses.replace(each, retired=True) if isinstance(each, Single) else each,
        )
    )
    await box.turn(days=30)
    assert not any("Time to refresh" in message.text for message in ada.messages)
    assert [row["question_key"] for row in (await ada.exports())["reviews"]] == ["tea-students/single"]


async def test_a_set_that_went_asks_what_to_learn_instead(box: Box, ada: Somebody) -> None:
    await right_in_berlin(ada)
    remaining = {key: each for key, each in box.library.sets.items() if key != "tea-students"}
    await box.teach(dataclasses.replace(box.library, sets=MappingProxyType(remaining)))
    await box.turn(days=30)
    assert "What brings you here?" in await ada.says("/start")


async def test_a_link_opens_a_question_as_practice(box: Box, ada: Somebody) -> None:

    await right_in_berlin(ada)
    before = await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single"))
    said = await ada.says(f"/start q_{tag('tea-students/single')}")
    assert said.startswith("Leaves · practice")
    assert "That was practice" in await ada.picks("Dye from bark")
    assert await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single")) == before
    assert "That one is over." in await ada.says("/start q_0000000000")
    assert ada.labels == ["Go on"]

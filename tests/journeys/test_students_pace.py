"""How much and how often: wanted recall, daily caps, a backlog in slices, and what does not stick."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from sqlalchemy import Connection

from quizbot.domain.memory import Memory
from quizbot.domain.questions import Library, Option, Single
from quizbot.storage import progress
from tests.box import Box, Somebody

SINGLE = "What makes black tea black?"


async def remembers(box: Box, ada: Somebody, memories: dict[str, Memory]) -> None:
    def work(connection: Connection) -> None:
        for key, memory in memories.items():
            progress.save_memory(connection, ada.id, key, memory)

    await box.database.transact(work)


def memory(today: int, *, stability: float = 20, ago: int = 30, lapses: int = 0) -> Memory:
    last_day = today - ago
    return Memory(
        stability=stability, difficulty=5, last_day=last_day, due_day=today - 1, repetitions=lapses + 2, lapses=lapses
    )


async def changes(ada: Somebody, setting: str, value: str) -> None:
    await ada.says("/settings")
    await ada.taps(setting)
    await ada.taps(value)


async def test_whoever_wants_to_know_it_more_surely_is_asked_sooner_and_it_is_kept_with_the_review(
    ada: Somebody,
) -> None:
    await ada.begins()
    await ada.says("/settings")
    assert "95%: about one and a half times as many questions" in await ada.taps("How well to know")
    await ada.taps("80%")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    assert "It comes back in 7 days" in await ada.picks("Meeting the air")
    await ada.taps("Undo")
    await changes(ada, "How well to know", "95%")
    await ada.taps("Go on learning")
    assert "It comes back tomorrow." in await ada.picks("Meeting the air")
    assert [review["retention"] for review in (await ada.exports())["reviews"]] == [0.8, 0.95]


async def test_no_more_new_questions_a_day_than_wanted_unless_asked_for(ada: Somebody) -> None:
    await ada.begins()
    await changes(ada, "New questions", "3")
    await ada.taps("Go on learning")
    for number in range(1, 4):
        while "Not sure" not in ada.labels:
            await ada.taps("Go on")
        assert f"question {number} of 3" in ada.sees
        await ada.taps("Not sure")
        await ada.taps("Next")
    for _ in range(3):  # what was missed, once more
        assert "once more" in ada.sees
        await ada.taps("Not sure")
        await ada.taps("Next")
    assert ada.sees.startswith("That is all for now\n\nThere is more for you tomorrow.")
    await ada.taps("A few more")
    while "Not sure" not in ada.labels:
        await ada.taps("Go on")
    assert "question 4 of 9" in ada.sees


def of_400(library: Library) -> Library:
    """The students' set with 400 questions in the place of its own, of two lessons in turn."""
    teas = library.sets["tea-students"]
    options = (Option(text="Right", correct=True), Option(text="Wrong"))
    questions = tuple(
        Single(
            key=f"tea-students/q{number}",
            topic=("leaves", "brewing")[number % 2],
            after=f"tea-students/{('plant', 'pot')[number % 2]}",
            stem=f"Question {number}?",
            options=options,
        )
        for number in range(400)
    )
    return replace(library, sets=MappingProxyType({**library.sets, teas.id: replace(teas, questions=questions)}))


async def test_400_overdue_questions_come_in_slices_the_likeliest_known_first(box: Box, ada: Somebody) -> None:
    box.library = of_400(box.library)
    await ada.begins()
    today = box.clock.now().date().toordinal()
    await remembers(
        box, ada, {f"tea-students/q{number}": memory(today, stability=400 - number) for number in range(400)}
    )
    said = await ada.says("/start")
    assert said.startswith("400 questions are due. Take these 20 first: those that you most likely still know")
    shown = []
    for number in range(1, 21):
        assert f"question {number} of 20" in ada.sees
        shown.append(next(line for line in ada.sees.splitlines() if line.startswith("Question ")))
        await ada.picks("Right")
        await ada.taps("Next")
    assert shown == [f"Question {number}?" for number in range(20)]
    assert ada.sees.startswith("That is all for now")
    assert "380 questions that are due wait: nothing is lost." in ada.sees
    await ada.taps("A few more")
    assert "question 21 of 40" in ada.sees
    assert "Question 20?" in ada.sees


async def forgets(box: Box, ada: Somebody, times: int) -> None:
    """The single question was met, and then forgotten so often; nothing else is asked."""
    await ada.begins()
    await ada.taps("Go on")
    await ada.picks("Dye from bark")
    await changes(ada, "New questions", "none")
    for _ in range(times):
        await box.turn(days=2)
        await asked(ada)
        await ada.picks("Dye from bark")


async def asked(ada: Somebody) -> None:
    """The question that is due comes, behind its lesson if that comes first."""
    await ada.says("/start")
    if "Lesson" in ada.sees:
        await ada.taps("Go on")
    assert f"question 1 of 1\n\n{SINGLE}" in ada.sees


async def test_from_the_sixth_lapse_the_lesson_comes_again_before_the_question(box: Box, ada: Somebody) -> None:
    await forgets(box, ada, 5)
    await box.turn(days=2)
    assert f"question 1 of 1\n\n{SINGLE}" in await ada.says("/start")
    await ada.picks("Dye from bark")
    await box.turn(days=2)
    assert (await ada.says("/start")).startswith("Lesson: One plant")
    assert f"question 1 of 1\n\n{SINGLE}" in await ada.taps("Go on")


async def test_at_the_eighth_lapse_it_rests_until_it_is_brought_back_with_its_lesson(box: Box, ada: Somebody) -> None:
    await forgets(box, ada, 8)
    assert "It does not stick, so it rests now." in ada.sees
    await ada.taps("Undo")
    await ada.says("/learn")
    assert "Set aside (1)" not in ada.labels  # nothing rests that was taken back
    await asked(ada)
    assert "It does not stick, so it rests now." in await ada.picks("Dye from bark")
    await ada.is_in("Berlin")
    await box.turn(days=9)
    assert not any("Time to refresh" in message.text for message in ada.messages)
    assert (await ada.says("/start")).startswith("Nothing is due now")
    await ada.says("/learn")
    await ada.taps("Set aside (1)")
    assert (await ada.taps(SINGLE)).startswith("Lesson: One plant")
    assert SINGLE in await ada.taps("Go on")
    assert "Right ✓" in await ada.picks("Meeting the air")
    await ada.says("/learn")
    assert "Set aside (1)" not in ada.labels


@pytest.mark.parametrize("is_core", [True, False])
async def test_a_core_question_of_patients_never_rests(box: Box, ada: Somebody, is_core: bool) -> None:
    cups = box.library.sets["tea-patients"]
    first = replace(cups.active[0], core=is_core)
    others = tuple(each for each in cups.questions if each.key != first.key)
    cups = replace(cups, questions=(first, *others))
    box.library = replace(box.library, sets=MappingProxyType({**box.library.sets, cups.id: cups}))
    await ada.begins("I am thinking about this treatment")
    await remembers(box, ada, {first.key: memory(box.clock.now().date().toordinal(), lapses=7)})
    await ada.says("/start")
    await ada.taps("Go on")
    assert ("It does not stick, so it rests now." in await ada.taps("Not sure")) is not is_core

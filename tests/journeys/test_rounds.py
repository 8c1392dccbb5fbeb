"""Practice and exams outside the schedule: what they ask and tell, and that the schedule never hears of them."""

from __future__ import annotations

from typing import Any

import pytest

from quizbot.storage import learners, progress
from quizbot.telegram.callbacks import tag
from tests.box import Box, Somebody
from tests.journeys.test_changed_content import other_words, with_questions
from tests.journeys.test_students_pace import of_400

SINGLE = "What makes black tea black?"


async def schedule_of(box: Box, ada: Somebody) -> tuple[Any, ...]:
    """When what comes back, what was learned today, and when the next reminder comes."""

    def look(connection: Any) -> tuple[Any, ...]:
        today = box.clock.now().date().toordinal()
        learner = learners.find(connection, ada.id)
        return (
            progress.memories_of(connection, ada.id, "tea-students"),
            progress.answered_on(connection, ada.id, today),
            progress.met_keys(connection, ada.id, "tea-students"),
            None if learner is None else learner.remind_at,
        )

    return await box.database.read(look)


async def misses_one_in_berlin(ada: Somebody) -> None:
    """Something is due tomorrow, and a reminder planned for it."""
    await ada.begins()
    await ada.is_in("Berlin")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    await ada.picks("Dye from bark")


async def answers(ada: Somebody) -> str:
    """Answer whatever is asked, right where it asks for black tea; returns what is seen then."""
    if SINGLE in ada.sees:
        return await ada.picks("Meeting the air")
    return await ada.taps("Not sure")


async def test_practice_of_a_topic_gives_feedback_and_leaves_the_schedule_alone(box: Box, ada: Somebody) -> None:
    await misses_one_in_berlin(ada)
    await box.turn(days=1, hours=1)
    before = await schedule_of(box, ada)
    await ada.says("/learn")
    await ada.taps("Practise")
    assert ada.labels == [
        "What I got wrong (1)",
        "All topics (8)",
        "Leaves (4)",
        "Brewing (4)",
        "Go on learning",
    ]
    assert "practice, question 1 of 4" in await ada.taps("Leaves (4)")
    for _ in range(4):
        said = await answers(ada)
        assert said.startswith("Leaves · ")
        assert "That was practice: when it comes back has not changed." in said
        await ada.taps("Next")
    assert ada.sees.startswith("Practice is over\n\n1 of 4 right\n\nLeaves: 1 of 4 right\n")
    assert "1 question is due now." in ada.sees
    assert await schedule_of(box, ada) == before
    assert "Leaves · question 1 of " in await ada.taps("Go on learning")
    assert SINGLE in ada.sees  # what is due comes as if nothing had happened


async def test_what_was_wrong_is_practised_until_it_is_right(ada: Somebody) -> None:
    await misses_one_in_berlin(ada)
    await ada.says("/practice")
    await ada.taps("What I got wrong (1)")
    await ada.picks("Meeting the air")
    assert (await ada.taps("Next")).startswith("Practice is over\n\n1 of 1 right")
    await ada.says("/practice")
    assert "What I got wrong (1)" not in ada.labels


async def test_a_reminder_comes_on_a_day_with_practice(box: Box, ada: Somebody) -> None:
    await misses_one_in_berlin(ada)
    await box.turn(days=1)
    await ada.says("/practice")
    await ada.taps("Brewing (4)")
    await ada.taps("Not sure")
    await box.turn_to_reminder()
    assert ada.sees.startswith("Time to refresh what you have learned.")
    assert SINGLE in ada.sees


async def begins_exam(ada: Somebody) -> str:
    await ada.begins()
    await ada.says("/exam")
    return await ada.taps("Leaves (4)")


async def test_an_exam_tells_nothing_until_its_end_and_then_everything_by_topic(box: Box, ada: Somebody) -> None:
    await misses_one_in_berlin(ada)
    before = await schedule_of(box, ada)
    await ada.says("/exam")
    await ada.taps("All topics (8)")
    for number in range(1, 9):
        assert f"exam, question {number} of 8" in ada.sees
        place = len(ada.messages) - 1
        if SINGLE in ada.sees:
            mine = number
        await answers(ada)
        assert ada.toast == "Noted"
        noted = ada.messages[place].text
        assert f" · exam, question {number} of 8 · noted\n\n" in noted
        assert not any(word in noted for word in ("Right", "air", "The answer"))
    assert ada.sees.startswith("The exam is over\n\n1 of 8 right\n\nLeaves: 1 of 4 right\n")
    assert f"{mine}. right: {SINGLE}" in ada.sees
    assert "\n\nBrewing: 0 of 4 right\n" in ada.sees
    assert await schedule_of(box, ada) == before
    results = ada.sees
    said = await ada.taps(str(mine))
    assert said.startswith("Leaves · Right ✓")
    assert "That was an exam: when it comes back has not changed." in said
    assert ada.labels == ["Back to the results", "Report a problem"]
    assert await ada.taps("Back to the results") == results
    purposes = {each["purpose"] for each in (await ada.exports())["presentations"] if each["round_id"]}
    assert purposes == {"exam"}


async def test_an_exam_survives_double_taps_restarts_and_a_second_thought(box: Box, ada: Somebody) -> None:
    await begins_exam(ada)
    first = ada.last
    await ada.taps("Not sure")
    second, count = ada.last, len(ada.messages)
    await ada.taps_data("n:1")  # a double tap: noted once, and asked once
    assert (len(ada.messages), ada.last) == (count, second)
    await box.restart()
    assert await ada.says("/start") == second.text
    await ada.taps("Undo", on=first)
    again = ada.messages[-3]
    assert "exam, question 1 of 4" in again.text
    assert again.labels[-1] == "End the exam"
    await ada.taps("Not sure", on=again)
    assert "exam, question 2 of 4" in ada.sees
    for _ in range(3):
        await ada.taps("Not sure")
    assert ada.sees.startswith("The exam is over\n\n0 of 4 right")
    await ada.taps("Undo", on=ada.messages[-2])
    assert ada.toast == "Only the last answer can be taken back."


async def test_nothing_leaks_while_an_exam_runs(ada: Somebody) -> None:
    await begins_exam(ada)
    await ada.taps("Not sure")
    for data in ("b:1", "r:1", "g:1", "d:1", "f:1"):
        await ada.taps_data(data)
        assert not any("Not sure: here is the answer" in message.text for message in ada.messages)
    assert sum(" · noted" in message.text for message in ada.messages) == 1


async def test_an_exam_can_be_ended_and_its_results_seen_later(ada: Somebody) -> None:
    await begins_exam(ada)
    await ada.taps("Not sure")
    said = await ada.taps("End the exam")
    assert "The exam is over\n\n0 of 1 right\n\n3 of 4 questions were left out." in said
    assert (await ada.taps("Go on learning")).startswith("Lesson: ")
    await ada.says("/exam")
    assert await ada.taps("Results of the last exam") == said


async def test_a_question_that_changes_in_the_middle_is_asked_anew_and_one_that_goes_is_left_out(
    box: Box, ada: Somebody
) -> None:
    await begins_exam(ada)
    while SINGLE not in ada.sees:
        await ada.taps("Not sure")
    await box.teach(with_questions(box.library, "tea-students", other_words))
    await ada.picks("Meeting the air")
    assert "This question has been improved since you saw it." in ada.sees
    await box.teach(with_questions(box.library, "tea-students", lambda each: None if "single" in each.key else each))
    await ada.taps("Not sure")
    await ada.taps("Go on")
    while "Not sure" in ada.labels:
        await ada.taps("Not sure")
    assert "The exam is over\n\n0 of 3 right\n\n1 of 4 questions were left out." in ada.sees


async def test_an_exam_ends_with_its_day(box: Box, ada: Somebody) -> None:
    await begins_exam(ada)
    await ada.taps("Not sure")
    await box.turn(days=1)
    assert (await ada.says("/start")).startswith("The exam is over\n\n0 of 1 right")
    assert (await ada.says("/start")).startswith("Lesson: ")


async def test_whoever_leaves_in_the_middle_of_an_exam_is_gone(ada: Somebody) -> None:
    await begins_exam(ada)
    asked = ada.last
    await ada.says("/delete")
    await ada.taps("Delete everything")
    assert (await ada.taps("Not sure", on=asked)).startswith("We have not started yet")


@pytest.mark.parametrize("command", ["/exam", "/practice"])
async def test_patients_are_not_examined(ada: Somebody, command: str) -> None:
    await ada.begins("I am thinking about this treatment")
    assert (await ada.says(command)).startswith("That is for those who study medicine.")
    assert (await ada.taps_data("m:exam:*:10")).startswith("That is for those who study medicine.")


async def test_a_double_tap_begins_one_round(ada: Somebody) -> None:
    first = await begins_exam(ada)
    assert await ada.taps_data(f"m:exam:{tag('leaves')}") == first
    assert len((await ada.exports())["rounds"]) == 1


@pytest.mark.parametrize("data", ["m:exam:*:7", "m:exam:00ff00ff00", "m:party:*", "i:99", "f:99", "h:00ff00ff00"])
async def test_old_and_forged_buttons_are_over(ada: Somebody, data: str) -> None:
    await ada.begins()
    await ada.taps_data(data)
    assert ada.toast.startswith("That one is over.")


async def test_there_is_nothing_to_practise_where_nothing_was_wrong(ada: Somebody) -> None:
    await ada.begins()
    assert await ada.taps_data("m:wrong:*") == "There is no question for that now."
    await ada.taps("Go on learning")
    assert (await ada.taps_data("h")).startswith("Set aside\n\nNo question is set aside.")


async def test_a_round_waits_for_the_end_of_a_pause(ada: Somebody) -> None:
    await begins_exam(ada)
    asked = ada.last
    await ada.says("/pause")
    await ada.taps("3 days")
    await ada.taps("Not sure", on=asked)
    assert ada.sees.startswith("Paused")
    assert (await ada.taps_data("m:practice:*")).startswith("Paused")
    assert "exam, question 2 of 4" in await ada.taps("Resume")


async def test_before_a_choice_it_is_asked_for(ada: Somebody) -> None:
    assert "We have not started yet" in await ada.says("/exam")
    await ada.says("/start")
    await ada.taps("I agree")
    assert "What brings you here?" in await ada.says("/practice")


async def test_a_typed_answer_in_an_exam_is_noted_again_after_a_crash(box: Box, ada: Somebody) -> None:
    await begins_exam(ada)
    while "Type your answer" not in ada.sees:
        await ada.taps("Not sure")
    box.simulator.fail_next("editMessageText", status=500, times=30)  # until the update has to wait
    await ada.says("tannins")
    await box.persevere()
    noted = [message.text for message in ada.messages if " · noted\n\nWhat makes strong tea" in message.text]
    assert len(noted) == 1
    assert len((await ada.exports())["reviews"]) == len([m for m in ada.messages if " · noted" in m.text])
    box.simulator.record.clear()


async def test_the_length_of_an_exam_is_chosen_where_there_is_a_choice(box: Box, ada: Somebody) -> None:
    box.library = of_400(box.library)
    await ada.begins()
    await ada.says("/exam")
    assert "How many questions?" in await ada.taps("All topics (400)")
    assert ada.labels == ["10", "20", "40", "Back"]
    assert "exam, question 1 of 20" in await ada.taps("20")

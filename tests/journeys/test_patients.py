"""What patients are promised: words instead of scores, a second explanation, questions for their team, a summary."""

from __future__ import annotations

from typing import Any

import pytest

from quizbot.domain.team import LONGEST, MOST
from quizbot.telegram.callbacks import See, encode, tag
from tests.box import Box, Somebody

PATIENT = "I am thinking about this treatment"
CUP = tag("tea-patients/cup")


async def until(ada: Somebody, sign: str) -> None:
    """Go on, not sure of anything, until that is to be seen."""
    for _ in range(20):
        if sign in ada.sees:
            return
        await ada.taps(next(label for label in ("Go on", "Next", "Not sure") if label in ada.labels))
    raise AssertionError(f"{sign} never came")


async def all_right(ada: Somebody) -> None:
    """Answer every question of the set for patients, and go on from the last."""
    await ada.begins(PATIENT)
    await ada.taps("Go on")
    await ada.picks("Let it cool")
    await ada.taps("Next")
    await ada.taps("False")
    await ada.taps("Next")
    await ada.says("hot water")
    await ada.taps("Next")
    await ada.taps("Show the key points")
    await ada.taps("Done")
    await ada.taps("Next")


# Words instead of scores


async def test_at_the_end_of_a_topic_the_patient_says_how_it_is(ada: Somebody) -> None:
    await all_right(ada)
    assert ada.sees.startswith("You have met all of: Your cup")
    assert ada.labels == ["It is clear to me", "I want to go over it again", "I want to ask my team"]
    assert "That is all for now" in await ada.taps("It is clear to me")
    assert ada.toast == "Your cup: clear to me"
    progress = await ada.says("/progress")
    assert "Your cup: clear to me" in progress
    assert not set("%█") & set(progress)


async def test_a_view_can_be_changed_and_the_lesson_is_at_hand(ada: Somebody) -> None:
    await all_right(ada)
    await ada.taps("I want to go over it again")
    await ada.says("/progress")
    await ada.taps("Change my topics")
    assert "Your cup: go over again" in ada.labels
    await ada.taps("Your cup: go over again")
    assert "Read: Tea is hot" in ada.labels
    await ada.taps("It is clear to me")
    assert "Your cup: clear to me" in ada.labels


async def test_after_misses_going_over_it_again_is_suggested(ada: Somebody) -> None:
    await ada.begins(PATIENT)
    await until(ada, "You have met all of: Your cup")
    assert ada.labels[0] == "I want to go over it again"
    assert "1. How hot is your tea?" in await ada.taps("I want to ask my team")
    assert "Your cup: ask my team" in await ada.says("/progress")


# A second explanation


async def test_after_the_second_miss_the_lesson_comes_in_other_words_once(ada: Somebody) -> None:
    await ada.begins(PATIENT)
    await ada.taps("Go on")
    await ada.taps("Not sure")
    assert "Fresh tea is cold." in await ada.taps("Next")
    await ada.taps("Not sure")
    feedback = ada.last
    assert (await ada.taps("Next")).startswith("In other words: Tea is hot\n\nThink of a bath that has just been run.")
    told = ada.last
    await ada.taps("Ask my team")
    assert "1. How hot is your tea?" in ada.sees
    assert "What is fresh tea made with?" in await ada.taps("Go on", on=told)
    assert "What is fresh tea made with?" in await ada.taps("Next", on=feedback)


# Teach-back


async def test_own_words_are_compared_with_the_key_points_and_not_kept(ada: Somebody) -> None:
    await ada.begins(PATIENT)
    await until(ada, "How would you tell a friend")
    await ada.says("You wait until it has cooled down, I would tell Ben")
    question = next(each for each in ada.messages if "Which of these key points" in each.text)
    await ada.taps("B", on=question)
    await ada.taps("Done", on=question)
    said = next(each for each in ada.messages if each.message_id == question.message_id).text
    assert "In your own words" in said
    assert "✓ You let it cool first said" in said
    assert "cooled down" not in str(await ada.exports())


# Questions for the team


async def test_a_question_for_the_team_is_typed_listed_and_deleted(ada: Somebody) -> None:
    await ada.begins(PATIENT)
    assert "no question on your list yet" in await ada.says("/ask")
    await ada.taps("Write a question")
    said = await ada.says("May I have\ntea at night?")
    assert said.startswith("Noted.")
    assert "1. May I have tea at night?" in said
    assert (await ada.exports())["team_questions"][0]["text"] == "May I have tea at night?"
    assert "2. And milk?" in await ada.says("/ask And milk?")
    await ada.says("/ask")
    said = await ada.taps("Delete 1")
    assert "1. And milk?" in said
    assert "at night" not in str(await ada.exports())
    await ada.says("/delete")
    await ada.taps("Delete everything")
    assert "Nothing about you is kept." in await ada.says("/export")


async def test_what_is_typed_next_is_an_answer_again(ada: Somebody) -> None:
    await ada.begins(PATIENT)
    await until(ada, "What is fresh tea made with?")
    await ada.says("/ask")
    await ada.taps("Write a question")
    await ada.says("Is it hot?")
    await ada.says("hot water")
    assert any("Right ✓" in each.text for each in ada.messages)
    assert len((await ada.exports())["team_questions"]) == 1


async def test_a_question_that_comes_twice_is_noted_once_and_answers_nothing(box: Box, ada: Somebody) -> None:
    await ada.begins(PATIENT)
    await until(ada, "What is fresh tea made with?")
    await ada.says("/ask")
    await ada.taps("Write a question")
    ada.person.says("Is it hot?")
    came: Any = (await box.simulator.call("getUpdates", {})).body["result"]
    await box.settle()
    await box.hand(*({**each, "update_id": each["update_id"] + 1000} for each in came))
    assert "1. Is it hot?" in ada.sees
    assert "2. " not in ada.sees
    assert len((await ada.exports())["reviews"]) == 2


async def test_suggested_questions_are_taken_by_one_tap(ada: Somebody) -> None:
    await ada.begins(PATIENT)
    await ada.taps("Go on")
    await ada.taps("Not sure")
    await ada.taps("Ask my team")
    said = await ada.taps("1")
    assert "1. How hot is your tea? ✓ on your list" in said
    assert "1" not in ada.labels
    assert "1. How hot is your tea?" in await ada.taps("My list")


async def test_the_list_has_an_end_and_so_has_each_question(ada: Somebody, box: Box) -> None:
    await ada.begins(PATIENT)
    await ada.says("/ask")
    await ada.taps("Write a question")
    assert "501 characters, and at most 500 fit" in await ada.says("x" * (LONGEST + 1))
    assert "1. xxx" in await ada.says("x" * LONGEST)
    for number in range(1, MOST):
        box.clock.at = box.clock.at.replace(minute=(box.clock.at.minute + 1) % 60)
        await ada.says(f"/ask question {number}")
    assert f"{MOST}. question {MOST - 1}" in ada.sees
    assert "Your list is full" in await ada.says("/ask one more")


@pytest.mark.parametrize("way", ["/ask I cannot breathe", "I cannot breathe"])
async def test_urgent_words_are_heard_where_a_question_is_awaited(ada: Somebody, way: str) -> None:
    await ada.begins(PATIENT)
    await ada.says("/ask")
    await ada.taps("Write a question")
    assert "This chat cannot help in an emergency" in await ada.says(way)
    assert (await ada.exports())["team_questions"] == []
    assert (await ada.exports())["learners"][0]["paused"]


async def test_students_are_told_that_this_is_for_patients(ada: Somebody) -> None:
    await ada.begins()
    assert "people who are thinking about a treatment" in await ada.says("/ask")
    assert "people who are thinking about a treatment" in await ada.says("/summary")
    assert "people who are thinking about a treatment" in await ada.taps_data(encode(See()))


# The summary


async def test_the_summary_is_a_message_and_a_page_without_a_name(box: Box, ada: Somebody) -> None:
    await all_right(ada)
    await ada.taps("It is clear to me")
    await ada.says("/ask Ist das heiß? 😀 هل هو ساخن؟ 它热吗")
    await ada.says("/summary")
    message, page = ada.messages[-2:]
    for said in (
        "Clear to me\n• Your cup",
        "1. Ist das heiß? 😀 هل هو ساخن؟ 它热吗",
        "A leaflet on tea (January 31, 2025)",
        "Whom to ask: the study team, room 12",
        "neither a consent, nor a test, nor medical advice",
        "As of November 23, 2026.",
    ):
        assert said in message.text
    assert page.document is not None
    drawn = box.simulator.file(page.document.path) or b""
    assert drawn.startswith(b"%PDF")
    assert drawn.count(b"/Type /Page\n") == 1
    assert b"Ada" not in drawn


# Somebody who helps


async def test_somebody_who_helps_learns_for_themselves(ada: Somebody, ben: Somebody) -> None:
    await all_right(ada)
    await ada.says("/ask Is it hot?")
    await ada.says("/help")
    said = await ada.taps("Invite somebody who helps me")
    assert "Nothing of yours is shared" in said
    link = next(line for line in said.splitlines() if line.startswith("https://t.me/"))
    assert "Tea: before you decide" in await ben.says(f"/start {link.partition('start=')[2]}")
    await ben.taps("I agree")
    assert "Lesson: Tea is hot" in await ben.taps("Begin")
    assert "no question on your list yet" in await ben.says("/ask")
    assert (await ben.exports())["reviews"] == []
    assert len((await ada.exports())["reviews"]) == 4


# Old and forged buttons


@pytest.mark.parametrize(
    "data", ["v:0123456789", f"v:{CUP}:sunny", "y:fly", "y:take:0123456789:0", f"y:take:{CUP}:0", "j:moon"]
)
async def test_buttons_that_mean_nothing_any_more_say_so(ada: Somebody, data: str) -> None:
    await ada.begins(PATIENT)
    await ada.taps_data(data)
    assert ada.toast.startswith("That one is over.")

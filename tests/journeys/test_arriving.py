"""The first minute: what is kept, agree or decline, track, links, and coming back."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType

from quizbot.storage import learners
from quizbot.telegram.callbacks import tag
from tests.box import Box, Somebody


async def test_nothing_is_kept_before_somebody_agrees(box: Box, ada: Somebody) -> None:
    said = await ada.says("/start")
    assert "What is kept" in said
    assert ada.labels == ["I agree", "No, keep nothing", "Español", "Deutsch"]
    assert await box.database.read(lambda c: learners.find(c, ada.id)) is None


async def test_declining_keeps_nothing_and_says_so(box: Box, ada: Somebody) -> None:
    await ada.says("/start")
    assert "Nothing about you has been kept." in await ada.taps("No, keep nothing")
    assert await box.database.read(lambda c: learners.find(c, ada.id)) is None
    assert "Do you agree?" in await ada.says("/start")


async def test_agree_choose_a_track_and_begin(ada: Somebody) -> None:
    await ada.says("/start")
    assert "What brings you here?" in await ada.taps("I agree")
    assert "Tea: before you decide" in await ada.taps("I am thinking about this treatment")
    assert "At most 5 questions a day" in ada.sees
    assert ada.labels[0] == "Begin"
    assert "Lesson: Tea is hot" in await ada.taps("Begin")


async def test_whoever_only_taps_the_first_button_gets_lesson_question_feedback_next(ada: Somebody) -> None:
    await ada.says("/start")
    seen = [await ada.taps(ada.labels[0]) for _ in range(6)]
    assert [said.splitlines()[0].partition(" · ")[2] or said.splitlines()[0] for said in seen][2:] == [
        "Lesson: Tea is hot",
        "question 1 of 4",
        *(line.partition(" · ")[2] for line in (seen[4].splitlines()[0],)),
        "question 2 of 4",
    ]


async def test_a_link_names_the_set_and_skips_the_choice(box: Box, ada: Somebody) -> None:
    ada.person.follows("s_tea-students")
    await box.settle()
    assert "You are invited to: Tea: every kind of question" in ada.sees
    assert "Tea: every kind of question" in await ada.taps("I agree")
    assert ada.labels[0] == "Begin"


async def test_a_link_moves_a_known_learner_to_its_set_and_keeps_the_history(ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    await ada.taps("Not sure")
    assert "Lesson: Tea is hot" in await ada.says("/start s_tea-patients")
    assert len((await ada.exports())["reviews"]) == 1
    assert "Leaves" in await ada.says("/start s_tea-students") or "Lesson" in ada.sees


async def test_a_link_to_a_question_invites_a_stranger_to_its_set(box: Box, ada: Somebody) -> None:
    ada.person.follows(f"q_{tag('tea-patients/wait')}")
    await box.settle()
    assert "You are invited to: Tea: before you decide" in ada.sees
    assert "Tea: before you decide" in await ada.taps("I agree")
    assert ada.labels[0] == "Begin"


async def test_an_unknown_link_is_a_plain_start(ada: Somebody) -> None:
    assert "Do you agree?" in await ada.says("/start s_no-such-set")
    await ada.taps("I agree")
    assert "What brings you here?" in ada.sees


async def test_start_again_continues_where_one_was(ada: Somebody) -> None:
    await ada.begins()
    question = await ada.taps("Go on")
    assert await ada.says("/start") == question


async def test_a_stranger_is_told_how_to_begin_whatever_they_send(box: Box, ada: Somebody) -> None:
    for text in ("hello", "/learn", "/pause", "/progress", "/settings", "/export", "/delete"):
        assert "Send /start to begin" in await ada.says(text)
    ada.person.sends_photo()
    await box.settle()
    assert "Send /start to begin" in ada.sees
    assert await box.database.read(lambda c: learners.find(c, ada.id)) is None


async def test_a_track_without_a_set_says_so(box: Box, ada: Somebody) -> None:
    only = {key: each for key, each in box.library.sets.items() if key == "tea-students"}
    box.library = dataclasses.replace(box.library, sets=MappingProxyType(only))
    await ada.says("/start")
    await ada.taps("I agree")
    assert "nothing to learn for this choice" in await ada.taps("I am thinking about this treatment")
    assert "Tea: every kind of question" in await ada.taps("I study or work in medicine")

"""Privacy, export, delete, pause, progress, choosing what to learn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quizbot.storage import learners
from quizbot.storage.tables import metadata
from tests.box import Box, Somebody


async def answered_one(ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    await ada.picks("Meeting the air")


# tables that hold nothing of anybody; a lease is gone as soon as an update has been handled
OF_NOBODY = {"question_keys", "invites", "leases", "paces"}


async def test_privacy_says_what_is_kept_and_that_bots_are_not_encrypted(ada: Somebody) -> None:
    said = await ada.says("/privacy")
    assert "not end-to-end encrypted" in said
    assert "the study team, room 12" in said


async def test_export_is_everything_that_is_kept_as_json(ada: Somebody) -> None:
    await answered_one(ada)
    data = await ada.exports()
    assert ada.sees == "Everything that is kept about you."
    assert set(data) == set(metadata.tables) - OF_NOBODY
    assert data["learners"][0]["id"] == ada.id
    assert "Ada" not in str(data)
    assert data["reviews"][0]["question_key"] == "tea-students/single"


async def test_delete_asks_once_and_then_deletes_everything_that_export_shows(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/delete")
    exported = await ada.exports()
    count = sum(len(rows) for table, rows in exported.items() if table != "inbox")  # which is emptied by itself
    deleting = next(message for message in ada.messages if "Keep it" in message.labels)
    await ada.taps("Delete everything", on=deleting)
    gone = next(message for message in ada.messages if message.message_id == deleting.message_id)
    assert f"Done. {count} records were deleted." in gone.text
    everything = await box.database.read(lambda c: learners.everything(c, ada.id))
    assert all(rows == [] for rows in everything.values())
    assert "Send /start to begin" in await ada.says("hello")


async def test_what_was_done_while_everything_was_being_deleted_is_answered(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/delete")
    ada.person.taps("Delete everything")
    ada.person.says("/start")
    await box.settle()
    assert "Do you agree?" in ada.sees


async def test_a_wish_to_delete_that_comes_twice_deletes_nothing_that_came_between(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/delete")
    ada.person.taps("Delete everything")
    wish: Any = (await box.simulator.call("getUpdates", {})).body["result"]
    await box.settle()
    await ada.begins()
    await box.hand(*wish)
    assert len((await ada.exports())["learners"]) == 1


async def test_deleting_one_learner_leaves_the_others(ada: Somebody, ben: Somebody) -> None:
    await answered_one(ada)
    await answered_one(ben)
    await ada.says("/delete")
    await ada.taps("Delete everything")
    assert len((await ben.exports())["reviews"]) == 1


async def test_delete_can_be_thought_over(ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/delete")
    assert "Nothing was deleted." in await ada.taps("Keep it")
    assert len((await ada.exports())["reviews"]) == 1


async def test_a_pause_asks_nothing_and_reminds_of_nothing_until_resumed(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    await ada.is_in("Berlin")
    await ada.says("/pause")
    assert "until you resume" in await ada.taps("Until I resume")
    await box.turn(days=10)
    assert await box.database.read(learners.next_reminder_at) is None
    assert "What makes black tea black?" in await ada.taps("Resume")
    assert await box.database.read(learners.next_reminder_at) is not None


async def test_a_pause_of_some_days_ends_by_itself(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    await ada.is_in("Berlin")
    await ada.says("/pause")
    assert "until Monday, November 30." in await ada.taps("7 days")
    due = await box.database.read(learners.next_reminder_at)
    assert due is not None
    assert due.isoformat() == "2026-11-30T17:00:00+00:00"
    await box.turn(days=8)
    await ada.says("/start")
    assert "Paused" not in ada.sees


async def test_progress_of_a_student_is_counted_by_topic(ada: Somebody) -> None:
    await answered_one(ada)
    said = await ada.says("/progress")
    assert "Leaves: 1 learning, 3 new" in said
    assert "Brewing: 5 new" in said
    assert "Questions due in the next 14 days:\nNov 25: 1" in said
    assert "as soon as enough questions have come back" in said


async def test_words_that_have_no_room_below_the_picture_follow_it(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    questions = box.library.sets["tea-students"]
    topics = tuple(replace(topic, title=f"{topic.title} and {'more ' * 120}") for topic in questions.topics)
    await box.teach(replace(box.library, sets={**box.library.sets, questions.id: replace(questions, topics=topics)}))
    await ada.says("/progress")
    picture, words = ada.messages[-2:]
    assert picture.photo is not None
    assert picture.caption == "Your progress\n\nThe same in words stands below."
    assert words.text.count("more") == 240
    assert words.labels == ["Go on"]


async def test_progress_of_a_patient_has_no_numbers(ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.taps("Go on")
    await ada.picks("Drink it at once")
    said = await ada.says("/progress")
    assert "Your cup: go over again" in said
    assert not set("%█▒░") & set(said)


async def test_progress_is_a_picture_with_its_figures_in_words_below_it(ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/progress")
    picture = ada.last
    assert picture.photo is not None
    assert (picture.photo.width, picture.photo.height > 1000) == (1080, True)
    assert (picture.caption or "").startswith("Your progress")
    await ada.taps("Go on")
    assert ada.last.message_id > picture.message_id  # the picture stays, what comes next stands below it


@pytest.mark.parametrize("python", ["/bin/false", "/no/such/python"])
async def test_progress_is_told_in_words_if_nothing_can_be_drawn(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    await answered_one(ada)
    monkeypatch.setattr("sys.executable", python)
    said = await ada.says("/progress")
    assert ada.last.photo is None
    assert "Leaves: 1 learning, 3 new" in said


async def test_progress_before_a_choice_asks_for_it(ada: Somebody) -> None:
    await ada.says("/start")
    await ada.taps("I agree")
    assert "What brings you here?" in await ada.says("/progress")
    assert "What brings you here?" in await ada.says("/learn")
    assert "What brings you here?" in await ada.says("/start")


async def test_learn_offers_topics_lessons_and_the_other_set(ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/learn")
    assert ada.labels == [
        "Go on with all topics",
        "Leaves",
        "Brewing",
        "Read the lessons again",
        "Practise",
        "Exam",
        "For patients: Tea: before you decide",
    ]


async def test_a_chosen_topic_comes_first(ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/learn")
    assert (await ada.taps("Leaves")).startswith("Leaves · question 2")
    await ada.says("/learn")
    assert "✓ Leaves" in ada.labels


async def test_a_lesson_is_read_again_with_its_words(ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/learn")
    await ada.taps("Read the lessons again")
    assert ada.labels[:2] == ["1. One plant", "2. In the pot"]
    said = await ada.taps("1. One plant")
    assert "Green and black tea come from one plant." in said
    assert "tannin: What makes strong tea taste dry." in said
    await ada.taps("All lessons")
    assert "question 2" in await ada.taps("Go on with the questions") or "Lesson" in ada.sees


async def test_words_of_a_lesson_are_one_tap_away(ada: Somebody) -> None:
    await ada.begins()
    assert "tannin: What makes strong tea taste dry." in await ada.taps("Words explained")
    assert "question 1" in await ada.taps("Go on")


async def test_changing_the_track_keeps_both_histories(ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/learn")
    await ada.taps("For patients")
    await ada.taps("Go on")
    await ada.picks("Let it cool")
    await ada.says("/learn")
    await ada.taps("For students")
    keys = [row["question_key"] for row in (await ada.exports())["memories"]]
    assert sorted(keys) == ["tea-patients/wait", "tea-students/single"]


async def test_the_sets_go_along_to_anki(box: Box, ada: Somebody) -> None:
    await answered_one(ada)
    await ada.says("/export anki")
    document = ada.last.document
    assert document is not None
    assert document.name == "quizbot.apkg"
    assert "keeps your progress there" in ada.sees
    assert (box.simulator.file(document.path) or b"").startswith(b"PK")


async def test_there_is_nothing_to_take_along_before_a_choice(ada: Somebody) -> None:
    await ada.says("/start")
    await ada.taps("I agree")
    assert "What brings you here?" in await ada.says("/export anki")

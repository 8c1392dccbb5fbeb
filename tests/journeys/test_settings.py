"""Settings, all by buttons; each screen says what is set now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizbot.storage import learners
from quizbot.telegram.screens.settings import QUIET_HOURS
from tests.box import Box, Somebody


async def test_settings_say_what_is_set_now(ada: Somebody) -> None:
    await ada.begins()
    assert (await ada.says("/settings")).splitlines() == [
        "Your settings",
        "",
        "Language: English",
        "Time zone: not known yet, so no reminders come",
        "Reminders: at most every day",
        "Reminder time: 18:00",
        "Quiet hours: 21:00 to 08:00",
        "Days off: none",
        "Questions a day: 20",
        "Exam: no date set",
        "New questions a day: as many as fit",
        "Quiz polls: off",
        "Still known when asked again: 90%",
    ]


@pytest.mark.parametrize(
    ("button", "choice", "line"),
    [
        ("Reminders", "at most every 4 days", "Reminders: at most every 4 days"),
        ("Reminders", "none", "Reminders: none"),
        ("Reminder time", "09:00", "Reminder time: 09:00"),
        ("Quiet hours", "22:00 to 06:00", "Quiet hours: 22:00 to 06:00"),
        ("Questions a day", "3", "Questions a day: 3"),
        ("New questions", "3", "New questions a day: 3"),
        ("New questions", "as many as fit", "New questions a day: as many as fit"),
        ("How well to know", "95%", "Still known when asked again: 95%"),
        ("Language", "English", "Language: English"),
    ],
)
async def test_each_is_changed_by_a_button(ada: Somebody, button: str, choice: str, line: str) -> None:
    await ada.begins()
    await ada.says("/settings")
    assert "Now: " in await ada.taps(button)
    said = await ada.taps(choice)
    assert said.startswith("Saved.")
    assert line in said.splitlines()


async def test_days_off_are_tapped_one_by_one_and_no_reminder_comes_on_them(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.is_in("Berlin")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    await ada.picks("Dye from bark")
    reminded = await box.database.read(learners.next_reminder_at)
    assert reminded is not None
    assert f"{reminded:%A}" == "Tuesday"
    await ada.says("/settings")
    assert "Now: none." in await ada.taps("Days off")
    await ada.taps("Tuesday")
    await ada.taps("Thursday")
    assert "Now: Tuesday, Wednesday, Thursday." in await ada.taps("Wednesday")
    assert "Now: Tuesday, Wednesday." in await ada.taps("✓ Thursday")
    assert "Days off: Tuesday, Wednesday" in await ada.taps("Back")
    reminded = await box.database.read(learners.next_reminder_at)
    assert reminded is not None
    assert f"{reminded:%A}" == "Thursday"


async def test_back_changes_nothing(ada: Somebody) -> None:
    await ada.begins()
    before = await ada.says("/settings")
    await ada.taps("Questions a day")
    assert await ada.taps("Back") == before


async def test_the_zone_is_found_by_the_time_on_the_clock(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/settings")
    assert "What time is it for you now?" in await ada.taps("Time zone")
    await ada.taps("18:00")  # it is 9 o'clock UTC
    assert {"Tokyo, Japan (18:00)", "Seoul, South Korea (18:00)"} <= set(ada.labels)
    assert "Time zone: Tokyo, where it is 18:00 now" in await ada.taps("Tokyo")


async def test_no_reminder_time_in_quiet_hours_is_offered_and_quiet_hours_move_it_out(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Reminder time")
    assert {"07:00", "21:00"} & set(ada.labels) == set()
    await ada.taps("20:00")
    await ada.taps("Quiet hours")
    assert "Reminder time: 19:00" in await ada.taps("20:00 to 08:00")


@pytest.mark.parametrize("text", ["14:30", "2:30 pm", "2.30pm", "1430"])
async def test_a_time_can_be_typed_as_people_write_it(ada: Somebody, text: str) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.says(text)
    assert any("(14:30)" in label for label in ada.labels)


@pytest.mark.parametrize(
    ("month", "wall", "cities"),
    [
        (7, "12:00", {"Istanbul", "Cairo", "Kyiv"}),  # the same in July, and all different in April
        (7, "21:45", {"Chatham"}),
        (11, "05:30", {"St. John's"}),
    ],
)
async def test_places_with_a_summer_time_of_their_own_are_not_crowded_out(
    box: Box, ada: Somebody, month: int, wall: str, cities: set[str]
) -> None:
    await ada.begins()
    box.clock.at = datetime(2026, month, 15, 9, 0, tzinfo=UTC)
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.says(wall)
    assert cities <= {label.partition(",")[0] for label in ada.labels}


async def test_after_going_on_a_text_is_an_answer_again_and_no_city(ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    letter = ada.letter("Meeting the air")
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.taps("Back")
    await ada.taps("Go on learning")
    await ada.says(letter)
    assert any(message.text.startswith("Leaves · Right ✓") for message in ada.messages)


async def test_half_hours_are_typed(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.says("14:30")
    assert any("India (14:30)" in label for label in ada.labels)


async def test_the_zone_is_found_by_city(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.says("münchen")
    assert "Time zone: Berlin, where it is 10:00 now" in await ada.taps("Munich, Germany")


async def test_an_unknown_city_is_said_so_and_can_be_tried_again(ada: Somebody) -> None:
    await ada.says("/start")
    await ada.taps("I agree")
    await ada.says("/settings")
    await ada.taps("Time zone")
    assert "I do not know that place." in await ada.says("Nowhereville")
    await ada.says("Lima")
    assert "Time zone: Lima" in await ada.taps("Lima, Peru")


async def test_an_answer_is_not_taken_for_a_city(ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    letter = ada.letter("Meeting the air")
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.says(letter)
    assert any(message.text.startswith("Leaves · Right ✓") for message in ada.messages)


async def test_questions_a_day_are_a_limit_with_more_on_request(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Questions a day")
    await ada.taps("3")
    await ada.taps("Go on learning")
    while "A few more" not in ada.labels:
        await ada.taps(next(label for label in ("Go on", "Next", "Not sure") if label in ada.labels))
    assert "That is all for now" in ada.sees
    assert len({row["question_key"] for row in (await ada.exports())["reviews"]}) == 3
    done = next(message for message in reversed(ada.messages) if "A few more" in message.labels)
    await ada.taps("A few more", on=done)
    assert "question 4 of 6" in next(each.text for each in ada.messages if each.message_id == done.message_id)


@pytest.mark.parametrize("hours", QUIET_HOURS)
async def test_every_offered_choice_of_quiet_hours_can_be_set(ada: Somebody, hours: str) -> None:
    await ada.begins()
    await ada.says("/settings")
    assert (await ada.taps_data(f"k:quiet:{hours}")).startswith("Saved.")

"""`/date`: learning towards an appointment or an exam, and what becomes of it when it is over."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from quizbot.storage import learners
from tests.box import Box, Somebody

PATIENT = "I am thinking about this treatment"


async def test_a_student_is_asked_for_the_exam_and_shown_a_plan(ada: Somebody) -> None:
    await ada.begins()
    assert (await ada.says("/date")).startswith("When is your exam?")
    assert "In 2 weeks: Dec 7" in ada.labels
    said = (await ada.taps("In 2 weeks")).splitlines()
    assert said[:3] == ["Exam: Monday, December 7", "", "That is in 14 days."]
    assert [line.partition(":")[0] for line in said if " to go over" in line] == ["This week", "Next week"]
    assert sum(int(line.split(": ")[1].split()[0]) for line in said if " to go over" in line) == 9  # all are new
    assert "Exam: Monday, December 7" in await ada.says("/settings")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Dec", "Saturday, December 12"),
        ("12.12.", "Saturday, December 12"),
        ("2026-12-12", "Saturday, December 12"),
        ("in 3 weeks", "Monday, December 14"),
    ],
)
async def test_a_patient_types_the_appointment(ada: Somebody, text: str, day: str) -> None:
    await ada.begins(PATIENT)
    assert (await ada.says("/date")).startswith("When is your appointment?")
    assert (await ada.says(text)).startswith(f"Appointment: {day}")
    assert (await ada.says(f"/date {text}")).startswith(f"Appointment: {day}")


async def test_what_can_mean_two_days_is_asked(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/date")
    assert await ada.says("3/4") == "Which day do you mean?"
    assert ada.labels == ["April 3, 2027", "March 4, 2027"]
    assert (await ada.taps("March 4, 2027")).startswith("Exam: Thursday, March 4")


async def test_what_is_no_date_can_be_tried_again_and_an_answer_stays_one(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/date")
    assert (await ada.says("soon")).startswith("I cannot read that as a date.")
    assert (await ada.says("2020-01-01")).startswith("January 1, 2020 is over.")
    assert (await ada.says("2026-11-23")).startswith("That is today")
    assert "more than two years away" in await ada.says("2031-01-01")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    letter = ada.letter("Meeting the air")
    await ada.says("/date")
    await ada.says(letter)
    assert any(message.text.startswith("Leaves · Right ✓") for message in ada.messages)


async def test_a_date_is_changed_and_removed(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/date tomorrow")
    await ada.taps("Change")
    await ada.taps("In 1 week")
    assert "Exam: Monday, November 30" in ada.sees
    assert (await ada.taps("Remove")).startswith("When is your exam?")
    assert "Exam: no date set" in await ada.says("/settings")


async def test_too_much_for_the_time_is_said_so_and_the_number_can_be_raised_until_then(
    ada: Somebody,
) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Questions a day")
    await ada.taps("3")
    said = await ada.says("/date in 2 days")
    assert "takes 5 questions on the fullest day, and that is more than 3 a day" in said
    raised = await ada.taps("Up to 5 a day until then")
    assert "more than" not in raised
    assert not any("until then" in label for label in ada.labels)
    assert "Questions a day: 3" in await ada.says("/settings")  # as it will be again after the date


async def answers_all(ada: Somebody) -> list[str]:
    """Tap on until nothing is left today, never sure of anything; returns the messages that were seen."""
    seen = [await ada.says("/start")]
    while not ada.sees.startswith(("That is all", "Nothing is due")):
        label = next(each for each in ("Not sure", "Next", "Go on") if each in ada.labels)
        seen.append(await ada.taps(label))
    return seen


async def test_whoever_answers_every_day_meets_each_core_question_twice_and_has_peace_on_the_day(
    box: Box, ada: Somebody
) -> None:
    await ada.begins()
    await ada.is_in("Berlin")
    await ada.says("/date in 5 days")
    for _ in range(5):
        await answers_all(ada)
        await box.turn(days=1)
    day = date(2026, 11, 28).toordinal()
    data = await ada.exports()
    core = {key for key, each in box.library.questions.items() if each.core and key.startswith("tea-students/")}
    scheduled = [row for row in data["reviews"] if row["scheduled"]]
    met = {key: [row["day"] for row in scheduled if row["question_key"] == key] for key in core}
    assert len(core) == 5
    assert all(len(days) >= 2 and day - 3 <= max(days) < day for days in met.values())
    due = await box.database.read(learners.next_reminder_at)
    assert due is not None
    assert due >= datetime.fromisoformat("2026-11-29T00:00:00+01:00")  # much is due, and yet the day is silent


async def test_when_it_is_over_it_is_said_kindly_and_once(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/date tomorrow")
    box.clock.at = datetime.fromisoformat("2026-11-25T10:00:00+00:00")
    assert (await ada.says("/start")).startswith("Your exam on Tuesday, November 24 is over. I hope it went well.")
    assert (await ada.taps("Go on")).startswith("Lesson: One plant")
    assert "Exam: no date set" in await ada.says("/settings")


@pytest.mark.parametrize("data", ["k:date:x", "k:date:2020-13-01", "k:date:2026-02-30"])
async def test_a_forged_date_is_none(ada: Somebody, data: str) -> None:
    await ada.begins()
    await ada.taps_data(data)
    assert "That one is over." in ada.toast


async def test_an_old_button_whose_day_is_over_says_so(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/date")
    box.clock.at = datetime.fromisoformat("2026-12-24T10:00:00+00:00")
    assert (await ada.taps("In 1 week")).startswith("November 30, 2026 is over.")


async def test_without_a_track_or_before_consent_a_date_makes_no_sense(ada: Somebody) -> None:
    assert (await ada.says("/date")).startswith("We have not started yet")
    await ada.says("/start")
    await ada.taps("I agree")
    assert "What brings you here?" in await ada.says("/date")

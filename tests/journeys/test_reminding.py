"""Reminders: one a day at most, with the first due question in it, kind, and never at night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from quizbot.storage import learners
from tests.box import A_MOMENT, Box, Somebody


async def practised(ada: Somebody, city: str = "Berlin") -> None:
    """Ada is in that city and has answered one question wrong, so that it is due tomorrow."""
    await ada.begins()
    await ada.is_in(city)
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    await ada.picks("Dye from bark")


def reminders(ada: Somebody) -> list[str]:
    return [message.text for message in ada.messages if message.text.startswith(("Time to refresh", "You asked me"))]


async def test_a_day_later_one_reminder_brings_the_first_due_question(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn(days=1, hours=12)
    (reminder,) = reminders(ada)
    assert "What makes black tea black?" in reminder
    assert ada.labels == ["A", "B", "C", "Not sure", "Later today", "Tomorrow", "Fewer"]


async def test_it_comes_at_the_chosen_local_time(box: Box, ada: Somebody) -> None:
    await practised(ada, "Tokyo")
    assert await box.turn_to_reminder() == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 18:00 in Tokyo
    assert len(reminders(ada)) == 1


async def test_it_is_answered_like_any_question(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    assert (await ada.picks("Meeting the air")).startswith("Leaves · Right ✓")


async def test_nobody_is_reminded_whose_time_zone_is_unknown(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    await ada.picks("Dye from bark")
    await box.turn(days=5)
    assert reminders(ada) == []


async def test_nobody_is_reminded_who_has_practised_since(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn(hours=24)
    await ada.says("/start")
    await ada.picks("Meeting the air")
    await box.turn(hours=12)
    assert reminders(ada) == []


async def test_later_today_asks_once_more_in_three_hours(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await ada.says("/settings")
    await ada.taps("Reminder time")
    await ada.taps("09:00")
    reminded = await box.turn_to_reminder()
    assert "I will remind you on Tuesday, November 24 at 12:00." in await ada.taps("Later today")
    assert await box.turn_to_reminder() == reminded + A_MOMENT + timedelta(hours=3)
    assert len(reminders(ada)) == 1  # the first has become "I will remind you …"
    assert ada.sees.startswith("You asked me to come back later today.")
    await box.turn(hours=9)
    assert len(reminders(ada)) == 1


async def test_at_the_usual_time_later_today_still_comes_before_the_night(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    assert "on Tuesday, November 24 at 20:00" in await ada.taps("Later today")


async def test_tomorrow_on_an_old_reminder_is_not_today(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    box.clock.at += timedelta(hours=15)  # the next morning
    assert "on Thursday, November 26 at 18:00" in await ada.taps("Tomorrow")


async def test_later_today_on_an_old_reminder_takes_the_place_of_the_next(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    box.clock.at += timedelta(hours=20)  # 14:00 on the next day
    await ada.taps("Later today")
    await box.turn(hours=8)
    assert [text[:9] for text in reminders(ada)] == ["You asked"]


async def test_a_reminder_never_carries_what_is_not_due(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await ada.taps("Next")
    while "Not sure" not in ada.labels:
        await ada.taps("Go on")
    assert "What makes black tea black?" not in ada.sees  # a new question stands open
    await box.turn_to_reminder()
    assert "What makes black tea black?" in ada.sees


async def test_later_today_in_the_evening_would_be_night_and_so_it_is_tomorrow(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await ada.says("/settings")
    await ada.taps("Reminder time")
    await ada.taps("20:00")
    await box.turn_to_reminder()
    said = await ada.taps("Later today")
    assert "too late for that today" in said
    assert "on Wednesday, November 25 at 20:00" in said


async def test_tomorrow_leaves_it_for_today(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    assert "on Wednesday, November 25 at 18:00" in await ada.taps("Tomorrow")
    assert "What makes black tea black?" in await ada.taps("Answer now")


async def test_fewer_comes_every_second_day(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    said = await ada.taps("Fewer")
    assert "at most every 2 days" in said
    assert "on Thursday, November 26" in said
    assert "Reminders: at most every 2 days" in await ada.says("/settings")


async def test_fewer_means_the_same_however_often_it_is_tapped_or_handled(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await box.turn_to_reminder()
    ada.person.taps("Fewer")
    ada.person.taps("Fewer")
    await box.settle()
    assert "at most every 2 days" in ada.sees
    assert "at most every 4 days" in await ada.taps_data("z:fewer")  # as old reminders have it
    assert "Reminders: at most every 4 days" in await ada.says("/settings")


@pytest.mark.parametrize("data", ["z:fewer:3", "z:fewer:-1", "z:fewer:x", "z:fewer:²"])
async def test_fewer_is_one_of_what_can_be_chosen(ada: Somebody, data: str) -> None:
    await practised(ada)
    await ada.taps_data(data)
    assert "Reminders: at most every day" in await ada.says("/settings")


async def test_ignored_ones_come_less_often_and_then_stop_and_say_so(box: Box, ada: Somebody) -> None:
    await practised(ada)
    days = []
    while await box.database.read(learners.next_reminder_at) is not None:
        days.append((await box.turn_to_reminder()).date().toordinal())
    assert [after - before for before, after in pairwise(days)] == [1, 1, 2, 4, 7, 7, 7]
    assert "This is the last reminder" in reminders(ada)[-1]
    assert not any("This is the last reminder" in text for text in reminders(ada)[:-1])
    await ada.says("/start")
    assert await box.database.read(learners.next_reminder_at) is not None


async def test_a_reminder_never_comes_in_quiet_hours(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await ada.says("/settings")
    await ada.taps("Quiet hours")
    await ada.taps("20:00 to 08:00")
    await ada.says("/settings")
    await ada.taps("Reminder time")
    await ada.taps("20:00")
    await box.turn(days=20)
    hours = [
        (box.simulator.record[i].at % 86400) / 3600 + 1
        for i in range(len(box.simulator.record))
        if "Time to refresh" in str(box.simulator.record[i].parameters.get("text", ""))
    ]
    assert all(8 <= hour < 20 for hour in hours)


async def test_somebody_who_blocked_the_bot_is_parked_and_delays_nobody(box: Box, ada: Somebody, ben: Somebody) -> None:
    await practised(ada)
    await practised(ben)
    ada.person.blocks()
    await box.turn(days=1, hours=12)
    assert len(reminders(ben)) == 1
    kept = await box.database.read(lambda c: learners.find(c, ada.id))
    assert kept is not None
    assert kept.unreachable_since is not None
    assert kept.remind_at is None
    box.simulator.record.clear()  # a refused message was to be expected
    ada.person.unblocks()
    assert "Leaves" in await ada.says("/start")
    revived = await box.database.read(lambda c: learners.find(c, ada.id))
    assert revived is not None
    assert revived.unreachable_since is None
    assert revived.remind_at is not None


async def test_somebody_whose_block_was_not_told_is_parked_by_the_refused_reminder(box: Box, ada: Somebody) -> None:
    await practised(ada)
    box.simulator.fail_next("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    await box.turn_to_reminder()
    kept = await box.database.read(lambda c: learners.find(c, ada.id))
    assert kept is not None
    assert kept.remind_at is None
    assert (await ada.exports())["reminders"] == []
    box.simulator.record.clear()


async def test_a_reminder_whose_outcome_is_unknown_is_not_sent_again(box: Box, ada: Somebody) -> None:
    await practised(ada)
    box.simulator.fail_next("sendMessage", status=502)
    await box.turn(days=1, hours=12)
    assert reminders(ada) == []
    assert [row["outcome"] for row in (await ada.exports())["reminders"]] == ["unknown"]
    box.simulator.record.clear()


async def test_a_reminder_waits_as_long_as_the_server_wants(box: Box, ada: Somebody) -> None:
    await practised(ada)
    box.simulator.fail_next("sendMessage", status=429, retry_after=7)
    due = await box.turn_to_reminder()
    assert reminders(ada) == []
    box.simulator.record.clear()
    assert await box.turn_to_reminder() == due + timedelta(seconds=7)
    assert len(reminders(ada)) == 1

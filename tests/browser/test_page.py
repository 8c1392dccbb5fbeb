"""One whole journey as a person lives it: the chat page in a real browser, and the bot as a process of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser.page import PATIENCE, Chat, chromium, trying

SETS = Path(__file__).parent.parent / "sets"


async def test_from_the_first_tap_to_the_last(tmp_path: Path) -> None:
    async with trying(SETS) as address, chromium() as browser:
        chat = await Chat.open(browser, address)
        await begins_as_a_patient(chat)
        await taps_twice_undoes_and_survives_a_restart(chat)
        await types_an_answer(chat)
        await sets_zone_and_quiet_hours(chat)
        await is_reminded_and_snoozes(chat)
        await takes_the_data_and_leaves(chat, tmp_path / "export.json")
        assert chat.complaints == []


async def begins_as_a_patient(chat: Chat) -> None:
    await chat.page.get_by_test_id("start").click()
    await chat.sees("Do you agree?")
    await chat.taps("I agree")
    await chat.sees("What brings you here?")
    await chat.taps("I am thinking about this treatment")
    await chat.sees("Tea: before you decide")
    await chat.taps("Begin")
    await chat.sees("Fresh tea is hot.")
    await chat.taps("Go on")
    await chat.sees("What do you do with fresh tea?")


async def taps_twice_undoes_and_survives_a_restart(chat: Chat) -> None:
    await chat.key("Not sure").dblclick()
    await chat.sees("Not sure: here is the answer")
    await chat.taps("Undo")
    await expect(chat.key("Not sure")).to_be_visible()
    await chat.page.get_by_test_id("restart").click()
    await expect(chat.page.get_by_test_id("bot-status")).to_have_attribute("data-status", "running", timeout=PATIENCE)
    await chat.picks("Drink it at once")
    await chat.sees("Not right")


async def types_an_answer(chat: Chat) -> None:
    await chat.taps("Next")
    await chat.sees("Fresh tea is cold.")
    await chat.taps("False")
    await chat.sees("Right ✓")
    await chat.taps("Next")
    await chat.sees("What is fresh tea made with?")
    await chat.says("hot watr")
    await expect(chat.page.get_by_test_id("message").filter(has_text="The answer: hot water")).to_be_visible()


async def sets_zone_and_quiet_hours(chat: Chat) -> None:
    await chat.says("/settings")
    await chat.taps("Time zone")
    await chat.sees("What time is it for you now?")
    await chat.says("London")
    await chat.taps(await chat.page.get_by_test_id("key").filter(has_text="London, United Kingdom").inner_text())
    await chat.sees("Time zone: London")
    await chat.taps("Quiet hours")
    await chat.taps("22:00 to 06:00")
    await chat.sees("Quiet hours: 22:00 to 06:00")


async def is_reminded_and_snoozes(chat: Chat) -> None:
    """Two days are turned, since what was right the first time is due on the third."""
    await chat.page.get_by_test_id("plus-day").click()
    await chat.page.get_by_test_id("plus-day").click()
    await chat.sees("Time to refresh what you have learned.")
    reminders = chat.page.get_by_test_id("message").filter(has_text="Time to refresh what you have learned.")
    assert 1 <= await reminders.count() <= 2
    await chat.taps("Tomorrow")
    snoozed = chat.page.get_by_test_id("message").filter(has_text="I will remind you on")
    await snoozed.first.wait_for(timeout=PATIENCE)  # the second day's reminder may come meanwhile, below it


async def takes_the_data_and_leaves(chat: Chat, exported: Path) -> None:
    await chat.says("/progress")
    await chat.sees("go over again")
    await chat.says("/export")
    document = chat.page.get_by_test_id("document").last
    async with chat.page.expect_download() as downloading:
        await document.click()
    await (await downloading.value).save_as(exported)
    assert reviews_in(exported) == 4
    await chat.says("/delete")
    await chat.sees("Delete everything?")
    await chat.taps("Delete everything")
    await chat.sees(re.compile(r"Done\. \d+ records were deleted\."))


def reviews_in(exported: Path) -> int:
    return len(json.loads(exported.read_text())["reviews"])


async def test_a_cohort_of_two_and_the_keyboard_alone() -> None:
    async with trying(SETS) as address, chromium() as browser:
        chat = await Chat.open(browser, address, width=400, height=800)
        await chat.page.get_by_test_id("start").focus()
        await chat.page.keyboard.press("Enter")
        await chat.sees("Do you agree?")
        await chat.key("I agree").focus()
        await chat.page.keyboard.press("Enter")
        await chat.sees("What brings you here?")
        await chat.page.get_by_test_id("tools-toggle").click()
        await chat.page.get_by_test_id("person-name").fill("Ben")
        await chat.page.get_by_test_id("person-name").press("Enter")
        await expect(chat.page.get_by_test_id("you")).to_contain_text("Ben")
        await expect(chat.page.get_by_test_id("start")).to_be_visible()
        assert chat.complaints == []

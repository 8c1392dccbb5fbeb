"""The picture in README.md, taken from the real page: python -m tests.browser.picture."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import expect

from tests.browser.page import PATIENCE, Chat, chromium, trying

PICTURE = Path(__file__).parent / "chat.png"


async def take() -> None:
    """A question answered, as a phone shows it."""
    async with trying(Path("questions")) as address, chromium() as browser:
        chat = await Chat.open(browser, address, width=430, height=900)
        await chat.page.get_by_test_id("start").click()
        for label in ("I agree", "I am thinking about this treatment", "Begin", "Go on"):
            await chat.taps(label)
        await chat.sees("question 1 of 5")
        await chat.taps("Not sure")
        await chat.sees("The right answer")
        await chat.page.mouse.move(0, 0)
        await expect(chat.page.get_by_test_id("toast")).to_have_count(0, timeout=PATIENCE)
        await chat.page.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(take())

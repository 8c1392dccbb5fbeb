"""The chat page in headless Chromium, in front of `quizbot try` as anybody would start it."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
PATIENCE = 20_000  # milliseconds that a slow machine may take


@asynccontextmanager
async def trying(questions: Path, *options: str) -> AsyncIterator[str]:
    """`quizbot try` as a process; the value is the address of its page."""
    command = [
        sys.executable,
        "-m",
        "quizbot",
        "try",
        "--no-open",
        "--port",
        "0",
        "--questions",
        str(questions),
        *options,
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=environment)
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address is not None, f"quizbot try said: {line!r}"
        yield address.group()
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, headless."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(kw_only=True)
class Chat:
    """What a person does on the page, and what they see."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, browser: Browser, address: str, *, width: int = 1200, height: int = 900) -> Chat:
        page = await browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        chat = cls(page=page)
        page.on("pageerror", lambda error: chat.complaints.append(str(error)))
        page.on("console", lambda said: chat.complaints.append(said.text) if said.type == "error" else None)
        await page.goto(address)
        return chat

    @property
    def newest(self) -> Locator:
        """The bot's newest message."""
        return self.page.locator('[data-testid="message"][data-from="bot"]').last

    async def sees(self, text: str | re.Pattern[str]) -> str:
        """Wait until the bot's newest message says that; returns all that it says."""
        await expect(self.newest).to_contain_text(text, timeout=PATIENCE)
        return await self.newest.inner_text()

    def key(self, label: str) -> Locator:
        """The newest button with that label."""
        return self.page.get_by_test_id("key").filter(has_text=re.compile(rf"^{re.escape(label)}$")).last

    async def taps(self, label: str) -> None:
        await self.key(label).click()

    async def says(self, text: str) -> None:
        await self.page.get_by_test_id("text").fill(text)
        await self.page.get_by_test_id("text").press("Enter")

    async def picks(self, option: str) -> None:
        """Tap the letter that stands before an option."""
        said = await self.newest.inner_text()
        letter = next(line[0] for line in said.splitlines() if line[1:3] == ". " and option in line)
        await self.newest.get_by_test_id("key").filter(has_text=re.compile(rf"^{letter}( ✓)?$")).click()

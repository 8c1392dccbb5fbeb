"""The pictures in README.md, of the real page and as `/progress` draws it: python -m tests.browser.picture."""

from __future__ import annotations

import asyncio
from itertools import cycle
from pathlib import Path

from playwright.async_api import expect

from quizbot.content.loader import load
from quizbot.domain.questions import Audience
from quizbot.i18n import Translators
from quizbot.render.picture import draw
from quizbot.services.reports import Progress, TopicProgress, Week
from quizbot.telegram.screens import progress
from tests.browser.page import PATIENCE, Chat, chromium, trying
from tests.telegram.examples import TODAY, learner

PICTURE = Path(__file__).parent / "chat.png"
PROGRESS = Path(__file__).parent / "progress.png"


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


def draw_progress() -> None:
    """What a student sees of two months, nine days before an exam."""
    questions = load([Path("questions")]).library.for_audience(Audience.STUDENT)[0]
    stages = cycle([(8, 1, 6), (7, 2, 3), (5, 2, 1), (2, 2, 0)])
    outcome = Progress(
        learner=learner(date_day=TODAY + 9),
        questions=questions,
        topics=tuple(
            TopicProgress(title=topic.title, total=9, right=right, again=again, firm=firm)
            for topic, (right, again, firm) in zip(questions.topics, stages, strict=False)
        ),
        due=(7, 3, 0, 2, 5, 1, 0, 6, 4, 0, 1, 0, 2, 2),
        recall=tuple(
            Week(first_day=TODAY - 6 - 7 * ago, answers=30, known=known)
            for ago, known in zip(range(5, -1, -1), (0.61, 0.7, 0.74, 0.8, 0.85, 0.9), strict=True)
        ),
        today=TODAY,
    )
    PROGRESS.write_bytes(draw(progress.picture(Translators()(None), outcome)))


if __name__ == "__main__":
    draw_progress()
    asyncio.run(take())

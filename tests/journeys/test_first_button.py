"""Whoever only ever taps the first button learns, sees the ends of topics, and stops at five questions a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quizbot.content.loader import load
from tests.box import Box, Somebody, boxed

QUESTIONS = Path(__file__).parents[2] / "questions"
STEPS = 120  # taps that a day may take at most


@pytest.fixture
async def box(sqlite_url: str) -> AsyncIterator[Box]:
    """The bot with the sets that are shipped."""
    async with boxed(sqlite_url, load([QUESTIONS], rules=()).library) as box:
        yield box
        assert box.refused == []


def first(ada: Somebody) -> str:
    """The first button that is not ticked already."""
    return next(label for label in ada.labels if not label.endswith("✓"))


async def a_day(ada: Somebody) -> list[str]:
    """Tap the first button until enough is enough; what was seen on the way."""
    seen = [ada.sees]
    while "enough for today" not in ada.sees:
        seen.append(await ada.taps(first(ada)))
        assert len(seen) < STEPS
    return seen


async def test_the_first_button_leads_through_the_days(box: Box, ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.is_in("Berlin")
    await ada.taps("Go on learning")
    days = [await a_day(ada)]
    for _ in range(2):
        await box.turn_to_reminder()
        days.append(await a_day(ada))
    for day in days:
        assert any(seen.startswith("Lesson: ") for seen in day)
        assert any("That is all for now" in seen for seen in day)
    everything = [seen for day in days for seen in day]
    assert any(seen.startswith("You have met all of: ") for seen in everything)
    assert any(seen.startswith("In other words: ") for seen in everything)
    reviews = (await ada.exports())["reviews"]
    counted = [each["day"] for each in reviews if each["scheduled"] or each["rating"] is None]
    assert sorted(counted) == [day for day in sorted(set(counted)) for _ in range(5)]
    assert len(set(counted)) == len(days)

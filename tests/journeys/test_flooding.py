"""Whoever sends more than can be answered is told so now and then, and is heard all the same if they need help."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizbot.domain.flood import TELL_EVERY, UPDATES
from quizbot.metrics import Count
from tests.box import Box, Somebody

URGENT = "This chat cannot help in an emergency"
SLOWER = "That was a lot at once"


def exhausted(box: Box, who: Somebody) -> None:
    """As if they had just sent a whole burst."""
    for _ in range(UPDATES.burst):
        box.bot.worker._turnstile.admits(who.id, box.clock.now().timestamp())  # noqa: SLF001 - sending it would take time


def throttled(box: Box) -> int:
    return box.metrics.counts[Count.THROTTLED, ""]


async def test_what_comes_too_fast_is_said_to_once_a_minute_and_then_it_goes_on(box: Box, ada: Somebody) -> None:
    await ada.begins()
    box.clock.at += timedelta(minutes=5)
    exhausted(box, ada)
    before = len(ada.messages)
    for number in range(3):
        ada.person.says(f"word {number}")
    await box.settle()
    assert [message.text[: len(SLOWER)] for message in ada.messages[before:]] == [SLOWER]
    assert throttled(box) == 3
    box.clock.at += timedelta(seconds=TELL_EVERY)
    assert "Lesson: One plant" in await ada.says("/start")


@pytest.mark.parametrize("track", ["I am thinking about this treatment", "I study or work in medicine", None])
async def test_somebody_in_need_is_heard_however_much_they_send(box: Box, ada: Somebody, track: str | None) -> None:
    if track is not None:
        await ada.begins(track)
        await box.turn(minutes=5)
    exhausted(box, ada)
    ada.person.says("I can't breathe")
    ada.person.sends_photo(caption="I want to die")
    await box.settle()
    assert [message.text[: len(URGENT)] for message in ada.messages[-2:]] == [URGENT] * 2
    assert throttled(box) == 2
    if track is not None:
        (kept,) = (await ada.exports())["learners"]
        assert kept["paused"]


async def test_what_nobody_has_sent_is_let_go_even_in_a_flood(box: Box) -> None:
    post = {"message_id": 1, "date": 0, "chat": {"id": -7, "type": "channel", "title": "Tea"}, "text": "tea"}
    for number in range(UPDATES.burst + 2):
        await box.hand({"update_id": 10**6 + number, "channel_post": post})
    assert all(call.method == "getMe" for call in box.simulator.record)

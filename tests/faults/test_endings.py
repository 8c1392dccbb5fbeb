"""A bot that is told to end while a reply hangs: it waits for a while, or not at all, and the next one goes on."""

from __future__ import annotations

import signal
from typing import Final

import pytest

from quizbot.tryout.faults import Rule
from tests.faults.promises import broken
from tests.faults.stage import Somebody, Stage

HANGS: Final = Rule(methods=("sendMessage",), delay=3600, times=1)  # seconds: longer than any test


@pytest.fixture
async def ada(stage: Stage) -> Somebody:
    """Ada, whose answer hangs."""
    await stage.serves()
    ada = stage.somebody()
    stage.faults.replace([HANGS])
    ada.says("/start")
    await stage.eventually(lambda: stage.faults.struck != [])
    return ada


async def goes_on(stage: Stage, ada: Somebody) -> None:
    """Let the next bot answer what the one before has left."""
    assert ada.messages == []
    async with stage.kept_running([]):
        await ada.sees("Do you agree?")
        ada.taps("I agree")
        await ada.sees("What brings you here?")
        await stage.settled()
    assert broken(stage) == []


async def test_it_does_not_wait_for_a_reply_that_hangs_and_loses_nothing(stage: Stage, ada: Somebody) -> None:
    assert stage.bot is not None
    assert await stage.bot.end(signal.SIGTERM) == 0
    await goes_on(stage, ada)


async def test_a_second_signal_ends_it_at_once_and_loses_nothing(stage: Stage, ada: Somebody) -> None:
    assert stage.bot is not None
    stage.bot.send(signal.SIGTERM)
    await stage.prints("ending: what is under way is finished; a second signal ends it at once")
    assert await stage.bot.end(signal.SIGTERM) == -signal.SIGTERM
    await goes_on(stage, ada)

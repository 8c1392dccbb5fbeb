"""A database that cannot be written to in the middle of a conversation, and whoever else would like to have it."""

from __future__ import annotations

import signal

from quizbot.tryout.faults import Rule
from tests.faults.promises import broken
from tests.faults.stage import Stage
from tests.faults.troubles import make_read_only, make_writable

SLOW = Rule(methods=("edit*",), delay=0.5)  # seconds in which the trouble begins


async def test_what_cannot_be_kept_stays_with_telegram_until_it_can(stage: Stage) -> None:
    await stage.serves()
    ada, ben = stage.somebody(0), stage.somebody(1)
    ada.says("/start")
    await ada.sees("Do you agree?")
    stage.faults.replace([SLOW])
    ada.taps("I agree")
    await stage.eventually(lambda: stage.faults.struck != [])  # kept and answered, but not finished
    make_read_only(stage.folder)
    ben.says("/help")
    await stage.prints("updates cannot be kept, so they stay with Telegram")
    assert stage.simulator.pending == 1
    make_writable(stage.folder)
    await ada.sees("What brings you here?")
    await ben.sees("How it works")
    await stage.settled()
    assert stage.bot is not None
    assert await stage.bot.end(signal.SIGTERM) == 0
    assert broken(stage) == []


async def test_a_second_bot_is_refused_in_one_line_and_disturbs_nobody(stage: Stage) -> None:
    first = await stage.serves()
    ada = stage.somebody()
    ada.says("/start")
    await ada.sees("Do you agree?")
    before = stage.log
    assert await (await stage.start()).ended() == 1
    (line,) = [line for line in stage.log.removeprefix(before).splitlines() if "is in use by another program" in line]
    assert "quizbot.db" in line
    stage.bot = first
    ada.taps("I agree")
    await ada.sees("What brings you here?")
    await stage.settled()
    assert await first.end(signal.SIGTERM) == 0
    assert broken(stage) == []

"""A disk that is full while the bot runs: it says so once, goes on trying, and nothing is lost."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

from tests.journeys.test_over_http import Telegram, telegram

__all__ = ["telegram"]  # the fixture


def keep_from_growing(process: int, file: Path) -> None:
    """Let a process write no file beyond that one's size, as a full disk would."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (file.stat().st_size, hard))


def let_grow(process: int) -> None:
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))


async def test_an_answer_that_cannot_be_kept_waits_until_it_can(telegram: Telegram) -> None:
    await telegram.start()
    assert telegram.process is not None
    ada = telegram.ada()
    await ada.says("/start", sees="Do you agree?")
    keep_from_growing(telegram.process.pid, telegram.folder / "quizbot.db-wal")
    ada.person.taps("I agree")
    await telegram.prints("updates cannot be kept, so they stay with Telegram")
    assert telegram.simulator.pending == 1
    assert "Do you agree?" in ada.messages[-1].text
    let_grow(telegram.process.pid)
    await ada.sees("What brings you here?")
    await telegram.simulator.until(lambda: telegram.simulator.pending == 0)
    assert await telegram.end(signal.SIGTERM) == 0
    assert "updates cannot be kept" not in telegram.said  # again

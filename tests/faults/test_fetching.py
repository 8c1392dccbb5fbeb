"""A Bot API that does not let updates be fetched: /healthz says so, and what people have done waits until it does."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import pytest
from aiohttp.test_utils import unused_port

from tests.faults.looking import health_says
from tests.journeys.conftest import SETS
from tests.journeys.test_over_http import ended, line_of, opened, program, stopped

ODD: Final = """
rules:
  - {method: getUpdates, from: 3, times: 1, error: 409}
  - {method: getUpdates, from: 4, times: 1, error: 429, retry_after: 1}
  - {method: getUpdates, from: 5, times: 1, error: 401}
  - {method: getUpdates, from: 6, times: 1, truncate: true}
"""
GONE: Final = """
rules:
  - {method: getUpdates, from: 3, times: 1, error: 404}
"""


def script(file: Path, rules: str) -> Path:
    file.write_text(rules, encoding="utf-8")
    return file


async def recovers(file: Path) -> None:
    """Run a bot behind the faults of that file; somebody writes to it while it cannot fetch."""
    simulate = await program("simulate", "--port", "0", "--faults", str(file))
    found = await line_of(simulate, r"QUIZBOT_API_BASE=(\S+) QUIZBOT_TOKEN=(\S+) quizbot run")
    port = unused_port()
    bot = await program(
        "run",
        QUIZBOT_API_BASE=found[1],
        QUIZBOT_TOKEN=found[2],
        QUIZBOT_DATABASE_URL=f"sqlite:///{file.with_suffix('.db')}",
        QUIZBOT_QUESTIONS=str(SETS),
        QUIZBOT_CONTACT="the study team, room 12",
        QUIZBOT_HEALTH_LISTEN=f"127.0.0.1:{port}",
    )
    try:
        await health_says(port, 200)
        async with opened(found[1]) as page:
            await page.says("/start")
            await page.sees("Do you agree?")
            await health_says(port, 503)
            await page.taps("I agree")
            await page.sees("What brings you here?")
        await health_says(port, 200)
    finally:
        bot.terminate()
        code, printed = await ended(bot)
        await stopped(simulate)
    assert code == 0
    assert "the Bot API does not know the token (any more); trying again" in printed
    assert found[2] not in printed
    assert "Traceback" not in printed


@pytest.mark.campaign
async def test_it_recovers_from_whatever_it_is_told_when_it_fetches(tmp_path: Path) -> None:
    await asyncio.gather(recovers(script(tmp_path / "odd.yaml", ODD)), recovers(script(tmp_path / "gone.yaml", GONE)))

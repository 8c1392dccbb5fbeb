"""A bot that is killed while it claims, sends and marks reminders reminds nobody twice, and forgets nobody."""

from __future__ import annotations

import signal
from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.faults.campaigns import Campaign
from tests.faults.conftest import Staging
from tests.faults.due import DAY, EVENING, noted, practised, reminders, set_up
from tests.faults.promises import broken
from tests.faults.stage import KILLED
from tests.faults.steps import Steps

PEOPLE: Final = 4
STRIDE: Final = 90
AFTER: Final = 30  # steps behind the last message, in which it is noted


@pytest.fixture
async def made(tmp_path: Path) -> Path:
    file = tmp_path / "made.db"
    await practised(file, PEOPLE, 700)
    return file


async def undisturbed(staging: Staging, made: Path) -> int:
    """How many steps it takes to remind everybody."""
    async with staging() as stage:
        they = set_up(stage, made, PEOPLE)
        bot = await stage.start(count=True)
        await stage.until(lambda: all(reminders(each, EVENING) == 1 for each in they))
        assert bot.steps is not None
        return bot.steps.done + AFTER


async def killed_at(step: int, staging: Staging, made: Path) -> list[str]:
    """What is wrong a day after the bot was killed at that step."""
    async with staging() as stage:
        they = set_up(stage, made, PEOPLE)
        assert await (await stage.start(kill_at=step)).ended() == KILLED
        where = Steps(stage.folder / "steps").where
        before = noted(stage) if stage.file.exists() else {}
        wrong = [
            f"{each.id} got {reminders(each, EVENING)} reminders that are noted as {before.get(each.id)}"
            for each in they
            if reminders(each, EVENING) not in {None: (0,), "claimed": (0, 1), "sent": (1,)}[before.get(each.id)]
        ]
        await stage.start()
        await stage.until(lambda: all(reminders(each, EVENING) == 1 for each in they if each.id not in before))
        stage.clock.turn(DAY)
        await stage.until(lambda: all(reminders(each, EVENING + DAY) == 1 for each in they))
        assert stage.bot is not None
        assert await stage.bot.end(signal.SIGTERM) == 0
        wrong += broken(stage)
        return [f"killed at {where}: {line}" for line in wrong]


async def test_killed_at_some_steps_of_reminding(staging: Staging, made: Path, campaign: Campaign) -> None:
    steps = await undisturbed(staging, made)
    first = Random(campaign.seed).randint(1, STRIDE)  # noqa: S311 - chance that can be repeated
    await campaign.run(range(first, steps + 1, STRIDE), lambda step: killed_at(step, staging, made))


@pytest.mark.campaign
async def test_killed_at_every_step_of_reminding(staging: Staging, made: Path, campaign: Campaign) -> None:
    steps = await undisturbed(staging, made)
    await campaign.run(range(1, steps + 1), lambda step: killed_at(step, staging, made))

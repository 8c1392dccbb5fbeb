"""Eight people, a network that loses, delays, repeats and refuses, and a bot that is killed again and again."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.faults.campaigns import Campaign
from tests.faults.conftest import Staging
from tests.faults.crowd import lives, weather
from tests.faults.due import DAY, practised, set_up
from tests.faults.promises import broken
from tests.faults.stage import NAMES, Stage

PRACTISED: Final = 5  # have been here before, and are reminded; the others are new
DAYS: Final = 2
ACTS: Final = 12  # of each of them a day
LIFE: Final = (40, 1500)  # steps from a start of the bot to its next kill
REFUSED: Final = 2  # the exit code of a bot whose token the server says it does not know
SEEDS: Final = 40


@pytest.fixture
async def made(tmp_path: Path) -> Path:
    file = tmp_path / "made.db"
    await practised(file, PRACTISED, 700)
    return file


class Killer:
    """Kills at random steps, until it has had enough."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._enough = False
        self.kills = 0

    def __iter__(self) -> Iterator[int]:
        while not self._enough:
            yield self._random.randint(*LIFE)
            self.kills += 1

    def stop(self, stage: Stage) -> None:
        """Kill once more, and never again."""
        self._enough = True
        assert stage.bot is not None
        stage.bot.send(signal.SIGKILL)


async def happened(seed: int, staging: Staging, made: Path) -> list[str]:
    """What is wrong after some days of that chance."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    killer = Killer(random)
    async with staging() as stage:
        set_up(stage, made, PRACTISED)
        people = [stage.somebody(number) for number in range(len(NAMES))]
        async with stage.kept_running(killer, and_codes={REFUSED}):
            for _ in range(DAYS):
                stage.faults.replace(weather(random))
                await asyncio.gather(
                    *(lives(each, Random(f"{seed} {each.id} {stage.clock.now().date()}"), ACTS) for each in people)  # noqa: S311 - as above
                )
                await asyncio.gather(*(each.is_answered() for each in people))
                await stage.taken_in()
                stage.clock.turn(DAY)
            stage.faults.replace([])
            stage.faults.end()
            killer.stop(stage)
            calm_at = time.monotonic()
            await stage.settled()
            stage.notes.append(
                f"{killer.kills} kills, {len(stage.faults.struck)} faults, {time.monotonic() - calm_at:.1f} s"
            )
        return broken(stage)


@pytest.mark.campaign
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")  # aiohttp's: a cut upload
async def test_many_days_of_crowds(staging: Staging, made: Path, campaign: Campaign) -> None:
    await campaign.run(range(campaign.seed, campaign.seed + SEEDS), lambda seed: happened(seed, staging, made))

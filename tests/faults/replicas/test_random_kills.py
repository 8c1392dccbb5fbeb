"""Twelve people, three replicas behind a proxy, an unkind network, and kills at random."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest

from quizbot.domain.flood import UPDATES
from quizbot.tryout.clock import FileClock
from tests.faults.campaigns import Campaign
from tests.faults.crowd import OUT, weather
from tests.faults.replicas import promises
from tests.faults.replicas.fleet import Fleet
from tests.faults.replicas.fleet import fleet as running
from tests.faults.replicas.people import Visitor, chance

REPLICAS, PEOPLE, RUNS = 3, 12, 8
ACTS: Final = 25  # of each of them
LIFE: Final = (10, 120)  # calls from one kill to the next


async def kill_again_and_again(fleet: Fleet, random: Random) -> None:
    """Kill any of the replicas, and start it again, until cancelled."""
    while True:
        before, life = len(fleet.simulator.record), random.randint(*LIFE)
        await fleet.until(lambda before=before, life=life: len(fleet.simulator.record) >= before + life)  # type: ignore[misc] # mypy cannot infer a lambda's default
        replica = random.choice(fleet.replicas)
        await replica.ends(signal.SIGKILL)
        await asyncio.shield(
            asyncio.ensure_future(fleet.launch(replica))
        )  # so that none is started that nobody knows of


async def lives(visitor: Visitor, random: Random, clock: FileClock) -> None:
    """Arrive, and then do this and that, in as much time as a person takes: nobody is told to be slower."""
    await visitor.arrives()
    for _ in range(ACTS):
        clock.turn(timedelta(seconds=UPDATES.every))
        await visitor.wanders(random)


async def happened(seed: str, url: str, folder: Path) -> list[str]:
    """Nothing, or an AssertionError with what is wrong after so much chance."""
    random = chance(seed)
    async with running(url, folder) as fleet:
        await fleet.started(REPLICAS)
        fleet.faults.replace([rule for rule in weather(random) if set(rule.methods) & set(OUT)])
        people = [fleet.visitor() for _ in range(PEOPLE)]
        killing = asyncio.create_task(kill_again_and_again(fleet, random))
        clock = FileClock(folder / "clock")
        await asyncio.gather(*(lives(visitor, chance(f"{seed} {visitor.id}"), clock) for visitor in people))
        killing.cancel()
        await asyncio.wait([killing])
        fleet.faults.replace([])
        fleet.faults.end()
        await promises.are_kept(fleet)
    return []


@pytest.mark.campaign
@pytest.mark.parametrize("number", range(RUNS))
async def test_kills_at_random(postgresql_url: str, tmp_path: Path, campaign: Campaign, number: int) -> None:
    await campaign.run([number], lambda number: happened(f"{campaign.seed} {number}", postgresql_url, tmp_path))

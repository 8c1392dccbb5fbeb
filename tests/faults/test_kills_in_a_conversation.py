"""A bot that is killed at a step of a conversation and started again goes on as if nothing had happened."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

import pytest

from tests.faults.campaigns import Campaign
from tests.faults.conftest import Staging
from tests.faults.conversation import converse, rows_kept, told
from tests.faults.promises import broken
from tests.faults.steps import Steps

STRIDE: Final = 400


@dataclass(frozen=True, kw_only=True)
class Undisturbed:
    """A conversation in which nothing went wrong: its steps, what is kept then, and what stands in the chat."""

    steps: int
    kept: set[str]
    told: list[str]


async def undisturbed(staging: Staging) -> Undisturbed:
    async with staging() as stage:
        async with stage.kept_running([], count=True):
            await converse(stage.somebody())
        assert broken(stage) == []
        assert stage.bot is not None
        assert stage.bot.steps is not None
        return Undisturbed(steps=stage.bot.steps.done, kept=rows_kept(stage.file), told=told(stage.somebody()))


async def killed_at(step: int, staging: Staging, wanted: Undisturbed) -> list[str]:
    """What is wrong after the bot was killed at that step, and where that was."""
    async with staging() as stage:
        ada = stage.somebody()
        async with stage.kept_running([step]):
            await converse(ada)
        wrong = broken(stage)
        wrong += [f"kept, but should not be: {row}" for row in rows_kept(stage.file) - wanted.kept]
        wrong += [f"should be kept, but is not: {row}" for row in wanted.kept - rows_kept(stage.file)]
        found = told(ada)
        rest = iter(found)
        if not all(text in rest for text in wanted.told) or len(found) > len(wanted.told) + 1:
            wrong.append(f"told was {found} instead of {wanted.told}")
        where = Steps(stage.folder / "steps").where
        return [f"killed at {where}: {line}" for line in wrong]


async def test_killed_at_some_steps_of_a_conversation(staging: Staging, campaign: Campaign) -> None:
    wanted = await undisturbed(staging)
    first = Random(campaign.seed).randint(1, STRIDE)  # noqa: S311 - chance that can be repeated
    steps = range(first, wanted.steps + 1, STRIDE)
    await campaign.run(steps, lambda step: killed_at(step, staging, wanted))


@pytest.mark.campaign
async def test_killed_at_every_step_of_a_conversation(staging: Staging, campaign: Campaign) -> None:
    wanted = await undisturbed(staging)
    await campaign.run(range(1, wanted.steps + 1), lambda step: killed_at(step, staging, wanted))

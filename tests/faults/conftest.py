"""A starter of bots for each test, and the chance of each run."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from quizbot.tryout.faults import Faults
from tests.faults.campaigns import Campaign
from tests.faults.processes import Starter, starting
from tests.faults.stage import Stage, staged

SEED = "QUIZBOT_FAULTS_SEED"

Staging = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
async def starter() -> AsyncIterator[Starter]:
    """A program that starts bots; each test has its own, which takes all of them down with it."""
    async with starting() as starter:
        yield starter


@pytest.fixture
def staging(starter: Starter, tmp_path: Path) -> Staging:
    """Stages, each with a folder of its own that is gone when it is over."""

    @asynccontextmanager
    async def stage(faults: Faults | None = None) -> AsyncIterator[Stage]:
        with TemporaryDirectory(dir=tmp_path) as folder:
            async with staged(starter, Path(folder), faults) as stage:
                yield stage

    return stage


@pytest.fixture
async def stage(staging: Staging) -> AsyncIterator[Stage]:
    """One stage."""
    async with staging() as stage:
        yield stage


@pytest.fixture
def campaign(request: pytest.FixtureRequest) -> Campaign:
    """A campaign with a seed of its own, or with that of the environment: what failed can be run again."""
    given = os.environ.get(SEED)
    return Campaign(
        name=request.node.name.removeprefix("test_").replace("_", " "),
        seed=secrets.randbelow(1 << 20) if given is None else int(given),
        aloud=request.node.get_closest_marker("campaign") is not None,
    )

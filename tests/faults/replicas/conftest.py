"""Several replicas of the bot on one PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from tests.faults.replicas import promises
from tests.faults.replicas.fleet import SETS, Fleet
from tests.faults.replicas.fleet import fleet as running


@pytest.fixture(scope="session")
def teas() -> Library:
    """A set for students with every kind of question, and a small one for patients."""
    return load([SETS]).library


@pytest.fixture
async def fleet(postgresql_url: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """No replica yet, on a database with all tables and no rows; at the end every promise must have been kept."""
    async with running(postgresql_url, tmp_path) as fleet:
        yield fleet
        await promises.are_kept(fleet)

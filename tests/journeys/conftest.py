"""Conversations: Ada and Ben talk to the whole bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from tests.box import Box, Somebody, boxed

SETS = Path(__file__).parent.parent / "sets"


@pytest.fixture(scope="session")
def teas() -> Library:
    """A set for students with every kind of question, and a small one for patients."""
    loaded = load([SETS])
    assert not loaded.errors
    return loaded.library


@pytest.fixture
async def box(sqlite_url: str, teas: Library) -> AsyncIterator[Box]:
    """The bot, started; at the end, no request of its own may have been refused."""
    async with boxed(sqlite_url, teas) as box:
        yield box
        assert box.refused == []


@pytest.fixture
def ada(box: Box) -> Somebody:
    return box.person("Ada", 7)


@pytest.fixture
def ben(box: Box) -> Somebody:
    return box.person("Ben", 8)

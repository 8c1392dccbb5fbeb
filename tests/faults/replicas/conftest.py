"""Several replicas of the bot on one PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.domain.questions import Library

SETS = Path(__file__).parents[2] / "sets"


@pytest.fixture(scope="session")
def teas() -> Library:
    """A set for students with every kind of question, and a small one for patients."""
    return load([SETS]).library

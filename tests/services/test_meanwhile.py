"""Two transactions about one learner at the same time: neither takes back what the other does."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest

from quizbot.domain.learner import Learner
from quizbot.storage.database import Database
from tests.databases import PATIENCE, somebody_waits
from tests.services.test_on_both_databases import ADA, School, library, school

__all__ = ["library", "school"]  # fixtures that are shared


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """SQLite has one writer, and so no two at the same time."""
    return postgresql_url


async def test_two_settings_that_change_at_once_both_change(school: School, database: Database) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def more_questions(learner: Learner) -> Learner:
        reached.set()
        go_on.wait(PATIENCE)
        return replace(learner, questions_a_day=40)

    slow = asyncio.create_task(school.learners.prefer(ADA, more_questions))
    await asyncio.to_thread(reached.wait, PATIENCE)
    fast = asyncio.create_task(school.learners.prefer(ADA, lambda learner: replace(learner, remind_every=4)))
    await somebody_waits(database)
    go_on.set()
    await asyncio.gather(slow, fast)
    ada = await school.learners.find(ADA)
    assert ada is not None
    assert (ada.questions_a_day, ada.remind_every) == (40, 4)

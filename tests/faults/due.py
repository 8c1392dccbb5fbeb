"""People who are to be reminded at one and the same instant, set up without a bot."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from quizbot.content.loader import load
from quizbot.domain.questions import NotSure
from quizbot.services.learners import Learners
from quizbot.services.outcomes import Asked, Taught
from quizbot.services.practice import Practice
from quizbot.storage import learners as rows
from quizbot.storage.schema import migrate
from tests.databases import opened
from tests.faults.promises import UNASKED
from tests.faults.stage import Somebody, Stage
from tests.faults.starter import SET

MORNING: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
EVENING: Final = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # six o'clock in Berlin
DAY: Final = timedelta(days=1)


async def practised(file: Path, people: int, first: int) -> None:
    """Make a database in which so many people in Berlin have been unsure of a question on Monday morning."""
    library = load([SET]).library
    async with opened(f"sqlite:///{file}") as database:
        await migrate(database)
        practice = Practice(database, lambda: library, lambda: MORNING)
        learners = Learners(database, lambda: library, lambda: MORNING)
        for learner_id in range(first, first + people):
            await learners.arrive(learner_id, "en", "tea")
            await learners.prefer(learner_id, lambda each: replace(each, zone=ZoneInfo("Europe/Berlin")))
            lesson = await practice.ask(learner_id)
            assert isinstance(lesson, Taught)
            asked = await practice.ask(learner_id, after_lesson=lesson.lesson.key)
            assert isinstance(asked, Asked)
            await practice.delivered(learner_id, asked=asked, message_id=learner_id)
            await practice.answer(learner_id, asked.presentation.id, NotSure())
        assert await database.read(partial(rows.next_reminder_at)) == EVENING


def set_up(stage: Stage, made: Path, people: int) -> list[Somebody]:
    """Put that database in place, turn the clock to the evening of which its people are reminded, and return them."""
    shutil.copyfile(made, stage.file)
    stage.clock.turn(EVENING - stage.clock.now())
    they = [stage.somebody(number) for number in range(people)]
    for somebody in they:
        somebody.person.chat.started = True
    return they


def reminders(somebody: Somebody, after: datetime) -> int:
    """How many unasked reminders have arrived after that instant."""
    return sum(
        call.method == "sendMessage"
        and call.status == 200
        and call.chat_id == somebody.id
        and call.answered >= after.timestamp()
        and UNASKED in str(call.parameters["text"])
        for call in somebody.stage.record
    )


def noted(stage: Stage) -> Mapping[int, str]:
    """What the database has noted of the last reminder of each person."""
    with closing(sqlite3.connect(stage.file)) as connection:
        return dict(connection.execute("SELECT learner_id, outcome FROM reminders ORDER BY day").fetchall())

"""What the services promise, on SQLite and on PostgreSQL alike: one answer, memory is the fold."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizbot.content.loader import load
from quizbot.domain import memory as fsrs
from quizbot.domain.questions import Library, NotSure, Picked, Typed
from quizbot.services.learners import Learners
from quizbot.services.outcomes import AlreadyShown, Asked, Done, Feedback, Refused, Reminder, Stale, Taught
from quizbot.services.plans import Planned, Plans, Unplanned
from quizbot.services.practice import Practice
from quizbot.services.reminders import Reminders
from quizbot.services.reports import Progress, Reports
from quizbot.storage import progress
from quizbot.storage.database import Database

SETS = Path(__file__).parent.parent / "sets"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADA = 7
STEPS = ("right", "wrong", "unsure", "undo", "guessed", "day", "week")


@dataclass(kw_only=True)
class School:
    """The services on one database, with a clock to turn."""

    database: Database
    library: Library
    at: datetime = MORNING
    practice: Practice = field(init=False)
    learners: Learners = field(init=False)
    reminders: Reminders = field(init=False)
    reports: Reports = field(init=False)
    plans: Plans = field(init=False)

    def __post_init__(self) -> None:
        self.practice = Practice(self.database, lambda: self.library, lambda: self.at)
        self.learners = Learners(self.database, lambda: self.library, lambda: self.at)
        self.reminders = Reminders(self.database, lambda: self.library, lambda: self.at)
        self.reports = Reports(self.database, lambda: self.library, lambda: self.at)
        self.plans = Plans(self.database, lambda: self.library, lambda: self.at)

    async def arrives(self, learner_id: int = ADA) -> None:
        await self.learners.arrive(learner_id, "en", "tea-students")
        await self.learners.prefer(learner_id, lambda learner: replace(learner, zone=ZoneInfo("Europe/Berlin")))

    async def asked(self, learner_id: int = ADA) -> Asked:
        """The next question, lessons read on the way."""
        following = await self.practice.ask(learner_id)
        while isinstance(following, Taught):
            following = await self.practice.ask(learner_id, after_lesson=following.lesson.key)
        assert isinstance(following, Asked)
        await self.practice.delivered(learner_id, asked=following, message_id=1)
        return following

    async def fails_one(self, learner_id: int = ADA) -> None:
        """Answer one question with "not sure", so that it is due tomorrow."""
        asked = await self.asked(learner_id)
        await self.practice.answer(learner_id, asked.presentation.id, NotSure())

    async def claims(self, limit: int = 10) -> list[Reminder]:
        """Claim the reminders that are due."""
        return list((await self.reminders.claim_due(limit)).reminders)


@pytest.fixture(scope="module")
def library() -> Library:
    return load([SETS]).library


@pytest.fixture
async def school(database: Database, library: Library) -> School:
    school = School(database=database, library=library)
    await school.arrives()
    return school


async def test_twenty_answers_at_once_are_one_review(school: School) -> None:
    asked = await school.asked()
    answers = [school.practice.answer(ADA, asked.presentation.id, Picked(places=(number % 3,))) for number in range(20)]
    outcomes = await asyncio.gather(*answers)
    assert all(isinstance(outcome, Feedback) for outcome in outcomes)
    first = {outcome.review.places for outcome in outcomes if isinstance(outcome, Feedback)}
    assert len(first) == 1
    kept = await school.learners.take_data(ADA)
    assert len(kept["reviews"]) == 1
    assert kept["memories"][0]["repetitions"] == 1


async def test_twenty_times_next_at_once_open_one_question(school: School) -> None:
    await school.asked()
    outcomes = await asyncio.gather(*(school.practice.ask(ADA) for _ in range(20)))
    assert {outcome.presentation.id for outcome in outcomes if isinstance(outcome, Asked)} == {1}


async def test_next_again_right_after_it_was_followed_is_a_double_tap(school: School) -> None:
    asked = await school.asked()
    await school.practice.answer(ADA, asked.presentation.id, NotSure())
    following = await school.practice.ask(ADA, after=asked.presentation.id)
    assert not isinstance(following, AlreadyShown)
    await school.practice.delivered(ADA, after=asked.presentation.id)
    assert isinstance(await school.practice.ask(ADA, after=asked.presentation.id), AlreadyShown)
    school.at += timedelta(minutes=1)
    assert not isinstance(await school.practice.ask(ADA, after=asked.presentation.id), AlreadyShown)


async def test_what_was_not_delivered_takes_no_typed_answer(school: School) -> None:
    following = await school.practice.ask(ADA)
    assert isinstance(following, Taught)
    await school.practice.ask(ADA, after_lesson=following.lesson.key)
    assert await school.practice.open_question(ADA) is None


async def test_nobody_answers_for_somebody_else(school: School) -> None:
    asked = await school.asked()
    await school.arrives(8)
    assert isinstance(await school.practice.answer(8, asked.presentation.id, Picked(places=(0,))), Stale)
    assert isinstance(await school.practice.undo(8, asked.presentation.id), Refused)
    assert isinstance(await school.practice.look(8, asked.presentation.id), Stale)
    assert isinstance(await school.practice.feedback(8, asked.presentation.id), Stale)
    assert not await school.practice.report(8, asked.presentation.id, "wrong")


async def test_undo_twice_is_undo_once(school: School) -> None:
    asked = await school.asked()
    await school.practice.answer(ADA, asked.presentation.id, Picked(places=(1,)))
    first = await school.practice.undo(ADA, asked.presentation.id)
    second = await school.practice.undo(ADA, asked.presentation.id)
    assert isinstance(first, Asked)
    assert first == second
    kept = await school.learners.take_data(ADA)
    assert [row["kind"] for row in kept["amendments"]] == ["void"]
    assert kept["memories"] == []


async def test_all_questions_of_a_day_and_then_done_until_the_next_due_day(school: School) -> None:
    for _ in range(9):
        asked = await school.asked()
        response = Typed(text="3") if not asked.presentation.question_key.endswith(("short", "cloze")) else NotSure()
        outcome = await school.practice.answer(ADA, asked.presentation.id, response)
        if not isinstance(outcome, Feedback):
            await school.practice.answer(ADA, asked.presentation.id, NotSure())
    while isinstance(following := await school.practice.ask(ADA), Asked):
        await school.practice.answer(ADA, following.presentation.id, NotSure())
    assert isinstance(following, Done)
    assert following.finished.set_complete
    assert following.finished.next_day == following.today + 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.sampled_from(["right", "wrong", "unsure", "undo", "guessed", "day", "week"]), max_size=25),
    who=st.integers(100, 10**9),
)
async def test_memory_is_the_fold_of_the_reviews(school: School, steps: list[str], who: int) -> None:
    """After any sequence of answers, undos, guesses and days, each memory equals the fold of what was reviewed."""
    await school.learners.leave(who)
    await school.arrives(who)
    answered: int | None = None
    for step in steps:
        match step:
            case "day" | "week":
                school.at += timedelta(days=1 if step == "day" else 7)
            case "undo" if answered is not None:
                await school.practice.undo(who, answered)
            case "guessed" if answered is not None:
                await school.practice.guessed(who, answered)
            case "right" | "wrong" | "unsure":
                following = await school.practice.ask(who, more=True)
                while isinstance(following, Taught):
                    following = await school.practice.ask(who, after_lesson=following.lesson.key)
                if isinstance(following, Asked):
                    answered = following.presentation.id
                    response = NotSure() if step == "unsure" else Picked(places=(0 if step == "right" else 1,))
                    outcome = await school.practice.answer(who, answered, response)
                    if not isinstance(outcome, Feedback):
                        await school.practice.answer(who, answered, NotSure())
            case _:
                pass
    await assert_folded(school, who)


async def assert_folded(school: School, who: int) -> None:
    kept = await school.learners.take_data(who)
    for key in {row["question_key"] for row in kept["reviews"]}:
        memory = await school.database.read(lambda c, key=key: progress.find_memory(c, who, key))  # type: ignore[misc] # mypy cannot infer a lambda's default
        folded = fsrs.fold(await school.database.read(lambda c, key=key: progress.rated_reviews(c, who, key)))  # type: ignore[misc] # as above
        assert memory == folded or (memory is not None and folded is not None and _close(memory, folded))


def _close(one: fsrs.Memory, other: fsrs.Memory) -> bool:
    """The same but for rounding."""
    rounded = replace(other, stability=one.stability, difficulty=one.difficulty)
    figures = (other.stability, other.difficulty)
    return one == rounded and (one.stability, one.difficulty) == pytest.approx(figures)


async def test_progress_tells_of_each_week_what_was_recalled_of_what_was_due(school: School) -> None:
    for _ in range(7):
        await school.fails_one()
    school.at += timedelta(days=1)
    for _ in range(6):  # due ones: "not sure" again
        await school.fails_one()
    school.at += timedelta(days=7)
    told = await school.reports.progress(ADA)
    assert isinstance(told, Progress)
    assert [(week.answers, week.known) for week in told.recall] == [(6, 0.0), (0, None)]
    assert told.recall[-1].first_day == told.today - 6
    assert sum(told.due) == told.due[0] == 7
    assert sum(topic.again for topic in told.topics) == 7


async def test_a_date_is_planned_for_given_more_questions_a_day_and_dropped(school: School) -> None:
    planned = await school.plans.learn_towards(ADA, (school.at + timedelta(days=2)).date())
    assert isinstance(planned, Planned)
    assert planned.fits
    assert (planned.core, planned.needed, planned.in_time) == (5, 5, True)
    assert await school.plans.plan(ADA) == planned
    assert await school.plans.raise_number(ADA) == planned  # there is room
    await school.learners.prefer(ADA, lambda learner: replace(learner, questions_a_day=3))
    raised = await school.plans.raise_number(ADA)
    assert isinstance(raised, Planned)
    assert (raised.learner.questions_a_day, raised.a_day, raised.fits) == (3, 5, True)
    assert isinstance(await school.plans.drop(ADA), Unplanned)
    assert isinstance(await school.plans.raise_number(ADA), Unplanned)

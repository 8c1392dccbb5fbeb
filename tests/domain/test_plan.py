"""Towards a date: whoever answers every day meets each core question twice before it, the last time shortly before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle, repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbot.domain import memory as fsrs
from quizbot.domain.memory import Calendar, Memory, Rating
from quizbot.domain.plan import LAST_DAYS, Core, Day, Share, can_be_kept, forecast, needed, share_of_today, spread
from quizbot.domain.questions import QuestionSet
from quizbot.domain.queue import Ask, Finished, Next, Purpose, Situation, Teach, next_step, usually_new
from tests.domain.specimens import lesson, question, question_set

TODAY = 1000
MIXED = (Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD)
RATINGS = st.lists(st.sampled_from(Rating), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("days", "unmet", "waiting", "expected"),
    [
        (6, 5, 1, "2+0 2+0 1+0 0+2 0+2 0+2"),
        (10, 3, 0, "1+0 1+0 1+0 0+0 0+0 0+0 0+0 0+1 0+1 0+1"),
        (3, 4, 3, "2+1 2+2 0+4"),
        (2, 2, 2, "2+1 0+3"),
        (1, 0, 2, "0+2"),
        (0, 3, 3, ""),
    ],
)
def test_the_promise_is_spread_evenly(days: int, unmet: int, waiting: int, expected: str) -> None:
    assert " ".join(f"{day.new}+{day.over}" for day in spread(days, unmet, waiting)) == expected


def test_the_fullest_day_says_what_is_needed() -> None:
    assert needed(14, 35, 0) == 12  # 35 in the last three days
    assert needed(0, 35, 0) == 0


def test_twice_takes_two_days() -> None:
    assert can_be_kept(2, 5)
    assert can_be_kept(1, 0)
    assert not can_be_kept(1, 5)


@given(days=st.integers(1, 60), unmet=st.integers(0, 80), waiting=st.integers(0, 80))
def test_everything_is_met_and_gone_over(days: int, unmet: int, waiting: int) -> None:
    plan = spread(days, unmet, waiting)
    assert sum(day.new for day in plan) == unmet
    assert sum(day.over for day in plan) == waiting + (unmet if days > 1 else 0)
    assert all(day.over == 0 for day in plan[:-LAST_DAYS])
    early = [day.new for day in plan[:-LAST_DAYS]]
    assert max(early, default=0) - min(early, default=0) <= 1


# somebody who answers every day


@dataclass(kw_only=True)
class Life:
    """One learner beside the queue: what they remember, and on which days they met what."""

    questions: QuestionSet
    allowance: int
    ratings: Iterator[Rating]
    date_day: int | None = None
    memories: dict[str, Memory] = field(default_factory=dict)
    met: dict[str, list[int]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def core(self) -> Core:
        keys = [each.key for each in self.questions.active if each.core]
        known = {key: self.memories[key] for key in keys if key in self.memories}
        return Core(unmet=len(keys) - len(known), memories=known)

    def share(self, today: int, new_today: int) -> Share | None:
        if self.date_day is None or today >= self.date_day:
            return None
        return share_of_today(
            core=self.core(),
            today=today,
            date_day=self.date_day,
            unmet=len(self.questions.active) - len(self.memories),
            new_today=new_today,
            usual=usually_new(self.allowance),
            a_day=self.allowance,
        )

    def step(self, today: int, purposes: list[Purpose]) -> Next:
        due = sorted(
            (key for key, memory in self.memories.items() if memory.due_day <= today),
            key=lambda key: (today - self.memories[key].last_day) / self.memories[key].stability,
        )
        new_today = purposes.count(Purpose.NEW)
        situation = Situation(
            today=today,
            topic=None,
            due=due,
            met=frozenset(self.memories),
            lessons_shown=frozenset(self.read),
            answered_today=len(purposes),
            new_today=new_today,
            allowance=self.allowance,
            share=self.share(today, new_today),
        )
        return next_step(situation, self.questions)

    def live(self, today: int) -> list[Purpose]:
        """Answer everything that this day brings, some of it wrong; returns why each was asked."""
        purposes: list[Purpose] = []
        while True:
            match self.step(today, purposes):
                case Teach(lesson=shown):
                    self.read.add(shown.key)
                case Ask(question=asked, purpose=purpose):
                    rating = next(self.ratings)
                    before = self.memories.get(asked.key)
                    seed, calendar = f"1:{asked.key}", Calendar(due={}, room=0)
                    self.memories[asked.key] = fsrs.review(before, rating, today, seed=seed, calendar=calendar)
                    self.met.setdefault(asked.key, []).append(today)
                    purposes.append(purpose)
                case Finished():
                    assert len(purposes) <= self.allowance
                    return purposes


def taught(core: int, others: int) -> QuestionSet:
    lessons = tuple(lesson(f"s/{name}", name) for name in "abc")
    questions = tuple(
        replace(question(f"s/{place}", each.topic, each.key), core=place < core)
        for place in range(core + others)
        for each in [lessons[place % 3]]
    )
    return question_set(lessons, questions, key="s")


@settings(max_examples=60, deadline=None)
@given(
    core=st.integers(1, 25),
    others=st.integers(0, 15),
    lived=st.integers(0, 12),
    days=st.integers(2, 30),
    spare=st.integers(0, 10),
    ratings=RATINGS,
)
def test_whoever_answers_every_day_has_met_each_core_question_twice_before_the_date(
    core: int, others: int, lived: int, days: int, spare: int, ratings: list[Rating]
) -> None:
    life = Life(questions=taught(core, others), allowance=5, ratings=cycle(ratings))
    for day in range(TODAY - lived, TODAY):
        life.live(day)
    life.date_day = TODAY + days
    now = life.core()
    life.allowance = max(needed(days, now.unmet, len(now.waiting(TODAY, life.date_day))), 1) + spare
    for day in range(TODAY, life.date_day):
        life.live(day)
    for each in life.questions.active:
        if each.core:
            met = life.met[each.key]
            assert len(met) >= 2
            assert met[-1] >= life.date_day - LAST_DAYS


@settings(max_examples=30, deadline=None)
@given(core=st.integers(0, 20), others=st.integers(0, 20), days=st.integers(5, 40), ratings=RATINGS)
def test_new_questions_come_evenly_and_none_in_the_last_days(
    core: int, others: int, days: int, ratings: list[Rating]
) -> None:
    life = Life(questions=taught(core, others), allowance=100, ratings=cycle(ratings), date_day=TODAY + days)
    news = [life.live(day).count(Purpose.NEW) for day in range(TODAY, TODAY + days)]
    assert sum(news) == core + others
    assert sum(news[-LAST_DAYS:]) == 0
    assert max(news) <= -(-(core + others) // (days - LAST_DAYS))


def test_on_and_after_the_date_all_is_as_before() -> None:
    life = Life(questions=taught(8, 4), allowance=4, ratings=cycle(MIXED))
    for day in range(TODAY, TODAY + 5):
        life.live(day)
    with_date, without = replace(life, date_day=TODAY + 5), life
    assert [with_date.step(TODAY + 5 + late, []) for late in (0, 9)] == [
        without.step(TODAY + 5 + late, []) for late in (0, 9)
    ]


def test_a_day_without_time_for_the_plan_is_caught_up_with() -> None:
    life = Life(questions=taught(6, 0), allowance=6, ratings=cycle(MIXED), date_day=TODAY + 6)
    assert life.live(TODAY).count(Purpose.NEW) == 2
    life.live(TODAY + 2)  # and not the day before
    assert life.core().unmet == 0


def test_the_forecast_is_what_somebody_lives_who_is_always_right() -> None:
    life = Life(questions=taught(9, 6), allowance=6, ratings=repeat(Rating.GOOD), date_day=TODAY + 12)
    told = forecast(
        core=life.core(), others=(), unmet=15, today=TODAY, date_day=TODAY + 12, usual=usually_new(6), a_day=6
    )
    lived = [life.live(day) for day in range(TODAY, TODAY + 12)]
    assert [day.new for day in told] == [day.count(Purpose.NEW) for day in lived]
    assert abs(sum(day.over for day in told) - sum(day.count(Purpose.DUE) for day in lived)) <= 6
    assert told[-LAST_DAYS:] == (Day(new=0, over=3),) * LAST_DAYS


def test_the_forecast_tells_of_what_comes_back_anyway() -> None:
    life = Life(questions=taught(6, 6), allowance=6, ratings=repeat(Rating.GOOD))
    life.live(TODAY - 1)
    core = life.core()
    others = [memory for key, memory in life.memories.items() if key not in core.memories]
    told = forecast(core=core, others=others, unmet=6, today=TODAY, date_day=TODAY + 9, usual=3, a_day=6)
    life.date_day = TODAY + 9
    lived = [life.live(day) for day in range(TODAY, TODAY + 9)]
    assert [day.new for day in told] == [day.count(Purpose.NEW) for day in lived]
    assert sum(day.over for day in told[:-LAST_DAYS]) == sum(day.count(Purpose.DUE) for day in lived[:-LAST_DAYS])

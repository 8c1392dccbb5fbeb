"""Memory and intervals: against a second implementation of the model, against Anki's ranges, and by properties."""

from datetime import UTC, datetime
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

import fsrs_rs_python as second
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.learner import local_day
from quizbot.domain.marking import mark
from quizbot.domain.memory import (
    LONGEST,
    RETENTION,
    Calendar,
    Memory,
    Rated,
    Rating,
    fold,
    fuzz_window,
    interval_days,
    rate,
    retrievability,
    review,
    sets_aside,
)
from quizbot.domain.questions import NotSure, Picked, Question, Response, Typed
from tests.domain.specimens import MULTIPLE, NUMERIC, SINGLE, TEACHBACK

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 739_768
EMPTY = Calendar(due={}, room=5)
SECOND = second.FSRS(second.DEFAULT_PARAMETERS)

History = list[tuple[int, Rating]]  # days since the review before, and how it went
RATINGS = st.sampled_from(Rating)
HISTORIES = st.lists(st.tuples(st.integers(0, 400), RATINGS), min_size=1, max_size=12)


def reviewed(history: History, *, seed: str = "1:cells/who", calendar: Calendar = EMPTY) -> list[Memory]:
    """The memory after each review."""
    memories: list[Memory] = []
    day = TODAY
    for gap, rating in history:
        day += gap if memories else 0
        memories.append(review(memories[-1] if memories else None, rating, day, seed=seed, calendar=calendar))
    return memories


def second_opinion(history: History) -> tuple[float, float]:
    """Stability and difficulty by the authors' own implementation."""
    gaps = [0, *(gap for gap, _ in history[1:])]
    item = second.FSRSItem(
        [second.FSRSReview(int(rating), gap) for gap, (_, rating) in zip(gaps, history, strict=True)]
    )
    state = SECOND.memory_state(item)
    return state.stability, state.difficulty


# rating


@pytest.mark.parametrize(
    ("question", "response", "guessed", "rating"),
    [
        (SINGLE, Picked(places=(1,)), False, GOOD),
        (SINGLE, Picked(places=(1,)), True, HARD),
        (SINGLE, Picked(places=(0,)), False, AGAIN),
        (SINGLE, Picked(places=(0,)), True, AGAIN),
        (SINGLE, NotSure(), False, AGAIN),
        (MULTIPLE, Picked(places=(0, 1)), False, AGAIN),
        (MULTIPLE, Picked(places=(0, 1, 3)), False, GOOD),
        (NUMERIC, Typed(text="3 years"), False, GOOD),
        (NUMERIC, Typed(text="4 years"), False, AGAIN),
        (TEACHBACK, Picked(places=(0, 1, 2)), False, None),
        (TEACHBACK, Picked(places=()), False, None),
        (TEACHBACK, NotSure(), False, None),
    ],
)
def test_a_mark_becomes_a_rating(question: Question, response: Response, guessed: bool, rating: Rating | None) -> None:
    assert rate(question, response, mark(question, response), guessed=guessed) is rating


def test_nobody_has_guessed_who_does_not_say_so() -> None:
    response = Picked(places=(1,))
    assert rate(SINGLE, response, mark(SINGLE, response)) is GOOD


# the model


def test_thousands_of_histories_agree_with_the_second_implementation() -> None:
    random = Random(2026)  # noqa: S311 - histories, no secrets
    gaps = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 365]
    for _ in range(4000):
        history = [(random.choice(gaps), Rating(random.randint(1, 4))) for _ in range(random.randint(1, 14))]
        memory = reviewed(history)[-1]
        assert (memory.stability, memory.difficulty) == pytest.approx(second_opinion(history), rel=1e-4)


@given(HISTORIES)
def test_any_history_agrees_with_the_second_implementation(history: History) -> None:
    memory = reviewed(history)[-1]
    assert (memory.stability, memory.difficulty) == pytest.approx(second_opinion(history), rel=1e-4)


def test_an_evening_and_the_next_afternoon_are_a_day_apart() -> None:
    """Twenty-three hours: counted in periods of 24 hours they would be the same day, and the interval 2 days, not 7."""
    berlin = ZoneInfo("Europe/Berlin")
    evening = local_day(datetime(2026, 6, 1, 18, 0, tzinfo=UTC), berlin)
    afternoon = local_day(datetime(2026, 6, 2, 17, 0, tzinfo=UTC), berlin)
    first = review(None, GOOD, evening, seed="s", calendar=EMPTY)
    then = review(first, GOOD, afternoon, seed="s", calendar=EMPTY)
    assert (then.stability, then.difficulty) == pytest.approx(second_opinion([(0, GOOD), (1, GOOD)]), rel=1e-4)
    assert then.stability > 2 * review(first, GOOD, evening, seed="s", calendar=EMPTY).stability


def test_a_date_that_a_zone_change_turned_back_counts_as_the_same_day() -> None:
    first = review(None, GOOD, TODAY, seed="s", calendar=EMPTY)
    back = review(first, GOOD, TODAY - 1, seed="s", calendar=EMPTY)
    same = review(first, GOOD, TODAY, seed="s", calendar=EMPTY)
    assert (back.stability, back.difficulty) == (same.stability, same.difficulty)
    assert back.last_day == TODAY - 1
    assert back.due_day > TODAY - 1


@given(HISTORIES)
def test_the_reviews_fold_to_the_memory_they_led_to(history: History) -> None:
    memories = reviewed(history)
    rows = [
        Rated(day=memory.last_day, rating=rating, due_day=memory.due_day)
        for memory, (_, rating) in zip(memories, history, strict=True)
    ]
    assert fold(rows) == memories[-1]


def test_the_fold_reads_the_due_day_from_the_last_row() -> None:
    rows = [Rated(day=TODAY, rating=GOOD, due_day=TODAY + 2), Rated(day=TODAY + 2, rating=GOOD, due_day=TODAY + 99)]
    memory = fold(rows)
    assert memory is not None
    assert memory.due_day == TODAY + 99


def test_no_reviews_fold_to_no_memory() -> None:
    assert fold([]) is None


@pytest.mark.parametrize(
    ("ratings", "lapses"),
    [([AGAIN], 0), ([GOOD, AGAIN], 1), ([AGAIN, AGAIN], 1), ([GOOD, HARD, EASY], 0), ([GOOD, AGAIN, GOOD, AGAIN], 2)],
)
def test_what_was_known_and_is_missed_is_a_lapse(ratings: list[Rating], lapses: int) -> None:
    memory = reviewed([(3, rating) for rating in ratings])[-1]
    assert (memory.lapses, memory.repetitions) == (lapses, len(ratings))


# retrievability and intervals


@given(HISTORIES, st.integers(0, 1000))
def test_recall_fades_from_certain_and_is_never_gone(history: History, days: int) -> None:
    memory = reviewed(history)[-1]
    now, later = (retrievability(memory, memory.last_day + each) for each in (days, days + 1))
    assert 0 < later < now <= 1


def test_recall_is_certain_on_the_day_and_before_it() -> None:
    memory = reviewed([(0, GOOD)])[-1]
    assert retrievability(memory, TODAY) == retrievability(memory, TODAY - 1) == 1


@given(st.integers(1, 500))
def test_recall_is_nine_in_ten_when_the_stability_has_passed(days: int) -> None:
    memory = Memory(stability=days, difficulty=5, last_day=TODAY, due_day=TODAY + days, repetitions=1, lapses=0)
    assert retrievability(memory, TODAY + days) == pytest.approx(0.9)


@given(st.floats(1, 500))
def test_at_nine_in_ten_the_interval_is_the_stability(stability: float) -> None:
    assert interval_days(stability, 0.9) == pytest.approx(stability)


@pytest.mark.parametrize(("stability", "days"), [(0.001, 1), (0.9, 1), (501, LONGEST), (36_500, LONGEST)])
def test_intervals_are_of_one_to_five_hundred_days(stability: float, days: float) -> None:
    assert interval_days(stability, RETENTION) == days


@given(st.floats(2, 60), st.sampled_from([0.8, 0.85, 0.9, 0.95]))
def test_intervals_agree_with_the_second_implementation(stability: float, retention: float) -> None:
    expected = min(max(SECOND.next_interval(stability, retention, 3), 1), LONGEST)
    assert interval_days(stability, retention) == pytest.approx(expected, rel=1e-4)


@given(st.floats(1, 400), st.floats(0.75, 0.95))
def test_who_wants_to_keep_more_is_asked_sooner(stability: float, retention: float) -> None:
    assert interval_days(stability, retention + 0.02) <= interval_days(stability, retention)


# fuzz


@pytest.mark.parametrize(
    ("interval", "window"),
    [
        (1, (1, 1)),
        (1.6, (2, 2)),
        (2.49, (2, 2)),
        (2.5, (2, 4)),
        (3, (2, 4)),
        (4, (3, 5)),
        (5, (4, 6)),
        (7, (5, 9)),
        (10, (8, 12)),
        (17, (14, 20)),
        (20, (17, 23)),
        (37, (33, 41)),
        (100, (93, 107)),
        (365, (345, 385)),
        (490, (464, 500)),
        (500, (473, 500)),
    ],
)
def test_the_window_follows_ankis_ranges(interval: float, window: tuple[int, int]) -> None:
    assert fuzz_window(interval) == window


@given(st.floats(2.5, 470))
def test_the_window_grows_by_a_share_of_the_interval_that_falls(interval: float) -> None:
    shares = [
        (7.0, 1 + 0.15 * (interval - 2.5)),
        (20.0, 1.675 + 0.1 * (interval - 7)),
        (500.0, 2.975 + 0.05 * (interval - 20)),
    ]
    reach = next(reach for up_to, reach in shares if interval <= up_to)
    first, last = fuzz_window(interval)
    assert interval - reach == pytest.approx(first, abs=0.51)
    assert interval + reach == pytest.approx(last, abs=0.51)


@given(st.floats(1, 500))
def test_the_window_is_around_the_interval(interval: float) -> None:
    first, last = fuzz_window(interval)
    assert 1 <= first <= round(interval) <= last <= LONGEST


def chosen(due: dict[int, int], *, room: int = 5, seed: str = "1:cells/who") -> int:
    """Days to an easy first review's next one, whose window is 6 to 10 days; `due` counts by days from today."""
    calendar = Calendar(due={TODAY + days: count for days, count in due.items()}, room=room)
    return review(None, EASY, TODAY, seed=seed, calendar=calendar).due_day - TODAY


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ({9: 1}, [9]),
        ({9: 2, 7: 1}, [9]),
        ({9: 2, 7: 3}, [7]),
        ({9: 4, 7: 5}, [9]),  # 7 is full
        ({9: 6, 7: 5}, [6, 8, 10]),  # both are
        ({5: 4, 11: 4}, [6, 7, 8, 9, 10]),  # out of the window
        ({6: 5, 7: 5, 8: 5, 10: 5}, [9]),
        ({6: 5, 7: 5, 8: 5, 9: 5, 10: 5}, [6, 7, 8, 9, 10]),
    ],
)
def test_reviews_gather_on_days_that_have_some_and_have_room(due: dict[int, int], days: list[int]) -> None:
    assert sorted({chosen(due, seed=str(seed)) for seed in range(60)}) == days


def test_a_day_with_room_for_one_is_full_with_one() -> None:
    assert sorted({chosen({7: 1, 9: 1}, room=1, seed=str(seed)) for seed in range(60)}) == [6, 8, 10]


def test_of_two_equally_full_days_the_nearer_to_the_hash_is_taken() -> None:
    seeds = [str(seed) for seed in range(60)]
    assert {(chosen({}, seed=seed), chosen({6: 1, 10: 1}, seed=seed)) for seed in seeds} == {
        (6, 6),
        (7, 6),
        (8, 6),
        (9, 10),
        (10, 10),
    }


def test_the_days_chosen_by_hash_are_the_same_in_every_process_and_every_python() -> None:
    assert [chosen({}, seed=f"{learner}:cells/who") for learner in range(8)] == [9, 10, 9, 9, 7, 10, 8, 7]
    memories = reviewed([(0, EASY), (8, GOOD), (30, GOOD)])
    assert [memory.due_day - memory.last_day for memory in memories] == [10, 43, 135]


@given(HISTORIES, st.text(max_size=10), st.dictionaries(st.integers(TODAY, TODAY + 600), st.integers(0, 9)))
def test_the_due_day_is_in_the_window_and_always_the_same(history: History, seed: str, due: dict[int, int]) -> None:
    calendar = Calendar(due=due, room=5)
    memories = reviewed(history, seed=seed, calendar=calendar)
    assert memories == reviewed(history, seed=seed, calendar=calendar)
    for memory in memories:
        first, last = fuzz_window(interval_days(memory.stability, RETENTION))
        assert 1 <= first <= memory.due_day - memory.last_day <= last <= LONGEST


@given(HISTORIES)
def test_a_memory_keeps_to_its_scales(history: History) -> None:
    memories = reviewed(history)
    assert all(memory.stability > 0 and 1 <= memory.difficulty <= 10 for memory in memories)
    assert [memory.repetitions for memory in memories] == list(range(1, len(history) + 1))
    assert [memory.last_day - TODAY for memory in memories] == list(accumulate([0, *(gap for gap, _ in history[1:])]))


# what does not stick


def test_a_question_is_set_aside_at_the_eighth_lapse_and_at_every_fourth_after_that() -> None:
    memories = reviewed([(0, AGAIN), *[(1, AGAIN)] * 20])
    pairs = zip([None, *memories], memories, strict=False)
    assert [after.lapses for before, after in pairs if sets_aside(before, after)] == [8, 12, 16, 20]


def test_what_was_recalled_is_not_set_aside_however_often_it_was_forgotten() -> None:
    *_, before, after = reviewed([(0, AGAIN), *[(1, AGAIN)] * 8, (1, GOOD)])
    assert (before.lapses, after.lapses) == (8, 8)
    assert not sets_aside(before, after)


@given(HISTORIES, st.sampled_from([(0.8, 0.85), (0.85, 0.9), (0.9, 0.95)]))
def test_the_surer_it_is_to_be_known_the_sooner_it_comes(history: History, wanted: tuple[float, float]) -> None:
    """Retention decides the day alone, never what is remembered."""
    *_, before = reviewed(history)
    low, high = (
        review(before, GOOD, before.last_day + 5, seed="1", calendar=EMPTY, retention=retention) for retention in wanted
    )
    assert (low.stability, low.difficulty) == (high.stability, high.difficulty)
    intervals = [interval_days(low.stability, retention) for retention in wanted]
    assert intervals == sorted(intervals, reverse=True)
    for memory, interval in zip((low, high), intervals, strict=True):
        first, last = fuzz_window(interval)
        assert first <= memory.due_day - memory.last_day <= last

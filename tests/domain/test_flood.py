"""However fast somebody sends, what is let in stays within the burst and the rate, and notices within one a minute."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.flood import TELL_EVERY, UPDATES, Bucket, Limit, Turnstile, take, tell

MINUTE = 60.0
EVERY, BURST = UPDATES.every, UPDATES.burst
# eighths of a second: floats hold them exactly
moments = st.lists(st.integers(0, 8 * 30), max_size=120).map(lambda steps: [at / 8 for at in accumulate(steps)])


def let_in(at: list[float]) -> list[float]:
    """The moments at which an update is let in."""
    bucket, allowed_at = Bucket(), []
    for now in at:
        bucket, allowed = take(bucket, now)
        allowed_at += [now] if allowed else []
    return allowed_at


@given(at=moments)
def test_within_any_time_no_more_is_let_in_than_a_burst_and_the_rate(at: list[float]) -> None:
    allowed = let_in(at)
    for first in range(len(allowed)):
        for last in range(first, len(allowed)):
            assert last - first + 1 <= BURST + (allowed[last] - allowed[first]) / EVERY


@given(at=moments)
def test_whoever_keeps_to_the_rate_is_always_let_in(at: list[float]) -> None:
    slow = [now + EVERY * number for number, now in enumerate(at)]
    assert let_in(slow) == slow


def test_thirty_a_minute_and_ten_at_once() -> None:
    assert len(let_in([0.0] * 100)) == BURST == 10
    assert len(let_in([number / 8 for number in range(8 * 60)])) == BURST + 29


@given(at=moments)
def test_a_flood_that_is_refused_delays_nothing_that_comes_after_it(at: list[float]) -> None:
    end = at[-1] if at else 0.0
    bucket = Bucket()
    for now in at:
        bucket, _ = take(bucket, now)
    assert bucket.full_at <= end + BURST * EVERY
    assert take(bucket, end + EVERY)[1]


def test_a_clock_that_is_set_back_keeps_nobody_out() -> None:
    bucket = Bucket()
    for _ in range(UPDATES.burst):
        bucket, _ = take(bucket, 3600.0)
    assert take(bucket, 0.0)[1]


@given(at=moments)
def test_there_is_at_most_one_notice_a_minute_and_the_first_at_once(at: list[float]) -> None:
    bucket, told = Bucket(), []
    for now in at:
        bucket, due = tell(bucket, now)
        told += [now] if due else []
    assert told[:1] == at[:1]
    assert all(later - earlier >= TELL_EVERY for earlier, later in pairwise(told))
    assert all(any(now - MINUTE < each <= now for each in told) for now in at)


@given(at=moments, who=st.lists(st.integers(1, 5), min_size=120, max_size=120))
def test_everybody_has_a_bucket_of_their_own(at: list[float], who: list[int]) -> None:
    turnstile = Turnstile()
    buckets = dict.fromkeys(range(1, 6), Bucket())
    for now, person in zip(at, who, strict=False):
        buckets[person], allowed = take(buckets[person], now)
        assert turnstile.admits(person, now) == allowed
        if not allowed:
            buckets[person], due = tell(buckets[person], now)
            assert turnstile.tells(person, now) == due


@given(at=moments, who=st.lists(st.integers(1, 50), min_size=120, max_size=120))
def test_no_more_people_are_kept_in_mind_than_there_is_room_for(at: list[float], who: list[int]) -> None:
    turnstile = Turnstile(most=3)
    for now, person in zip(at, who, strict=False):
        turnstile.admits(person, now)
        assert len(turnstile) <= 3


def test_whoever_stays_away_is_forgotten_as_soon_as_somebody_else_comes() -> None:
    turnstile = Turnstile()
    for person in range(100):
        turnstile.admits(person, 0.0)
    turnstile.admits(7, EVERY)
    assert len(turnstile) == 1


def test_a_notice_is_not_forgotten_before_its_minute_is_over() -> None:
    turnstile = Turnstile()
    assert turnstile.tells(1, 0.0)
    turnstile.admits(2, MINUTE - 1)
    assert not turnstile.tells(1, MINUTE - 1)
    assert turnstile.tells(1, MINUTE)


def test_room_goes_to_whoever_sends_now() -> None:
    turnstile = Turnstile(most=1)
    for _ in range(UPDATES.burst):
        assert turnstile.admits(1, 0.0)
    assert not turnstile.admits(1, 0.0)
    assert turnstile.admits(2, 0.0)
    assert turnstile.admits(1, 0.0)


def test_there_are_other_limits_too() -> None:
    turnstile = Turnstile(Limit(every=600, burst=2))
    assert [turnstile.admits(1, now) for now in (0.0, 0.0, 0.0, 599.0, 600.0, 600.0)] == [
        True,
        True,
        False,
        False,
        True,
        False,
    ]

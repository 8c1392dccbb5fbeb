"""Mark -> rating -> memory: FSRS-6 by local days, intervals and fuzz of our own; the only module that imports fsrs.

The memory model is that of J. Ye et al., FSRS-6 (the library's default parameters), used for the memory step alone.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import IntEnum
from functools import lru_cache

from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating

from quizbot.domain.marking import Mark
from quizbot.domain.questions import Question, Response, Teachback

RETENTION = 0.9  # the share of due questions that should still be known
PARAMETERS = "fsrs6-default"
LONGEST = 500  # days
UNFUZZED = 2.5  # shorter intervals are left alone

# Anki's ranges: (from, up to, share of that stretch of the interval that the window grows by on either side)
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


class Rating(IntEnum):
    """FSRS's four; hard counts as recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One question in one learner: stability in days, difficulty 1 to 10; days are local day numbers.

    `set_aside`: it was missed so often that it rests until the learner brings it back.
    """

    stability: float
    difficulty: float
    last_day: int
    due_day: int
    repetitions: int
    lapses: int
    set_aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A review as the fold needs it: when, how it was rated, and the due day that was chosen then."""

    day: int
    rating: Rating
    due_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How full the days ahead are: reviews due by local day, and how many a day should have at most."""

    due: Mapping[int, int]
    room: int


def rate(question: Question, response: Response, mark: Mark, *, guessed: bool = False) -> Rating | None:  # noqa: ARG001 - evidence a later rating may weigh
    """The rating that a mark stands for; None for a teach-back, which is not rated.

    Wrong, partly wrong and not sure are again; right by a guess is hard, as FSRS counts hard as recalled; right is
    good. Easy is given by the learner's own word only.
    """
    if isinstance(question, Teachback):
        return None
    if not mark.right:
        return Rating.AGAIN
    return Rating.HARD if guessed else Rating.GOOD


def review(memory: Memory | None, rating: Rating, day: int, *, seed: str, calendar: Calendar) -> Memory:
    """The memory after a review on that local day, with the due day chosen.

    `seed` names learner and question; with the number of repetitions it decides the fuzz, so that a replay chooses
    alike.
    """
    repetitions = 1 if memory is None else memory.repetitions + 1
    stability, difficulty = _step(memory, rating, day)
    interval = interval_days(stability, RETENTION)
    return Memory(
        stability=stability,
        difficulty=difficulty,
        last_day=day,
        due_day=_choose_day(interval, day, f"{seed}:{repetitions}", calendar),
        repetitions=repetitions,
        lapses=_lapses(memory, rating),
    )


def fold(reviews: Iterable[Rated]) -> Memory | None:
    """The memory that a learner's scheduled reviews of one question, oldest first, add up to; None without any.

    Stability and difficulty are computed anew; the due day is read from the last review, so that new parameters or a
    fuller calendar never move it.
    """
    memory: Memory | None = None
    for each in reviews:
        stability, difficulty = _step(memory, each.rating, each.day)
        memory = Memory(
            stability=stability,
            difficulty=difficulty,
            last_day=each.day,
            due_day=each.due_day,
            repetitions=1 if memory is None else memory.repetitions + 1,
            lapses=_lapses(memory, each.rating),
        )
    return memory


def interval_days(stability: float, retention: float) -> float:
    """Days until the chance of recall falls to `retention`: the inverse of FSRS-6's forgetting curve, 1 to 500.

    R(t) = (1 + factor * t / S) ** -w20 with factor = 0.9 ** (-1 / w20) - 1, so that R(S) = 0.9.
    """
    decay, factor = _curve()
    return min(max(stability / factor * (math.pow(retention, 1 / decay) - 1), 1.0), float(LONGEST))


def retrievability(memory: Memory, day: int) -> float:
    """The chance, 0 to 1, that the learner still knows the answer on that local day."""
    decay, factor = _curve()
    return math.pow(1 + factor * max(day - memory.last_day, 0) / memory.stability, decay)


def _curve() -> tuple[float, float]:
    decay = -_scheduler().parameters[20]
    return decay, math.pow(0.9, 1 / decay) - 1


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    """No learning steps (the model predicts poorly within a day), no fuzz (it would come from the global generator)."""
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _step(memory: Memory | None, rating: Rating, day: int) -> tuple[float, float]:
    """Stability and difficulty after the review. A day is given as its midnight, since fsrs counts whole 24 hours."""
    at = _midnight(day)
    if memory is None:
        card = Card(card_id=1, state=State.Learning, step=0, due=at)
    else:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=at,
            last_review=_midnight(min(memory.last_day, day)),  # a zone change may turn the date back
        )
    after, _ = _scheduler().review_card(card, FsrsRating(int(rating)), at)
    if after.stability is None or after.difficulty is None:  # pragma: no cover - fsrs sets both on every review
        raise AssertionError
    return after.stability, after.difficulty


def _midnight(day: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(days=day - 719_163)  # noqa: UP017 - fsrs wants timezone.utc itself


def _lapses(memory: Memory | None, rating: Rating) -> int:
    if memory is None:
        return 0
    return memory.lapses + (rating is Rating.AGAIN)


def fuzz_window(interval: float) -> tuple[int, int]:
    """The whole days, first and last, between which an interval may be moved; both the same below 2.5 days."""
    if interval < UNFUZZED:
        return (max(1, round(interval)),) * 2
    delta = 1 + sum(share * max(0.0, min(interval, top) - bottom) for bottom, top, share in _FUZZ)
    return max(2, round(interval - delta)), min(LONGEST, round(interval + delta))


def _choose_day(interval: float, day: int, seed: str, calendar: Calendar) -> int:
    """Of the days in the window with room, the one that already has most reviews; else one by hash."""
    first, last = fuzz_window(interval)
    window = [day + days for days in range(first, last + 1)]
    digest = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest())
    roomy = [each for each in window if calendar.due.get(each, 0) < calendar.room]
    by_hash = (roomy or window)[digest % len(roomy or window)]
    return max(roomy, key=lambda each: (calendar.due.get(each, 0), -abs(each - by_hash)), default=by_hash)

"""Towards a date: when the core questions come, so that each is met twice before it, the last time shortly before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from quizbot.domain.memory import Calendar, Memory, Rating, review

LAST_DAYS = 3  # before the date: in these every core question is met a last time, and nothing else is new


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How many questions a day brings: `new` ones, and `over` that are gone over again."""

    new: int
    over: int

    @property
    def all(self) -> int:
        """Both."""
        return self.new + self.over


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What of the plan falls on a day: at most `new` new questions, core ones first, and the keys that are gone over
    whether they are due or not.
    """

    new: int
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The core questions of a set in one learner: how many are `unmet`, and the memories of the others by key."""

    unmet: int
    memories: Mapping[str, Memory]

    def waiting(self, today: int, date_day: int) -> list[str]:
        """Keys of those met that are to be met once more before the date, in the order in which they need it.

        All of them that were not met in the last days, and those that were met for the first time there, before today.
        """
        last_days = date_day - LAST_DAYS
        waiting = {
            key: memory
            for key, memory in self.memories.items()
            if memory.last_day < last_days or (memory.repetitions == 1 and memory.last_day < today)
        }
        return sorted(waiting, key=lambda key: (waiting[key].repetitions > 1, waiting[key].last_day, key))

    def gone_over(self, day: int) -> int:
        """How many were met on that day, and not for the first time."""
        return sum(memory.last_day == day and memory.repetitions > 1 for memory in self.memories.values())


def spread(days: int, unmet: int, waiting: int) -> tuple[Day, ...]:
    """What the promise takes on each of the days before the date, today's first: evenly, and as early as may be.

    `unmet` core questions are met on the days before the last three, or, if there are no others, on all but the last
    one; those and the `waiting` ones are gone over in the last three days.
    """
    early = max(days - LAST_DAYS, 0)
    to_meet = early or max(days - 1, 1)
    plan = []
    for place in range(days):
        new = ceil(unmet / (to_meet - place)) if place < to_meet else 0
        over = ceil(waiting / (days - place)) if place >= early else 0
        unmet, waiting = unmet - new, waiting - over + new  # what is new today is gone over tomorrow at the earliest
        plan.append(Day(new=new, over=over))
    return tuple(plan)


def needed(days: int, unmet: int, waiting: int) -> int:
    """How many questions the promise takes on the fullest day."""
    return max((day.all for day in spread(days, unmet, waiting)), default=0)


def can_be_kept(days: int, unmet: int) -> bool:
    """Whether there are days enough to meet every core question twice: it takes two."""
    return days > 1 or unmet == 0


def share_of_today(
    *, core: Core, today: int, date_day: int, unmet: int, new_today: int, usual: int, extra: int = 0
) -> Share:
    """What of the plan falls on today, whatever of it is done already.

    `unmet` counts all questions of the set that were never met, `new_today` those that were new today, and `usual` is
    how many may be new on a day without a date: what is not core is spread as evenly, but comes only where it fits.
    So many `extra` ones may be new beyond the plan.
    """
    days = date_day - today
    core_new = spread(days, core.unmet + new_today, 0)[0].new if core.unmet else 0
    early = days - LAST_DAYS
    all_new = min(ceil((unmet + new_today) / early), usual) if early > 0 else 0
    waiting, done = core.waiting(today, date_day), core.gone_over(today)
    over = spread(days, 0, len(waiting) + done)[0].over
    return Share(new=max(core_new, all_new) + extra, over=tuple(waiting[: max(over - done, 0)]))


def forecast(
    *, core: Core, others: Iterable[Memory], unmet: int, today: int, date_day: int, usual: int, a_day: int
) -> tuple[Day, ...]:
    """About how much each day before the date brings, today's first, to somebody who answers every day and is right.

    `others` are the memories of the questions that are not core; for the rest see `share_of_today`.
    """
    days = date_day - today
    promised = spread(days, core.unmet, len(core.waiting(today, date_day)))
    new = _new_ones(promised, unmet - core.unmet, usual)
    repeats = [0] * days
    for memory in (*core.memories.values(), *others):
        _repeat(repeats, memory, today)
    for place, count in enumerate(new):
        _repeat(repeats, _met(today + place), today, count)
    plan, late = [], 0
    for place, (day, count) in enumerate(zip(promised, new, strict=True)):
        wanted = late + repeats[place]
        over = max(day.over, min(wanted, max(a_day - count, 0)))
        late = 0 if place >= days - LAST_DAYS else wanted - over  # the last days are for the core ones
        plan.append(Day(new=count, over=over))
    return tuple(plan)


def _new_ones(promised: Sequence[Day], others: int, usual: int) -> list[int]:
    """The new questions of each day: the core ones as promised, and others beside them as far as they fit."""
    early = max(len(promised) - LAST_DAYS, 0)
    room = [max(usual - day.new, 0) if place < early else 0 for place, day in enumerate(promised)]
    before = [0, *accumulate(min(space, ceil(others / early)) for space in room)] if early else [0] * (len(room) + 1)
    return [day.new + min(before[place + 1], others) - min(before[place], others) for place, day in enumerate(promised)]


def _met(day: int) -> Memory:
    return review(None, Rating.GOOD, day, seed="", calendar=Calendar(due={}, room=0))


def _repeat(repeats: list[int], memory: Memory, today: int, count: int = 1) -> None:
    """Add the days on which a question comes back that is always known, or so many questions that do so together."""
    while (place := max(memory.due_day, today) - today) < len(repeats):
        repeats[place] += count
        memory = review(memory, Rating.GOOD, today + place, seed="", calendar=Calendar(due={}, room=0))

"""Towards a date: when the core questions come, so that each is met twice before it, the last time shortly before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    plan = []
    for left in range(days, 0, -1):
        new, over = _new_first(left, unmet), _over_first(left, waiting)
        unmet, waiting = unmet - new, waiting - over + new  # what is new today is gone over tomorrow at the earliest
        plan.append(Day(new=new, over=over))
    return tuple(plan)


def _new_first(days: int, unmet: int) -> int:
    """How many of the unmet questions come on the first of the days before the date."""
    return ceil(unmet / (days - LAST_DAYS if days > LAST_DAYS else max(days - 1, 1)))


def _over_first(days: int, waiting: int) -> int:
    """How many of the waiting questions are gone over on the first of the days before the date."""
    return 0 if days > LAST_DAYS else ceil(waiting / days)


def needed(days: int, unmet: int, waiting: int) -> int:
    """How many questions the promise takes on the fullest day."""
    return max((day.all for day in spread(days, unmet, waiting)), default=0)


def can_be_kept(days: int, unmet: int) -> bool:
    """Whether there are days enough to meet every core question twice: it takes two."""
    return days > 1 or unmet == 0


def share_of_today(
    *, core: Core, today: int, date_day: int, unmet: int, new_today: int, usual: int, a_day: int, extra: int = 0
) -> Share:
    """What of the plan falls on today, whatever of it is done already.

    `unmet` counts all questions of the set that were never met, `new_today` those that were new today. A day brings
    `a_day` questions, of which `usual` are new on a day without a date: what is not core is spread as evenly, but comes
    only where it fits. So many `extra` ones may be new beyond the plan.
    """
    days = date_day - today
    waiting, done = core.waiting(today, date_day), core.gone_over(today)
    over = _over_first(days, len(waiting) + done)
    core_new = _new_first(days, core.unmet + new_today) if core.unmet else 0
    new = max(core_new, min(_new_first(days, unmet + new_today), usual, max(a_day - over, 0)))
    return Share(new=new + extra, over=tuple(waiting[: max(over - done, 0)]))


def forecast(
    *, core: Core, others: Iterable[Memory], unmet: int, today: int, date_day: int, usual: int, a_day: int
) -> tuple[Day, ...]:
    """About how much each day before the date brings, today's first, to somebody who answers every day and is right.

    `others` are the memories of the questions that are not core; for the rest see `share_of_today`.
    """
    days = date_day - today
    promised = spread(days, core.unmet, len(core.waiting(today, date_day)))
    new = []
    for place, day in enumerate(promised):
        new.append(max(day.new, min(_new_first(days - place, unmet), usual, max(a_day - day.over, 0))))
        unmet -= new[-1]
    repeats = [0] * days
    for memory in (*core.memories.values(), *others):
        _repeat(repeats, memory, today)
    for place, count in enumerate(new):
        _repeat(repeats, _met(today + place), today, count)
    plan, late = [], 0
    for day, count, back in zip(promised, new, repeats, strict=True):
        over = max(day.over, min(late + back, max(a_day - count, 0)))
        late = 0 if day.over else late + back - over  # the last days are for the core ones
        plan.append(Day(new=count, over=over))
    return tuple(plan)


def _met(day: int) -> Memory:
    return review(None, Rating.GOOD, day, seed="", calendar=Calendar(due={}, room=0))


def _repeat(repeats: list[int], memory: Memory, today: int, count: int = 1) -> None:
    """Add the days on which a question comes back that is always known, or so many questions that do so together."""
    while (place := max(memory.due_day, today) - today) < len(repeats):
        repeats[place] += count
        memory = review(memory, Rating.GOOD, today + place, seed="", calendar=Calendar(due={}, room=0))

"""How fast one person may send: a bucket that fills with time, from which each update takes one."""

from __future__ import annotations

from dataclasses import dataclass, replace

TELL_EVERY = 60.0  # seconds between two notices that it was too fast
MOST_KNOWN = 10_000  # people who are kept in mind at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much is let in: `burst` at once, then one more each `every` seconds."""

    every: float
    burst: int


UPDATES = Limit(every=2.0, burst=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """One person's bucket; moments are seconds on any one clock. `full_at`: when a whole burst is let in again."""

    full_at: float = float("-inf")
    told_at: float = float("-inf")

    def is_as_new(self, now: float) -> bool:
        """Whether nothing would change if it were forgotten."""
        return self.full_at <= now and self.told_at <= now - TELL_EVERY


def take(bucket: Bucket, now: float, limit: Limit = UPDATES) -> tuple[Bucket, bool]:
    """The bucket after one more, and whether that is let in; what is not let in takes nothing.

    A bucket that would be full later than any can be is of a clock that has been set back since: it starts anew.
    """
    if bucket.full_at > now + limit.burst * limit.every:
        bucket = Bucket()
    full_at = max(bucket.full_at, now) + limit.every
    allowed = full_at - now <= limit.burst * limit.every
    return (replace(bucket, full_at=full_at) if allowed else bucket), allowed


def tell(bucket: Bucket, now: float) -> tuple[Bucket, bool]:
    """The bucket, and whether it is time for a notice that it was too fast: at most once a minute."""
    due = bucket.told_at <= now - TELL_EVERY
    return (replace(bucket, told_at=now) if due else bucket), due


class Turnstile:
    """The buckets of all people, in memory; whoever was longest away is forgotten first, and soon makes no difference.

    For each update call `admits`; if it says no, answer a tap with a toast, and a text only if `tells` says so.
    """

    def __init__(self, limit: Limit = UPDATES, most: int = MOST_KNOWN) -> None:
        self._limit = limit
        self._most = most
        self._buckets: dict[int, Bucket] = {}

    def __len__(self) -> int:
        return len(self._buckets)

    def admits(self, person_id: int, now: float) -> bool:
        """Whether an update of that person's is let in now, a moment in seconds."""
        bucket, allowed = take(self._buckets.pop(person_id, Bucket()), now, self._limit)
        self._keep(person_id, bucket, now)
        return allowed

    def tells(self, person_id: int, now: float) -> bool:
        """Whether they are to be told now that it was too fast."""
        bucket, due = tell(self._buckets.pop(person_id, Bucket()), now)
        self._keep(person_id, bucket, now)
        return due

    def _keep(self, person_id: int, bucket: Bucket, now: float) -> None:
        self._buckets[person_id] = bucket
        while (longest_away := next(iter(self._buckets))) != person_id and (
            len(self._buckets) > self._most or self._buckets[longest_away].is_as_new(now)
        ):
            del self._buckets[longest_away]

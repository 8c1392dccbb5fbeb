"""Who practises: what they prefer, what day it is for them, and when a reminder is welcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from quizbot.domain.questions import Audience

ROLLOVER = timedelta(hours=4)  # a night owl's answer at 2 o'clock still belongs to the evening before
APART = timedelta(hours=12)  # between two unasked reminders, whatever the calendar says
LATE = timedelta(hours=4)  # a reminder that is later than this is left out: it belonged to another time of the day
SNOOZES = (timedelta(hours=3), timedelta(hours=2), timedelta(hours=1))  # "later today": the first that is welcome
STOPS_AFTER = 8  # ignored reminders in a row, then none until a sign of life
EVERY_DAY = 0b1111111  # days off, all of them
HORIZON = 400  # days that are looked ahead for a reminder

_BACK_OFF = {3: 2, 4: 4}  # ignored reminders -> days between two; fewer: 1, more: 7
REMIND_EVERY = (1, 2, 4, 7)  # days between reminders that can be chosen; 0 is none


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """When no reminder is welcome, in minutes after local midnight: `start` included, `end` not; equal: never."""

    start: int
    end: int

    def cover(self, minute: int) -> bool:
        """Whether that minute of the day is quiet."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One who practises: settings and where they stand; no name. `id` is the numeric Telegram id.

    `days_off` are weekdays without reminders, a bit for each, that of Monday the lowest. `date_day` is the calendar
    date that they learn towards, and `date_a_day` how many questions a day may bring until then (None: as ever).
    """

    id: int
    agreed_at: datetime
    language: str
    audience: Audience | None = None
    set_id: str | None = None
    topic_id: str | None = None
    zone: ZoneInfo | None = None
    remind_minute: int = 18 * 60
    quiet: QuietHours = field(default_factory=lambda: QuietHours(start=21 * 60, end=8 * 60))
    questions_a_day: int = 5
    remind_every: int = 1
    allowance_day: int | None = None
    allowance: int = 0
    remind_at: datetime | None = None
    snoozed: bool = False
    ignored: int = 0
    last_seen_at: datetime
    paused: bool = False
    paused_until: int | None = None
    unreachable_since: datetime | None = None
    awaiting: str | None = None
    awaiting_subject: str | None = None
    awaiting_until: datetime | None = None
    warned_at: datetime | None = None
    days_off: int = 0
    date_day: int | None = None
    date_a_day: int | None = None
    retention: float = 0.9
    new_a_day: int | None = None
    polls: bool = False

    def day(self, now: datetime) -> int:
        """The learner's local day number: the local date's ordinal, a day beginning at 4 o'clock."""
        return local_day(now, self.clock)

    @property
    def clock(self) -> tzinfo:
        """The zone that their days and times are counted in: UTC until they have told us theirs."""
        return UTC if self.zone is None else self.zone

    def allowed(self, day: int) -> int:
        """How many questions that day may bring."""
        return self.allowance if self.allowance_day == day else self.usual(day)

    def usual(self, day: int) -> int:
        """How many questions that day brings without being asked for more: other numbers may hold until a date."""
        until_date = self.date_a_day if self.date_ahead(day) else None
        return self.questions_a_day if until_date is None else until_date

    def date_ahead(self, day: int) -> int | None:
        """The date that they learn towards, if it is later than that day; else None."""
        return self.date_day if self.date_day is not None and day < self.date_day else None

    def is_off(self, day: date) -> bool:
        """Whether no reminder is welcome on that calendar date: a weekday off, or the date that they learn towards."""
        return bool(self.days_off >> day.weekday() & 1) or self.date_day == day.toordinal()

    def new_allowed(self, day: int) -> int | None:
        """How many new questions that day may bring; None: as many as fit, for somebody who asked for more, too."""
        return None if self.allowance_day == day else self.new_a_day

    def is_paused(self, day: int) -> bool:
        """Whether practice and reminders rest on that local day."""
        return self.paused and (self.paused_until is None or day < self.paused_until)

    def awaits(self, kind: str, now: datetime) -> bool:
        """Whether a text that comes now is what the bot asked to be typed."""
        return self.awaiting == kind and self.awaiting_until is not None and now < self.awaiting_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """The last reminder: on which calendar date of the learner's any came, and when the last unasked one did."""

    date: date
    at: datetime | None


def default_questions_a_day(audience: Audience) -> int:
    """How many questions a day somebody starts with: few for patients, who have other things to carry."""
    return 5 if audience is Audience.PATIENT else 20


def local_day(now: datetime, zone: tzinfo) -> int:
    """The ordinal of the local date, a day beginning at 4 o'clock local time.

    The rollover is taken off the wall clock, so that a day begins at 4 on the nights when clocks change, too.
    """
    return (now.astimezone(zone).replace(tzinfo=None) - ROLLOVER).date().toordinal()


def rarer(every: int) -> int:
    """The next longer time between two reminders than so many days, of those that can be chosen; 0: none any more."""
    return next((longer for longer in REMIND_EVERY if longer > every > 0), 0)


def days_between_reminders(learner: Learner) -> int | None:
    """Days from one unasked reminder to the next, by the learner's wish and by how many were ignored; None: no more."""
    if learner.remind_every == 0 or learner.ignored >= STOPS_AFTER:
        return None
    back_off = _BACK_OFF.get(learner.ignored, 1 if learner.ignored < min(_BACK_OFF) else 7)
    return max(learner.remind_every, back_off)


def next_reminder(
    learner: Learner,
    *,
    due_day: int | None,
    practised_day: int | None,
    last: Reminded | None,
    now: datetime,
    not_before_day: int = 0,
) -> datetime | None:
    """When to remind next, as a UTC instant after `now`; None: not at all.

    On the first calendar date, at the learner's time, that has something due; not on a day on which they have
    practised, not on a day off nor on the date that they learn towards, not in quiet hours, not while paused, not twice
    on a date, not within 12 hours of the last one, and at
    most as often as wished or, after ignored ones, as the back-off allows; never while their zone is unknown. With
    `not_before_day`, not before that local day.
    """
    every = days_between_reminders(learner)
    if due_day is None or every is None or learner.zone is None or learner.days_off == EVERY_DAY:
        return None
    if learner.paused and learner.paused_until is None:
        return None
    first = max(
        due_day,
        not_before_day,
        learner.day(now),
        0 if practised_day is None else practised_day + 1,
        learner.paused_until if learner.paused and learner.paused_until is not None else 0,
    )
    return next(
        (at for at in _welcome_times(learner, first) if at > now and far_enough(at, learner, last, every)), None
    )


def _welcome_times(learner: Learner, first_day: int) -> Iterator[datetime]:
    for day in range(first_day, first_day + HORIZON):
        at = reminder_time(learner, day)
        if at is not None and not learner.is_off(at.astimezone(learner.clock).date()):
            yield at


def reminder_time(learner: Learner, day: int) -> datetime | None:
    """The UTC instant of a local day's reminder, moved behind quiet hours; None if that leaves the day.

    Local time becomes UTC by the rule of RFC 5545, 3.3.5: an ambiguous time is its first occurrence, a time in a gap
    is read with the offset before the gap.
    """
    minute = learner.remind_minute
    if learner.quiet.cover(minute):
        minute = learner.quiet.end
        if minute < learner.remind_minute:
            return None
    calendar = date.fromordinal(day if minute >= ROLLOVER // timedelta(minutes=1) else day + 1)
    wall = datetime(calendar.year, calendar.month, calendar.day, minute // 60, minute % 60, tzinfo=learner.clock)
    at = wall.astimezone(UTC)
    local = at.astimezone(learner.clock)  # differs from `wall` in a gap
    if local.date() != calendar or learner.quiet.cover(local.hour * 60 + local.minute):
        return None
    return at


def far_enough(at: datetime, learner: Learner, last: Reminded | None, every: int = 1) -> bool:
    """Whether an unasked reminder may come then: so many dates after the last one, in the learner's zone of then and
    of now, and not within 12 hours of it.
    """
    if last is None:
        return True
    date_then = at.astimezone(learner.clock).date()
    if date_then < last.date + timedelta(days=every):
        return False
    return last.at is None or (at >= last.at + APART and date_then > last.at.astimezone(learner.clock).date())


def is_late(learner: Learner, now: datetime) -> bool:
    """Whether the learner's reminder has become stale: more than four hours have gone by since it was to come.

    That was earlier than `remind_at` if it was tried before, and not sent.
    """
    if learner.remind_at is None:
        return False
    meant = () if learner.snoozed else (reminder_time(learner, learner.day(learner.remind_at) - ago) for ago in (0, 1))
    since = max(
        (at for at in meant if at is not None and timedelta() <= learner.remind_at - at <= LATE),
        default=learner.remind_at,
    )
    return now - since > LATE


def snooze_until(learner: Learner, now: datetime) -> datetime | None:
    """Some hours from now, three at most, or None if it is too late for today: quiet hours, or another date.

    On a day off they may ask for it; the date that they learn towards is left in peace.
    """
    today = now.astimezone(learner.clock).date()
    if learner.date_day == today.toordinal():
        return None
    for later in SNOOZES:
        local = (now + later).astimezone(learner.clock)
        if local.date() == today and not learner.quiet.cover(local.hour * 60 + local.minute):
            return now + later
    return None


def with_quiet_hours(learner: Learner, quiet: QuietHours) -> Learner:
    """The learner with other quiet hours, and reminders an hour before them if their time has become quiet."""
    before = (quiet.start - 60) % (24 * 60)
    return replace(
        learner, quiet=quiet, remind_minute=before if quiet.cover(learner.remind_minute) else learner.remind_minute
    )

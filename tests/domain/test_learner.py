"""When a reminder is welcome, and what day it is: tables of nights and zones, and properties over all of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizbot.domain.learner import (
    APART,
    EVERY_DAY,
    REMIND_EVERY,
    Learner,
    QuietHours,
    Reminded,
    days_between_reminders,
    default_questions_a_day,
    far_enough,
    is_late,
    local_day,
    next_reminder,
    rarer,
    reminder_time,
    snooze_until,
    with_quiet_hours,
)
from quizbot.domain.questions import Audience

BERLIN = ZoneInfo("Europe/Berlin")
NEVER = QuietHours(start=0, end=0)
MONDAY = date(2026, 6, 1)
TODAY = MONDAY.toordinal()


def at(hours: int, minutes: int = 0) -> int:
    return hours * 60 + minutes


def berlin(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


ADA = Learner(
    id=1,
    agreed_at=berlin(MONDAY, 9),
    last_seen_at=berlin(MONDAY, 9),
    language="en",
    zone=BERLIN,
    remind_minute=at(18),
    quiet=QuietHours(start=at(21), end=at(8)),
)


# quiet hours


@pytest.mark.parametrize(
    ("start", "end", "quiet", "loud"),
    [
        (at(21), at(8), [at(21), at(23, 59), 0, at(7, 59)], [at(20, 59), at(8), at(12)]),
        (at(13), at(15), [at(13), at(14, 59)], [at(12, 59), at(15), 0, at(23, 59)]),
        (at(22), 0, [at(22), at(23, 59)], [0, at(21, 59), at(8)]),
        (0, at(6), [0, at(5, 59)], [at(6), at(23, 59)]),
        (0, 0, [], [0, at(12), at(23, 59)]),
        (at(9), at(9), [], [0, at(9), at(23, 59)]),
    ],
)
def test_quiet_hours_include_their_start_and_not_their_end(
    start: int, end: int, quiet: list[int], loud: list[int]
) -> None:
    hours = QuietHours(start=start, end=end)
    assert [minute for minute in [*quiet, *loud] if hours.cover(minute)] == quiet


# the local day


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("UTC", "2026-06-01T03:59:59+00:00", date(2026, 5, 31)),
        ("UTC", "2026-06-01T04:00:00+00:00", date(2026, 6, 1)),
        ("Europe/Berlin", "2026-06-01T01:59:59+00:00", date(2026, 5, 31)),
        ("Europe/Berlin", "2026-06-01T02:00:00+00:00", date(2026, 6, 1)),
        ("America/New_York", "2026-01-01T08:59:00+00:00", date(2025, 12, 31)),
        ("America/New_York", "2026-01-01T09:00:00+00:00", date(2026, 1, 1)),
        ("Asia/Kathmandu", "2026-06-01T22:14:00+00:00", date(2026, 6, 1)),
        ("Asia/Kathmandu", "2026-06-01T22:15:00+00:00", date(2026, 6, 2)),
        # the clock springs from 2 to 3 and falls from 3 to 2: a day still begins at 4
        ("Europe/Berlin", "2026-03-29T01:59:00+00:00", date(2026, 3, 28)),
        ("Europe/Berlin", "2026-03-29T02:00:00+00:00", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-10-25T02:59:00+00:00", date(2026, 10, 24)),
        ("Europe/Berlin", "2026-10-25T03:00:00+00:00", date(2026, 10, 25)),
    ],
)
def test_a_day_begins_at_four_by_the_wall_clock(zone: str, now: str, day: date) -> None:
    assert local_day(datetime.fromisoformat(now), ZoneInfo(zone)) == day.toordinal()


def test_a_learner_without_a_zone_lives_by_utc() -> None:
    assert replace(ADA, zone=None).day(datetime(2026, 6, 1, 3, 59, tzinfo=UTC)) == TODAY - 1
    assert ADA.day(datetime(2026, 6, 1, 3, 59, tzinfo=UTC)) == TODAY


# settings


def test_somebody_new_is_reminded_at_six_in_the_evening_every_day_and_never_at_night() -> None:
    new = Learner(id=1, agreed_at=berlin(MONDAY, 9), last_seen_at=berlin(MONDAY, 9), language="en", zone=BERLIN)
    assert (new.remind_minute, new.quiet, new.questions_a_day) == (at(18), QuietHours(start=at(21), end=at(8)), 5)
    assert not new.is_paused(TODAY)
    assert [remind(new, last=(-1, at(18))), remind(new, practised=0)] == [(0, at(18)), (1, at(18))]


def test_an_allowance_holds_for_its_day_only() -> None:
    ada = replace(ADA, questions_a_day=5, allowance_day=TODAY, allowance=12)
    assert [ada.allowed(day) for day in (TODAY - 1, TODAY, TODAY + 1)] == [5, 12, 5]


@pytest.mark.parametrize(
    ("paused", "until", "rests"),
    [
        (False, None, [False, False, False]),
        (True, None, [True, True, True]),
        (True, TODAY + 1, [True, True, False]),
        (False, TODAY + 1, [False, False, False]),
    ],
)
def test_a_pause_ends_on_its_day(paused: bool, until: int | None, rests: list[bool]) -> None:
    ada = replace(ADA, paused=paused, paused_until=until)
    assert [ada.is_paused(day) for day in (TODAY - 1, TODAY, TODAY + 1)] == rests


def test_a_text_is_awaited_of_one_kind_and_for_a_while() -> None:
    now = berlin(MONDAY, 12)
    ada = replace(ADA, awaiting="city", awaiting_until=now)
    assert ada.awaits("city", now - timedelta(seconds=1))
    assert not ada.awaits("city", now)
    assert not ada.awaits("question", now - timedelta(seconds=1))
    assert not replace(ada, awaiting_until=None).awaits("city", now)


def test_patients_start_with_few_questions_a_day() -> None:
    assert default_questions_a_day(Audience.PATIENT) == 5
    assert default_questions_a_day(Audience.STUDENT) == 20


# how often


@pytest.mark.parametrize(
    ("ignored", "days"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 4), (5, 7), (6, 7), (7, 7), (8, None), (9, None)]
)
def test_ignored_reminders_come_less_often_and_after_eight_no_more(ignored: int, days: int | None) -> None:
    assert days_between_reminders(replace(ADA, ignored=ignored)) == days


@pytest.mark.parametrize(
    ("wished", "ignored", "days"),
    [(0, 0, None), (0, 4, None), (2, 0, 2), (4, 3, 4), (2, 4, 4), (7, 5, 7), (7, 8, None)],
)
def test_the_rarer_of_wish_and_back_off_counts(wished: int, ignored: int, days: int | None) -> None:
    assert days_between_reminders(replace(ADA, remind_every=wished, ignored=ignored)) == days


@pytest.mark.parametrize(("every", "fewer"), [(1, 2), (2, 4), (4, 7), (7, 0), (0, 0)])
def test_fewer_is_the_next_longer_time_and_then_none(every: int, fewer: int) -> None:
    assert rarer(every) == fewer


# the time of day


@pytest.mark.parametrize(
    ("zone", "day", "wall", "instant"),
    [
        ("Europe/Berlin", date(2026, 6, 1), at(18), "2026-06-01T16:00"),
        ("Asia/Kathmandu", date(2026, 6, 1), at(18), "2026-06-01T12:15"),
        ("Pacific/Kiritimati", date(2026, 6, 1), at(9), "2026-05-31T19:00"),
        # before 4 o'clock it is still the day before, by whose date the day goes
        ("Europe/Berlin", date(2026, 6, 1), at(3, 59), "2026-06-02T01:59"),
        ("Europe/Berlin", date(2026, 6, 1), at(4), "2026-06-01T02:00"),
        # in a gap: the offset before it
        ("Europe/Berlin", date(2026, 3, 28), at(2, 30), "2026-03-29T01:30"),
        ("America/New_York", date(2026, 3, 7), at(2, 30), "2026-03-08T07:30"),
        ("Australia/Lord_Howe", date(2026, 10, 3), at(2, 15), "2026-10-03T15:45"),
        ("Africa/Cairo", date(2024, 4, 25), at(0, 30), "2024-04-25T22:30"),
        ("Asia/Beirut", date(2026, 3, 28), at(0, 30), "2026-03-28T22:30"),
        ("America/Santiago", date(2024, 9, 7), at(0, 30), "2024-09-08T04:30"),
        # ambiguous: the first
        ("Europe/Berlin", date(2026, 10, 24), at(2, 30), "2026-10-25T00:30"),
        ("America/New_York", date(2026, 10, 31), at(1, 30), "2026-11-01T05:30"),
        ("America/Havana", date(2024, 11, 2), at(0, 30), "2024-11-03T04:30"),
    ],
)
def test_local_time_becomes_an_instant_by_rfc_5545(zone: str, day: date, wall: int, instant: str) -> None:
    learner = replace(ADA, zone=ZoneInfo(zone), remind_minute=wall, quiet=NEVER)
    assert reminder_time(learner, day.toordinal()) == datetime.fromisoformat(f"{instant}+00:00")


def test_a_date_that_a_zone_leaves_out_has_no_reminder() -> None:
    """Samoa went from 29 to 31 December 2011."""
    learner = replace(ADA, zone=ZoneInfo("Pacific/Apia"), quiet=NEVER)
    days = [date(2011, 12, day).toordinal() for day in (29, 30, 31)]
    assert [reminder_time(learner, day) is None for day in days] == [False, True, False]


@pytest.mark.parametrize(
    ("quiet", "wall", "moved"),
    [
        ((at(21), at(8)), at(18), at(18)),
        ((at(21), at(8)), at(21), None),
        ((at(21), at(8)), at(23, 30), None),
        ((at(21), at(8)), at(5), at(8)),
        ((at(21), at(8)), at(8), at(8)),
        ((at(13), at(15)), at(14), at(15)),
        ((at(22), 0), at(23), None),
        ((0, 0), at(23), at(23)),
    ],
)
def test_a_reminder_moves_behind_quiet_hours_or_is_left_out(
    quiet: tuple[int, int], wall: int, moved: int | None
) -> None:
    ada = replace(ADA, remind_minute=wall, quiet=QuietHours(start=quiet[0], end=quiet[1]))
    expected = None if moved is None else berlin(MONDAY, moved // 60, moved % 60)
    assert reminder_time(ada, TODAY) == expected


def test_a_gap_that_leads_into_quiet_hours_leaves_the_reminder_out() -> None:
    ada = replace(ADA, remind_minute=at(2, 30), quiet=QuietHours(start=at(3), end=at(8)))
    assert reminder_time(ada, date(2026, 3, 28).toordinal()) is None
    assert reminder_time(ada, date(2026, 3, 27).toordinal()) is not None


def test_a_gap_that_leads_up_to_quiet_hours_keeps_the_reminder() -> None:
    ada = replace(ADA, remind_minute=at(2, 30), quiet=QuietHours(start=at(3, 31), end=at(8)))
    assert reminder_time(ada, date(2026, 3, 28).toordinal()) is not None


# the next reminder


def remind(
    learner: Learner = ADA,
    *,
    due: int | None = 0,
    practised: int | None = None,
    last: tuple[int, int | None] | None = None,
    now: int = at(9),
    not_before: int | None = None,
) -> tuple[int, int] | None:
    """The next reminder as (days from Monday, local minute); the arguments likewise; `last` is (day, minute)."""
    reminded: Reminded | None = None
    if last is not None:
        then = MONDAY + timedelta(days=last[0])
        reminded = Reminded(date=then, at=None if last[1] is None else berlin(then, *divmod(last[1], 60)))
    result = next_reminder(
        learner,
        due_day=None if due is None else TODAY + due,
        practised_day=None if practised is None else TODAY + practised,
        last=reminded,
        now=berlin(MONDAY, *divmod(now, 60)),
        not_before_day=0 if not_before is None else TODAY + not_before,
    )
    if result is None:
        return None
    local = result.astimezone(BERLIN)
    return (local.date() - MONDAY).days, local.hour * 60 + local.minute


EVENING = at(18)


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        (remind(), (0, EVENING)),
        (remind(due=-30), (0, EVENING)),
        (remind(due=3), (3, EVENING)),
        (remind(due=500), (500, EVENING)),
        (remind(due=None), None),
        # the time has passed, or is now
        (remind(now=at(18)), (1, EVENING)),
        (remind(now=at(17, 59)), (0, EVENING)),
        (remind(now=at(23)), (1, EVENING)),
        # after midnight it is still yesterday, whose evening has passed
        (remind(due=-1, now=at(1)), (0, EVENING)),
        # practised
        (remind(practised=-1), (0, EVENING)),
        (remind(practised=0), (1, EVENING)),
        (remind(practised=-1, now=at(1)), (0, EVENING)),
        (remind(practised=1), (2, EVENING)),  # a zone further east, until a moment ago
        # not twice on a date, not within twelve hours
        (remind(last=(0, at(8))), (1, EVENING)),
        (remind(last=(-1, EVENING)), (0, EVENING)),
        (remind(replace(ADA, remind_minute=at(9)), last=(-1, at(21)), now=at(8)), (0, at(9))),
        (remind(replace(ADA, remind_minute=at(9)), last=(-1, at(21, 1)), now=at(8)), (1, at(9))),
        # a snoozed one counts for its date, not for the twelve hours
        (remind(replace(ADA, remind_minute=at(9)), last=(-1, None), now=at(8)), (0, at(9))),
        (remind(replace(ADA, remind_minute=at(9)), last=(0, None), now=at(8)), (1, at(9))),
        # not before a day that was asked for
        (remind(not_before=3), (3, EVENING)),
        (remind(not_before=-3), (0, EVENING)),
        # rarer, by wish or when ignored
        (remind(replace(ADA, remind_every=2), last=(-1, EVENING)), (1, EVENING)),
        (remind(replace(ADA, remind_every=7), last=(-1, EVENING)), (6, EVENING)),
        (remind(replace(ADA, remind_every=7)), (0, EVENING)),
        (remind(replace(ADA, remind_every=0)), None),
        (remind(replace(ADA, ignored=2), last=(-1, EVENING)), (0, EVENING)),
        (remind(replace(ADA, ignored=3), last=(-1, EVENING)), (1, EVENING)),
        (remind(replace(ADA, ignored=4), last=(-1, EVENING)), (3, EVENING)),
        (remind(replace(ADA, ignored=5), last=(-1, EVENING)), (6, EVENING)),
        (remind(replace(ADA, ignored=8), last=(-1, EVENING)), None),
        # paused
        (remind(replace(ADA, paused=True)), None),
        (remind(replace(ADA, paused=True, paused_until=TODAY + 4)), (4, EVENING)),
        (remind(replace(ADA, paused=True, paused_until=TODAY - 4)), (0, EVENING)),
        (remind(replace(ADA, paused=False, paused_until=TODAY + 4)), (0, EVENING)),
        # quiet
        (remind(replace(ADA, remind_minute=at(6))), (1, at(8))),
        (remind(replace(ADA, remind_minute=at(6)), now=at(7)), (0, at(8))),
        (remind(replace(ADA, remind_minute=at(22))), None),
        # until they have told us their zone
        (remind(replace(ADA, zone=None)), None),
    ],
)
def test_the_next_reminder(situation: tuple[int, int] | None, expected: tuple[int, int] | None) -> None:
    assert situation == expected


# from one zone to another


@pytest.mark.parametrize(
    ("last_in", "last", "now_in", "then", "may"),
    [
        # Tuesday evening in Tokyo is Tuesday morning in New York: no second one on that Tuesday
        ("Asia/Tokyo", "2026-11-24T09:00+00:00", "America/New_York", "2026-11-25T04:59+00:00", False),
        ("Asia/Tokyo", "2026-11-24T09:00+00:00", "America/New_York", "2026-11-25T05:00+00:00", True),
        # Monday evening in Honolulu is Tuesday in Kiritimati, and stays so for more than twelve hours
        ("Pacific/Honolulu", "2026-11-24T04:00+00:00", "Pacific/Kiritimati", "2026-11-24T09:59+00:00", False),
        ("Pacific/Honolulu", "2026-11-23T10:30+00:00", "Pacific/Kiritimati", "2026-11-23T23:00+00:00", False),
        ("Pacific/Honolulu", "2026-11-23T10:30+00:00", "Pacific/Kiritimati", "2026-11-24T10:00+00:00", True),
        # twelve hours count where the dates alone would not
        ("Europe/Berlin", "2026-11-24T22:00+00:00", "Europe/Berlin", "2026-11-25T09:59+00:00", False),
        ("Europe/Berlin", "2026-11-24T22:00+00:00", "Europe/Berlin", "2026-11-25T10:00+00:00", True),
    ],
)
def test_a_date_is_one_in_the_zone_of_then_and_of_now(
    last_in: str, last: str, now_in: str, then: str, *, may: bool
) -> None:
    learner = replace(ADA, zone=ZoneInfo(now_in))
    reminded = Reminded(
        date=datetime.fromisoformat(last).astimezone(ZoneInfo(last_in)).date(), at=datetime.fromisoformat(last)
    )
    assert far_enough(datetime.fromisoformat(then), learner, reminded) is may


# lateness


@pytest.mark.parametrize(
    ("remind_at", "now", "late"),
    [
        (None, (0, 18), False),
        ((0, 18), (0, 18), False),
        ((0, 18), (0, 22), False),
        ((0, 18), (0, 23), True),
        ((-3, 18), (0, 19), True),  # days were missed
        ((0, 21), (0, 22), False),  # tried before, and due again
        ((0, 22), (0, 23), True),  # as before, since six o'clock
        ((1, 9), (1, 12), False),  # put there by somebody else, at no time that the settings say
        ((1, 9), (1, 14), True),
    ],
)
def test_a_reminder_is_late_by_when_it_was_meant(
    remind_at: tuple[int, int] | None, now: tuple[int, int], *, late: bool
) -> None:
    def instant(day_and_hour: tuple[int, int]) -> datetime:
        return berlin(MONDAY + timedelta(days=day_and_hour[0]), day_and_hour[1])

    ada = replace(ADA, remind_at=None if remind_at is None else instant(remind_at))
    assert is_late(ada, instant(now)) is late


def test_a_snooze_is_late_by_its_own_time() -> None:
    ada = replace(ADA, remind_minute=at(9), remind_at=berlin(MONDAY, 15), snoozed=True)
    assert not is_late(ada, berlin(MONDAY, 19))
    assert is_late(ada, berlin(MONDAY, 19, 1))


@pytest.mark.parametrize(
    ("now", "quiet", "until"),
    [
        (at(9), (at(21), at(8)), at(12)),
        (at(17, 59), (at(21), at(8)), at(20, 59)),
        (at(18), (at(21), at(8)), at(20)),
        (at(19), (at(21), at(8)), at(20)),
        (at(20), (at(21), at(8)), None),
        (at(20), (0, 0), at(23)),
        (at(21), (0, 0), at(23)),
        (at(23), (0, 0), None),
        (at(11), (at(13), at(15)), at(12)),
        (at(12), (at(13), at(15)), at(15)),
    ],
)
def test_later_today_is_some_hours_later_or_too_late(now: int, quiet: tuple[int, int], until: int | None) -> None:
    ada = replace(ADA, quiet=QuietHours(start=quiet[0], end=quiet[1]))
    expected = None if until is None else berlin(MONDAY, *divmod(until, 60))
    assert snooze_until(ada, berlin(MONDAY, *divmod(now, 60))) == expected


# over all zones, 2007 to 2037

ZONES = sorted(available_timezones())
MINUTES = st.integers(0, 24 * 60 - 1)


@cache
def turns(zone: str, year: int) -> tuple[datetime, ...]:
    """The instants of a year before which the zone's clocks change, to the minute."""
    known = ZoneInfo(zone)
    found = []
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=count) for count in range(367)]
    for day, after in pairwise(days):
        low, high = day, after
        if low.astimezone(known).utcoffset() == high.astimezone(known).utcoffset():
            continue
        while high - low > timedelta(minutes=1):
            middle = low + (high - low) / 2
            same = middle.astimezone(known).utcoffset() == low.astimezone(known).utcoffset()
            low, high = (middle, high) if same else (low, middle)
        found.append(high)
    return tuple(found)


@st.composite
def moments(draw: st.DrawFn, zone: str) -> datetime:
    """An instant from 2007 to 2037, rather around the nights when that zone's clocks change."""
    year = draw(st.integers(2007, 2037))
    anchor = draw(st.sampled_from([datetime(year, 7, 1, tzinfo=UTC), *turns(zone, year)]))
    return anchor + timedelta(minutes=draw(st.integers(-3 * 24 * 60, 3 * 24 * 60)))


@st.composite
def learners(draw: st.DrawFn) -> Learner:
    return replace(
        ADA,
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        remind_minute=draw(MINUTES),
        quiet=QuietHours(start=draw(MINUTES), end=draw(MINUTES)),
        remind_every=draw(st.sampled_from(REMIND_EVERY)),
        ignored=draw(st.integers(0, 7)),
    )


def local(instant: datetime, learner: Learner) -> datetime:
    return instant.astimezone(learner.clock)


def minute_of(instant: datetime, learner: Learner) -> int:
    return local(instant, learner).hour * 60 + local(instant, learner).minute


@given(st.data(), learners())
def test_a_reminder_is_always_welcome(data: st.DataObject, learner: Learner) -> None:
    now = data.draw(moments(str(learner.zone)))
    today = learner.day(now)
    learner = replace(
        learner,
        paused=data.draw(st.booleans()),
        paused_until=today + data.draw(st.integers(-2, 10), label="paused until"),
        days_off=data.draw(st.integers(0, EVERY_DAY), label="days off"),
        date_day=data.draw(st.none() | st.integers(today, today + 9), label="date"),
    )
    practised = data.draw(st.none() | st.integers(today - 3, today + 1))
    before = data.draw(st.none() | st.integers(0, 5 * 24 * 60).map(lambda minutes: now - timedelta(minutes=minutes)))
    last = None if before is None else Reminded(date=local(before, learner).date(), at=before)
    reminder = next_reminder(
        learner, due_day=today + data.draw(st.integers(-50, 50)), practised_day=practised, last=last, now=now
    )
    if reminder is None:
        assert learner.quiet.cover(learner.remind_minute) or learner.days_off == EVERY_DAY
        return
    assert reminder > now
    assert reminder.tzinfo is UTC
    assert not learner.is_off(local(reminder, learner).date())
    assert not learner.quiet.cover(minute_of(reminder, learner))
    assert practised is None or learner.day(reminder) > practised
    assert not learner.is_paused(learner.day(reminder))
    if last is not None:
        assert before is not None
        assert local(reminder, learner).date() > last.date
        assert reminder - before >= APART


@given(st.data(), learners())
def test_reminders_that_follow_each_other_keep_their_distance(data: st.DataObject, learner: Learner) -> None:
    """Each is asked for at the moment of the one before, as when nobody ever answers."""
    now = data.draw(moments(str(learner.zone)))
    learner = replace(learner, ignored=0)
    last: Reminded | None = None
    sent: list[datetime] = []
    for _ in range(8):
        reminder = next_reminder(learner, due_day=learner.day(now), practised_day=None, last=last, now=now)
        assume(reminder is not None)
        assert reminder is not None
        now = reminder
        last = Reminded(date=local(now, learner).date(), at=now)
        sent.append(now)
    days = [local(each, learner).date() for each in sent]
    assert all((after - before).days >= learner.remind_every for before, after in pairwise(days))
    assert all(after - before >= APART for before, after in pairwise(sent))


@given(st.data(), learners())
def test_a_traveller_is_reminded_once_a_date_wherever_they_are(data: st.DataObject, learner: Learner) -> None:
    """Between two reminders they move to another zone, and the clock of the machine may be set back by hours."""
    now = data.draw(moments(str(learner.zone)))
    learner = replace(learner, ignored=0)
    last: Reminded | None = None
    for _ in range(5):
        reminder = next_reminder(learner, due_day=learner.day(now) - 1, practised_day=None, last=last, now=now)
        assume(reminder is not None)
        assert reminder is not None
        assert not learner.quiet.cover(minute_of(reminder, learner))
        if last is not None and last.at is not None:
            assert reminder - last.at >= APART
            assert local(reminder, learner).date() > max(last.date, local(last.at, learner).date())
        last = Reminded(date=local(reminder, learner).date(), at=reminder)
        now = reminder + timedelta(minutes=data.draw(st.integers(-10 * 60, 40 * 60), label="minutes until the move"))
        learner = replace(learner, zone=ZoneInfo(data.draw(st.sampled_from(ZONES), label="moves to")))


@given(st.data(), learners())
def test_a_reminder_that_leaves_on_time_is_not_late_and_one_that_is_tried_on_and_on_becomes_so(
    data: st.DataObject, learner: Learner
) -> None:
    now = data.draw(moments(str(learner.zone)))
    planned = next_reminder(learner, due_day=learner.day(now), practised_day=None, last=None, now=now)
    assume(planned is not None)
    assert planned is not None
    waited = timedelta(minutes=data.draw(st.integers(0, 4 * 60)))
    tried_again = replace(learner, remind_at=planned + waited)
    assert not is_late(tried_again, planned + waited)
    assert is_late(tried_again, planned + timedelta(hours=4, minutes=1))


@given(st.data(), learners())
def test_nothing_keeps_a_reminder_that_is_due_waiting(data: st.DataObject, learner: Learner) -> None:
    """A day, one more where a zone left a date out, and what a clock change adds."""
    now = data.draw(moments(str(learner.zone)))
    learner = replace(learner, quiet=NEVER)
    reminder = next_reminder(learner, due_day=learner.day(now) - 1, practised_day=None, last=None, now=now)
    assert reminder is not None
    assert reminder - now <= timedelta(hours=51)


@given(st.data(), learners())
def test_a_snooze_stays_out_of_quiet_hours_and_on_its_date(data: st.DataObject, learner: Learner) -> None:
    now = data.draw(moments(str(learner.zone)))
    until = snooze_until(learner, now)
    assume(until is not None)
    assert until is not None
    assert until > now
    assert local(until, learner).date() == local(now, learner).date()
    assert not learner.quiet.cover(minute_of(until, learner))


def test_a_day_off_is_a_weekday_or_the_date_itself() -> None:
    learner = replace(ADA, days_off=0b0000011, date_day=TODAY + 4)
    assert [learner.is_off(MONDAY + timedelta(days=ahead)) for ahead in range(7)] == [
        True,
        True,
        False,
        False,
        True,
    ] + [False] * 2


def test_on_the_date_itself_later_today_is_not_even_asked_for() -> None:
    noon = datetime(2026, 6, 1, 10, tzinfo=UTC)
    assert snooze_until(replace(ADA, days_off=EVERY_DAY), noon) == noon + timedelta(hours=3)
    assert snooze_until(replace(ADA, date_day=TODAY), noon) is None


def test_until_the_date_another_number_a_day_may_hold() -> None:
    learner = replace(ADA, questions_a_day=5, date_day=TODAY, date_a_day=12)
    assert [learner.allowed(TODAY + ahead) for ahead in (-2, -1, 0, 1)] == [12, 12, 5, 5]
    assert replace(learner, allowance_day=TODAY - 1, allowance=17).allowed(TODAY - 1) == 17


@given(st.data(), st.sampled_from(ZONES))
def test_days_only_go_on(data: st.DataObject, zone: str) -> None:
    now = data.draw(moments(zone))
    later = now + timedelta(minutes=data.draw(st.integers(0, 3 * 24 * 60)))
    assert local_day(now, ZoneInfo(zone)) <= local_day(later, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("minute", "quiet", "then"),
    [
        (at(18), (at(21), at(8)), at(18)),
        (at(21), (at(21), at(8)), at(20)),
        (at(7), (at(21), at(8)), at(20)),
        (at(18), (at(0), at(0)), at(18)),
        (at(18), (at(18), at(19)), at(17)),
        (at(0), (at(0), at(8)), at(23)),
    ],
)
def test_other_quiet_hours_move_reminders_out_of_them(minute: int, quiet: tuple[int, int], then: int) -> None:
    hours = QuietHours(start=quiet[0], end=quiet[1])
    moved = with_quiet_hours(replace(ADA, remind_minute=minute), hours)
    assert (moved.quiet, moved.remind_minute) == (hours, then)
    assert not hours.cover(moved.remind_minute)

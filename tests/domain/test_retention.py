"""Nothing goes before its time, nor without a word to whoever can be reached, and no word comes at night."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizbot.domain.learner import Learner, QuietHours
from quizbot.domain.questions import Audience
from quizbot.domain.retention import (
    AWAKE,
    NOTICE,
    goes_at,
    is_to_be_told,
    is_to_go,
    kept_for,
    last_day,
)

SEEN = datetime(2026, 3, 3, 15, 30, tzinfo=UTC)
ADA = Learner(id=7, agreed_at=SEEN, language="en", last_seen_at=SEEN, audience=Audience.STUDENT, zone=ZoneInfo("UTC"))
PATIENT = replace(ADA, audience=Audience.PATIENT)

zones = st.sampled_from(
    ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati", "America/St_Johns"]
).map(ZoneInfo)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
learners = st.builds(
    Learner,
    id=st.just(7),
    agreed_at=st.just(SEEN),
    language=st.just("en"),
    audience=st.none() | st.sampled_from(Audience),
    zone=st.none() | zones,
    quiet=st.builds(QuietHours, start=st.integers(0, 1439), end=st.integers(0, 1439)),
    last_seen_at=moments,
    paused=st.booleans(),
    unreachable_since=st.none() | moments,
    warned_at=st.none() | moments,
)


@pytest.mark.parametrize(("audience", "days"), [(Audience.STUDENT, 365), (Audience.PATIENT, 90), (None, 90)])
def test_what_is_kept_of_students_stays_a_year_and_of_others_ninety_days(audience: Audience | None, days: int) -> None:
    learner = replace(ADA, audience=audience)
    assert kept_for(learner) == timedelta(days=days)
    told = SEEN + timedelta(days=days - 14)
    assert not is_to_be_told(learner, told - timedelta(minutes=1))
    assert is_to_be_told(learner, told)
    warned = replace(learner, warned_at=told)
    assert not is_to_go(warned, told + NOTICE - timedelta(minutes=1))
    assert is_to_go(warned, told + NOTICE)


def test_whoever_is_told_late_has_two_weeks_all_the_same() -> None:
    late = SEEN + timedelta(days=700)
    assert goes_at(ADA, late) == late + NOTICE
    assert last_day(ADA, late) == (late + NOTICE).date()
    assert not is_to_go(replace(ADA, warned_at=late), late + timedelta(days=13))


def test_the_day_that_is_named_is_one_of_their_own_calendar() -> None:
    late = datetime(2028, 1, 1, 18, 0, tzinfo=UTC)
    assert last_day(replace(ADA, zone=ZoneInfo("Pacific/Kiritimati")), late).isoformat() == "2028-01-16"
    assert last_day(replace(ADA, zone=ZoneInfo("America/Los_Angeles")), late).isoformat() == "2028-01-15"


def test_who_cannot_be_reached_goes_without_a_word_after_the_same_time() -> None:
    gone = replace(PATIENT, unreachable_since=SEEN + timedelta(days=1))
    assert not is_to_be_told(gone, SEEN + timedelta(days=80))
    assert not is_to_go(gone, SEEN + timedelta(days=89))
    assert is_to_go(gone, SEEN + timedelta(days=90))


def test_a_pause_keeps_nobody_for_ever() -> None:
    resting = replace(PATIENT, paused=True)
    assert is_to_be_told(resting, SEEN + timedelta(days=76))
    assert is_to_go(replace(resting, warned_at=SEEN + timedelta(days=76)), SEEN + timedelta(days=90))


@given(learner=learners, idle=st.timedeltas(timedelta(), timedelta(days=800)))
def test_nobody_goes_who_was_there_lately_or_was_not_told_and_can_be(learner: Learner, idle: timedelta) -> None:
    now = learner.last_seen_at + idle
    if is_to_go(learner, now):
        assert idle >= kept_for(learner)
        told = learner.warned_at is not None and now - learner.warned_at >= NOTICE
        assert told or learner.unreachable_since is not None


@given(learner=learners, late=st.timedeltas(-timedelta(days=2), timedelta(days=800)))
def test_nobody_is_told_before_their_time_twice_out_of_reach_or_in_quiet_hours(
    learner: Learner, late: timedelta
) -> None:
    now = learner.last_seen_at + kept_for(learner) - NOTICE + late
    if is_to_be_told(learner, now):
        assert late >= timedelta()
        assert learner.warned_at is None
        assert learner.unreachable_since is None
        local = now.astimezone(learner.clock)
        assert learner.zone is None or not learner.quiet.cover(local.hour * 60 + local.minute)


@given(learner=learners, late=st.timedeltas(timedelta(), timedelta(days=800)))
def test_whoever_has_not_said_where_they_are_is_told_at_the_time_of_day_at_which_they_were_last_there(
    learner: Learner, late: timedelta
) -> None:
    somewhere = replace(learner, zone=None, warned_at=None, unreachable_since=None)
    now = somewhere.last_seen_at + kept_for(somewhere) - NOTICE + late
    assert is_to_be_told(somewhere, now) == (late % timedelta(days=1) < AWAKE)


@given(learner=learners, hour=st.integers(0, 23))
def test_looking_once_an_hour_finds_a_welcome_hour_within_a_day_if_there_is_one(learner: Learner, hour: int) -> None:
    """Quiet hours that leave less than an hour may be missed, a day that is all quiet is."""
    assume((learner.quiet.end - learner.quiet.start) % 1440 <= 22 * 60)
    idle = replace(learner, warned_at=None, unreachable_since=None)
    first = idle.last_seen_at + kept_for(idle) - NOTICE + timedelta(minutes=hour)
    assert any(is_to_be_told(idle, first + timedelta(hours=number)) for number in range(26))

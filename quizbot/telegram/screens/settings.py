"""Settings, all by buttons: each screen says what is set now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from quizbot.domain.learner import REMIND_EVERY, Learner
from quizbot.domain.questions import Audience
from quizbot.i18n import LANGUAGES, Translator
from quizbot.services.zones import Place
from quizbot.telegram.callbacks import Go, Set
from quizbot.telegram.screens import dates
from quizbot.telegram.screens.practising import rests
from quizbot.telegram.screens.screen import Bold, Button, Row, Screen, lines, paragraphs, rows_of

QUESTIONS_A_DAY = (3, 5, 10, 20, 40, 80)
REMIND_HOURS = (7, 8, 9, 10, 12, 14, 16, 17, 18, 19, 20, 21)
NEW_A_DAY = (0, 3, 5, 10, 20)
RETENTIONS = (80, 85, 90, 95)  # percent
QUIET_HOURS = ("20-8", "21-7", "21-8", "22-6", "22-8", "23-7")


def overview(t: Translator, learner: Learner, now: datetime, *, saved: bool = False) -> Screen:
    """Everything that is set, and a button to change each."""
    rows = [
        (t("Language: {language}", language=LANGUAGES[t.language]),),
        (_zone(t, learner, now),),
        (t("Reminders: {often}", often=_often(t, learner.remind_every)),),
        (t("Reminder time: {time}", time=t.minute(learner.remind_minute)),),
        (t("Quiet hours: {start} to {end}", start=t.minute(learner.quiet.start), end=t.minute(learner.quiet.end)),),
        (t("Days off: {days}", days=_days_off(t, learner.days_off)),),
        (t("Questions a day: {count}", count=learner.questions_a_day),),
        (dates.line(t, learner, learner.day(now)),),
    ]
    if learner.audience is Audience.STUDENT:
        rows.append((t("New questions a day: {count}", count=_new(t, learner.new_a_day)),))
        rows.append((t("Quiz polls: {value}", value=_on_or_off(t, on=learner.polls)),))
        rows.append((t("Still known when asked again: {percent}%", percent=_percent(learner)),))
    resting = rests(t, learner)
    if resting is not None:
        rows.append((resting,))
    buttons = [
        Button(t("Language"), Set(name="language")),
        Button(t("Time zone"), Set(name="zone")),
        Button(t("Reminders"), Set(name="every")),
        Button(t("Reminder time"), Set(name="time")),
        Button(t("Quiet hours"), Set(name="quiet")),
        Button(t("Days off"), Set(name="off")),
        Button(t("Questions a day"), Set(name="daily")),
        Button(dates.label(t, learner), Set(name="date")),
    ]
    if learner.audience is Audience.STUDENT:
        buttons.append(Button(t("New questions"), Set(name="new")))
        buttons.append(Button(t("How well to know"), Set(name="recall")))
        buttons.append(Button(t("Quiz polls"), Set(name="polls")))
    return Screen(
        parts=paragraphs(Bold(t("Saved. Your settings:") if saved else t("Your settings")), lines(rows)),
        buttons=(*rows_of(buttons, width=2), (Button(t("Go on learning"), Go()),)),
    )


def _zone(t: Translator, learner: Learner, now: datetime) -> str:
    if learner.zone is None:
        return t("Time zone: not known yet, so no reminders come")
    city = learner.zone.key.rpartition("/")[2].replace("_", " ")
    return t(
        "Time zone: {place}, where it is {time} now",
        place=t.city(city, learner.zone.key),
        time=t.time(now, learner.zone),
    )


def _often(t: Translator, every: int) -> str:
    if every == 0:
        return t("none")
    return t.n("at most every day", "at most every {count} days", every)


def language(t: Translator) -> Screen:
    """Which language."""
    buttons = [Button(name, Set(name="language", value=code)) for code, name in LANGUAGES.items()]
    return _choice(t, t("Language"), t("Now: {value}", value=LANGUAGES[t.language]), rows_of(buttons, width=2))


def every(t: Translator, learner: Learner) -> Screen:
    """How often reminders come."""
    buttons = [Button(_often(t, days), Set(name="every", value=str(days))) for days in (*REMIND_EVERY, 0)]
    return _choice(
        t, t("Reminders"), t("Now: {value}", value=_often(t, learner.remind_every)), rows_of(buttons, width=2)
    )


def time(t: Translator, learner: Learner) -> Screen:
    """At what time of day reminders come."""
    welcome = [hour * 60 for hour in REMIND_HOURS if not learner.quiet.cover(hour * 60)]
    buttons = [Button(t.minute(minute), Set(name="time", value=str(minute))) for minute in welcome]
    return _choice(
        t,
        t("Reminder time"),
        t("Now: {value}. A reminder never comes in your quiet hours.", value=t.minute(learner.remind_minute)),
        rows_of(buttons),
    )


def quiet(t: Translator, learner: Learner) -> Screen:
    """When no reminder is welcome."""
    buttons = []
    for hours in QUIET_HOURS:
        start, end = (int(hour) * 60 for hour in hours.split("-"))
        label = t("{start} to {end}", start=t.minute(start), end=t.minute(end))
        buttons.append(Button(label, Set(name="quiet", value=hours)))
    now = t("{start} to {end}", start=t.minute(learner.quiet.start), end=t.minute(learner.quiet.end))
    return _choice(t, t("Quiet hours"), t("Now: {value}", value=now), rows_of(buttons, width=2))


def days_off(t: Translator, learner: Learner) -> Screen:
    """On which weekdays no reminder comes; a tap takes one in or out."""
    buttons = []
    for weekday in range(7):
        is_off = bool(learner.days_off >> weekday & 1)
        name = t.weekday_name(weekday)
        value = str(learner.days_off ^ 1 << weekday)
        buttons.append(Button(f"✓ {name}" if is_off else name, Set(name="off", value=value)))
    return _choice(
        t,
        t("Days off"),
        t(
            "Now: {value}. On a day off no reminder comes. Tap a day to change it.",
            value=_days_off(t, learner.days_off),
        ),
        rows_of(buttons, width=2),
    )


def _days_off(t: Translator, days: int) -> str:
    return ", ".join(t.weekday_name(weekday) for weekday in range(7) if days >> weekday & 1) or t("none")


def daily(t: Translator, learner: Learner) -> Screen:
    """How many questions a day."""
    buttons = [Button(str(count), Set(name="daily", value=str(count))) for count in QUESTIONS_A_DAY]
    return _choice(t, t("Questions a day"), t("Now: {value}", value=learner.questions_a_day), rows_of(buttons, width=3))


def new(t: Translator, learner: Learner) -> Screen:
    """How many of a day's questions may be new ones."""
    buttons = [Button(_new(t, count), Set(name="new", value=str(count))) for count in NEW_A_DAY]
    return _choice(
        t,
        t("New questions a day, at most"),
        t(
            "Now: {value}. Each new question brings others in the days after it; what is due comes first.",
            value=_new(t, learner.new_a_day),
        ),
        (*rows_of(buttons, width=5), (Button(_new(t, None), Set(name="new", value="all")),)),
    )


def _new(t: Translator, count: int | None) -> str:
    if count is None:
        return t("as many as fit")
    return str(count) if count else t("none")


def recall(t: Translator, learner: Learner) -> Screen:
    """How surely a question is to be known when it comes back, and what that costs.

    The costs are those of a year with FSRS-6's default parameters, simulated: 7.3, 8.9, 10.7 and 16.7 answers to each
    question at 80, 85, 90 and 95%.
    """
    costs = {
        80: t("80%: about a third fewer questions than usual, and one in five forgotten when it comes back"),
        85: t("85%: about a sixth fewer questions than usual, and one in seven forgotten"),
        90: t("90%: the usual; one in ten forgotten"),
        95: t("95%: about one and a half times as many questions as usual, and one in twenty forgotten"),
    }
    buttons = [
        Button(t("{percent}%", percent=percent), Set(name="recall", value=str(percent))) for percent in RETENTIONS
    ]
    now = t("Now: {percent}%. It counts for answers from now on.", percent=_percent(learner))
    return Screen(
        parts=paragraphs(
            Bold(t("How well do you want to know it?")), now, lines([(costs[percent],) for percent in RETENTIONS])
        ),
        buttons=(*rows_of(buttons), (Button(t("Back"), Set()),)),
    )


def polls(t: Translator, learner: Learner) -> Screen:
    """Whether short questions come as Telegram's own polls."""
    buttons = [Button(_on_or_off(t, on=on), Set(name="polls", value="on" if on else "off")) for on in (True, False)]
    now = t(
        "Now: {value}. With polls, a short question with one right answer comes as a Telegram quiz.",
        value=_on_or_off(t, on=learner.polls),
    )
    return _choice(t, t("Quiz polls"), now, (tuple(buttons),))


def _on_or_off(t: Translator, *, on: bool) -> str:
    return t("on") if on else t("off")


def _percent(learner: Learner) -> int:
    return round(learner.retention * 100)


def zone(t: Translator, learner: Learner, now: datetime) -> Screen:
    """What time is it for you now? A button for each full hour around the world; half hours are typed."""
    minute = now.minute
    offsets = (timedelta(hours=hours) for hours in range(-11, 13))
    times = [(now + offset).strftime("%H:%M") for offset in offsets]
    buttons = [Button(each, Set(name="clock", value=each.replace(":", ""))) for each in sorted(times)]
    return Screen(
        parts=paragraphs(
            Bold(t("What time is it for you now?")),
            _zone(t, learner, now),
            t(
                "Tap the time on your clock. If it is not there, type it, for example {example}.",
                example=f"14:{minute:02d}",
            ),
            t("Or type the name of a large city near you."),
        ),
        buttons=(*rows_of(buttons), (Button(t("Back"), Set()),)),
    )


def places(t: Translator, found: Sequence[Place], now: datetime, *, named: bool) -> Screen:
    """Which of these places has your time? `named`: they bear the name that was typed."""
    buttons = [
        Button(
            t(
                "{city}, {country} ({time})",
                city=t.city(place.name, place.zone),
                country=t.country(place.country_code, place.country),
                time=t.time(now, ZoneInfo(place.zone)),
            ),
            Set(name="place", value=place.zone),
        )
        for place in found
    ]
    return Screen(
        parts=paragraphs(
            Bold(
                t("Is it one of these?")
                if named
                else t("Which of these has the same time as you, in summer and in winter?")
            ),
            t("If not, type the name of a large city near you."),
        ),
        buttons=(*((button,) for button in buttons), (Button(t("Back"), Set(name="zone")),)),
    )


def no_place(t: Translator) -> Screen:
    """A city or a time that we do not know."""
    return Screen(
        parts=(t("I do not know that place. Type a larger city near you, or the time on your clock, such as 14:30."),),
        buttons=((Button(t("Back"), Set(name="zone")),),),
    )


def _choice(t: Translator, title: str, now: str, choices: tuple[Row, ...]) -> Screen:
    return Screen(parts=paragraphs(Bold(title), now), buttons=(*choices, (Button(t("Back"), Set()),)))


CHOICES: Mapping[str, Callable[[Translator, Learner], Screen]] = MappingProxyType(
    {
        "every": every,
        "time": time,
        "quiet": quiet,
        "off": days_off,
        "daily": daily,
        "new": new,
        "recall": recall,
        "polls": polls,
    }
)
"""The settings that are one choice of a few, by name."""

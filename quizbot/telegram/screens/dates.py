"""The date that somebody learns towards: asked for, read back, and the plan until then as a small calendar in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from quizbot.domain.learner import Learner
from quizbot.domain.plan import Day
from quizbot.domain.questions import Audience
from quizbot.i18n import Translator
from quizbot.services.outcomes import DateOver
from quizbot.services.plans import Planned, Unfit, Unplanned
from quizbot.telegram.callbacks import Go, Set
from quizbot.telegram.screens.screen import Bold, Button, Quiet, Screen, paragraphs, rows_of

WEEKS = (1, 2, 3, 4, 6, 8)  # ahead, by a button
LINES = 10  # weeks that the calendar tells of one by one


def ask(t: Translator, outcome: Unplanned) -> Screen:
    """When is it? Typed, or by a button."""
    today = date.fromordinal(outcome.today)
    example = today + timedelta(weeks=3)
    buttons = [
        Button(
            t.n("In {count} week: {day}", "In {count} weeks: {day}", weeks, day=t.day(day)),
            Set(name="date", value=day.isoformat()),
        )
        for weeks in WEEKS
        for day in [today + timedelta(weeks=weeks)]
    ]
    return Screen(
        parts=paragraphs(
            Bold(
                t("When is your appointment?") if _is_patient(outcome.learner) else t("When is your exam?"),
            ),
            t(
                "Type the date, for example {day}, {iso} or “in 3 weeks”, or tap one.",
                day=t.day(example),
                iso=example.isoformat(),
            ),
            t("Until then I spread the new questions evenly, so that you have met each core question twice before."),
        ),
        buttons=(*rows_of(buttons, width=2), _on(t)),
    )


def which(t: Translator, days: Sequence[date]) -> Screen:
    """Which of the dates that a text can mean?"""
    return Screen(
        parts=(t("Which day do you mean?"),),
        buttons=tuple((Button(t.full_date(day), Set(name="date", value=day.isoformat())),) for day in days),
    )


def no_date(t: Translator) -> Screen:
    """A text that is no date."""
    return Screen(
        parts=(t("I cannot read that as a date. Type it like 2026-12-31, or like “in 3 weeks”."),),
        buttons=((Button(t("Choose a date"), Set(name="date", value="change")),), _on(t)),
    )


def unfit(t: Translator, outcome: Unfit) -> Screen:
    """A day that nothing can be learned towards."""
    day = t.full_date(date.fromordinal(outcome.day))
    if outcome.day == outcome.today:
        said = t("That is today: no plan is needed any more. All the best!")
    elif outcome.day < outcome.today:
        said = t("{day} is over. Which day do you mean?", day=day)
    else:
        said = t("{day} is more than two years away. Tell me again when it is nearer.", day=day)
    return Screen(parts=(said,), buttons=((Button(t("Choose a date"), Set(name="date", value="change")),), _on(t)))


def plan(t: Translator, outcome: Planned) -> Screen:
    """The date and what comes until then, honest where it does not fit."""
    days = outcome.day - outcome.today
    return Screen(
        parts=paragraphs(
            Bold(_title(t, outcome.learner, outcome.day)),
            t.n("That is tomorrow.", "That is in {count} days.", days),
            _promise(t, outcome),
            "\n".join(_calendar(t, outcome)),
            Quiet(t("About, if you answer every day. On the day itself no reminder comes.")),
        ),
        buttons=(
            *(((Button(_raise(t, outcome), Set(name="date", value="raise")),),) if _may_raise(outcome) else ()),
            (
                Button(t("Change"), Set(name="date", value="change")),
                Button(t("Remove"), Set(name="date", value="none")),
            ),
            _on(t),
        ),
    )


def over(t: Translator, outcome: DateOver) -> Screen:
    """The date has passed."""
    day = t.weekday(date.fromordinal(outcome.day))
    return Screen(
        parts=paragraphs(
            t("Your appointment on {day} is over. I hope it went well.", day=day)
            if _is_patient(outcome.learner)
            else t("Your exam on {day} is over. I hope it went well.", day=day),
            t("From now on the questions come as before: each just before you would forget it."),
        ),
        buttons=((Button(t("Go on"), Go()),),),
    )


def line(t: Translator, learner: Learner, today: int) -> str:
    """The date as settings have it."""
    ahead = learner.date_ahead(today)
    if ahead is not None:
        return _title(t, learner, ahead)
    return t("Appointment: no date set") if _is_patient(learner) else t("Exam: no date set")


def label(t: Translator, learner: Learner) -> str:
    """What it is called that they learn towards."""
    return t("Appointment") if _is_patient(learner) else t("Exam")


def _is_patient(learner: Learner) -> bool:
    return learner.audience is not Audience.STUDENT


def _title(t: Translator, learner: Learner, day: int) -> str:
    return t("{what}: {day}", what=label(t, learner), day=t.weekday(date.fromordinal(day)))


def _promise(t: Translator, outcome: Planned) -> str:
    if outcome.core == 0:
        return t("This set has no core questions. New ones are spread evenly until then.")
    if not outcome.in_time:
        return t("There is one day left: not enough to meet each core question twice. The core ones come first.")
    if not outcome.fits:
        return t(
            "To meet each of the {core} core questions twice takes {needed} questions on the fullest day, and that is"
            " more than {count} a day. I can raise the number until then; else the core ones come first, as far as"
            " we get.",
            core=outcome.core,
            needed=outcome.needed,
            count=outcome.a_day,
        )
    return t(
        "You meet each of the {core} core questions at least twice before, the last time within the three days before.",
        core=outcome.core,
    )


def _may_raise(outcome: Planned) -> bool:
    return outcome.in_time and not outcome.fits


def _raise(t: Translator, outcome: Planned) -> str:
    return t("Up to {count} a day until then", count=outcome.needed)


def _calendar(t: Translator, outcome: Planned) -> list[str]:
    """A line for each week from Monday to Sunday, today's first."""
    first = 7 - date.fromordinal(outcome.today).weekday()
    ends = range(first, len(outcome.days) + 7, 7)
    told = [
        _week(t, place, outcome.today + max(end - 7, 0), outcome.days[max(end - 7, 0) : end])
        for place, end in enumerate(ends)
    ]
    more = len(told) - LINES
    return [*told[:LINES], t.n("… and {count} more week", "… and {count} more weeks", more)] if more > 0 else told


def _week(t: Translator, place: int, start: int, week: Sequence[Day]) -> str:
    new, again = sum(day.new for day in week), sum(day.over for day in week)
    match place:
        case 0:
            return t("This week: {new} new, {again} to go over", new=new, again=again)
        case 1:
            return t("Next week: {new} new, {again} to go over", new=new, again=again)
        case _:
            day = t.day(date.fromordinal(start))
            return t("Week of {day}: {new} new, {again} to go over", day=day, new=new, again=again)


def _on(t: Translator) -> tuple[Button]:
    return (Button(t("Go on learning"), Go(how="on")),)

"""Where the learner stands, as a picture and in words with the same figures; patients are told no shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from quizbot.domain.questions import Audience
from quizbot.i18n import Translator
from quizbot.render.picture import Bar, Column, Picture, Point
from quizbot.services.reports import AHEAD, Progress, TopicProgress, Week
from quizbot.telegram.callbacks import Go, See
from quizbot.telegram.screens import dates, topics
from quizbot.telegram.screens.practising import rests
from quizbot.telegram.screens.screen import Bold, Button, Part, Screen, lines, paragraphs

BARS = 16  # topics in the picture; more would be too small on a phone, and the words have them all


def words(t: Translator, outcome: Progress) -> Screen:
    """Every figure of the picture in words, which also stand for it where it cannot be seen."""
    return Screen(
        parts=paragraphs(
            Bold(t("Your progress")),
            outcome.questions.title,
            rests(t, outcome.learner),
            lines(_topic(t, outcome, topic) for topic in outcome.topics),
            _due(t, outcome),
            None if _is_patient(outcome) else _recall(t, outcome.recall),
        ),
        buttons=(
            (Button(t("Go on"), Go(how="on")),),
            *(((Button(t("Change my topics"), See(then="below")),),) if _is_patient(outcome) else ()),
        ),
    )


def in_short(t: Translator) -> Screen:
    """What stands below the picture where all the words have no room: they follow it."""
    return Screen(parts=paragraphs(Bold(t("Your progress")), t("The same in words stands below.")))


def picture(t: Translator, outcome: Progress) -> Picture:
    """What is drawn."""
    patient = _is_patient(outcome)
    more = len(outcome.topics) - BARS
    return Picture(
        title=t("Your progress"),
        subtitle=outcome.questions.title,
        legend=(t("clear to me"), t("go over again"), t("not met yet"))
        if patient
        else (t("known"), t("learning"), t("new")),
        bars=tuple(_bar(t, topic, patient=patient) for topic in outcome.topics[:BARS]),
        more_bars=t.n("… and {count} more topic", "… and {count} more topics", more) if more > 0 else "",
        days_title=_days_title(t),
        days=tuple(_column(t, outcome, date.fromordinal(outcome.today + ahead)) for ahead in range(AHEAD)),
        no_days=_no_days(t),
        curve_title=_curve_title(t),
        curve=None if patient else _points(t, outcome.recall),
        curve_ends=(t.percent(1), t.percent(0)),
        no_curve=_no_curve(t),
    )


def _is_patient(outcome: Progress) -> bool:
    return outcome.questions.audience is Audience.PATIENT


# topics


def _topic(t: Translator, outcome: Progress, topic: TopicProgress) -> Sequence[Part]:
    return (f"{topic.title}: ", Bold(_word(t, topic) if _is_patient(outcome) else _counts(t, topic)))


def _word(t: Translator, topic: TopicProgress) -> str:
    """In the patient's own word if they have said one, else in one that their answers suggest."""
    if topic.view is not None:
        return topics.word(t, topic.view)
    if topic.again:
        return t("go over again")
    if topic.right == 0:
        return t("not met yet")
    return t("clear to me so far") if topic.new else t("clear to me")


def _counts(t: Translator, topic: TopicProgress) -> str:
    """What there is of known, learning and new ones; a topic has questions, so that one of them is there."""
    told = (
        t("{count} known", count=topic.firm) if topic.firm else "",
        t("{count} learning", count=topic.learning) if topic.learning else "",
        t("{count} new", count=topic.new) if topic.new else "",
    )
    return ", ".join(filter(None, told))


def _bar(t: Translator, topic: TopicProgress, *, patient: bool) -> Bar:
    if patient:
        return Bar(title=topic.title, parts=(topic.right, topic.again, topic.new), word=_word(t, topic))
    return Bar(title=topic.title, parts=(topic.firm, topic.learning, topic.new))


# days to come


def _due(t: Translator, outcome: Progress) -> str:
    days = [
        t("{day}: {count}", day=t.day(date.fromordinal(outcome.today + ahead)), count=count)
        for ahead, count in enumerate(outcome.due)
        if count
    ]
    return "\n".join([f"{_days_title(t)}:", *days]) if days else _no_days(t)


def _days_title(t: Translator) -> str:
    return t.n("Questions due in the next day", "Questions due in the next {count} days", AHEAD)


def _no_days(t: Translator) -> str:
    return t.n("Nothing is due in the next day.", "Nothing is due in the next {count} days.", AHEAD)


def _column(t: Translator, outcome: Progress, day: date) -> Column:
    mark = ""
    if day.toordinal() == outcome.learner.date_day:
        mark = dates.label(t, outcome.learner)
    count = outcome.due[day.toordinal() - outcome.today]
    return Column(label=f"{t.short_weekday(day)}\n{day.day}", count=count, mark=mark)


# recall


def _recall(t: Translator, weeks: Sequence[Week]) -> str:
    told = [
        t("Week of {day}: {percent}", day=t.day(date.fromordinal(week.first_day)), percent=t.percent(week.known))
        for week in weeks
        if week.known is not None
    ]
    return "\n".join([f"{_curve_title(t)}:", *told]) if told else _no_curve(t)


def _curve_title(t: Translator) -> str:
    return t("Recall, guesses taken off")


def _no_curve(t: Translator) -> str:
    return t("How much you recall is shown as soon as enough questions have come back.")


def _points(t: Translator, weeks: Sequence[Week]) -> tuple[Point, ...]:
    """A point for each week below its first day, the month beside the first day in it."""
    days = [date.fromordinal(week.first_day) for week in weeks]
    starts = [True, *(before.month != day.month for before, day in pairwise(days))]
    return tuple(
        Point(
            label=f"{day.day}\n{t.month(day)}" if start else str(day.day),
            height=week.known,
            words="" if week.known is None else t.percent(week.known),
        )
        for week, day, start in zip(weeks, days, starts, strict=False)
    )

"""Around the questions: nothing more now, pauses, sets and topics, progress, reminders, and the unexpected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import assert_never

from quizbot.domain.learner import Learner, days_between_reminders, rarer
from quizbot.domain.questions import (
    Audience,
    Cloze,
    Library,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    QuestionSet,
    Short,
    Single,
    Teachback,
    TrueFalse,
)
from quizbot.i18n import Translator
from quizbot.services.outcomes import Done, Reminder
from quizbot.services.reminders import Snoozed
from quizbot.telegram.callbacks import Along, Aside, Go, Learn, Lessons, Rest, Round, Set, Snooze, tag
from quizbot.telegram.screens import questions as question_screens
from quizbot.telegram.screens.screen import Bold, Button, Row, Screen, paragraphs

PAUSES = (3, 7, 14)  # days


def done(t: Translator, outcome: Done) -> Screen:
    """Nothing more now: when to come back, and that stopping here is fine."""
    finished, learner = outcome.finished, outcome.learner
    zone = (Button(t("Set my time for reminders"), Set(name="zone")),) if learner.zone is None else ()
    stop = (Button(t("Enough for today"), Go(how="stop")),) if learner.zone is not None else ()
    more = (Button(t("A few more"), Go(how="more")),) if finished.more else ()
    return Screen(
        parts=paragraphs(
            Bold(t("That is all for now") if finished.answered_today else t("Nothing is due now")),
            t("You have met every question of this set. From now on they come back when they are due.")
            if finished.set_complete
            else None,
            t.n(
                "{count} question that is due waits: nothing is lost.",
                "{count} questions that are due wait: nothing is lost.",
                finished.waiting,
            )
            if finished.waiting
            else None,
            _come_back(t, finished.next_day, outcome.today),
            _reminded(t, learner),
            t("You can stop here. If you like, take a few more.") if more else t("You can stop here."),
        ),
        buttons=tuple(row for row in (zone, stop, more) if row),
    )


def enough(t: Translator, learner: Learner) -> Screen:
    """Stopping for today, by the learner's own word."""
    return Screen(
        parts=paragraphs(t("All right, enough for today. Thank you for learning."), _reminded(t, learner)),
        buttons=go_on(t),
    )


def _come_back(t: Translator, next_day: int | None, today: int) -> str | None:
    if next_day is None:
        return None
    if next_day == today + 1:
        return t("There is more for you tomorrow.")
    return t("The next questions come back on {day}.", day=t.weekday(date.fromordinal(next_day)))


def _reminded(t: Translator, learner: Learner) -> str | None:
    if learner.remind_at is None:
        return None
    return t("I will remind you {when}.", when=when(t, learner.remind_at, learner))


def when(t: Translator, at: datetime, learner: Learner) -> str:
    """A day and a time of day as the learner's clock shows them."""
    local = at.astimezone(learner.clock)
    return t("on {day} at {time}", day=t.weekday(local.date()), time=t.time(at, learner.clock))


def paused(t: Translator, learner: Learner) -> Screen:
    """Practice rests, and how to go on."""
    until = learner.paused_until
    return Screen(
        parts=paragraphs(
            Bold(t("Paused")),
            t("Nothing is asked and no reminder comes until you resume.")
            if until is None
            else t("Nothing is asked and no reminder comes until {day}.", day=t.weekday(date.fromordinal(until))),
        ),
        buttons=((Button(t("Resume"), Go(how="resume")),),),
    )


def rests(t: Translator, learner: Learner) -> str | None:
    """A line that practice rests, if it does."""
    return t("Paused: for now nothing is asked, and no reminder comes.") if learner.paused else None


def pause(t: Translator) -> Screen:
    """For how long?"""
    lengths = [Button(t.n("{count} day", "{count} days", days), Rest(days=str(days))) for days in PAUSES]
    return Screen(
        parts=paragraphs(
            Bold(t("Take a break?")),
            t("While you pause, nothing is asked and no reminder comes. What you have learned stays."),
        ),
        buttons=(
            tuple(lengths),
            (Button(t("Until I resume"), Rest(days="0")),),
            (Button(t("Go on now"), Go(how="resume")),),
        ),
    )


def learn(t: Translator, library: Library, learner: Learner, *, set_aside: int = 0) -> Screen:
    """The sets, the one that is being learned first, with its topics and lessons, and how many questions rest."""
    current = library.sets.get(learner.set_id or "")
    others = [each for each in library.sets.values() if each is not current]
    rows: list[Row] = []
    if current is not None:
        rows.append((Button(t("Go on with all topics"), Learn(questions=tag(current.id), topic="*")),))
        rows += [
            (
                Button(
                    _marked(topic.title, topic.id == learner.topic_id),
                    Learn(questions=tag(current.id), topic=tag(topic.id)),
                ),
            )
            for topic in current.topics
        ]
        rows.append((Button(t("Read the lessons again"), Lessons(questions=tag(current.id))),))
        if current.audience is Audience.STUDENT:
            rows.append((Button(t("Practise"), Round(what="practice")), Button(t("Exam"), Round(what="exam"))))
        if set_aside:
            rows.append((Button(t("Set aside ({count})", count=set_aside), Aside()),))
    rows += [(Button(_set_label(t, each), Learn(questions=tag(each.id), topic="*")),) for each in others]
    return Screen(
        parts=paragraphs(
            Bold(t("What would you like to learn?")),
            t("Now: {title}", title=current.title) if current is not None else None,
            t("Choose a topic to meet its questions first; what is due comes all the same.") if current else None,
            t("What you have learned elsewhere stays as it is."),
        ),
        buttons=tuple(rows),
    )


def choose_set(t: Translator, offered: Sequence[QuestionSet]) -> Screen:
    """Which of several sets to begin with."""
    return Screen(
        parts=(Bold(t("What would you like to learn?")),),
        buttons=tuple((Button(each.title, Learn(questions=tag(each.id), topic="*")),) for each in offered),
    )


def _marked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _set_label(t: Translator, questions: QuestionSet) -> str:
    match questions.audience:
        case Audience.PATIENT:
            return t("For patients: {title}", title=questions.title)
        case Audience.STUDENT:
            return t("For students: {title}", title=questions.title)
        case _:
            assert_never(questions.audience)


def lessons(t: Translator, questions: QuestionSet) -> Screen:
    """Every lesson of a set, to be read again."""
    return Screen(
        parts=paragraphs(Bold(t("Lessons")), questions.title),
        buttons=(
            *(
                (Button(f"{number}. {lesson.title}", Lessons(questions=tag(questions.id), lesson=tag(lesson.key))),)
                for number, lesson in enumerate(questions.lessons, start=1)
            ),
            (Button(t("Go on with the questions"), Go()),),
        ),
    )


def reminder(t: Translator, outcome: Reminder) -> Screen:
    """The first due question itself, with a kind word and ways to put it off."""
    question = question_screens.asked(t, outcome.asked)
    last = days_between_reminders(outcome.learner) is None and not outcome.snoozed
    hello = (
        t("You asked me to come back later today. Here is your question:")
        if outcome.snoozed
        else t("Time to refresh what you have learned. Here is the first question:")
    )
    return Screen(
        parts=paragraphs(
            hello,
            t("This is the last reminder, since the others found no answer. Any tap or word here starts them again.")
            if last
            else None,
            question.parts,
        ),
        buttons=(
            *question.buttons,
            (
                Button(t("Later today"), Snooze(how="later")),
                Button(t("Tomorrow"), Snooze(how="tomorrow")),
                Button(t("Fewer"), Snooze(how="fewer", every=str(rarer(outcome.learner.remind_every)))),
            ),
        ),
    )


def snoozed(t: Translator, outcome: Snoozed, how: str) -> Screen:
    """When the reminder comes now."""
    learner = outcome.learner
    if how == "fewer":
        said = _fewer(t, learner)
    elif outcome.too_late:
        said = t("It is too late for that today without waking you.")
    else:
        said = t("All right.")
    return Screen(
        parts=paragraphs(
            said,
            t("I will remind you {when}.", when=when(t, learner.remind_at, learner))
            if learner.remind_at is not None
            else t("No reminder is planned. Your questions wait for you; tap below whenever you like."),
        ),
        buttons=((Button(t("Answer now"), Go()),),),
    )


def _fewer(t: Translator, learner: Learner) -> str:
    if learner.remind_every == 0:
        return t("No more reminders. In /settings you can switch them on again.")
    return t.n(
        "From now on a reminder comes at most every {count} day.",
        "From now on a reminder comes at most every {count} days.",
        learner.remind_every,
    )


def urgent(t: Translator, contact: str | None) -> Screen:
    """Fixed words for somebody who may need help now."""
    return Screen(
        parts=paragraphs(
            Bold(t("This chat cannot help in an emergency, and nobody reads it.")),
            t(
                "If you or somebody with you may be in danger, call your emergency number now (112 in Europe, 911 in"
                " North America, 999 in the United Kingdom), or go to the nearest emergency department."
            ),
            t(
                "If you have had a cell infusion or are in a study, also call the number that your hospital or study"
                " team gave you, at any hour."
            ),
            t("Your team: {contact}", contact=contact) if contact else None,
            t(
                "If you are thinking of harming yourself, you do not have to be alone with it: call your emergency"
                " number or a crisis line (988 in the United States, 116 123 in many European countries) now."
            ),
            t("Practice has stopped. What you wrote was not kept. When you want to go on one day: /learn"),
        )
    )


def help_screen(t: Translator, *, patient: bool) -> Screen:
    """What the bot does and which commands there are; a patient can invite somebody who helps them."""
    return Screen(
        parts=paragraphs(
            Bold(t("How it works")),
            t(
                "You read a short lesson, answer a question, and are told at once why each answer is right or wrong."
                " Each question comes back just before you would forget it. “Not sure” is always fine."
            ),
            t("You can tap the buttons, or type the letter of an answer."),
            "\n".join(f"/{name}: {text}" for name, text in commands(t)),
            t("This is a learning aid. It gives no medical advice and is not for emergencies."),
        ),
        buttons=(
            (Button(t("Go on"), Go()),),
            *(((Button(t("Invite somebody who helps me"), Along(thing="helper")),),) if patient else ()),
        ),
    )


def commands(t: Translator) -> tuple[tuple[str, str], ...]:
    """The commands with what they do, in the order of the menu."""
    return (
        ("start", t("begin, or go on where you were")),
        ("learn", t("choose what to learn; read lessons again")),
        ("progress", t("what you know, and what is due")),
        ("ask", t("questions for your care team")),
        ("summary", t("what is clear, what is open: a page to take along")),
        ("practice", t("for students: practise what you like")),
        ("exam", t("for students: an exam, without feedback until its end")),
        ("date", t("your appointment or exam, and a plan until then")),
        ("settings", t("language, time zone, reminders, questions a day")),
        ("pause", t("take a break")),
        ("help", t("how it works")),
        ("privacy", t("what is kept about you")),
        ("export", t("everything that is kept about you, as a file; /export anki: your sets for Anki")),
        ("delete", t("delete everything")),
    )


def hint(t: Translator, *, waiting: bool) -> Screen:
    """A text that fits nothing."""
    return Screen(
        parts=(
            t("I did not understand that. Please answer with the buttons under the question, or go on here:")
            if waiting
            else t("I did not understand that. Tap below to go on, or see /help."),
        ),
        buttons=((Button(t("Show my question") if waiting else t("Go on"), Go()),),),
    )


def not_text(t: Translator) -> Screen:
    """A photo, a voice message, anything that is no text."""
    return Screen(
        parts=(t("I can only read text and taps. What you sent was not kept. Tap below to go on."),),
        buttons=((Button(t("Go on"), Go()),),),
    )


def unfit(t: Translator, question: Question) -> Screen:
    """Something that cannot be an answer to the open question: nothing was marked, and what to do instead."""
    match question:
        case Numeric():
            said = t("Please type one number, such as 3, or a number with its unit, such as 3 weeks.")
        case Short() | Cloze():
            said = t("Please type just the word or the few words that answer the question, or tap “Not sure”.")
        case Single() | TrueFalse():
            said = t("Please pick one of the answers, or tap “Not sure”.")
        case Multiple() | Order() | Match() | Teachback():
            said = t("Please answer with the letters under the question, or tap “Not sure”.")
        case _:
            assert_never(question)
    return Screen(parts=(said,))


def unknown_command(t: Translator) -> Screen:
    """A command that is none."""
    return Screen(parts=(t("I do not know that command. See /help for those that I know."),), buttons=go_on(t))


def group(t: Translator) -> Screen:
    """In a group."""
    return Screen(parts=(t("I work in private chats only: please open a chat with me."),))


def sorry(t: Translator) -> Screen:
    """Something has gone wrong on our side."""
    return Screen(
        parts=(t("Sorry, something went wrong on our side. Nothing of yours is lost. Please try again."),),
        buttons=((Button(t("Go on"), Go()),),),
    )


def go_on(t: Translator) -> tuple[Row, ...]:
    """The buttons of a message whose own are over."""
    return ((Button(t("Go on"), Go()),),)

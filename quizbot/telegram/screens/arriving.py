"""The first minute, and what a learner decides about themselves: agreeing, track, privacy, leaving."""

from __future__ import annotations

from datetime import date
from functools import partial

from quizbot.domain.questions import Audience, QuestionSet
from quizbot.domain.retention import KEPT_OF_OTHERS
from quizbot.i18n import LANGUAGES, Translator
from quizbot.telegram.callbacks import Consent, Go, Leave, Set, Track, tag
from quizbot.telegram.screens.screen import Bold, Button, Quiet, Screen, paragraphs


def welcome(t: Translator, chosen: QuestionSet | None, *, invite: str = "") -> Screen:
    """Who this is for and what is kept, before anything is kept; the buttons carry on what their link brought."""
    consent = partial(Consent, questions="" if chosen is None else tag(chosen.id), invite=invite)
    return Screen(
        parts=paragraphs(
            Bold(t("Welcome to quizbot")),
            t(
                "Here you learn from trustworthy documents, a few minutes at a time: a short lesson, a question, and at"
                " once why each answer is right or wrong. Later you are asked again, just before you would forget."
            ),
            None if chosen is None else t("You are invited to: {title}", title=chosen.title),
            t("You have an invitation for educators. It is looked at once you agree.") if invite else None,
            t(
                "It is for people who are thinking about a treatment, and for those who study or work in medicine. It"
                " is a learning aid. It gives no medical advice and it is not for emergencies."
            ),
            t(
                "What is kept: your answers, your settings and your Telegram number, so that you are asked the right"
                " thing at the right time. Not your name, and what you type only until it is answered, unless you note"
                " a question for your care team. You can see it all with /export and delete it all with /delete at any"
                " time. More: /privacy"
            ),
            t("Do you agree?"),
        ),
        buttons=(
            (Button(t("I agree"), consent(answer="yes", language=t.language)),),
            (Button(t("No, keep nothing"), consent(answer="no", language=t.language)),),
            tuple(
                Button(name, consent(answer="ask", language=code))
                for code, name in LANGUAGES.items()
                if code != t.language
            ),
        ),
    )


def declined(t: Translator, *, is_educator: bool) -> Screen:
    """Nothing is kept, and how to change one's mind."""
    return Screen(
        parts=paragraphs(
            t("That is fine. Nothing about you has been kept.")
            if not is_educator
            else t("That is fine. Nothing about you has been kept, but that you are an educator here."),
            t("If you change your mind, send /start."),
        )
    )


def stranger(t: Translator) -> Screen:
    """A word from somebody who has not agreed yet, or who has left."""
    return Screen(parts=(t("We have not started yet. Send /start to begin."),))


def nothing_kept(t: Translator) -> Screen:
    """Nothing that could be shown or deleted."""
    return Screen(parts=(t("Nothing about you is kept. Send /start to begin."),))


def track(t: Translator) -> Screen:
    """Which track it is."""
    return Screen(
        parts=paragraphs(
            Bold(t("What brings you here?")),
            t("This decides the words and the questions. You can change it later with /learn."),
        ),
        buttons=(
            (Button(t("I am thinking about this treatment"), Track(audience=Audience.PATIENT)),),
            (Button(t("I study or work in medicine"), Track(audience=Audience.STUDENT)),),
        ),
    )


def begin(t: Translator, questions: QuestionSet, questions_a_day: int, *, zone_known: bool) -> Screen:
    """What will be learned and how, with one button to begin."""
    return Screen(
        parts=paragraphs(
            Bold(questions.title),
            None
            if questions.speaks(t.language)
            else t(
                "Its lessons and questions are in {language}: they have not been translated yet.",
                language=t.language_name(questions.language),
            ),
            t.n(
                "{lessons} short lessons and {count} question. At most {a_day} questions a day, at your own pace.",
                "{lessons} short lessons and {count} questions. At most {a_day} questions a day, at your own pace.",
                len(questions.active),
                lessons=len(questions.lessons),
                a_day=questions_a_day,
            ),
            t("“Not sure” is always a good answer: you are told at once."),
            None
            if zone_known
            else t("Reminders come once you have told me what time it is for you: that way never at night."),
        ),
        buttons=(
            (Button(t("Begin"), Go()),),
            *(() if zone_known else ((Button(t("Set my time"), Set(name="zone")),),)),
        ),
    )


def none_for(t: Translator) -> Screen:
    """There is no set for this track here."""
    return Screen(
        parts=(t("There is nothing to learn for this choice here yet. Take the other one, or come back later."),),
        buttons=track(t).buttons,
    )


def privacy(t: Translator, contact: str | None) -> Screen:
    """What is kept, for how long, who sees it."""
    return Screen(
        parts=paragraphs(
            Bold(t("What is kept about you")),
            t(
                "Kept: your Telegram number, your language, time zone and other settings, which lessons you have read,"
                " and for each question when you were asked or reminded, what you picked, and how it was marked. Of a"
                " typed answer: whether it was right, and which of the right answers it was. Which questions you have"
                " reported. Whether you are an educator."
            ),
            t(
                "If you are thinking about a treatment: what you say of each topic, and the questions that you note for"
                " your care team, in your own words. Only you see them. You can delete each one with /ask."
            ),
            t(
                "Not kept: your name or username, any other text that you type, photos, voice messages, files or"
                " anything else that you send."
            ),
            t(
                "While it waits for its answer, mostly for less than a second, what you send is kept without your name."
                " Then its text is deleted, and for eight days a bare number stays, so that nothing is answered twice."
                " If something of yours could not be answered at all, your number stays beside it for those days."
            ),
            t("It is used only to choose what you are asked next and when to remind you."),
            t(
                "If you are not here for a year (for {days} days, if you are thinking about a treatment), everything is"
                " deleted. Two weeks before, you are told; any word of yours keeps it.",
                days=KEPT_OF_OTHERS.days,
            ),
            t(
                "Chats with bots are not end-to-end encrypted: Telegram can technically read them. Please do not write"
                " here what you would not put on a postcard."
            ),
            t("/export gives you everything as a file. /delete removes everything, at once and for good."),
            t("Whom to ask: {contact}", contact=contact) if contact else None,
        )
    )


def leave(t: Translator, *, is_educator: bool) -> Screen:
    """Are you sure?"""
    return Screen(
        parts=paragraphs(
            Bold(t("Delete everything?")),
            t("All your answers, your progress and your settings will be removed for good. This cannot be undone."),
            t(
                "You will be no educator here any more. If whoever runs this bot has named you in its settings, ask"
                " them to take you out there, too."
            )
            if is_educator
            else None,
            Quiet(t("To keep a copy, send /export first.")),
        ),
        buttons=(
            (Button(t("Delete everything"), Leave(answer="yes")),),
            (Button(t("Keep it"), Leave(answer="no")),),
        ),
    )


def idle(t: Translator, last_day: date) -> Screen:
    """They have not been here for long: after that day everything is deleted."""
    return Screen(
        parts=paragraphs(
            Bold(t("Shall I keep your answers?")),
            t(
                "You have not been here for a long time. So that nothing is kept without need, everything about you"
                " will be deleted after {day}: your answers, your progress and your settings.",
                day=t.full_date(last_day),
            ),
            t("To keep it, tap below or write me anything. Otherwise you need not do anything."),
        ),
        buttons=(
            (Button(t("Keep it"), Leave(answer="no")),),
            (Button(t("Delete it now"), Leave(answer="yes")),),
        ),
    )


def left(t: Translator, count: int) -> Screen:
    """All is gone, and how much that was."""
    return Screen(
        parts=paragraphs(
            t.n("Done. {count} record was deleted.", "Done. {count} records were deleted.", count),
            t("Nothing about you is kept any more. If you want to start afresh: /start"),
        )
    )


def kept(t: Translator) -> Screen:
    """Nothing was deleted."""
    return Screen(parts=(t("Nothing was deleted."),), buttons=((Button(t("Go on"), Go()),),))

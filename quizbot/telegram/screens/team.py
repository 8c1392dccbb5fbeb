"""A patient's questions for the care team: offered, typed, listed, taken back; and a link for whoever helps them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from quizbot.domain.questions import QuestionSet
from quizbot.domain.team import LONGEST, MOST, TeamQuestion
from quizbot.i18n import Translator
from quizbot.services.team import OnList
from quizbot.telegram.callbacks import Along, Go, Note, tag
from quizbot.telegram.screens.screen import Bold, Button, Quiet, Row, Screen, lines, paragraphs, rows_of

ROOM = 3000  # characters of a message that questions may take
PAGE = 9  # questions on one message at most


def listed(t: Translator, outcome: OnList, first: int = 0, *, noted: bool = False) -> Screen:
    """The list from that place on, as far as a message takes it; `noted`: its end, which has just come to it.

    Each question has a button that takes it off the list.
    """
    asked = outcome.questions
    if noted:
        first = len(asked) - fitting(asked[: -PAGE - 1 : -1], ROOM)
    elif first >= len(asked):
        first = 0
    shown = asked[first : first + fitting(asked[first : first + PAGE], ROOM)]
    drops = [
        Button(t("Delete {number}", number=number), Note(how="drop", about=str(each.id), what=str(first)))
        for number, each in enumerate(shown, start=first + 1)
    ]
    return Screen(
        parts=paragraphs(
            t("Noted.") if noted else None,
            Bold(t("My questions for my team")),
            lines([(line,) for line in numbered(shown, first + 1)]),
            t("They stand in your /summary. Only you see them; nobody of your team reads this chat.")
            if asked
            else t("There is no question on your list yet. Write one down, and take it along to your next visit."),
        ),
        buttons=(
            (Button(t("Go on"), Go()),),
            (Button(t("Write a question"), Note(how="type")),),
            *_paging(t, len(asked), first, first + len(shown)),
            *(((Button(t("My summary"), Along(thing="summary")),),) if asked else ()),
            *rows_of(drops, width=3),
        ),
    )


def _paging(t: Translator, count: int, first: int, end: int) -> tuple[Row, ...]:
    if end < count:
        return ((Button(t("{count} more", count=count - end), Note(how="list", about=str(end))),),)
    return ((Button(t("From the beginning"), Note(how="list")),),) if first > 0 else ()


def fitting(asked: Sequence[TeamQuestion], room: int) -> int:
    """How many of the questions, from the first on, fit whole into so many characters."""
    taken = list(accumulate(len(each.text) + len("\n30. ") for each in asked))
    return sum(each <= room for each in taken)


def numbered(asked: Sequence[TeamQuestion], first: int = 1) -> list[str]:
    """The questions with their numbers, a line each."""
    return [f"{number}. {each.text}" for number, each in enumerate(asked, start=first)]


def offer(t: Translator, title: str, about: str, suggestions: Sequence[str], outcome: OnList) -> Screen:
    """Questions on a topic that can be taken over by one tap; those on the list are ticked."""
    there = {each.text for each in outcome.questions}
    takes = [
        Button(str(number), Note(how="take", about=about, what=tag(each)))
        for number, each in enumerate(suggestions, start=1)
        if each not in there
    ]
    return Screen(
        parts=paragraphs(
            Bold(t("Ask my team: {title}", title=title)),
            lines(
                [
                    (f"{number}. {each}", *((" ✓ ", Quiet(t("on your list"))) if each in there else ()))
                    for number, each in enumerate(suggestions, start=1)
                ]
            ),
            t("Tap a number to put that question on your list, or write your own.")
            if takes
            else t("You can write a question of your own."),
        ),
        buttons=(
            *rows_of(takes),
            (Button(t("Write a question"), Note(how="type", about=about)),),
            (Button(t("My list"), Note(how="list")), Button(t("Go on"), Go())),
        ),
    )


def typing(t: Translator, title: str | None) -> Screen:
    """What do they want to ask?"""
    return Screen(
        parts=paragraphs(
            Bold(t("What do you want to ask your team?")),
            None if title is None else t("About: {title}", title=title),
            t(
                "Type it as you would say it, in one message of at most {most} characters. It is kept in your own"
                " words, for your list alone, until you delete it.",
                most=LONGEST,
            ),
            Quiet(t("Please leave out names and numbers that others should not see.")),
        ),
        buttons=((Button(t("Not now"), Note(how="list")),),),
    )


def too_long(t: Translator, characters: int) -> Screen:
    """It was not kept."""
    return Screen(
        parts=(
            t(
                "That was too long to keep: {characters} characters, and at most {most} fit. Please send it again in"
                " fewer words, or as two questions.",
                characters=characters,
                most=LONGEST,
            ),
        ),
        buttons=((Button(t("Not now"), Note(how="list")),),),
    )


def full(t: Translator) -> Screen:
    """There is no room for another one."""
    return Screen(
        parts=(t("Your list is full: {most} questions. Delete one first, then there is room again.", most=MOST),),
        buttons=((Button(t("My list"), Note(how="list")),),),
    )


def for_patients_only(t: Translator) -> Screen:
    """They learn from a set for students."""
    return Screen(
        parts=(
            t(
                "That is for people who are thinking about a treatment: their questions for the team, and what is clear"
                " to them. With /learn you can change to a set for patients."
            ),
        ),
        buttons=((Button(t("Go on"), Go()),),),
    )


def invite(t: Translator, bot: str, questions: QuestionSet) -> Screen:
    """A link for somebody who helps them, who learns for themselves."""
    return Screen(
        parts=paragraphs(
            Bold(t("For somebody who helps you")),
            t("Send them this link. They learn the same, for themselves, at their own pace:"),
            f"https://t.me/{bot}?start=s_{questions.id}",
            t(
                "Nothing of yours is shared: not your answers, not your questions, not even that you are here. You do"
                " not see theirs either."
            ),
        ),
        buttons=((Button(t("Go on"), Go()),),),
    )

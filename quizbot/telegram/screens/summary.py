"""What a patient takes along to their team: as a message, and as the sheet that becomes a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from quizbot.domain.questions import Source
from quizbot.domain.team import View
from quizbot.i18n import Translator
from quizbot.render.summary import Part as SheetPart
from quizbot.render.summary import Sheet
from quizbot.services.team import Summary
from quizbot.telegram.callbacks import Along, Go, Note, See
from quizbot.telegram.screens.screen import Bold, Button, Part, Quiet, Screen, lines, paragraphs
from quizbot.telegram.screens.team import fitting, numbered
from quizbot.telegram.screens.topics import titles

ROOM = 1500  # characters of the message that questions may take
ROOM_FOR_TOPICS = 700  # … and that the topics of each kind may


def message(t: Translator, summary: Summary, contact: str | None) -> Screen:
    """The summary in the chat; questions that do not fit are in the list."""
    shown = summary.asked[: fitting(summary.asked, ROOM)]
    more = len(summary.asked) - len(shown)
    return Screen(
        parts=paragraphs(
            Bold(t("My summary")),
            summary.questions.title,
            *(_topics(t, heading, found) for heading, found in _views(t, summary)),
            lines(
                [
                    (Bold(t("My questions for my team")),),
                    *((line,) for line in (numbered(shown) or [t("nothing yet")])),
                    *(((t("and {count} more: /ask shows them", count=more),),) if more else ()),
                ]
            ),
            lines([(Bold(t("Where this comes from")),), *((f"• {line}",) for line in _dated(t, summary.sources))]),
            t("Whom to ask: {contact}", contact=contact) if contact else None,
            Quiet(_limits(t)),
            Quiet(t("As of {day}. It is yours, to take along.", day=t.full_date(summary.issued))),
        ),
        buttons=(
            (Button(t("Go on"), Go()),),
            (Button(t("Change my topics"), See()), Button(t("Change my questions"), Note(how="list"))),
            (Button(t("Invite somebody who helps me"), Along(thing="helper")),),
        ),
    )


def not_drawn(t: Translator) -> Screen:
    """The page to print could not be made."""
    return Screen(
        parts=(t("The page to print could not be made just now. For it, send /summary again a little later."),),
        buttons=((Button(t("Go on"), Go()),),),
    )


def sheet(t: Translator, summary: Summary, contact: str | None) -> Sheet:
    """The same on one page, without a name."""
    return Sheet(
        language=t.language,
        title=t("My summary"),
        below=summary.questions.title,
        parts=(
            *(SheetPart(heading=heading, lines=tuple(found)) for heading, found in _views(t, summary)),
            SheetPart(
                heading=t("My questions for my team"), lines=tuple(each.text for each in summary.asked), numbered=True
            ),
            SheetPart(heading=t("Where this comes from"), lines=tuple(_dated(t, summary.sources))),
            *((SheetPart(heading=t("Whom to ask"), lines=(contact,)),) if contact else ()),
        ),
        nothing=t("nothing yet"),
        more=t("and {count} more in the chat", count="{count}"),  # how many, the page says
        unprintable=t("□ stands for signs that this page cannot show. They are in the chat."),
        small=(_limits(t), t("As of {day}. It is yours, to take along.", day=t.full_date(summary.issued))),
    )


def _views(t: Translator, summary: Summary) -> list[tuple[str, list[str]]]:
    """The headings, each with the titles of the topics below it; a kind without any is left out."""
    topics = summary.questions.topic
    found = [
        (t("Clear to me"), titles(summary.views, View.CLEAR, topics)),
        (t("I want to go over again"), titles(summary.views, View.AGAIN, topics)),
        (t("I want to ask my team about"), titles(summary.views, View.ASK, topics)),
    ]
    return [each for each in found if each[1]] or found[:2]


def _topics(t: Translator, heading: str, found: Sequence[str]) -> Sequence[Part]:
    rows = [f"• {title}" for title in found]
    shown = [row for row, taken in zip(rows, accumulate(map(len, rows)), strict=True) if taken <= ROOM_FOR_TOPICS]
    if len(shown) < len(rows):
        shown.append(t("and {count} more: /progress shows them", count=len(rows) - len(shown)))
    return lines([(Bold(heading),), *((row,) for row in shown or [t("nothing yet")])])


def _dated(t: Translator, sources: Sequence[Source]) -> list[str]:
    return [
        t(
            "{title} ({dated})",
            title=each.title,
            dated=t("undated") if each.date is None else t.full_date(each.date),
        )
        for each in sources
    ]


def _limits(t: Translator) -> str:
    return t("This is a learning aid. It is neither a consent, nor a test, nor medical advice.")

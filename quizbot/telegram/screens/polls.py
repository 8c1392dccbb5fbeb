"""A question as Telegram's own quiz poll, where it fits one."""

from __future__ import annotations

from dataclasses import dataclass

from quizbot.domain.questions import Single, shown_order
from quizbot.i18n import Translator
from quizbot.services.outcomes import Asked
from quizbot.telegram.callbacks import Unsure
from quizbot.telegram.screens.questions import above
from quizbot.telegram.screens.screen import Button, Screen, paragraphs

# what Telegram takes, in UTF-16 units
QUESTION, OPTION, OPTIONS, EXPLANATION, LINE_FEEDS, DESCRIPTION = 300, 100, 12, 200, 2, 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """A poll with one right option, by its place among those shown; `about` stands above it, with the buttons below."""

    question: str
    options: tuple[str, ...]
    right: int
    explanation: str
    about: Screen


def quiz(t: Translator, asked: Asked) -> Quiz | None:
    """The question as a poll, or None if it does not fit one, or belongs to a round."""
    question, presentation = asked.question, asked.presentation
    if not isinstance(question, Single) or presentation.round_id is not None:
        return None
    order = shown_order(question, presentation.id)
    options = tuple(question.options[place].text for place in order)
    explanation = question.explanation.strip()
    about = Screen(
        parts=paragraphs(*above(t, asked)),
        buttons=((Button(t("Not sure"), Unsure(presentation=presentation.id)),),),
    )
    fits = (
        _fits(question.stem, QUESTION)
        and len(options) <= OPTIONS
        and all(_fits(option, OPTION) for option in options)
        and _fits(explanation, EXPLANATION)
        and explanation.count("\n") <= LINE_FEEDS
        and _fits(about.plain, DESCRIPTION)
    )
    if not fits:
        return None
    right = next(position for position, place in enumerate(order) if question.options[place].correct)
    return Quiz(question=question.stem, options=options, right=right, explanation=explanation, about=about)


def _fits(text: str, units: int) -> bool:
    return len(text.encode("utf-16-le")) // 2 <= units

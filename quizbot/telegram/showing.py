"""Outcomes to screens to the learner, and back to the database what has reached them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from quizbot.i18n import Translator
from quizbot.services.outcomes import (
    AlreadyShown,
    Answering,
    Asked,
    DateOver,
    Done,
    Feedback,
    Following,
    Next,
    Paused,
    Stale,
    Stranger,
    Taught,
    Undecided,
    Unfit,
)
from quizbot.services.practice import Practice
from quizbot.telegram.delivery import Delivery
from quizbot.telegram.screens import arriving, dates, feedback, practising, questions
from quizbot.telegram.screens.screen import Screen, Toast


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is shown something: the private chat, and texts in their language."""

    id: int
    t: Translator


class Showing:
    """Shows outcomes to people."""

    def __init__(self, delivery: Delivery, practice: Practice) -> None:
        self.delivery = delivery
        self._practice = practice

    async def screen(self, reader: Reader, screen: Screen, *, over: int | None = None) -> int:
        """Show a screen as a new message, or in place of the message `over`; returns the message's id."""
        if over is None:
            return await self.delivery.send(reader.id, screen)
        return await self.delivery.edit(reader.id, over, screen)

    async def following(
        self,
        reader: Reader,
        outcome: Following,
        *,
        over: int | None = None,
        after: int | None = None,
        after_lesson: str | None = None,
    ) -> Toast | None:
        """Show what comes next, and note that it has arrived; returns a line for the tap that asked for it, if any."""
        if isinstance(outcome, AlreadyShown):
            return Toast(text=reader.t("It is already there, just below."))
        message_id = await self.screen(reader, _screen(reader.t, outcome), over=over)
        asked = outcome if isinstance(outcome, Asked) else None
        if asked is not None:
            await self._close_other_messages(reader, asked, message_id)
        date_over = outcome.day if isinstance(outcome, DateOver) else None
        if asked is not None or after is not None or after_lesson is not None or date_over is not None:
            await self._practice.delivered(
                reader.id,
                asked=asked,
                message_id=message_id,
                after=after,
                after_lesson=after_lesson,
                date_over=date_over,
            )
        return None

    async def _close_other_messages(self, reader: Reader, asked: Asked, message_id: int) -> None:
        """Where else a question stands open, leave the way on instead: one question is open at a time, in one place."""
        for elsewhere in {asked.instead_of, asked.presentation.message_id} - {None, message_id}:
            if elsewhere is not None:
                await self.delivery.edit_buttons(reader.id, elsewhere, practising.go_on(reader.t))

    async def answering(self, reader: Reader, outcome: Answering, *, over: int | None) -> Toast | None:
        """Show what became of an answer in place of its question; returns a line for the tap, if any."""
        t = reader.t
        match outcome:
            case Feedback():
                where = outcome.review.presentation.message_id if over is None else over
                await self.screen(reader, feedback.feedback(t, outcome), over=where)
                return Toast(text=feedback.verdict(t, outcome.question, outcome.review))
            case Asked():
                return await self.following(reader, outcome, over=over)
            case Unfit(asked=asked):
                said = practising.unfit(t, asked.question)
                if over is not None:
                    return Toast(text=said.plain)
                await self.screen(reader, said)
            case Stale():
                return await self.stale(reader, over=over)
            case Stranger():
                await self.screen(reader, arriving.stranger(t))
            case _:
                assert_never(outcome)
        return None

    async def stale(self, reader: Reader, *, over: int | None) -> Toast:
        """A button or a link that is over: say so, and leave the way on in its place."""
        said = reader.t("That one is over. Tap “Go on” for what is next.")
        buttons = practising.go_on(reader.t)
        if over is None or not await self.delivery.edit_buttons(reader.id, over, buttons):
            await self.screen(reader, Screen(parts=(said,), buttons=buttons))
        return Toast(text=said)


def _screen(t: Translator, outcome: Next) -> Screen:
    match outcome:
        case Taught():
            return questions.lesson(t, outcome)
        case Asked():
            return questions.asked(t, outcome)
        case Done():
            return practising.done(t, outcome)
        case DateOver():
            return dates.over(t, outcome)
        case Paused(learner=learner):
            return practising.paused(t, learner)
        case Undecided():
            return arriving.track(t)
        case Stranger():
            return arriving.stranger(t)
        case _:
            assert_never(outcome)

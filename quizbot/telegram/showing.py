"""Outcomes to screens to the learner, and back to the database what has reached them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from quizbot.i18n import Translator
from quizbot.metrics import Count, Metrics
from quizbot.services.outcomes import (
    AlreadyShown,
    Answering,
    Asked,
    DateOver,
    Done,
    Feedback,
    Following,
    Next,
    Noted,
    Paused,
    Retold,
    RoundOver,
    Stale,
    Stranger,
    Taught,
    TopicEnd,
    Undecided,
    Unfit,
)
from quizbot.services.practice import Practice
from quizbot.telegram.delivery import Delivery
from quizbot.telegram.screens import arriving, dates, feedback, polls, practising, questions, rounds, topics
from quizbot.telegram.screens.polls import Quiz
from quizbot.telegram.screens.screen import Screen, Toast


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is shown something: the private chat, texts in their language, and whether they like polls."""

    id: int
    t: Translator
    polls: bool = False


class Showing:
    """Shows outcomes to people."""

    def __init__(self, delivery: Delivery, practice: Practice, metrics: Metrics) -> None:
        self.delivery = delivery
        self._practice = practice
        self._metrics = metrics

    async def screen(self, reader: Reader, screen: Screen, *, over: int | None = None) -> int:
        """Show a screen as a new message, or in place of the message `over`; returns the message's id."""
        if over is None:
            return await self.delivery.send(reader.id, screen)
        return await self.delivery.edit(reader.id, over, screen)

    async def apart(self, reader: Reader, over: int | None) -> int | None:
        """The message `over`, to show something else in its place; None if the open question stands there by now, as
        after two taps at once.
        """
        opened = None if over is None else await self._practice.open_question(reader.id)
        return None if opened is not None and opened.presentation.message_id == over else over

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
        self._count_language(reader, outcome)
        asked = outcome if isinstance(outcome, Asked) else None
        quiz = None if asked is None or not reader.polls else polls.quiz(reader.t, asked)
        if asked is not None and quiz is not None:
            await self._ask_by_poll(reader, asked, quiz, over=over, after=after, after_lesson=after_lesson)
            return None
        message_id = await self.screen(reader, _screen(reader.t, outcome), over=over)
        if isinstance(outcome, Retold):  # it follows its answer, whichever way it was asked for
            after = outcome.presentation
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

    def _count_language(self, reader: Reader, outcome: Next) -> None:
        """Count what is shown to somebody in a language that is not theirs."""
        match outcome:
            case Taught(questions=questions, lesson=shown) | Retold(questions=questions, lesson=shown):
                pass
            case Asked(questions=questions, question=shown):
                pass
            case _:
                return
        if shown.key in questions.untranslated or not questions.speaks(reader.t.language):
            self._metrics.count(Count.IN_ORIGINAL, reader.t.language)

    async def _ask_by_poll(
        self,
        reader: Reader,
        asked: Asked,
        quiz: Quiz,
        *,
        over: int | None,
        after: int | None,
        after_lesson: str | None,
    ) -> None:
        """Ask by a poll, always a message of its own; what it would have taken the place of keeps no buttons."""
        message_id, poll_id = await self.delivery.ask_by_poll(reader.id, quiz)
        for elsewhere in {over, asked.instead_of, asked.presentation.message_id} - {None, message_id}:
            if elsewhere is not None:
                await self.delivery.edit_buttons(reader.id, elsewhere, ())
        await self._practice.delivered(
            reader.id, asked=asked, message_id=message_id, poll_id=poll_id, after=after, after_lesson=after_lesson
        )

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
                if outcome.in_poll and where is not None and where == outcome.review.presentation.message_id:
                    await self.delivery.edit_buttons(reader.id, where, ())
                    where = None
                await self.screen(reader, feedback.feedback(t, outcome), over=where)
                return Toast(text=feedback.verdict(t, outcome.question, outcome.review))
            case Asked():
                return await self.following(reader, outcome, over=over)
            case Noted():
                return await self._noted(reader, outcome, over)
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

    async def _noted(self, reader: Reader, outcome: Noted, over: int | None) -> Toast:
        """Say that an exam's answer is kept in place of its question, and go on below, once."""
        shown_in = outcome.presentation.message_id
        where = over if shown_in is None else shown_in
        await self.screen(reader, rounds.noted(reader.t, outcome), over=where)
        if outcome.following is not None:
            await self.following(reader, outcome.following, after=outcome.presentation.id)
        return Toast(text=reader.t("Noted"))

    async def stale(self, reader: Reader, *, over: int | None) -> Toast:
        """A button or a link that is over: say so, and leave the way on in its place."""
        if await self.apart(reader, over) != over:
            return Toast(text=reader.t("That one is over; this question is open now."))
        said = reader.t("That one is over. Tap “Go on” for what is next.")
        buttons = practising.go_on(reader.t)
        if over is None or not await self.delivery.edit_buttons(reader.id, over, buttons):
            await self.screen(reader, Screen(parts=(said,), buttons=buttons))
        return Toast(text=said)


def _screen(t: Translator, outcome: Next) -> Screen:
    match outcome:
        case Taught():
            return questions.lesson(t, outcome)
        case Retold():
            return topics.retold(t, outcome)
        case TopicEnd():
            return topics.end(t, outcome)
        case Asked():
            return questions.asked(t, outcome)
        case Done():
            return practising.done(t, outcome)
        case RoundOver():
            return rounds.over(t, outcome)
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

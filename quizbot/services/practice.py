"""Ask, answer, undo: each verb is one transaction that loads, decides, saves and returns an outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from quizbot.domain.questions import Library, Response
from quizbot.services import answering, asking, second_thoughts
from quizbot.services.outcomes import (
    Answering,
    Asked,
    Feedback,
    Following,
    Refused,
    Stale,
    Stranger,
)
from quizbot.storage import learners, polls, progress
from quizbot.storage.database import Database


class Practice:
    """The verbs of practising, on a database and whatever library is current."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def ask(
        self,
        learner_id: int,
        *,
        after: int | None = None,
        after_lesson: str | None = None,
        more: bool = False,
        resume: bool = False,
    ) -> Following:
        """What the learner sees next: a lesson, a question, or that there is nothing more now.

        Args:
            learner_id: whose turn it is.
            after: the presentation whose "Next" was tapped; a double tap yields AlreadyShown.
            after_lesson: the key of the lesson that they went on from; likewise.
            more: allow as many questions again as one day has.
            resume: end a pause.
        """
        work = partial(
            asking.ask,
            library=self._library(),
            now=self._clock(),
            learner_id=learner_id,
            after=after,
            after_lesson=after_lesson,
            more=more,
            resume=resume,
        )
        return await self._database.transact(work)

    async def show(self, learner_id: int, question_key: str) -> Asked | Stale | Stranger:
        """Open that question now, outside the schedule; Stale if it is not asked any more."""
        return await self._database.transact(
            partial(asking.show, self._library(), self._clock(), learner_id, question_key)
        )

    async def look(self, learner_id: int, presentation_id: int) -> Asked | Stale:
        """The open question behind a button, for redrawing it; Stale if it is not open or has changed."""
        return await self._database.read(partial(answering.look, self._library(), learner_id, presentation_id))

    async def answer(
        self, learner_id: int, presentation_id: int, response: Response, *, typed_in: int | None = None
    ) -> Answering:
        """Mark the response and schedule the question; the first answer counts, later ones see its feedback again.

        `typed_in` is the learner's message in which it came, None if it was tapped.
        """
        work = partial(
            answering.answer,
            library=self._library(),
            now=self._clock(),
            learner_id=learner_id,
            presentation_id=presentation_id,
            response=response,
            typed_in=typed_in,
        )
        return await self._database.transact(work)

    async def vote(self, learner_id: int, poll_id: str, option: int) -> Answering:
        """Answer by a poll: the option at that position, as it was shown; else as `answer`."""
        work = partial(
            answering.vote,
            library=self._library(),
            now=self._clock(),
            learner_id=learner_id,
            poll_id=poll_id,
            option=option,
        )
        return await self._database.transact(work)

    async def answered_in(self, learner_id: int, message_id: int) -> Answering | None:
        """What is to be told of the answer that came in this message, if it was taken before; None if it was not."""
        find = partial(progress.presentation_answered_in, learner_id=learner_id, message_id=message_id)
        presentation_id = await self._database.read(find)
        if presentation_id is None:
            return None
        return await self._database.transact(
            partial(answering.told_again, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def open_question(self, learner_id: int) -> Asked | None:
        """The delivered question that awaits this learner's answer, or None."""
        return await self._database.read(partial(answering.open_question, self._library(), learner_id))

    async def feedback(self, learner_id: int, presentation_id: int) -> Feedback | Stale:
        """The feedback of an answered presentation, to be shown again; Stale while its exam runs."""
        return await self._database.read(
            partial(answering.feedback_again, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def undo(self, learner_id: int, presentation_id: int) -> Asked | Refused:
        """Take the last answer back: its review is void, and the question is open again."""
        return await self._database.transact(
            partial(second_thoughts.undo, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def guessed(self, learner_id: int, presentation_id: int) -> Feedback | Refused:
        """Let a right answer count as shaky, on the learner's own word."""
        return await self._database.transact(
            partial(second_thoughts.guessed, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def report(self, learner_id: int, presentation_id: int, reason: str) -> bool:
        """Keep that the learner has found a problem with a question; False if that question was never theirs."""
        return await self._database.transact(
            partial(second_thoughts.report, self._clock(), learner_id, presentation_id, reason)
        )

    async def delivered(
        self,
        learner_id: int,
        *,
        asked: Asked | None = None,
        message_id: int | None = None,
        poll_id: str | None = None,
        after: int | None = None,
        after_lesson: str | None = None,
        date_over: int | None = None,
    ) -> None:
        """Note what has reached the learner: in which message and poll the question is, what it followed, which date is
        over.
        """

        def work(connection: Connection) -> None:
            if asked is not None and message_id is not None:
                progress.delivered(connection, learner_id, asked.presentation.id, message_id)
            if asked is not None and poll_id is not None:
                polls.sent(connection, learner_id, poll_id, asked.presentation.id)
            if after is not None:
                progress.followed(connection, learner_id, after, self._clock())
            if after_lesson is not None:
                progress.lesson_followed(connection, learner_id, after_lesson, self._clock())
            if date_over is not None:
                learners.drop_date(connection, learner_id, date_over)

        await self._database.transact(work)

"""Ask, answer, undo: each verb is one transaction that loads, decides, saves and returns an outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import assert_never

from sqlalchemy import Connection

from quizbot.domain import memory as fsrs
from quizbot.domain.learner import Learner
from quizbot.domain.marking import fits, mark
from quizbot.domain.memory import PARAMETERS, RETENTION, Calendar, Memory, Rating, fuzz_window, interval_days, rate
from quizbot.domain.questions import Audience, Library, NotSure, Picked, Question, QuestionSet, Response, Typed
from quizbot.domain.queue import (
    Ask,
    Finished,
    Given,
    Presentation,
    Purpose,
    Review,
    Situation,
    State,
    Teach,
    next_step,
)
from quizbot.services.outcomes import (
    AlreadyShown,
    Answering,
    Asked,
    Done,
    Feedback,
    Following,
    Paused,
    Refused,
    Stale,
    Stranger,
    Taught,
    Undecided,
    Unfit,
)
from quizbot.services.reminding import plan_reminder, seen
from quizbot.storage import learners, progress
from quizbot.storage.database import Database

DOUBLE_TAP = timedelta(seconds=30)  # the same "Next" again so soon after what followed it was delivered
CALENDAR_MARGIN = 2  # days around the fuzz window, so that rounding never looks at an unloaded day


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
            _ask,
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
        return await self._database.transact(partial(_show, self._library(), self._clock(), learner_id, question_key))

    async def look(self, learner_id: int, presentation_id: int) -> Asked | Stale:
        """The open question behind a button, for redrawing it; Stale if it is not open or has changed."""
        return await self._database.read(partial(_look, self._library(), learner_id, presentation_id))

    async def answer(self, learner_id: int, presentation_id: int, response: Response) -> Answering:
        """Mark the response and schedule the question; the first answer counts, later ones see its feedback again."""
        return await self._database.transact(
            partial(_answer, self._library(), self._clock(), learner_id, presentation_id, response)
        )

    async def open_question(self, learner_id: int) -> Asked | None:
        """The delivered question that awaits this learner's answer, or None."""
        return await self._database.read(partial(_open_question, self._library(), learner_id))

    async def feedback(self, learner_id: int, presentation_id: int) -> Feedback | Stale:
        """The feedback of an answered presentation, to be shown again."""
        return await self._database.read(
            partial(_feedback_again, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def undo(self, learner_id: int, presentation_id: int) -> Asked | Refused:
        """Take the last answer back: its review is void, and the question is open again."""
        return await self._database.transact(
            partial(_undo, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def guessed(self, learner_id: int, presentation_id: int) -> Feedback | Refused:
        """Let a right answer count as shaky, on the learner's own word."""
        return await self._database.transact(
            partial(_guessed, self._library(), self._clock(), learner_id, presentation_id)
        )

    async def report(self, learner_id: int, presentation_id: int, reason: str) -> bool:
        """Keep that the learner has found a problem with a question; False if that question was never theirs."""
        return await self._database.transact(partial(_report, self._clock(), learner_id, presentation_id, reason))

    async def delivered(
        self,
        learner_id: int,
        *,
        asked: Asked | None = None,
        message_id: int | None = None,
        after: int | None = None,
        after_lesson: str | None = None,
    ) -> None:
        """Note what has reached the learner: under which message the question is, and what it followed."""

        def work(connection: Connection) -> None:
            if asked is not None and message_id is not None:
                progress.delivered(connection, asked.presentation.id, message_id)
            if after is not None:
                progress.followed(connection, learner_id, after, self._clock())
            if after_lesson is not None:
                progress.lesson_followed(connection, learner_id, after_lesson, self._clock())

        await self._database.transact(work)


# ask


def _ask(
    connection: Connection,
    *,
    library: Library,
    now: datetime,
    learner_id: int,
    after: int | None,
    after_lesson: str | None,
    more: bool,
    resume: bool,
) -> Following:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    questions = library.sets.get(learner.set_id or "")
    if questions is None:
        return Undecided(learner=learner)
    if learner.paused and (resume or not learner.is_paused(learner.day(now))):
        learner = replace(learner, paused=False, paused_until=None)
        learner = plan_reminder(connection, library, learner, now)
    if learner.paused:
        return Paused(learner=learner)
    if _just_followed(connection, learner_id, now, after, after_lesson):
        return AlreadyShown()
    if after_lesson is not None and after_lesson in library.lessons:
        progress.lesson_read(connection, learner_id, after_lesson, now)
    if more:
        learner = _allow_more(connection, learner, now)
    opened = _still_open(connection, library, learner, now)
    return _next(connection, learner, questions, now) if opened is None else opened


def _just_followed(
    connection: Connection, learner_id: int, now: datetime, after: int | None, after_lesson: str | None
) -> bool:
    followed: datetime | None = None
    if after is not None:
        presentation = progress.find_presentation(connection, learner_id, after)
        followed = None if presentation is None else presentation.followed_at
    elif after_lesson is not None:
        followed = progress.lessons_read(connection, learner_id).get(after_lesson)
    return followed is not None and now - followed < DOUBLE_TAP


def _allow_more(connection: Connection, learner: Learner, now: datetime) -> Learner:
    day = learner.day(now)
    answered = sum(progress.answered_on(connection, learner.id, day).values())
    learner = replace(learner, allowance_day=day, allowance=answered + learner.questions_a_day)
    learners.save(connection, learner)
    return learner


def _still_open(connection: Connection, library: Library, learner: Learner, now: datetime) -> Asked | None:
    """The open question, in its present wording; None (and nothing open) if it is not what should be asked now."""
    presentation = progress.open_presentation(connection, learner.id)
    if presentation is None:
        return None
    question = library.questions.get(presentation.question_key)
    if (
        question is None
        or question.retired
        or question.set_id != learner.set_id
        or _is_of_before(presentation, learner, now)
    ):
        progress.supersede(connection, learner.id)
        return None
    if question.fingerprint != presentation.fingerprint:
        return _present_again(connection, library, presentation, question, now)
    return asked_of(connection, library.set_of(question), presentation, question)


def _is_of_before(presentation: Presentation, learner: Learner, now: datetime) -> bool:
    """Whether it was opened on another day: since then other questions may have become more urgent."""
    return learner.day(presentation.opened_at) != learner.day(now)


def _present_again(
    connection: Connection, library: Library, old: Presentation, question: Question, now: datetime
) -> Asked:
    """Open the same question once more, in its present wording."""
    opened = progress.open_presentation(connection, old.learner_id)
    presentation = progress.present(
        connection,
        old.learner_id,
        sitting_id=progress.sitting(connection, old.learner_id, now),
        question=question,
        purpose=old.purpose,
        position=old.position,
        planned=old.planned,
        now=now,
    )
    return replace(
        asked_of(connection, library.set_of(question), presentation, question),
        improved=old.fingerprint != question.fingerprint,
        instead_of=None if opened is None else opened.message_id,
    )


def asked_of(connection: Connection, questions: QuestionSet, presentation: Presentation, question: Question) -> Asked:
    """The question as it is to be shown, with a word to those who were right by an older key."""
    changed = progress.knows_another_key(connection, presentation.learner_id, question)
    return Asked(presentation=presentation, question=question, questions=questions, changed=changed)


def _next(connection: Connection, learner: Learner, questions: QuestionSet, now: datetime) -> Taught | Asked | Done:
    sitting_id = progress.sitting(connection, learner.id, now)
    step = next_step(situation(connection, learner, questions, now, sitting_id), questions)
    match step:
        case Teach(lesson=lesson):
            return Taught(lesson=lesson, questions=questions)
        case Ask():
            return present(connection, learner, questions, step, now, sitting_id)
        case Finished():
            return Done(learner=learner, finished=step, today=learner.day(now))
        case _:
            assert_never(step)


def present(
    connection: Connection, learner: Learner, questions: QuestionSet, ask: Ask, now: datetime, sitting_id: int | None
) -> Asked:
    """Open the presentation that the queue asks for."""
    presentation = progress.present(
        connection,
        learner.id,
        sitting_id=sitting_id,
        question=ask.question,
        purpose=ask.purpose,
        position=ask.position,
        planned=ask.planned,
        now=now,
    )
    return asked_of(connection, questions, presentation, ask.question)


def situation(
    connection: Connection, learner: Learner, questions: QuestionSet, now: datetime, sitting_id: int | None
) -> Situation:
    """All that decides what this learner sees next in that set; no sitting: a reminder starts one."""
    today = learner.day(now)
    answered = progress.answered_on(connection, learner.id, today)
    return Situation(
        today=today,
        topic=learner.topic_id,
        due=progress.due_keys(connection, learner.id, questions.id, today),
        met=progress.met_keys(connection, learner.id, questions.id),
        lessons_shown=frozenset(progress.lessons_read(connection, learner.id)),
        sitting=() if sitting_id is None else progress.answers_of_sitting(connection, sitting_id),
        answered_today=sum(answered.values()),
        new_today=answered.get(Purpose.NEW, 0),
        allowance=learner.allowed(today),
        last_key=progress.last_key(connection, learner.id),
        next_due_day=next(
            (day for day, key in progress.due_days(connection, learner.id, questions.id) if day > today), None
        ),
    )


def _show(
    library: Library, now: datetime, learner_id: int, question_key: str, connection: Connection
) -> Asked | Stale | Stranger:
    learner = seen(connection, library, learner_id, now)
    question = library.questions.get(question_key)
    if learner is None:
        return Stranger()
    if question is None or question.retired:
        return Stale()
    ask = Ask(question=question, purpose=Purpose.PRACTICE, position=0, planned=0)
    sitting_id = progress.sitting(connection, learner_id, now)
    return present(connection, learner, library.set_of(question), ask, now, sitting_id)


# answer


def _look(library: Library, learner_id: int, presentation_id: int, connection: Connection) -> Asked | Stale:
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if presentation is None or presentation.state is not State.OPEN:
        return Stale()
    question = library.questions.get(presentation.question_key)
    if question is None or question.fingerprint != presentation.fingerprint:
        return Stale()
    return asked_of(connection, library.set_of(question), presentation, question)


def _open_question(library: Library, learner_id: int, connection: Connection) -> Asked | None:
    presentation = progress.open_presentation(connection, learner_id)
    if presentation is None or presentation.message_id is None:
        return None
    asked = _look(library, learner_id, presentation.id, connection)
    return asked if isinstance(asked, Asked) else None


def _answer(
    library: Library,
    now: datetime,
    learner_id: int,
    presentation_id: int,
    response: Response,
    connection: Connection,
) -> Answering:
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    question = None if presentation is None else library.questions.get(presentation.question_key)
    if presentation is None or question is None or presentation.state is State.SUPERSEDED:
        return Stale()
    if presentation.state is State.ANSWERED:
        return _feedback(connection, library, learner, presentation, question, now) or Stale()
    if question.fingerprint != presentation.fingerprint:
        return _present_again(connection, library, presentation, question, now)
    if not fits(question, response):
        return Unfit(asked=asked_of(connection, library.set_of(question), presentation, question))
    _record(connection, library, learner, presentation, question, response, now)
    return _feedback(connection, library, learner, presentation, question, now) or Stale()


def _record(
    connection: Connection,
    library: Library,
    learner: Learner,
    presentation: Presentation,
    question: Question,
    response: Response,
    now: datetime,
) -> None:
    sitting_id = progress.sitting(connection, learner.id, now)
    if not progress.claim(connection, presentation, sitting_id):
        return
    progress.sat(connection, sitting_id, now)
    day = learner.day(now)
    earned = mark(question, response)
    rating = rate(question, response, earned)
    memory: Memory | None = None
    if rating is not None and presentation.purpose.scheduled:
        before = progress.find_memory(connection, learner.id, question.key)
        memory = _reviewed(connection, learner, question, before, rating, day)
        known_key = question.key_fingerprint if earned.right else None
        progress.save_memory(connection, learner.id, question.key, memory, known_key)
    progress.record(
        connection,
        progress.NewReview(
            presentation=presentation,
            at=now,
            day=day,
            given=_given(response),
            places=response.places if isinstance(response, Picked) else (),
            matched=earned.matched,
            credit=earned.credit,
            rating=rating,
            due_day=None if memory is None else memory.due_day,
            retention=RETENTION,
            parameters=PARAMETERS,
        ),
    )
    plan_reminder(connection, library, learner, now)


def _given(response: Response) -> Given:
    match response:
        case Picked():
            return Given.PICKED
        case Typed():
            return Given.TYPED
        case NotSure():
            return Given.NOT_SURE
        case _:
            assert_never(response)


def _reviewed(
    connection: Connection, learner: Learner, question: Question, before: Memory | None, rating: Rating, day: int
) -> Memory:
    """The memory after the review, its due day chosen with a look at the days around it."""
    unplaced = fsrs.review(before, rating, day, seed="", calendar=Calendar(due={}, room=0))
    first, last = fuzz_window(interval_days(unplaced.stability, RETENTION))
    due = progress.reviews_due(connection, learner.id, day + first - CALENDAR_MARGIN, day + last + CALENDAR_MARGIN)
    calendar = Calendar(due=due, room=learner.questions_a_day)
    return fsrs.review(before, rating, day, seed=f"{learner.id}:{question.key}", calendar=calendar)


# feedback


def _feedback(
    connection: Connection,
    library: Library,
    learner: Learner,
    presentation: Presentation,
    question: Question,
    now: datetime,
) -> Feedback | None:
    review = progress.review_of(connection, presentation)
    if review is None or review.void:
        return None
    is_last = progress.last_presentation_answered(connection, learner.id) == presentation.id
    questions = library.set_of(question)
    return Feedback(
        learner=learner,
        question=question,
        questions=questions,
        review=review,
        sources={cite.source: library.sources[cite.source] for cite in question.cites},
        today=learner.day(now),
        can_undo=is_last,
        can_say_guessed=is_last and questions.audience is Audience.STUDENT and _may_be_guessed(review),
    )


def _may_be_guessed(review: Review) -> bool:
    return review.right and review.due_day is not None and not review.guessed


def _feedback_again(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Feedback | Stale:
    learner = learners.find(connection, learner_id)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    question = None if presentation is None else library.questions.get(presentation.question_key)
    if learner is None or presentation is None or question is None:
        return Stale()
    return _feedback(connection, library, learner, presentation, question, now) or Stale()


# second thoughts


def _undo(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Asked | Refused:
    learner = seen(connection, library, learner_id, now)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    question = None if presentation is None else library.questions.get(presentation.question_key)
    if learner is None or presentation is None or question is None:
        return Refused()
    review = progress.review_of(connection, presentation)
    if review is None or question.retired:
        return Refused()
    if review.void:
        return _undone_before(connection, library, learner_id, question)
    if progress.last_presentation_answered(connection, learner_id) != presentation_id:
        return Refused()
    progress.amend(connection, review, progress.VOID, now)
    if review.due_day is not None:
        folded = fsrs.fold(progress.rated_reviews(connection, learner_id, question.key))
        progress.save_memory(connection, learner_id, question.key, folded)
    asked = _present_again(connection, library, presentation, question, now)
    plan_reminder(connection, library, learner, now)
    return asked


def _undone_before(connection: Connection, library: Library, learner_id: int, question: Question) -> Asked | Refused:
    """A second tap on "Undo": the question that the first one opened, if it still is."""
    presentation = progress.open_presentation(connection, learner_id)
    if presentation is None or presentation.question_key != question.key:
        return Refused()
    return asked_of(connection, library.set_of(question), presentation, question)


def _guessed(
    library: Library, now: datetime, learner_id: int, presentation_id: int, connection: Connection
) -> Feedback | Refused:
    learner = seen(connection, library, learner_id, now)
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    question = None if presentation is None else library.questions.get(presentation.question_key)
    if learner is None or presentation is None or question is None:
        return Refused()
    feedback = _feedback(connection, library, learner, presentation, question, now)
    if feedback is None or not (feedback.can_say_guessed or feedback.review.guessed):
        return Refused()
    if not feedback.review.guessed:
        before = fsrs.fold(progress.rated_reviews(connection, learner_id, question.key)[:-1])
        memory = _reviewed(connection, learner, question, before, Rating.HARD, feedback.review.day)
        progress.amend(connection, feedback.review, progress.GUESSED, now, rating=Rating.HARD, due_day=memory.due_day)
        progress.save_memory(connection, learner_id, question.key, memory, question.key_fingerprint)
        plan_reminder(connection, library, learner, now)
    return _feedback(connection, library, learner, presentation, question, now) or Refused()


def _report(now: datetime, learner_id: int, presentation_id: int, reason: str, connection: Connection) -> bool:
    presentation = progress.find_presentation(connection, learner_id, presentation_id)
    if presentation is None:
        return False
    progress.report_question(connection, presentation, reason, now)
    return True

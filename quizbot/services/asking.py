"""What comes next for a learner: the transaction behind "Next", and the questions that it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import Connection

from quizbot.domain.learner import Learner
from quizbot.domain.memory import LESSON_AGAIN_FROM
from quizbot.domain.questions import Library, Question, QuestionSet
from quizbot.domain.queue import (
    Ask,
    Finished,
    Presentation,
    Purpose,
    Situation,
    Teach,
    next_step,
)
from quizbot.domain.rounds import Round
from quizbot.services.between import between
from quizbot.services.outcomes import (
    AlreadyShown,
    Asked,
    DateOver,
    Done,
    Following,
    Paused,
    RoundOver,
    Stale,
    Stranger,
    Taught,
    Undecided,
)
from quizbot.services.planning import share_of
from quizbot.services.reminding import plan_reminder, seen
from quizbot.services.results import results_of
from quizbot.storage import learners, progress, rounds

DOUBLE_TAP = timedelta(seconds=30)  # the same "Next" again so soon after what followed it was delivered


def ask(
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
    """What the learner sees next; see Practice.ask."""
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    library = library.in_language(learner.language)
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
    if learner.awaiting is not None:  # what is typed from now on is an answer
        learner = replace(learner, awaiting=None)
        learners.save(connection, learner)
    if after_lesson is not None and after_lesson in library.lessons:
        progress.lesson_read(connection, learner_id, after_lesson, now)
    if learner.date_day is not None and learner.date_day < learner.day(now):
        return DateOver(learner=learner, day=learner.date_day)
    if more:
        learner = _allow_more(connection, learner, now)
    running = rounds.running(connection, learner_id)
    if running is not None:
        return next_in_round(connection, library, learner, running, now)
    return (
        _still_open(connection, library, learner, now)
        or between(connection, learner_id, questions)
        or _next(connection, learner, questions, now, after_lesson)
    )


def next_in_round(
    connection: Connection, library: Library, learner: Learner, round_: Round, now: datetime
) -> Asked | RoundOver:
    """The round's first question without an answer, or its end: after the last one, or when its day is over."""
    questions = library.sets[round_.set_id]
    active = {question.key: question for question in questions.active}
    answered = rounds.answered(connection, learner.id, round_.id)
    left = [(place, key) for place, key in enumerate(round_.keys, 1) if key in active and key not in answered]
    if round_.ended_at is not None or not left or learner.day(round_.started_at) != learner.day(now):
        return end_round(connection, library, learner, round_, now)
    place, key = left[0]
    opened = progress.open_presentation(connection, learner.id)
    if opened is not None and opened.round_id == round_.id and opened.question_key == key:
        if opened.fingerprint != active[key].fingerprint:
            return present_again(connection, library, opened, active[key], now)
        return asked_of(connection, questions, opened, active[key])
    ask = Ask(question=active[key], purpose=round_.purpose, position=place, planned=len(round_.keys))
    sitting_id = progress.sitting(connection, learner.id, now)
    return present(connection, learner, questions, ask, now, sitting_id, round_id=round_.id)


def end_round(connection: Connection, library: Library, learner: Learner, round_: Round, now: datetime) -> RoundOver:
    """End a round, if it has not ended: nothing of it stays open, and how it went may be told."""
    rounds.end(connection, learner.id, now)
    opened = progress.open_presentation(connection, learner.id)
    if opened is not None and opened.round_id == round_.id:
        progress.supersede(connection, learner.id)
    return results_of(connection, library, learner, replace(round_, ended_at=now), now)


def _just_followed(
    connection: Connection, learner_id: int, now: datetime, after: int | None, after_lesson: str | None
) -> bool:
    followed: datetime | None = None
    if after is not None:
        presentation = progress.find_presentation(connection, learner_id, after)
        followed = None if presentation is None else presentation.followed_at
    elif after_lesson is not None:
        read = progress.lessons_read(connection, learner_id).get(after_lesson)
        followed = None if read is None else read.followed_at
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
        or presentation.round_id is not None  # that round is over
        or _is_of_before(presentation, learner, now)
    ):
        progress.supersede(connection, learner.id)
        return None
    if question.fingerprint != presentation.fingerprint:
        return present_again(connection, library, presentation, question, now)
    return asked_of(connection, library.set_of(question), presentation, question)


def _is_of_before(presentation: Presentation, learner: Learner, now: datetime) -> bool:
    """Whether it was opened on another day: since then other questions may have become more urgent."""
    return learner.day(presentation.opened_at) != learner.day(now)


def present_again(
    connection: Connection, library: Library, old: Presentation, question: Question, now: datetime
) -> Asked:
    """Open the same question once more, in its present wording."""
    opened = progress.open_presentation(connection, old.learner_id)
    presentation = progress.present(
        connection,
        old.learner_id,
        Ask(question=question, purpose=old.purpose, position=old.position, planned=old.planned),
        sitting_id=progress.sitting(connection, old.learner_id, now),
        now=now,
        round_id=old.round_id,
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


def _next(
    connection: Connection, learner: Learner, questions: QuestionSet, now: datetime, after_lesson: str | None
) -> Taught | Asked | Done:
    sitting_id = progress.sitting(connection, learner.id, now)
    here = situation(connection, learner, questions, now, sitting_id)
    step = next_step(replace(here, just_read=after_lesson), questions)
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
    connection: Connection,
    learner: Learner,
    questions: QuestionSet,
    ask: Ask,
    now: datetime,
    sitting_id: int | None,
    *,
    round_id: int | None = None,
) -> Asked:
    """Open the presentation that the queue or a round asks for."""
    presentation = progress.present(connection, learner.id, ask, sitting_id=sitting_id, now=now, round_id=round_id)
    return replace(asked_of(connection, questions, presentation, ask.question), waiting=ask.waiting)


def situation(
    connection: Connection, learner: Learner, questions: QuestionSet, now: datetime, sitting_id: int | None
) -> Situation:
    """All that decides what this learner sees next in that set; no sitting: a reminder starts one."""
    today = learner.day(now)
    answered = progress.answered_on(connection, learner.id, today)
    due = progress.due_keys(connection, learner.id, questions.id, today)
    read = progress.lessons_read(connection, learner.id)
    new_today = answered.get(Purpose.NEW, 0)
    return Situation(
        today=today,
        topic=learner.topic_id,
        due=tuple(due),
        leeches=frozenset(key for key, lapses in due.items() if lapses >= LESSON_AGAIN_FROM),
        met=progress.met_keys(connection, learner.id, questions.id),
        lessons_shown=frozenset(read),
        read_today=frozenset(key for key, each in read.items() if learner.day(each.at) == today),
        sitting=() if sitting_id is None else progress.answers_of_sitting(connection, learner.id, sitting_id),
        answered_today=sum(answered.values()),
        new_today=new_today,
        allowance=learner.allowed(today),
        new_allowed=learner.new_allowed(today),
        last_key=progress.last_key(connection, learner.id),
        next_due_day=progress.next_due_day(connection, learner.id, questions.id, today),
        share=share_of(connection, learner, questions, today, new_today),
    )


def show(
    library: Library, now: datetime, learner_id: int, question_key: str, connection: Connection
) -> Asked | Stale | Stranger:
    """Open that question now, outside the schedule; Stale if it is not asked any more."""
    learner = seen(connection, library, learner_id, now)
    if learner is None:
        return Stranger()
    library = library.in_language(learner.language)
    question = library.questions.get(question_key)
    if question is None or question.retired:
        return Stale()
    ask = Ask(question=question, purpose=Purpose.PRACTICE, position=0, planned=0)
    sitting_id = progress.sitting(connection, learner_id, now)
    return present(connection, learner, library.set_of(question), ask, now, sitting_id)

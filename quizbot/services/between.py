"""What a patient meets between two questions: a lesson in other words, and the end of a topic."""

from __future__ import annotations

from sqlalchemy import Connection

from quizbot.domain.questions import Audience, Question, QuestionSet
from quizbot.domain.team import suggested, wants_other_words
from quizbot.services.outcomes import Retold, TopicEnd
from quizbot.storage import progress, team
from quizbot.storage.reports import last_answers_right
from quizbot.storage.team import LastAnswer


def between(connection: Connection, learner_id: int, questions: QuestionSet) -> Retold | TopicEnd | None:
    """What stands between the learner's last answer and what the queue asks next, if anything."""
    if questions.audience is not Audience.PATIENT:
        return None
    last = team.last_answer(connection, learner_id)
    question = None if last is None else next((q for q in questions.active if q.key == last.question_key), None)
    if last is None or question is None:
        return None
    return _retold(connection, learner_id, questions, question, last) or _topic_end(
        connection, learner_id, questions, question
    )


def _retold(
    connection: Connection, learner_id: int, questions: QuestionSet, question: Question, last: LastAnswer
) -> Retold | None:
    if last.followed or not last.missed:
        return None
    if not wants_other_words(team.misses(connection, learner_id, _keys(questions, question.topic))):
        return None
    lesson = next(each for each in questions.lessons if each.key == question.after)
    return Retold(lesson=lesson, questions=questions, presentation=last.presentation)


def _topic_end(connection: Connection, learner_id: int, questions: QuestionSet, question: Question) -> TopicEnd | None:
    """The end of the question's topic, if all of it has been asked and the learner has not said how they see it."""
    if question.topic in team.views(connection, learner_id, questions.id):
        return None
    keys = _keys(questions, question.topic)
    if not keys <= progress.met_keys(connection, learner_id, questions.id):
        return None
    right = last_answers_right(connection, learner_id, questions.id)
    view = suggested(right.get(key, True) for key in keys)
    return TopicEnd(topic=questions.topic[question.topic], questions=questions, suggested=view)


def _keys(questions: QuestionSet, topic_id: str) -> frozenset[str]:
    return frozenset(question.key for question in questions.active if question.topic == topic_id)

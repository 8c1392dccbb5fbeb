"""How a patient sees a topic: at its end, after two misses, and whenever they change their mind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from quizbot.domain.questions import Topic
from quizbot.domain.team import View
from quizbot.i18n import Translator
from quizbot.services.outcomes import Retold, TopicEnd
from quizbot.services.team import Topics
from quizbot.telegram.callbacks import Go, Lessons, Note, See, tag
from quizbot.telegram.screens.screen import Bold, Button, Row, Screen, paragraphs


def word(t: Translator, view: View) -> str:
    """What a patient says of a topic."""
    match view:
        case View.CLEAR:
            return t("clear to me")
        case View.AGAIN:
            return t("go over again")
        case View.ASK:
            return t("ask my team")
        case _:
            assert_never(view)


def retold(t: Translator, outcome: Retold) -> Screen:
    """A lesson in other words; as it was, where there are none."""
    lesson = outcome.lesson
    about = tag(f"{outcome.questions.id}/{lesson.topic}")
    return Screen(
        parts=paragraphs(
            Bold(t("In other words: {title}", title=lesson.title)),
            (lesson.again or lesson.text).strip(),
            t("If something is still open, you can put it on your list of questions for your team."),
        ),
        buttons=(
            (Button(t("Go on"), Go(how="on")),),
            (Button(t("Ask my team"), Note(how="offer", about=about)),),
        ),
    )


def end(t: Translator, outcome: TopicEnd) -> Screen:
    """All of a topic has been asked: the patient says how it is, the likeliest word first."""
    topic = tag(f"{outcome.questions.id}/{outcome.topic.id}")
    in_order = sorted(View, key=lambda view: view is not outcome.suggested)
    return Screen(
        parts=paragraphs(
            Bold(t("You have met all of: {title}", title=outcome.topic.title)),
            t("How is it for you now? Only you can say. You can change it at any time with /progress."),
        ),
        buttons=tuple((Button(_said(t, view), See(topic=topic, view=view)),) for view in in_order),
    )


def _said(t: Translator, view: View) -> str:
    """As a sentence on a button."""
    match view:
        case View.CLEAR:
            return t("It is clear to me")
        case View.AGAIN:
            return t("I want to go over it again")
        case View.ASK:
            return t("I want to ask my team")
        case _:
            assert_never(view)


def overview(t: Translator, outcome: Topics) -> Screen:
    """Every topic that was begun with what the patient says of it, each to be changed."""
    return Screen(
        parts=paragraphs(
            Bold(t("Your topics")),
            t("Tap a topic to say how it is for you, or to read it again.")
            if outcome.views
            else t("You have not met a topic yet. After the first questions you find it here."),
        ),
        buttons=(*_rows(t, outcome), (Button(t("Go on"), Go()),)),
    )


def _rows(t: Translator, outcome: Topics) -> tuple[Row, ...]:
    titles = {topic_id: outcome.questions.topic[topic_id].title for topic_id in outcome.views}
    return tuple(
        (Button(_labelled(t, titles[id_], view), See(topic=_tag(outcome, id_))),) for id_, view in outcome.views.items()
    )


def _labelled(t: Translator, title: str, view: View | None) -> str:
    return title if view is None else f"{title}: {word(t, view)}"


def _tag(outcome: Topics, topic_id: str) -> str:
    return tag(f"{outcome.questions.id}/{topic_id}")


def choose(t: Translator, outcome: Topics, topic: Topic) -> Screen:
    """How is this topic? Its lessons are at hand."""
    view = outcome.views.get(topic.id)
    lessons = [each for each in outcome.questions.lessons if each.topic == topic.id]
    return Screen(
        parts=paragraphs(
            Bold(topic.title),
            t("You said: {word}.", word=word(t, view)) if view is not None else None,
            t("How is it for you now?"),
        ),
        buttons=(
            *((Button(_said(t, each), See(topic=_tag(outcome, topic.id), view=each, then="list")),) for each in View),
            *(
                (
                    Button(
                        t("Read: {title}", title=each.title),
                        Lessons(questions=tag(outcome.questions.id), lesson=tag(each.key)),
                    ),
                )
                for each in lessons
            ),
            (Button(t("Back"), See()),),
        ),
    )


def titles(views: Mapping[str, View], wanted: View, topics: Mapping[str, Topic]) -> list[str]:
    """The titles of the topics that are seen so, in the set's order."""
    return [topic.title for topic in topics.values() if views.get(topic.id) is wanted]

"""One question of each kind, and what else every test of them needs."""

from dataclasses import replace
from datetime import date

from quizbot.domain.questions import (
    Audience,
    Cloze,
    Item,
    Lesson,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Pair,
    Quantity,
    Question,
    QuestionSet,
    Short,
    Single,
    Teachback,
    Topic,
    TrueFalse,
)

SINGLE = Single(
    key="cells/who",
    topic="collection",
    after="cells/apheresis",
    stem="Whose cells are they?",
    options=(Option(text="a donor's"), Option(text="my own", correct=True), Option(text="an animal's")),
)
MULTIPLE = Multiple(
    key="cells/signs",
    topic="safety",
    after="cells/crs",
    stem="What is a sign?",
    options=(
        Option(text="fever", correct=True),
        Option(text="fatigue", correct=True),
        Option(text="hair loss"),
        Option(text="confusion", correct=True),
    ),
)
TRUE = TrueFalse(key="cells/experimental", topic="known", after="cells/trials", stem="It is experimental.", answer=True)
FALSE = TrueFalse(key="cells/cure", topic="known", after="cells/trials", stem="It is a cure.", answer=False)
ORDER = Order(
    key="cells/steps",
    topic="collection",
    after="cells/journey",
    stem="What comes when?",
    items=(Item(text="collect"), Item(text="change"), Item(text="prepare"), Item(text="infuse")),
)
MATCH = Match(
    key="cells/names",
    topic="safety",
    after="cells/crs",
    stem="What belongs together?",
    pairs=(
        Pair(left="CRS", right="fever"),
        Pair(left="ICANS", right="confusion"),
        Pair(left="LICATS", right="a flare"),
    ),
    extra=(Item(text="a rash"),),
)
NUMERIC = Numeric(
    key="cells/years",
    topic="known",
    after="cells/trials",
    stem="For how long was somebody followed?",
    answer=Quantity(value=3, unit="years"),
    also=(Quantity(value=36, unit="months"),),
)
SHORT = Short(
    key="cells/name",
    topic="collection",
    after="cells/apheresis",
    stem="What is it called?",
    accept=("apheresis", "leukapheresis", "B-cell collection"),
)
CLOZE = Cloze(
    key="cells/gap",
    topic="collection",
    after="cells/apheresis",
    before="The cells are collected by ",
    accept=("apheresis", "leukapheresis"),
    after_gap=".",
)
TEACHBACK = Teachback(
    key="cells/tell",
    topic="safety",
    after="cells/crs",
    stem="Say it in your own words.",
    points=("it can begin with fever", "call the team at once", "there are medicines against it"),
)
KINDS: tuple[Question, ...] = (SINGLE, MULTIPLE, TRUE, FALSE, ORDER, MATCH, NUMERIC, SHORT, CLOZE, TEACHBACK)


def lesson(key: str, topic: str) -> Lesson:
    return Lesson(key=key, topic=topic, title=key, text="…", cites=())


def question(key: str, topic: str, after: str, *, retired: bool = False) -> Question:
    return replace(SINGLE, key=key, topic=topic, after=after, retired=retired)


def question_set(lessons: tuple[Lesson, ...], questions: tuple[Question, ...], key: str = "cells") -> QuestionSet:
    topics = dict.fromkeys(each.topic for each in lessons)
    return QuestionSet(
        id=key,
        title=key,
        audience=Audience.PATIENT,
        language="en",
        license="CC-BY-4.0",
        reviewed=date(2026, 6, 1),
        topics=tuple(Topic(id=topic, title=topic) for topic in topics),
        lessons=lessons,
        questions=questions,
    )

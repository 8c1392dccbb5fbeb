"""What is authored becomes the domain's values, with shorthand written out."""

from __future__ import annotations

from datetime import date

import pytest

from quizbot.content.loader import load
from quizbot.domain.questions import (
    Audience,
    Citation,
    Cloze,
    Consent,
    Evidence,
    Item,
    Lesson,
    Level,
    Library,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Pair,
    Quantity,
    Question,
    Section,
    Short,
    Single,
    Source,
    Teachback,
    Term,
    Topic,
    TrueFalse,
)
from tests.content.written import GOOD


@pytest.fixture(scope="module")
def library() -> Library:
    loaded = load([GOOD])
    assert loaded.problems == ()
    return loaded.library


def leaflet(section: str, paragraph: int) -> tuple[Citation, ...]:
    return (Citation(source="leaflet", section=section, paragraph=paragraph),)


def book(paragraph: int) -> tuple[Citation, ...]:
    return (Citation(source="book", section="Leaves: green and black", paragraph=paragraph),)


QUESTIONS: list[Question] = [
    Single(
        key="tea-students/wait",
        topic="cup",
        after="tea-students/hot",
        core=True,
        level=Level.APPLICATION,
        consent=Consent.RISKS,
        vignette="Ada pours herself a cup.\nIt steams.",
        stem="What does she do first?",
        options=(
            Option(text="Wait a little", correct=True, why="It cools."),
            Option(text="Drink at once", why="It burns.", misconception="Steam is harmless"),
            Option(text="no", why="There is something to do."),
        ),
        explanation="Fresh tea is hot.",
        cites=leaflet("introduction", 1),
        ask=("How hot is my tea?", "How long do I wait?"),
        evidence=Evidence(people="a few drinkers", design="early trial", certainty="low"),
    ),
    Single(
        key="tea-students/minutes",
        topic="cup",
        after="tea-students/hot",
        stem="How long do leaves stay in the water?",
        options=(Option(text="One minute"), Option(text="Three minutes", correct=True), Option(text="An hour")),
        shuffle=False,
        explanation="Three minutes draw the taste out.",
        cites=leaflet("Brewing", 1),
    ),
    Multiple(
        key="tea-students/needs",
        topic="cup",
        after="tea-students/hot",
        stem="What does tea need?",
        options=(
            Option(text="Leaves", correct=True),
            Option(text="Water", correct=True),
            Option(text="Salt", why="Nobody salts tea."),
        ),
        explanation="Leaves and water.",
        cites=leaflet("Brewing", 2),
    ),
    TrueFalse(
        key="tea-students/plants",
        topic="leaf",
        after="tea-students/kinds",
        stem="Green and black tea come from two plants.",
        answer=False,
        why="It is one plant, treated in two ways.",
        explanation="One plant gives both.",
        cites=book(1),
    ),
    Order(
        key="tea-students/steps",
        topic="cup",
        after="tea-students/hot",
        stem="How is tea made, from first to last?",
        items=(Item(text="Boil water", why="It comes first."), Item(text="Add leaves"), Item(text="Wait")),
        explanation="Water, leaves, patience.",
        cites=leaflet("Brewing", 1),
    ),
    Match(
        key="tea-students/colours",
        topic="leaf",
        after="tea-students/kinds",
        stem="Which leaf gives which colour?",
        pairs=(
            Pair(left="Green leaves", right="Yellow", why="They are not oxidised."),
            Pair(left="Black leaves", right="Brown"),
        ),
        extra=(Item(text="Blue", why="No leaf gives blue."),),
        explanation="The treatment makes the colour.",
        cites=book(2),
    ),
    Numeric(
        key="tea-students/time",
        topic="cup",
        after="tea-students/hot",
        stem="How long does tea cool?",
        answer=Quantity(value=5, tolerance=0.5, unit="minutes"),
        also=(Quantity(value=300, tolerance=30, unit="seconds"),),
        explanation="Five minutes are enough.",
        cites=leaflet("Brewing", 3),
    ),
    Short(
        key="tea-students/drink",
        topic="leaf",
        after="tea-students/kinds",
        stem="What is another word for tea in a cup?",
        accept=("infusion", "brew"),
        explanation="Leaves infuse.",
        cites=book(1),
        retired=True,
    ),
    Cloze(
        key="tea-students/gap",
        topic="leaf",
        after="tea-students/kinds",
        before="Both teas come from one ",
        accept=("plant", "bush"),
        after_gap=".",
        explanation="It is one plant.",
        cites=book(2),
    ),
    Teachback(
        key="tea-students/own-words",
        topic="cup",
        after="tea-students/hot",
        stem="Say in your own words how tea is made.",
        points=("Water is boiled", "Leaves are added"),
        cites=leaflet("Brewing", 1),
    ),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_a_question_of_every_kind(library: Library, question: Question) -> None:
    assert library.questions[question.key] == question


def test_questions_keep_their_order_and_none_is_left_out(library: Library) -> None:
    assert list(library.sets["tea-students"].questions) == QUESTIONS


def test_what_stands_around_the_questions(library: Library) -> None:
    tea = library.sets["tea-students"]
    assert (tea.id, tea.title, tea.audience) == ("tea-students", "Tea: what to know", Audience.STUDENT)
    assert (tea.language, tea.license) == ("en", "CC-BY-4.0")
    assert (tea.reviewed, tea.next_review) == (date(2026, 11, 22), date(2027, 5, 22))
    assert tea.topics == (Topic(id="cup", title="The cup", core=True), Topic(id="leaf", title="The leaf"))
    assert tea.glossary == (
        Term(term="infusion", also=("brew", "liquor"), meaning="The drink that leaves and water make."),
    )


def test_lessons_keep_their_lines(library: Library) -> None:
    assert library.lessons["tea-students/hot"] == Lesson(
        key="tea-students/hot",
        topic="cup",
        title="Tea is hot",
        text="Fresh tea is hot.\n\nLet it cool: five minutes are enough.",
        cites=leaflet("introduction", 1) + leaflet("Brewing", 3),
    )


def test_sources(library: Library) -> None:
    assert library.sources == {
        "leaflet": Source(
            id="leaflet",
            title="A leaflet on tea",
            publisher="The tea board",
            author="A. Brewer",
            date=date(2026, 1, 31),
            url="https://tea.example/leaflet",
            skip=("Free tea on Mondays",),
            sections=(Section(heading="introduction", paragraphs=1), Section(heading="Brewing", paragraphs=3)),
        ),
        "book": Source(
            id="book",
            title="The book of tea",
            publisher="not stated",
            author="not stated",
            date=None,
            sections=(Section(heading="Leaves: green and black", paragraphs=2),),
        ),
    }

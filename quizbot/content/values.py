"""What was authored, as the domain's values; shorthand is written out on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict, assert_never

from quizbot.content.schema import sets as authored
from quizbot.content.schema.sources import SourcesFile
from quizbot.domain.questions import (
    Citation,
    Cloze,
    Consent,
    Evidence,
    Item,
    Lesson,
    Level,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Pair,
    Quantity,
    Question,
    QuestionSet,
    Section,
    Short,
    Single,
    Source,
    Teachback,
    Term,
    Topic,
    TrueFalse,
)


def sources(file: SourcesFile) -> tuple[Source, ...]:
    """The sources of a sources.yaml."""
    return tuple(
        Source(
            id=each["id"],
            title=each["title"],
            publisher=each["publisher"],
            author=each["author"],
            date=each["date"],
            url=each.get("url"),
            sections=tuple(Section(**section) for section in each["sections"]),
            skip=tuple(each.get("skip", ())),
        )
        for each in file["sources"]
    )


def question_set(file: authored.SetFile) -> QuestionSet:
    """The question set of a file."""
    head = file["set"]
    set_id = head["id"]
    return QuestionSet(
        id=set_id,
        title=head["title"],
        audience=head["audience"],
        language=head["language"],
        license=head["license"],
        reviewed=head["reviewed"]["on"],
        next_review=head["reviewed"].get("next"),
        topics=tuple(
            Topic(id=topic_id, title=each["title"], core=each.get("core", False))
            for topic_id, each in file["topics"].items()
        ),
        lessons=tuple(_lesson(set_id, each) for each in file["lessons"]),
        questions=tuple(_question(set_id, each) for each in file["questions"]),
        glossary=tuple(
            Term(term=each["term"], also=tuple(each.get("also", ())), meaning=each["meaning"])
            for each in file.get("glossary", ())
        ),
    )


def _lesson(set_id: str, lesson: authored.Lesson) -> Lesson:
    return Lesson(
        key=f"{set_id}/{lesson['id']}",
        topic=lesson["topic"],
        title=lesson["title"],
        text=lesson["text"],
        again=lesson.get("again"),
        cites=_cites(lesson.get("cites", ())),
    )


class _Frame(TypedDict):
    """What questions of every kind have."""

    key: str
    topic: str
    after: str
    core: bool
    level: Level | None
    consent: Consent | None
    vignette: str | None
    explanation: str
    cites: tuple[Citation, ...]
    ask: tuple[str, ...]
    evidence: Evidence | None
    retired: bool


def _frame(set_id: str, question: authored.Question) -> _Frame:
    evidence = question.get("evidence")
    return {
        "key": f"{set_id}/{question['id']}",
        "topic": question["topic"],
        "after": f"{set_id}/{question['after']}",
        "core": question.get("core", False),
        "level": question.get("level"),
        "consent": question.get("consent"),
        "vignette": question.get("vignette"),
        "explanation": "" if question["kind"] == "teachback" else question["explanation"],
        "cites": _cites(question.get("cites", ())),
        "ask": tuple(question.get("ask", ())),
        "evidence": None if evidence is None else Evidence(**evidence),
        "retired": question.get("retired", False),
    }


def _question(set_id: str, question: authored.Question) -> Question:
    frame = _frame(set_id, question)
    match question["kind"]:
        case "single":
            return Single(
                **frame, stem=question["stem"], options=_options(question), shuffle=question.get("shuffle", True)
            )
        case "multiple":
            return Multiple(
                **frame, stem=question["stem"], options=_options(question), shuffle=question.get("shuffle", True)
            )
        case "truefalse":
            return TrueFalse(**frame, stem=question["stem"], answer=question["answer"], why=question.get("why"))
        case "order":
            return Order(**frame, stem=question["stem"], items=_items(question["items"]))
        case "match":
            pairs = tuple(Pair(**each) for each in question["pairs"])
            return Match(**frame, stem=question["stem"], pairs=pairs, extra=_items(question.get("extra", ())))
        case "numeric":
            answer = question["answer"]
            also = tuple(Quantity(**each) for each in answer.get("also", ()))
            return Numeric(**frame, stem=question["stem"], answer=_quantity(answer), also=also)
        case "short":
            return Short(**frame, stem=question["stem"], accept=tuple(question["accept"]))
        case "cloze":
            before, _, rest = question["text"].partition("{{")
            gap, _, after = rest.partition("}}")
            accept = tuple(word.strip() for word in gap.split("|"))
            return Cloze(**frame, before=before, accept=accept, after_gap=after)
        case "teachback":
            return Teachback(**frame, stem=question["stem"], points=tuple(question["points"]))
        case _:
            assert_never(question["kind"])


def _options(question: authored.Single | authored.Multiple) -> tuple[Option, ...]:
    options = tuple(Option(**each) for each in question["options"])
    answer = question.get("answer")
    return options if answer is None else tuple(replace(each, correct=each.text in answer) for each in options)


def _items(items: Iterable[authored.Item]) -> tuple[Item, ...]:
    return tuple(Item(**each) for each in items)


def _quantity(answer: authored.Answer) -> Quantity:
    return Quantity(value=answer["value"], tolerance=answer.get("tolerance", 0.0), unit=answer.get("unit", ""))


def _cites(cites: Iterable[authored.Citation]) -> tuple[Citation, ...]:
    return tuple(_citation(each) for each in cites)


def _citation(cite: authored.Citation) -> Citation:
    section, _, paragraph = cite["at"].rpartition(" ¶")
    return Citation(source=cite["source"], section=section, paragraph=int(paragraph))

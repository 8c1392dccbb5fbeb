"""What Telegram takes: messages of 4096 UTF-16 units, and buttons of 64 bytes.

What the bot adds of its own is not known here, so lengths are bounds from above: a message that passes does fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from quizbot.content.document import Path
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Context, Finding, LessonContext, QuestionContext, Rule, SetContext
from quizbot.domain.questions import (
    Cloze,
    Lesson,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Short,
    Single,
    Teachback,
    TrueFalse,
)

MESSAGE = 4096
BUTTON = 64
_OWN_WORDS = 400
_OWN_WORDS_PER_ASK = 40  # what stands before a question for the care team
_OWN_WORDS_PER_ENTRY = 12  # a letter, a mark, the ends of lines; "paragraph" and its number


def long_question(context: QuestionContext) -> Iterator[Finding]:
    """A question and its feedback may not fit into one message, in which what can be picked is said twice."""
    question = context.subject
    once = [*_stem(question), question.explanation, *_cited(context)]
    if question.evidence is not None:
        once += [question.evidence.people, question.evidence.design, question.evidence.certainty]
    once += ["." * _OWN_WORDS_PER_ASK + each for each in question.ask]
    entries = list(_entries(question))
    twice = [text for text, _ in entries]
    whys = [why for _, why in entries if why is not None]
    yield from _too_long([*once, *twice, *twice, *whys], "With its feedback, this question")


def long_lesson(context: LessonContext) -> Iterator[Finding]:
    """A lesson may not fit into one message, in which its words are explained, too."""
    lesson, text = context.subject, context.subject.text.casefold()
    if lesson.again is not None:
        yield from _too_long([lesson.title, lesson.again], "In other words, this lesson")
    explained = [
        f"{entry.term}{entry.meaning}"
        for entry in context.within.set.glossary
        if any(word.casefold() in text for word in (entry.term, *entry.also))
    ]
    yield from _too_long([lesson.title, lesson.text, *explained, *_cited(context)], "This lesson")


def long_label(context: SetContext) -> Iterator[Finding]:
    """The title of the set or of a topic does not fit on a button."""
    titles: list[tuple[Path, str]] = [(("set", "title"), context.set.title)]
    titles += [(("topics", topic.id, "title"), topic.title) for topic in context.set.topics]
    for path, title in titles:
        size = len(title.encode())
        if size > BUTTON:
            message = f"The title has {size} bytes, and a button takes {BUTTON}."
            hint = "Shorten it; a letter outside of ASCII counts twice or more."
            yield Finding(at=path, message=message, hint=hint, text=title)


def _too_long(texts: list[str], what: str) -> Iterator[Finding]:
    units = len("".join(texts).encode("utf-16-le")) // 2
    bound = units + _OWN_WORDS + _OWN_WORDS_PER_ENTRY * len(texts)
    if bound > MESSAGE:
        message = f"{what} may need {bound} of the {MESSAGE} characters that a message takes."
        yield Finding(at=(), message=message, hint=f"Shorten its texts by {bound - MESSAGE} characters, or split it.")


def _cited(context: Context[Lesson | Question]) -> Iterable[str]:
    """What names the topic and the sources."""
    within = context.within
    topic = within.set.topic.get(context.subject.topic)
    if topic is not None:
        yield topic.title
    for cite in context.subject.cites:
        source = (within.sources or {}).get(cite.source)
        yield cite.section if source is None else f"{source.title}, {cite.section}"


def _stem(question: Question) -> Iterator[str]:
    if question.vignette is not None:
        yield question.vignette
    match question:
        case Cloze(before=before, accept=accept, after_gap=after_gap):
            yield f"{before}{accept[0]}{after_gap}"
        case _:
            yield question.stem


def _entries(question: Question) -> Iterator[tuple[str, str | None]]:
    """What can be picked, matched or typed, with its why."""
    match question:
        case Single(options=options) | Multiple(options=options):
            yield from ((option.text, option.why) for option in options)
        case TrueFalse(why=why):
            yield "", why
        case Order(items=items):
            yield from ((item.text, item.why) for item in items)
        case Match(pairs=pairs, extra=extra):
            yield from ((f"{pair.left} {pair.right}", pair.why) for pair in pairs)
            yield from ((item.text, item.why) for item in extra)
        case Short(accept=accept) | Cloze(accept=accept):
            yield from ((word, None) for word in accept)
        case Teachback(points=points):
            yield from ((point, None) for point in points)
        case Numeric():
            pass
        case _:
            assert_never(question)


RULES = (
    Rule(
        name="long-message",
        severity=Severity.ERROR,
        why="Telegram refuses a longer message, and the learner would see nothing.",
        of_question=long_question,
        of_lesson=long_lesson,
    ),
    Rule(
        name="long-label",
        severity=Severity.ERROR,
        why="A longer title does not fit on its button.",
        of_set=long_label,
    ),
)

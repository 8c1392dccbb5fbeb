"""Whether what is taught rests on a paragraph of a source, as far as the sources' fingerprints tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from quizbot.content.document import Path
from quizbot.content.language import content, words
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Context, Finding, QuestionContext, Rule, SetContext
from quizbot.content.sources import Fingerprint, place_of
from quizbot.content.words import normalised, numbers
from quizbot.domain.questions import (
    Citation,
    Cloze,
    Lesson,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Short,
    Single,
    Source,
    Teachback,
    TrueFalse,
)

# "one" is a number where it counts: "one week", "one to two", "one in ten"; not so in "this one" and "one study".
_UNCOUNTED_ONE = re.compile(
    r"(?<![\w-])one\b(?!(?:-| (?:(?:to|or|in) )?)(?:\d|two|three|four|five|six|seven|eight|nine|ten|and a half"
    r"|second|minute|hour|day|night|week|month|year|per ?cent|hundred|thousand|million|billion))",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4  # of fewer, a share says nothing
_WEAK = 0.2


_NO_SOURCES = "There is no sources.yaml beside the set or above it, or no source is in it."


def unknown_source(context: SetContext) -> Iterator[Finding]:
    """The set rests on a source that sources.yaml does not declare."""
    if context.sources is None:
        return
    for place, written in enumerate(context.fields.get("sources", ())):
        if written not in context.sources:
            message = f"`{written}` is not in sources.yaml."
            hint = did_you_mean(str(written), context.sources) if context.sources else _NO_SOURCES
            yield Finding(at=("sources", place), message=message, hint=hint, text=str(written))


def unknown_citation(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A citation leads to no paragraph of a source that the set declares."""
    declared = context.within.fields.get("sources", ())
    sources = context.within.sources or {}
    for place, cite in enumerate(context.subject.cites):
        if cite.source not in declared:
            message = f"`{cite.source}` is not among the `sources` of this set."
            hint = did_you_mean(cite.source, [str(each) for each in declared])
            yield Finding(at=("cites", place, "source"), message=message, hint=hint, text=cite.source)
        elif cite.source in sources:
            yield from _not_there(sources[cite.source], cite, ("cites", place, "at"))


def _not_there(source: Source, cite: Citation, at: Path) -> Iterator[Finding]:
    paragraphs = {section.heading: section.paragraphs for section in source.sections}
    if cite.section not in paragraphs:
        message = f"`{source.id}` has no section of this heading."
        yield Finding(at=at, message=message, hint=did_you_mean(cite.section, paragraphs), text=cite.section)
    elif cite.paragraph > paragraphs[cite.section]:
        last = paragraphs[cite.section]
        message = f"There is no paragraph {cite.paragraph} under this heading."
        hint = "Its only paragraph is ¶1." if last == 1 else f"Its paragraphs are ¶1 to ¶{last}."
        yield Finding(at=at, message=message, hint=hint, text=f"{cite.section} ¶{cite.paragraph}")


def uncited(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A question or a lesson cites nothing."""
    if not context.subject.cites:
        message = "No source is cited."
        hint = "Name the paragraph that this rests on: `cites: [{source: …, at: … ¶1}]`."
        yield Finding(at=(), message=message, hint=hint)


def unlocked_source(context: SetContext) -> Iterator[Finding]:
    """A source of the set is not in sources.lock.json."""
    if context.sources is not None and context.lock is not None:
        for at, source in enumerate(context.fields.get("sources", ())):
            if source in context.sources and source not in context.lock:
                message = f"`{source}` is not locked, so no number is held to it."
                hint = f"With its text at hand, run `quizbot sources lock {source}=FILE`."
                yield Finding(at=("sources", at), message=message, hint=hint, text=str(source))


def stale_lock(context: SetContext) -> Iterator[Finding]:
    """sources.lock.json cannot be understood, or counts other paragraphs than sources.yaml."""
    if context.lock is None:
        hint = "Run `quizbot sources lock FILE…` with the text of each source."
        yield Finding(at=("sources",), message="sources.lock.json is broken or of another version.", hint=hint)
        return
    for at, source in enumerate(context.fields.get("sources", ())):
        if source in context.lock and source in (context.sources or {}) and source not in context.locked:
            message = f"The sections of `{source}` in sources.yaml are not those that were locked."
            hint = f"Mend sources.yaml, or run `quizbot sources lock {source}=FILE`."
            yield Finding(at=("sources", at), message=message, hint=hint, text=str(source))


def uncited_number(context: QuestionContext) -> Iterator[Finding]:
    """A number in the key or the explanation stands in none of the paragraphs that are cited."""
    cited = _cited(context)
    if not cited:
        return
    seen: set[str] = set()
    for path, text in (*_key(context.subject), (("explanation",), context.subject.explanation)):
        for number in numbers(_UNCOUNTED_ONE.sub("", normalised(text))):
            if number.value not in seen and not any(each.holds(number.value) for each in cited):
                message = f"“{number.written}” stands in no paragraph that is cited."
                hint = "Mend the number, or cite the paragraph that says it."
                yield Finding(at=path, message=message, hint=hint, text=number.written)
            seen.add(number.value)


def weak_citation(context: QuestionContext) -> Iterator[Finding]:
    """Hardly any word of the key stands in the paragraphs that are cited."""
    cited = _cited(context)
    stems = {stem for _, text in _key(context.subject) for stem in content(words(text))}
    if cited and len(stems) >= _FEWEST_WORDS:
        found = sum(any(each.holds(stem) for each in cited) for stem in stems)
        if found / len(stems) < _WEAK:
            stand = "1 stands" if found == 1 else f"{found or 'none'} stand"
            message = f"Of {len(stems)} words of the key, {stand} in the paragraphs that are cited."
            yield Finding(at=("cites",), message=message, hint="See whether they say it, in other words.")


def _cited(context: QuestionContext) -> Sequence[Fingerprint]:
    """The fingerprints of all paragraphs that are cited; none if one of them is not known."""
    locked = context.within.locked
    cited = [locked.get(cite.source, {}).get(place_of(cite)) for cite in context.subject.cites]
    known = [each for each in cited if each is not None]
    return known if len(known) == len(cited) else ()


def _key(question: Question) -> Iterator[tuple[Path, str]]:
    """What is right, each text with its path: of a statement that is false, nothing; of typed answers, the first."""
    match question:
        case Single(options=options) | Multiple(options=options):
            yield from ((("options", at, "text"), each.text) for at, each in enumerate(options) if each.correct)
        case TrueFalse(stem=stem, answer=answer):
            yield from [(("stem",), stem)] if answer else []
        case Order(items=items):
            yield from ((("items", at, "text"), each.text) for at, each in enumerate(items))
        case Match(pairs=pairs):
            for at, pair in enumerate(pairs):
                yield ("pairs", at, "left"), pair.left
                yield ("pairs", at, "right"), pair.right
        case Numeric(answer=answer):
            yield ("answer", "value"), f"{answer.value:f}"
        case Short(accept=accept):
            yield ("accept", 0), accept[0]
        case Cloze(before=before, accept=accept, after_gap=after):
            yield ("text",), f"{before}{accept[0]}{after}"
        case Teachback(points=points):
            yield from ((("points", at), each) for at, each in enumerate(points))
        case _:
            assert_never(question)


RULES = (
    Rule(
        name="unknown-source",
        severity=Severity.ERROR,
        why="A learner who wants to read on must find the document.",
        of_set=unknown_source,
    ),
    Rule(
        name="unknown-citation",
        severity=Severity.ERROR,
        why="A citation that leads nowhere cannot be checked by anybody.",
        of_question=unknown_citation,
        of_lesson=unknown_citation,
    ),
    Rule(
        name="uncited",
        severity=Severity.WARNING,
        why="What rests on no source cannot be trusted, nor mended when the source changes.",
        of_question=uncited,
        of_lesson=uncited,
    ),
    Rule(
        name="unlocked-source",
        severity=Severity.INFORMATION,
        why="With the fingerprints of its paragraphs, numbers can be held to a source that is not shipped.",
        of_set=unlocked_source,
    ),
    Rule(
        name="stale-lock",
        severity=Severity.WARNING,
        why="Where paragraphs are counted in two ways, a citation leads to another one than was meant.",
        of_set=stale_lock,
    ),
    Rule(
        name="uncited-number",
        severity=Severity.WARNING,
        why="A wrong dose, time or share harms more than a wrong word, and is as easily written.",
        of_question=uncited_number,
    ),
    Rule(
        name="weak-citation",
        severity=Severity.INFORMATION,
        why="Plain words rightly differ from the source's; where all of them do, the citation may be another one's.",
        english=True,
        of_question=weak_citation,
    ),
)

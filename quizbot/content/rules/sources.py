"""Whether what is taught rests on a paragraph of a source."""

from __future__ import annotations

from collections.abc import Iterator

from quizbot.content.document import Path
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Context, Finding, Rule, SetContext
from quizbot.domain.questions import Citation, Lesson, Question, Source


def unknown_source(context: SetContext) -> Iterator[Finding]:
    """The set rests on a source that sources.yaml does not declare."""
    if context.sources is None:
        return
    for place, written in enumerate(context.fields.get("sources", ())):
        if written not in context.sources:
            message = f"`{written}` is not in sources.yaml."
            hint = did_you_mean(str(written), context.sources)
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
)

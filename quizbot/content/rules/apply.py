"""Rules applied to one set: what they find, where it stands, and what the author has excused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from quizbot.content.document import Document, Path, Value
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Position, Problem, Severity, shortened
from quizbot.content.rules.reading import UNUSED_IGNORE
from quizbot.content.rules.rule import Context, Finding, Rule, SetContext

_MOST_SUGGESTED = 100  # names of rules that are not known; looking for the nearest of each takes a while


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A set as rules see it, its file, and at which places there its lessons and questions stand.

    `whole` is false if the file has lessons or questions that could not be read.
    """

    file: str
    document: Document
    context: SetContext
    lessons: Sequence[int]
    questions: Sequence[int]
    whole: bool


def apply(rules: Sequence[Rule], judged: Judged) -> Iterator[Problem]:
    """What the rules find, but for what an `ignore` excuses; and each excuse that excuses nothing."""
    excuses = _excuses(judged)
    used: set[tuple[Path, str]] = set()
    for rule, finding in _findings(rules, judged):
        severity = finding.severity or rule.severity
        excuse = (finding.at[:2], rule.name)
        if excuse in excuses and severity is not Severity.ERROR:
            used.add(excuse)
        else:
            yield _problem(judged, judged.document.position(finding.at), rule.name, severity, finding)
    unused_ignore = next((rule for rule in rules if rule.name == UNUSED_IGNORE), None)
    if unused_ignore is not None and judged.whole:
        known = {rule.name: rule for rule in rules}
        for number, (path, name) in enumerate(sorted(excuses - used)):
            finding = _unused(known, (*path, "ignore", name), name, suggests=number < _MOST_SUGGESTED)
            where = judged.document.name_position(finding.at)
            yield _problem(judged, where, UNUSED_IGNORE, unused_ignore.severity, finding)


def _excuses(judged: Judged) -> set[tuple[Path, str]]:
    """The path of each lesson and question with the rules that it ignores."""
    cards = (*_written(judged, "lessons", judged.lessons), *_written(judged, "questions", judged.questions))
    return {(path, name) for path, fields in cards for name in cast("dict[str, Value]", fields.get("ignore", {}))}


def _written(judged: Judged, part: str, places: Sequence[int]) -> Iterator[tuple[Path, Mapping[str, Value]]]:
    """What was written at the places of a part, each with its path."""
    cards = cast("list[dict[str, Value]]", judged.document.fields[part])
    return (((part, place), cards[place]) for place in places)


def _findings(rules: Sequence[Rule], judged: Judged) -> Iterator[tuple[Rule, Finding]]:
    """What each rule finds, at paths that begin at the file."""
    context = judged.context
    rules = [rule for rule in rules if rule.concerns(context.set)]
    lessons = zip(context.set.lessons, _written(judged, "lessons", judged.lessons), strict=True)
    of_lesson = [(rule, rule.of_lesson) for rule in rules if rule.of_lesson is not None]
    for lesson, (path, fields) in lessons:
        about_lesson = Context(subject=lesson, fields=fields, within=context)
        for rule, check_lesson in of_lesson:
            for finding in check_lesson(about_lesson):
                yield rule, replace(finding, at=(*path, *finding.at))
    questions = zip(context.set.questions, _written(judged, "questions", judged.questions), strict=True)
    of_question = [(rule, rule.of_question) for rule in rules if rule.of_question is not None]
    for question, (path, fields) in questions:
        about_question = Context(subject=question, fields=fields, within=context)
        for rule, check_question in of_question:
            for finding in check_question(about_question):
                yield rule, replace(finding, at=(*path, *finding.at))
    for rule in rules:
        if rule.of_set is not None and judged.whole:
            yield from ((rule, finding) for finding in rule.of_set(context))


def _unused(known: Mapping[str, Rule], path: Path, name: str, *, suggests: bool) -> Finding:
    if name not in known:
        hint = did_you_mean(name, known) if suggests else "Delete the line."
        return Finding(at=path, message=f"There is no rule `{shortened(name)}`.", hint=hint, text=name)
    if known[name].severity is Severity.ERROR:
        message = f"`{name}` found nothing here that can be excused."
        return Finding(at=path, message=message, hint="Delete the line; an error has to be mended.", text=name)
    return Finding(at=path, message=f"`{name}` finds nothing here.", hint="Delete the line.", text=name)


def _problem(judged: Judged, where: Position, rule: str, severity: Severity, finding: Finding) -> Problem:
    return Problem(
        file=judged.file,
        line=where.line,
        column=where.column,
        rule=rule,
        severity=severity,
        message=finding.message,
        hint=finding.hint,
        text=finding.text,
    )

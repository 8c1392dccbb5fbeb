"""The command `quizbot sources diff`: what a newer document changes, and which questions and lessons rest on that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeAlias, assert_never

from quizbot.content.copies import CopiesRefused, Copy, copies
from quizbot.content.loader import load
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Context, Finding, Rule
from quizbot.content.sources import Fingerprint, Paragraphs, cut, of_text, paragraphs, place_of, words
from quizbot.domain.questions import Lesson, Question

_STILL_THE_SAME = 0.5  # of its words: with fewer, a paragraph is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The paragraph stands where it stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The paragraph stands elsewhere, and reads as it did."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The paragraph reads differently: how many of its words it still has, and which it did not have."""

    to: str
    kept: int
    of: int
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Nothing in the document is like the paragraph."""


Fate: TypeAlias = Unchanged | Moved | Changed | Gone


def diff_sources(questions: Sequence[Path], documents: Sequence[str]) -> tuple[str, int]:
    """What became of the locked paragraphs in newer documents, and what rests on those that are not as they were.

    `questions` are the files and folders of the question sets, a document is `FILE` or `ID=FILE`. The exit code is 0
    if nothing differs, 1 if something does, and 2 if a document cannot be read, is a copy of no source, or is one of
    a source that is not locked.
    """
    try:
        found = copies(questions, documents)
        became = {copy.source.id: fates(_locked(copy), paragraphs(copy.source, copy.text)) for copy in found}
    except CopiesRefused as error:
        return f"{error}\n", 2
    resting = _resting(questions, became)
    report = [line for copy in found for line in _told(copy, became[copy.source.id], resting)]
    differs = any(_differs(copy, became[copy.source.id]) for copy in found)
    return "\n".join([*report, ""]), int(differs)


def _locked(copy: Copy) -> Paragraphs:
    locked = {} if copy.shelf.lock is None else copy.shelf.lock
    if copy.source.id not in locked:
        raise CopiesRefused(
            f"`{copy.source.id}` is not locked, so there is nothing to compare with. "
            f"Lock the text that the questions rest on: `quizbot sources lock {copy.source.id}=FILE`."
        )
    return locked[copy.source.id]


def fates(locked: Paragraphs, newer: Mapping[str, str]) -> dict[str, Fate]:
    """What became of each locked paragraph, by its place; `newer` holds the paragraphs of the newer document.

    Each paragraph of the newer document is what became of one at most. Those that read the same are found first, at
    the same place if they can be; then, the most alike first, those that share at least half of their words.
    """
    found: dict[str, Fate] = {}
    free = dict(newer)
    for where, known in locked.items():
        if where in free and of_text(free[where]) == known.text:
            found[where] = Unchanged()
            del free[where]
    texts = {to: of_text(text) for to, text in free.items()}
    for where in [each for each in locked if each not in found]:
        to = next((each for each in free if texts[each] == locked[where].text), None)
        if to is not None:
            found[where] = Moved(to=to)
            del free[to]
    for where, to in _most_alike_first({each: locked[each] for each in locked if each not in found}, free):
        if where not in found and to in free:
            found[where] = _changed(locked[where], to, words(free.pop(to)))
    return {where: found.get(where, Gone()) for where in locked}


def _most_alike_first(locked: Paragraphs, newer: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of a locked and a newer place that share half of their words; of equals, those that stayed first."""
    distinct = {to: words(text) for to, text in newer.items()}
    alike = {
        (where, to): sum(map(known.holds, inside)) / max(len(known.words), len(inside), 1)
        for (where, known), (to, inside) in product(locked.items(), distinct.items())
    }
    pairs = [pair for pair, share in alike.items() if share >= _STILL_THE_SAME]
    return sorted(pairs, key=lambda pair: (-alike[pair], pair[0] != pair[1]))


def _changed(known: Fingerprint, to: str, now: set[str]) -> Changed:
    new = sorted(word for word in now if not known.holds(word))
    return Changed(to=to, kept=len(now) - len(new), of=len(known.words), new=tuple(new))


def _told(copy: Copy, became: Mapping[str, Fate], resting: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """Which headings are missing, the fate of each paragraph with what rests on it, and what is new, one a line."""
    yield f"{copy.source.id}, as {copy.file} has it:"
    sections = cut(copy.source, copy.text)
    for section in copy.source.sections:
        if section.heading not in sections:
            yield f"  no line reads “{section.heading}”"
    for where, fate in became.items():
        yield f"  {_fate(where, fate)}"
        yield from (f"    {each}" for each in resting.get((copy.source.id, where), ()))
    yield from (f"  new        {where}" for where in _new(copy, became))


def _fate(where: str, fate: Fate) -> str:
    match fate:
        case Unchanged():
            return f"unchanged  {where}"
        case Moved(to=to):
            return f"moved      {where}, now {to}"
        case Changed(to=to, kept=kept, of=of, new=new):
            moved = "" if to == where else f", now {to}"
            beside = f"; new: {', '.join(new)}" if new else ""
            return f"changed    {where}{moved}: has {kept} of its {of} words{beside}"
        case Gone():
            return f"gone       {where}"
        case _:
            assert_never(fate)


def _new(copy: Copy, became: Mapping[str, Fate]) -> list[str]:
    """The places whose paragraph is what became of none."""
    taken = {
        where if isinstance(fate, Unchanged) else fate.to
        for where, fate in became.items()
        if not isinstance(fate, Gone)
    }
    return [where for where in paragraphs(copy.source, copy.text) if where not in taken]


def _differs(copy: Copy, became: Mapping[str, Fate]) -> bool:
    return any(not isinstance(fate, Unchanged) for fate in became.values()) or len(_new(copy, became)) > 0


def _resting(questions: Sequence[Path], became: Mapping[str, Mapping[str, Fate]]) -> dict[tuple[str, str], list[str]]:
    """By source and place of each paragraph that is not as it was: what cites it, with file, line and column."""

    def cites(context: Context[Lesson | Question]) -> Iterator[Finding]:
        for number, cite in enumerate(context.subject.cites):
            where = place_of(cite)
            if not isinstance(became.get(cite.source, {}).get(where, Unchanged()), Unchanged):
                yield Finding(at=("cites", number), message=context.subject.key, hint=where, text=cite.source)

    rule = Rule(name="rests-on-it", severity=Severity.INFORMATION, why="", of_lesson=cites, of_question=cites)
    resting: dict[tuple[str, str], list[str]] = {}
    for problem in load(questions, [rule]).problems:
        if problem.rule == rule.name:
            line = f"{problem.file}:{problem.line}:{problem.column} {problem.message}"
            resting.setdefault((problem.text, problem.hint), []).append(line)
    return resting

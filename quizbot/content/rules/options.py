"""What can be picked: how many there are, and whether they can be told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

from quizbot.content.document import Path
from quizbot.content.problems import Severity
from quizbot.content.rules.quantities import read_range
from quizbot.content.rules.rule import Finding, QuestionContext, Rule
from quizbot.domain.questions import Match, Multiple, Order, Question, Single, Teachback
from quizbot.domain.reading import fold

_MOST_WANTED = 4
_ARTICLES = frozenset({"a", "an", "the"})
# "CD4+" and "CD4-" differ in what folding takes for punctuation.
_SIGNS = str.maketrans(
    {"+": " plus ", "<": " below ", ">": " above ", "%": " percent ", "±": " about ", "\N{MINUS SIGN}": "-"}
)
_PLAIN = re.compile("[A-Za-z0-9 ]+")
_MINUS = re.compile(r"(?<!\w)-(?=\w)|(?<=\w)-(?!\w)")

_Entries: TypeAlias = Sequence[tuple[Path, str]]


def option_count(context: QuestionContext) -> Iterator[Finding]:
    """A choice has more than four options; fewer than three or more than 12 do not fit the schema."""
    match context.subject:
        case Single(options=options) | Multiple(options=options) if len(options) > _MOST_WANTED:
            message = f"There are {len(options)} options."
            hint = "Keep the three or four that somebody would really pick."
            yield Finding(at=("options",), message=message, hint=hint, severity=Severity.INFORMATION)
        case _:
            pass


def duplicate_option(context: QuestionContext) -> Iterator[Finding]:
    """Two texts to choose among are the same but for case and blanks."""
    for entries in _groups(context.subject):
        for _, path, text in _repeated(entries, _same):
            yield Finding(
                at=path, message="This stands here twice.", hint="Change or delete one of the two.", text=text
            )


def near_duplicate_option(context: QuestionContext) -> Iterator[Finding]:
    """Two texts to choose among are the same but for articles, plurals, accents and punctuation."""
    for entries in _groups(context.subject):
        for first, path, text in _repeated(entries, _nearly_same):
            if _same(first) != _same(text):
                message = f"This hardly differs from “{first}”."
                yield Finding(at=path, message=message, hint="Make the difference plain, or delete one.", text=text)


def overlapping_ranges(context: QuestionContext) -> Iterator[Finding]:
    """Two options are ranges that have a number in common."""
    ranges = [(path, text, read_range(text)) for path, text in _options(context.subject)]
    for (_, first, one), (path, text, other) in combinations(ranges, 2):
        if one is not None and other is not None and one.overlaps(other):
            message = f"Some number is both “{first}” and “{text}”."
            yield Finding(at=path, message=message, hint="Let each range begin above the one before.", text=text)


def numeric_order(context: QuestionContext) -> Iterator[Finding]:
    """All options are numbers in one unit, and they will not be shown in order."""
    match context.subject:
        case Single(options=options, shuffle=shuffle) | Multiple(options=options, shuffle=shuffle):
            numbers = _comparable([option.text for option in options])
            hint = "Write them from the smallest to the largest, and `shuffle: false`."
            if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
                yield Finding(at=("options",), message="The numbers are not in order.", hint=hint)
            elif numbers and shuffle:
                yield Finding(at=("options",), message="The numbers are in order, but will be shuffled.", hint=hint)
        case _:
            pass


def _comparable(texts: Sequence[str]) -> list[tuple[float, float]]:
    """The least and the greatest number of each text, nothing if one is no number or has another unit."""
    ranges = [read_range(text) for text in texts]
    known = [each for each in ranges if each is not None]
    alike = len(known) == len(texts) and len({each.unit for each in known}) == 1
    return [(each.low, each.high) for each in known] if alike else []


def _groups(question: Question) -> Iterator[_Entries]:
    """The texts among which a learner chooses, each with its path."""
    match question:
        case Single() | Multiple():
            yield _options(question)
        case Order(items=items):
            yield [(("items", place, "text"), item.text) for place, item in enumerate(items)]
        case Match(pairs=pairs, extra=extra):
            yield [(("pairs", place, "left"), pair.left) for place, pair in enumerate(pairs)]
            rights: list[tuple[Path, str]] = [
                (("pairs", place, "right"), pair.right) for place, pair in enumerate(pairs)
            ]
            yield [*rights, *((("extra", place, "text"), item.text) for place, item in enumerate(extra))]
        case Teachback(points=points):
            yield [(("points", place), point) for place, point in enumerate(points)]
        case _:
            pass


def _options(question: Question) -> _Entries:
    match question:
        case Single(options=options) | Multiple(options=options):
            return [(("options", place, "text"), option.text) for place, option in enumerate(options)]
        case _:
            return ()


def _repeated(entries: _Entries, as_compared: Callable[[str], str]) -> Iterator[tuple[str, Path, str]]:
    """Of texts that are compared alike: the first, and path and text of each further one."""
    seen: dict[str, str] = {}
    for path, text in entries:
        compared = as_compared(text)
        if compared in seen:
            yield seen[compared], path, text
        else:
            seen[compared] = text


def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".")


def _nearly_same(text: str) -> str:
    """The words without articles, plural and punctuation; the text itself if it has no words."""
    plain = _PLAIN.fullmatch(text) is not None  # as most texts are, and quicker to compare
    words = (text.casefold() if plain else fold(_MINUS.sub(" minus ", text.translate(_SIGNS)))).split()
    return " ".join(word.removesuffix("s") for word in words if word not in _ARTICLES) or text


RULES = (
    Rule(
        name="option-count",
        severity=Severity.ERROR,
        why="Three or four plausible options ask as much as more; a longer list is only longer to read.",
        of_question=option_count,
    ),
    Rule(
        name="duplicate-option",
        severity=Severity.ERROR,
        why="Of two equal options one would be right and the other wrong.",
        of_question=duplicate_option,
    ),
    Rule(
        name="near-duplicate-option",
        severity=Severity.WARNING,
        why="Options that hardly differ ask for sharp eyes, not for knowledge.",
        of_question=near_duplicate_option,
    ),
    Rule(
        name="overlapping-ranges",
        severity=Severity.WARNING,
        why="A number that lies in two options makes both of them right, or neither.",
        of_question=overlapping_ranges,
    ),
    Rule(
        name="numeric-order",
        severity=Severity.WARNING,
        why="Numbers out of order cost time to sort and say nothing about knowledge.",
        of_question=numeric_order,
    ),
)

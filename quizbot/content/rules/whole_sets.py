"""What no single question shows: keys that stand out in length or place, and stems that tell another question's key."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizbot.content.document import Path
from quizbot.content.language import content, words
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Finding, Rule, SetContext
from quizbot.domain.questions import Cloze, Option, Question, Short, Single

CHANCE = 0.01
_LEAST_EXPECTED = 5  # in each place, below which the chi-square test is not sound
# What chi-square exceeds by chance in one of 100 sets, by how many places there are.
_CRITICAL = {
    3: 9.210,
    4: 11.345,
    5: 13.277,
    6: 15.086,
    7: 16.812,
    8: 18.475,
    9: 20.090,
    10: 21.666,
    11: 23.209,
    12: 24.725,
}
_COMMON_WORD = 20  # a word in so many stems belongs to the subject and betrays nothing
_LEAST_LETTERS = 6
_LEAST_WORDS = 2


def key_longest_in_set(context: SetContext) -> Iterator[Finding]:
    """The key is the longest option more often than chance would have it in one of 100 sets."""
    choices = [options for options in _choices(context) if sum(option.correct for option in options) == 1]
    if choices:
        longest = sum(_key_is_longest(options) for options in choices)
        share = sum(1 / len(options) for options in choices) / len(choices)
        if binomial_tail(len(choices), longest, share) < CHANCE:
            message = (
                f"In {longest} of {len(choices)} single choices the key is the longest option; "
                f"by chance it would be about {round(share * len(choices))}."
            )
            yield Finding(at=("questions",), message=message, hint="Shorten keys, or give distractors more detail.")


def _choices(context: SetContext, *, shuffled: bool | None = None) -> Iterator[Sequence[Option]]:
    for question in context.set.questions:
        if isinstance(question, Single) and not question.retired and shuffled in (None, question.shuffle):
            yield question.options


def _key_is_longest(options: Sequence[Option]) -> bool:
    key = max(len(option.text) for option in options if option.correct)
    return all(len(option.text) < key for option in options if not option.correct)


def binomial_tail(trials: int, successes: int, chance: float) -> float:
    """How probable it is to have at least so many successes."""
    if successes == 0:
        return 1.0
    log_chance, log_other = math.log(chance), math.log1p(-chance)
    return math.fsum(
        math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * log_chance
            + (trials - count) * log_other
        )
        for count in range(successes, trials + 1)
    )


def key_position(context: SetContext) -> Iterator[Finding]:
    """Where options are not shuffled, keys are spread over the places as chance would not in 99 of 100 sets."""
    places: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for options in _choices(context, shuffled=False):
        for place, option in enumerate(options):
            places[len(options)][place] += option.correct
    for count, keys in sorted(places.items()):
        expected = keys.total() / count
        if expected >= _LEAST_EXPECTED and _chi_square(keys, count, expected) > _CRITICAL[count]:
            spread = ", ".join(str(keys[place]) for place in range(count))
            message = (
                f"Of the choices among {count} that are not shuffled, the key is at the places 1 to {count}: {spread}."
            )
            hint = "Move some keys, or let options be shuffled that have no order of their own."
            yield Finding(at=("questions",), message=message, hint=hint)


def _chi_square(keys: Counter[int], count: int, expected: float) -> float:
    return sum((keys[place] - expected) ** 2 / expected for place in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question with the content of its stem and, if that is words, of its key."""

    place: int
    question: Question
    stem: frozenset[str]
    key_text: str
    key: frozenset[str]


def cross_item_cue(context: SetContext) -> Iterator[Finding]:
    """A stem tells the key of another question, together with what that one asks about."""
    asked = [_asked(place, question) for place, question in enumerate(context.set.questions) if not question.retired]
    stems_with: defaultdict[str, list[_Asked]] = defaultdict(list)
    for each in asked:
        for word in each.stem:
            stems_with[word].append(each)
    for each in asked:
        for other in _telling(each, stems_with):
            name = each.question.key.partition("/")[2]
            message = f"This tells the key of `{name}`: “{each.key_text}”."
            hint = "Ask it in other words, or ask one of the two only."
            at: Path = ("questions", other.place, "text" if isinstance(other.question, Cloze) else "stem")
            yield Finding(at=at, message=message, hint=hint)


def _asked(place: int, question: Question) -> _Asked:
    key_text = ""
    match question:
        case Single(options=options):
            key_text = next((option.text for option in options if option.correct), "")
        case Short(accept=accept) | Cloze(accept=accept):
            key_text = accept[0]
        case _:
            pass
    stem = f"{question.before} {question.after_gap}" if isinstance(question, Cloze) else question.stem
    return _Asked(
        place=place,
        question=question,
        stem=frozenset(content(words(stem))),
        key_text=key_text,
        key=frozenset(content(words(key_text))),
    )


def _telling(asked: _Asked, stems_with: Mapping[str, Sequence[_Asked]]) -> Iterator[_Asked]:
    """The other questions whose stems have all words of the key and most of the stem."""
    about = asked.stem - asked.key
    is_one_long_word = len(asked.key) == 1 and len(asked.key_text) >= _LEAST_LETTERS
    if len(asked.key) >= _LEAST_WORDS or is_one_long_word:
        candidates = min((stems_with.get(word, ()) for word in asked.key), key=len)
        for other in candidates if len(candidates) <= _COMMON_WORD else ():
            in_common = len(about & other.stem)
            if other is not asked and asked.key <= other.stem and in_common >= max(_LEAST_WORDS, len(about) / 2):
                yield other


RULES = (
    Rule(
        name="key-longest-in-set",
        severity=Severity.WARNING,
        why="Whoever notices that the longest option is right needs to know nothing more.",
        of_set=key_longest_in_set,
    ),
    Rule(
        name="key-position",
        severity=Severity.WARNING,
        why="Whoever notices where the key stands needs to know nothing more.",
        of_set=key_position,
    ),
    Rule(
        name="cross-item-cue",
        severity=Severity.WARNING,
        why="A question that another one answers shows who has read, not who remembers.",
        english=True,
        of_set=cross_item_cue,
    ),
)

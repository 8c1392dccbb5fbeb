"""Clues to the key: what lets somebody pick it who does not know the answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from quizbot.content.language import stem_of
from quizbot.content.problems import Severity
from quizbot.content.rules.choice import Choice, Phrase, Picking
from quizbot.content.rules.rule import Finding, QuestionContext, Rule
from quizbot.content.rules.stems import NEGATIONS

LONGER_BY_FACTOR = 1.5
LONGER_BY_WORDS = 3
REPEATED_LETTERS = 5
_CONVERGING_BY = 2
_WORDS_OF_OPPOSITES = 2  # by which two opposites differ at most: "more" and "less"

_ABSOLUTE = frozenset(
    """
    always never only all every everyone everybody everything none nobody entirely completely totally absolutely
    guaranteed impossible invariably
    """.split()
)
_HEDGES = frozenset(
    "may might can could usually generally typically probably possibly perhaps likely sometimes often partly".split()
)
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][a-z]{2,}\b")
_ARTICLE = re.compile(r"\b(an?)\s*[_….:]*$", re.IGNORECASE)
_SPOKEN_CONSONANT = re.compile(r"(?:eu|uni(?!n|m)|us[aeiu]|ut[ei]|one\b|once\b)", re.IGNORECASE)
_SPOKEN_VOWEL = re.compile(r"(?:[aeiou]|hour|hono|heir)", re.IGNORECASE)
_LETTERS_SPOKEN_ALONE = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)")
_EXACT = {
    "a number": re.compile(r"(?<![\w-])\d"),
    "brackets": re.compile(r"[(\[]"),
    "an example": re.compile(r"\b(?:e\.g\.|such as|for example|for instance)", re.IGNORECASE),
    "a reason": re.compile(r"\b(?:because|since|as it|so that|due to)\b", re.IGNORECASE),
}
_OPPOSITES = frozenset(
    frozenset(stem_of(word) for word in pair.split("/"))
    for pair in """
    increase/decrease increases/decreases rise/fall rises/falls raises/lowers raise/lower more/less more/fewer
    higher/lower high/low up/down faster/slower fast/slow larger/smaller large/small early/late earlier/later
    before/after start/stop starts/stops begin/end begins/ends gain/loss gains/loses better/worse good/bad strong/weak
    stronger/weaker active/inactive stimulates/inhibits activates/suppresses present/absent hot/cold warm/cold
    longer/shorter long/short safe/dangerous healthy/ill healthy/sick inside/outside mild/severe yes/no all/none
    always/never with/without many/few
    """.split()
)


def longest_key(context: QuestionContext) -> Iterator[Finding]:
    """The key, or each of several, is at least 1.5 times as long as the longest distractor and 3 words longer."""
    choice = context.choice
    if choice is not None:
        key = min(choice.keys, key=lambda each: len(each.text))
        longest = max(choice.distractors, key=lambda each: len(each.text))
        if len(key.text) >= LONGER_BY_FACTOR * len(longest.text) and (
            len(key.text.split()) - max(len(each.text.split()) for each in choice.distractors) >= LONGER_BY_WORDS
        ):
            message = f"The key has {len(key.text)} characters, the longest other option {len(longest.text)}."
            hint = "Move what explains the key into its `why`, or give the others as much detail."
            yield Finding(at=key.at, message=message, hint=hint, text=key.text)


def absolute_term(context: QuestionContext) -> Iterator[Finding]:
    """A distractor says "always" or the like of something, and no key does; of a misconception, for information."""
    choice = context.choice
    if choice is None or _ABSOLUTE.isdisjoint(choice.of_distractors) or not _ABSOLUTE.isdisjoint(choice.of_keys):
        return
    for option in choice.distractors:
        for term in [word for word in option.words if word in _ABSOLUTE and len(option.words) > 1][:1]:
            yield Finding(
                at=option.at,
                message=f"“{term}” gives this option away as wrong.",
                hint="Say it without, so that it has to be known to be wrong.",
                text=option.text,
                severity=None if option.option.misconception is None else Severity.INFORMATION,
            )


def hedged_key(context: QuestionContext) -> Iterator[Finding]:
    """A key says "may", "can", "usually" or the like, and no distractor does."""
    choice = context.choice
    if choice is None or _HEDGES.isdisjoint(choice.of_keys) or not _HEDGES.isdisjoint(choice.of_distractors):
        return
    for key in choice.keys:
        for term in [word for word in key.words if word in _HEDGES][:1]:
            message = f"“{term}” stands in the key and in no other option."
            yield Finding(at=key.at, message=message, hint="Hedge the others as well, or none.", text=key.text)


def word_repeat(context: QuestionContext) -> Iterator[Finding]:
    """A word of 5 letters or more stands in the stem and in each key, in any form, and in no distractor."""
    choice = context.choice
    if choice is not None:
        shared = _only_in_keys(choice)
        names = _names(choice.stem)
        for word in choice.stem.words:
            if len(word) >= REPEATED_LETTERS and stem_of(word) in shared and word not in names:
                yield _cue(choice.keys[0], f"“{word}” in the stem leads to the key.")
                return


def eponym_clue(context: QuestionContext) -> Iterator[Finding]:
    """A name stands in the stem and in each key, and in no distractor."""
    choice = context.choice
    if choice is not None:
        shared = _only_in_keys(choice)
        for name in sorted(_names(choice.stem)):
            if stem_of(name) in shared and any(name.capitalize() in key.text for key in choice.keys):
                yield _cue(choice.keys[0], f"The name “{name.capitalize()}” in the stem leads to the key.")
                return


def _only_in_keys(choice: Choice) -> frozenset[str]:
    """What the stem has in common with each key and with no distractor."""
    shared = choice.stem.content.intersection(*(key.content for key in choice.keys))
    return shared.difference(*(option.content for option in choice.distractors)) if shared else shared


def _names(stem: Phrase) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(stem.text))


def _cue(key: Picking, message: str) -> Finding:
    hint = "Use another word in one of the two, or the same in a distractor."
    return Finding(at=key.at, message=message, hint=hint, text=key.text)


def convergence(context: QuestionContext) -> Iterator[Finding]:
    """The key shares far more of its words with the other options than any distractor does."""
    choice = context.choice
    if choice is not None and len(choice.keys) == 1:
        (key,) = choice.keys
        shared = key.content.intersection(frozenset().union(*(option.content for option in choice.distractors)))
        if len(shared) < _CONVERGING_BY:
            return
        frequency = Counter(stem for option in choice.options for stem in option.content)
        of_key = _shared(key, frequency)
        if all(of_key >= _shared(option, frequency) + _CONVERGING_BY for option in choice.distractors):
            message = "The key has more in common with the other options than they have with one another."
            hint = "Spread the words of the key over the options evenly."
            yield Finding(at=key.at, message=message, hint=hint, text=key.text)


def _shared(option: Picking, frequency: Counter[str]) -> int:
    return sum(frequency[stem] - 1 for stem in option.content)


def article_cue(context: QuestionContext) -> Iterator[Finding]:
    """The stem ends with "a" or "an", which fits the key and not every distractor."""
    choice = context.choice
    if choice is None:
        return
    article = _ARTICLE.search(choice.stem.text)
    if article is not None:
        before_vowel = article[1].lower() == "an"
        misfits = [option for option in choice.distractors if _begins_with_vowel(option.text) != before_vowel]
        if misfits and all(_begins_with_vowel(key.text) == before_vowel for key in choice.keys):
            message = f"“{article[1]}” at the end of the stem does not go with this."
            hint = "Move the article into the options, or ask a whole question."
            yield Finding(at=misfits[0].at, message=message, hint=hint, text=misfits[0].text)


def _begins_with_vowel(text: str) -> bool:
    """Whether a text is spoken with a vowel at its beginning: "hour" and "MRI" are, "unit" is not."""
    if text[:2].isupper():
        return _LETTERS_SPOKEN_ALONE.match(text) is not None
    return _SPOKEN_VOWEL.match(text) is not None and _SPOKEN_CONSONANT.match(text) is None


def option_subset(context: QuestionContext) -> Iterator[Finding]:
    """All that one option says is said by another, which says more."""
    choice = context.choice
    if choice is None:
        return
    for one, other in combinations(choice.options, 2):
        less, more = (one, other) if len(one.content) < len(other.content) else (other, one)
        added = more.vocabulary - less.vocabulary
        if less.content and less.content < more.content and NEGATIONS.isdisjoint(added):
            message = f"Whoever is right with “{more.text}” is right with this as well."
            yield Finding(at=less.at, message=message, hint="Let the options exclude each other.", text=less.text)


def opposite_pair(context: QuestionContext) -> Iterator[Finding]:
    """Two options say the opposite of each other, and the others do not."""
    choice = context.choice
    if choice is None:
        return
    pairs = [(one, other) for one, other in combinations(choice.options, 2) if _opposite(one, other)]
    paired = {option.place for pair in pairs for option in pair}
    if pairs and len(paired) < len(choice.options):
        one, other = pairs[0]
        message = f"This is the opposite of “{one.text}”, so one of the two seems to be the key."
        hint = "Let the other options be a pair, too, or drop one of these."
        yield Finding(at=other.at, message=message, hint=hint, text=other.text)


def _opposite(one: Picking, other: Picking) -> bool:
    if len(one.content ^ other.content) > _WORDS_OF_OPPOSITES:
        return False
    if len(one.stems) != len(other.stems):
        negated, plain = (one, other) if len(one.stems) > len(other.stems) else (other, one)
        rest = tuple(stem for stem in negated.stems if stem not in NEGATIONS)
        return rest == plain.stems and len(rest) == len(negated.stems) - 1 and bool(rest)
    differing = [{a, b} for a, b in zip(one.stems, other.stems, strict=True) if a != b]
    return len(differing) == 1 and differing[0] in _OPPOSITES


def specificity_cue(context: QuestionContext) -> Iterator[Finding]:
    """The key gives a number, brackets, an example or a reason, and no distractor does."""
    choice = context.choice
    if choice is None or len(choice.keys) > 1:
        return
    (key,) = choice.keys
    for what, pattern in _EXACT.items():
        if pattern.search(key.text) and not any(pattern.search(option.text) for option in choice.distractors):
            message = f"The key is the only option with {what}."
            hint = "Be as exact in the others, or move it into the explanation."
            yield Finding(at=key.at, message=message, hint=hint, text=key.text)
            return


RULES = (
    Rule(
        name="longest-key",
        severity=Severity.WARNING,
        why="Authors qualify what is right, so that whoever does not know picks the longest option.",
        of_question=longest_key,
    ),
    Rule(
        name="absolute-term",
        severity=Severity.WARNING,
        why="Hardly anything is always so, so that whoever does not know crosses these options out.",
        english=True,
        of_question=absolute_term,
    ),
    Rule(
        name="hedged-key",
        severity=Severity.WARNING,
        why="A careful option among bold ones looks right to whoever does not know.",
        english=True,
        of_question=hedged_key,
    ),
    Rule(
        name="word-repeat",
        severity=Severity.WARNING,
        why="A word of the stem that comes again in one option only leads to it without any knowledge.",
        english=True,
        of_question=word_repeat,
    ),
    Rule(
        name="eponym-clue",
        severity=Severity.WARNING,
        why="A name that comes again in one option only can be matched letter by letter.",
        english=True,
        of_question=eponym_clue,
    ),
    Rule(
        name="convergence",
        severity=Severity.INFORMATION,
        why="Distractors are often made from the key, which is then the option that has most in common with the rest.",
        english=True,
        of_question=convergence,
    ),
    Rule(
        name="article-cue",
        severity=Severity.WARNING,
        why="Grammar alone rules out the options that the article does not fit.",
        english=True,
        of_question=article_cue,
    ),
    Rule(
        name="option-subset",
        severity=Severity.WARNING,
        why="If one option includes another, both would be right, so that the smaller one can be crossed out.",
        english=True,
        of_question=option_subset,
    ),
    Rule(
        name="opposite-pair",
        severity=Severity.WARNING,
        why="Of two opposites one is right, so that the other options need not be looked at.",
        english=True,
        of_question=opposite_pair,
    ),
    Rule(
        name="specificity-cue",
        severity=Severity.WARNING,
        why="The one option that is exact looks like the one that was looked up.",
        english=True,
        of_question=specificity_cue,
    ),
)

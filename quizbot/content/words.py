"""What texts have in common however they are spelt: plain characters, stems of words, and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizbot.content.language import stem_of

# Soft hyphens, joiners and marks of direction, which come along when a text is copied from a page.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **dict.fromkeys(("a", "an"), 1),
    **{word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_NUMBER_WORDS = frozenset(("zero", *_ONES, *_TEENS, *_TENS, "hundred", *_SCALES))
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile("[a-z]+")
_UP_TO_99 = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)})\b)?|{'|'.join((*_TEENS, *_ONES))})\b"
_LARGER = rf"(?:{'|'.join(_SCALES)})\b"
_NUMBER = re.compile(
    rf"""
    (?<![^\W_])(?P<number>
        (?:
            (?P<digits>(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,15}})(?:\.\d{{1,15}})?)(?!\d|(?:st|nd|rd|th)\b)
          | (?:(?P<hundreds>{_UP_TO_99}|an?)[- ])?(?P<hundred>hundred)\b
            (?:[ ](?:and[ ])?(?P<beyond>{_UP_TO_99})(?![- ]hundred\b))?
          | (?P<small>{_UP_TO_99}|zero\b|an?(?=[ ]{_LARGER}))
        )
        (?:[- ]?(?P<larger>{_LARGER}))?
    )
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(rf"{_NUMBER.pattern} | (?P<word>[^\W_]+(?:'[^\W_]+)*)", re.VERBOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: its value in digits, the same for "two", "2" and "2.0", and how it is written."""

    value: str
    written: str


def normalised(text: str) -> str:
    """The text with plain quotes, dashes and blanks, in NFKC, without invisible characters; case stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_PLAIN)
    return " ".join(text.replace("`", "'").split())


def numbers(text: str) -> Iterator[Number]:
    """The numbers in the text, in digits or in English words; a range is two numbers, an ordinal is none."""
    plain = normalised(text).casefold()
    for found in _NUMBER.finditer(plain) if may_hold_number(plain) else ():
        yield Number(value=_value(found), written=found["number"])


def may_hold_number(text: str) -> bool:
    """Whether a text in lower case has a digit or a number word; most have none, which is quickly seen."""
    return _DIGIT.search(text) is not None or not _NUMBER_WORDS.isdisjoint(_LETTERS.findall(text))


def stems(text: str) -> Iterator[str]:
    """The stem of each word in the text that is no number."""
    for token in _TOKEN.finditer(normalised(text).casefold()):
        if token["word"] is not None:
            yield stem_of(token["word"])


def _value(number: re.Match[str]) -> str:
    if number["digits"] is not None:
        value = Decimal(number["digits"].replace(",", ""))
    elif number["hundred"] is not None:
        value = Decimal(100 * _up_to_99(number["hundreds"] or "one") + _up_to_99(number["beyond"] or "zero"))
    else:
        value = Decimal(_up_to_99(number["small"]))
    return f"{(value * _SCALES.get(number['larger'], 1)).normalize():f}"


def _up_to_99(words: str) -> int:
    return sum(_VALUES.get(word, 0) for word in re.split("[- ]", words))

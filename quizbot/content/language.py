"""English as the rules see it: sentences, words, their stems and syllables, and the school grade a text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORDS_REMEMBERED = 1 << 15  # the vocabulary of many sets; a question repeats the words of its neighbours
_WORD = re.compile("[a-z0-9\u00e0-\u00ff]+(?:'[a-z]+)*")  # the letters named one by one: twice as fast as \\w
_END_OF_SENTENCE = re.compile(r"[.!?]+[\"\u201d\u2019')]*(?!\S)|\n+")
_MARKS = (".", "!", "?", '."', '?"', ".\u201d", "?\u201d", ".)", ":")
_ABBREVIATIONS = ("Dr.", "Mr.", "Ms.", "Mrs.", "dr.", "mr.", "ms.", "mrs.", "vs.", "e.g.", "i.e.")

# Words that say little by themselves. What turns a meaning round ("not", "more", "before") is none of them.
_FUNCTION_WORDS = frozenset(
    """
    a an the of in on at to for by with from as is are was were be been being am it its it's this that these those they
    them their there here you your yours he she him his her hers we us our i me my and or but if so than then too also
    just very which who whom whose what when where why how do does did done has have had having will would can could may
    might must should shall into onto about some each
    """.split()
)
_SUFFIXES = tuple(
    sorted(
        """
        ations ation ments ment nesses ness ings ing ions ion ities ity ives ive ables able ibles ible ally ers er ied
        ies ed es ly s e y
        """.split(),
        key=len,
        reverse=True,
    )
)
_LEAST_STEM = 4
_VOWELS = re.compile("[aeiouyàâäáèéêëìíîïòóôöùúûü]+")
# Together these count the syllables of 92% of 20,000 words of the CMU Pronouncing Dictionary rightly, names among them,
# and of 98% of the words of question sets; what is one too many and one too few balances in a text.
# "made", "named" and "names", but not "table", "wanted" and "cases"; and "likely", "statement", "somewhere".
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouylr][lr])e$|(?<=[^aeiouytd])(?<![^aeiouylr][lr])ed$"
    r"|(?<=[^aeiouysxzcg])(?<!sh|ch)(?<![^aeiouylr][lr])es$"
    r"|(?<=[^aeiouy])(?<![^aeiouyl]l)e(?=(?:ly|ments?|ness|ful|fully|less|where|thing|one)$)"
)
# Neighbours that are spoken apart: "trial", "serious", "being", "earlier", "quiet", "react", "idea", "usual".
_APART = re.compile(
    r"(?<![tscgx])(?<!ll)i[ao]|(?<!p)eo|[^qg]ua|[eouy]ing|..ier$|..iest$|i(?:et|ety)s?$|rea(?=ct)|(?<=c)rea(?=t)|(?<=[aeiou]\w)eas?$|ism$"
)


def words(text: str) -> list[str]:
    """The words and numbers of the text in lower case; "don't" and "lupus's" are one word each."""
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def sentences(text: str) -> list[str]:
    """The sentences of the text with their marks; a line that ends, ends a sentence."""
    found: list[str] = []
    begin = 0
    for end in _END_OF_SENTENCE.finditer(text):
        if not text.endswith(_ABBREVIATIONS, begin, end.end()):
            found.append(text[begin : end.end()].strip())
            begin = end.end()
    found.append(text[begin:].strip())
    return [each for each in found if each]


def lead_in(stem: str) -> str:
    """The sentence of a stem that asks: the last with a question mark or, if none has one, the last."""
    each = sentences(stem)
    return next((sentence for sentence in reversed(each) if "?" in sentence), each[-1])


@lru_cache(maxsize=_WORDS_REMEMBERED)
def stem_of(word: str) -> str:
    """What a lower-case word shares with its relatives: "infuse", "infused" and "infusions" are "infus"."""
    plain = word.removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= (_LEAST_STEM if len(suffix) > 1 else _LEAST_STEM - 1):
            plain = plain[: -len(suffix)]
            break
    return plain[:-1] if len(plain) > _LEAST_STEM and plain[-1] == plain[-2] else plain


def content(each_word: Iterable[str]) -> tuple[str, ...]:
    """The stems of the words that say something, in order."""
    return tuple(stem_of(word) for word in each_word if word not in _FUNCTION_WORDS)


@lru_cache(maxsize=_WORDS_REMEMBERED)
def syllables(word: str) -> int:
    """How many syllables a lower-case English word has, at least 1."""
    return max(1, len(_VOWELS.findall(word)) + len(_APART.findall(word)) - len(_SILENT.findall(word)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much there is to read in whole sentences, and how hard it is."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade, in years of school; 0 for nothing to read."""
        if self.words == 0:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    def __add__(self, other: Reading) -> Reading:
        return Reading(
            words=self.words + other.words,
            sentences=self.sentences + other.sentences,
            syllables=self.syllables + other.syllables,
        )


def reading(text: str) -> Reading:
    """What there is to read in a text.

    Headings, options and whatever else has no mark at its end tell nothing of the length of sentences: left out.
    """
    whole = [sentence for sentence in sentences(text) if sentence.endswith(_MARKS)]
    each_word = words("\n".join(whole))
    return Reading(words=len(each_word), sentences=len(whole), syllables=sum(map(syllables, each_word)))

"""How a language is heard: whether a text in it sounds as if somebody needed help now.

Suicide and self-harm are taken at their word in any wording. Bodily symptoms must be somebody's own and present ("I
have a fever"), since a patient who learns about side effects writes about them, too ("some people get a fever"). Where
that is in doubt, the text is urgent.

The tables of a language are written in plain words: lower case, no diacritics, no punctuation, usual misspellings
mended. Each row is an alternative; `~3 ` in it stands for up to three words, `~ ` for one or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent

from quizbot.domain.reading import TYPO_LENGTH, fold, one_typo

_LOOKED_BACK = 120  # characters in which stands what makes of a symptom a supposition
_UP_TO = re.compile(r"~(\d?) ")
_SENTENCE_END = re.compile(r"[?¿;:\n]|\.(?!\d)")


class Wording:
    """A pattern that is compiled when it is first wanted: all of them together take a quarter of a second."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to be searched for."""
        return re.compile(self._pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """A language with what is listened for in it, in texts as `plain` writes them."""

    marks: frozenset[str]  # words by which it is told from the other languages
    plain: Callable[[str], str]
    suicide: Wording
    helpless: Wording  # what only somebody says who needs help, or somebody beside them
    of_others: Wording  # what stands before that when it is said of others, or of what might be
    long_ago: Wording
    brief: Wording  # a symptom that must be somebody's own, since nothing else is said
    own: Wording  # somebody with a symptom
    supposed: Wording  # what stands before that when it only might be
    present: Sequence[Wording]  # symptoms that are there now, or that nobody speaks of otherwise
    in_general: Wording  # what stands before those when they are spoken of in general
    complaint: Wording  # a complaint that is a whole text

    def hears_suicide(self, text: str) -> bool:
        """Whether the text speaks of its writer's wish to die or to harm themselves, or of somebody's with them."""
        return self.suicide.compiled.search(self.plain(text)) is not None

    def hears_illness(self, text: str) -> bool:
        """Whether the text sounds as if its writer, or somebody with them, were in danger of their life."""
        whole = self.plain(text)
        if self.complaint.compiled.fullmatch(whole) or _occurs(self.helpless, whole, unless=self.of_others):
            return True
        sentences = (sentence for sentence in _SENTENCE_END.split(text) if not sentence.isspace())
        return any(map(self._sounds_ill, map(self.plain, filter(None, sentences))))

    def _sounds_ill(self, sentence: str) -> bool:
        if _occurs(self.helpless, sentence, unless=self.of_others):
            return True
        return self.long_ago.compiled.search(sentence) is None and (
            self.brief.compiled.search(sentence) is not None
            or _occurs(self.own, sentence, unless=self.supposed)
            or any(_occurs(each, sentence, unless=self.in_general) for each in self.present)
        )


def _occurs(pattern: Wording, plain: str, *, unless: Wording) -> bool:
    """Whether the pattern occurs, other than behind words that make it a supposition or somebody else's."""
    return any(
        unless.compiled.search(plain, max(0, match.start() - _LOOKED_BACK), match.start()) is None
        for match in pattern.compiled.finditer(plain)
    )


def rows(table: str) -> str:
    """The rows of a table as one alternative.

    A line that is indented further goes on with the row above; one that begins with # is a comment.
    """
    lines = [line for line in dedent(table).splitlines() if line.strip() and not line.startswith("#")]
    row = "".join(line.strip() if line.startswith(" ") else f"|{line.strip()}" for line in lines).removeprefix("|")
    return _UP_TO.sub(lambda found: rf"(?:\w+ ){{0,{found[1] or 1}}}", row)


def linked(one: str, other: str, *, unless: str) -> str:
    """A pattern of one thing and another with up to eight words between them, none of which `unless` names."""
    return rf"(?:{one}) (?:(?!(?:{unless})\b)\w+ ){{0,8}}(?:{other})"


def plainly(
    written_out: Iterable[tuple[str, str]], mended: Iterable[str], *, marked: Iterable[tuple[str, str]] = ()
) -> Callable[[str], str]:
    """What writes a text in plain words.

    Patterns are replaced: those of `marked` in lower case while there are diacritics and punctuation, those of
    `written_out` after. One typo is mended in each of the words `mended`.
    """
    marks = [(re.compile(mark), meant) for mark, meant in marked]
    replaced = [(re.compile(written), meant) for written, meant in written_out]
    known = tuple(mended)

    def plain(text: str) -> str:
        words = text
        for pattern, meant in marks:
            words = pattern.sub(meant, words)
        words = fold(words)
        for pattern, meant in replaced:
            words = pattern.sub(meant, words)
        return " ".join(_mended(word, known) for word in words.split())

    return plain


def _mended(word: str, known: Sequence[str]) -> str:
    if len(word) < TYPO_LENGTH - 1 or word in known:
        return word
    likely = (meant for meant in known if abs(len(meant) - len(word)) < 2)
    return next((meant for meant in likely if one_typo(meant, word)), word)

"""Source documents without their text: cut into paragraphs, known by fingerprints, locked in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from quizbot.content.schema.sources_lock import read_sources_lock
from quizbot.content.words import normalised, numbers, stems
from quizbot.domain.questions import Citation, Source

LOCK = "sources.lock.json"
INTRODUCTION = "introduction"
_VERSION = 1  # another one whenever words are told apart, stemmed or fingerprinted in another way
_TEXT_BYTES = 8
_WORD_BYTES = 4
_WORDS_REMEMBERED = 1 << 15  # keys repeat the words of their neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is known of a paragraph: a fingerprint of its text, and one of each distinct stem and number in it.

    The order of the words is not kept, and the text's fingerprint salts those of the words, so that the same word
    looks different in each paragraph: the text cannot be read back from them.
    """

    text: str
    words: frozenset[str]

    def holds(self, word: str) -> bool:
        """Whether the paragraph has this stem, or the number of this value."""
        return _of_word(word, self.text) in self.words


Paragraphs: TypeAlias = Mapping[str, Fingerprint]
"""The paragraphs of a source by their places: `Brewing ¶1`."""

Lock: TypeAlias = Mapping[str, Paragraphs]
"""The paragraphs of each locked source by its id."""


def place(heading: str, number: int) -> str:
    """Where a paragraph stands, as citations name it; paragraphs of a section are counted from 1."""
    return f"{heading} ¶{number}"


def place_of(cite: Citation) -> str:
    """Where the paragraph stands that is cited."""
    return place(cite.section, cite.paragraph)


def declared_places(source: Source) -> list[str]:
    """The places of all paragraphs that sources.yaml says the source has, in order."""
    return [place(each.heading, number) for each in source.sections for number in range(1, each.paragraphs + 1)]


def lines(text: str) -> Iterator[str]:
    """The lines of a document that are not blank, normalised."""
    return (line for line in map(normalised, text.splitlines()) if line)


def cut(source: Source, text: str) -> dict[str, list[str]]:
    """The paragraphs of a document, normalised, under the headings of the source, in the document's order.

    Each line that is not blank is a paragraph, unless it is a heading or one of those to skip. What stands before the
    first heading is the introduction. Headings that do not stand in the document are missing.
    """
    headings = {normalised(section.heading): section.heading for section in source.sections}
    skipped = {normalised(line) for line in source.skip}
    found: dict[str, list[str]] = {}
    heading = INTRODUCTION
    for line in lines(text):
        if line in headings:
            heading = headings[line]
            found.setdefault(heading, [])
        elif line not in skipped:
            found.setdefault(heading, []).append(line)
    return found


def paragraphs(source: Source, text: str) -> dict[str, str]:
    """The paragraphs of a document, normalised, by their places."""
    sections = cut(source, text).items()
    return {place(heading, number): line for heading, inside in sections for number, line in enumerate(inside, start=1)}


def fingerprint(paragraph: str) -> Fingerprint:
    """The fingerprint of a paragraph."""
    salt = of_text(paragraph)
    return Fingerprint(text=salt, words=frozenset(_of_word(word, salt) for word in words(paragraph)))


def words(text: str) -> set[str]:
    """The distinct stems in the text and the values of the numbers."""
    return {*stems(text), *(number.value for number in numbers(text))}


def of_text(paragraph: str) -> str:
    """16 hex digits that differ when the paragraph differs in more than quotes, dashes and blanks."""
    return blake2b(normalised(paragraph).encode(), digest_size=_TEXT_BYTES).hexdigest()


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _of_word(word: str, salt: str) -> str:
    return blake2b(word.encode(), digest_size=_WORD_BYTES, key=bytes.fromhex(salt)).hexdigest()


def lock_text(lock: Lock) -> str:
    """The lock as a file holds it: one paragraph a line, words sorted, so that versions can be compared."""
    sources = [f"    {_json(source)}: {{\n{_lines(inside)}\n    }}" for source, inside in lock.items()]
    body = ",\n".join(sources)
    return f'{{\n  "version": {_VERSION},\n  "sources": {{\n{body}\n  }}\n}}\n'


def _lines(inside: Paragraphs) -> str:
    return ",\n".join(
        f"      {_json(where)}: {_json({'text': each.text, 'words': ' '.join(sorted(each.words))})}"
        for where, each in inside.items()
    )


def _json(value: str | dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_lock(path: Path) -> Lock | None:
    """The lock in the file: empty if there is none, None if the file cannot be read or is of another version."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError:
        return None
    lock = read_sources_lock(data)
    if lock is None:
        return None
    return {
        source: {
            where: Fingerprint(text=each["text"], words=frozenset(each["words"].split()))
            for where, each in inside.items()
        }
        for source, inside in lock["sources"].items()
    }

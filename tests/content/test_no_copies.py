"""No sentence of a source is in the sets: as far as that can be told from fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizbot.content.language import sentences
from quizbot.content.sources import LOCK, Fingerprint, fingerprint, read_lock, words

QUESTIONS = Path(__file__).parents[2] / "questions"
FILES = [*sorted((QUESTIONS / "car-t-lupus").glob("*.yaml")), Path(__file__).parent / "facts.yaml"]
LONG = 14  # different words; a shorter sentence on the same matter may well use the same ones


def copied(text: str, paragraphs: list[Fingerprint]) -> list[str]:
    """The long sentences of which every word stands in one and the same paragraph."""
    long = [(each, words(each)) for each in sentences(text)]
    return [
        each
        for each, inside in long
        if len(inside) >= LONG and any(all(map(paragraph.holds, inside)) for paragraph in paragraphs)
    ]


def texts(value: Any) -> Iterator[str]:
    """All texts in the values of a YAML file."""
    match value:
        case dict():
            for each in value.values():
                yield from texts(each)
        case list():
            for each in value:
                yield from texts(each)
        case str():
            yield value
        case _:
            pass


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_long_sentence_has_only_words_of_one_paragraph(path: Path) -> None:
    lock = read_lock(QUESTIONS / LOCK) or {}
    paragraphs = [paragraph for inside in lock.values() for paragraph in inside.values()]
    written = list(texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert len(paragraphs) > 0
    assert len(written) > 0
    assert [each for text in written for each in copied(text, paragraphs)] == []


def test_a_sentence_that_was_copied_is_noticed() -> None:
    source = "Before you pour the tea, warm the pot with hot water and wait until two or three leaves sink. Then pour."
    own = "Warm the pot, pour hot water on the leaves, and give them the time that they need to sink to its ground."
    paragraphs = [fingerprint("Coffee is another drink."), fingerprint(source)]
    assert copied(f"First of all: tea. {source}", paragraphs) == [source.removesuffix(" Then pour.")]
    assert copied(own, paragraphs) == []

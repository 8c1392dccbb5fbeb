"""Documents cut into paragraphs, and what their fingerprints tell and do not tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.content.loader import load
from quizbot.content.problems import Severity
from quizbot.content.sources import Lock, cut, fingerprint, lock_text, paragraphs, read_lock
from quizbot.domain.questions import Section, Source
from tests.content.written import LOCK, SOURCES, TEA, found, write_sources

LETTER = Source(
    id="letter",
    title="A letter",
    publisher="not stated",
    author="Ada",
    date=None,
    sections=(
        Section(heading="introduction", paragraphs=1),
        Section(heading="How's the tea?", paragraphs=2),
        Section(heading="Ends - and beginnings", paragraphs=1),
    ),
    skip=("Page 1 of 1",),
)
TEXT = """\ufeffPage 1\u00a0of 1
   Dear Ben,

How\u2019s the tea?
Green.\r
Black.

  Page 1 of 1
Ends \u2013 and  beginnings
Yours, Ada
"""


def test_a_document_is_cut_at_its_headings_whatever_characters_they_are_written_in() -> None:
    assert cut(LETTER, TEXT) == {
        "introduction": ["Dear Ben,"],
        "How's the tea?": ["Green.", "Black."],
        "Ends - and beginnings": ["Yours, Ada"],
    }


def test_paragraphs_have_the_places_that_citations_name() -> None:
    assert list(paragraphs(LETTER, TEXT)) == [
        "introduction ¶1",
        "How's the tea? ¶1",
        "How's the tea? ¶2",
        "Ends - and beginnings ¶1",
    ]


def test_a_heading_that_is_missing_leaves_its_paragraphs_to_the_section_before() -> None:
    assert cut(LETTER, "Dear Ben,\nHow's it?\nGreen.\nEnds - and beginnings\n") == {
        "introduction": ["Dear Ben,", "How's it?", "Green."],
        "Ends - and beginnings": [],
    }


def test_a_fingerprint_holds_words_in_all_their_forms_and_numbers_in_all_their_spellings() -> None:
    known = fingerprint("Infusions of two leaves")
    assert [word for word in ("infus", "2", "of", "two", "4", "tea") if known.holds(word)] == ["infus", "2", "of"]


def test_fingerprints_stay_the_same() -> None:
    """When this fails, locked sources no longer fit: give the lock another version, and lock every source again."""
    known = fingerprint("Two infused leaves cool in 5 minutes.")
    assert known.text == "ed7a30b8d0cceb1b"
    assert " ".join(sorted(known.words)) == ("2620309e 98fecba0 9d752df4 aa5810eb bc6eff79 cf6bee2f f6a01fd6")


def test_the_same_words_look_different_in_another_paragraph() -> None:
    assert fingerprint("Green tea.").words.isdisjoint(fingerprint("Tea, green!").words)


@given(st.text())
def test_blanks_do_not_change_a_paragraph_and_words_do(text: str) -> None:
    assert fingerprint(f" {text}\t").text == fingerprint(text).text
    assert fingerprint(f"{text} tea").text != fingerprint(text).text


LOCKS = st.dictionaries(
    st.text(min_size=1), st.dictionaries(st.text(min_size=1), st.text().map(fingerprint), max_size=3), max_size=3
)


@given(LOCKS)
def test_a_lock_that_is_written_reads_the_same(tmp_path_factory: pytest.TempPathFactory, lock: Lock) -> None:
    path = tmp_path_factory.mktemp("lock") / "sources.lock.json"
    path.write_text(lock_text(lock), encoding="utf-8")
    assert read_lock(path) == lock
    assert lock_text(lock) == path.read_text(encoding="utf-8")


def test_a_lock_has_a_line_a_paragraph_and_no_word_of_the_text() -> None:
    text = lock_text({"letter": {where: fingerprint(line) for where, line in paragraphs(LETTER, TEXT).items()}})
    assert sum("¶" in line for line in text.splitlines()) == 4
    assert "Green" not in text
    assert "green" not in text
    assert json.loads(text)["version"] == 1


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "{",
        '{"version": 2, "sources": {}}',
        '{"version": 1}',
        '{"version": 1, "sources": {"a": []}}',
        '{"version": 1, "sources": {"a": {"b ¶1": {"text": "xx", "words": ""}}}}',
        '{"version": 1, "sources": {"a": {"b ¶1": {"text": "0123456789abcdef", "words": "cup"}}}}',
        '{"version": 1, "sources": {"a": {"b ¶1": {"text": "0123456789abcdef"}}}}',
    ],
)
def test_what_is_no_lock_is_not_understood(tmp_path: Path, written: str) -> None:
    path = tmp_path / "sources.lock.json"
    path.write_text(written, encoding="utf-8")
    assert read_lock(path) is None


def test_a_lock_that_is_not_there_is_empty_and_one_that_cannot_be_read_is_not_understood(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "sources.lock.json") == {}
    assert read_lock(tmp_path) is None


def found_with(folder: Path, sources: str, lock: str, text: str = TEA) -> list[tuple[int, int, str]]:
    """What is found in a set about the lock and by means of it."""
    write_sources(folder, sources, lock)
    (folder / "tea.yaml").write_text(text, encoding="utf-8")
    ours = {"unlocked-source", "stale-lock", "uncited-number", "weak-citation", "unknown-source"}
    return [each for each in found(load([folder])) if each[2] in ours]


WRONG = TEA.replace("Five minutes are enough.", "Nine minutes are enough.")
NINE = WRONG.count("\n", 0, WRONG.index("Nine")) + 1


def test_a_number_is_held_to_the_paragraph_that_is_cited(tmp_path: Path) -> None:
    assert found_with(tmp_path, SOURCES, LOCK) == []
    assert found_with(tmp_path, SOURCES, LOCK, WRONG) == [(NINE, 18, "uncited-number")]


def test_without_a_lock_nothing_is_held_to_sources_and_that_is_said(tmp_path: Path) -> None:
    empty = lock_text({})
    assert found_with(tmp_path, SOURCES, empty, WRONG) == [(10, 11, "unlocked-source"), (10, 20, "unlocked-source")]
    (tmp_path / "sources.lock.json").unlink()
    assert [problem.severity for problem in load([tmp_path]).problems if problem.rule == "unlocked-source"] == [
        Severity.INFORMATION,
        Severity.INFORMATION,
    ]


def test_a_source_that_is_not_locked_leaves_others_to_be_held_to(tmp_path: Path) -> None:
    without_book = json.dumps({"version": 1, "sources": {"leaflet": json.loads(LOCK)["sources"]["leaflet"]}})
    assert found_with(tmp_path, SOURCES, without_book, WRONG) == [
        (10, 20, "unlocked-source"),
        (NINE, 18, "uncited-number"),
    ]


def test_nothing_is_held_to_a_source_with_other_paragraphs_than_were_locked(tmp_path: Path) -> None:
    more = SOURCES.replace("heading: Brewing, paragraphs: 3", "heading: Brewing, paragraphs: 4")
    assert found_with(tmp_path, more, LOCK, WRONG) == [(10, 11, "stale-lock")]


def test_a_broken_lock_is_said_once_and_nothing_is_held_to_it(tmp_path: Path) -> None:
    assert found_with(tmp_path, SOURCES, "{", WRONG) == [(10, 10, "stale-lock")]


def test_what_is_declared_nowhere_is_no_matter_of_the_lock(tmp_path: Path) -> None:
    text = TEA.replace("sources: [leaflet, book]", "sources: [leaflet, book, novel]")
    assert found_with(tmp_path, SOURCES, LOCK, text) == [(10, 26, "unknown-source")]


def test_a_number_that_is_missing_twice_is_told_once(tmp_path: Path) -> None:
    text = WRONG.replace("value: 5,", "value: 9,").replace("value: 300", "value: 540")
    assert found_with(tmp_path, SOURCES, LOCK, text) == [(NINE - 1, 21, "uncited-number")]

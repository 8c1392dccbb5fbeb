"""`quizbot sources lock`: what it takes a document for, what it refuses and what to write then, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizbot.content.locking_sources import lock_sources
from quizbot.content.sources import read_lock
from tests.content.written import GOOD, LOCK, SOURCES, write_sources

LEAFLET = (GOOD / "leaflet.txt").read_text(encoding="utf-8")
BOOK = (GOOD / "book.txt").read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sources that are not locked and a text of each; it is the working directory."""
    write_sources(tmp_path / "questions")
    (tmp_path / "questions" / "sources.lock.json").unlink()
    (tmp_path / "leaflet.txt").write_text(LEAFLET, encoding="utf-8")
    (tmp_path / "book.txt").write_text(BOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def locks(*documents: str) -> tuple[str, int]:
    return lock_sources([Path("questions")], documents)


def locked(shelf: Path) -> list[str]:
    """The ids of the sources that are locked."""
    return list(read_lock(shelf / "questions" / "sources.lock.json") or {})


def test_documents_are_taken_for_the_source_whose_headings_they_have(shelf: Path) -> None:
    assert locks("book.txt", "leaflet.txt") == (
        (
            "book: 2 paragraphs of book.txt\n"
            "leaflet: 4 paragraphs of leaflet.txt\n"
            "Locked in questions/sources.lock.json.\n"
        ),
        0,
    )
    assert (shelf / "questions" / "sources.lock.json").read_text(encoding="utf-8") == LOCK


def test_locking_again_changes_nothing_and_locking_one_leaves_the_others(shelf: Path) -> None:
    assert locks("leaflet.txt") == (
        "leaflet: 4 paragraphs of leaflet.txt\nLocked in questions/sources.lock.json.\nNot locked yet: `book`.\n",
        0,
    )
    assert locked(shelf) == ["leaflet"]
    locks("book.txt")
    locks("leaflet.txt")
    assert (shelf / "questions" / "sources.lock.json").read_text(encoding="utf-8") == LOCK


def test_a_source_that_is_declared_no_more_is_locked_no_more(shelf: Path) -> None:
    lock_file = shelf / "questions" / "sources.lock.json"
    lock_file.write_text(LOCK.replace('"book"', '"novel"'), encoding="utf-8")
    locks("leaflet.txt")
    assert locked(shelf) == ["leaflet"]


def test_a_broken_lock_is_written_anew(shelf: Path) -> None:
    (shelf / "questions" / "sources.lock.json").write_text("{", encoding="utf-8")
    locks("leaflet.txt")
    assert locked(shelf) == ["leaflet"]


def test_each_shelf_keeps_its_own_lock(shelf: Path) -> None:
    near = SOURCES[: SOURCES.index("  - id: book")].replace("leaflet", "pamphlet")
    write_sources(
        shelf / "questions" / "near", near.replace("Brewing", "Pouring"), json.dumps({"version": 1, "sources": {}})
    )
    (shelf / "pamphlet.txt").write_text(LEAFLET.replace("Brewing", "Pouring"), encoding="utf-8")
    report, code = locks("pamphlet.txt", "leaflet.txt")
    assert code == 0
    assert "Locked in questions/near/sources.lock.json.\n" in report
    assert locked(shelf) == ["leaflet"]
    assert list(read_lock(shelf / "questions" / "near" / "sources.lock.json") or {}) == ["pamphlet"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Brewing\n",
            "How to brew\n",
            (
                "leaflet.txt: “introduction” has 5 paragraphs, and 1 in sources.yaml:\n"
                "    ¶1 Fresh tea is hot enough to burn.\n"
                "    ¶2 How to brew\n"
                "    ¶3 Boil the water, add the leaves and wait for three minutes.\n"
                "    ¶4 A cup takes water and leaves.\n"
                "    ¶5 It cools in 5 minutes.\n"
                "  Write `paragraphs: 5` there, or under `skip` the lines that are no part of it.\n"
                "leaflet.txt: no line reads “Brewing”.\n"
                "  Write the heading in sources.yaml as it stands in the document, or delete its section.\n"
            ),
        ),
        (
            "It cools",
            f"{'A cup and ' * 10}a cup\nIt cools",
            (
                "leaflet.txt: “Brewing” has 4 paragraphs, and 3 in sources.yaml:\n"
                "    ¶1 Boil the water, add the leaves and wait for three minutes.\n"
                "    ¶2 A cup takes water and leaves.\n"
                "    ¶3 A cup and A cup and A cup and A cup and A cup and A cup and …\n"
                "    ¶4 It cools in 5 minutes.\n"
                "  Write `paragraphs: 4` there, or under `skip` the lines that are no part of it.\n"
            ),
        ),
        (
            "Fresh tea is hot enough to burn.\n",
            "",
            (
                "leaflet.txt: nothing stands before the first heading.\n"
                "  Delete the section `introduction` in sources.yaml.\n"
            ),
        ),
    ],
    ids=["a heading reads differently", "a paragraph more", "no introduction"],
)
def test_what_does_not_fit_sources_yaml_is_refused_with_what_to_write(
    shelf: Path, old: str, new: str, said: str
) -> None:
    (shelf / "leaflet.txt").write_text(LEAFLET.replace(old, new), encoding="utf-8")
    assert locks("leaflet=leaflet.txt", "book.txt") == (f"{said}Nothing was locked.\n", 1)
    assert locked(shelf) == []


def test_what_stands_before_the_first_heading_is_not_passed_over(shelf: Path) -> None:
    (shelf / "book.txt").write_text(f"Chapter 1\n{BOOK}", encoding="utf-8")
    report, code = locks("book.txt")
    assert code == 1
    assert report.startswith("book.txt: “introduction” has 1 paragraph, and 0 in sources.yaml:\n    ¶1 Chapter 1\n")


def test_a_heading_without_a_paragraph_is_no_section(shelf: Path) -> None:
    (shelf / "leaflet.txt").write_text(LEAFLET[: LEAFLET.index("Boil")], encoding="utf-8")
    assert locks("leaflet.txt")[0].startswith("leaflet.txt: “Brewing” has no paragraph.\n")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("missing.txt", "missing.txt cannot be read: No such file or directory.\n"),
        ("latin.txt", "latin.txt is not UTF-8. Save the document as plain text in UTF-8.\n"),
        (
            "other.txt",
            "other.txt has the headings of no one source. Say which it is: `leaflet=other.txt` or `book=other.txt`.\n",
        ),
        ("leaflets=leaflet.txt", "There is no source `leaflets` in sources.yaml. Did you mean `leaflet`?\n"),
        ("leaflet=missing.txt", "missing.txt cannot be read: No such file or directory.\n"),
    ],
)
def test_a_document_that_is_none_is_wrong_usage(shelf: Path, document: str, said: str) -> None:
    (shelf / "latin.txt").write_bytes("Süßer Tee".encode("latin-1"))
    (shelf / "other.txt").write_text("Coffee\n", encoding="utf-8")
    assert locks(document) == (said, 2)


def test_a_document_with_the_headings_of_two_sources_has_to_be_named(shelf: Path) -> None:
    (shelf / "both.txt").write_text(f"{LEAFLET}{BOOK}", encoding="utf-8")
    report, code = locks("both.txt")
    assert (report, code) == (
        "both.txt has the headings of no one source. Say which it is: `leaflet=both.txt` or `book=both.txt`.\n",
        2,
    )


def test_of_two_documents_of_one_source_none_is_chosen(shelf: Path) -> None:
    (shelf / "copy.txt").write_text(LEAFLET, encoding="utf-8")
    said = "leaflet.txt and copy.txt are both copies of `leaflet`. Name one of them.\n"
    assert locks("leaflet.txt", "copy.txt") == (said, 2)
    assert locked(shelf) == []


def test_a_file_with_an_equals_sign_is_named_by_its_folder(shelf: Path) -> None:
    (shelf / "tea=leaflet.txt").write_text(LEAFLET, encoding="utf-8")
    assert locks("./tea=leaflet.txt")[1] == 0


def test_without_sources_that_can_be_read_nothing_is_locked(shelf: Path) -> None:
    (shelf / "questions" / "sources.yaml").write_text("quizbot: 1", encoding="utf-8")
    said = "questions/sources.yaml has errors: `quizbot check questions/sources.yaml` says which.\n"
    assert locks("leaflet.txt") == (said, 2)
    (shelf / "questions" / "sources.yaml").unlink()
    assert locks("leaflet.txt") == ("There is no sources.yaml beside the question sets or above them.\n", 2)

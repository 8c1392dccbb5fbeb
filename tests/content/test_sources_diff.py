"""`quizbot sources diff`: what became of each paragraph in a newer document, and what rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.content.comparing_sources import Changed, Gone, Moved, Unchanged, diff_sources, fates
from quizbot.content.sources import fingerprint
from tests.content.written import GOOD, TEA, write_sources

LEAFLET = (GOOD / "leaflet.txt").read_text(encoding="utf-8")
HOT, TIME = (TEA.count("\n", 0, where) + 1 for where in (TEA.index("Brewing ¶3"), TEA.rindex("Brewing ¶3")))
COFFEE = "Coffee beans are roasted in a drum."


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a newer leaflet, in a working directory with the set on tea and its locked sources."""
    write_sources(tmp_path / "questions")
    (tmp_path / "questions" / "tea.yaml").write_text(TEA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "newer.txt"


def differs(*documents: str) -> tuple[str, int]:
    return diff_sources([Path("questions")], documents)


def test_the_same_document_in_other_characters_differs_in_nothing(newer: Path) -> None:
    newer.write_text(LEAFLET.replace("\n", "\n\n").replace("Brewing", "  Brewing"), encoding="utf-8")
    assert differs("newer.txt") == (
        (
            "leaflet, as newer.txt has it:\n"
            "  unchanged  introduction ¶1\n"
            "  unchanged  Brewing ¶1\n"
            "  unchanged  Brewing ¶2\n"
            "  unchanged  Brewing ¶3\n"
        ),
        0,
    )


def test_a_paragraph_that_changed_names_its_new_words_and_what_rests_on_it(newer: Path) -> None:
    newer.write_text(LEAFLET.replace("5 minutes", "eight minutes"), encoding="utf-8")
    assert differs("newer.txt") == (
        (
            "leaflet, as newer.txt has it:\n"
            "  unchanged  introduction ¶1\n"
            "  unchanged  Brewing ¶1\n"
            "  unchanged  Brewing ¶2\n"
            "  changed    Brewing ¶3: has 4 of its 5 words; new: 8\n"
            f"    questions/tea.yaml:{HOT}:53 tea-students/hot\n"
            f"    questions/tea.yaml:{TIME}:13 tea-students/time\n"
        ),
        1,
    )


def test_paragraphs_that_moved_are_found_where_they_are(newer: Path) -> None:
    first, second = "A cup takes water and leaves.\n", "It cools in 5 minutes.\n"
    newer.write_text(LEAFLET.replace(first + second, second + first), encoding="utf-8")
    report, code = differs("newer.txt")
    assert code == 1
    assert "  moved      Brewing ¶2, now Brewing ¶3\n    questions/tea.yaml:" in report
    assert f"  moved      Brewing ¶3, now Brewing ¶2\n    questions/tea.yaml:{HOT}:53 tea-students/hot\n" in report


def test_what_is_new_and_what_is_gone(newer: Path) -> None:
    newer.write_text(LEAFLET.replace("A cup takes water and leaves.", COFFEE), encoding="utf-8")
    report, code = differs("newer.txt")
    assert code == 1
    assert "  gone       Brewing ¶2\n    questions/tea.yaml:" in report
    assert report.endswith("  new        Brewing ¶2\n")


def test_a_paragraph_more_is_a_difference(newer: Path) -> None:
    newer.write_text(f"{LEAFLET}{COFFEE}\n", encoding="utf-8")
    report, code = differs("newer.txt")
    assert code == 1
    assert report.count("unchanged") == 4
    assert report.endswith("  new        Brewing ¶4\n")


def test_a_heading_that_reads_differently_is_told_before_its_paragraphs(newer: Path) -> None:
    newer.write_text(LEAFLET.replace("Brewing", "How to brew"), encoding="utf-8")
    report, code = differs("newer.txt")
    assert code == 1
    assert report.startswith(
        "leaflet, as newer.txt has it:\n"
        "  no line reads “Brewing”\n"
        "  unchanged  introduction ¶1\n"
        "  moved      Brewing ¶1, now introduction ¶3\n"
    )


def test_what_rests_on_a_paragraph_is_found_in_a_set_with_flaws_too(newer: Path) -> None:
    (newer.parent / "questions" / "tea.yaml").write_text(TEA.replace("kind: order", "kind: odrer"), encoding="utf-8")
    newer.write_text(LEAFLET.replace("5 minutes", "eight minutes"), encoding="utf-8")
    assert f"    questions/tea.yaml:{TIME}:13 tea-students/time\n" in differs("newer.txt")[0]


def test_only_what_is_locked_can_be_compared(newer: Path) -> None:
    newer.write_text(LEAFLET, encoding="utf-8")
    said = (
        "`leaflet` is not locked, so there is nothing to compare with. "
        "Lock the text that the questions rest on: `quizbot sources lock leaflet=FILE`.\n"
    )
    for lock in ("{", '{"version": 1, "sources": {}}'):
        (newer.parent / "questions" / "sources.lock.json").write_text(lock, encoding="utf-8")
        assert differs("newer.txt") == (said, 2)


def test_a_document_that_is_none_is_wrong_usage(newer: Path) -> None:
    assert differs(newer.name) == ("newer.txt cannot be read: No such file or directory.\n", 2)


def test_of_two_paragraphs_the_one_that_is_more_alike_is_the_changed_one() -> None:
    locked = {"a ¶1": fingerprint("Boil the water and add the leaves of green tea."), "a ¶2": fingerprint("Wait.")}
    newer = {
        "a ¶1": "Boil the water and add the leaves.",
        "a ¶2": "Boil the water and add the leaves of black tea.",
        "a ¶3": "Wait!",
    }
    assert fates(locked, newer) == {
        "a ¶1": Changed(to="a ¶2", kept=8, of=9, new=("black",)),
        "a ¶2": Changed(to="a ¶3", kept=1, of=1, new=()),
    }


def test_of_two_paragraphs_that_are_equally_alike_the_one_in_its_place_is_the_changed_one() -> None:
    locked = {"a ¶2": fingerprint("Wait for two minutes.")}
    newer = {"a ¶1": "Wait for three minutes.", "a ¶2": "Wait for four minutes."}
    assert fates(locked, newer) == {"a ¶2": Changed(to="a ¶2", kept=3, of=4, new=("4",))}


def test_a_paragraph_that_stands_there_twice_is_two_paragraphs() -> None:
    locked = {"a ¶1": fingerprint("Wait."), "a ¶2": fingerprint("Wait.")}
    assert fates(locked, {"a ¶2": "Wait."}) == {"a ¶1": Gone(), "a ¶2": Unchanged()}
    assert fates(locked, {"b ¶1": "Wait.", "b ¶2": "Wait."}) == {"a ¶1": Moved(to="b ¶1"), "a ¶2": Moved(to="b ¶2")}


TEXTS = st.lists(
    st.text("abc ", min_size=1).filter(str.strip), min_size=1, max_size=6, unique_by=lambda text: " ".join(text.split())
)


@given(texts=TEXTS, data=st.data())
def test_whatever_the_order_every_paragraph_that_reads_the_same_is_found(texts: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(texts))
    newer = {f"a ¶{number}": text for number, text in enumerate(shuffled, start=1)}
    now = {text: where for where, text in newer.items()}
    locked = {f"a ¶{number}": fingerprint(text) for number, text in enumerate(texts, start=1)}
    expected = {
        where: Unchanged() if now[text] == where else Moved(to=now[text])
        for where, text in zip(locked, texts, strict=True)
    }
    assert fates(locked, newer) == expected


@given(texts=TEXTS, newer=TEXTS)
def test_no_paragraph_is_what_became_of_two(texts: list[str], newer: list[str]) -> None:
    locked = {f"a ¶{number}": fingerprint(text) for number, text in enumerate(texts, start=1)}
    became = fates(locked, {f"a ¶{number}": text for number, text in enumerate(newer, start=1)})
    taken = [
        where if isinstance(fate, Unchanged) else fate.to
        for where, fate in became.items()
        if not isinstance(fate, Gone)
    ]
    assert list(became) == list(locked)
    assert len(set(taken)) == len(taken)


@given(texts=TEXTS, changed=st.integers(0, 5))
def test_one_paragraph_that_changes_is_the_only_one_that_does(texts: list[str], changed: int) -> None:
    place = changed % len(texts)
    locked = {f"a ¶{number}": fingerprint(f"{text} {text} tea {number}") for number, text in enumerate(texts, start=1)}
    newer = {f"a ¶{number}": f"{text} {text} tea {number}" for number, text in enumerate(texts, start=1)}
    newer[f"a ¶{place + 1}"] += " coffee"
    became = fates(locked, newer)
    differing = {where: fate for where, fate in became.items() if not isinstance(fate, Unchanged)}
    assert list(differing) == [f"a ¶{place + 1}"]
    assert all(isinstance(fate, Changed) and fate.new == ("coffe",) for fate in differing.values())

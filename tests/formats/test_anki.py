"""Anki's packages: read back as Anki reads them, with every kind of question, and the same notes each time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from quizbot.formats import anki

SETS = Path(__file__).parent.parent / "sets"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 24, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as it stands in Anki: its deck's and its type's names, and its fields by their names."""

    deck: str
    kind: str
    fields: Mapping[str, str]
    tags: str
    cards: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What an import brings: ids of decks and types, and notes by their guid."""

    decks: frozenset[int]
    kinds: frozenset[int]
    notes: Mapping[str, Note]

    def about(self, text: str) -> Note:
        """The one note in whose first field the text stands."""
        (found,) = (note for note in self.notes.values() if text in next(iter(note.fields.values())))
        return found


def imported(package: bytes, folder: Path) -> Collection:
    file = folder / "collection.anki2"
    with ZipFile(BytesIO(package)) as archive:
        file.write_bytes(archive.read("collection.anki2"))
    with closing(sqlite3.connect(file)) as database:
        ((decks, models),) = database.execute("SELECT decks, models FROM col")
        rows = list(
            database.execute(
                "SELECT guid, mid, min(did), flds, tags, count(*) FROM notes JOIN cards ON cards.nid = notes.id"
                " GROUP BY notes.id"
            )
        )
    kinds, names = json.loads(models), json.loads(decks)
    return Collection(
        decks=frozenset(int(deck) for deck in names) - {1},
        kinds=frozenset(map(int, kinds)),
        notes={
            guid: Note(
                deck=names[str(deck)]["name"],
                kind=kinds[str(kind)]["name"],
                fields=dict(
                    zip((field["name"] for field in kinds[str(kind)]["flds"]), fields.split("\x1f"), strict=True)
                ),
                tags=tags.strip(),
                cards=cards,
            )
            for guid, kind, deck, fields, tags, cards in rows
        },
    )


@pytest.fixture(scope="module")
def teas() -> Library:
    return load([SETS]).library


@pytest.fixture
def tea(teas: Library, tmp_path: Path) -> Collection:
    return imported(anki.write([teas.sets["tea-students"]], teas.sources, NOON), tmp_path)


@pytest.mark.parametrize(
    ("stem", "kind", "front", "back"),
    [
        ("makes black tea black", "question", "<li>Dye from bark</li>", "Meeting the air</b> Air darkens"),
        ("come from the tea plant", "question", "<li>Mint tea</li>", "Green tea</b> Its leaves are dried early."),
        ("from different plants", "question", "True / False", "<b>False</b> Both come from one plant."),
        (
            "In which order",
            "question",
            "<li>Pour the water</li>",
            "<ol><li><b>Warm the pot</b> A cold pot takes the heat.</li><li><b>Add the leaves</b>",
        ),
        ("each thing do", "question", "<li>grows the leaves</li>", "<b>Pot → holds the tea</b> It keeps it warm."),
        ("the tea draw", "typed answer", "How long", "3 minutes"),
        ("strong tea taste dry", "typed answer", "What makes", "tannins"),
        ("First you warm the", "cloze", "First you warm the {{c1::pot}}.", "teapot"),
        ("tell a friend", "question", "How would you", "<li>The pot is warmed first</li>"),
    ],
)
def test_every_kind_of_question_becomes_a_card(tea: Collection, stem: str, kind: str, front: str, back: str) -> None:
    note = tea.about(stem)
    first, second, explanation, source = note.fields.values()
    assert (note.deck, note.kind, note.cards) == ("Tea: every kind of question", f"quizbot: {kind}", 1)
    assert front in first
    assert back in second
    assert source.startswith("A leaflet on tea (")
    assert source.endswith("<br>CC-BY-4.0")
    assert explanation or "tell a friend" in stem
    assert note.tags.split()[0] == "tea-students"


def test_a_later_package_updates_the_same_notes(teas: Library, tmp_path: Path, tea: Collection) -> None:
    """Also when a question has been reworded: its key is what it is known by."""
    old = teas.sets["tea-students"]
    reworded = replace(old, questions=tuple(replace(each, explanation="In other words.") for each in old.questions))
    later = imported(anki.write([reworded], teas.sources, LATER), tmp_path)
    assert (later.decks, later.kinds, later.notes.keys()) == (tea.decks, tea.kinds, tea.notes.keys())
    assert {note.fields["Explanation"] for note in later.notes.values()} == {"In other words."}


def test_several_sets_are_several_decks_and_what_is_retired_is_left_out(teas: Library, tmp_path: Path) -> None:
    every = teas.sets.values()
    retired = [
        replace(each, questions=tuple(replace(q, retired=True) for q in each.questions[:1]) + each.questions[1:])
        for each in every
    ]
    there = imported(anki.write(retired, teas.sources, NOON), tmp_path)
    assert len(there.decks) == len(every)
    assert len(there.notes) == sum(len(each.questions) - 1 for each in every)


def test_what_was_authored_is_never_taken_for_markup(tmp_path: Path) -> None:
    odd = load([Path(__file__).parent.parent / "telegram" / "odd"]).library
    there = imported(anki.write(odd.sets.values(), odd.sources, NOON), tmp_path)
    assert there.notes
    for note in there.notes.values():
        text = "".join(note.fields.values())
        assert "<script" not in text
        assert text.count("{{c1::") == (note.kind == "quizbot: cloze")

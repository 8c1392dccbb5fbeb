"""A conversation from the first word to a question that is open, with every kind of turn that changes something."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from tests.faults.stage import Somebody

FIRST, SECOND = "What makes black tea black?", "What draws the taste out of the leaves?"
TABLES: Final = ("learners", "sittings", "presentations", "reviews", "amendments", "memories", "lessons_shown")


async def converse(ada: Somebody) -> None:
    """Begin, answer with a double tap, go on with another, type an answer, take it back, type again, go on."""
    ada.says("/start")
    await ada.sees("Do you agree?")
    ada.taps("I agree")
    await ada.sees("What brings you here?")
    ada.taps("I study or work in medicine")
    await ada.sees("1 short lesson")
    ada.taps("Begin")
    await ada.sees("Lesson: One plant")
    ada.taps("Go on")
    await ada.sees(FIRST, "question 1 of 2")
    ada.picks("Dye from bark")
    ada.picks("Meeting the air")
    await ada.sees(FIRST, "Not right")
    ada.taps("Next")
    ada.taps("Next")
    await ada.sees(SECOND, "question 2 of 2")
    ada.says("hot water")
    await ada.sees(SECOND, "Right ✓")
    ada.taps("Undo")
    await ada.sees(SECOND, "question 2 of 2")
    ada.says("just water")
    await ada.sees(SECOND, "Not right")
    ada.taps("Next")
    await ada.sees(FIRST, "once more")


def told(ada: Somebody) -> list[str]:
    """What stands in the chat, without what a crash may have made the bot say twice."""
    texts = [message.text for message in ada.person.chat.messages]
    return [text for text, before in zip(texts, ["", *texts], strict=False) if text != before]


def rows_kept(file: Path) -> set[str]:
    """Everything that a database keeps of learners, a line for each row, but for instants and ids of messages."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            f"{table} {[(name, row[name]) for name in row.keys() if not _varies(name)]}"  # noqa: SIM118 - a Row is no mapping
            for table in TABLES
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
        }


def _varies(column: str) -> bool:
    return column.endswith("_at") or column in {"at", "milliseconds", "message_id", "typed_in"}

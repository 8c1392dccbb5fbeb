"""Question sets of any size, made of the shipped ones: real texts, under ids of their own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

SHIPPED = Path(__file__).parent.parent.parent / "questions"
MODEL = SHIPPED / "car-t-lupus" / "students.yaml"
FILES = 20


def write_sets(folder: Path, questions: int, files: int = FILES) -> None:
    """Write so many questions, in so many sets of the same size, with the sources that they cite."""
    for name in ("sources.yaml", "sources.lock.json"):
        shutil.copyfile(SHIPPED / name, folder / name)
    head, lessons, asked = re.split(r"^(?:lessons|questions):\n", MODEL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for number in range(files):
        share = questions * (number + 1) // files - questions * number // files
        copies = [
            (_with_id_of(copy, taught), _with_id_of(copy, entries))
            for copy, entries in enumerate(_repeated(_entries(asked), share), start=1)
            for taught in [[each for each in _entries(lessons) if _is_needed(each, entries)]]
        ]
        parts = (
            head.replace("id: car-t-lupus-students", f"id: {set_id(number)}", 1),
            "lessons:\n",
            *(taught for taught, _ in copies),
            "questions:\n",
            *(entries for _, entries in copies),
        )
        (folder / f"{set_id(number)}.yaml").write_text("".join(parts), encoding="utf-8")


def set_id(number: int) -> str:
    """The id of one of the sets, counted from 0."""
    return f"bench-{number:02}"


def _entries(block: str) -> list[str]:
    """The lessons or questions of the block, each as it is written."""
    return re.split(r"(?=^  - id: )", block, flags=re.MULTILINE)[1:]


def _repeated(entries: Sequence[str], wanted: int) -> Iterator[Sequence[str]]:
    """The entries again and again, until there are as many as are wanted; the last time, the rest."""
    for begun in range(0, wanted, len(entries)):
        yield entries[: wanted - begun]


def _is_needed(lesson: str, questions: Sequence[str]) -> bool:
    name = lesson.partition("- id: ")[2].partition("\n")[0]
    return any(f"\n    after: {name}\n" in question for question in questions)


def _with_id_of(copy: int, entries: Sequence[str]) -> str:
    """The entries with the number of the copy behind each id of a lesson or a question."""
    return re.sub(r"^(  - id: |    after: )(\S+)$", rf"\1\2-{copy}", "".join(entries), flags=re.MULTILINE)

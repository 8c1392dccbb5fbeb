"""The command `quizbot lock`: what is asked and what is right, noted for comparison with later edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quizbot.content import files
from quizbot.content.loader import Loaded, load
from quizbot.content.problems import counted
from quizbot.content.question_lock import QuestionLock, entry, lock_path, lock_text, read_lock, since_lock
from quizbot.content.report import NO_SET
from quizbot.content.rules.history import VANISHED
from quizbot.content.schema.question_lock import LockedQuestion
from quizbot.domain.questions import Question


def lock_questions(paths: Sequence[Path]) -> tuple[str, int]:
    """Locks the questions of the files and folders as they are now; what was done, and the exit code.

    Questions of sets that were not looked at stay locked as they are. Nothing is written, and the code is 1, while a
    set has an error, and if there is no set.

    Raises:
        LibyamlMissingError: PyYAML was built without libyaml.
        OSError: a lock cannot be written.
    """
    loaded = load(paths)
    errors = [problem for problem in loaded.errors if problem.rule != VANISHED.name]
    if errors:
        return f"Nothing was locked: {counted(len(errors), 'error')}. `quizbot check` says which.\n", 1
    lines: list[str] = []
    for path, questions in _by_lock(loaded).items():
        lines += _lock(read_lock(path), questions, _gone(loaded, path))
    return ("\n".join([*lines, ""]), 0) if lines else (f"{NO_SET}\n", 1)


def _by_lock(loaded: Loaded) -> Mapping[Path, list[Question]]:
    """The questions that belong into each lock; none into one of which every set has vanished."""
    locks: dict[Path, list[Question]] = {path: [] for path in loaded.question_locks if _gone(loaded, path)}
    for question_set in loaded.library.sets.values():
        path = lock_path(loaded.set_files[question_set.id])
        locks.setdefault(path, []).extend(question_set.questions)
    return locks


def _gone(loaded: Loaded, path: Path) -> frozenset[str]:
    """The sets of a lock that are nowhere any more."""
    file = files.shown(path)
    return frozenset(each.text for each in loaded.problems if each.rule == VANISHED.name and each.file == file)


def _lock(before: QuestionLock, questions: Sequence[Question], gone: frozenset[str]) -> Iterator[str]:
    """Writes the lock anew, and says what has become of it."""
    locked = before.questions or {}
    written_anew = {question.set_id for question in questions} | gone
    kept = {key: each for key, each in locked.items() if key.partition("/")[0] not in written_anew}
    now = kept | {question.key: entry(question) for question in questions}
    files.replace(before.path, lock_text(now))
    differences = str(since_lock(before, questions)) or "as before"
    yield f"{files.shown(before.path)}: {counted(len(questions), 'question')}, {differences}"
    yield from (f"  key changed: {key}" for key in _changed(locked, now))
    yield from (f"  forgotten: {key}" for key in locked if key not in now)


def _changed(before: Mapping[str, LockedQuestion], now: Mapping[str, LockedQuestion]) -> Iterator[str]:
    return (key for key, each in now.items() if key in before and before[key]["key"] != each["key"])

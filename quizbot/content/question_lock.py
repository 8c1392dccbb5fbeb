"""The lock of questions: what learners have been asked, so that an edit which touches them is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizbot.content import files
from quizbot.content.document import Document, Value
from quizbot.content.problems import Position, Problem
from quizbot.content.rules.history import KEY_CHANGED, UNREADABLE_LOCK, VANISHED
from quizbot.content.rules.rule import Rule
from quizbot.content.schema.question_lock import LockedQuestion, read_questions_lock
from quizbot.domain.questions import Question, QuestionSet

LOCK = "questions.lock.json"
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLock:
    """How many questions are new, are worded differently, or have another key than when they were locked."""

    new: int = 0
    reworded: int = 0
    key_changed: int = 0

    def __add__(self, other: SinceLock) -> SinceLock:
        return SinceLock(
            new=self.new + other.new,
            reworded=self.reworded + other.reworded,
            key_changed=self.key_changed + other.key_changed,
        )

    def __str__(self) -> str:
        """As "3 new, 1 key changed"; "" if nothing differs."""
        keys = "key" if self.key_changed == 1 else "keys"
        counts = {"new": self.new, "reworded": self.reworded, f"{keys} changed": self.key_changed}
        return ", ".join(f"{count} {what}" for what, count in counts.items() if count > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLock:
    """A lock with its file; `questions` is None if there is no such file."""

    path: Path
    questions: Mapping[str, LockedQuestion] | None
    problems: tuple[Problem, ...] = ()

    @property
    def set_ids(self) -> frozenset[str]:
        """The ids of the sets of which questions are locked."""
        return frozenset(key.partition("/")[0] for key in self.questions or ())


def lock_path(set_path: Path) -> Path:
    """Where the questions of a set are locked: beside its sources.yaml or, without one, beside the set."""
    return (files.sources_above(set_path) or set_path).with_name(LOCK)


def read_lock(path: Path) -> QuestionLock:
    """The lock in the file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return QuestionLock(path=path, questions=None)
    except OSError as error:
        return _unreadable(path, f"The lock cannot be read: {error.strerror}.")
    lock = read_questions_lock(data)
    if lock is None:
        return _unreadable(path, "This is no lock of questions that this version knows.")
    return QuestionLock(path=path, questions=lock["questions"])


def _unreadable(path: Path, message: str) -> QuestionLock:
    hint = "Restore it from an earlier version, or delete it and run `quizbot lock`."
    problem = _problem(UNREADABLE_LOCK, files.shown(path), Position(), message, hint, "")
    return QuestionLock(path=path, questions=None, problems=(problem,))


def entry(question: Question) -> LockedQuestion:
    """The question as a lock holds it."""
    return {"fingerprint": question.fingerprint, "key": question.key_fingerprint}


def lock_text(questions: Mapping[str, LockedQuestion]) -> str:
    """The lock as a file holds it: one question a line, sorted, so that versions can be compared."""
    lines = ",\n".join(f"    {json.dumps(key)}: {json.dumps(questions[key])}" for key in sorted(questions))
    return f'{{\n  "version": {_VERSION},\n  "questions": {{\n{lines}\n  }}\n}}\n'


def since_lock(lock: QuestionLock, questions: Sequence[Question]) -> SinceLock:
    """How the questions differ from the locked ones; all are new if there is no lock."""
    if lock.questions is None:
        return SinceLock(new=len(questions))
    known = [(question, lock.questions[question.key]) for question in questions if question.key in lock.questions]
    changed = sum(locked["key"] != question.key_fingerprint for question, locked in known)
    differing = sum(locked["fingerprint"] != question.fingerprint for question, locked in known)
    return SinceLock(new=len(questions) - len(known), reworded=max(differing - changed, 0), key_changed=changed)


def problems(
    lock: QuestionLock, file: str, document: Document, question_set: QuestionSet, places: Sequence[int]
) -> Iterator[Problem]:
    """Keys that have changed, and ids that have vanished; `places` are those of the set's questions in the document."""
    locked = lock.questions or {}
    for question, place in zip(question_set.questions, places, strict=True):
        if question.key in locked and locked[question.key]["key"] != question.key_fingerprint:
            name = question.key.partition("/")[2]
            message = f"The right answer to `{name}` is another one than before."
            hint = "If it is meant, run `quizbot lock`: it notes the new one."
            yield _problem(KEY_CHANGED, file, document.position(("questions", place)), message, hint, name)
    written = _written_ids(document.fields.get("questions"))
    for key in locked:
        set_id, _, name = key.partition("/")
        if set_id == question_set.id and name not in written:
            where = document.name_position(("questions",))
            message = f"There was a question `{name}`, and it is gone."
            yield _problem(VANISHED, file, where, message, _BRING_BACK, name)


_BRING_BACK = (
    "Bring it back, with `retired: true` if it is not asked any more; if nobody has met it, run `quizbot lock`."
)


def vanished_sets(lock: QuestionLock, known: frozenset[str]) -> Iterator[Problem]:
    """The sets that are locked and none of those known."""
    for set_id in sorted(lock.set_ids - known):
        count = sum(key.startswith(f"{set_id}/") for key in lock.questions or ())
        message = f"There was a set `{set_id}` with {count} questions, and it is gone."
        hint = "Bring it back under its id; if nobody has met it, run `quizbot lock`."
        yield _problem(VANISHED, files.shown(lock.path), Position(), message, hint, set_id)


def _written_ids(questions: Value | None) -> frozenset[Value]:
    """The ids that stand in the file, those of questions too that cannot be read."""
    written = (each.get("id") for each in questions if isinstance(each, dict)) if isinstance(questions, list) else ()
    return frozenset(each for each in written if isinstance(each, str))


def _problem(rule: Rule, file: str, where: Position, message: str, hint: str, text: str) -> Problem:
    return Problem(
        file=file,
        line=where.line,
        column=where.column,
        rule=rule.name,
        severity=rule.severity,
        message=message,
        hint=hint,
        text=text,
    )

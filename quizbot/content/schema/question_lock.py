"""The shape of questions.lock.json."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

_Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


@with_config(ConfigDict(extra="forbid"))
class LockedQuestion(TypedDict):
    """A question as learners know it: the fingerprint of what is asked, and that of what is right."""

    fingerprint: _Fingerprint
    key: _Fingerprint


@with_config(ConfigDict(extra="forbid"))
class QuestionsLock(TypedDict):
    """The questions by `set/question`."""

    version: Literal[1]
    questions: dict[Annotated[str, StringConstraints(pattern="^[^/]+/[^/]+$")], LockedQuestion]


def read_questions_lock(data: bytes) -> QuestionsLock | None:
    """What the file holds, None if it is something else or of another version."""
    try:
        return _questions_lock().validate_json(data)
    except ValidationError:
        return None


@cache
def _questions_lock() -> TypeAdapter[QuestionsLock]:
    return TypeAdapter(QuestionsLock)

"""The shape of sources.lock.json."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict


@with_config(ConfigDict(extra="forbid"))
class LockedParagraph(TypedDict):
    """A paragraph: the fingerprint of its text, and those of its words and numbers, set apart by blanks."""

    text: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    words: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{8}( [0-9a-f]{8})*)?$")]


@with_config(ConfigDict(extra="forbid"))
class SourcesLock(TypedDict):
    """The paragraphs of each source by its id and by their places, as citations name them: `Brewing ¶1`."""

    version: Literal[1]
    sources: dict[str, dict[str, LockedParagraph]]


def read_sources_lock(data: bytes) -> SourcesLock | None:
    """What the file holds, None if it is something else or of another version."""
    try:
        return _sources_lock().validate_json(data)
    except ValidationError:
        return None


@cache
def _sources_lock() -> TypeAdapter[SourcesLock]:
    return TypeAdapter(SourcesLock)

"""Texts that sound as if somebody needed help now, which a chat cannot give: in any language, whatever was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from quizbot.domain.reading import fold
from quizbot.domain.urgent import english, german, spanish
from quizbot.domain.urgent.hearing import Ear

_EARS = (english.EAR, german.EAR, spanish.EAR)


def speaks_of_suicide(text: str) -> bool:
    """Whether a text speaks of its writer's wish to die or to harm themselves, or of somebody's with them."""
    return any(ear.hears_suicide(text) for ear in _EARS)


def sounds_urgent(text: str) -> bool:
    """Whether a text sounds as if its writer, or somebody with them, needed help now."""
    return speaks_of_suicide(text) or any(ear.hears_illness(text) for ear in _languages_of(text))


def _languages_of(text: str) -> Sequence[Ear]:
    """The languages of which a text has words, all if it has none: "son" is a child in English, "are" in Spanish."""
    words = fold(text).split()
    return [ear for ear in _EARS if not ear.marks.isdisjoint(words)] or _EARS

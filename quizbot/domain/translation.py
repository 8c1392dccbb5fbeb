"""A set in another language: its texts are the translation's; what is asked, right and counted is the original's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from quizbot.domain.questions import Cloze, Numeric, Question, QuestionSet, Short

T = TypeVar("T")


def in_translation(original: QuestionSet, translation: QuestionSet) -> QuestionSet:
    """The translation, tied to its original: entry by entry, and in what may be typed.

    Both have the same lessons and questions in the same order; an entry that is equal in both is not translated.
    """
    lessons = zip(original.lessons, translation.lessons, strict=True)
    questions = tuple(zip(original.questions, translation.questions, strict=True))
    untranslated = {before.key for before, after in (*lessons, *questions) if before == after}
    return replace(
        translation,
        questions=tuple(before if before == after else _tied(before, after) for before, after in questions),
        untranslated=frozenset(untranslated),
    )


def _tied(original: Question, translation: Question) -> Question:
    """The translated question; typed answers may be the original's, too: some people know only the foreign word."""
    if isinstance(translation, Short | Cloze) and isinstance(original, Short | Cloze):
        return replace(translation, original=original, accept=_either(translation.accept, original.accept))
    if isinstance(translation, Numeric) and isinstance(original, Numeric):
        also = _either(translation.also, (original.answer, *original.also))
        return replace(translation, original=original, also=also)
    return replace(translation, original=original)


def _either(these: Sequence[T], those: Sequence[T]) -> tuple[T, ...]:
    return (*these, *(each for each in those if each not in these))

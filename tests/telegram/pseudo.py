"""A language of brackets, and content without a letter of English: what is neither was forgotten."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import Any

from quizbot.content.translations import TEXTS
from quizbot.domain.questions import Library
from quizbot.i18n import LANGUAGES, SOURCE, Translator
from quizbot.telegram.screens.screen import Screen

_AUTHORED = {*TEXTS, "before", "after_gap", "section", "publisher", "author"}
_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_OF_NO_LANGUAGE = re.compile(rf"https://\S+|/[a-z]+\b|\b(?:{'|'.join(LANGUAGES.values())})\b|\bUTC\b")


class Brackets(Translator):
    """Says everything in brackets, and remembers what it was asked to say."""

    def __init__(self) -> None:
        super().__init__(SOURCE)
        self.said: set[str] = set()

    def __call__(self, message: str, **values: object) -> str:
        self.said.add(message)
        return f"⟦{super().__call__(message, **values)}⟧"

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        self.said |= {one, many}
        return f"⟦{super().n(one, many, count, **values)}⟧"

    def c(self, context: str, message: str) -> str:
        self.said.add(message)
        return f"⟦{super().c(context, message)}⟧"

    def weekday(self, day: date) -> str:
        return f"⟦{super().weekday(day)}⟧"

    def full_date(self, day: date) -> str:
        return f"⟦{super().full_date(day)}⟧"

    def day(self, day: date) -> str:
        return f"⟦{super().day(day)}⟧"

    def month(self, day: date) -> str:
        return f"⟦{super().month(day)}⟧"

    def short_weekday(self, day: date) -> str:
        return f"⟦{super().short_weekday(day)}⟧"

    def weekday_name(self, weekday: int) -> str:
        return f"⟦{super().weekday_name(weekday)}⟧"

    def time(self, at: datetime, zone: tzinfo) -> str:
        return f"⟦{super().time(at, zone)}⟧"

    def number(self, value: float) -> str:
        return f"⟦{super().number(value)}⟧"

    def language_name(self, code: str) -> str:
        return f"⟦{super().language_name(code)}⟧"

    def country(self, code: str, name: str) -> str:
        return f"⟦{super().country(code, name)}⟧"

    def city(self, name: str, zone: str) -> str:
        return f"⟦{super().city(name, zone)}⟧"


def forgotten(screen: Screen) -> str:
    """The words of a screen that come neither from a catalogue, nor from Babel, nor from authors."""
    return forgotten_in("\n".join([screen.plain, *(button.label for row in screen.buttons for button in row)]))


def forgotten_in(text: str) -> str:
    """The words of a text that are in no brackets; a letter alone is an option's."""
    while (outside := _INNERMOST.sub("", text)) != text:
        text = outside
    return " ".join(re.findall(r"[A-Za-z]{2,}", _OF_NO_LANGUAGE.sub("", text)))


def authored(library: Library) -> Library:
    """The library with nothing but ж in what authors have written."""
    return replace(
        library,
        sets=MappingProxyType({key: _without_letters(each) for key, each in library.sets.items()}),
        sources=MappingProxyType({key: _without_letters(each) for key, each in library.sources.items()}),
    )


def _without_letters(value: Any, *, is_text: bool = False) -> Any:
    if isinstance(value, tuple):
        return tuple(_without_letters(each, is_text=is_text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: _without_letters(getattr(value, field.name), is_text=field.name in _AUTHORED)
                for field in fields(value)
            },
        )
    return re.sub("[A-Za-z]", "ж", value) if is_text and isinstance(value, str) and value != "introduction" else value

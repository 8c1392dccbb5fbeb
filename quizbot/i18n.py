"""Texts in the learner's language: a thin layer over gettext catalogues and Babel's formats."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"  # the language of the texts in the code
LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English"})


class Translator:
    """Texts, dates and times in one language; a text without a translation stays English."""

    def __init__(self, language: str) -> None:
        """Read the catalogue of `language`, one of LANGUAGES."""
        self.language = language
        self._catalogue = gettext.translation("quizbot", LOCALES, languages=[language])

    def __call__(self, message: str, **values: object) -> str:
        """The text with `{name}`s filled in; a value that contains braces stays as it is."""
        return self._catalogue.gettext(message).format(**values)

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """The text for that count, by the language's own plural rule; `{count}` is filled in, too."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)

    def c(self, context: str, message: str) -> str:
        """The text as it is said in that context."""
        return self._catalogue.pgettext(context, message)

    def weekday(self, day: date) -> str:
        """A day with its weekday: "Monday, November 30"."""
        return _weekday(day, self.language)

    def full_date(self, day: date) -> str:
        """A day with its year: "August 8, 2025"."""
        return _full_date(day, self.language)

    def minute(self, minute: int) -> str:
        """Minutes after midnight as a time of day, "18:30": the same in every language, and never ambiguous."""
        return f"{minute // 60:02d}:{minute % 60:02d}"

    def time(self, at: datetime, zone: tzinfo) -> str:
        """The local time of day of an instant."""
        local = at.astimezone(zone)
        return self.minute(local.hour * 60 + local.minute)


class Translators:
    """A translator for each language, made when it is first wanted."""

    def __init__(self) -> None:
        self._known: dict[str, Translator] = {}

    def __call__(self, language: str | None) -> Translator:
        """The translator for a language code such as "en" or "pt-br"; for one that we do not speak, English."""
        code = (language or SOURCE).partition("-")[0].casefold()
        if code not in LANGUAGES:
            code = SOURCE
        if code not in self._known:
            self._known[code] = Translator(code)
        return self._known[code]


@lru_cache  # everybody is told of the same few days
def _weekday(day: date, language: str) -> str:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - Babel's data is read on first use

    weekday = format_date(day, "EEEE", locale=language)
    return f"{weekday}, {format_skeleton('MMMMd', datetime.combine(day, time(12)), locale=language)}"


@lru_cache  # as above
def _full_date(day: date, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - as above

    return format_date(day, format="long", locale=language)

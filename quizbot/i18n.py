"""Texts in the learner's language: a thin layer over gettext catalogues and Babel's formats."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from quizbot.domain.questions import base_language

LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"  # the language of the texts in the code
LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "es": "Español", "de": "Deutsch"})


class Translator:
    """Texts, names, dates and numbers in one language; a text without a translation stays English."""

    def __init__(self, language: str, missing: Callable[[str], None] | None = None) -> None:
        """Read the catalogue of `language`, one of LANGUAGES; `missing` hears of it whenever a text stays English."""
        self.language = language
        self._catalogue = gettext.translation("quizbot", LOCALES, languages=[language])
        if missing is not None and language != SOURCE:
            self._catalogue.add_fallback(_Untranslated(language, missing))

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

    def day(self, day: date) -> str:
        """A day in short: "Nov 30"."""
        from babel.dates import format_skeleton  # noqa: PLC0415 - as above

        return format_skeleton("MMMd", datetime.combine(day, time(12)), locale=self.language)

    def month(self, day: date) -> str:
        """The month of a day in short: "Nov"."""
        from babel.dates import format_date  # noqa: PLC0415 - as above

        return format_date(day, "LLL", locale=self.language)

    def months(self) -> tuple[tuple[str, ...], ...]:
        """The names of the months, in this language and in English."""
        from babel.dates import get_month_names  # noqa: PLC0415 - as above

        named = (get_month_names("wide", locale=locale) for locale in dict.fromkeys((self.language, SOURCE)))
        return tuple(tuple(names[number] for number in range(1, 13)) for names in named)

    def short_weekday(self, day: date) -> str:
        """The weekday as short as calendars have it: "Mo"."""
        from babel.dates import format_date  # noqa: PLC0415 - as above

        return format_date(day, "EEEEEE", locale=self.language)

    def weekday_name(self, weekday: int) -> str:
        """A weekday's name; 0 is Monday."""
        from babel.dates import get_day_names  # noqa: PLC0415 - as above

        return str(get_day_names("wide", locale=self.language)[weekday])

    def percent(self, share: float) -> str:
        """A share, 0 to 1, in percent: "86%"."""
        from babel.numbers import format_percent  # noqa: PLC0415 - as above

        return format_percent(share, locale=self.language)

    def minute(self, minute: int) -> str:
        """Minutes after midnight as a time of day, "18:30": the same in every language, and never ambiguous."""
        return f"{minute // 60:02d}:{minute % 60:02d}"

    def number(self, value: float) -> str:
        """A number with the language's decimal sign, "3", "0.5" or "0,5"; nothing stands between thousands."""
        digits = f"{value:.10g}"
        if "." not in digits:
            return digits
        from babel.numbers import get_decimal_symbol  # noqa: PLC0415 - as above

        return digits.replace(".", get_decimal_symbol(self.language))

    def language_name(self, code: str) -> str:
        """What a language is called: "German", "Deutsch"."""
        from babel import Locale  # noqa: PLC0415 - as above

        return str(Locale(self.language).languages.get(base_language(code), code))

    def country(self, code: str, name: str) -> str:
        """What the country of that ISO code is called; `name` is its English name, which stays if there is no other."""
        return name if self.language == SOURCE else _countries(self.language).get(code, name)

    def city(self, name: str, zone: str) -> str:
        """What the city of that English name is called, if its time zone is named after it; else its own name."""
        if self.language == SOURCE:
            return name
        from babel.dates import get_timezone_location  # noqa: PLC0415 - as above

        english, here = (
            get_timezone_location(zone, locale=locale, return_city=True) for locale in (SOURCE, self.language)
        )
        return here if name == english else name

    def time(self, at: datetime, zone: tzinfo) -> str:
        """The local time of day of an instant."""
        local = at.astimezone(zone)
        return self.minute(local.hour * 60 + local.minute)


class _Untranslated(gettext.NullTranslations):
    """What a catalogue falls back to: English, and a word to whoever counts."""

    def __init__(self, language: str, missing: Callable[[str], None]) -> None:
        super().__init__()
        self._language = language
        self._missing = missing

    def gettext(self, message: str) -> str:
        self._missing(self._language)
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._missing(self._language)
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self._missing(self._language)
        return super().pgettext(context, message)


@lru_cache(maxsize=len(LANGUAGES))
def _countries(language: str) -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415 - as above

    return Locale(language).territories


def country_names(code: str) -> frozenset[str]:
    """What the country of that ISO code is called in each of LANGUAGES."""
    return frozenset(_countries(language)[code] for language in LANGUAGES if code in _countries(language))


class Translators:
    """A translator for each language, made when it is first wanted; `missing` hears of every text that has none."""

    def __init__(self, missing: Callable[[str], None] | None = None) -> None:
        self._missing = missing
        self._known: dict[str, Translator] = {}

    def __call__(self, language: str | None) -> Translator:
        """The translator for a language code such as "en" or "pt-br"; for one that we do not speak, English."""
        code = base_language(language or SOURCE)
        if code not in LANGUAGES:
            code = SOURCE
        if code not in self._known:
            self._known[code] = Translator(code, self._missing)
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

"""The date that a typed text means: "12 Dec", "12.12.", "2026-12-12", "in 3 weeks"; in English, German and Spanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from quizbot.domain.reading import read_quantity

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2}) ?([./-]) ?(\d{1,2})(?: ?[./-] ?(\d{4}|\d{2}))?\.?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|[.ºª°])(?=\s|$)")
_IN = re.compile(r"(?:in|en|dentro de) ")
_ONE = re.compile(r"(?:an?|einem|einer|eine|un|una) (?=[a-z])")
_TOMORROW = {"tomorrow": 1, "morgen": 1, "manana": 1, "ubermorgen": 2, "pasado manana": 2}
_YEAR = range(1000, 10_000)
_LETTERS = 3  # of a month's name, at least


def read_date(text: str, today: date, months: Iterable[Sequence[str]], *, day_first: bool) -> tuple[date, ...]:
    """The date that the text means; several if it can mean several, none if it means none.

    `months` are the twelve names of the months, in each language that is understood; three letters of one will do.
    `day_first` is how two numbers with a slash are read; without it, "3/4" has two meanings. A date without a year is
    the next one after today.
    """
    plain = " ".join(_without_accents(text).split()).strip(" ,;!?")
    if (whole := _ISO.fullmatch(plain)) is not None:
        year, month, day = map(int, whole.groups())
        return _existing([(year, month, day)], today)
    if (numbers := _NUMBERS.fullmatch(plain)) is not None:
        first, second = int(numbers[1]), int(numbers[3])
        year_ = None if numbers[4] is None else int(numbers[4]) + (2000 if len(numbers[4]) == len("26") else 0)
        readings = [(year_, second, first)]
        if not day_first and numbers[2] != ".":
            readings.append((year_, first, second))
        return _existing(readings, today)
    return _relative(plain, today) or _named(plain, today, months)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _existing(readings: Sequence[tuple[int | None, int, int]], today: date) -> tuple[date, ...]:
    """Those of (year, month, day) that there are, each once."""
    found = (_next(month, day, today) if year is None else _day(year, month, day) for year, month, day in readings)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(month: int, day: int, today: date) -> date | None:
    """The next such day after today; the 29th of February may be years away."""
    days = (_day(today.year + ahead, month, day) for ahead in range(9))
    return next((each for each in days if each is not None and each > today), None)


def _relative(plain: str, today: date) -> tuple[date, ...]:
    """So many days, weeks or months from today."""
    if plain in _TOMORROW:
        return (today + timedelta(days=_TOMORROW[plain]),)
    quantity = read_quantity(_ONE.sub("1 ", _IN.sub("", plain, count=1), count=1))
    if quantity is None or quantity.value != int(quantity.value) or not 0 < quantity.value < 1000:
        return ()
    count = int(quantity.value)
    match quantity.unit:
        case "day":
            return (today + timedelta(days=count),)
        case "week":
            return (today + timedelta(weeks=count),)
        case "month":
            return (_months_later(today, count),)
        case _:
            return ()


def _months_later(today: date, count: int) -> date:
    """The same day so many months on, or the last of that month."""
    years, month = divmod(today.month - 1 + count, 12)
    days = (_day(today.year + years, month + 1, today.day - earlier) for earlier in range(4))
    return next(each for each in days if each is not None)


def _named(plain: str, today: date, months: Iterable[Sequence[str]]) -> tuple[date, ...]:
    """A month's name with a day, and perhaps a year, among whatever other words."""
    words = re.findall(r"[^\W\d_]+|\d+", _ORDINAL.sub(" ", plain))
    numbers = [int(word) for word in words if word.isdecimal()]
    found = {month for word in words for month in _months_called(word, months)}
    years = [number for number in numbers if number in _YEAR]
    days = [number for number in numbers if number not in _YEAR]
    if len(found) != 1 or len(days) != 1 or len(years) > 1:
        return ()
    return _existing([(years[0] if years else None, found.pop(), days[0])], today)


def _months_called(word: str, months: Iterable[Sequence[str]]) -> set[int]:
    if len(word) < _LETTERS:
        return set()
    return {
        number
        for names in months
        for number, name in enumerate(map(_without_accents, names), start=1)
        if name.startswith(word)
    }

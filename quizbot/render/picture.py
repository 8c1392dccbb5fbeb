"""A learner's progress as one picture: what it shows, as values, and the PNG of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A topic: its title, the sizes of the bar's three parts, written into them or, if there is one, told by a word."""

    title: str
    parts: tuple[int, int, int]
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day: its label, how much it brings, and a word above it where the day is a special one."""

    label: str
    count: int
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A moment of a curve: its label, its height from 0 to 1 (None: not known), and that in words."""

    label: str
    height: float | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that is drawn, in the reader's language; without a curve (None) that part is left out."""

    title: str
    subtitle: str
    legend: tuple[str, str, str]
    bars: tuple[Bar, ...]
    more_bars: str = ""
    days_title: str
    days: tuple[Column, ...]
    no_days: str
    curve_title: str = ""
    curve: tuple[Point, ...] | None = None
    curve_ends: tuple[str, str] = ("", "")
    no_curve: str = ""


def draw(picture: Picture) -> bytes:
    """The picture as a PNG; to be called in a child process, since it loads a library of 50 MB and takes a second."""
    from quizbot.render.drawing import png  # noqa: PLC0415 - so that nobody else loads it

    return png(picture)

"""Draws a learner's progress for a phone: topics as bars, days to come, recall over time.

Nothing is told by colour alone: bars differ by pattern, each has its words, and figures stand where they belong. The
card has a background of its own, so that it reads alike in a light and in a dark chat.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from quizbot.render.picture import Bar, Column, Picture, Point

WIDTH = 1080  # pixels; everything below is in pixels, too
MARGIN = 48
INSIDE = WIDTH - 2 * MARGIN
TITLE, HEADING, TEXT, SMALL = 52, 42, 34, 30
GAP = 56  # between two parts
BAR = 38
CHART = 240
SHORTEST = 4  # of a part of a bar that is not empty, so that it is seen

CARD, INK, FAINT, STRONG, MIDDLE = "#fbfaf7", "#1d2733", "#5b6673", "#1f4e79", "#9cc3e6"
_PATTERNS: Final = ((STRONG, ""), (MIDDLE, "//"), (CARD, ""))  # fill and hatch of the three parts of a bar
_PIXELS_AN_INCH: Final = 100
_POINTS_A_PIXEL: Final = 72 / _PIXELS_AN_INCH


def png(picture: Picture) -> bytes:
    """The picture as a PNG, 1080 pixels wide and as high as it takes."""
    height = _Page(height=MARGIN).draw(picture)  # drawn twice: the first time shows how high it is
    page = _Page(height=height)
    page.draw(picture)
    return page.png()


class _Page:
    """A canvas in pixels, filled from above; `y` is how far it is filled."""

    def __init__(self, height: float) -> None:
        self.figure = Figure(figsize=(WIDTH / _PIXELS_AN_INCH, height / _PIXELS_AN_INCH), dpi=_PIXELS_AN_INCH)
        self.canvas = FigureCanvasAgg(self.figure)
        self.figure.patch.set_facecolor(CARD)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        self.axes.axis("off")
        self.y: float = MARGIN

    def png(self) -> bytes:
        made = io.BytesIO()
        self.figure.savefig(made, format="png", facecolor=CARD)
        return made.getvalue()

    def draw(self, picture: Picture) -> float:
        """Draw everything; returns the height that it takes."""
        self.text(picture.title, TITLE, weight="bold")
        self.text(picture.subtitle, TEXT, colour=FAINT)
        self.y += GAP / 2
        self.legend(picture.legend)
        for bar in picture.bars:
            self.bar(bar)
        self.text(picture.more_bars, TEXT, colour=FAINT)
        self.y += GAP / 2
        self.text(picture.days_title, HEADING, weight="bold")
        self.columns(picture.days, picture.no_days)
        if picture.curve is not None:
            self.y += GAP / 2
            self.text(picture.curve_title, HEADING, weight="bold")
            self.curve(picture.curve, picture.curve_ends, picture.no_curve)
        return self.y + MARGIN / 2

    def put(self, x: float, y: float, text: str, size: float, **style: Any) -> Any:
        """Text at that point, on one line. What looks like a formula is text, too."""
        style = {"color": INK, "va": "top", "parse_math": False, "fontsize": size * _POINTS_A_PIXEL, **style}
        return self.axes.text(x, y, text, **style)

    def text(self, text: str, size: float, *, colour: str = INK, weight: str = "normal") -> None:
        """A paragraph over the whole width."""
        for line in self.wrapped(text, size, weight):
            self.put(MARGIN, self.y, line, size, color=colour, weight=weight)
            self.y += size * 1.32
        self.y += size * 0.1 if text else 0

    def wrapped(self, text: str, size: float, weight: str) -> list[str]:
        """The lines that the text takes; a word that is longer than a line is broken."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, weight) <= INSIDE:
                lines[-1] = longer
                continue
            rest = word
            while self.width(rest, size, weight) > INSIDE:
                shorter = range(len(rest) - 1, 0, -1)
                fits = next(n for n in shorter if self.width(f"{rest[:n]}-", size, weight) <= INSIDE)
                lines.append(f"{rest[:fits]}-")
                rest = rest[fits:]
            lines.append(rest)
        return lines

    def width(self, text: str, size: float, weight: str = "normal") -> float:
        """How wide a line is."""
        drawn = self.put(0, 0, text, size, weight=weight)
        wide: float = drawn.get_window_extent().width
        drawn.remove()
        return wide

    def block(self, x: float, y: float, width: float, height: float, part: int) -> None:
        """A rectangle in the pattern of that part."""
        fill, hatch = _PATTERNS[part]
        self.axes.add_patch(
            Rectangle((x, y), width, height, facecolor=fill, edgecolor=STRONG, hatch=hatch, linewidth=2)
        )

    def legend(self, names: Sequence[str]) -> None:
        """What the patterns mean; on one line if they fit."""
        side = TEXT
        x: float = MARGIN
        for part, name in enumerate(names):
            wide = side + 14 + self.width(name, TEXT)
            if x + wide > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + TEXT * 1.5
            self.block(x, self.y + 3, side, side, part)
            self.put(x + side + 14, self.y, name, TEXT)
            x += wide + 44
        self.y += TEXT * 1.5 + 16

    def bar(self, bar: Bar) -> None:
        """A topic: its title, its word beside it or, without room, below, and its bar over the whole width."""
        beside = bar.word and self.width(bar.title, TEXT, "bold") + 40 + self.width(bar.word, TEXT) <= INSIDE
        if beside:
            self.put(WIDTH - MARGIN, self.y, bar.word, TEXT, ha="right")
        self.text(bar.title, TEXT, weight="bold")
        if bar.word and not beside:
            self.text(bar.word, TEXT)
        total = sum(bar.parts)
        x: float = MARGIN
        for part, size in enumerate(bar.parts):
            if size:
                wide = max(INSIDE * size / total, SHORTEST)
                self.block(x, self.y, min(wide, WIDTH - MARGIN - x), BAR, part)
                if not bar.word:
                    self.figure_in(x + wide / 2, wide, str(size), part)
                x += wide
        self.y += BAR + 22

    def figure_in(self, x: float, room: float, figure: str, part: int) -> None:
        """A figure in the middle of a part of a bar, on a plain ground, if there is room for it."""
        if self.width(figure, SMALL) + 12 > room:
            return
        ground = {"facecolor": CARD, "edgecolor": "none", "pad": 0.5} if _PATTERNS[part][1] else None
        style: dict[str, Any] = {"ha": "center", "va": "center", "color": CARD if part == 0 else INK, "bbox": ground}
        self.put(x, self.y + BAR / 2, figure, SMALL, **style)

    def columns(self, days: Sequence[Column], nothing: str) -> None:
        """A column for each day with its number above it; in words if there is nothing to come."""
        if not any(day.count or day.mark for day in days):
            self.text(nothing, TEXT, colour=FAINT)
            return
        most = max(1, *(day.count for day in days))
        step = INSIDE / len(days)
        marked = any(day.mark for day in days)
        floor = self.y + CHART + (SMALL * 1.6 if marked else 0)
        for place, day in enumerate(days):
            left, middle = MARGIN + place * step, MARGIN + (place + 0.5) * step
            high = (CHART - SMALL * 1.8) * day.count / most
            if day.count:
                self.block(left + step * 0.15, floor - high, step * 0.7, high, 0)
                self.put(middle, floor - high - 6, str(day.count), SMALL, ha="center", va="bottom")
            if day.mark:
                self.mark(middle, floor - (high + SMALL * 1.8 if day.count else 0), day.mark)
            for line, label in enumerate(day.label.split("\n")):
                self.put(middle, floor + 12 + line * SMALL * 1.2, label, SMALL, ha="center")
        self.axes.plot((MARGIN, WIDTH - MARGIN), (floor, floor), color=INK, linewidth=2)
        self.y = floor + 12 + SMALL * 2.6

    def mark(self, x: float, bottom: float, word: str) -> None:
        """A flag at a day, down to whatever stands there, its word on the side where there is room."""
        top = self.y
        self.axes.plot((x, x), (top, bottom), color=INK, linewidth=3, linestyle=(0, (4, 3)))
        right = x < WIDTH / 2
        self.put(x + (12 if right else -12), top, word, SMALL, ha="left" if right else "right", weight="bold")

    def curve(self, points: Sequence[Point], ends: tuple[str, str], nothing: str) -> None:
        """A curve between two lines that are named, with its figures; in words if there is nothing to draw."""
        known = [(place, point) for place, point in enumerate(points) if point.height is not None]
        if not known:
            self.text(nothing, TEXT, colour=FAINT)
            return
        left = MARGIN + max(self.width(end, SMALL) for end in ends) + 24
        top = self.y + SMALL * 1.6  # a figure stands above its point
        floor = top + CHART
        step = (WIDTH - MARGIN - left) / len(points)
        for end, height in zip(ends, (top, floor), strict=True):
            self.axes.plot((left, WIDTH - MARGIN), (height, height), color=FAINT, linewidth=1.5, linestyle=":")
            self.put(MARGIN, height, end, SMALL, va="center", color=FAINT)
        at = [(left + (place + 0.5) * step, floor - CHART * (point.height or 0), place) for place, point in known]
        for (x, y, before), (next_x, next_y, after) in pairwise(at):
            gap = after > before + 1  # a week that says nothing lies between
            self.axes.plot((x, next_x), (y, next_y), color=STRONG, linewidth=4, linestyle=":" if gap else "-")
        for (x, y, _), (_, point) in zip(at, known, strict=True):
            self.axes.plot(x, y, "o", color=STRONG, markersize=12)
            ground = {"facecolor": CARD, "edgecolor": "none", "pad": 0.5}  # over the upper line
            self.put(x, y - 14, point.words, SMALL, ha="center", va="bottom", bbox=ground)
        for place, point in enumerate(points):
            for line, label in enumerate(point.label.split("\n")):
                self.put(left + (place + 0.5) * step, floor + 14 + line * SMALL * 1.2, label, SMALL, ha="center")
        self.y = floor + 14 + SMALL * 2.6

"""A patient's summary as a PDF of one A4 page; what does not fit is counted, never left out in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

_FONT = "DejaVu"
_MARGIN = 18.0  # mm, as all lengths here
_LINE = 5.0
_GAP = 3.5
_SIZE, _SMALL, _HEADING, _TITLE = 10, 8, 11, 18  # points
_LONGEST = 600  # characters of one line of a part
_UNKNOWN = "□"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with what stands below it."""

    heading: str
    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All texts of the page, in one language.

    `nothing` stands for a part without lines, `more` for those that found no room (with their `{count}`), `unprintable`
    explains the sign for what the font does not have; `small` are the last lines.
    """

    language: str
    title: str
    below: str
    parts: tuple[Part, ...]
    nothing: str
    more: str
    unprintable: str
    small: tuple[str, ...]


def pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF of one page."""
    return Page(sheet).draw()


class Page:
    """The page before it is drawn: `shown` says how many lines of each part find room, the longest part cut first."""

    def __init__(self, sheet: Sheet) -> None:
        import matplotlib as mpl  # noqa: PLC0415 - only the child draws; a bot that starts waits for neither
        from fpdf import FPDF  # noqa: PLC0415

        self._sheet = sheet
        self._pdf = FPDF(format="A4")
        self._pdf.set_margin(_MARGIN)
        self._pdf.set_auto_page_break(auto=False)
        fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
        self._pdf.add_font(_FONT, "", fonts / "DejaVuSans.ttf")
        self._pdf.add_font(_FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self._pdf.add_page()
        self._pdf.set_lang(sheet.language)
        self._pdf.set_title(sheet.title)
        self._lines = [[self._line(part, place) for place in range(len(part.lines))] for part in sheet.parts]
        self._heights = [[self._measured(text) for text in lines] for lines in self._lines]
        self.shown = [len(part.lines) for part in sheet.parts]
        while self._height() > self._pdf.h - 2 * _MARGIN and any(self.shown):
            heights = self._shown_heights()
            self.shown[heights.index(max(heights))] -= 1

    def _line(self, part: Part, place: int) -> str:
        text = part.lines[place]
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        return f"{place + 1}. {short}" if part.numbered else f"• {short}"

    def _height(self) -> float:
        """How high the page is with what is shown of each part, and with every remark that it may need."""
        sheet = self._sheet
        top = self._measured(sheet.title, size=_TITLE, bold=True) + self._measured(sheet.below)
        headings = [_GAP + self._measured(part.heading, size=_HEADING, bold=True) + _LINE for part in sheet.parts]
        small = [self._measured(text, size=_SMALL) + 1 for text in (sheet.unprintable, *sheet.small)]
        return top + sum(headings) + sum(self._shown_heights()) + 2 * _GAP + sum(small)

    def _shown_heights(self) -> list[float]:
        return [sum(heights[:count]) for heights, count in zip(self._heights, self.shown, strict=True)]

    def draw(self) -> bytes:
        """The PDF."""
        sheet = self._sheet
        drawn = [sheet.title, sheet.below]
        self._write(sheet.title, size=_TITLE, bold=True)
        self._write(sheet.below)
        for part, lines, count in zip(sheet.parts, self._lines, self.shown, strict=True):
            self._pdf.ln(_GAP)
            self._write(part.heading, size=_HEADING, bold=True)
            for text in lines[:count] or ([] if lines else [sheet.nothing]):
                self._write(text)
                drawn.append(text)
            if count < len(lines):
                self._write(sheet.more.format(count=len(lines) - count))
        self._pdf.ln(2 * _GAP)
        has_unknown = any(_UNKNOWN in self._printable(text) for text in drawn)
        for text in (*((sheet.unprintable,) if has_unknown else ()), *sheet.small):
            self._write(text, size=_SMALL)
            self._pdf.ln(1)
        return bytes(self._pdf.output())

    def _write(self, text: str, *, size: int = _SIZE, bold: bool = False) -> None:
        self._pdf.set_font(_FONT, "B" if bold else "", size)
        self._pdf.multi_cell(0, _line_of(size), self._printable(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def _measured(self, text: str, *, size: int = _SIZE, bold: bool = False) -> float:
        self._pdf.set_font(_FONT, "B" if bold else "", size)
        height: Any = self._pdf.multi_cell(
            0, _line_of(size), self._printable(text), align="L", dry_run=True, output="HEIGHT"
        )
        return float(height)

    def _printable(self, text: str) -> str:
        return printable(text, self._known)

    @property
    def _known(self) -> Collection[int]:
        font: Any = self._pdf.fonts[_FONT.lower()]
        known: Collection[int] = font.cmap
        return known


def _line_of(size: int) -> float:
    return _LINE * size / _SIZE


def printable(text: str, known: Collection[int]) -> str:
    """The text with one □ for each run of signs that the font does not have; joiners and the like are left out."""
    seen = (each for each in unicodedata.normalize("NFC", text) if not _is_invisible(each))
    runs = groupby(seen, lambda each: ord(each) in known)
    return "".join("".join(run) if is_known else _UNKNOWN for is_known, run in runs)


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"} or unicodedata.name(sign, "").startswith("VARIATION SELECTOR")

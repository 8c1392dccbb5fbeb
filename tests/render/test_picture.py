"""A learner's progress as a picture, whatever is written on it."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from quizbot.render.child import InChild
from quizbot.render.picture import Bar, Column, Picture, Point, draw

EMPTY = Picture(
    title="Your progress",
    subtitle="Tea",
    legend=("known", "learning", "new"),
    bars=(),
    days_title="Questions due",
    days=(Column(label="Mo\n30", count=0),),
    no_days="Nothing is due.",
    curve=(),
    no_curve="Not yet.",
)
FULL = replace(
    EMPTY,
    legend=("ist mir klar", "noch einmal ansehen", "noch nicht kennengelernt"),
    bars=(
        Bar(title="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 3, parts=(1, 0, 99), word="not yet"),
        Bar(title="$x^2$ costs 5 $, <b>日本</b> 😀", parts=(0, 0, 0)),
        Bar(title="Deep", parts=(99, 120, 1)),
    ),
    more_bars="… and 3 more",
    days=(Column(label="Mo\n30", count=400, mark="Exam"), Column(label="Tu\n1", count=1)),
    curve=(Point(label="1", height=0.0, words="0%"), Point(label="8", height=None), Point(label="15", height=1.0)),
    curve_ends=("100%", "0%"),
)


@pytest.mark.parametrize("picture", [EMPTY, FULL, replace(FULL, curve=None)], ids=["empty", "full", "no curve"])
async def test_it_is_as_wide_as_a_phone_shows_well_and_no_higher_than_telegram_takes(picture: Picture) -> None:
    made = await InChild()(draw, picture)
    assert made.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", made[16:24])
    assert width == 1080
    assert width + height <= 10_000
    assert len(made) < 1_000_000

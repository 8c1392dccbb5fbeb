"""The page to take along is one page, whatever is on it."""

from __future__ import annotations

import re

import pytest

from quizbot.render.summary import Page, Part, Sheet, pdf, printable

SMALL = ("A learning aid.", "As of today.")


def sheet(*parts: Part) -> Sheet:
    return Sheet(
        language="en",
        title="My summary",
        below="Tea",
        parts=parts,
        nothing="nothing yet",
        more="and {count} more in the chat",
        unprintable="□ stands for signs that this page cannot show.",
        small=SMALL,
    )


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (Part(heading="Questions", lines=()),),
        (Part(heading="Questions", lines=("word " * 99,) * 30, numbered=True),),
        (Part(heading="Topics", lines=("topic",) * 300), Part(heading="Questions", lines=("x" * 5000,) * 9)),
        (Part(heading="Odd", lines=("😀👩🏽‍⚕️ هل هو ساخن؟ 它热吗 \x00\u202e\ufe0f\n�",)),),
    ],
)
def test_it_is_one_page(parts: tuple[Part, ...]) -> None:
    drawn = pdf(sheet(*parts))
    assert drawn.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", drawn)) == 1


def test_what_is_long_makes_room_for_what_is_short() -> None:
    long = Part(heading="Questions", lines=("word " * 99,) * 30, numbered=True)
    short = Part(heading="Topics", lines=("one", "two", "three"))
    questions, topics = Page(sheet(long, short)).shown
    assert 5 < questions < 30
    assert topics == 3
    assert Page(sheet(short)).shown == [3]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("tea", "tea"), ("te\u0301", "té"), ("a 它热吗 b", "a □ b"), ("a\u200db\ufe0f\x07", "ab"), ("它", "□")],
)
def test_signs_that_the_font_does_not_have_are_one_box(text: str, shown: str) -> None:
    assert printable(text, set(map(ord, "te aéb□"))) == shown

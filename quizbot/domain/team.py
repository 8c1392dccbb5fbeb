"""What a patient takes to the care team: how they see each topic, and questions in their own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST = 30  # questions on one learner's list
LONGEST = 500  # characters of one of them


class View(StrEnum):
    """What a patient says of a topic: clear to me, go over again, ask my team."""

    CLEAR = "clear"
    AGAIN = "again"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamQuestion:
    """A question for the care team, and the topic that it is about as `set/topic`; None: none."""

    id: int
    text: str
    topic_key: str | None = None


def suggested(answers: Iterable[bool]) -> View:
    """The view to suggest at the end of a topic, from whether the last answer to each of its questions was right."""
    return View.CLEAR if all(answers) else View.AGAIN


def wants_other_words(misses: int) -> bool:
    """Whether the lesson is told again in other words, after so many misses on its topic: after every second one."""
    return misses > 0 and misses % 2 == 0


def as_noted(text: str) -> str:
    """The text as it is kept: on one line, without what no database takes; "" if nothing is left."""
    categories = [(each, unicodedata.category(each)) for each in text]
    kept = (" " if category in {"Cc", "Zl", "Zp"} else each for each, category in categories if category != "Cs")
    return " ".join("".join(kept).split())

"""What a button says: taps as values, and their at most 64 bytes on the wire."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

LIMIT = 64  # bytes
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """The answer to a presentation: these places."""

    presentation: int
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answer so far; nothing is stored, the buttons carry it."""

    presentation: int
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Not being sure, as an answer."""

    presentation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes after this presentation."""

    presentation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take the answer to this presentation back."""

    presentation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed:
    """It was right by a guess."""

    presentation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """There is a problem with this question; "" asks which."""

    presentation: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Back to the feedback of this presentation."""

    presentation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Go on from a lesson, named by its tag."""

    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Show the glossary entries of a lesson, named by its tag."""

    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """The obvious next step from anywhere, in place of the message: "next", "more" (beyond today's number), "resume".

    Or "on": the same as "next", below a message that stays to be read; or "stop" for today.
    """

    how: str = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """What to do with a reminder: "later", "tomorrow" or "fewer", then one in so many days ("": than now)."""

    how: str
    every: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Agree that answers and settings are kept ("yes"), or not ("no"), or be asked it in another language ("ask").

    With what their link brought: the tag of a set, or "", and the code of an invitation, or ""; and with the language
    that they read, "" being the one that Telegram tells.
    """

    answer: str
    questions: str = ""
    invite: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Choose a track: patient or student."""

    audience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """Choose a set, a topic ("*" for all), or look at a set's lessons; each named by its tag, or "" to ask which."""

    questions: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """List a set's lessons, or ("lesson") show one again."""

    questions: str
    lesson: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Pause for that many days; 0: until they resume."""

    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Show a setting ("" shows all), or give it a value."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Begin a round: "practice", "wrong" (what was wrong) or "exam", so long, on a topic by its tag ("*" for all).

    "" asks which topic, and how long.
    """

    what: str
    topic: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """End this round now."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """How this round went."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Bring back a question that was set aside, named by its tag; "" lists them."""

    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Delete everything ("yes"), or keep it."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class See:
    """How a patient sees a topic, named by its tag; no view asks for one, no topic lists them all.

    `then` is "list" where it is changed from that list, "" at the end of the topic, and "below" where the list cannot
    take the place of the message that it is asked for from: a picture.
    """

    topic: str = ""
    view: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A patient's questions for the care team.

    "list" them from a place on, "offer" some on a topic (by the tag of the topic or of a question), "take" one of those
    (by the tag of its text), "type" one, "drop" one (by its id) and list the others from a place on.
    """

    how: str
    about: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """What a patient takes along or hands on: the "summary", or a link for a "helper"."""

    thing: str


Answer: TypeAlias = Submit | Unsure
"""A tap by which the open question is answered."""

Other: TypeAlias = (
    Draft
    | Next
    | Undo
    | Guessed
    | Report
    | Review
    | Read
    | Words
    | Go
    | Snooze
    | Consent
    | Track
    | Learn
    | Lessons
    | Rest
    | Set
    | Round
    | Stop
    | Results
    | Aside
    | Leave
    | See
    | Note
    | Along
)
"""Any other tap."""

Tap: TypeAlias = Answer | Other

# the first letter on the wire; never reuse one for another tap, old buttons live long
_LETTERS: Mapping[str, Callable[..., Tap]] = MappingProxyType(
    {
        "a": Submit,
        "d": Draft,
        "n": Unsure,
        "x": Next,
        "u": Undo,
        "g": Guessed,
        "r": Report,
        "b": Review,
        "l": Read,
        "w": Words,
        "c": Go,
        "z": Snooze,
        "o": Consent,
        "t": Track,
        "s": Learn,
        "e": Lessons,
        "p": Rest,
        "k": Set,
        "q": Leave,
        "v": See,
        "y": Note,
        "j": Along,
        "m": Round,
        "i": Stop,
        "f": Results,
        "h": Aside,
    }
)
_LETTER_OF = {kind: letter for letter, kind in _LETTERS.items()}


def encode(tap: Tap) -> str:
    """The tap as a button's data, from which `decode` reads the same tap: a letter, then its fields behind colons.

    Raises:
        ValueError: there is no such data; it would not fit 64 bytes, say, or a field contains a colon.
    """
    fields = [_written(getattr(tap, name)) for name in tap.__dataclass_fields__]
    while fields and fields[-1] == "":
        fields.pop()
    data = ":".join([_LETTER_OF[type(tap)], *fields])
    if decode(data) != tap:
        raise ValueError(f"{data!r} is not a button's data of at most {LIMIT} bytes that says {tap!r}")
    return data


def decode(data: str) -> Tap | None:
    """The tap that a button's data says, or None: old, or forged."""
    letter, *fields = data.split(":")
    kind = _LETTERS.get(letter)
    if kind is None or not data.isprintable() or len(data.encode()) > LIMIT:  # in this order: surrogates have no bytes
        return None
    names = list(kind.__dataclass_fields__)  # type: ignore[attr-defined] # every tap is a dataclass
    if len(fields) > len(names):
        return None
    try:
        return kind(**{name: _read(name, field) for name, field in zip(names, fields, strict=False)})
    except (TypeError, ValueError):
        return None


def _written(value: int | str | tuple[int, ...]) -> str:
    return "".join(_DIGITS[place] for place in value) if isinstance(value, tuple) else str(value)


def _read(name: str, field: str) -> int | str | tuple[int, ...]:
    match name:
        case "presentation" | "round":
            if not (field.isascii() and field.isdigit()) or not 0 < int(field) < 1 << 63:
                raise ValueError(field)
            return int(field)
        case "places":
            return tuple(_DIGITS.index(digit) for digit in field)
        case _:
            return field


def tag(key: str) -> str:
    """A short name for the key of a set, topic or lesson, since the key itself may not fit a button: 10 hex digits."""
    return hashlib.blake2b(key.encode(), digest_size=5).hexdigest()

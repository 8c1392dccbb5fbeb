"""What may stand in a field.

Values arrive as the texts that the author wrote; whether a text is a number, a date or a truth value is decided here,
field by field.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from quizbot.content.document import Value

SET_ID = "^[a-z0-9][a-z0-9-]{2,40}$"
ID = "^[a-z0-9][a-z0-9-]{0,40}$"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NUMBER = "[-+]?[0-9]{1,15}([.][0-9]{1,15})?"
_MOST = 10**15 - 1  # as many digits as a float keeps
_COUNT = "[1-9][0-9]{0,5}"


def _wrong(message: str, hint: str) -> PydanticCustomError:
    """What a reader of a field raises: the end of a sentence that begins with the field, and what to write."""
    return PydanticCustomError("written", "{message}", {"message": message, "hint": hint})


def _truth(written: Value) -> bool:
    if written not in ("true", "false"):
        raise _wrong("is neither true nor false", "Write `true` or `false`.")
    return written == "true"


def _number(written: Value) -> float:
    if not isinstance(written, str) or re.fullmatch(_NUMBER, written) is None:
        raise _wrong("is not a number", "Write it in at most 15 digits, with a point before decimals: `2.5`.")
    return float(written)


def _tolerance(written: Value) -> float:
    number = _number(written)
    if number < 0:
        raise _wrong("is below zero", "Write by how much an answer may be off, up or down.")
    return number


def _count(written: Value) -> int:
    if not isinstance(written, str) or re.fullmatch(_COUNT, written) is None:
        raise _wrong("is not a whole number from 1 up", "Write it in digits: `3`.")
    return int(written)


def _day(written: Value) -> date:
    try:
        return date.fromisoformat(written if isinstance(written, str) and re.match(_DATE, written) else "")
    except ValueError:
        raise _wrong("is not a date", "Write it as year, month and day: `2026-11-22`.") from None


def _publication_day(written: Value) -> date | None:
    return None if written == "undated" else _day(written)


def as_option(written: Value) -> Value:
    """An option that is written as a plain text, in full."""
    return {"text": written} if isinstance(written, str) else written


def as_list(written: Value) -> Value:
    """A single text as a list of one."""
    return [written] if isinstance(written, str) else written


# An editor reads `3` as a number and `true` as a truth value; here, both are texts.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"}),
]
SetId = Annotated[str, StringConstraints(pattern=SET_ID)]
Id = Annotated[str, StringConstraints(pattern=ID)]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Number = Annotated[
    float, BeforeValidator(_number), WithJsonSchema({"type": "number", "minimum": -_MOST, "maximum": _MOST})
]
Tolerance = Annotated[
    float, BeforeValidator(_tolerance), WithJsonSchema({"type": "number", "minimum": 0, "maximum": _MOST})
]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "pattern": _DATE})]
PublicationDay = Annotated[date | None, BeforeValidator(_publication_day)]
Version = Annotated[Literal["1"], WithJsonSchema({"const": 1})]


def doc(description: str, **limits: Any) -> Any:
    """What a field is for, as an editor shows it on hover, and its limits by pydantic's names."""
    return Field(description=description, **limits)

"""The log: one line an event, in which no secret stands and nothing that anybody has written.

Our own lines are worded so that this holds; what is here makes sure of it, for libraries too, whatever their level.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from traceback import walk_stack
from types import TracebackType
from typing import Any, TextIO

from quizbot.tracing import trace

OURS = "quizbot"
FIELDS = ("learner", "update")  # numbers that a record may carry as `extra`
QUIET = 60.0  # seconds in which the same line is not said again
HIDDEN = "…"
NOT_SHOWN = "a message of this library is not shown, since it may hold what somebody wrote"

log = logging.getLogger(OURS)


def configure(level: str, form: str, secrets: Collection[str] = ()) -> None:
    """Log to the error output from now on: our own from that level on, libraries from warnings on.

    `form` is text or json; the secrets are hidden wherever they should stand after all.
    """
    logging.raiseExceptions = False  # which would print a line that cannot be written, with all that it should hold
    logging.basicConfig(level=logging.WARNING, handlers=[handler(sys.stderr, form, secrets)])
    log.setLevel(level.upper())


def handler(stream: TextIO, form: str, secrets: Collection[str] = ()) -> logging.Handler:
    """What writes a log there, whatever it is given to write."""
    writing = logging.StreamHandler(stream)
    writing.setFormatter(JsonLines(secrets) if form == "json" else TextLines(secrets))
    writing.addFilter(Repetitions(time.monotonic).is_new)
    return writing


class Lines(logging.Formatter):
    """What a record says, in parts: a message, ids as numbers, and of an error its type and where it came from."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        super().__init__()
        self._secrets = sorted(secrets, key=len, reverse=True)

    def message(self, record: logging.LogRecord) -> str:
        """The message in one line."""
        return self._hide(" ".join(_told(record).splitlines()))

    def error(self, record: logging.LogRecord) -> str | None:
        """The error that the record is about and those that led to it; None without any."""
        error = record.exc_info[1] if record.exc_info else None
        chain = []
        while error is not None:
            chain.append(trace(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return self._hide(", after ".join(chain)) if chain else None

    def _hide(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


class JsonLines(Lines):
    """One JSON object a line: at, level, logger, message, and where there are any learner, update and error."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self.message(record),
            **_numbers(record),
        }
        error = self.error(record)
        if error is not None:
            line["error"] = error
        return json.dumps(line, ensure_ascii=False)


class TextLines(Lines):
    """One line for people: when, level, message, and the rest where there is any."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(sep=" ", timespec="milliseconds")
        source = [] if _is_ours(record) else [f"{record.name}:"]
        numbers = [f"{name}={number}" for name, number in _numbers(record).items()]
        error = self.error(record)
        return " ".join(
            [at, record.levelname, *source, self.message(record), *numbers, *([f"({error})"] if error else [])]
        )


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OURS


def _numbers(record: logging.LogRecord) -> dict[str, int]:
    return {name: value for name in FIELDS if isinstance(value := getattr(record, name, None), int)}


def _told(record: logging.LogRecord) -> str:
    """The message; of a library only what its code says itself, and numbers."""
    if _is_ours(record):
        return record.getMessage()
    if not _is_literal(record):
        return NOT_SHOWN
    match record.args:
        case Mapping() as named:
            filled: Any = {name: _harmless(value) for name, value in named.items()}
        case given:
            filled = tuple(map(_harmless, given or ()))
    try:
        return str(record.msg) % filled if filled else str(record.msg)
    except (TypeError, ValueError):  # it wanted something else than a word in a number's place
        return str(record.msg)


def _is_literal(record: logging.LogRecord) -> bool:
    """Whether the message, before anything is filled in, stands as it is in the code of whoever logs it."""
    for frame, line in walk_stack(None):
        if line == record.lineno and frame.f_code.co_filename == record.pathname:
            return record.msg in frame.f_code.co_consts
    return False


def _harmless(value: object) -> object:
    """A number as it is, an error's type; anything else may hold words."""
    if value is None or isinstance(value, (int, float)):
        return value
    return type(value).__name__ if isinstance(value, BaseException) else HIDDEN


class Repetitions:
    """Leaves out a complaint that was made just now: a database that is away is one line a minute, not a thousand."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._said: dict[tuple[object, ...], float] = {}

    def is_new(self, record: logging.LogRecord) -> bool:
        """Whether the record is no complaint, or the same one was not made within the last minute."""
        if record.levelno < logging.WARNING:
            return True
        now = self._clock()
        for key in [key for key, at in self._said.items() if now - at >= QUIET]:
            del self._said[key]
        key = (record.pathname, record.lineno, str(record.msg), str(record.args), *_numbers(record).items())
        new = key not in self._said
        if new:
            self._said[key] = now
        return new


def watch_over() -> None:
    """Have whatever nobody has caught logged in one line, instead of printed with what it says."""
    sys.excepthook = _ended
    sys.unraisablehook = _not_raised
    threading.excepthook = _thread_ended


def _ended(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    log.critical("quizbot has ended by a fault of its own", exc_info=(kind, error, where))


def _not_raised(found: sys.UnraisableHookArgs) -> None:
    log.error("a fault while something was given up", exc_info=found.exc_value)


def _thread_ended(found: threading.ExceptHookArgs) -> None:
    log.error("a thread has ended by a fault of its own", exc_info=found.exc_value)


def on_loop(_: asyncio.AbstractEventLoop, found: Mapping[str, Any]) -> None:
    """The event loop's handler for what nobody has caught."""
    error = found.get("exception")
    if error is None:
        log.error("the event loop says: %s", found.get("message"))
    else:
        log.error("a fault that nobody waited for", exc_info=error)

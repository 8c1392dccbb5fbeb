"""What a child is asked to do in the tests: it can import this, and a test's own functions could not be found."""

from __future__ import annotations

import os
import time


def told(text: str, *, times: int = 1) -> bytes:
    print("a library that prints")  # noqa: T201 - that is the point
    return text.encode() * times


def fails(text: str) -> bytes:
    raise ValueError(text)


def dies() -> bytes:
    os._exit(3)


def surroundings() -> bytes:
    settings = [name for name in os.environ if name.startswith("QUIZBOT_")]
    return f"{os.nice(0)} {settings}".encode()


def never(path: str) -> bytes:
    """Say which process this is, then be at work for ever."""
    with open(path, "w", encoding="ascii") as file:  # noqa: PTH123 - shortest
        file.write(str(os.getpid()))
    while True:
        time.sleep(1)

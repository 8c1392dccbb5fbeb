"""The steps of a bot's process, counted from the inside: each run of the event loop's and each database transaction's.

Nothing of the bot knows of it. Of asyncio every handle that runs is a step, so every stretch of every coroutine between
two awaits is one; of the database, the beginning of a transaction and both sides of its commit.
"""

from __future__ import annotations

import mmap
import os
import signal
import struct
from asyncio import Handle, Task
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

_COUNT: Final = struct.Struct("<Q")
_SIZE: Final = 4096  # bytes: the number of steps, then where the last one was


class Steps:
    """The steps of a process as a file has them, which outlives the process however it ends."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _SIZE)

    @property
    def done(self) -> int:
        """How many steps were begun."""
        return int(_COUNT.unpack_from(self._map)[0])

    @property
    def where(self) -> str:
        """Where the process was killed; empty if it was not."""
        return self._map[_COUNT.size :].rstrip(b"\0").decode()

    def note(self, number: int) -> None:
        """Write the number of a step down."""
        _COUNT.pack_into(self._map, 0, number)

    def note_place(self, where: str) -> None:
        """Write down where the process is about to be killed."""
        place = where.encode()[: _SIZE - _COUNT.size]
        self._map[_COUNT.size : _COUNT.size + len(place)] = place


def count_steps(path: Path, kill_at: int | None) -> None:
    """From now on, count this process's steps into that file, and kill it without warning before step `kill_at`."""
    steps, numbers = Steps(path), count(1)

    def step(describe: Callable[[], str]) -> None:
        number = next(numbers)  # of whichever thread: taking a number is one operation of the interpreter
        steps.note(number)
        if number == kill_at:
            steps.note_place(describe())
            os.kill(os.getpid(), signal.SIGKILL)

    handles: Any = Handle  # what is private there has no types
    run, commit = handles._run, DefaultDialect.do_commit  # noqa: SLF001 - every step goes through there

    def counted_run(handle: Handle) -> None:
        step(lambda: _place(handle))
        run(handle)

    def counted_commit(dialect: DefaultDialect, connection: Any) -> None:
        step(lambda: "before a commit")
        commit(dialect, connection)  # type: ignore[no-untyped-call] # of the standard library
        step(lambda: "after a commit")

    def begun(_: object) -> None:
        step(lambda: "a transaction begins")

    handles._run = counted_run  # noqa: SLF001 - as above
    DefaultDialect.do_commit = counted_commit  # type: ignore[method-assign]
    event.listen(Engine, "begin", begun)


def _place(handle: Handle) -> str:
    """What the handle is about to run: of a task, the chain of its coroutines down to the line that goes on."""
    callback = handle._callback  # type: ignore[attr-defined] # noqa: SLF001 - as above
    owner = getattr(callback, "__self__", None)
    if not isinstance(owner, Task):
        return str(getattr(callback, "__qualname__", callback))
    return " > ".join(_chain(owner.get_coro()))


def _chain(running: Any) -> list[str]:
    chain = []
    at = running
    while at is not None and hasattr(at, "cr_code"):
        frame = at.cr_frame
        chain.append(f"{at.__qualname__}:{frame.f_lineno if frame is not None else '-'}")
        at = at.cr_await
    return chain

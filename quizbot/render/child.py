"""Runs a function that returns bytes in a process of its own, so that no answer waits while something is drawn.

The child is told the function and its values on its standard input, and answers on its standard output.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from typing import Any, Final, ParamSpec

from quizbot.tracing import trace

log = logging.getLogger(__name__)

AT_ONCE = 1  # children at work; the others wait
WAITING = 8  # who comes beyond that is refused at once, and keeps nobody's place
PATIENCE = 10.0  # seconds, the waiting included
NICENESS = 10
_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # NumPy would start one for each processor

P = ParamSpec("P")


class NotRendered(Exception):
    """The child delivered nothing: it failed, took too long, or too many were waiting. Do without, or try later."""


class InChild:
    """`await in_child(function, *values)`: the bytes that the function returns, made in a child process.

    The function is one of a module's own, and its values are such as pickle can carry.
    """

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._inside = 0

    async def __call__(self, function: Callable[P, bytes], *values: P.args, **named: P.kwargs) -> bytes:
        """The bytes.

        Raises:
            NotRendered: there are none.
        """
        if self._inside >= AT_ONCE + WAITING:
            raise NotRendered("too many are waiting")
        self._inside += 1
        try:
            async with asyncio.timeout(self._patience), self._turn:
                return await _run(pickle.dumps((function, values, named)))
        except TimeoutError:
            raise NotRendered("it took too long") from None
        finally:
            self._inside -= 1


async def _run(task: bytes) -> bytes:
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", __name__, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment()
        )
    except OSError as error:  # no memory, no more processes
        raise NotRendered(f"no child process can be started ({type(error).__name__})") from error
    try:
        made, said = await child.communicate(task)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        log.error("a child process failed: %s", said.decode(errors="replace").strip())
        raise NotRendered("it failed")
    return made


def _environment() -> dict[str, str]:
    """Ours, so that the child finds the same modules, without our settings: what it draws needs no token."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZBOT_")}
    return kept | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def main() -> None:
    """Do what the parent asks for, behind all who are busier."""
    os.nice(NICENESS)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints must not end up in a picture
    try:
        function, values, named = _read_task()
        made = function(*values, **named)
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent does without
        sys.exit(trace(error))  # the trace without texts
    answers.write(made)
    answers.flush()


def _read_task() -> tuple[Callable[..., bytes], tuple[Any, ...], dict[str, Any]]:
    task: tuple[Callable[..., bytes], tuple[Any, ...], dict[str, Any]] = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    return task


if __name__ == "__main__":
    main()

"""The machine that is measured on: its cores, and what a process takes of them."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

_WHOLE_PROCESS = 2  # of the kinds of a process's clocks in Linux, the one that a scheduler's work is counted by


def cpu_seconds(pid: int) -> float:
    """Seconds of CPU that a process has taken since it began: user and system, all threads, to the nanosecond.

    The process's own clock (clock_getcpuclockid), since /proc counts in hundredths.
    """
    return time.clock_gettime(~pid << 3 | _WHOLE_PROCESS)


def resident_megabytes(pid: int) -> float:
    """How much memory a process holds, in millions of bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kibibytes) * 1024 / 1e6


def cores() -> tuple[frozenset[int], frozenset[int]]:
    """The core that the measured process has for itself, and those for all else; where there is but one, that one."""
    last, *others = sorted(os.sched_getaffinity(0), reverse=True)
    return frozenset({last}), frozenset(others or {last})


@contextmanager
def confined(to: Collection[int]) -> Iterator[None]:
    """Keep this thread, and the processes that it starts in the block, on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, to)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def described() -> str:
    """The machine and its Python, in one line."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{model}, {os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"

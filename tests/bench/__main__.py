"""python -m tests.bench NAME [REPETITIONS]."""

from __future__ import annotations

import asyncio
import sys

from tests.bench import start
from tests.bench.table import written

BENCHMARKS = {"start": start.measure}


def main(arguments: list[str]) -> str:
    """The table of the benchmark that the arguments name.

    Raises:
        SystemExit: there is no benchmark of that name, or nothing to repeat.
    """
    name, repetitions, *more = (*arguments, "5") if len(arguments) == 1 else (*arguments, "", "")
    if name not in BENCHMARKS or not repetitions.isdecimal() or int(repetitions) == 0 or any(more):
        raise SystemExit(f"usage: python -m tests.bench {'|'.join(BENCHMARKS)} [REPETITIONS]")
    return written(asyncio.run(BENCHMARKS[name](int(repetitions))))


if __name__ == "__main__":
    print(main(sys.argv[1:]))  # noqa: T201 - it is a command

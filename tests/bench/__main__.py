"""python -m tests.bench NAME [REPETITIONS]: figures, each beside its yardstick, as a table."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tests.bench import answer, content, latency, machine, queue, reminders, soak, stall, start
from tests.bench.run import Run
from tests.bench.table import Report, written, written_together

Measure: TypeAlias = Callable[[Run], Coroutine[Any, Any, Report]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What is measured, how often unless said otherwise, and which options it takes."""

    measure: Measure
    repetitions: int = 5
    options: frozenset[str] = frozenset()


BENCHMARKS: Mapping[str, Benchmark] = {
    "answer": Benchmark(measure=answer.measure, options=frozenset({"postgres"})),
    "latency": Benchmark(measure=latency.measure),
    "queue": Benchmark(measure=queue.measure, options=frozenset({"postgres", "sizes"})),
    "reminders": Benchmark(measure=reminders.measure, options=frozenset({"postgres", "sizes", "paced"})),
    "start": Benchmark(measure=start.measure),
    "soak": Benchmark(measure=soak.measure, repetitions=1),
    "content": Benchmark(measure=content.measure, repetitions=3, options=frozenset({"sizes"})),
    "stall": Benchmark(measure=stall.measure),
}
ALL = "all"
EVERYTHING = (
    "answer",
    "answer --postgres",
    "latency",
    "queue",
    "reminders",
    "reminders --paced",
    "start",
    "soak",
    "content",
    "stall",
)
"""What `all` runs, in the words of the command line."""


def main(arguments: Sequence[str]) -> str:
    """The table of the benchmark that the arguments name, or of all of them.

    Raises:
        SystemExit: there is no such benchmark, it does not have such an option, or there is nothing to repeat.
    """
    parser = _parser()
    given = parser.parse_intermixed_args(arguments)
    if given.name == ALL:
        reports = {}
        for words in EVERYTHING:
            name, *options = words.split()
            each = parser.parse_intermixed_args([name, *options])
            each.repetitions, each.small = given.repetitions, given.small
            print(words, file=sys.stderr)  # noqa: T201 - how far it has come
            reports[f"python -m tests.bench {words}"] = _report(parser, each)
        table = f"{machine.described()}\n\n{written_together(reports)}"
    else:
        table = written(_report(parser, given))
    if given.to is not None:
        given.to.write_text(f"{table}\n", encoding="utf-8")
    return table


def _report(parser: argparse.ArgumentParser, given: argparse.Namespace) -> Report:
    benchmark = BENCHMARKS[given.name]
    for option in ("postgres", "paced", "sizes"):
        if getattr(given, option) and option not in benchmark.options:
            parser.error(f"{given.name} does not have --{option}")
    repetitions = given.repetitions or (1 if given.paced else benchmark.repetitions)
    run = Run(
        repetitions=repetitions,
        postgres=given.postgres,
        paced=given.paced,
        sizes=given.sizes,
        small=given.small,
    )
    return asyncio.run(benchmark.measure(run))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Figures, each beside its yardstick.")
    parser.add_argument("name", choices=[*BENCHMARKS, ALL], help="what to measure; all: everything, as one table")
    parser.add_argument("repetitions", nargs="?", type=_positive, help="how often; all that is compared takes turns")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--paced", action="store_true", help="reminders: the broadcast of 3,000 at Telegram's pace")
    parser.add_argument("--sizes", type=_sizes, default=(), help="of the database or the sets, as 10000,10000000")
    parser.add_argument("--small", action="store_true", help="so little of everything that the figures mean nothing")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write the table there, too")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(map(_positive, text.split(","))))


if __name__ == "__main__":
    print(main(sys.argv[1:]))  # noqa: T201 - it is a command

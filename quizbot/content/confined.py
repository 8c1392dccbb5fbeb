"""Checking a file that a stranger could have written: in a process of its own, which is killed if it takes too much."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from quizbot.content.problems import Problem, Severity, shortened

MOST_BYTES = 512 * 1024
PATIENCE = 20.0  # seconds, starting Python included
FIRST = 10  # problems that are told one by one
_LONGEST_REPORT = 256 * 1024  # characters
_LONGEST_ANSWER = 2 * 1024 * 1024  # bytes
_LONGEST_WORDS = 300  # characters of a message or a hint
_SECONDS = 10  # of a processor
_MEMORY = 1024**3  # bytes of addresses, of which Python itself takes a quarter
_LIMITS = (
    (resource.RLIMIT_CPU, _SECONDS),
    (resource.RLIMIT_AS, _MEMORY),
    (resource.RLIMIT_FSIZE, 0),  # no file is written
    (resource.RLIMIT_NPROC, 0),  # no other process is started
    (resource.RLIMIT_CORE, 0),  # no dump, which would hold the file
)
_PASSED_ON = ("LD_LIBRARY_PATH", "PATH", "PYTHONHOME")  # no settings of ours: they hold secrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is wrong with a file: the first problems, how many there are of each severity, and all in one text.

    `since_lock` is how its questions differ from the locked ones, as "3 new, 1 key changed".
    """

    problems: tuple[Problem, ...]
    errors: int
    warnings: int
    remarks: int
    questions: int
    since_lock: str
    report: str


async def check(data: bytes, questions: Path, today: date, patience: float = PATIENCE) -> Checked | None:
    """The file held to all rules as of that day, as if it were among the question sets there.

    None if that took too long or too much memory, or ended otherwise than it should: nobody made such a file to teach.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-B", "-c", f"from {__name__} import main; main()", questions, today.isoformat()),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        start_new_session=True,  # so that whatever it may start is killed with it
        env={
            **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
    )
    answer: bytes | None = None
    try:
        async with asyncio.timeout(patience):
            answer = await _answer(process, data)
    except TimeoutError:
        pass
    finally:
        if answer is None:
            await _kill(process)
    return None if answer is None else _read(answer)


async def _answer(process: Process, data: bytes) -> bytes | None:
    """What the process has written when it has ended, once it has been given the data; None if that is too much."""
    feeding = asyncio.create_task(_feed(cast("asyncio.StreamWriter", process.stdin), data))
    try:
        await cast("asyncio.StreamReader", process.stdout).readexactly(_LONGEST_ANSWER)
    except asyncio.IncompleteReadError as ended:
        await process.wait()
        return ended.partial
    finally:
        feeding.cancel()
    return None


async def _feed(stream: asyncio.StreamWriter, data: bytes) -> None:
    with suppress(ConnectionError):  # it has ended before it has read all
        stream.write(data)
        await stream.drain()
    stream.close()


async def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await cast("asyncio.StreamReader", process.stdout).read()  # what is in the pipe; behind that, its end is noticed
    await process.wait()


def _read(answer: bytes) -> Checked | None:
    try:
        values = json.loads(answer)
        problems = tuple(Problem(**{**each, "severity": Severity(each["severity"])}) for each in values["problems"])
        return Checked(**{**values, "problems": problems})
    except (KeyError, TypeError, ValueError):
        return None


def main() -> None:
    """In the process: the file from the standard input, what is wrong with it to the standard output, as JSON."""
    confine()
    questions, today = sys.argv[1:]
    found = examine(sys.stdin.buffer.read(), Path(questions), date.fromisoformat(today))
    sys.stdout.buffer.write(json.dumps(asdict(found), ensure_ascii=False).encode())


def confine() -> None:
    """Let this process write no file and start no other, and take no more than its share of time and memory."""
    os.nice(10)  # learners first
    for kind, most in _LIMITS:
        _, hard = resource.getrlimit(kind)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # some systems do not know some limits
            resource.setrlimit(kind, (limit, limit))  # the hard one, too, so that it cannot be raised again


def examine(data: bytes, questions: Path, today: date) -> Checked:
    """What `check` answers, worked out in this process."""
    from quizbot.content.proposed import load_proposed  # noqa: PLC0415 - whoever only asks the process does without
    from quizbot.content.report import Format, written  # noqa: PLC0415 - as above
    from quizbot.content.rules.registry import rules_on  # noqa: PLC0415 - as above

    loaded = load_proposed(data, questions, rules_on(today))
    severities = [each.severity for each in loaded.problems]
    gravest = sorted(loaded.problems, key=lambda each: list(Severity).index(each.severity))
    return Checked(
        problems=tuple(map(_short, gravest[:FIRST])),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        remarks=severities.count(Severity.INFORMATION),
        questions=loaded.questions,
        since_lock=str(loaded.since_lock),
        report=written(loaded, Format.TEXT)[:_LONGEST_REPORT],
    )


def _short(problem: Problem) -> Problem:
    """The problem in words that fit a message, whatever the file repeats in them."""
    return replace(
        problem,
        message=problem.message[:_LONGEST_WORDS],
        hint=problem.hint[:_LONGEST_WORDS],
        text=shortened(problem.text),
    )

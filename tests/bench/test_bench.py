"""The benchmarks run and say what they found; how fast anything is, no test asserts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHMARKS
from tests.bench.table import Row, written

ROOT = Path(__file__).parent.parent.parent


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_start_is_measured_beside_the_yardsticks() -> None:
    done = bench("start", "1")
    assert done.returncode == 0, done.stderr
    header, _, *rows = done.stdout.splitlines()
    assert header == "| | minimum | median | maximum | / yardstick |"
    assert [row.split(" | ")[0] for row in rows] == ["| echo", "| quizbot"]
    assert rows[0].endswith(" | 1.00 |")


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("start", "often"), ("start", "0"), ("start", "1", "1")])
def test_whatever_cannot_be_measured_is_answered_with_the_usage(arguments: tuple[str, ...]) -> None:
    done = bench(*arguments)
    assert done.returncode != 0
    assert done.stderr == f"usage: python -m tests.bench {'|'.join(BENCHMARKS)} [REPETITIONS]\n"
    assert done.stdout == ""


def test_a_table_has_the_extremes_the_median_and_the_share_of_the_yardstick() -> None:
    rows = [Row(name="echo", unit="s", values=[2, 1, 3]), Row(name="quizbot", unit="s", values=[5, 5, 2])]
    assert written(rows).splitlines()[2:] == [
        "| echo | 1 s | 2 s | 3 s | 1.00 |",
        "| quizbot | 2 s | 5 s | 5 s | 2.50 |",
    ]

"""The benchmarks run and say what they found; how fast anything is, no test asserts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHMARKS, EVERYTHING
from tests.bench.table import Report, Row, rounded, written, written_together

ROOT = Path(__file__).parent.parent.parent


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_everything_is_measured_into_one_table(tmp_path: Path) -> None:
    done = bench("all", "1", "--small", "--to", str(tmp_path / "table.md"))
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == list(EVERYTHING)
    assert (tmp_path / "table.md").read_text() == done.stdout
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    names = [row[0] for row in rows]
    assert [name for name in names if name.startswith("**")] == [f"**`python -m tests.bench {each}`**" for each in EVERYTHING]

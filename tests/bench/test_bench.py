"""The benchmarks run and say what they found; how fast anything is, no test asserts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import EVERYTHING, main
from tests.bench.latency import percentile
from tests.bench.table import Report, Row, rounded, written, written_together
from tests.databases import postgresql_binaries

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.skipif(postgresql_binaries() is None, reason="it needs the programs of a PostgreSQL server")
def test_everything_is_measured_into_one_table(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bench", "all", "1", "--small", "--to", str(tmp_path / "table.md")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == list(EVERYTHING)
    assert (tmp_path / "table.md").read_text() == done.stdout
    cells = [line.strip("|").split("|") for line in done.stdout.splitlines() if line.startswith("| ")]
    assert {len(row) for row in cells} == {5}
    names = [row[0].strip() for row in cells]
    for words in EVERYTHING:
        above = names.index(f"**`python -m tests.bench {words}`**")
        assert not names[above + 1].startswith("**"), f"{words} found nothing"


@pytest.mark.parametrize(
    "arguments",
    [(), ("nonsense",), ("start", "often"), ("start", "0"), ("start", "1", "1"), ("start", "--postgres")],
)
def test_whatever_cannot_be_measured_is_answered_with_the_usage(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m tests.bench")


def test_a_table_has_the_extremes_the_median_and_the_share_of_the_yardstick() -> None:
    rows = [
        Row(name="echo", unit="s", values=[2, 1, 3]),
        Row(name="quizbot", unit="s", values=[5, 5, 2]),
        Row(name="echo, memory", unit="MB", values=[50]),
        Row(name="quizbot, memory", unit="MB", values=[100]),
        Row(name="quizbot, later", unit="MB", values=[110], beside="quizbot, memory"),
    ]
    assert written(Report(rows=rows, notes=["on a small machine"])).splitlines()[2:] == [
        "| echo | 1 s | 2 s | 3 s | 1.00 |",
        "| quizbot | 2 s | 5 s | 5 s | 2.50 |",
        "| echo, memory | 50 MB | 50 MB | 50 MB | 1.00 |",
        "| quizbot, memory | 100 MB | 100 MB | 100 MB | 2.00 |",
        "| quizbot, later | 110 MB | 110 MB | 110 MB | 1.10 |",
        "",
        "- on a small machine",
    ]


def test_what_is_beside_nothing_has_no_share() -> None:
    rows = [Row(name="lost before", unit="", values=[0]), Row(name="lost", unit="", values=[2])]
    assert written(Report(rows=rows)).splitlines()[2:] == [
        "| lost before | 0 | 0 | 0 | – |",
        "| lost | 2 | 2 | 2 | – |",
    ]


def test_all_tables_together_say_which_command_repeats_which() -> None:
    echo, quizbot = Row(name="echo", unit="s", values=[1]), Row(name="quizbot", unit="s", values=[2])
    reports = {"bench start": Report(rows=[echo, quizbot], notes=["cold"]), "bench soak": Report(rows=[quizbot])}
    assert written_together(reports).splitlines()[2:] == [
        "| **`bench start`** | | | | |",
        "| echo | 1 s | 1 s | 1 s | 1.00 |",
        "| quizbot | 2 s | 2 s | 2 s | 2.00 |",
        "| **`bench soak`** | | | | |",
        "| quizbot | 2 s | 2 s | 2 s | 1.00 |",
        "",
        "- `bench start`: cold",
    ]


@pytest.mark.parametrize(
    ("figure", "text"),
    [(0, "0"), (0.012345, "0.0123"), (1.5, "1.5"), (99.96, "100"), (1234.5, "1,230"), (1_234_567, "1,230,000")],
)
def test_figures_have_three_digits_that_count(figure: float, text: str) -> None:
    assert rounded(figure) == text


@pytest.mark.parametrize(("percent", "value"), [(1, 1), (50, 50), (99, 99), (100, 100)])
def test_a_percentile_is_one_of_the_values(percent: int, value: int) -> None:
    assert percentile(range(100, 0, -1), percent) == value

"""Reading question sets with the position of everything, and checking them, beside what libyaml's loader takes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from quizbot.content.loader import load
from quizbot.content.rules.registry import rules_on
from tests.bench.run import Run
from tests.bench.sets import FILES, write_sets
from tests.bench.table import Report, Samples

SIZES, FEW_SIZES = (100, 1000, 10_000), (20, 40)  # questions
YARDSTICKS = {"loading": "yaml.CSafeLoader", "checking": "yaml, composing only"}


async def measure(run: Run) -> Report:
    """Seconds of CPU to load and to check so many questions in twenty files."""
    sizes = run.sizes or (FEW_SIZES if run.small else SIZES)
    files = min(FILES, *sizes)
    works = _works()
    names = {(what, size): f"{size:,} questions: {what}" for size in sizes for what in works}
    samples = Samples(
        unit_of=dict.fromkeys(names.values(), "s"),
        beside={name: names[YARDSTICKS.get(what, what), size] for (what, size), name in names.items()},
    )
    with TemporaryDirectory(prefix="quizbot-bench-") as name:
        for size in sizes:
            folder = Path(name) / str(size)
            folder.mkdir()
            write_sets(folder, size, files)
        for _ in range(run.repetitions):
            for size in sizes:
                for what, work in works.items():
                    samples.add(names[what, size], _cpu(work, Path(name) / str(size)))
    return Report(rows=samples.rows(), notes=[f"{files} files and their sources.yaml; CPU of a process that is warm"])


def _works() -> Mapping[str, Callable[[Path], None]]:
    rules = rules_on(datetime.now(UTC).date())

    def safe_load(folder: Path) -> None:
        for path in sorted(folder.glob("*.yaml")):
            yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)

    def compose(folder: Path) -> None:
        for path in sorted(folder.glob("*.yaml")):
            yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)

    def loading(folder: Path) -> None:
        load([folder], ())

    def checking(folder: Path) -> None:
        load([folder], rules)

    return {
        "yaml.CSafeLoader": safe_load,
        "loading": loading,
        "yaml, composing only": compose,
        "checking": checking,
    }


def _cpu(work: Callable[[Path], None], folder: Path) -> float:
    gc.collect()
    began = time.process_time()
    work(folder)
    return time.process_time() - began

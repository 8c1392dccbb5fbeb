"""Memory of the bot's process: after a start with a thousand questions, and after ten thousand answers and more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import bots
from tests.bench.load import loaded
from tests.bench.machine import resident_megabytes
from tests.bench.run import Run
from tests.bench.sets import set_id, write_sets
from tests.bench.stores import store
from tests.bench.table import Report, Samples

QUESTIONS, FEW_QUESTIONS = 1000, 100
WARMING, ANSWERS = 100, 10_000
FEW = 20
REMEMBERED = 4  # questions of each learner: there are many of them


async def measure(run: Run) -> Report:
    """Megabytes of the echo bot and of quizbot after so many answers, and what as many again add."""
    warming, answers = (FEW, FEW) if run.small else (WARMING, ANSWERS)
    count = warming + 2 * answers
    moments = (f"after {warming:,} answers", f"after {answers:,} more", f"after {2 * answers:,} more")
    with TemporaryDirectory(prefix="quizbot-bench-") as name, store(postgres=False) as databases:
        folder = Path(name)
        write_sets(folder, FEW_QUESTIONS if run.small else QUESTIONS)
        competitors = [
            bots.echo(count),
            await bots.quizbot(
                databases, count, datetime.now(UTC), folder=folder, set_id=set_id(0), remembered=REMEMBERED
            ),
        ]
        samples = Samples(
            unit_of={f"{bot.name}, {moment}": "MB" for bot in competitors for moment in moments},
            beside={f"{bot.name}, {moment}": f"echo, {moment}" for bot in competitors for moment in moments},
        )
        growths = []
        for _ in range(run.repetitions):
            for bot in competitors:
                async with loaded(bot, databases) as under_load:
                    sizes = []
                    for moment, more in zip(moments, (warming, answers, answers), strict=True):
                        await under_load.answer(more)
                        sizes.append(resident_megabytes(under_load.pid))
                        samples.add(f"{bot.name}, {moment}", sizes[-1])
                growths.append(f"{bot.name} {sizes[2] - sizes[1]:+.2f} MB")
    return Report(rows=samples.rows(), notes=[f"the last {answers:,} answers: {', '.join(growths)}"])

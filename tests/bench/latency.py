"""From a tap to its reply, while half as many come in at random moments as the bot is able to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from tests.bench import bots
from tests.bench.load import loaded
from tests.bench.run import Run
from tests.bench.stores import store
from tests.bench.table import Report, Samples

WARMING, FULL, HALF = 200, 1000, 2000  # updates: to warm up, at full load, at half load
FEW = 20
LOAD = 0.5
PERCENTILES = (50, 99)


async def measure(run: Run) -> Report:
    """The median and the 99th percentile of the echo bot and of quizbot, each at half of its own full load."""
    warming, full, half = (FEW, FEW, FEW) if run.small else (WARMING, FULL, HALF)
    count = warming + full + half
    with store(postgres=False) as databases:
        competitors = [bots.echo(count), await bots.quizbot(databases, count, datetime.now(UTC))]
        samples = Samples(
            unit_of={f"{bot.name}, p{percent}": "ms" for bot in competitors for percent in PERCENTILES},
            beside={f"{bot.name}, p{percent}": f"echo, p{percent}" for bot in competitors for percent in PERCENTILES},
        )
        rates: dict[str, list[float]] = {bot.name: [] for bot in competitors}
        for repetition in range(run.repetitions):
            for bot in competitors:
                async with loaded(bot, databases) as under_load:
                    await under_load.answer(warming)
                    peak = await under_load.answer(full)
                    rate = LOAD * full / peak.seconds
                    result = await under_load.answer(half, rate=rate, seed=repetition)
                rates[bot.name].append(rate)
                for percent in PERCENTILES:
                    samples.add(f"{bot.name}, p{percent}", percentile(result.waits, percent) * 1e3)
    return Report(
        rows=samples.rows(),
        notes=[f"{name}: {min(each):.0f} to {max(each):.0f} updates a second" for name, each in rates.items()],
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]

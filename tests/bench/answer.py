"""One answer: a tap comes in, one transaction, two calls go out. CPU of the bot's process, on a core of its own."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.bench import bots
from tests.bench.load import loaded
from tests.bench.run import Run
from tests.bench.stores import store
from tests.bench.table import Report, Samples

WARMING, MEASURED = 200, 2000  # updates
FEW = 20


async def measure(run: Run) -> Report:
    """CPU an update and updates a second, of the echo bot, of what one would write first, and of quizbot."""
    warming, measured = (FEW, FEW) if run.small else (WARMING, MEASURED)
    count = warming + measured
    with store(postgres=run.postgres) as databases:
        competitors = [
            bots.echo(count),
            bots.first_try(databases, count),
            await bots.quizbot(databases, count, datetime.now(UTC)),
        ]
        samples = Samples(
            unit_of={f"{bot.name}, CPU an update": "µs" for bot in competitors}
            | {f"{bot.name}, updates a second": "" for bot in competitors}
        )
        costs = []
        for _ in range(run.repetitions):
            for bot in competitors:
                async with loaded(bot, databases) as under_load:
                    await under_load.answer(warming)
                    result = await under_load.answer(measured)
                samples.add(f"{bot.name}, CPU an update", result.bot_cpu / measured * 1e6)
                samples.add(f"{bot.name}, updates a second", measured / result.seconds)
                costs.append(result.server_cpu / result.seconds)
    return Report(
        rows=samples.rows(),
        notes=[
            f"64 updates under way at any time, {measured:,} after {warming:,} to warm up",
            f"the Bot API server took {100 * max(costs):.1f}% of its core at most",
            "“first try” is the default client, SQLAlchemy's ORM in a thread and FSRS: tests/bench/naive.py",
        ],
    )

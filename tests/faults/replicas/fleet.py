"""Several replicas of `quizbot run`, each a process of its own, on one PostgreSQL and one simulated Telegram."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp.test_utils import unused_port
from sqlalchemy import Connection, text

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Audience
from quizbot.storage import learners
from quizbot.storage.database import Reader, open_reader
from quizbot.tryout.faults import Faults
from quizbot.tryout.pace import Pace
from quizbot.tryout.server import Controls, build, serve
from quizbot.tryout.simulator import Simulator
from tests.databases import opened
from tests.faults.looking import PATIENCE, eventually, health_says
from tests.faults.replicas.people import Visitor
from tests.faults.replicas.proxy import Proxy, proxy

TOKEN = "4711:a-secret-token"
SETS = Path(__file__).parents[2] / "sets"


@dataclass(kw_only=True)
class Replica:
    """One process, and where it listens."""

    number: int
    folder: Path
    listen: int = field(default_factory=unused_port)
    health: int = field(default_factory=unused_port)
    process: Process | None = None

    @property
    def log(self) -> Path:
        return self.folder / f"replica-{self.number}.log"

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    async def ended(self) -> int:
        """The exit code, once it has ended."""
        assert self.process is not None
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def ends(self, number: signal.Signals) -> int:
        self.send(number)
        return await self.ended()


@dataclass(kw_only=True)
class Fleet:
    """The replicas, and everything around them; `database` is for looking at it from outside."""

    simulator: Simulator
    faults: Faults
    address: str
    url: str
    folder: Path
    database: Reader
    proxy: Proxy
    replicas: list[Replica] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)

    async def start(self, *replicas: Replica, polling: bool = False, **settings: str) -> None:
        """Start these; returns once they take updates in, be it by turns."""
        method = "getMe" if polling else "setWebhook"
        before = self.calls(method)
        for replica in replicas:
            await self.launch(replica, polling=polling, **settings)
        await self.until(lambda: self.calls(method) >= before + len(replicas))

    async def started(self, count: int, *, polling: bool = False, **settings: str) -> Sequence[Replica]:
        """So many new replicas."""
        new = [self.another() for _ in range(count)]
        await self.start(*new, polling=polling, **settings)
        return new

    def another(self) -> Replica:
        replica = Replica(number=len(self.replicas) + 1, folder=self.folder)
        self.replicas.append(replica)
        return replica

    async def launch(self, replica: Replica, *, polling: bool = False, **settings: str) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("QUIZBOT_")}
        ours = {
            "QUIZBOT_TOKEN": TOKEN,
            "QUIZBOT_API_BASE": self.address,
            "QUIZBOT_DATABASE_URL": self.url,
            "QUIZBOT_QUESTIONS": str(SETS),
            "QUIZBOT_CONTACT": "the study team",
            "QUIZBOT_CLOCK_FILE": str(self.folder / "clock"),  # with it, reminders are sought often
            "QUIZBOT_HEALTH_LISTEN": f"127.0.0.1:{replica.health}",
        }
        if not polling:
            ours |= {"QUIZBOT_WEBHOOK_URL": self.proxy.url, "QUIZBOT_LISTEN": f"127.0.0.1:{replica.listen}"}
            if replica.listen not in self.proxy.ports:
                self.proxy.ports.append(replica.listen)
        with replica.log.open("ab") as log:
            replica.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "quizbot", "run", env=inherited | ours | settings, stdout=DEVNULL, stderr=log
            )

    async def end(self) -> None:
        for replica in self.replicas:
            if replica.process is not None and replica.process.returncode is None:
                await replica.ends(signal.SIGKILL)

    def calls(self, method: str) -> int:
        return sum(call.method == method for call in self.simulator.record)

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so, looking after each call of a bot's."""
        async with asyncio.timeout(PATIENCE):
            await self.simulator.until(happened)

    async def settled(self) -> None:
        """Wait until Telegram keeps no update, and the inbox no work."""

        async def are_settled() -> bool:
            return self.simulator.pending == 0 and await self.waiting() == 0

        await eventually(are_settled)

    async def waiting(self) -> int:
        """How many updates are not finished."""
        ((count,),) = await self.rows("SELECT count(*) FROM inbox WHERE finished_at IS NULL")
        return int(count)

    async def rows(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in connection.execute(text(statement), values)]

        return await self.database.read(work)

    async def says(self, replica: Replica, status: int) -> None:
        """Wait until /healthz of that replica says so."""

        await health_says(replica.health, status)

    async def counts(
        self, is_enough: Callable[[int], bool], statement: str, *, patience: float = PATIENCE, **values: object
    ) -> int:
        """What the statement counts, once it is enough."""
        count = 0

        async def have_enough() -> bool:
            nonlocal count
            ((count,),) = await self.rows(statement, **values)
            return is_enough(count)

        await eventually(have_enough, patience)
        return count

    async def holder(self) -> str:
        """By which name the only replica that is at work holds its leases."""
        await self.counts(bool, "SELECT count(*) FROM leases")
        ((holder,),) = await self.rows("SELECT DISTINCT holder FROM leases")
        return str(holder)

    def visitor(self) -> Visitor:
        """Somebody new."""
        number = 101 + len(self.visitors)
        person = self.simulator.person(number, first_name=f"Visitor {number}")
        self.visitors.append(Visitor(person=person))
        return self.visitors[-1]

    async def learners(self, count: int) -> list[Visitor]:
        """So many who have agreed before, and are students."""
        new = [self.visitor() for _ in range(count)]
        now = datetime.now(UTC)

        def enrol(connection: Connection) -> None:
            for visitor in new:
                visitor.person.chat.started = True
                learner = Learner(id=visitor.id, agreed_at=now, language="en", last_seen_at=now)
                on_set = replace(learner, audience=Audience.STUDENT, set_id="tea-students", questions_a_day=20)
                learners.add(connection, on_set)

        async with opened(self.url) as database:
            await database.transact(enrol)
        return new


@asynccontextmanager
async def fleet(url: str, folder: Path, *, pace: Pace | None = None) -> AsyncIterator[Fleet]:
    """Everything but the replicas; those that were started are gone after the block."""

    def now() -> datetime:
        return datetime.now(UTC)

    simulator = Simulator(token=TOKEN, clock=lambda: now().timestamp(), pace=pace)
    faults = Faults()
    database = open_reader(url)
    try:
        async with proxy() as standing, serve(build(simulator, Controls(), now=now, faults=faults), port=0) as port:
            running = Fleet(
                simulator=simulator,
                faults=faults,
                address=f"http://127.0.0.1:{port}",
                url=url,
                folder=folder,
                database=database,
                proxy=standing,
            )
            try:
                yield running
            finally:
                await running.end()
    finally:
        await database.close()
    for replica in running.replicas:
        assert TOKEN not in replica.said
        assert "Traceback" not in replica.said

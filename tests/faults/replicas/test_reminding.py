"""Reminders that are due at one instant, for replicas that share them out: each comes once, whoever dies."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import literal

from quizbot.domain.questions import Library
from quizbot.telegram.sweep import UNDER_WAY
from quizbot.tryout.clock import FileClock
from quizbot.tryout.pace import Model, Pace
from quizbot.tryout.simulator import Call
from tests.bench import crowd
from tests.faults.campaigns import Campaign
from tests.faults.due import EVENING
from tests.faults.promises import UNASKED
from tests.faults.replicas import promises
from tests.faults.replicas.fleet import Fleet, Replica
from tests.faults.replicas.fleet import fleet as running

REPLICAS: Final = 4
FEW, MANY = 200, 10_000  # people who are to be reminded
NOTED: Final = "SELECT learner_id, outcome FROM reminders"
DUE: Final = "SELECT count(*) FROM learners WHERE remind_at <= :soon"
LONG: Final = 1800  # seconds until a broadcast of many that would never end fails


@dataclass(kw_only=True)
class Broadcast:
    """So many people, all of them due, and a fleet that reminds them."""

    fleet: Fleet
    people: frozenset[int]

    @property
    def sent(self) -> Sequence[Call]:
        """Every attempt at a reminder that Telegram has answered."""
        return [call for call in self.fleet.simulator.record if UNASKED in str(call.parameters.get("text", ""))]

    @property
    def arrived(self) -> Counter[int]:
        """How many reminders have come to each."""
        return Counter(call.chat_id for call in self.sent if call.status == HTTPStatus.OK and call.chat_id is not None)

    async def until_due(self, most: int) -> None:
        """Wait until no more than so many are due, and the others claimed."""
        soon = int((EVENING + timedelta(hours=1)).timestamp() * 1000)
        await self.fleet.counts(lambda count: count <= most, DUE, patience=LONG, soon=soon)


async def broadcast(fleet: Fleet, library: Library, people: int) -> Broadcast:
    """Let so many people be due now, which is an evening."""
    clock = FileClock(fleet.folder / "clock")
    clock.turn(EVENING - clock.now())
    there = crowd.Crowd(
        questions=library.sets["tea-students"],
        learners=people,
        remembered=1,
        spread=4,
        now=EVENING,
        planned=lambda _: crowd.shifted(EVENING, literal(0)),
    )
    crowd.fill(fleet.url, *(partial(work, there) for work in (crowd.add_learners, crowd.add_memories)))
    ids = [there.learner_id(number) for number in range(people)]
    for each in ids:
        fleet.simulator.person(each, first_name="Ada").chat.started = True
    return Broadcast(fleet=fleet, people=frozenset(ids))


async def end(replicas: Sequence[Replica]) -> None:
    """Let these finish what is on its way, and end."""
    for replica in replicas:
        assert await replica.ends(signal.SIGTERM) == 0


@pytest.mark.campaign
async def test_each_is_reminded_once_however_many_replicas_there_are(
    postgresql_url: str, tmp_path: Path, teas: Library
) -> None:
    async with running(postgresql_url, tmp_path, pace=Pace(Model.SLIDING)) as fleet:
        due = await broadcast(fleet, teas, FEW)
        replicas = await fleet.started(REPLICAS)
        await fleet.until(lambda: set(due.arrived) == due.people)
        await end(replicas)
        assert set(due.arrived.values()) == {1}
        assert dict(await fleet.rows(NOTED)) == dict.fromkeys(due.people, "sent")
        promises.every_request_is_valid(fleet)
        await promises.the_database_is_sound(fleet)


@pytest.mark.campaign
@pytest.mark.parametrize("model", [Model.SLIDING, Model.FIXED])
async def test_of_many_a_kill_costs_no_more_than_were_on_their_way(
    postgresql_url: str, tmp_path: Path, teas: Library, campaign: Campaign, model: Model
) -> None:
    async with running(postgresql_url, tmp_path, pace=Pace(model)) as fleet:
        due = await broadcast(fleet, teas, MANY)
        doomed, *others = await fleet.started(REPLICAS)
        await due.until_due(MANY * 2 // 3)
        assert await doomed.ends(signal.SIGKILL) == -signal.SIGKILL
        await due.until_due(0)
        await end(others)
        sent, arrived = due.sent, due.arrived
        refused = sum(call.status == HTTPStatus.TOO_MANY_REQUESTS for call in sent)
        seconds = sent[-1].at - sent[0].at
        campaign.say(
            f"{len(sent)} sent in {seconds:.0f} s, {len(arrived) / seconds:.1f} a second, {refused} refused,"
            f" {len(due.people - set(arrived))} never came"
        )
        assert set(arrived.values()) == {1}
        noted = dict(await fleet.rows(NOTED))
        lost = due.people - set(arrived)
        assert len(lost) <= UNDER_WAY
        assert {noted[each] for each in lost} <= {"claimed"}
        assert refused < MANY // 100  # some are, where a machine is slow for a moment; they are sent a second later

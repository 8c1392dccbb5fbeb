"""Updates that are posted to any replica: in order for each person, once, whoever dies, freezes or is restarted."""

from __future__ import annotations

import asyncio
import signal

import pytest

from quizbot.telegram.callbacks import Submit, decode
from quizbot.tryout.faults import Rule
from tests.faults.replicas.fleet import Fleet
from tests.faults.replicas.people import chance, mixed

OF_HOLDER = "SELECT count(*) FROM leases WHERE holder = :holder"
SLOW = Rule(methods=("send*", "edit*", "answer*"), delay=0.3)  # seconds: at any moment there is something under way


@pytest.mark.campaign
async def test_any_replica_takes_any_update_and_answers_stay_in_order(fleet: Fleet) -> None:
    await fleet.started(2)
    learners = await fleet.learners(8)
    for number, learner in enumerate(learners):
        learner.fires(mixed(chance(number), 5))
    await fleet.settled()
    for learner in learners:
        assert learner.answers == learner.said
    ports = [port for update in fleet.proxy.confirmed for port in fleet.proxy.ports_of(update)]
    assert {ports.count(port) > len(ports) // 3 for port in fleet.proxy.ports} == {True}


async def test_a_double_tap_through_two_replicas_is_one_answer(fleet: Fleet) -> None:
    await fleet.started(2)
    visitors = [fleet.visitor() for _ in range(4)]
    await asyncio.gather(*(visitor.arrives() for visitor in visitors))
    for visitor in visitors:
        question = await visitor.sees("What makes black tea black?")
        for letter in "AB":
            visitor.taps_now(letter, on=question)
    await fleet.settled()
    given = {(visitor.id, decode(visitor.taps[-2].data)) for visitor in visitors}
    reviews = await fleet.rows("SELECT learner_id, presentation_id, places FROM reviews")
    assert {(learner, Submit(presentation=number, places=(int(place),))) for learner, number, place in reviews} == given


@pytest.mark.campaign
async def test_of_one_that_is_killed_another_takes_over_in_order(fleet: Fleet) -> None:
    (one,) = await fleet.started(1)
    learners = await fleet.learners(6)
    fleet.faults.replace([SLOW])
    learners[0].fires(["/progress"])
    doomed = await fleet.holder()
    await fleet.started(1)
    for number, learner in enumerate(learners):
        learner.fires(mixed(chance(number), 4))
    await fleet.counts(bool, OF_HOLDER, holder=doomed)
    assert await one.ends(signal.SIGKILL) == -signal.SIGKILL
    assert await fleet.counts(bool, OF_HOLDER, holder=doomed) > 0  # it has let go of nothing
    for learner in learners:
        learner.fires(["/help" if learner.said[-1] != "/help" else "/learn"])
    await fleet.settled()
    for learner in learners:
        assert learner.answers == learner.said


@pytest.mark.campaign
async def test_one_that_was_frozen_for_longer_than_its_lease_does_nothing_twice(fleet: Fleet) -> None:
    (one,) = await fleet.started(1)
    learners = await fleet.learners(6)
    fleet.faults.replace([SLOW])
    learners[0].sets(3)
    frozen = await fleet.holder()
    await fleet.started(1)
    for learner in learners:
        learner.sets(5, 10, 20)
    await fleet.counts(bool, OF_HOLDER, holder=frozen)
    one.send(signal.SIGSTOP)
    for learner in learners:
        learner.sets(10, 5)
    await fleet.counts(lambda count: count == 0, OF_HOLDER, holder=frozen)  # all of it is another's
    one.send(signal.SIGCONT)
    await fleet.settled()
    assert await fleet.rows("SELECT DISTINCT questions_a_day FROM learners") == [(5,)]


@pytest.mark.campaign
async def test_a_rolling_restart_loses_nothing(fleet: Fleet) -> None:
    replicas = await fleet.started(2)
    learners = await fleet.learners(6)
    fleet.faults.replace([SLOW])
    for number, replica in enumerate(replicas):
        for learner in learners:
            learner.fires(["/help", "/progress"] if number == 0 else ["/learn", "/privacy"])
        await fleet.until(lambda: fleet.simulator.pending < len(learners))
        assert await replica.ends(signal.SIGTERM) == 0
        await fleet.start(replica)
    await fleet.settled()
    for learner in learners:
        assert learner.answers == learner.said
    troubled = [
        update for update, answers in fleet.proxy.answers.items() if any(status >= 500 for _, status in answers)
    ]
    assert set(troubled) <= fleet.proxy.confirmed  # Telegram has come again with each of them

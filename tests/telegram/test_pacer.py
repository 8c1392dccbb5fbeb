"""Turns: below every model of Telegram's limits, answers before reminders, nothing that grows. No time passes here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.telegram.pacer import AT_ONCE, Pace, Pacer
from quizbot.tryout.pace import Model
from quizbot.tryout.pace import Pace as Enforced
from tests.telegram.waiting import Time

ADA, BEN = 7, 8


@dataclass(kw_only=True)
class Street:
    """A pacer and what it has let out: (when, to which chat)."""

    time: Time = field(default_factory=Time)
    out: list[tuple[float, int]] = field(default_factory=list)
    pacer: Pacer = field(init=False)

    def __post_init__(self) -> None:
        self.pacer = Pacer(self.time.now, self.time.sleep)

    async def answer(self, chat_id: int, at: float = 0.0) -> None:
        await self._send(self.pacer.turn, chat_id, at)

    async def reminder(self, chat_id: int, at: float = 0.0) -> None:
        await self._send(self.pacer.turn_behind_answers, chat_id, at)

    async def _send(self, turn: Callable[[int], Awaitable[None]], chat_id: int, at: float) -> None:
        if at:
            await self.time.sleep(at)
        await turn(chat_id)
        self.out.append((self.time.now() - 1000.0, chat_id))

    @property
    def times(self) -> list[float]:
        return [at for at, _ in self.out]


# the arithmetic


@pytest.mark.parametrize(
    ("burst", "paid_at", "wait"),
    [(1, 10.0, 0.0), (1, 9.0, 0.0), (1, 10.5, 0.5), (3, 12.0, 0.0), (3, 12.5, 0.5), (3, 15.0, 3.0)],
)
def test_what_is_not_paid_for_yet_is_waited_for_but_for_the_burst(burst: int, paid_at: float, wait: float) -> None:
    assert Pace(every=1.0, burst=burst).wait(paid_at, now=10.0) == wait


def test_a_message_is_paid_for_after_those_before_it_or_from_now_on() -> None:
    pace = Pace(every=2.0, burst=1)
    assert [pace.after(paid_at, now=10.0) for paid_at in (3.0, 10.0, 13.0)] == [12.0, 12.0, 15.0]


# turns


async def test_an_answer_to_somebody_who_has_heard_little_goes_at_once() -> None:
    street = Street()
    await street.time.run(street.answer(ADA), street.answer(BEN), street.answer(ADA))
    assert street.times == [0, 0, 0]


async def test_one_chat_hears_three_messages_in_three_seconds() -> None:
    street = Street()
    await street.time.run(*(street.answer(ADA, at) for at in (0, 0.5, 1, 1.5, 2, 2.5, 20)))
    assert street.times == pytest.approx([0, 0.5, 1, 3.1, 3.6, 4.1, 20])


async def test_a_chat_that_waits_keeps_nobody_else_waiting() -> None:
    street = Street()
    await street.time.run(
        *(street.answer(ADA) for _ in range(4)), street.answer(BEN, at=0.5), street.reminder(9, at=0.6)
    )
    assert [chat_id for _, chat_id in street.out[3:5]] == [BEN, 9]
    assert street.times[3:5] == pytest.approx([0.5, 0.6])


async def test_reminders_go_evenly_27_a_second() -> None:
    street = Street()
    await street.time.run(*(street.reminder(chat_id) for chat_id in range(270)))
    assert street.times[-1] == pytest.approx(10, abs=0.1)
    gaps = [after - before for before, after in pairwise(street.times[1:])]
    assert gaps == pytest.approx([1 / 27] * len(gaps), abs=2 * AT_ONCE)


async def test_an_answer_goes_at_once_whatever_number_of_reminders_waits() -> None:
    street = Street()
    answers = [street.answer(1000 + number, at=0.3 * number) for number in range(1, 20)]
    await street.time.run(*(street.reminder(chat_id) for chat_id in range(270)), *answers)
    assert [at for at, chat_id in street.out if chat_id >= 1000] == pytest.approx([0.3 * n for n in range(1, 20)])


async def test_reminders_wait_while_answers_do() -> None:
    street = Street()
    await street.time.run(*(street.reminder(1 + n) for n in range(20)), *(street.answer(100 + n) for n in range(60)))
    order = [chat_id >= 100 for _, chat_id in street.out]
    assert order[2:62] == [True] * 60  # two reminders were out before the first answer was there


async def test_nothing_is_remembered_of_chats_that_have_paid() -> None:
    street = Street()
    for chat_id in range(1000):
        street.time.at += 1.0
        await street.pacer.turn(chat_id)
    assert len(street.pacer._chats) < 6  # noqa: SLF001 - memory is seen from inside only


async def test_a_clock_that_is_a_little_early_asks_for_no_second_wait() -> None:
    slept: list[float] = []
    at = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal at
        slept.append(seconds)
        at += seconds - 0.0005

    pacer = Pacer(lambda: at, sleep)
    for chat_id in range(3):
        await pacer.turn_behind_answers(chat_id)
    assert len(slept) == 1


# below the limits, however they are counted

SENDS = st.lists(
    st.tuples(st.sampled_from(["answer", "reminder"]), st.integers(1, 40), st.floats(0, 6)), min_size=1, max_size=250
)


@pytest.mark.parametrize("model", Model)
@given(sends=SENDS)
async def test_every_model_of_the_limits_lets_everything_through(
    model: Model, sends: list[tuple[str, int, float]]
) -> None:
    street = Street()
    verbs = {"answer": street.answer, "reminder": street.reminder}
    await street.time.run(*(verbs[verb](chat_id, at) for verb, chat_id, at in sends))
    assert len(street.out) == len(sends)
    assert street.times == sorted(street.times)
    enforced = Enforced(model)
    assert [enforced.admit(chat_id, at) for at, chat_id in street.out] == [None] * len(sends)

"""A process that was silent for longer than its lease, and goes on, changes nothing any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update
from telegram import Update
from telegram.ext import CallbackContext, CallbackQueryHandler

from quizbot.domain.questions import Library
from quizbot.storage import learners
from quizbot.storage.tables import EPOCH
from quizbot.storage.tables import leases as lease_rows
from tests.box import Box, Somebody, boxed


@dataclass(kw_only=True)
class Freezer:
    """Keeps a bot at the beginning of every update, until it thaws."""

    frozen: asyncio.Event = field(default_factory=asyncio.Event)
    thawed: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:  # noqa: ARG002 - whatever it is
        self.frozen.set()
        await self.thawed.wait()


@dataclass(kw_only=True)
class Replicas:
    """Two bots on one database and one Telegram, and Ada, who is served by the one that fetches."""

    one: Box
    two: Box

    async def freeze_one(self, ada: Somebody, label: str) -> Freezer:
        """Let Ada tap a button, and the bot that has fetched it freeze before it does anything about it."""
        freezer = Freezer()
        self.one.application.add_handler(CallbackQueryHandler(freezer), group=-1)
        ada.person.taps(label)
        await self.one.intake.fetch()
        await freezer.frozen.wait()
        await self.one.database.transact(lambda connection: connection.execute(update(lease_rows).values(until=EPOCH)))
        await self.two.bot.worker.look()
        await self.two.bot.worker.idle()
        return freezer

    async def thaw_one(self, freezer: Freezer) -> None:
        freezer.thawed.set()
        await self.one.bot.worker.idle()


@pytest.fixture
async def replicas(postgresql_url: str, teas: Library) -> AsyncIterator[Replicas]:
    async with AsyncExitStack() as running:
        one = await running.enter_async_context(boxed(postgresql_url, teas))
        two = await running.enter_async_context(boxed(postgresql_url, teas, beside=one))
        yield Replicas(one=one, two=two)


@pytest.fixture
async def ada(replicas: Replicas) -> Somebody:
    """Ada, who is looking at how many questions a day she can have."""
    ada = replicas.one.person("Ada", 7)
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Questions a day")
    return ada


async def questions_a_day(box: Box, ada: Somebody) -> int:
    learner = await box.database.read(partial(learners.find, learner_id=ada.id))
    assert learner is not None
    return learner.questions_a_day


async def test_what_another_has_done_meanwhile_stays(replicas: Replicas, ada: Somebody) -> None:
    keyboard = ada.last
    freezer = await replicas.freeze_one(ada, "5")
    assert await questions_a_day(replicas.two, ada) == 5
    ada.person.taps_data(next(b.callback_data or "" for row in keyboard.keyboard for b in row if b.text == "10"))
    await replicas.two.settle()
    assert await questions_a_day(replicas.two, ada) == 10
    await replicas.thaw_one(freezer)
    assert await questions_a_day(replicas.two, ada) == 10


async def test_it_goes_on_with_what_is_its_own(replicas: Replicas, ada: Somebody) -> None:
    freezer = await replicas.freeze_one(ada, "5")
    await replicas.thaw_one(freezer)
    ada.person.says("/help")
    await replicas.one.settle()
    assert "How it works" in ada.sees

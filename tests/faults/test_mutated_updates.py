"""Updates that no Telegram would send: none raises, none stays, and the next person is answered."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quizbot.content.loader import load
from quizbot.storage.tables import inbox
from tests.box import A_MOMENT, SETS, TOKEN, Box, Somebody, boxed

ADA, BEN = 7, 8
FIRST: Final = 10**6  # the numbers of those that are mutated are far from those that people send
KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member", "poll")
SETTINGS: Final = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**80), 2**80),
    st.sampled_from(
        [0, -1, ADA, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 1e308, "7", "private", "group", [[]], {"id": {}}]
    ),
    st.text(max_size=20),  # whose characters may be half of one, or nothing that can be seen
    st.sampled_from(["\ud800", "\x00", "\u202e/start\u2066", "/start@" + "x" * 5000, "a:1:" + "0" * 60, "ß" * 5000]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["id", "type", "message_id", "from", "chat"]), st.integers(), max_size=3),
)


@pytest.fixture
async def box(database_url: str) -> AsyncIterator[Box]:
    async with boxed(database_url, load([SETS]).library) as box:
        yield box


@pytest.fixture
async def real(box: Box) -> list[dict[str, Any]]:
    """Updates as Telegram has them, of each kind that reaches the bot."""
    ada = box.person("Ada", ADA)
    await ada.begins()
    await ada.taps("Go on")
    person = ada.person
    person.taps("A")
    person.says("/settings")
    text = person.says("hot water")
    person.edits(text.message_id, "cold water")
    person.sends_document("set.yaml", b"id: tea")
    person.sends_photo()
    person.blocks()
    person.unblocks()
    answer: Any = await box.simulator.call("getUpdates", {"allowed_updates": list(KINDS)})
    updates: list[dict[str, Any]] = answer.body["result"]
    await box.settle()
    return updates


@pytest.fixture
async def ben(box: Box) -> Somebody:
    """Somebody whose updates are as they should be."""
    ben = box.person("Ben", BEN)
    await ben.begins()
    return ben


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in an update: a container and the key there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in pairs:
        yield value, key
        yield from places(below)


def mutated(raw: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """The update with some of its parts gone, replaced or called otherwise."""
    for _ in range(data.draw(st.integers(1, 4))):
        found = list(places(raw))
        if not found:
            break
        container, key = data.draw(st.sampled_from(found))
        match data.draw(st.sampled_from(["drop", "replace", "rename"])):
            case "drop":
                del container[key]
            case "rename" if isinstance(container, dict):
                container[data.draw(st.sampled_from([*KINDS, "from", "chat", "text"]))] = container.pop(key)
            case _:
                container[key] = data.draw(odd)
    return raw


async def waiting(box: Box) -> list[Any]:
    """What is not finished."""
    unfinished = select(inbox.c.payload).where(inbox.c.finished_at.is_(None))
    return await box.database.read(lambda connection: list(connection.execute(unfinished).scalars()))


@SETTINGS
@given(data=st.data())
async def test_nothing_that_comes_in_stops_anybody(
    box: Box, real: list[dict[str, Any]], ben: Somebody, caplog: pytest.LogCaptureFixture, data: st.DataObject
) -> None:
    box.clock.at += A_MOMENT  # so that nobody is told to be slower
    number = FIRST + int(box.clock.seconds())  # which no update has had
    raw = copy.deepcopy(data.draw(st.sampled_from(real))) | {"update_id": number}
    await box.hand(mutated(raw, data))
    assert await waiting(box) == []
    before = len(ben.messages)
    assert "How it works" in await ben.says("/help")
    assert len(ben.messages) == before + 1
    assert TOKEN not in caplog.text
    caplog.clear()

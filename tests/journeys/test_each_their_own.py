"""Nobody sees or changes what is somebody else's, whatever their buttons say and whatever they type."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quizbot.domain.questions import Library
from quizbot.storage.tables import metadata
from quizbot.telegram.callbacks import LIMIT, Tap, encode
from tests.box import Box, Somebody, boxed
from tests.statements import noted
from tests.telegram.test_callbacks import TAPS

# all tables of somebody's but that of the updates, which are handled by their numbers
OWNED = [table.name for table in metadata.sorted_tables if "learner_id" in table.c and table.name != "inbox"]
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=LIMIT)
STEP = timedelta(seconds=5)  # so that nobody is taken for a flood
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example goes on where the last one ended
)


@pytest.fixture
async def box(sqlite_url: str, teas: Library) -> AsyncIterator[Box]:
    async with boxed(sqlite_url, teas) as box:
        yield box


@pytest.fixture
async def adas(box: Box, ada: Somebody) -> list[int]:
    """Ada in the middle of it: an answer, one that was undone, an open question; the ids of her presentations."""
    await ada.begins()
    await ada.is_in("Berlin")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    await ada.picks("Meeting the air")
    await ada.taps("Next")
    await ada.taps("Go on")
    await ada.taps("Not sure")
    await ada.taps("Undo")
    ids = select(metadata.tables["presentations"].c.id).where(metadata.tables["presentations"].c.learner_id == ada.id)
    return list(await box.database.read(lambda connection: connection.execute(ids).scalars().all()))


@pytest.fixture
async def bens(ben: Somebody) -> Somebody:
    """Ben, who has a question of his own open."""
    await ben.begins()
    await ben.taps("Go on")
    return ben


async def belongings(box: Box, who: Somebody) -> dict[str, list[Any]]:
    """Every row of somebody's, as the database has it."""

    def read(connection: Any) -> dict[str, list[Any]]:
        found = {name: metadata.tables[name] for name in OWNED}
        rows = {
            name: [tuple(row) for row in connection.execute(select(table).where(table.c.learner_id == who.id))]
            for name, table in found.items()
        }
        learners = metadata.tables["learners"]
        return rows | {
            "learners": [tuple(row) for row in connection.execute(select(learners).where(learners.c.id == who.id))]
        }

    return await box.database.read(read)


def about(tap: Tap, presentation: int) -> Tap:
    """The tap on a button of that presentation, if it is on one of any."""
    fields = {name: getattr(tap, name) for name in tap.__dataclass_fields__}
    return type(tap)(**fields | ({"presentation": presentation} if "presentation" in fields else {}))


def chat(who: Somebody) -> list[tuple[int, str, list[str]]]:
    return [(message.message_id, message.text, list(message.labels)) for message in who.messages]


@many
@given(data=st.data())
async def test_no_button_of_one_person_touches_anything_of_another(
    box: Box, ada: Somebody, adas: list[int], bens: Somebody, data: st.DataObject
) -> None:
    before, seen = await belongings(box, ada), chat(ada)
    answers = sum(call.method == "answerCallbackQuery" for call in box.simulator.record)
    tap = about(data.draw(TAPS), data.draw(st.sampled_from(adas)))
    await bens.taps_data(encode(tap))
    assert sum(call.method == "answerCallbackQuery" for call in box.simulator.record) == answers + 1
    assert await belongings(box, ada) == before
    assert chat(ada) == seen
    assert not any("Sorry, something went wrong" in message.text for message in bens.messages)
    assert box.refused == []
    if not await belongings(box, bens):
        await bens.begins()
    box.clock.at += STEP


@many
@given(data=TEXT.filter(lambda text: len(text.encode()) <= LIMIT))
async def test_any_bytes_on_a_button_get_one_answer_and_change_nothing_of_anybodys(
    box: Box, ada: Somebody, adas: list[int], bens: Somebody, data: str
) -> None:
    assert adas
    before = await belongings(box, ada)
    answers = sum(call.method == "answerCallbackQuery" for call in box.simulator.record)
    await bens.taps_data(data)
    assert sum(call.method == "answerCallbackQuery" for call in box.simulator.record) == answers + 1
    assert await belongings(box, ada) == before
    assert box.refused == []
    box.clock.at += STEP


@many
@given(text=TEXT.filter(str.strip))
async def test_whatever_somebody_types_is_answered_in_our_words_alone(
    box: Box, ada: Somebody, adas: list[int], text: str
) -> None:
    """Nothing typed comes back: no markup, no mark that turns the direction of writing, no braces to fill in."""
    assert adas
    before = len(ada.messages)
    try:
        ada.person.says(f"\u202e<b>{{0}} %s {text}")
    except ValueError:  # no client would send it
        return
    await box.settle()
    for message in ada.messages[before:]:
        assert "\u202e" not in message.text
        assert "<b>" not in message.text
        assert "{0}" not in message.text
    assert not any("Sorry, something went wrong" in message.text for message in ada.messages)
    assert box.refused == []
    box.clock.at += STEP


# Scoped in the database


async def test_every_statement_on_behalf_of_somebody_names_them(ada: Somebody) -> None:
    """Whatever is read, changed or deleted of what is anybody's, is the learner's own by the statement itself."""
    with noted() as asked:
        await ada.begins()
        await ada.is_in("Berlin")
        await ada.taps("Go on learning")
        await ada.taps("Go on")
        await ada.picks("Dye from bark")
        await ada.taps("Undo")
        await ada.picks("Meeting the air")
        await ada.taps("I guessed")
        await ada.taps("Report a problem")
        await ada.taps(ada.labels[0])
        await ada.taps("Next")
        for text in ("A", "/progress", "/learn", "/settings", "/pause", "/export", "/privacy", "/delete"):
            await ada.says(text)
        await ada.taps("Delete everything")
    statements = [" ".join(statement.split()) for statement, _ in asked]
    of_somebodys = re.compile(rf"\b(?:FROM|JOIN|UPDATE) ({'|'.join([*OWNED, 'learners'])})\b")
    owned = [statement for statement in statements if of_somebodys.search(statement)]
    assert {table for statement in owned for table in of_somebodys.findall(statement)} == {*OWNED, "learners"}
    named = re.compile(r"\blearner_id = |\blearners\.id = |FROM learners WHERE id = ")
    assert [statement for statement in owned if not named.search(statement)] == []

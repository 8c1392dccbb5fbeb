"""A year goes by: Ada is told, comes back or does not, and what was kept of her is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizbot.storage import learners
from tests.box import Box, Somebody

QUESTION = "Shall I keep your answers?"


async def lived(box: Box, **step: float) -> None:
    """Let time pass as it goes, tidying every hour of the last day."""
    await box.turn(**step)
    for _ in range(24):
        await box.turn(hours=1)
        await box.bot.tidying.run()


async def practised(ada: Somebody, track: str = "I am thinking about this treatment") -> None:
    await ada.begins(track)
    await ada.is_in("Berlin")
    await ada.taps("Go on learning")
    await ada.taps("Go on")
    await ada.taps("Not sure")


def told(who: Somebody) -> int:
    """How often they were told that everything goes."""
    return sum(message.text.startswith(QUESTION) for message in who.messages)


async def kept(box: Box, who: Somebody) -> bool:
    return await box.database.read(lambda connection: learners.anything(connection, who.id))


async def test_a_patient_who_stays_away_is_told_once_and_then_forgotten(
    box: Box, ada: Somebody, ben: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    await practised(ada)
    await practised(ben, "I study or work in medicine")
    await lived(box, days=75)
    assert told(ada) == 1
    assert ada.sees.startswith(QUESTION)
    assert "everything about you will be deleted after February 21, 2027" in ada.sees
    assert ada.labels == ["Keep it", "Delete it now"]
    written = next(m.date for m in reversed(ada.messages))
    await lived(box, days=12)
    assert told(ada) == 1
    assert await kept(box, ada)
    with caplog.at_level("INFO", logger="quizbot"):
        await lived(box, days=1)
    assert not await kept(box, ada)
    assert "everything of 1 learners was deleted" in caplog.text
    assert next(m.date for m in reversed(ada.messages)) == written  # nothing is said any more
    assert await kept(box, ben)
    assert told(ben) == 0
    assert "Send /start to begin" in await ada.says("hello")


@pytest.mark.parametrize("sign", ["Keep it", "/help", "hello", "/privacy"])
async def test_any_word_keeps_everything(box: Box, ada: Somebody, sign: str) -> None:
    await practised(ada)
    await lived(box, days=76)
    assert told(ada) == 1
    if sign == "Keep it":
        assert "Nothing was deleted." in await ada.taps(sign)
    else:
        await ada.says(sign)
    await lived(box, days=60)
    assert len((await ada.exports())["reviews"]) == 1
    assert told(ada) == (0 if sign == "Keep it" else 1)  # the answer takes the place of the question


async def test_it_can_go_at_once(box: Box, ada: Somebody) -> None:
    await practised(ada)
    await lived(box, days=76)
    assert "records were deleted." in await ada.taps("Delete it now")
    assert not await kept(box, ada)


async def test_the_notice_comes_by_day_wherever_they_are(box: Box, ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.is_in("Auckland")
    await box.turn(days=80, hours=5)  # 03:00 in Auckland
    await box.bot.tidying.run()
    assert told(ada) == 0
    await box.turn(hours=6)
    await box.bot.tidying.run()
    assert told(ada) == 1


async def test_whoever_blocks_the_bot_is_forgotten_without_a_word(box: Box, ada: Somebody, ben: Somebody) -> None:
    await practised(ada)
    await practised(ben)
    ada.person.blocks()
    await box.settle()
    box.simulator.fail_next("sendMessage", status=403, description="Forbidden: user is deactivated", times=9)
    await lived(box, days=76)
    assert (told(ada), told(ben)) == (0, 0)
    await lived(box, days=14)
    assert not await kept(box, ada)
    assert not await kept(box, ben)
    box.simulator.record.clear()


async def test_while_nobody_can_be_reached_nobody_is_told_and_nobody_forgotten(
    box: Box, ada: Somebody, ben: Somebody
) -> None:
    await practised(ada)
    await practised(ben)
    box.clock.at += timedelta(days=100)
    for status, times in ((401, 1), (429, 1), (400, 2)):
        box.simulator.record.clear()
        box.simulator.fail_next("sendMessage", status=status, times=times)
        await box.bot.tidying.run()
        tries = sum(call.method == "sendMessage" for call in box.simulator.record)
        assert tries == times  # a refusal is of one message, all else of everybody
    assert (told(ada), told(ben)) == (0, 0)
    box.clock.at += timedelta(days=30, hours=1)
    await box.bot.tidying.run()
    assert (told(ada), told(ben)) == (1, 1)
    assert await kept(box, ada)
    box.simulator.record.clear()


async def test_whether_it_has_arrived_or_not_it_is_not_said_twice(box: Box, ada: Somebody) -> None:
    await practised(ada)
    box.clock.at += timedelta(days=80)
    box.simulator.fail_next("sendMessage", status=502)
    await box.bot.tidying.run()
    await lived(box, days=1)
    assert told(ada) == 0
    await lived(box, days=13)
    assert not await kept(box, ada)
    box.simulator.record.clear()


async def test_whoever_writes_while_the_notice_is_on_its_way_does_not_get_it(
    box: Box, ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    await practised(ada)
    box.clock.at += timedelta(days=80)
    delivery = box.bot.tidying._delivery  # noqa: SLF001 - a message that waits for its turn
    turn = delivery._pacer.turn_behind_answers  # noqa: SLF001 - as above

    async def after_a_word_of_hers(chat_id: int) -> None:
        await ada.says("/help")
        await turn(chat_id)

    monkeypatch.setattr(delivery._pacer, "turn_behind_answers", after_a_word_of_hers)  # noqa: SLF001 - as above
    await box.bot.tidying.run()
    assert told(ada) == 0
    await lived(box, days=20)
    assert await kept(box, ada)

"""How updates reach the bot: what confirms them, what drops them, who waits for them, and the webhook's other way."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from quizbot.tryout.simulator import Answer, Person, Simulator, Webhook
from quizbot.tryout.updates import UpdateQueue

DAY = 24 * 3600


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Simulator:
    return Simulator(token="7:t", clock=clock)


@pytest.fixture
def ada(telegram: Simulator) -> Person:
    return telegram.person(1, first_name="Ada")


async def poll(telegram: Simulator, **given: object) -> list[Any]:
    """What getUpdates returns; it must succeed."""
    answer = await telegram.call("getUpdates", given)
    assert answer.status == 200, answer.body
    result: Any = answer.body["result"]
    return list(result)


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def begun(call: Coroutine[Any, Any, Answer]) -> asyncio.Task[Answer]:
    """The call, as far as it goes by itself."""
    task = asyncio.create_task(call)
    await asyncio.sleep(0)
    return task


def say(person: Person, *words: str) -> None:
    for word in words:
        person.says(word)


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(telegram: Simulator, ada: Person) -> None:
    say(ada, "one", "two", "three")
    first = await poll(telegram)
    assert texts(first) == ["one", "two", "three"]
    assert await poll(telegram) == first
    assert await poll(telegram, offset=first[0]["update_id"]) == first
    assert texts(await poll(telegram, offset=first[2]["update_id"])) == ["three"]
    assert telegram.pending == 1
    assert await poll(telegram, offset=first[2]["update_id"] + 1) == []
    assert telegram.pending == 0
    say(ada, "four")
    assert texts(await poll(telegram, offset=first[2]["update_id"] + 1)) == ["four"]


async def test_update_ids_rise_one_by_one(telegram: Simulator, ada: Person) -> None:
    say(ada, "one", "two", "three")
    first, *_ = ids = [update["update_id"] for update in await poll(telegram)]
    assert ids == [first, first + 1, first + 2]


@pytest.mark.parametrize(
    ("limit", "count"), [(None, 100), (1, 1), (100, 100), (0, 100), (101, 100), (-1, 100)], ids=repr
)
async def test_a_poll_returns_at_most_its_limit_and_a_hundred(
    telegram: Simulator, ada: Person, limit: int | None, count: int
) -> None:
    say(ada, *map(str, range(101)))
    given = {} if limit is None else {"limit": limit}
    assert texts(await poll(telegram, **given)) == [str(i) for i in range(count)]
    assert telegram.pending == 101


@pytest.mark.parametrize(("offset", "left"), [(-1, ["three"]), (-2, ["two", "three"]), (-9, ["one", "two", "three"])])
async def test_a_negative_offset_keeps_the_last_ones_and_forgets_the_others(
    telegram: Simulator, ada: Person, offset: int, left: list[str]
) -> None:
    say(ada, "one", "two", "three")
    assert texts(await poll(telegram, offset=offset)) == left
    assert texts(await poll(telegram)) == left


async def test_allowed_updates_hold_until_they_are_set_anew_and_for_what_comes_after(
    telegram: Simulator, ada: Person
) -> None:
    say(ada, "one")
    assert texts(await poll(telegram, allowed_updates=["callback_query"])) == ["one"]
    say(ada, "two")
    ada.taps_data("x")
    assert [list(update)[1] for update in await poll(telegram)] == ["message", "callback_query"]
    await poll(telegram, offset=-1, allowed_updates=[])
    say(ada, "three")
    ada.blocks()
    kinds = [list(update)[1] for update in await poll(telegram)]
    assert kinds == ["callback_query", "message", "my_chat_member"]


async def test_a_tap_nobody_fetched_is_dropped_after_150_seconds_and_a_text_after_a_day(
    telegram: Simulator, ada: Person, clock: Clock
) -> None:
    say(ada, "text")
    ada.taps_data("tap")
    clock.now += 149
    assert telegram.pending == 2
    clock.now += 1
    assert telegram.pending == 1
    assert texts(await poll(telegram)) == ["text"]
    clock.now += DAY - 151
    assert telegram.pending == 1
    clock.now += 1
    assert telegram.pending == 0
    assert await poll(telegram) == []


async def test_a_long_poll_ends_with_the_first_update(telegram: Simulator, ada: Person) -> None:
    waiting = await begun(telegram.call("getUpdates", {"timeout": 50}))
    assert not waiting.done()
    say(ada, "one")
    result: Any = (await waiting).body["result"]
    assert texts(result) == ["one"]


async def test_a_long_poll_does_not_wait_when_there_is_something(telegram: Simulator, ada: Person) -> None:
    say(ada, "one")
    assert texts(await poll(telegram, timeout=50)) == ["one"]


async def test_a_poll_returns_nothing_when_its_time_is_over(clock: Clock) -> None:
    assert await UpdateQueue(clock).poll(offset=0, limit=100, seconds=0.001) == []


@pytest.mark.parametrize("patience", [0, 50])
async def test_a_new_poll_ends_the_older_one(telegram: Simulator, ada: Person, patience: int) -> None:
    older = await begun(telegram.call("getUpdates", {"timeout": 50}))
    newer = await begun(telegram.call("getUpdates", {"timeout": patience}))
    answer = await older
    assert (answer.status, answer.body["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    say(ada, "one")
    result: Any = (await newer).body["result"] if patience else await poll(telegram)
    assert texts(result) == ["one"]


async def test_a_poll_that_is_cut_off_loses_nothing(telegram: Simulator, ada: Person) -> None:
    for moment in ("before", "after"):
        dying = await begun(telegram.call("getUpdates", {"timeout": 50}))
        if moment == "after":
            say(ada, "one")
        dying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await dying
    assert telegram.record == []
    assert texts(await poll(telegram)) == ["one"]


# Webhooks

HOOK = {"url": "https://bot.example/hook", "secret_token": "s", "max_connections": 2}


async def test_a_webhook_and_polling_exclude_each_other(telegram: Simulator) -> None:
    waiting = await begun(telegram.call("getUpdates", {"timeout": 50}))
    assert (await telegram.call("setWebhook", HOOK)).status == 200
    assert (await waiting).body["description"] == "Conflict: terminated by setWebhook request"
    answer = await telegram.call("getUpdates", {})
    assert (answer.status, answer.body["description"]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    assert telegram.webhook == Webhook(url="https://bot.example/hook", secret_token="s", max_connections=2)
    assert (await telegram.call("deleteWebhook", {})).status == 200
    assert await poll(telegram) == []


async def test_an_empty_url_deletes_the_webhook(telegram: Simulator) -> None:
    await telegram.call("setWebhook", HOOK)
    await telegram.call("setWebhook", {"url": ""})
    assert telegram.webhook is None


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_can_be_dropped_with_it(telegram: Simulator, ada: Person, method: str) -> None:
    say(ada, "one")
    given: dict[str, object] = {"drop_pending_updates": True} | (HOOK if method == "setWebhook" else {})
    await telegram.call(method, given)
    assert telegram.pending == 0


async def test_getWebhookInfo_tells_how_it_stands(telegram: Simulator, ada: Person, clock: Clock) -> None:  # noqa: N802
    info = await telegram.call("getWebhookInfo", {})
    assert info.body["result"] == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    await telegram.call("setWebhook", HOOK | {"allowed_updates": '["message"]', "ip_address": "127.0.0.1"})
    say(ada, "one")
    update = await telegram.next_webhook_update()
    assert update is not None
    telegram.settle_webhook_update(update["update_id"], error="Connection refused")
    info = await telegram.call("getWebhookInfo", {})
    assert info.body["result"] == {
        "url": "https://bot.example/hook",
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "max_connections": 2,
        "ip_address": "127.0.0.1",
        "last_error_date": int(clock.now),
        "last_error_message": "Connection refused",
        "allowed_updates": ["message"],
    }


async def test_without_a_webhook_there_is_nothing_to_post(telegram: Simulator, ada: Person) -> None:
    say(ada, "one")
    assert await telegram.next_webhook_update() is None


async def posted(telegram: Simulator) -> tuple[int, str]:
    update = await telegram.next_webhook_update()
    assert update is not None
    return update["update_id"], update["message"]["text"]


async def test_updates_are_posted_in_order_within_a_chat_and_at_once_across_chats(
    telegram: Simulator, ada: Person
) -> None:
    ben, cleo = telegram.person(2, first_name="Ben"), telegram.person(3, first_name="Cleo")
    await telegram.call("setWebhook", HOOK)
    say(ada, "ada 1", "ada 2")
    say(ben, "ben 1")
    say(cleo, "cleo 1")
    first, text = await posted(telegram)
    assert text == "ada 1"
    second, text = await posted(telegram)
    assert text == "ben 1"
    third = asyncio.create_task(posted(telegram))  # two are on trial, and two are all that this bot takes at once
    await asyncio.sleep(0)
    assert not third.done()
    telegram.settle_webhook_update(first)
    assert (await third)[1] == "ada 2"
    telegram.settle_webhook_update(second, error="502")
    again, text = await posted(telegram)
    assert (again, text) == (second, "ben 1")
    telegram.settle_webhook_update(again)
    assert (await posted(telegram))[1] == "cleo 1"
    assert telegram.pending == 2


async def test_a_tap_may_overtake_a_text_but_no_other_tap(telegram: Simulator, ada: Person) -> None:
    await telegram.call("setWebhook", HOOK | {"max_connections": 9})
    say(ada, "text 1", "text 2")
    ada.edits(ada.chat.messages[0].message_id, "text 1, edited")
    ada.taps_data("tap 1")
    ada.taps_data("tap 2")
    ada.blocks()
    at_once = [await telegram.next_webhook_update() for _ in range(3)]
    assert [list(update or {})[1] for update in at_once] == ["message", "callback_query", "my_chat_member"]
    next_one = asyncio.create_task(telegram.next_webhook_update())
    await asyncio.sleep(0)
    assert not next_one.done()
    telegram.settle_webhook_update(2**31)  # one that nobody knows settles nothing
    await asyncio.sleep(0)
    assert not next_one.done()
    update = at_once[1]
    assert update is not None
    telegram.settle_webhook_update(update["update_id"])
    following = await next_one
    assert following is not None
    assert following["callback_query"]["data"] == "tap 2"


async def test_a_tap_that_could_not_be_posted_for_150_seconds_is_dropped(
    telegram: Simulator, ada: Person, clock: Clock
) -> None:
    await telegram.call("setWebhook", HOOK)
    ada.taps_data("tap")
    update = await telegram.next_webhook_update()
    assert update is not None
    clock.now += 150
    telegram.settle_webhook_update(update["update_id"], error="502")
    say(ada, "text")
    assert (await posted(telegram))[1] == "text"
    assert telegram.pending == 1


async def test_who_waits_to_post_learns_that_the_webhook_is_gone(telegram: Simulator) -> None:
    await telegram.call("setWebhook", HOOK)
    waiting = asyncio.create_task(telegram.next_webhook_update())
    await asyncio.sleep(0)
    await telegram.call("deleteWebhook", {})
    assert await waiting is None


async def test_what_was_on_trial_when_the_webhook_changed_is_handed_out_again_or_settled(
    telegram: Simulator, ada: Person
) -> None:
    await telegram.call("setWebhook", HOOK)
    say(ada, "one", "two")
    update_id, _ = await posted(telegram)
    await telegram.call("setWebhook", HOOK | {"url": "https://bot.example/other"})
    assert await posted(telegram) == (update_id, "one")
    telegram.settle_webhook_update(update_id)
    assert (await posted(telegram))[1] == "two"

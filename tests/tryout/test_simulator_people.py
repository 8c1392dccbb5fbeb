"""What people do in the simulated Telegram, what the bot gets of it, and what a client would not do."""

import asyncio
from typing import Any

import pytest

from quizbot.tryout.simulator import Person, Simulator

NOW = 1_700_000_000
KEYBOARD = [
    [{"text": "A", "callback_data": "pick a"}, {"text": "B", "callback_data": "pick b"}],
    [{"text": "Not sure", "callback_data": "unsure"}, {"text": "Source", "url": "https://x.org"}],
]


@pytest.fixture
def telegram() -> Simulator:
    return Simulator(token="7:t", clock=lambda: float(NOW))


@pytest.fixture
def ada(telegram: Simulator) -> Person:
    return telegram.person(1, first_name="Ada", language_code="de")


async def send(telegram: Simulator, text: str, keyboard: object = None) -> int:
    """The id of a message to Ada."""
    markup = {} if keyboard is None else {"reply_markup": {"inline_keyboard": keyboard}}
    answer = await telegram.call("sendMessage", {"chat_id": 1, "text": text} | markup)
    result: Any = answer.body["result"]
    return int(result["message_id"])


async def newest(telegram: Simulator) -> dict[str, Any]:
    """The newest update, which is also confirmed but for itself."""
    answer = await telegram.call("getUpdates", {"offset": -1})
    result: Any = answer.body["result"]
    update: dict[str, Any] = result[-1]
    return update


async def test_a_command_carries_its_entity(telegram: Simulator, ada: Person) -> None:
    ada.says("/start c_CODE ")
    assert (await newest(telegram))["message"] == {
        "message_id": 1,
        "from": {"id": 1, "is_bot": False, "first_name": "Ada", "language_code": "de"},
        "chat": {"id": 1, "type": "private", "first_name": "Ada"},
        "date": NOW,
        "text": "/start c_CODE",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


async def test_a_deep_link_starts_the_bot_with_its_payload(telegram: Simulator, ada: Person) -> None:
    ada.follows("c_" + "A-z0" * 15 + "99")
    assert (await newest(telegram))["message"]["text"] == "/start c_" + "A-z0" * 15 + "99"


@pytest.mark.parametrize("payload", ["", "c CODE", "ü", "a=b", "x" * 65])
def test_a_payload_outside_of_the_alphabet_is_no_link(ada: Person, payload: str) -> None:
    with pytest.raises(ValueError, match="not a start payload"):
        ada.follows(payload)


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
def test_a_client_sends_no_blank_or_overlong_text(ada: Person, text: str) -> None:
    with pytest.raises(ValueError, match="1 to 4096"):
        ada.says(text)
    assert ada.chat.messages == []


async def test_a_reply_shows_what_it_replies_to(telegram: Simulator, ada: Person) -> None:
    ada.says("/start")
    question = await send(telegram, "How many?")
    ada.says("4", reply_to=question)
    assert (await newest(telegram))["message"]["reply_to_message"]["text"] == "How many?"
    await telegram.call("deleteMessage", {"chat_id": 1, "message_id": question})
    ada.says("5", reply_to=question)
    assert "reply_to_message" not in (await newest(telegram))["message"]


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker"])
async def test_photos_voice_notes_and_stickers_arrive_as_such(telegram: Simulator, ada: Person, kind: str) -> None:
    {"photo": ada.sends_photo, "voice": ada.sends_voice, "sticker": ada.sends_sticker}[kind]()
    message = (await newest(telegram))["message"]
    media = message[kind][0] if kind == "photo" else message[kind]
    answer = await telegram.call("getFile", {"file_id": media["file_id"]})
    result: Any = answer.body["result"]
    assert telegram.file(result["file_path"])
    assert "text" not in message


async def test_a_document_arrives_with_its_name_and_kind(telegram: Simulator, ada: Person) -> None:
    ada.sends_document("set.yaml", b"topic: x", "application/yaml")
    document = (await newest(telegram))["message"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("set.yaml", "application/yaml", 8)


async def test_an_edit_of_ones_own_text_arrives_as_an_edited_message(telegram: Simulator, ada: Person) -> None:
    said = ada.says("teh")
    ada.edits(said.message_id, "the")
    edited = (await newest(telegram))["edited_message"]
    assert (edited["text"], edited["message_id"], edited["edit_date"]) == ("the", said.message_id, NOW)
    assert [message.text for message in ada.chat.messages] == ["the"]
    question = await send(telegram, "How many?")
    for message_id in (question, 99, ada.sends_photo().message_id):
        with pytest.raises(LookupError):
            ada.edits(message_id, "x")


async def test_a_tap_carries_the_buttons_data_and_the_message_as_it_stands(telegram: Simulator, ada: Person) -> None:
    ada.says("/start")
    question = await send(telegram, "Which?", KEYBOARD)
    tap = ada.taps("B")
    query = (await newest(telegram))["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tap.id, "pick b", 1)
    assert query["message"]["message_id"] == question == tap.message_id
    assert query["message"]["reply_markup"]["inline_keyboard"] == KEYBOARD
    assert not tap.answered


async def test_a_label_is_looked_for_from_the_newest_message_up_in_full_before_by_its_beginning(
    telegram: Simulator, ada: Person
) -> None:
    ada.says("/start")
    old = await send(telegram, "Which?", KEYBOARD)
    new = await send(telegram, "And?", [[{"text": "Back", "callback_data": "back"}]])
    assert (ada.taps("Ba").message_id, ada.taps("B").message_id, ada.taps("Not").data) == (new, old, "unsure")
    newest = await send(telegram, "Or?", KEYBOARD)
    assert ada.taps("B").message_id == newest
    assert ada.taps("B", message_id=old).message_id == old


async def test_a_missing_label_names_those_that_are_there(telegram: Simulator, ada: Person) -> None:
    ada.says("/start")
    with pytest.raises(LookupError, match=r"no button 'C'; there are: none"):
        ada.taps("C")
    question = await send(telegram, "Which?", KEYBOARD)
    await send(telegram, "And?", [[{"text": "Next", "callback_data": "n"}, {"text": "Never", "callback_data": "m"}]])
    for label in ("C", "Ne", "Source"):  # not there, not the only one to begin so, a link
        with pytest.raises(LookupError, match=r"there are: 'Next', 'Never', 'A', 'B', 'Not sure', 'Source'"):
            ada.taps(label)
    with pytest.raises(LookupError, match=r"there are: 'A', 'B', 'Not sure', 'Source'"):
        ada.taps("Next", message_id=question)


async def test_any_data_can_be_sent_from_a_message_from_none_and_from_one_that_is_gone(
    telegram: Simulator, ada: Person
) -> None:
    ada.taps_data("forged")
    query = (await newest(telegram))["callback_query"]
    assert query["data"] == "forged"
    assert "message" not in query
    question = await send(telegram, "Which?", KEYBOARD)
    ada.taps_data("forged")
    assert (await newest(telegram))["callback_query"]["message"]["message_id"] == question
    await telegram.call("deleteMessage", {"chat_id": 1, "message_id": question})
    ada.taps_data("pick a", message_id=question)
    assert (await newest(telegram))["callback_query"]["message"] == {
        "message_id": question,
        "chat": {"id": 1, "type": "private", "first_name": "Ada"},
        "date": 0,
    }


async def test_blocking_is_told_to_the_bot_and_stops_both_sides(telegram: Simulator, ada: Person) -> None:
    ada.says("/start")
    await send(telegram, "Which?", KEYBOARD)
    ada.blocks()
    change = (await newest(telegram))["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert (await telegram.call("sendMessage", {"chat_id": 1, "text": "x"})).status == 403
    for act in (lambda: ada.says("x"), lambda: ada.taps("A"), ada.sends_photo, ada.blocks):
        with pytest.raises(ValueError, match="blocked"):
            act()
    ada.unblocks()
    change = (await newest(telegram))["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("kicked", "member")
    assert (await telegram.call("sendMessage", {"chat_id": 1, "text": "x"})).status == 200
    ada.unblocks()
    assert telegram.pending == 1


async def test_a_tap_starts_a_chat_as_a_text_does(telegram: Simulator, ada: Person) -> None:
    assert (await telegram.call("sendMessage", {"chat_id": 1, "text": "x"})).status == 403
    ada.taps_data("x")
    assert (await telegram.call("sendMessage", {"chat_id": 1, "text": "x"})).status == 200


def test_a_person_is_created_once(telegram: Simulator, ada: Person) -> None:
    again = telegram.person(1, first_name="Somebody")
    assert again.chat is ada.chat is telegram.chats[1]
    assert (again.user_id, again.chat.first_name) == (1, "Ada")


async def test_who_waits_looks_again_whenever_the_own_chat_changes(telegram: Simulator) -> None:
    ada, ben = telegram.person(1, first_name="Ada"), telegram.person(2, first_name="Ben")
    looks: list[int] = []

    def answered() -> bool:
        looks.append(len(ada.chat.messages))
        return ada.chat.messages[-1].from_bot

    ada.says("hello")
    waiting = asyncio.create_task(ada.waits(answered))
    await asyncio.sleep(0)
    ben.says("hello")
    await telegram.call("sendMessage", {"chat_id": 2, "text": "hello, Ben"})
    await asyncio.sleep(0)
    assert looks == [1]
    await telegram.call("sendMessage", {"chat_id": 1, "text": "hello, Ada"})
    await waiting
    assert looks == [1, 2]
    await ada.waits(answered)


async def test_who_watches_the_bot_looks_again_after_each_call(telegram: Simulator) -> None:
    watching = asyncio.create_task(telegram.until(lambda: len(telegram.record) == 2))
    for method in ("getMe", "noSuchMethod"):
        assert not watching.done()
        await telegram.call(method, {})
        await asyncio.sleep(0)
    await watching

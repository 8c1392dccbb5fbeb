"""The real `telegram.Bot` against the simulator within one process: it is understood, and can read what it gets."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from quizbot.tryout.files import picture
from quizbot.tryout.loopback import LoopbackRequest
from quizbot.tryout.simulator import Person, Simulator

TOKEN = "7:t"
KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("A", callback_data="a"), InlineKeyboardButton("B", url="http://b")]]
)


@pytest.fixture
def telegram() -> Simulator:
    return Simulator(token=TOKEN, clock=lambda: 1_700_000_000.0)


@pytest.fixture
def ada(telegram: Simulator) -> Person:
    person = telegram.person(1, first_name="Ada")
    person.says("/start")
    return person


@pytest.fixture
async def bot(telegram: Simulator) -> AsyncIterator[Bot]:
    transport = LoopbackRequest(telegram)
    async with Bot(TOKEN, request=transport, get_updates_request=transport) as made:
        yield made


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.first_name, me.is_bot) == (7, "quizbot_try_bot", "quizbot", True)
    assert me.can_join_groups is False


async def test_sends_and_edits_a_text_with_buttons(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(
        ada.user_id,
        "<b>Which</b> one?",
        parse_mode="HTML",
        reply_markup=KEYBOARD,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(ada.chat.messages[0].message_id),
    )
    assert (sent.text, sent.reply_markup) == ("Which one?", KEYBOARD)
    assert sent.parse_entities() == {sent.entities[0]: "Which"}
    assert sent.reply_to_message is not None
    edited = await bot.edit_message_text("Right.", ada.user_id, sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup, edited.edit_date) == ("Right.", None, sent.date)
    await bot.edit_message_reply_markup(ada.user_id, sent.message_id, reply_markup=KEYBOARD)
    assert ada.chat.messages[-1].labels == ["A", "B"]
    await bot.delete_message(ada.user_id, sent.message_id)
    assert len(ada.chat.messages) == 1


async def test_sends_entities_of_its_own(bot: Bot, ada: Person) -> None:
    link = MessageEntity(MessageEntity.TEXT_LINK, offset=2, length=1, url="https://x.org")
    code = MessageEntity(MessageEntity.PRE, offset=4, length=5, language="python")
    sent = await bot.send_message(ada.user_id, "🧠x\nx = 1", entities=[link, code])
    assert sent.entities == (link, code)


async def test_sends_pictures_and_files_and_fetches_them(bot: Bot, ada: Person) -> None:
    photo = await bot.send_photo(ada.user_id, picture(30, 20), caption="Your progress", reply_markup=KEYBOARD)
    assert [(size.width, size.height) for size in photo.photo] == [(30, 20)]
    edited = await bot.edit_message_caption(ada.user_id, photo.message_id, caption="<i>Now</i>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert (edited.caption, edited.caption_entities[0].type) == ("Now", "italic")
    document = await bot.send_document(ada.user_id, io.BytesIO(b"%PDF"), filename="Übersicht 1.pdf")
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == ("Übersicht 1.pdf", "application/pdf")
    for file_id, content in ((photo.photo[-1].file_id, picture(30, 20)), (document.document.file_id, b"%PDF")):
        file = await bot.get_file(file_id)
        assert bytes(await file.download_as_bytearray()) == content
    again = await bot.send_document(ada.user_id, document.document.file_id)
    assert again.document == document.document


async def test_the_bots_face(bot: Bot, telegram: Simulator, ada: Person) -> None:
    await bot.set_my_commands([BotCommand("learn", "Learn")])
    await bot.set_my_commands(
        [BotCommand("teach", "Teach")], scope=BotCommandScopeChat(ada.user_id), language_code="en"
    )
    assert [one.command for one in await bot.get_my_commands()] == ["learn"]
    assert [one.command for one in telegram.commands_for(ada.user_id)] == ["teach"]
    await bot.delete_my_commands()
    assert telegram.commands == []
    await bot.set_my_description("I teach.")
    await bot.set_my_short_description("I teach.")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await bot.send_chat_action(ada.user_id, "typing")
    assert (telegram.description_for(ada.user_id), ada.chat.action) == ("I teach.", "typing")
    chat = await bot.get_chat(ada.user_id)
    assert (chat.id, chat.type, chat.first_name) == (ada.user_id, "private", "Ada")


async def test_every_kind_of_update_can_be_read(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.user_id, "Which?", reply_markup=KEYBOARD)
    ada.says("four", reply_to=sent.message_id)
    ada.edits(ada.says("teh").message_id, "the")
    ada.taps("A")
    ada.sends_photo()
    ada.sends_voice()
    ada.sends_sticker()
    ada.sends_document("set.yaml", b"x")
    await bot.delete_message(ada.user_id, sent.message_id)
    ada.taps_data("old", message_id=sent.message_id)
    ada.blocks()
    ada.unblocks()
    updates = await bot.get_updates(timeout=10, allowed_updates=Update.ALL_TYPES)
    seen = [
        (update.message or update.edited_message or update.callback_query or update.my_chat_member)
        for update in updates
    ]
    assert len(updates) == 12
    assert None not in seen
    start, reply, _, edited, tap, photo, voice, sticker, document, old, blocked, unblocked = updates
    assert start.message is not None
    assert start.message.parse_entities() == {start.message.entities[0]: "/start"}
    assert reply.message is not None
    assert reply.message.reply_to_message == sent
    assert edited.edited_message is not None
    assert edited.edited_message.text == "the"
    assert tap.callback_query is not None
    assert tap.callback_query.message == sent
    assert [update.message is not None for update in (photo, voice, sticker, document)] == [True] * 4
    assert old.callback_query is not None
    assert old.callback_query.message is not None
    assert not old.callback_query.message.is_accessible
    assert blocked.my_chat_member is not None
    assert unblocked.my_chat_member is not None
    changes = [update.difference()["status"] for update in (blocked.my_chat_member, unblocked.my_chat_member)]
    assert changes == [("member", "kicked"), ("kicked", "member")]
    assert await bot.get_updates(offset=updates[-1].update_id + 1) == ()


async def test_answers_a_tap_with_a_toast(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.user_id, "Which?", reply_markup=KEYBOARD)
    ada.taps("A")
    query = (await bot.get_updates())[-1].callback_query
    assert isinstance(query, CallbackQuery)
    await query.answer("Noted", show_alert=True)
    assert [(toast.text, toast.show_alert) for toast in ada.toasts] == [("Noted", True)]
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_errors_arrive_as_the_exceptions_of_the_real_transport(
    bot: Bot, telegram: Simulator, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    telegram.fail_next("sendMessage", status=429, retry_after=3)
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(ada.user_id, "x")
    assert flood.value.retry_after == timedelta(seconds=3)
    telegram.fail_next("sendMessage", status=502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ada.user_id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "x")
    await bot.set_webhook("https://bot.example", secret_token="s")
    with pytest.raises(Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    ada.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.user_id, "x")


async def test_another_token_is_refused(telegram: Simulator, ada: Person) -> None:
    document = ada.sends_document("x", b"x").document
    assert document is not None
    transport = LoopbackRequest(telegram)
    stranger = Bot("8:t", request=transport, get_updates_request=transport)
    with pytest.raises(InvalidToken):
        await stranger.get_me()
    status, body = await transport.do_request(f"https://api.telegram.org/file/bot8:t/{document.path}", "GET")
    assert (status, b"Unauthorized" in body) == (401, True)
    assert telegram.record == []


@pytest.mark.parametrize("path", ["", "/", "/bot7:t", "/getMe", "/bot7:t/getYou", "/file/bot7:t/documents/none"])
async def test_unknown_addresses_are_not_found(telegram: Simulator, path: str) -> None:
    assert (await LoopbackRequest(telegram).do_request(f"http://127.0.0.1:8080{path}", "GET"))[0] == 404


async def test_any_base_url_will_do(telegram: Simulator) -> None:
    status, body = await LoopbackRequest(telegram).do_request("http://127.0.0.1:8080/bot7%3At/getMe", "GET")
    assert (status, b'"quizbot_try_bot"' in body) == (200, True)


async def test_a_bot_that_starts_anew_finds_what_the_old_one_left(telegram: Simulator, ada: Person) -> None:
    transport: Any = LoopbackRequest(telegram)
    async with Bot(TOKEN, request=transport, get_updates_request=transport) as first:
        (update,) = await first.get_updates()
        sent = await first.send_message(ada.user_id, "Which?", reply_markup=KEYBOARD)
    ada.taps("A")
    async with Bot(TOKEN, request=LoopbackRequest(telegram), get_updates_request=LoopbackRequest(telegram)) as second:
        again, tap = await second.get_updates()
        assert again == update
        assert tap.callback_query is not None
        await tap.callback_query.answer()
        await second.edit_message_text("Right.", ada.user_id, sent.message_id)
    assert ada.chat.messages[-1].text == "Right."

"""The simulated Bot API: what it takes, what it refuses and in which words, and what then stands in the chat."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import pytest

from quizbot.tryout.botapi import METHODS
from quizbot.tryout.files import picture
from quizbot.tryout.pace import Limit
from quizbot.tryout.simulator import Answer, InputFile, Message, Pace, Simulator

ADA, BEN, CLEO = 1, 2, 3  # Ada has started the bot, Ben never has, Cleo has it blocked
ADAS_TEXT, QUESTION, PHOTO = 1, 2, 3  # what stands in Ada's chat
BUTTONS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}, {"text": "B", "callback_data": "b"}]]}
MEGABYTE = 1024 * 1024
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc4\x00\x03a\xff\xc0\x00\x0b\x08\x00\x14\x00\x1e"  # 30 by 20, behind two segments
)


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> Simulator:
    simulator = Simulator(token="7:t", clock=clock)
    simulator.person(ADA, first_name="Ada").says("/start")
    await sent(simulator, "sendMessage", chat_id=ADA, text="Which one?", reply_markup=BUTTONS)
    await sent(simulator, "sendPhoto", {"photo": png()}, chat_id=ADA, caption="Your progress")
    simulator.person(BEN, first_name="Ben")
    cleo = simulator.person(CLEO, first_name="Cleo")
    cleo.says("/start")
    cleo.blocks()
    return simulator


def png(width: int = 8, height: int = 8) -> InputFile:
    return InputFile(name="p.png", content=picture(width, height), mime="image/png")


async def sent(
    simulator: Simulator, method: str, files: Mapping[str, InputFile] | None = None, /, **given: object
) -> Any:
    """The result of a call that must succeed."""
    answer = await simulator.call(method, given, files or {})
    assert answer.body["ok"], answer.body
    return answer.body["result"]


def refusal(answer: Answer) -> tuple[int, object]:
    assert answer.body["ok"] is False
    assert answer.body["error_code"] == answer.status
    return answer.status, answer.body["description"]


def message(simulator: Simulator, message_id: int) -> Message:
    found = simulator.chats[ADA].find(message_id)
    assert found is not None
    return found


def keyboard(*rows: int) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * width for width in rows]}


def button(**fields: object) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "x"} | fields]]}


TO_ADA = {"chat_id": ADA, "text": "x"}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
SAME_PHOTO = {"type": "photo", "media": "photo-1-in-this-bot", "caption": "Your progress"}
ENTITY = {"type": "bold", "offset": 0, "length": 1}

REFUSED: list[tuple[str, dict[str, object], int, str]] = [
    ("sendMesage", {}, 404, "Not Found"),
    ("logOut", {}, 404, "Not Found"),
    # parameters
    ("sendMessage", TO_ADA | {"reply_parameters": {"message_id": QUESTION, "quote": "x", "chat_id": ADA}}, 400,
     "Bad Request: reply with chat_id and quote is not simulated"),
    ("sendMessage", TO_ADA | {"tekst": "x"}, 400, 'Bad Request: unknown parameter "tekst"'),
    ("sendMessage", {"chat_id": ADA}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", {"text": "x", "chat_id": ""}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": ADA, "text": 5}, 400, "Bad Request: text must be of type String"),
    ("sendMessage", TO_ADA | {"chat_id": True}, 400, "Bad Request: chat_id must be of type Integer or String"),
    ("sendMessage", TO_ADA | {"protect_content": "maybe"}, 400, "Bad Request: protect_content must be of type Boolean"),
    ("sendMessage", TO_ADA | {"text": "\ud800"}, 400, "Bad Request: strings must be encoded in UTF-8"),
    ("sendMessage", TO_ADA | {"reply_markup": "{"}, 400, "Bad Request: can't parse reply_markup JSON object"),
    ("sendMessage", TO_ADA | {"reply_markup": "[" * 99999}, 400, "Bad Request: can't parse reply_markup JSON object"),
    ("sendMessage", TO_ADA | {"reply_markup": button(colour="red")}, 400,
     'Bad Request: unknown field "colour" in InlineKeyboardButton'),
    ("sendMessage", TO_ADA | {"reply_markup": {"inline_keyboard": [{"text": "x"}]}}, 400,
     "Bad Request: InlineKeyboardMarkup.inline_keyboard must be of type Array of InlineKeyboardButton"),
    ("editMessageText", TO_ADA | {"message_id": "two"}, 400, "Bad Request: message_id must be of type Integer"),
    ("getUpdates", {"offset": "9" * 5000}, 400, "Bad Request: offset must be of type Integer"),
    ("getFile", {}, 400, 'Bad Request: parameter "file_id" is required'),
    # who may be written to
    ("sendMessage", TO_ADA | {"chat_id": 99}, 400, "Bad Request: chat not found"),
    ("sendMessage", TO_ADA | {"chat_id": "@ada"}, 400, "Bad Request: chat not found"),
    ("sendMessage", TO_ADA | {"chat_id": BEN}, 403, "Forbidden: bot can't initiate conversation with a user"),
    ("sendMessage", TO_ADA | {"chat_id": CLEO}, 403, "Forbidden: bot was blocked by the user"),
    ("sendPhoto", {"chat_id": CLEO, "photo": "x"}, 403, "Forbidden: bot was blocked by the user"),
    ("sendChatAction", {"chat_id": CLEO, "action": "typing"}, 403, "Forbidden: bot was blocked by the user"),
    ("editMessageText", {"chat_id": CLEO, "message_id": 4, "text": "x"}, 403, "Forbidden: bot was blocked by the user"),
    ("getChat", {"chat_id": BEN}, 400, "Bad Request: chat not found"),
    ("sendMessage", TO_ADA | {"message_thread_id": 1}, 400, "Bad Request: message thread not found"),
    ("sendMessage", TO_ADA | {"business_connection_id": "b"}, 400, "Bad Request: business connection not found"),
    # texts
    ("sendMessage", TO_ADA | {"text": ""}, 400, "Bad Request: message text is empty"),
    ("sendMessage", TO_ADA | {"text": " \n "}, 400, "Bad Request: message text is empty"),
    ("sendMessage", TO_ADA | {"text": "<b> </b>", "parse_mode": "HTML"}, 400, "Bad Request: message text is empty"),
    ("sendMessage", TO_ADA | {"text": "x" * 4097}, 400, "Bad Request: message is too long"),
    ("sendMessage", TO_ADA | {"text": "🧠" * 2048 + "x"}, 400, "Bad Request: message is too long"),
    ("editMessageText", TO_ADA | {"message_id": QUESTION, "text": "x" * 4097}, 400, "Bad Request: message is too long"),
    ("editMessageCaption", {"chat_id": ADA, "message_id": PHOTO, "caption": "x" * 1025}, 400,
     "Bad Request: message caption is too long"),
    ("sendMessage", TO_ADA | {"text": "<b>x", "parse_mode": "HTML"}, 400,
     "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ("sendMessage", TO_ADA | {"text": "*x*", "parse_mode": "MarkdownV2"}, 400, "Bad Request: unsupported parse_mode"),
    ("sendMessage", TO_ADA | {"text": "<b>x</b> " * 101, "parse_mode": "HTML"}, 400,
     "Bad Request: too many entities: 101, at most 100"),
    ("sendMessage", TO_ADA | {"entities": [ENTITY | {"length": 2}]}, 400,
     "Bad Request: can't parse entities: bold at 0 is outside of the text"),
    ("sendMessage", TO_ADA | {"entities": [ENTITY | {"type": "blink"}]}, 400,
     "Bad Request: can't parse entities: unknown type \"blink\""),
    ("sendMessage", TO_ADA | {"entities": [ENTITY | {"type": "text_link"}]}, 400,
     "Bad Request: can't parse entities: wrong URL \"\""),
    ("sendMessage", TO_ADA | {"reply_parameters": {"message_id": 77}}, 400,
     "Bad Request: message to be replied not found"),
    # keyboards
    ("sendMessage", TO_ADA | {"reply_markup": button(callback_data="")}, 400, "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", TO_ADA | {"reply_markup": button(callback_data="x" * 65)}, 400, "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", TO_ADA | {"reply_markup": button(callback_data="é" * 33)}, 400, "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", TO_ADA | {"reply_markup": button()}, 400,
     "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", TO_ADA | {"reply_markup": button(text=" ", callback_data="x")}, 400,
     "Bad Request: inline keyboard button text must be non-empty"),
    ("sendMessage", TO_ADA | {"reply_markup": button(url="nowhere")}, 400,
     "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ("sendMessage", TO_ADA | {"reply_markup": button(callback_data="x", style="pink")}, 400,
     'Bad Request: unknown button style "pink"'),
    ("sendMessage", TO_ADA | {"reply_markup": button(pay=True)}, 400,
     "Bad Request: inline keyboard button with pay is not simulated"),
    ("sendMessage", TO_ADA | {"reply_markup": {"keyboard": [[{"text": "x"}]]}}, 400,
     "Bad Request: reply keyboards are not simulated"),
    ("sendMessage", TO_ADA | {"reply_markup": keyboard(9)}, 400,
     "Bad Request: reply markup is too long: more than 8 buttons in a row"),
    ("sendMessage", TO_ADA | {"reply_markup": keyboard(*[1] * 101)}, 400,
     "Bad Request: reply markup is too long: more than 100 buttons"),
    ("editMessageReplyMarkup", {"chat_id": ADA, "message_id": QUESTION, "reply_markup": button(callback_data="")}, 400,
     "Bad Request: BUTTON_DATA_INVALID"),
    # edits and deletions
    ("editMessageText", TO_ADA | {"message_id": 77}, 400, "Bad Request: message to edit not found"),
    ("editMessageText", TO_ADA, 400, "Bad Request: message identifier is not specified"),
    ("editMessageText", {"inline_message_id": "i", "text": "x"}, 400, "Bad Request: MESSAGE_ID_INVALID"),
    ("editMessageText", TO_ADA | {"message_id": ADAS_TEXT}, 400, "Bad Request: message can't be edited"),
    ("editMessageText", TO_ADA | {"message_id": PHOTO}, 400, "Bad Request: there is no text in the message to edit"),
    ("editMessageCaption", {"chat_id": ADA, "message_id": QUESTION, "caption": "x"}, 400,
     "Bad Request: there is no caption in the message to edit"),
    ("editMessageText", {"chat_id": ADA, "message_id": QUESTION, "text": "Which one?", "reply_markup": BUTTONS}, 400,
     NOT_MODIFIED),
    ("editMessageReplyMarkup", {"chat_id": ADA, "message_id": QUESTION, "reply_markup": BUTTONS}, 400, NOT_MODIFIED),
    ("deleteMessage", {"chat_id": ADA, "message_id": 77}, 400, "Bad Request: message to delete not found"),
    ("deleteMessage", {"chat_id": ADA}, 400, "Bad Request: message identifier is not specified"),
    # taps and actions
    ("answerCallbackQuery", {"callback_query_id": "77"}, 400,
     "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, 400, "Bad Request: MESSAGE_TOO_LONG"),
    ("answerCallbackQuery", {"callback_query_id": "1", "url": "https://x.org"}, 400, "Bad Request: URL_INVALID"),
    ("sendChatAction", {"chat_id": ADA, "action": "sleeping"}, 400, "Bad Request: wrong parameter action in request"),
    # files
    ("sendPhoto", {"chat_id": ADA}, 400, "Bad Request: there is no photo in the request"),
    ("sendPhoto", {"chat_id": ADA, "photo": ""}, 400, "Bad Request: there is no photo in the request"),
    ("sendDocument", {"chat_id": ADA}, 400, "Bad Request: there is no document in the request"),
    ("sendDocument", {"chat_id": ADA, "document": "https://x.org/y.pdf"}, 400,
     "Bad Request: failed to get HTTP URL content"),
    ("sendPhoto", {"chat_id": ADA, "photo": "nothing"}, 400,
     "Bad Request: wrong remote file identifier specified: Wrong string length"),
    ("sendDocument", {"chat_id": ADA, "document": "photo-1-in-this-bot"}, 400,
     "Bad Request: can't use file of type Photo as Document"),
    ("getFile", {"file_id": "nothing"}, 400, "Bad Request: invalid file_id"),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO}, 400, 'Bad Request: parameter "media" is required'),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO, "media": SAME_PHOTO}, 400, NOT_MODIFIED),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO, "media": SAME_PHOTO | {"type": "video"}}, 400,
     "Bad Request: can't parse InputMedia: Unsupported type specified"),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO, "media": SAME_PHOTO | {"type": "document"}}, 400,
     "Bad Request: can't use file of type Photo as Document"),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO, "media": SAME_PHOTO | {"caption": "x" * 1025}}, 400,
     "Bad Request: message caption is too long"),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO, "media": SAME_PHOTO | {"thumbnail": "x"}}, 400,
     'Bad Request: unknown field "thumbnail" in InputMedia'),
    ("editMessageMedia", {"chat_id": ADA, "message_id": PHOTO, "media": {"type": "photo", "media": "attach://x"}}, 400,
     "Bad Request: failed to get HTTP URL content"),
    # the bot's face
    ("setMyCommands", {"commands": [{"command": "x", "description": "x"}] * 101}, 400,
     "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}, 400,
     "Bad Request: BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "Learn", "description": "x"}]}, 400,
     "Bad Request: BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "x", "description": "x" * 257}]}, 400,
     "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "x", "description": ""}]}, 400,
     "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "x"}]}, 400, "Bad Request: commands must be of type BotCommand"),
    ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}, 400,
     "Bad Request: can't parse BotCommandScope: Unsupported type specified"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, 400,
     'Bad Request: can\'t parse BotCommandScope: Can\'t find field "chat_id"'),
    ("setMyCommands", {"commands": [], "scope": {"type": "default", "chat_id": ADA}}, 400,
     'Bad Request: unknown field "chat_id" in BotCommandScope'),
    ("setMyCommands", {"commands": [], "scope": "default"}, 400,
     "Bad Request: can't parse scope JSON object"),
    ("setMyCommands", {"commands": [], "scope": []}, 400, "Bad Request: scope must be of type BotCommandScope"),
    ("setMyCommands", {"commands": [], "language_code": "english"}, 400,
     "Bad Request: invalid language code specified"),
    ("setMyDescription", {"description": "x" * 513}, 400, "Bad Request: bot description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, 400, "Bad Request: bot short description is too long"),
    ("setChatMenuButton", {"menu_button": {"type": "red"}}, 400,
     "Bad Request: can't parse menu button: Unsupported type specified"),
    # webhooks
    ("setWebhook", {"url": "http://bot.example"}, 400,
     "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://bot.example:99"}, 400,
     "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "https://bot.example:port"}, 400, "Bad Request: bad webhook: invalid URL"),
    ("setWebhook", {"url": "https://bot.example", "secret_token": "a b"}, 400,
     "Bad Request: secret token contains unallowed characters or is too long"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "parameters", "status", "description"), REFUSED)
async def test_refuses_in_telegrams_words(
    telegram: Simulator, method: str, parameters: dict[str, object], status: int, description: str
) -> None:
    before, version = list(telegram.chats[ADA].messages), telegram.version
    assert refusal(await telegram.call(method, parameters)) == (status, description)
    assert (telegram.chats[ADA].messages, telegram.version) == (before, version)
    call = telegram.record[-1]
    assert (call.method, call.status, call.description) == (method, status, description)


ACCEPTED: list[tuple[str, dict[str, object]]] = [
    ("sendMessage", TO_ADA | {"text": "x" * 4096}),
    ("sendMessage", TO_ADA | {"text": "🧠" * 2048}),
    ("sendMessage", TO_ADA | {"text": "<b>&lt;</b>" + "x" * 4095, "parse_mode": "html"}),
    ("sendMessage", TO_ADA | {"text": "<b>x</b> " * 100, "parse_mode": "HTML"}),
    ("sendMessage", TO_ADA | {"reply_markup": button(callback_data="x" * 64)}),
    ("sendMessage", TO_ADA | {"reply_markup": button(callback_data="é" * 32, style="danger")}),
    ("sendMessage", TO_ADA | {"reply_markup": keyboard(*[8] * 12, 4)}),
    ("sendMessage", TO_ADA | {"reply_markup": {"force_reply": True}}),
    ("sendMessage", TO_ADA | {"reply_markup": {"remove_keyboard": True}}),
    ("sendMessage", TO_ADA | {"reply_parameters": {"message_id": 77, "allow_sending_without_reply": True}}),
    ("sendMessage", TO_ADA | {"entities": [ENTITY | {"type": "mention"}]}),
    ("sendMessage", TO_ADA | {"link_preview_options": {"is_disabled": True}}),
    ("editMessageCaption", {"chat_id": ADA, "message_id": PHOTO, "caption": "x" * 1024}),
    ("editMessageCaption", {"chat_id": ADA, "message_id": PHOTO}),
    ("deleteMessage", {"chat_id": ADA, "message_id": ADAS_TEXT}),
    ("sendChatAction", {"chat_id": ADA, "action": "upload_photo"}),
    ("sendPhoto", {"chat_id": ADA, "photo": "photo-1-in-this-bot"}),
    ("setMyCommands", {"commands": [{"command": "x" * 32, "description": "x" * 256}] * 100}),
    ("setMyDescription", {"description": "x" * 512, "language_code": "de"}),
    ("setMyShortDescription", {"short_description": "x" * 120}),
    ("setChatMenuButton", {"chat_id": ADA, "menu_button": {"type": "commands"}}),
    ("setWebhook", {"url": "https://bot.example:8443/x", "secret_token": "x" * 256}),
    ("setWebhook", {"url": "http://127.0.0.1:5000/x"}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "parameters"), ACCEPTED)
async def test_takes_what_stays_just_within_the_limits(
    telegram: Simulator, method: str, parameters: dict[str, object]
) -> None:
    await sent(telegram, method, **parameters)
    assert (telegram.record[-1].status, telegram.record[-1].description) == (200, "")


@pytest.mark.parametrize("method", METHODS)
async def test_every_method_answers_and_knows_no_other_parameter(telegram: Simulator, method: str) -> None:
    assert (await telegram.call(method, {})).status != 404
    assert refusal(await telegram.call(method, {"x": 1})) == (400, 'Bad Request: unknown parameter "x"')


# What stands in the chat


async def test_a_form_and_json_mean_the_same(telegram: Simulator) -> None:
    as_json = {"chat_id": ADA, "text": "x", "disable_notification": True, "reply_markup": BUTTONS}
    as_form = {"chat_id": "1", "text": "x", "disable_notification": "true", "reply_markup": json.dumps(BUTTONS)}
    one, other = await sent(telegram, "sendMessage", **as_json), await sent(telegram, "sendMessage", **as_form)
    assert one | {"message_id": 0} == other | {"message_id": 0}
    assert telegram.record[-1].parameters == telegram.record[-2].parameters == as_json


async def test_a_sent_message_stands_in_the_chat_as_it_was_answered(telegram: Simulator, clock: Clock) -> None:
    result = await sent(
        telegram,
        "sendMessage",
        chat_id=ADA,
        text=" <b>🧠 Brain</b> &amp; <a href='https://x.org'>mind</a>\n",
        parse_mode="HTML",
        reply_markup=BUTTONS,
        reply_parameters={"message_id": ADAS_TEXT},
    )
    assert result == {
        "message_id": 5,
        "from": {"id": 7, "is_bot": True, "first_name": "quizbot", "username": "quizbot_try_bot"},
        "chat": {"id": ADA, "type": "private", "first_name": "Ada"},
        "date": int(clock.now),
        "text": "🧠 Brain & mind",
        "entities": [
            {"type": "bold", "offset": 0, "length": 8},
            {"type": "text_link", "offset": 11, "length": 4, "url": "https://x.org"},
        ],
        "reply_markup": BUTTONS,
        "reply_to_message": {
            "message_id": ADAS_TEXT,
            "from": {"id": ADA, "is_bot": False, "first_name": "Ada", "language_code": "en"},
            "chat": {"id": ADA, "type": "private", "first_name": "Ada"},
            "date": int(clock.now),
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    }
    shown = telegram.chats[ADA].messages[-1]
    assert (shown.text, shown.labels, shown.from_bot, shown.reply_to) == (
        "🧠 Brain & mind",
        ["A", "B"],
        True,
        ADAS_TEXT,
    )


async def test_an_edit_shows_the_new_state_and_without_a_keyboard_takes_the_old_one_away(
    telegram: Simulator, clock: Clock
) -> None:
    clock.now += 10
    await sent(telegram, "editMessageText", chat_id=ADA, message_id=QUESTION, text="Right.")
    edited = message(telegram, QUESTION)
    assert (edited.text, edited.keyboard, edited.edit_date) == ("Right.", (), int(clock.now))
    assert [one.message_id for one in telegram.chats[ADA].messages] == [ADAS_TEXT, QUESTION, PHOTO]
    await sent(telegram, "editMessageReplyMarkup", chat_id=ADA, message_id=QUESTION, reply_markup=BUTTONS)
    assert (message(telegram, QUESTION).text, message(telegram, QUESTION).labels) == ("Right.", ["A", "B"])


async def test_a_file_takes_the_place_of_a_text_or_of_another_file(telegram: Simulator) -> None:
    for message_id in (QUESTION, PHOTO):
        media = {"type": "document", "media": "attach://a", "caption": "<b>All</b> of it", "parse_mode": "HTML"}
        document = {"a": InputFile(name="a.pdf", content=b"%PDF")}
        given = {"chat_id": ADA, "message_id": message_id, "reply_markup": BUTTONS}
        shown = await sent(telegram, "editMessageMedia", document, **given, media=media)
        assert (shown["document"]["file_name"], shown["caption"]) == ("a.pdf", "All of it")
        assert not {"text", "photo", "entities"} & shown.keys()
        edited = message(telegram, message_id)
        assert edited.document is not None
        assert telegram.file(edited.document.path) == b"%PDF"
        assert edited.labels == ["A", "B"]
    photo = {"type": "photo", "media": "photo-1-in-this-bot"}
    shown = await sent(telegram, "editMessageMedia", chat_id=ADA, message_id=QUESTION, media=photo)
    assert "photo" in shown
    assert not {"document", "caption", "reply_markup"} & shown.keys()


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_file_carries_buttons(telegram: Simulator, kind: str) -> None:
    method = f"send{kind.title()}"
    shown = await sent(telegram, method, {kind: png()}, chat_id=ADA, caption="x" * 1024, reply_markup=BUTTONS)
    tap = telegram.person(ADA, first_name="Ada").taps("B")
    assert tap.message_id == shown["message_id"]


async def test_the_same_text_with_other_markup_is_a_change(telegram: Simulator) -> None:
    await sent(telegram, "editMessageText", chat_id=ADA, message_id=QUESTION, text="Which one?")
    assert message(telegram, QUESTION).keyboard == ()
    await sent(
        telegram, "editMessageText", chat_id=ADA, message_id=QUESTION, text="<i>Which one?</i>", parse_mode="HTML"
    )
    assert [entity.type for entity in message(telegram, QUESTION).entities] == ["italic"]


async def test_a_message_can_be_deleted_for_48_hours(telegram: Simulator, clock: Clock) -> None:
    clock.now += 48 * 3600 - 1
    await sent(telegram, "deleteMessage", chat_id=ADA, message_id=ADAS_TEXT)
    assert telegram.chats[ADA].find(ADAS_TEXT) is None
    clock.now += 1
    answer = await telegram.call("deleteMessage", {"chat_id": ADA, "message_id": QUESTION})
    assert refusal(answer) == (400, "Bad Request: message can't be deleted for everyone")


async def test_an_action_is_shown_for_five_seconds_or_until_the_next_message(telegram: Simulator, clock: Clock) -> None:
    await sent(telegram, "sendChatAction", chat_id=ADA, action="typing")
    chat = telegram.chats[ADA]
    assert (chat.action, chat.action_until) == ("typing", clock.now + 5)
    await sent(telegram, "sendMessage", **TO_ADA)
    assert chat.action is None


# Files


async def test_uploads_can_be_downloaded_and_sent_again(telegram: Simulator) -> None:
    report = InputFile(name="report.pdf", content=b"%PDF", mime="application/pdf")
    first = await sent(
        telegram, "sendDocument", {"document": report}, chat_id=ADA, caption="<u>July</u>", parse_mode="HTML"
    )
    assert first["caption"] == "July"
    assert first["caption_entities"] == [{"type": "underline", "offset": 0, "length": 4}]
    document = first["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("report.pdf", "application/pdf", 4)
    path = (await sent(telegram, "getFile", file_id=document["file_id"]))["file_path"]
    assert telegram.file(path) == b"%PDF"
    assert telegram.file("documents/other.pdf") is None
    again = await sent(telegram, "sendDocument", chat_id=ADA, document=document["file_id"])
    assert again["document"] == document
    shown = telegram.chats[ADA].messages[-1].document
    assert shown is not None
    assert telegram.file(shown.path) == b"%PDF"


async def test_a_photo_tells_its_size_and_may_be_attached_by_name(telegram: Simulator) -> None:
    given = {"chat_id": ADA, "photo": "attach://chart"}
    result = await sent(telegram, "sendPhoto", {"chart": png(30, 20)}, **given)
    assert (result["photo"][0]["width"], result["photo"][0]["height"]) == (30, 20)


@pytest.mark.parametrize(
    ("method", "content", "status", "description"),
    [
        ("sendDocument", bytes(50 * MEGABYTE + 1), 413, "Request Entity Too Large"),
        ("sendDocument", b"", 400, "Bad Request: file must be non-empty"),
        ("sendPhoto", picture(8, 8) + bytes(10 * MEGABYTE), 400, "Bad Request: too big for a photo"),
        ("sendPhoto", JPEG[:10], 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendPhoto", b"GIF?", 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendPhoto", picture(9990, 11), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", picture(21, 1), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ],
    ids=["50 MB", "empty", "10 MB", "cut off", "no picture", "too large", "too narrow"],
)
async def test_refuses_files_that_telegram_would_not_take(
    telegram: Simulator, method: str, content: bytes, status: int, description: str
) -> None:
    part = method.removeprefix("send").lower()
    upload = InputFile(name="x", content=content)
    assert refusal(await telegram.call(method, {"chat_id": ADA}, {part: upload})) == (status, description)


async def test_takes_50_megabytes_and_gives_back_20(telegram: Simulator) -> None:
    upload = InputFile(name="x", content=bytes(50 * MEGABYTE))
    await sent(telegram, "sendDocument", {"document": upload}, chat_id=ADA)
    ada = telegram.person(ADA, first_name="Ada")
    for size, answer in ((20 * MEGABYTE, 200), (20 * MEGABYTE + 1, 400)):
        document = ada.sends_document("set.yaml", bytes(size)).document
        assert document is not None
        assert (await telegram.call("getFile", {"file_id": document.file_id})).status == answer
    assert telegram.record[-1].description == "Bad Request: file is too big"


async def test_a_file_under_an_unknown_name_is_refused(telegram: Simulator) -> None:
    answer = await telegram.call("sendMessage", TO_ADA, {"photo": png()})
    assert refusal(answer) == (400, 'Bad Request: unknown parameter "photo"')


@pytest.mark.parametrize("content", [picture(30, 20), b"GIF89a\x1e\x00\x14\x00", JPEG], ids=["png", "gif", "jpeg"])
async def test_reads_the_size_of_every_usual_kind_of_picture(telegram: Simulator, content: bytes) -> None:
    result = await sent(telegram, "sendPhoto", {"photo": InputFile(name="p", content=content)}, chat_id=ADA)
    assert (result["photo"][0]["width"], result["photo"][0]["height"]) == (30, 20)


# Taps


async def test_a_tap_is_answered_once(telegram: Simulator) -> None:
    ada = telegram.person(ADA, first_name="Ada")
    tap = ada.taps("A")
    given = {"callback_query_id": tap.id, "text": "x" * 200, "show_alert": True}
    await sent(telegram, "answerCallbackQuery", **given)
    assert tap.answered
    assert [(toast.text, toast.show_alert) for toast in ada.toasts] == [("x" * 200, True)]
    assert telegram.record[-1].chat_id == ADA
    assert refusal(await telegram.call("answerCallbackQuery", given)) == (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    assert len(ada.toasts) == 1


async def test_an_answer_without_text_shows_nothing(telegram: Simulator) -> None:
    ada = telegram.person(ADA, first_name="Ada")
    tap = ada.taps("A")
    await sent(telegram, "answerCallbackQuery", callback_query_id=tap.id)
    assert tap.answered
    assert ada.toasts == []


@pytest.mark.parametrize(("seconds", "status"), [(149, 200), (150, 400)])
async def test_a_tap_can_be_answered_for_150_seconds(
    telegram: Simulator, clock: Clock, seconds: int, status: int
) -> None:
    tap = telegram.person(ADA, first_name="Ada").taps("A")
    clock.now += seconds
    assert (await telegram.call("answerCallbackQuery", {"callback_query_id": tap.id})).status == status


# The bot's face


async def test_the_menu_is_the_narrowest_in_the_persons_language(telegram: Simulator) -> None:
    dora = telegram.person(9, first_name="Dora", language_code="de-AT")
    steps: list[tuple[dict[str, object], list[str]]] = [
        ({}, ["help"]),
        ({"language_code": "de"}, ["hilfe"]),
        ({"scope": {"type": "all_private_chats"}}, ["private"]),
        ({"scope": {"type": "chat", "chat_id": dora.user_id}}, ["own"]),
    ]
    for place, (name,) in steps:
        await sent(telegram, "setMyCommands", commands=[{"command": name, "description": "x"}], **place)
        assert [one.command for one in telegram.commands_for(dora.user_id)] == [name]
    assert [one.command for one in telegram.commands_for(ADA)] == ["private"]
    assert [one.command for one in telegram.commands] == ["help"]
    for place, _ in reversed(steps):
        await sent(telegram, "deleteMyCommands", **place)
        assert await sent(telegram, "getMyCommands", **place) == []
    assert telegram.commands_for(dora.user_id) == []


async def test_descriptions_are_kept_by_language_and_taken_away_by_an_empty_one(telegram: Simulator) -> None:
    await sent(telegram, "setMyDescription", description="I teach.")
    await sent(telegram, "setMyDescription", description="J'enseigne.", language_code="fr")
    telegram.person(9, first_name="Dora", language_code="fr")
    assert (telegram.description_for(9), telegram.description_for(ADA)) == ("J'enseigne.", "I teach.")
    await sent(telegram, "setMyDescription", language_code="fr")
    await sent(telegram, "setMyDescription", description="")
    assert (telegram.description_for(9), telegram.description_for(ADA)) == ("", "")


# Faults, pace, changes


async def test_the_next_calls_of_a_method_fail_as_ordered_and_change_nothing(telegram: Simulator) -> None:
    telegram.fail_next("sendMessage", status=429, retry_after=7, times=2)
    telegram.fail_next("sendMessage", status=502)
    telegram.fail_next("sendMessage", status=400, description="Bad Request: user is deactivated")
    before = list(telegram.chats[ADA].messages)
    for _ in range(2):
        answer = await telegram.call("sendMessage", TO_ADA)
        assert refusal(answer) == (429, "Too Many Requests: retry after 7")
        assert answer.body["parameters"] == {"retry_after": 7}
    assert (await telegram.call("sendChatAction", {"chat_id": ADA, "action": "typing"})).status == 200
    answer = await telegram.call("sendMessage", TO_ADA)
    assert refusal(answer) == (502, "Bad Gateway")
    assert "parameters" not in answer.body
    assert refusal(await telegram.call("sendMessage", TO_ADA)) == (400, "Bad Request: user is deactivated")
    assert telegram.chats[ADA].messages == before
    assert (await telegram.call("sendMessage", TO_ADA)).status == 200
    assert [(call.status, call.chat_id) for call in telegram.record[-6:]] == [
        (status, ADA) for status in (429, 429, 200, 502, 400, 200)
    ]


async def test_pace_allows_one_message_a_second_in_a_chat_after_a_small_burst(clock: Clock) -> None:
    telegram = Simulator(token="7:t", clock=clock, pace=Pace(in_one_chat=Limit(messages=2, seconds=2)))
    for user in (ADA, BEN):
        telegram.person(user, first_name="x").says("/start")
    statuses = [(await telegram.call("sendMessage", TO_ADA)).status for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert telegram.record[-1].description == "Too Many Requests: retry after 1"
    assert (await telegram.call("sendMessage", TO_ADA | {"chat_id": BEN})).status == 200
    edit = {"chat_id": ADA, "message_id": telegram.chats[ADA].messages[-1].message_id, "text": "y"}
    assert (await telegram.call("editMessageText", edit)).status == 200  # only new messages are counted
    clock.now += 1
    assert [(await telegram.call("sendMessage", TO_ADA)).status for _ in range(2)] == [200, 429]
    clock.now += 3600  # a long silence saves up no more than the burst
    assert [(await telegram.call("sendMessage", TO_ADA)).status for _ in range(3)] == [200, 200, 429]


async def test_pace_allows_thirty_messages_a_second_over_all_chats(clock: Clock) -> None:
    telegram = Simulator(token="7:t", clock=clock, pace=Pace())
    for user in range(1, 62):
        telegram.person(user, first_name="x").says("/start")
    first = [(await telegram.call("sendMessage", TO_ADA | {"chat_id": user})).status for user in range(1, 32)]
    assert first == [200] * 30 + [429]
    clock.now += 1
    second = [(await telegram.call("sendMessage", TO_ADA | {"chat_id": user})).status for user in range(31, 62)]
    assert second == [200] * 30 + [429]


async def test_every_visible_change_raises_the_version_and_wakes_who_waits(telegram: Simulator) -> None:
    ada = telegram.person(ADA, first_name="Ada")
    changes: list[Callable[[], object]] = [
        lambda: sent(telegram, "sendMessage", **TO_ADA),
        lambda: sent(telegram, "editMessageText", chat_id=ADA, message_id=QUESTION, text="x", reply_markup=BUTTONS),
        lambda: sent(telegram, "deleteMessage", chat_id=ADA, message_id=PHOTO),
        lambda: sent(telegram, "sendChatAction", chat_id=ADA, action="typing"),
        lambda: sent(telegram, "setMyCommands", commands=[]),
        lambda: sent(telegram, "setMyDescription", description="x"),
        lambda: ada.says("hello"),
        lambda: ada.taps("A"),
        lambda: sent(telegram, "answerCallbackQuery", callback_query_id="1", text="x"),
        ada.blocks,
        ada.unblocks,
        lambda: telegram.person(99, first_name="Eve"),
    ]
    for change in changes:
        version = telegram.version
        happened = change()
        if isawaitable(happened):
            await happened
        assert telegram.version > version
        assert await telegram.wait_for_change(version) == telegram.version

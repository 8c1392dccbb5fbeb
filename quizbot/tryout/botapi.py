"""The part of the Bot API 10.0 that is simulated, as data: methods, their parameters, objects in them, and limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MESSAGE_UNITS: Final = 4096  # UTF-16 units after entities
CAPTION_UNITS: Final = 1024
ENTITIES: Final = 100
CALLBACK_DATA_BYTES: Final = 64
CALLBACK_ANSWER_UNITS: Final = 200
BUTTONS_A_ROW: Final = 8
BUTTONS: Final = 100
COMMANDS: Final = 100
COMMAND_UNITS: Final = 32
COMMAND_DESCRIPTION_UNITS: Final = 256
DESCRIPTION_UNITS: Final = 512
SHORT_DESCRIPTION_UNITS: Final = 120
DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
UPLOAD_BYTES: Final = 50 * 1024 * 1024
PHOTO_BYTES: Final = 10 * 1024 * 1024
PHOTO_SIDES: Final = 10_000  # pixels, width and height together
PHOTO_RATIO: Final = 20
UPDATES_A_CALL: Final = 100
POLL_SECONDS: Final = 50
POLL_QUESTION_UNITS: Final = 300
POLL_OPTION_UNITS: Final = 100
POLL_OPTIONS: Final = 12
POLL_EXPLANATION_UNITS: Final = 200
POLL_EXPLANATION_LINES: Final = 2  # line feeds
POLL_DESCRIPTION_UNITS: Final = 1024
TAP_SECONDS: Final = 150
UPDATE_SECONDS: Final = 24 * 3600
DELETE_SECONDS: Final = 48 * 3600
ACTION_SECONDS: Final = 5

CHAT_ACTIONS: Final = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note".split()
)
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The fields of an object or of a call, with their types in the Bot API's own words."""

    required: Mapping[str, str]
    optional: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """An object of several kinds, told apart by its field `type`; `called` is what Telegram's errors call it."""

    called: str
    kinds: Mapping[str, Shape]


def _shape(required: Mapping[str, str] | None = None, **optional: str) -> Shape:
    return Shape(required=required or {}, optional=optional)


_CHAT = "Integer or String"
_FILE = "InputFile or String"
_MARKUP = "InlineKeyboardMarkup or ReplyKeyboardMarkup or ReplyKeyboardRemove or ForceReply"
_SEND = {
    "business_connection_id": "String",
    "message_thread_id": "Integer",
    "direct_messages_topic_id": "Integer",
    "parse_mode": "String",
    "disable_notification": "Boolean",
    "protect_content": "Boolean",
    "allow_paid_broadcast": "Boolean",
    "message_effect_id": "String",
    "suggested_post_parameters": "SuggestedPostParameters",
    "reply_parameters": "ReplyParameters",
    "reply_markup": _MARKUP,
}
_EDIT = {
    "business_connection_id": "String",
    "chat_id": _CHAT,
    "message_id": "Integer",
    "inline_message_id": "String",
    "reply_markup": "InlineKeyboardMarkup",
}
_CAPTION = {"caption": "String", "caption_entities": "Array of MessageEntity"}

METHODS: Final[Mapping[str, Shape]] = {
    "getMe": _shape(),
    "getUpdates": _shape(offset="Integer", limit="Integer", timeout="Integer", allowed_updates="Array of String"),
    "setWebhook": _shape(
        {"url": "String"},
        certificate="InputFile",
        ip_address="String",
        max_connections="Integer",
        allowed_updates="Array of String",
        drop_pending_updates="Boolean",
        secret_token="String",  # noqa: S106 - a type, not a secret
    ),
    "deleteWebhook": _shape(drop_pending_updates="Boolean"),
    "getWebhookInfo": _shape(),
    "sendMessage": _shape(
        {"chat_id": _CHAT, "text": "String"},
        **_SEND,
        entities="Array of MessageEntity",
        link_preview_options="LinkPreviewOptions",
    ),
    "sendPhoto": _shape(
        {"chat_id": _CHAT, "photo": _FILE},
        **_SEND,
        **_CAPTION,
        show_caption_above_media="Boolean",
        has_spoiler="Boolean",
    ),
    "sendDocument": _shape(
        {"chat_id": _CHAT, "document": _FILE},
        **_SEND,
        **_CAPTION,
        thumbnail=_FILE,
        disable_content_type_detection="Boolean",
    ),
    "sendPoll": _shape(
        {"chat_id": _CHAT, "question": "String", "options": "Array of InputPollOption"},
        business_connection_id="String",
        message_thread_id="Integer",
        question_parse_mode="String",
        question_entities="Array of MessageEntity",
        is_anonymous="Boolean",
        type="String",
        allows_multiple_answers="Boolean",
        allows_revoting="Boolean",
        shuffle_options="Boolean",
        allow_adding_options="Boolean",
        hide_results_until_closes="Boolean",
        members_only="Boolean",
        country_codes="Array of String",
        correct_option_ids="Array of Integer",
        explanation="String",
        explanation_parse_mode="String",
        explanation_entities="Array of MessageEntity",
        explanation_media="InputPollMedia",
        open_period="Integer",
        close_date="Integer",
        is_closed="Boolean",
        description="String",
        description_parse_mode="String",
        description_entities="Array of MessageEntity",
        media="InputPollMedia",
        disable_notification="Boolean",
        protect_content="Boolean",
        allow_paid_broadcast="Boolean",
        message_effect_id="String",
        reply_parameters="ReplyParameters",
        reply_markup=_MARKUP,
    ),
    "editMessageText": _shape(
        {"text": "String"},
        **_EDIT,
        parse_mode="String",
        entities="Array of MessageEntity",
        link_preview_options="LinkPreviewOptions",
    ),
    "editMessageCaption": _shape(None, **_EDIT, **_CAPTION, parse_mode="String", show_caption_above_media="Boolean"),
    "editMessageReplyMarkup": _shape(None, **_EDIT),
    "editMessageMedia": _shape({"media": "InputMedia"}, **_EDIT),
    "deleteMessage": _shape({"chat_id": _CHAT, "message_id": "Integer"}),
    "answerCallbackQuery": _shape(
        {"callback_query_id": "String"}, text="String", show_alert="Boolean", url="String", cache_time="Integer"
    ),
    "sendChatAction": _shape(
        {"chat_id": _CHAT, "action": "String"}, business_connection_id="String", message_thread_id="Integer"
    ),
    "getFile": _shape({"file_id": "String"}),
    "setMyCommands": _shape({"commands": "Array of BotCommand"}, scope="BotCommandScope", language_code="String"),
    "getMyCommands": _shape(scope="BotCommandScope", language_code="String"),
    "deleteMyCommands": _shape(scope="BotCommandScope", language_code="String"),
    "setMyDescription": _shape(description="String", language_code="String"),
    "setMyShortDescription": _shape(short_description="String", language_code="String"),
    "getChat": _shape({"chat_id": _CHAT}),
    "setChatMenuButton": _shape(chat_id="Integer", menu_button="MenuButton"),
}

# Objects that are not listed are taken as they come: no message here can show them.
OBJECTS: Final[Mapping[str, Shape]] = {
    "InlineKeyboardMarkup": _shape({"inline_keyboard": "Array of Array of InlineKeyboardButton"}),
    "InlineKeyboardButton": _shape(
        {"text": "String"},
        icon_custom_emoji_id="String",
        style="String",
        url="String",
        callback_data="String",
        web_app="WebAppInfo",
        login_url="LoginUrl",
        switch_inline_query="String",
        switch_inline_query_current_chat="String",
        switch_inline_query_chosen_chat="SwitchInlineQueryChosenChat",
        copy_text="CopyTextButton",
        callback_game="CallbackGame",
        pay="Boolean",
    ),
    "ReplyKeyboardMarkup": _shape(
        {"keyboard": "Array of Array of KeyboardButton"},
        is_persistent="Boolean",
        resize_keyboard="Boolean",
        one_time_keyboard="Boolean",
        input_field_placeholder="String",
        selective="Boolean",
    ),
    "ReplyKeyboardRemove": _shape({"remove_keyboard": "Boolean"}, selective="Boolean"),
    "ForceReply": _shape({"force_reply": "Boolean"}, input_field_placeholder="String", selective="Boolean"),
    "ReplyParameters": _shape(
        {"message_id": "Integer"},
        chat_id=_CHAT,
        allow_sending_without_reply="Boolean",
        quote="String",
        quote_parse_mode="String",
        quote_entities="Array of MessageEntity",
        quote_position="Integer",
        checklist_task_id="Integer",
        poll_option_id="String",
    ),
    "LinkPreviewOptions": _shape(
        is_disabled="Boolean",
        url="String",
        prefer_small_media="Boolean",
        prefer_large_media="Boolean",
        show_above_text="Boolean",
    ),
    "MessageEntity": _shape(
        {"type": "String", "offset": "Integer", "length": "Integer"},
        url="String",
        user="User",
        language="String",
        custom_emoji_id="String",
        unix_time="Integer",
        date_time_format="String",
    ),
    "InputPollOption": _shape(
        {"text": "String"},
        text_parse_mode="String",
        text_entities="Array of MessageEntity",
        media="InputPollOptionMedia",
    ),
    "BotCommand": _shape({"command": "String", "description": "String"}),
    "WebAppInfo": _shape({"url": "String"}),
}

_TYPE = {"type": "String"}
_MEDIA = _TYPE | {"media": _FILE}  # an upload stands in place of "attach://…", as where a file is a parameter
UNIONS: Final[Mapping[str, Union]] = {
    "BotCommandScope": Union(
        called="BotCommandScope",
        kinds={
            "default": _shape(_TYPE),
            "all_private_chats": _shape(_TYPE),
            "all_group_chats": _shape(_TYPE),
            "all_chat_administrators": _shape(_TYPE),
            "chat": _shape(_TYPE | {"chat_id": _CHAT}),
            "chat_administrators": _shape(_TYPE | {"chat_id": _CHAT}),
            "chat_member": _shape(_TYPE | {"chat_id": _CHAT, "user_id": "Integer"}),
        },
    ),
    "MenuButton": Union(
        called="menu button",
        kinds={
            "default": _shape(_TYPE),
            "commands": _shape(_TYPE),
            "web_app": _shape(_TYPE | {"text": "String", "web_app": "WebAppInfo"}),
        },
    ),
    "InputMedia": Union(
        called="InputMedia",
        kinds={
            "photo": _shape(
                _MEDIA, **_CAPTION, parse_mode="String", show_caption_above_media="Boolean", has_spoiler="Boolean"
            ),
            "document": _shape(
                _MEDIA, **_CAPTION, parse_mode="String", thumbnail=_FILE, disable_content_type_detection="Boolean"
            ),
        },
    ),
}

"""The Bot API's methods that write in a chat: send, edit, delete, answer a tap, show an action, and look up a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from quizbot.tryout.botapi import (
    ACTION_SECONDS,
    CALLBACK_ANSWER_UNITS,
    CAPTION_UNITS,
    CHAT_ACTIONS,
    DELETE_SECONDS,
    DOWNLOAD_BYTES,
    MESSAGE_UNITS,
)
from quizbot.tryout.chats import Chat, File, InputFile, Message
from quizbot.tryout.decoding import Parameters, Refusal, bad_request
from quizbot.tryout.drafts import check_photo, formatted, inline_keyboard
from quizbot.tryout.entities import Entity, units
from quizbot.tryout.wire import Wire
from quizbot.tryout.world import World

_NOT_IN_PRIVATE: Final[Mapping[str, str]] = {
    "business_connection_id": "business connection not found",
    "message_thread_id": "message thread not found",
    "direct_messages_topic_id": "direct messages topic not found",
    "suggested_post_parameters": "suggested posts can be sent only to channel direct messages",
    "inline_message_id": "MESSAGE_ID_INVALID",
}


def writable_chat(world: World, parameters: Parameters) -> Chat:
    """The chat that is meant; Refusal if there is none or the bot may not write there."""
    for name, description in _NOT_IN_PRIVATE.items():
        if name in parameters:
            raise bad_request(description)
    if parameters.get("chat_id", "") == "":
        raise bad_request("chat_id is empty")
    chat = world.chats.get(parameters["chat_id"])
    if chat is None:
        raise bad_request("chat not found")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if not chat.started:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    return chat


# Sending


def send_message(world: World, parameters: Parameters) -> Wire:
    """Write a text."""
    text, entities = _text(parameters)
    chat = writable_chat(world, parameters)
    return send(world, chat, replace(draft_of(world, chat, parameters), text=text, entities=entities))


def send_photo(world: World, parameters: Parameters) -> Wire:
    """Send a picture, uploaded or sent before."""
    caption, entities = _caption(parameters)
    chat = writable_chat(world, parameters)
    draft = draft_of(world, chat, parameters)
    photo = _file(world, "photo", parameters["photo"])
    return send(world, chat, replace(draft, photo=photo, caption=caption, entities=entities))


def send_document(world: World, parameters: Parameters) -> Wire:
    """Send a file, uploaded or sent before."""
    caption, entities = _caption(parameters)
    chat = writable_chat(world, parameters)
    draft = draft_of(world, chat, parameters)
    document = _file(world, "document", parameters["document"])
    return send(world, chat, replace(draft, document=document, caption=caption, entities=entities))


def draft_of(world: World, chat: Chat, parameters: Parameters) -> Message:
    """The message without its content; it gets its id when it is sent."""
    reply = parameters.get("reply_parameters", {})
    unknown = reply.keys() - {"message_id", "allow_sending_without_reply"}
    if unknown:
        raise bad_request(f"reply with {' and '.join(sorted(unknown))} is not simulated")
    reply_to = reply.get("message_id")
    if reply_to is not None and chat.find(reply_to) is None:
        if not reply.get("allow_sending_without_reply", False):
            raise bad_request("message to be replied not found")
        reply_to = None
    keyboard = inline_keyboard(parameters.get("reply_markup"))
    return Message(message_id=0, from_bot=True, date=world.now(), keyboard=keyboard, reply_to=reply_to)


def send(world: World, chat: Chat, draft: Message) -> Wire:
    """Post the message, and show it as the Bot API does."""
    message = replace(draft, message_id=world.next_message_id())
    world.post(message, chat)
    return world.show(message, chat)


def _file(world: World, kind: Literal["photo", "document"], given: InputFile | str) -> File:
    """Keep an upload, or find a file that was sent before."""
    if isinstance(given, InputFile):
        if given.content == b"":
            raise bad_request("file must be non-empty")
        if kind == "photo":
            check_photo(given)
        return world.files.keep(kind, given.name, given.mime, given.content)
    if "://" in given:
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(given)
    if file is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _text(parameters: Parameters) -> tuple[str, tuple[Entity, ...]]:
    text, entities = formatted(
        parameters["text"],
        parameters.get("parse_mode", ""),
        parameters.get("entities", []),
        limit=MESSAGE_UNITS,
        what="message",
    )
    if text == "":
        raise bad_request("message text is empty")
    return text, entities


def _caption(parameters: Parameters) -> tuple[str, tuple[Entity, ...]]:
    return formatted(
        parameters.get("caption", ""),
        parameters.get("parse_mode", ""),
        parameters.get("caption_entities", []),
        limit=CAPTION_UNITS,
        what="message caption",
    )


# Changing what was sent


def edit_message_text(world: World, parameters: Parameters) -> Wire:
    """Change a text and its keyboard."""
    text, entities = _text(parameters)
    chat, message = _to_edit(world, parameters)
    if message.has_file or message.poll is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, replace(message, text=text, entities=entities), parameters)


def edit_message_caption(world: World, parameters: Parameters) -> Wire:
    """Change a caption and the keyboard below it."""
    caption, entities = _caption(parameters)
    chat, message = _to_edit(world, parameters)
    if not message.has_file:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, chat, message, replace(message, caption=caption, entities=entities), parameters)


def edit_message_media(world: World, parameters: Parameters) -> Wire:
    """Put another file in place of a file or a text, with its caption and the keyboard below it."""
    media = parameters["media"]
    caption, entities = _caption(media)
    chat, message = _to_edit(world, parameters)
    if message.poll is not None:
        raise bad_request("message can't be edited")
    bare = replace(message, text="", photo=None, document=None, caption=caption, entities=entities)
    file = _file(world, media["type"], media["media"])
    after = replace(bare, photo=file) if file.kind == "photo" else replace(bare, document=file)
    return _edit(world, chat, message, after, parameters)


def edit_message_reply_markup(world: World, parameters: Parameters) -> Wire:
    """Change the keyboard alone."""
    chat, message = _to_edit(world, parameters)
    return _edit(world, chat, message, message, parameters)


def _to_edit(world: World, parameters: Parameters) -> tuple[Chat, Message]:
    chat = writable_chat(world, parameters)
    if "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    message = chat.find(parameters["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, before: Message, after: Message, parameters: Parameters) -> Wire:
    """Put the one in the other's place; an edit without a keyboard takes the old one away."""
    after = replace(after, keyboard=inline_keyboard(parameters.get("reply_markup")))
    if after == before:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message"
        )
    return world.show(world.edit(after, chat), chat)


def delete_message(world: World, parameters: Parameters) -> bool:
    """Take a message out of the chat, whoever wrote it."""
    chat = writable_chat(world, parameters)
    message = chat.find(parameters["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if message.date + DELETE_SECONDS <= world.clock():
        raise bad_request("message can't be deleted for everyone")
    world.delete(message, chat)
    return True


# Taps, actions, files


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Answer a tap, once and in time."""
    text = parameters.get("text", "")
    if units(text) > CALLBACK_ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    if "url" in parameters:
        raise bad_request("URL_INVALID")
    show_alert = parameters.get("show_alert", False)
    if not world.answer_tap(parameters["callback_query_id"], text, show_alert=show_alert):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return True


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show for a while what the bot is busy with."""
    chat = writable_chat(world, parameters)
    if parameters["action"] not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.act(parameters["action"], chat, until=world.clock() + ACTION_SECONDS)
    return True


def get_file(world: World, parameters: Parameters) -> Wire:
    """Tell the path of a file that is small enough to be downloaded."""
    file = world.files.get(parameters["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }

"""Messages, people and buttons in the shape in which the Bot API shows them."""

from typing import Any, TypeAlias

from quizbot.tryout.chats import Button, Chat, File, Keyboard, Message, Poll
from quizbot.tryout.entities import Entity

Wire: TypeAlias = dict[str, Any]


def chat(place: Chat) -> Wire:
    """A Chat."""
    return {"id": place.id, "type": "private", "first_name": place.first_name}


def person(place: Chat) -> Wire:
    """The User whose private chat this is."""
    return {
        "id": place.id,
        "is_bot": False,
        "first_name": place.first_name,
        "language_code": place.language_code,
    }


def message(shown: Message, place: Chat, bot: Wire, *, with_reply: bool = True) -> Wire:
    """A Message; the one that it replies to is shown in it, unless that is gone, but not the one before."""
    wire: Wire = {
        "message_id": shown.message_id,
        "from": bot if shown.from_bot else person(place),
        "chat": chat(place),
        "date": shown.date,
    }
    if shown.edit_date is not None:
        wire["edit_date"] = shown.edit_date
    if with_reply and shown.reply_to is not None:
        answered = place.find(shown.reply_to)
        if answered is not None:
            wire["reply_to_message"] = message(answered, place, bot, with_reply=False)
    for file in (shown.photo, shown.document, shown.voice, shown.sticker):
        if file is not None:
            wire |= media(file)
    if shown.poll is not None:
        described = {"description_entities": [entity(one) for one in shown.entities]} if shown.entities else {}
        return wire | {"poll": poll(shown.poll) | described} | _markup(shown)
    of_caption = "caption_" if shown.has_file else ""
    if shown.text or shown.caption:
        wire["caption" if shown.has_file else "text"] = shown.caption if shown.has_file else shown.text
    if shown.entities:
        wire[f"{of_caption}entities"] = [entity(one) for one in shown.entities]
    return wire | _markup(shown)


def _markup(shown: Message) -> Wire:
    return {"reply_markup": {"inline_keyboard": keyboard(shown.keyboard)}} if shown.keyboard else {}


def poll(asked: Poll) -> Wire:
    """A Poll; who sent it knows what is right."""
    wire: Wire = {
        "id": asked.id,
        "question": asked.question,
        "options": [
            {"persistent_id": str(place), "text": text, "voter_count": int(asked.vote == place)}
            for place, text in enumerate(asked.options)
        ],
        "total_voter_count": int(asked.vote is not None),
        "is_closed": False,
        "is_anonymous": False,
        "type": "quiz",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
        "correct_option_ids": [asked.right],
    }
    wire |= {"explanation": asked.explanation} if asked.explanation else {}
    return wire | ({"description": asked.description} if asked.description else {})


def inaccessible(message_id: int, place: Chat) -> Wire:
    """An InaccessibleMessage: one that is gone."""
    return {"message_id": message_id, "chat": chat(place), "date": 0}


def entity(one: Entity) -> Wire:
    """A MessageEntity."""
    wire: Wire = {"type": one.type, "offset": one.offset, "length": one.length}
    if one.url is not None:
        wire["url"] = one.url
    if one.language is not None:
        wire["language"] = one.language
    return wire


def keyboard(rows: Keyboard) -> list[list[Wire]]:
    """The rows of an InlineKeyboardMarkup."""
    return [[_button(one) for one in row] for row in rows]


def _button(one: Button) -> Wire:
    fields = {"text": one.text, "callback_data": one.callback_data, "url": one.url, "style": one.style}
    return {name: value for name, value in fields.items() if value is not None}


def media(file: File) -> Wire:
    """The field of a Message that carries this file."""
    known: Wire = {"file_id": file.file_id, "file_unique_id": file.file_unique_id, "file_size": file.size}
    size = {"width": file.width, "height": file.height}
    match file.kind:
        case "photo":
            return {"photo": [known | size]}
        case "document":
            return {"document": known | {"file_name": file.name, "mime_type": file.mime}}
        case "voice":
            return {"voice": known | {"duration": 1, "mime_type": file.mime}}
        case "sticker":
            return {"sticker": known | size | {"type": "regular", "is_animated": False, "is_video": False}}

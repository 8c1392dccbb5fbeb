"""What of an update is kept: who, which kind, and as much of its content as is needed to answer it, without names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

from quizbot.storage.inbox import Received

ALLOWED: Final = ("message", "callback_query", "my_chat_member", "poll_answer")
"""The kinds of update that the bot asks for."""

NOBODY: Final = 0
"""Whose the updates are that come from nobody."""

Raw: TypeAlias = Mapping[str, Any]

_FIELDS: Final = {
    "message": frozenset(
        {"message_id", "date", "chat", "from", "text", "caption", "entities", "reply_to_message", "document"}
    ),
    "callback_query": frozenset({"id", "from", "message", "chat_instance", "data"}),
    "poll_answer": frozenset({"poll_id", "user", "option_ids", "option_persistent_ids"}),
    "my_chat_member": frozenset({"chat", "from", "date", "old_chat_member", "new_chat_member"}),
}
_CHAT: Final = frozenset({"id", "type"})
_PERSON: Final = frozenset({"id", "is_bot", "language_code"})
_ENTITY: Final = frozenset({"type", "offset", "length"})
_DOCUMENT: Final = frozenset({"file_id", "file_unique_id", "file_size"})
_ELSEWHERE: Final = frozenset({"message_id", "date", "chat"})  # of a message that an update is about
_LARGEST: Final = 1 << 63
_COMMAND: Final = "bot_command"  # the only mark in a text that the bot reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who has written to the bot in a private chat, and the language of their client."""

    id: int
    language: str | None


def private_sender(payload: str) -> Sender | None:
    """Who sent an update that was kept; None if nobody did, or not in a private chat."""
    raw = json.loads(payload)
    content = next((raw[kind] for kind in ALLOWED if kind in raw), None)
    chat = _of(content, "chat") or _of(_of(content, "message"), "chat")  # a message out of reach may be left out
    person = _of(content, "from") or _of(content, "user")  # whoever has voted in a poll is its user
    number, language = _whole(_of(person, "id")), _of(person, "language_code")
    if number is None or _of(chat, "type") not in {None, "private"}:
        return None
    return Sender(id=number, language=language if isinstance(language, str) else None)


def number_of(raw: Raw) -> int | None:
    """The update's number, by which it is confirmed; None if it is no update at all, since it has none."""
    return _whole(_of(raw, "update_id"))


def read(payload: str, bot: Bot) -> Update:
    """An update that was kept, as python-telegram-bot has it; raises what the library raises where it can read none.

    A tap is put together here from the few fields that are kept of it: the library looks for more than a hundred, which
    takes a tenth of what an answer takes in all.
    """
    raw = json.loads(payload)
    match raw:
        case {
            "update_id": int(number),
            "callback_query": {
                "id": str(query_id),
                "from": {"id": int(sender)} as person,
                "message": {"message_id": int(message_id), "chat": {"id": int(chat_id), "type": str(kind)}},
                "chat_instance": str(chat_instance),
                "data": str(data),
            },
        }:
            tap = CallbackQuery(
                id=query_id,
                from_user=User(sender, first_name="", is_bot=False, language_code=person.get("language_code")),
                chat_instance=chat_instance,
                message=InaccessibleMessage(chat=Chat(chat_id, kind), message_id=message_id),
                data=data,
            )
            return Update(number, callback_query=tap)
        case _:
            return Update.de_json(raw, bot)


def received(raw: Raw) -> Received | None:
    """The update as it is kept, or None if it is none at all."""
    number = number_of(raw)
    if number is None:
        return None
    kind = next((kind for kind in ALLOWED if kind in raw), "")
    content = _slim(kind, raw.get(kind))
    payload = {"update_id": number, kind: content} if kind else {"update_id": number}
    return Received(update_id=number, learner_id=_whose(content), kind=kind, payload=json.dumps(payload))


def _slim(kind: str, content: Any) -> Any:
    """As much as is needed. What has another shape than Telegram's stays empty, and is not readable later on."""
    if not isinstance(content, dict):
        return None
    slim = _only(content, _FIELDS[kind])
    for name, value in slim.items():
        match name:
            case "from" | "user":
                slim[name] = _person(value)
            case "chat":
                slim[name] = _only(value, _CHAT)
            case "message" | "reply_to_message":
                slim[name] = _elsewhere(value)
            case "old_chat_member" | "new_chat_member":
                slim[name] = _member(value)
            case "document":
                slim[name] = _only(value, _DOCUMENT)
            case "entities":
                entities = value if isinstance(value, list) else ()
                slim[name] = [_only(each, _ENTITY) for each in entities if _of(each, "type") == _COMMAND]
            case _:
                pass
    return slim


def _only(content: Any, fields: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name in fields} if isinstance(content, dict) else {}


def _of(content: Any, field: str) -> Any:
    return content.get(field) if isinstance(content, dict) else None


def _person(content: Any) -> dict[str, Any]:
    return _only(content, _PERSON) | {"first_name": ""}  # python-telegram-bot cannot do without one


def _elsewhere(content: Any) -> dict[str, Any]:
    return _only(content, _ELSEWHERE) | {"chat": _only(_of(content, "chat"), _CHAT)}


def _member(content: Any) -> dict[str, Any]:
    """What the bot may do there: many fields, all of which the library wants, and one person: the bot."""
    return content | {"user": _person(_of(content, "user"))} if isinstance(content, dict) else {}


def _whose(content: Any) -> int:
    """The id of the person that an update comes from, or NOBODY."""
    return _whole(_of(_of(content, "from") or _of(content, "user"), "id")) or NOBODY


def _whole(number: Any) -> int | None:
    """The number if it is a whole one that the database has room for, else None."""
    is_one = isinstance(number, int) and not isinstance(number, bool)
    return number if is_one and -_LARGEST <= number < _LARGEST else None

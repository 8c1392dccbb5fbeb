"""The Bot API's methods about the bot itself and whom it talks to: its name, menus, descriptions, and a chat's data."""

import re
from typing import Final

from quizbot.tryout import wire
from quizbot.tryout.botapi import COMMAND_DESCRIPTION_UNITS, COMMANDS, DESCRIPTION_UNITS, SHORT_DESCRIPTION_UNITS
from quizbot.tryout.chats import BotCommand, Chat
from quizbot.tryout.decoding import Parameters, bad_request
from quizbot.tryout.entities import units
from quizbot.tryout.messages import writable_chat
from quizbot.tryout.wire import Wire
from quizbot.tryout.world import World

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"(?:[a-z]{2})?")
_ABILITIES: Final = (
    "can_join_groups",
    "can_read_all_group_messages",
    "supports_inline_queries",
    "can_connect_to_business",
    "has_main_web_app",
)
_GIFTS: Final = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(world: World, _parameters: Parameters) -> Wire:
    """Tell the bot who it is; it can nothing but chat in private."""
    return world.bot | dict.fromkeys(_ABILITIES, False)


def get_chat(world: World, parameters: Parameters) -> Wire:
    """Tell who is in a chat."""
    chat = world.chats.get(parameters["chat_id"])
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    gifts = dict.fromkeys(_GIFTS, True)
    return wire.chat(chat) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


# Menus


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set the menu of a scope and language."""
    commands = [BotCommand(**given) for given in parameters["commands"]]
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(one.command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(one.description) <= COMMAND_DESCRIPTION_UNITS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.menus[_menu(parameters)] = commands
    world.touch()
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Wire]:
    """Tell the menu of a scope and language."""
    menu = world.menus.get(_menu(parameters), [])
    return [{"command": one.command, "description": one.description} for one in menu]


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Take the menu of a scope and language away."""
    world.menus.pop(_menu(parameters), None)
    world.touch()
    return True


def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """Accept a button for the menu; none is drawn but the menu's own."""
    if "chat_id" in parameters:
        writable_chat(world, parameters)
    return True


def menu_seen_in(world: World, chat: Chat) -> list[BotCommand]:
    """The menu of the narrowest scope, and in it of the person's language before the one for all."""
    for scope, place in (("chat", chat.id), ("all_private_chats", None), ("default", None)):
        for language in (chat.language_code[:2], ""):
            menu = world.menus.get((scope, place, None, language))
            if menu is not None:
                return menu
    return []


def _menu(parameters: Parameters) -> tuple[str, object, object, str]:
    scope = parameters.get("scope", {"type": "default"})
    return scope["type"], scope.get("chat_id"), scope.get("user_id"), _language(parameters)


# Descriptions


def set_my_description(world: World, parameters: Parameters) -> bool:
    """Set what an empty chat shows."""
    return _describe(world, world.descriptions, parameters, "description", DESCRIPTION_UNITS)


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """Set what the bot's profile says."""
    return _describe(world, world.short_descriptions, parameters, "short_description", SHORT_DESCRIPTION_UNITS)


def description_seen_in(world: World, chat: Chat) -> str:
    """What an empty chat shows: in the person's language, or the text for all, or nothing."""
    return world.descriptions.get(chat.language_code[:2], world.descriptions.get("", ""))


def _describe(world: World, texts: dict[str, str], parameters: Parameters, name: str, limit: int) -> bool:
    """Set the text of a language; an empty one takes it away."""
    text = parameters.get(name, "")
    if units(text) > limit:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    language = _language(parameters)
    if text == "":
        texts.pop(language, None)
    else:
        texts[language] = text
    world.touch()
    return True


def _language(parameters: Parameters) -> str:
    code: str = parameters.get("language_code", "")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code

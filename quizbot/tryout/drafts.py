"""What the bot wants to show: texts with their entities, keyboards and pictures, held against Telegram's limits."""

import re
from collections.abc import Mapping
from typing import Final

from quizbot.tryout.botapi import (
    BUTTONS,
    BUTTONS_A_ROW,
    CALLBACK_DATA_BYTES,
    ENTITIES,
    PHOTO_BYTES,
    PHOTO_RATIO,
    PHOTO_SIDES,
)
from quizbot.tryout.chats import Button, InputFile, Keyboard
from quizbot.tryout.decoding import Parameters, bad_request
from quizbot.tryout.entities import Entity, tidy, units
from quizbot.tryout.files import dimensions
from quizbot.tryout.markup import BadMarkup, parse_html

_SHOWN: Final = frozenset(
    "bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link".split()
)
_NOT_SHOWN: Final = frozenset(
    "mention hashtag cashtag bot_command url email phone_number text_mention custom_emoji date_time".split()
)
_LOOKS: Final = frozenset({"text", "style", "icon_custom_emoji_id"})  # the rest is what a button does
_STYLES: Final = frozenset({None, "danger", "success", "primary"})
_URL: Final = re.compile(r"(?:https?|tg)://[^\s/?#]+[^\s]*", re.IGNORECASE)


def formatted(
    text: str, parse_mode: str, given: list[Parameters], *, limit: int, what: str
) -> tuple[str, tuple[Entity, ...]]:
    """Return the text and entities as they would stand in a chat; a `parse_mode` wins over the entities given.

    Refusal if the markup is wrong or, measured after it is read, the text is longer than `limit` UTF-16 units.
    """
    match parse_mode.lower():
        case "":
            plain, entities = text, [entity for one in given if (entity := _entity(one, units(text))) is not None]
        case "html":
            try:
                plain, entities = parse_html(text)
            except BadMarkup as problem:
                raise bad_request(f"can't parse entities: {problem}") from None
        case _:
            raise bad_request("unsupported parse_mode")
    if len(entities) > ENTITIES:
        raise bad_request(f"too many entities: {len(entities)}, at most {ENTITIES}")
    kept, found = tidy(plain, entities)
    if units(kept) > limit:
        raise bad_request(f"{what} is too long")
    return kept, found


def _entity(given: Parameters, length: int) -> Entity | None:
    """The entity, or None for a kind that a bot cannot set or that is not drawn here."""
    kind = given["type"]
    if kind in _NOT_SHOWN:
        return None
    if kind not in _SHOWN:
        raise bad_request(f'can\'t parse entities: unknown type "{kind}"')
    entity = Entity(
        type=kind,
        offset=given["offset"],
        length=given["length"],
        url=given.get("url") if kind == "text_link" else None,
        language=given.get("language") if kind == "pre" else None,
    )
    if entity.offset < 0 or entity.length < 1 or entity.end > length:
        raise bad_request(f"can't parse entities: {kind} at {entity.offset} is outside of the text")
    if kind == "text_link" and not _URL.fullmatch(entity.url or ""):
        raise bad_request(f'can\'t parse entities: wrong URL "{entity.url or ""}"')
    return entity


def inline_keyboard(markup: Mapping[str, list[list[Parameters]]] | None) -> Keyboard:
    """Return the buttons; none for a markup that only asks for a reply or takes a reply keyboard away."""
    if markup is None or "force_reply" in markup or "remove_keyboard" in markup:
        return ()
    if "inline_keyboard" not in markup:
        raise bad_request("reply keyboards are not simulated")
    rows = tuple(tuple(_button(given) for given in row) for row in markup["inline_keyboard"] if row)
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request(f"reply markup is too long: more than {BUTTONS} buttons")
    if any(len(row) > BUTTONS_A_ROW for row in rows):
        raise bad_request(f"reply markup is too long: more than {BUTTONS_A_ROW} buttons in a row")
    return rows


def _button(given: Parameters) -> Button:
    does = given.keys() - _LOOKS
    if given["text"].strip() == "":
        raise bad_request("inline keyboard button text must be non-empty")
    if not does:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if does not in ({"callback_data"}, {"url"}):
        raise bad_request(f"inline keyboard button with {' and '.join(sorted(does))} is not simulated")
    if given.get("style") not in _STYLES:
        raise bad_request(f'unknown button style "{given["style"]}"')
    if "callback_data" in given and not 1 <= len(given["callback_data"].encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in given and not _URL.fullmatch(given["url"]):
        raise bad_request(f"inline keyboard button URL '{given['url']}' is invalid: Wrong HTTP URL")
    return Button(
        text=given["text"],
        callback_data=given.get("callback_data"),
        url=given.get("url"),
        style=given.get("style"),
    )


def check_photo(upload: InputFile) -> None:
    """Refuse a file that Telegram would not take as a photo."""
    if len(upload.content) > PHOTO_BYTES:
        raise bad_request("too big for a photo")
    size = dimensions(upload.content)
    if size is None or min(size) == 0:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")

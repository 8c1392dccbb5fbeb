"""From what arrives with a call to checked values, or the refusal that the Bot API would answer."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from quizbot.tryout.botapi import METHODS, OBJECTS, UNIONS, UPLOAD_BYTES, Shape
from quizbot.tryout.chats import InputFile

Parameters: TypeAlias = dict[str, Any]

_MISSING: Final[Mapping[str, str]] = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
}
_MAY_BE_BLANK: Final = frozenset({"String", "Integer or String"})  # elsewhere a blank field of a form means nothing
_ATTACH: Final = "attach://"
_ATTACHED: Final = re.compile(r'attach://([^"\s]+)')
WHOLE_NUMBER: Final = re.compile(r"-?\d{1,19}")
_TRUTHS: Final[Mapping[str, bool]] = {"true": True, "1": True, "false": False, "0": False}


class Refusal(Exception):
    """A call is answered with an error: an HTTP status, its description and, for a flood, the seconds to wait."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


def bad_request(what: str) -> Refusal:
    """The refusal of a call that is wrong in itself."""
    return Refusal(400, f"Bad Request: {what}")


def decode(method: str, given: Mapping[str, object], files: Mapping[str, InputFile]) -> Parameters:
    """Return the parameters of a call as typed values; uploads stand in place of their parameters.

    Strings may come from a form: numbers and truth values are read from them, and JSON for everything nested.
    Refusal if the method is unknown, a parameter unknown, missing or of another type, or an upload too large.
    """
    if method not in METHODS:
        raise Refusal(404, "Not Found")
    shape = METHODS[method]
    types = {**shape.required, **shape.optional}
    parts = _attached(given.values()) | types.keys() if files else frozenset[str]()
    for part, upload in files.items():
        if part not in parts:
            raise bad_request(f'unknown parameter "{part}"')
        if len(upload.content) > UPLOAD_BYTES:
            raise Refusal(413, "Request Entity Too Large")
    parameters: Parameters = {}
    for name, value in {**given, **{part: upload for part, upload in files.items() if part in types}}.items():
        if name not in types:
            raise bad_request(f'unknown parameter "{name}"')
        if value is not None and (value != "" or types[name] in _MAY_BE_BLANK):
            parameters[name] = _check(types[name], _from_form(types[name], value, name), name, files)
    for name in shape.required:
        if name not in parameters:
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return parameters


def _attached(values: Iterable[object]) -> set[str]:
    """The names of parts of the form that the values point to, however deep inside."""
    texts = (value if isinstance(value, str) else json.dumps(value) for value in values)
    return {name for text in texts for name in _ATTACHED.findall(text)}


def _from_form(kind: str, value: object, name: str) -> object:
    """What a string from a form stands for; anything else as it is."""
    if not isinstance(value, str):
        return value
    kinds = kind.split(" or ")
    if "Integer" in kinds and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    if "String" in kinds:
        return value
    if kind == "Boolean":
        return _TRUTHS.get(value.lower(), value)
    if kind in ("Integer", "InputFile"):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {name} JSON object") from None


def _check(kind: str, value: object, where: str, files: Mapping[str, InputFile]) -> object:
    """The value, if it is of that kind, its objects' known fields included; an upload, if the value points to it."""
    kinds = kind.split(" or ")
    if "InputFile" in kinds and isinstance(value, str) and value.startswith(_ATTACH):
        value = files.get(value.removeprefix(_ATTACH), value)
    if len(kinds) > 1:
        kind = next((one for one in kinds if _resembles(one, value)), kinds[0])
    if kind.startswith("Array of ") and isinstance(value, list):
        return [_check(kind.removeprefix("Array of "), element, where, files) for element in value]
    if not _resembles(kind, value):
        raise bad_request(f"{where} must be of type {' or '.join(kinds)}")
    if kind == "String":
        _check_unicode(str(value))
    shape = _shape_of(kind, value)
    if shape is not None and isinstance(value, dict):
        return _check_object(kind, shape, value, files)
    return value


def _shape_of(kind: str, value: object) -> Shape | None:
    """The fields of an object that is looked into; None for what is not, and for what is none."""
    if kind not in UNIONS or not isinstance(value, dict):
        return OBJECTS.get(kind)
    union = UNIONS[kind]
    shape = union.kinds.get(str(value.get("type")))
    if shape is None:
        raise bad_request(f"can't parse {union.called}: Unsupported type specified")
    for name in shape.required:
        if name not in value:
            raise bad_request(f"can't parse {union.called}: Can't find field \"{name}\"")
    return shape


def _resembles(kind: str, value: object) -> bool:
    match kind:
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "String":
            return isinstance(value, str)
        case "Boolean":
            return isinstance(value, bool)
        case "InputFile":
            return isinstance(value, InputFile)
        case _ if kind.startswith("Array of "):
            return isinstance(value, list)
        case _:
            needed = OBJECTS[kind].required.keys() if kind in OBJECTS else frozenset[str]()
            return isinstance(value, dict) and needed <= value.keys()


def _check_object(kind: str, shape: Shape, value: Mapping[str, object], files: Mapping[str, InputFile]) -> Parameters:
    types = {**shape.required, **shape.optional}
    for name in value:
        if name not in types:
            raise bad_request(f'unknown field "{name}" in {kind}')
    return {
        name: _check(types[name], part, f"{kind}.{name}", files) for name, part in value.items() if part is not None
    }


def _check_unicode(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None

"""What does not fit the shape, as problems in words that an author knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quizbot.content.document import Document, Path
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Problem, Severity, shortened
from quizbot.content.schema.editor import JsonSchema, part_at
from quizbot.content.schema.fields import ID, SET_ID
from quizbot.content.schema.reading import Flaw
from quizbot.content.schema.sets import AT, GAP, LANGUAGE
from quizbot.content.schema.translations import FINGERPRINT, TERM

_COUNTED = {
    "options": ("option-count", "Three or four options read best, 12 are the most; with two, it is a `truefalse`."),
    "items": ("item-count", "An ordering has 3 to 6 items."),
    "pairs": ("pair-count", "A matching has 2 to 5 pairs."),
    "extra": ("pair-count", "A matching has at most 7 extra right sides."),
    "points": ("point-count", "A teach-back has 2 to 4 points."),
}
_PATTERNS = {
    SET_ID: ("bad-id", "is no id of a set", "Write 3 to 41 of a-z, 0-9 and -, not beginning with -."),
    ID: ("bad-id", "is no id", "Write 1 to 41 of a-z, 0-9 and -, not beginning with -."),
    AT: ("bad-value", "is no place in a source", "Write heading, blank, ¶ and number: `introduction ¶1`."),
    GAP: ("one-gap", "has not exactly one gap", "Write one gap, as {{word}} or {{word|another}}."),
    LANGUAGE: ("bad-value", "is no language", "Write it as `en` or `pt-BR`."),
    TERM: ("missing-field", "is empty", "Write the word as it stands in the set's glossary."),
    FINGERPRINT: ("bad-value", "is no fingerprint", "Delete the line, and run `quizbot translate`."),
}
_A_TEXT = ("a text", "Write it on one line, or write | and the text on the lines below, indented.")
_SHAPES = {
    "string_type": _A_TEXT,
    "enum": _A_TEXT,
    "literal_error": _A_TEXT,
    "list_type": ("a list", "Begin each entry with `- `."),
    "dict_type": ("made of fields", "Write them as `name: value`."),
    "model_attributes_type": ("made of fields", "Write them as `name: value`."),
}


@dataclass(frozen=True, slots=True)
class _Words:
    rule: str
    message: str
    hint: str


def problems(
    file: str, document: Document, flaws: Iterable[Flaw], shape: Callable[[], JsonSchema]
) -> Iterator[Problem]:
    """A problem for each flaw, where it stands in the document; the shape is made once there is one to explain."""
    for flaw in flaws:
        words = _words(flaw, shape())
        path = _document_path(flaw)
        is_name = flaw.kind == "extra_forbidden" or _is_of_name(flaw)
        where = document.name_position(path) if is_name else document.position(path)
        yield Problem(
            file=file,
            line=where.line,
            column=where.column,
            rule=words.rule,
            severity=Severity.ERROR,
            message=words.message,
            hint=words.hint,
            text=flaw.written if isinstance(flaw.written, str) else "",
        )


def _is_of_name(flaw: Flaw) -> bool:
    return flaw.path[-1] == "[key]" and flaw.kind == "string_pattern_mismatch"


def _document_path(flaw: Flaw) -> Path:
    """The flaw's path without what stands in no document: the kind of the question, and pydantic's word for a name."""
    path = flaw.path[:-1] if _is_of_name(flaw) else flaw.path
    if flaw.kind == "union_tag_invalid":
        return (*path, "kind")
    of_question = path[0] == "questions" and len(path) > 1 and isinstance(path[1], int)
    return (*path[:2], *path[3:]) if of_question else path


def _words(flaw: Flaw, shape: JsonSchema) -> _Words:
    name = flaw.path[-1]
    match flaw.kind:
        case "missing":
            rule = "missing-explanation" if name == "explanation" else "missing-field"
            return _Words(rule, f"`{name}` is missing.", _what_for(flaw, shape))
        case "extra_forbidden":
            known = part_at(shape, flaw.path[:-1])["properties"]
            return _Words(
                "unknown-field", f"There is no field `{shortened(str(name))}` here.", did_you_mean(str(name), known)
            )
        case "union_tag_not_found":
            return _Words("missing-field", "`kind` is missing.", did_you_mean("", _kinds(flaw, shape)))
        case "union_tag_invalid":
            kind = str(flaw.wanted["tag"])
            return _Words(
                "bad-value", f"There is no kind `{shortened(kind)}`.", did_you_mean(kind, _kinds(flaw, shape))
            )
        case "too_short" | "too_long" if name in _COUNTED:
            rule, hint = _COUNTED[str(name)]
            count = flaw.wanted["actual_length"]
            return _Words(rule, f"`{name}` has {count} {'entry' if count == 1 else 'entries'}.", hint)
        case _:
            return _words_for_value(flaw, shape)


def _words_for_value(flaw: Flaw, shape: JsonSchema) -> _Words:
    if not flaw.written or flaw.kind == "string_too_short":
        return _Words("missing-field", f"{_label(flaw)} is empty.", _what_for(flaw, shape))
    match flaw.kind, flaw.written:
        case "string_pattern_mismatch", _:
            rule, message, hint = _PATTERNS[flaw.wanted["pattern"]]
            return _Words(rule, f"{_label(flaw)} {message}.", hint)
        case "literal_error", str():
            return _Words(
                "bad-value", f"{_label(flaw)} cannot be {shortened(flaw.written)}.", "This program reads format 1."
            )
        case "enum", str() as written:
            known = part_at(shape, flaw.path)["enum"]
            return _Words(
                "bad-value", f"{_label(flaw)} cannot be `{shortened(written)}`.", did_you_mean(written, known)
            )
        case shape_name, _ if shape_name in _SHAPES:
            wanted, hint = _SHAPES[shape_name]
            return _Words("wrong-type", f"{_label(flaw)} must be {wanted}.", hint)
        case _:
            return _Words("bad-value", f"{_label(flaw)} {flaw.wanted['message']}.", flaw.wanted["hint"])


def _kinds(flaw: Flaw, shape: JsonSchema) -> list[str]:
    return list(part_at(shape, flaw.path)["discriminator"]["mapping"])


def _what_for(flaw: Flaw, shape: JsonSchema) -> str:
    return str(part_at(shape, flaw.path).get("description", "Write it."))


def _label(flaw: Flaw) -> str:
    name = flaw.path[-1]
    if isinstance(name, int):
        return f"Entry {name + 1} of `{flaw.path[-2]}`"
    return f"`{flaw.path[-2] if _is_of_name(flaw) else name}`"

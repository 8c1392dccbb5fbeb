"""The form that every authored file is brought to: shorthand written out, fields in their order, each in its style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from quizbot.content.commented import Commented, Entry, Fields, Items, Layout, Leaf, Node, Style
from quizbot.content.document import Path, Value
from quizbot.content.schema.editor import JsonSchema, part_at

# What identifies a question, what is asked, what can be given, what is said afterwards, and what it rests on.
QUESTION_ORDER = (
    "id kind retired topic after core level consent vignette stem text options items pairs extra answer accept points "
    "shuffle why explanation cites ask evidence ignore"
).split()

_PARTS = {
    "set": Layout.BLOCK,
    "translation": Layout.BLOCK,
    "topics": Layout.PART,
    "glossary": Layout.PART,
    "lessons": Layout.CARDS,
    "questions": Layout.CARDS,
}
_IN_CARDS = {
    **dict.fromkeys("options items pairs extra points ask skip".split(), Layout.BLOCK),
    **dict.fromkeys("cites sections".split(), Layout.ROWS),
}
_LONG = {"text": ("lessons",), "again": ("lessons",), "vignette": ("questions",)}  # always on lines of their own
_BARE = {
    "boolean": re.compile("true|false"),
    "number": re.compile(r"[-+]?[0-9]+([.][0-9]+)?"),
    "integer": re.compile("[0-9]+"),
    "date": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def canonical(file: Commented, shape: JsonSchema) -> Commented:
    """The file in the form that `fmt` writes; what the shape does not know comes after what it knows.

    No entry has more than one comment beside it.
    """
    return Commented(top=file.top, fields=_fields(file.fields, shape, (), ()))


def plain(node: Node) -> Value:
    """The values alone; white space around those on several lines means nothing, and is left out."""
    match node:
        case Leaf(text=text, style=style):
            return trimmed(text, style)
        case Fields(entries=entries):
            return {entry.name: plain(entry.value) for entry in entries}
        case Items(entries=entries):
            return [plain(entry.value) for entry in entries]
        case _:
            assert_never(node)


def trimmed(text: str, style: Style) -> str:
    """The text as it is compared and written."""
    return text.strip() if "\n" in text or style is Style.LONG else text


def _node(node: Node, shape: JsonSchema, path: Path, kinds: Path) -> Node:
    match node:
        case Leaf(text=text):
            return Leaf(text, _style(text, shape, path, kinds))
        case Fields():
            return _fields(node, shape, path, kinds)
        case Items(entries=entries, below=below):
            items = [
                _item(entry, _node(entry.value, shape, (*path, place), (*kinds, place)))
                for place, entry in enumerate(entries)
            ]
            return Items(entries=items, below=below)
        case _:
            assert_never(node)


def _item(entry: Entry, value: Node) -> Entry:
    """The entry of a list with the comments above the first field in it, which cannot stand behind a dash."""
    above = [*entry.above, *entry.beside[1:]]
    if isinstance(value, Fields | Items) and value.entries:
        above += value.entries[0].above
        value.entries[0].above = []
    return Entry(value=value, above=above, beside=entry.beside[:1])


def _fields(fields: Fields, shape: JsonSchema, path: Path, kinds: Path) -> Fields:
    """The fields in order.

    `kinds` is the path as the shape knows it: in a question of a set, its kind comes first.
    """
    known: Sequence[str]
    if len(path) == 2 and path[0] == "questions" and isinstance(path[1], int):
        fields = _written_out(fields)
        kinds = (*kinds, *_kind(fields))
        known = QUESTION_ORDER
    else:
        known = list(part_at(shape, kinds).get("properties", ()))
    order = {name: place for place, name in enumerate(known)}
    entries = [
        Entry(
            name=entry.name,
            # `on` is a truth value to readers of YAML 1.1, and a name of ours.
            name_style=Style.BARE if entry.name in order else Style.TEXT,
            layout=_layout(entry, (*path, entry.name)),
            value=_node(entry.value, shape, (*path, entry.name), (*kinds, entry.name)),
            above=[*entry.above, *entry.beside[1:]],
            beside=entry.beside[:1],
        )
        for entry in sorted(fields.entries, key=lambda entry: order.get(entry.name, len(order)))
    ]
    return Fields(entries=entries, below=fields.below)


def _layout(entry: Entry, path: Path) -> Layout:
    match path:
        case ("sources",):
            of_fields = isinstance(entry.value, Items) and any(isinstance(e.value, Fields) for e in entry.value.entries)
            return Layout.CARDS if of_fields else Layout.FREE
        case (str(part),):
            return _PARTS.get(part, Layout.FREE)
        case ("lessons" | "questions", str()):
            return Layout.BLOCK
        case ("lessons" | "questions" | "sources", _, str(field)):
            return _IN_CARDS.get(field, Layout.FREE)
        case _:
            return Layout.FREE


def _kind(question: Fields) -> Iterator[str]:
    for entry in question.entries:
        if entry.name == "kind" and isinstance(entry.value, Leaf):
            yield entry.value.text


def _style(text: str, shape: JsonSchema, path: Path, kinds: Path) -> Style:
    if path[-1] in _LONG and path[0] in _LONG[str(path[-1])] and len(path) == 3:
        return Style.LONG
    part = part_at(shape, kinds)
    is_bare = any(_is_bare(text, each) for each in (part, *part.get("anyOf", ())))
    return Style.BARE if is_bare else Style.TEXT


def _is_bare(text: str, part: JsonSchema) -> bool:
    if "const" in part:
        return text == str(part["const"])
    wanted = part.get("format", part.get("type"))
    return isinstance(wanted, str) and wanted in _BARE and _BARE[wanted].fullmatch(text) is not None


def _written_out(question: Fields) -> Fields:
    """The question with its options in full; `answer` goes into them unless that would hide a mistake."""
    if "options" not in question or not isinstance(options := question["options"].value, Items):
        return question
    full = [_option(entry) for entry in options.entries]
    keys = _keys(question)
    texts = [_text(entry) for entry in full]
    has_correct = any(isinstance(each.value, Fields) and "correct" in each.value for each in full)
    above = list(question["options"].above)
    entries = question.entries
    if keys is not None and not has_correct and set(keys) <= set(texts):
        for entry, text in zip(full, texts, strict=True):
            if text in keys and isinstance(entry.value, Fields):
                entry.value.entries.append(Entry(name="correct", value=Leaf("true")))
        above += question["answer"].comments()
        entries = [entry for entry in entries if entry.name != "answer"]
    mended = Entry(
        name="options",
        value=Items(entries=full, below=options.below),
        above=above,
        beside=question["options"].beside,
    )
    return Fields(
        entries=[mended if entry.name == "options" else entry for entry in entries],
        below=question.below,
    )


def _option(entry: Entry) -> Entry:
    match entry.value:
        case Leaf():
            value: Node = Fields(entries=[Entry(name="text", value=entry.value)])
        case Fields(entries=entries, below=below):
            value = Fields(entries=list(entries), below=below)
        case Items():
            value = entry.value
        case _:
            assert_never(entry.value)
    return Entry(value=value, above=entry.above, beside=entry.beside)


def _text(option: Entry) -> str | None:
    match option.value:
        case Fields() as fields if "text" in fields:
            value = fields["text"].value
            return value.text.strip() if isinstance(value, Leaf) else None
        case _:
            return None


def _keys(question: Fields) -> list[str] | None:
    """What `answer` names, None if it names nothing that can be an option."""
    if "answer" not in question:
        return None
    match question["answer"].value:
        case Leaf(text=text):
            return [text.strip()]
        case Items(entries=entries):
            texts = [entry.value.text.strip() for entry in entries if isinstance(entry.value, Leaf)]
            return texts if texts and len(texts) == len(entries) else None
        case _:
            return None

"""Values with their comments as YAML that is pleasant to read, and that every YAML reader takes for the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, assert_never

from yaml import ScalarNode
from yaml.resolver import Resolver

from quizbot.content.canonical import trimmed
from quizbot.content.commented import Commented, Entry, Fields, Items, Layout, Leaf, Node, Style

WIDTH = 120
_STRING = Resolver.DEFAULT_SCALAR_TAG
# What readers of YAML 1.2, or of all of YAML 1.1, take for a number or a truth value, and PyYAML does not.
_NO_STRING_ELSEWHERE = re.compile(r"[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|[yYnN]")
_NOT_PLAIN = re.compile(r"^$|^[,\[\]{}#&*!|>'\"%@`?:]|^-(?=[ -]|$)|^[.]{3}|: |:$| #|[{]{2}|[\t\n\r]")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}?]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def written(file: Commented) -> str:
    """The text of the file."""
    return "\n".join(_lines(file)) + "\n"


def scalar(leaf: Leaf, *, in_flow: bool = False) -> str:
    """The text on one line, in quotes if somebody could take it for something else."""
    text = trimmed(leaf.text, leaf.style)
    if leaf.style is Style.BARE:
        return text
    plain = (
        _NOT_PLAIN.search(text) is None
        and not (in_flow and _NOT_PLAIN_IN_FLOW.search(text) is not None)
        and text == text.strip()
        and _NO_STRING_ELSEWHERE.fullmatch(text) is None
        and _yaml_1_1().resolve(ScalarNode, text, (True, False)) == _STRING
    )
    if plain:
        return text
    if any(each in text for each in '"\\') and not any(each in text for each in "'\n\t\r"):
        return f"'{text}'"
    return '"' + "".join(_ESCAPES.get(each, each) for each in text) + '"'


@cache
def _yaml_1_1() -> Any:
    return Resolver()


def _on_lines_below(leaf: Leaf) -> bool:
    text = trimmed(leaf.text, leaf.style)
    return ("\n" in text or (leaf.style is Style.LONG and text != "")) and "\r" not in text


def _one_line(node: Node, layout: Layout = Layout.FREE) -> str | None:
    """The node as it is written on one line, None if it cannot be."""
    match node:
        case Leaf():
            return None if _on_lines_below(node) else scalar(node, in_flow=True)
        case Fields() | Items() if not node.entries:
            return None if node.below else "{}" if isinstance(node, Fields) else "[]"
        case _ if layout is not Layout.FREE or any(node.comments()):
            return None
        case Fields(entries=entries):
            fields = [(_name(entry), _one_line(entry.value, entry.layout)) for entry in entries]
            inside = [None if text is None else f"{name}: {text}" for name, text in fields]
            return _joined(inside, "{}")
        case Items(entries=entries):
            return _joined([_one_line(entry.value) for entry in entries], "[]")
        case _:
            assert_never(node)


def _joined(inside: Sequence[str | None], brackets: str) -> str | None:
    texts = [each for each in inside if each is not None]
    return f"{brackets[0]}{', '.join(texts)}{brackets[1]}" if len(texts) == len(inside) else None


def _name(entry: Entry) -> str:
    return scalar(Leaf(entry.name, entry.name_style), in_flow=True)


def _lines(file: Commented) -> Iterator[str]:
    """The lines of the file."""
    yield from file.top
    for place, entry in enumerate(file.fields.entries):
        lines = list(_field(entry, 0))
        is_part = len(lines) > len(entry.above) + 1 and entry.layout is not Layout.BLOCK
        if is_part and place > 0:
            yield ""
        yield from lines
    if file.fields.below:
        yield ""
        yield from file.fields.below


def _field(entry: Entry, indent: int) -> Iterator[str]:
    yield from _comments(entry.above, indent)
    name = f"{' ' * indent}{_name(entry)}:"
    beside = _beside(entry)
    match entry.value:
        case Leaf() as leaf if _on_lines_below(leaf):
            yield f"{name} |{beside}"
            yield from _long(leaf, indent + 2)
        case Leaf() as leaf:
            yield f"{name} {scalar(leaf)}{beside}"
        case Fields() | Items() as inside:
            line = _one_line(inside, entry.layout)
            if line is None or len(name) + 1 + len(line) > WIDTH:
                yield f"{name}{beside}"
                yield from _block(inside, entry.layout, indent + 2)
            else:
                yield f"{name} {line}{beside}"
        case _:
            assert_never(entry.value)


def _block(node: Fields | Items, layout: Layout, indent: int) -> Iterator[str]:
    match node:
        case Fields(entries=entries, below=below):
            for place, entry in enumerate(entries):
                if layout is Layout.CARDS and place > 0:
                    yield ""
                yield from _field(entry, indent)
        case Items(entries=entries, below=below):
            yield from _items(entries, layout, indent)
        case _:
            assert_never(node)
    yield from _comments(below, indent)


def _items(entries: Sequence[Entry], layout: Layout, indent: int) -> Iterator[str]:
    # Entries of one list look alike: all of them on one line each, or none.
    lines = [_one_line(entry.value) for entry in entries if isinstance(entry.value, Fields | Items)]
    room = None if layout is Layout.ROWS else WIDTH - indent - 2
    is_flow = layout is not Layout.CARDS and all(
        line is not None and (room is None or len(line) <= room) for line in lines
    )
    for place, entry in enumerate(entries):
        is_block = isinstance(entry.value, Fields | Items) and not is_flow and bool(entry.value.entries)
        if layout is Layout.CARDS and is_block and place > 0:
            yield ""
        yield from _comments(entry.above, indent)
        yield from _comments(entry.beside if is_block else [], indent)
        yield from _item(entry, indent, is_block=is_block)


def _item(entry: Entry, indent: int, *, is_block: bool) -> Iterator[str]:
    dash = " " * indent + "-"
    match entry.value:
        case Leaf() as leaf if _on_lines_below(leaf):
            yield f"{dash} |{_beside(entry)}"
            yield from _long(leaf, indent + 2)
        case Leaf() as leaf:
            yield f"{dash} {scalar(leaf)}{_beside(entry)}"
        case Fields() | Items() as inside if is_block:
            lines = list(_block(inside, Layout.FREE, indent + 2))
            # A comment would not stay with what comes behind the dash.
            comments = list(takewhile(lambda line: line.lstrip().startswith("#"), lines))
            yield from (line[2:] for line in comments)
            yield dash + lines[len(comments)][indent + 1 :]
            yield from lines[len(comments) + 1 :]
        case Fields() | Items() as inside:
            yield f"{dash} {_one_line(inside)}{_beside(entry)}"
        case _:
            assert_never(entry.value)


def _long(leaf: Leaf, indent: int) -> Iterator[str]:
    for line in trimmed(leaf.text, leaf.style).split("\n"):
        yield f"{' ' * indent}{line}" if line else ""


def _comments(comments: Sequence[str], indent: int) -> Iterator[str]:
    for each in comments:
        yield f"{' ' * indent}{each}" if each else ""


def _beside(entry: Entry) -> str:
    return f"  {entry.beside[0]}" if entry.beside else ""

"""The gate that every authored file passes: whatever is risky in YAML becomes a problem, the rest a document.

libyaml's events are read in one pass and nothing is ever composed, so that size, depth and number are bounded before
anything is built from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quizbot.content.document import Document, Mark, Value, position_of
from quizbot.content.problems import Position, Problem, Severity, enough, shortened
from quizbot.content.syntax import in_plain_words, no_break_space

CUT_TEXT = "cut-text"
MOST_BYTES = 5_000_000
MOST_NODES = 200_000
DEEPEST = 20
MOST_CHARACTERS_REPORTED = 20

# Controls but tab and line ends, ends of line that editors do not show, marks that turn the direction of writing, the
# byte order mark inside a text, and what is no character at all.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)

_CUT = re.compile(r"[ \t]+#(?=[^\s#])")
_MAY_BE_CUT = re.compile(r"[ \t]#(?=[^\s#])")  # without the +, which would begin anew at each of a million blanks


class LibyamlMissingError(RuntimeError):
    """PyYAML was built without libyaml, and quizbot reads YAML by libyaml alone. Install PyYAML from its wheel."""


def read(data: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document that the bytes hold and what to look at in it, or None and what is wrong with them.

    Raises:
        LibyamlMissingError: PyYAML was built without libyaml.
    """
    if not yaml.__with_libyaml__:
        raise LibyamlMissingError(LibyamlMissingError.__doc__)
    if len(data) > MOST_BYTES:
        hint = f"Split it into several sets of at most {MOST_BYTES:,} bytes."
        return None, (_problem(file, "too-large", Position(), f"The file has more than {MOST_BYTES:,} bytes.", hint),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = _end(error.object[: error.start].decode())  # the object is the data without its byte order mark
        message = f"The byte {error.object[error.start]:#04x} is not UTF-8."
        return None, (_problem(file, "not-utf-8", where, message, "Save the file as UTF-8."),)
    problems = tuple(_forbidden_characters(file, text))
    if problems:
        return None, problems
    return _Events(file, text).read()


def _forbidden_characters(file: str, text: str) -> Iterator[Problem]:
    for found, _ in zip(_FORBIDDEN.finditer(text), range(MOST_CHARACTERS_REPORTED), strict=False):
        yield _forbidden_character(file, _end(text[: found.start()]), found.group())


def _forbidden_character(file: str, where: Position, character: str) -> Problem:
    name = unicodedata.name(character, "a control character").lower()
    message = f"There is an invisible character: U+{ord(character):04X}, {name}."
    return _problem(file, "forbidden-character", where, message, "Delete it.")


def _end(text: str) -> Position:
    return Position(line=text.count("\n") + 1, column=len(text) - text.rfind("\n"))


def _problem(file: str, rule: str, where: Position, message: str, hint: str) -> Problem:
    return Problem(
        file=file,
        line=where.line,
        column=where.column,
        rule=rule,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
    )


class _Events:
    """The events of one text, put together to values."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._escapes = "\\" in text
        self._parser = yaml.CLoader(text)
        self._marks: list[Mark | None] = []
        self._problems: list[Problem] = []

    def read(self) -> tuple[Document | None, tuple[Problem, ...]]:
        """The document, or None and the problems."""
        try:
            values = self._values()
        except yaml.MarkedYAMLError as error:
            values = []
            if "maximum nesting depth" in (error.problem or ""):  # libyaml reads ahead, and has a limit of its own
                self._refuse_depth(error.problem_mark)
            else:
                self._problems.append(_problem(self._file, "yaml-syntax", *in_plain_words(error, self._text)))
        match values:
            case _ if self._problems:
                return None, tuple(enough(self._problems))
            case [dict() as fields]:
                problems = tuple(enough(self._no_break_spaces()))
                if problems:
                    return None, problems
                return Document(fields=fields, marks=self._marks), tuple(_cut_texts(self._file, self._text))
            case [] | [""]:
                message = "The file is empty."
            case _:
                message = "The file is not made of fields."
        return None, (_problem(self._file, "not-fields", Position(), message, "Begin it with `quizbot: 1`."),)

    def _values(self) -> list[Value]:
        """The one value of the file; none if it is empty or if reading stopped at what cannot be gone past."""
        next_event, marks, escapes = self._parser.get_event, self._marks, self._escapes
        here: list[Value] = []  # what is being filled: a list, or the names and values of a mapping in turn
        is_mapping, own_mark = False, 0
        above: list[tuple[list[Value], bool, int]] = []
        while (event := next_event()) is not None:
            if type(event) is ScalarEvent:
                marks.append(event.start_mark)
                if event.anchor is not None or event.tag is not None or escapes:
                    self._look_at_scalar(event)
                here.append(event.value)
            elif type(event) is MappingStartEvent or type(event) is SequenceStartEvent:
                above.append((here, is_mapping, own_mark))
                if self._stops_at(event, depth=len(above), as_name=is_mapping and len(here) % 2 == 0):
                    return []
                here, is_mapping, own_mark = [], type(event) is MappingStartEvent, len(marks)
                marks.append(event.start_mark)
            elif type(event) is MappingEndEvent or type(event) is SequenceEndEvent:
                value = self._mapping(here, own_mark) if is_mapping else here
                here, is_mapping, own_mark = above.pop()
                here.append(value)
            elif type(event) is AliasEvent:
                marks.append(event.start_mark)
                self._refuse_alias(event)
                here.append("")
            elif type(event) is DocumentStartEvent and self._stops_at_document(event, is_second=bool(here)):
                return []
            if len(marks) > MOST_NODES:
                message = f"The file has more than {MOST_NODES:,} names and values."
                self._refuse(event.start_mark, "too-many-nodes", message, "Split it into several sets.")
                return []
        return here

    def _no_break_spaces(self) -> Iterator[Problem]:
        """To YAML they are letters, so that a name that seems to be indented is another one, and somewhere else."""
        for mark in self._marks if "\u00a0" in self._text else ():
            found = no_break_space(mark, self._text)
            if found is not None and found[0] == position_of(mark):
                yield _problem(self._file, "yaml-syntax", *found)

    def _mapping(self, names_and_values: list[Value], own_mark: int) -> dict[str, Value]:
        names = cast("list[str]", names_and_values[::2])  # a name that is no text stops the reading
        values = names_and_values[1::2]
        fields = dict(zip(names, values, strict=True))
        if len(fields) == len(names) and "<<" not in fields:
            return fields
        self._refuse_names(names, values, own_mark)
        # What is refused is never read, but it is counted to find marks: each value keeps a name of its own.
        return {str(number): value for number, value in enumerate(values)}

    def _refuse_names(self, names: list[str], values: list[Value], own_mark: int) -> None:
        mark = own_mark + 1
        first: dict[str, int] = {}
        for name, value in zip(names, values, strict=True):
            where = self._marks[mark]
            if name == "<<":
                self._refuse(
                    where, "yaml-merge-key", "`<<` merges another part into this one.", "Write its fields out."
                )
            elif name in first:
                message = f"`{name}` is given again; line {first[name]} gives it first."
                self._refuse(where, "duplicate-key", message, "Keep one of the two.")
            first.setdefault(name, position_of(where).line)
            mark += 1 + _marks_of(value)

    def _look_at_scalar(self, event: ScalarEvent) -> None:
        self._refuse_properties(event)
        if event.style == '"':
            hidden = _FORBIDDEN.search(event.value)
            if hidden is not None:
                self._problems.append(_forbidden_character(self._file, position_of(event.start_mark), hidden.group()))

    def _refuse_properties(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            message = f"The anchor `&{shortened(event.anchor)}` marks a part for repetition."
            self._refuse(event.start_mark, "yaml-anchor", message, "Delete it, or quote the text if & belongs to it.")
        if event.tag is not None:
            hint = "Delete it, or quote the text if ! belongs to it."
            self._refuse(event.start_mark, "yaml-tag", "A tag that begins with ! says how to read this value.", hint)

    def _refuse_alias(self, event: AliasEvent) -> None:
        message = f"The alias `*{shortened(str(event.anchor))}` repeats another part."
        hint = "Write that part out, or quote the text if * belongs to it."
        self._refuse(event.start_mark, "yaml-anchor", message, hint)

    def _stops_at(self, event: CollectionStartEvent, *, depth: int, as_name: bool) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if depth > DEEPEST:
            self._refuse_depth(event.start_mark)
        elif as_name:
            message = "The name of a field begins with ?, a bracket or a brace."
            self._refuse(event.start_mark, "name-not-text", message, "Quote the text if this belongs to it.")
        return depth > DEEPEST or as_name

    def _refuse_depth(self, mark: Mark | None) -> None:
        message = f"Lists and fields are nested more than {DEEPEST} deep."
        self._refuse(mark, "too-deep", message, "Quote the text if the brackets belong to it.")

    def _stops_at_document(self, event: DocumentStartEvent, *, is_second: bool) -> bool:
        if event.version is not None or event.tags is not None:
            message = "A line that begins with % is an instruction to YAML."
            self._refuse(event.start_mark, "yaml-directive", message, "Delete it.")
        if is_second:
            message = "A second document begins here."
            self._refuse(event.start_mark, "second-document", message, "Put it into a file of its own.")
        return is_second

    def _refuse(self, mark: Mark | None, rule: str, message: str, hint: str) -> None:
        self._problems.append(_problem(self._file, rule, position_of(mark), message, hint))


def _cut_texts(file: str, text: str) -> Iterator[Problem]:
    """Warns of texts without quotes that a # ends which no blank follows, and which may belong to them."""
    for event in yaml.parse(text, yaml.CLoader) if _MAY_BE_CUT.search(text) is not None else ():
        if type(event) is ScalarEvent and event.style not in {"'", '"', "|", ">"} and event.end_mark is not None:
            found = _CUT.match(text, event.end_mark.index)
            if found is not None:
                mark = event.end_mark
                yield Problem(
                    file=file,
                    line=mark.line + 1,
                    column=mark.column + found.end() - found.start(),
                    rule=CUT_TEXT,
                    severity=Severity.WARNING,
                    message="What follows this # is a comment.",
                    hint="Quote the text if it belongs to it; otherwise put a blank behind the #.",
                )


def _marks_of(value: Value) -> int:
    """How many marks a value has: its own, and those of all names and values in it."""
    match value:
        case str():
            return 1
        case list():
            return 1 + sum(_marks_of(each) for each in value)
        case dict():
            return 1 + sum(1 + _marks_of(each) for each in value.values())
        case _:
            assert_never(value)

"""What libyaml says about broken YAML, in plain words: what stands there, and what to write instead."""

from __future__ import annotations

import re

import yaml
from yaml.events import Event, MappingEndEvent, ScalarEvent, SequenceEndEvent

from quizbot.content.document import Mark, position_of
from quizbot.content.problems import Position

_INDENT = "Indent with blanks; YAML does not know tabs."
_QUOTE = "Put the text in quotes."
_QUOTE_INSIDE = 'A quote inside quoted text is written twice in \'…\' and as \\" in "…".'
_NO_BREAK = re.compile(" *\u00a0")

# What libyaml reports of a character that means something to YAML; and whether that is where it began to read.
_TOKENS = (
    ("cannot start any token", False),
    ("mapping keys are not allowed", False),
    ("did not find expected alphabetic or numeric character", True),
    ("did not find the expected '>'", True),
)

# What libyaml reports; then the message, the hint, and whether the place to mend is where the broken thing was opened.
_WORDS = (
    (
        "mapping values are not allowed",
        "A colon followed by a blank begins a value, and none can begin here.",
        "Put the text in quotes if the colon belongs to it; otherwise check the indentation.",
        False,
    ),
    (
        "did not find expected key",
        "This does not go on with what stands above.",
        f"Check the indentation. {_QUOTE_INSIDE}",
        False,
    ),
    (
        "could not find expected ':'",
        "This is neither a field nor the continuation of one.",
        "Write `name: value`; text that runs over several lines is indented deeper than its field.",
        True,
    ),
    ("found unexpected end of stream", "The quote that opens here is never closed.", "Close it.", True),
    ("did not find expected ',' or ']'", "The list that opens here is never closed.", "Close it with ].", True),
    (
        "did not find expected ',' or '}'",
        "The brace that opens here is never closed, or a comma is missing.",
        "Close it with }, and put text that contains a comma, a bracket or a brace in quotes.",
        True,
    ),
    (
        "did not find expected '-' indicator",
        "This is no entry of the list above.",
        "Begin each entry with `- `, all at the same indentation.",
        False,
    ),
    (
        "did not find expected node content",
        "A value is missing here.",
        "Put text that begins with a bracket, a brace or a comma in quotes.",
        False,
    ),
    (
        "block sequence entries are not allowed",
        "A list cannot begin on the line of its field.",
        "Begin it on the next line, or put the text in quotes if the dash belongs to it.",
        False,
    ),
    (
        "found unknown escape character",
        "This backslash begins no escape that YAML knows.",
        "Write \\\\ for a backslash, or put the text in '…' instead of \"…\".",
        False,
    ),
    (
        "did not find expected comment or line break",
        "Nothing may follow | or > on its line.",
        "Begin the text on the next line, indented.",
        False,
    ),
    ("found a tab character", "A tab stands where blanks indent.", _INDENT, False),
)


def in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[Position, str, str]:
    """Where to look, what is wrong there, and what to do about it."""
    problem = error.problem or ""
    found = _no_break_space_near(error.problem_mark, text) or _behind(error.problem_mark, text)
    if found is not None:
        return found
    for beginning, opened in _TOKENS:
        if beginning in problem:
            mark = error.context_mark if opened else error.problem_mark
            return (position_of(mark), *_token(mark, text))
    for beginning, message, hint, opened in _WORDS:
        if beginning in problem:
            return position_of(error.context_mark if opened else error.problem_mark), message, hint
    return (
        position_of(error.problem_mark),
        f"This is not YAML: {problem}.",
        "Check quotes, brackets and indentation here.",
    )


def _token(mark: yaml.Mark | None, text: str) -> tuple[str, str]:
    character = text[mark.index : mark.index + 1] if mark is not None else ""
    if character == "\t":
        return "A tab stands where blanks indent.", _INDENT
    return f"Text cannot begin with {character} here.", _QUOTE


def no_break_space(mark: Mark | None, text: str) -> tuple[Position, str, str] | None:
    """What is wrong if a no-break space stands in the indentation of the mark's line."""
    if mark is None:
        return None
    return _no_break_space(text, mark.index - mark.column, mark.line)


def _no_break_space(text: str, begin: int, line: int) -> tuple[Position, str, str] | None:
    found = _NO_BREAK.match(text, begin)
    if found is None:
        return None
    where = Position(line=line + 1, column=found.end() - begin)
    return where, "A no-break space stands where blanks indent.", "Put a blank in its place."


def _no_break_space_near(mark: yaml.Mark | None, text: str) -> tuple[Position, str, str] | None:
    """What is wrong if it stands on the mark's line or on the one above, which libyaml may have read as text."""
    found = no_break_space(mark, text)
    if found is not None or mark is None or mark.line == 0:
        return found
    end_above = mark.index - mark.column - 1
    return _no_break_space(text, text.rfind("\n", 0, end_above) + 1, mark.line - 1)


def _behind(mark: yaml.Mark | None, text: str) -> tuple[Position, str, str] | None:
    """What is wrong if text goes on, at the mark, behind what was closed on that line."""
    before = _last_event(text)
    if mark is None or before is None or before.start_mark is None or before.end_mark is None:
        return None
    first, end = before.start_mark.line + 1, before.end_mark.index
    if text[end : mark.index].strip(" ") != "":
        return None
    match before:
        case ScalarEvent(style="'" | '"') if first <= before.end_mark.line:
            hint = f"Close it where it ends. {_QUOTE_INSIDE}"
            return position_of(mark), f"The quoted text that begins at line {first} ends here.", hint
        case ScalarEvent(style="'" | '"'):
            hint = f"Put the whole text in quotes. {_QUOTE_INSIDE}"
            return position_of(mark), "The text goes on behind the quote that closes it.", hint
        case MappingEndEvent() | SequenceEndEvent() if text[end - 1] in "]}":
            return position_of(mark), "The text goes on behind a bracket or a brace.", "Put the whole text in quotes."
        case _:
            return None


def _last_event(text: str) -> Event | None:
    """The last event before libyaml gives up."""
    last = None
    try:
        for event in yaml.parse(text, yaml.CLoader):
            last = event
    except yaml.MarkedYAMLError:
        return last
    return None

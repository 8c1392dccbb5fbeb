"""What libyaml says about broken YAML, in plain words: what stands there, and what to write instead."""

from __future__ import annotations

import yaml

from quizbot.content.document import position_of
from quizbot.content.problems import Position

_INDENT = "Indent with blanks; YAML does not know tabs."
_QUOTE = "Put the text in quotes."

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
        'Check the indentation. A quote inside quoted text is written twice in \'…\' and as \\" in "…".',
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
    if "cannot start any token" in problem:
        return (position_of(error.problem_mark), *_token(error.problem_mark, text))
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

"""What the gate refuses, where, and in which words; what passes keeps its texts and their positions."""

from __future__ import annotations

import pytest
import yaml

from quizbot.content import gate
from quizbot.content.document import Document
from quizbot.content.gate import LibyamlMissingError
from quizbot.content.problems import MOST_ERRORS, Position, Severity


def refused(text: str | bytes) -> list[tuple[int, int, str]]:
    """Line, column and rule of what is wrong with the text, which gives no document then."""
    document, problems = gate.read(text.encode() if isinstance(text, str) else text, "set.yaml")
    assert (document is None) == bool(problems)
    assert {problem.file for problem in problems} <= {"set.yaml"}
    assert {problem.severity for problem in problems} <= {Severity.ERROR}
    return [(problem.line, problem.column, problem.rule) for problem in problems]


def passed(text: str) -> Document:
    document, problems = gate.read(text.encode(), "set.yaml")
    assert problems == ()
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, 1, "not-fields")]),
        ("- a", [(1, 1, "not-fields")]),
        ("a: 1\nb:\n  a: 1\n  c: 1\n  a: 2", [(5, 3, "duplicate-key")]),
        ("{a: {x: 1, x: 2}, a: 3, a: 4}", [(1, column, "duplicate-key") for column in (12, 19, 25)]),
        ("a: [{b: [c, {d: e}], b: f}]\na: g", [(1, 22, "duplicate-key"), (2, 1, "duplicate-key")]),
        ("a: &x [b]\nc: *x", [(1, 4, "yaml-anchor"), (2, 4, "yaml-anchor")]),
        ("*a : b\n", [(1, 1, "yaml-anchor")]),
        ("a: !!python/object:os.system {}", [(1, 4, "yaml-tag")]),
        ("a: &x !y b", [(1, 4, "yaml-anchor"), (1, 4, "yaml-tag")]),
        ("a:\n  <<: {b: c}\n  <<: {d: e}", [(2, 3, "yaml-merge-key"), (3, 3, "yaml-merge-key")]),
        ("%YAML 1.1\n---\na: b", [(1, 1, "yaml-directive")]),
        ("a: b\n---\nc: d\n---\ne: f", [(2, 1, "second-document")]),
        ("a: b\nc: {{gap}}", [(2, 5, "name-not-text")]),
        ("a: b\n? - c\n: d", [(2, 3, "name-not-text")]),
        ("[" * 500, [(1, 21, "too-deep")]),
        ("[" * 30_000, [(1, 1001, "too-deep")]),
        ("a: " + "{b: " * 30_000, [(1, 80, "too-deep")]),
        ("- " * 30_000, [(1, 41, "too-deep")]),
        ("a: " + "[b, " * 30_000, [(1, 80, "too-deep")]),
        (b"a: b\nc: \xe9\n", [(2, 4, "not-utf-8")]),
        (b"\xef\xbb\xbfa: \xff", [(1, 4, "not-utf-8")]),
        ("a: b".encode("utf-16"), [(1, 1, "not-utf-8")]),
        (b"a: \xed\xa0\x80", [(1, 4, "not-utf-8")]),  # half a surrogate pair
        ("a: b\0\n\n  # c\u202e", [(1, 5, "forbidden-character"), (3, 6, "forbidden-character")]),
        ("a: \ufeffb", [(1, 4, "forbidden-character")]),
        ("a: 'b'\nc: \"\\u2066d\"\ne: '\\u2066'", [(2, 4, "forbidden-character")]),
        ("\x01" * 1000, [(1, column, "forbidden-character") for column in range(1, 21)]),
        (b"#" * 5_000_001, [(1, 1, "too-large")]),
        ("a: [" + "b," * 200_000 + "]", [(1, 399_999, "too-many-nodes")]),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, str | bytes) else "",
)  # fmt: skip
def test_refuses(text: str | bytes, problems: list[tuple[int, int, str]]) -> None:
    assert refused(text) == problems


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: b: c", 1, 5, "colon"),
        ("a: 1\n b: 2", 2, 3, "colon"),
        ("a:\n  b: 1\n c: 2", 3, 2, "does not go on"),
        ("a:\n  b: 1\n \u00a0c: 2", 3, 2, "no-break space"),
        ("a:\n\u00a0 b: 1", 2, 1, "no-break space"),
        ("a:\n  - x\n\u00a0 - y\n", 3, 1, "no-break space"),
        ("a:\n  b:\n\u00a0   c: d\n    e: f\n", 3, 1, "no-break space"),
        ("a:\n  b: 1\n  \u00a0c: 2", 3, 3, "no-break space"),
        ("a: 'it's'", 1, 8, "goes on behind the quote"),
        ('- "Tea" is hot', 1, 9, "goes on behind the quote"),
        ("a: [tea] is hot", 1, 10, "goes on behind a bracket"),
        ("a: {tea} is hot", 1, 10, "goes on behind a bracket"),
        ('a: x\nb: "y\nc: z\nd: "w"', 4, 5, "begins at line 2 ends here"),
        ("a: **b** c", 1, 4, "cannot begin with *"),
        ("a: & b", 1, 4, "cannot begin with &"),
        ("a: ? b", 1, 4, "cannot begin with ?"),
        ("a: !<b c", 1, 4, "cannot begin with !"),
        ("a: 1\nb", 2, 1, "neither a field"),
        ("x: y\na: 'b\n", 2, 4, "never closed"),
        ('a: "b\nc: 1\n', 1, 4, "never closed"),
        ("a: [1, 2\nb: 3", 1, 4, "never closed"),
        ("a: {b: 1\nc: 3", 1, 4, "never closed"),
        ("- a\nb: 1", 2, 1, "no entry of the list"),
        ("a: ]", 1, 4, "value is missing"),
        ("a: - b", 1, 4, "cannot begin on the line"),
        ('a: "\\q"', 1, 5, "backslash"),
        ("a: |x\n b", 1, 5, "Nothing may follow"),
        ("a: |\n\tb", 2, 1, "tab"),
        ("\ta: b", 1, 1, "tab"),
        ("a: @b", 1, 4, "cannot begin with @"),
        ("a: `b", 1, 4, "cannot begin with `"),
        ("%TEA\n---\na: b", 1, 5, "not YAML"),
        ('a: "\\ud800"', 1, 7, "not YAML"),
    ],
)
def test_says_what_is_wrong_with_the_yaml_in_plain_words(text: str, line: int, column: int, words: str) -> None:
    _, problems = gate.read(text.encode(), "set.yaml")
    assert [(problem.line, problem.column, problem.rule) for problem in problems] == [(line, column, "yaml-syntax")]
    assert words in problems[0].message
    assert problems[0].hint.endswith(".")


def test_what_was_written_stays_what_was_written() -> None:
    """YAML would make a truth value, a number in base 60, a number, a date and nothing of these."""
    document = passed("{a: no, b: 1:30, c: 08, d: 2026-01-01, e: ~, f: 'x', g: \"y\\tz\", h: , i: 1.50}")
    assert document.fields == {
        "a": "no", "b": "1:30", "c": "08", "d": "2026-01-01", "e": "~", "f": "x", "g": "y\tz", "h": "", "i": "1.50",
    }  # fmt: skip


def test_letters_of_all_languages_and_joined_emoji_pass() -> None:
    text = "naïve, Ärzte, 茶, чай, चाय, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, \U0001f469\u200d\u2695\ufe0f"
    assert passed(f"a: {text}").fields == {"a": text}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: What is #1 called?", [(1, 12)]),
        ("a: #1\nb:\n  - x\n  - ä  #y", [(1, 4), (4, 8)]),
        ("a: What is # 1", []),
        ("#a\na: b\n  #c\n", []),
        ('a: b#1\nc: "d #1"\ne: |\n  f #1\ng: >\n  h #1\n', []),
    ],
)
def test_warns_of_text_that_a_number_sign_ends(text: str, places: list[tuple[int, int]]) -> None:
    document, problems = gate.read(text.encode(), "set.yaml")
    assert document is not None
    assert [(each.line, each.column) for each in problems] == places
    assert {each.rule for each in problems} <= {"cut-text"}


def test_no_break_spaces_in_texts_pass() -> None:
    assert passed("a: 5\u00a0mg\nb: |\n  x\n  \u00a0y\nc: [\u00a0z]").fields == {
        "a": "5\u00a0mg", "b": "x\n\u00a0y\n", "c": ["\u00a0z"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["\ufeffa: b", "a: b\r\n", "---\na: b\n...\n", "# c\n\na: b # d", "a: b" + "\n" * 4_999_000]
)
def test_a_byte_order_mark_other_line_ends_and_comments_do_not_matter(text: str) -> None:
    assert passed(text).fields == {"a": "b"}


def test_twenty_deep_and_two_hundred_thousand_values_pass() -> None:
    assert passed("a: " + "[" * 19 + "]" * 19).fields
    assert passed("a: [" + "b," * 199_997 + "]").fields


def test_positions_of_values_and_names() -> None:
    document = passed("a: 1\nbc:\n  - d: x\n    e: [f, g]\n  - |\n    text\n")
    assert document.position(()) == Position(line=1, column=1)
    assert document.position(("bc",)) == Position(line=3, column=3)
    assert document.name_position(("bc",)) == Position(line=2, column=1)
    assert document.position(("bc", 0, "e", 1)) == Position(line=4, column=12)
    assert document.name_position(("bc", 0, "e")) == Position(line=4, column=5)
    assert document.position(("bc", 1)) == Position(line=5, column=5)


def test_the_position_of_what_is_missing_is_that_of_what_it_is_missing_in() -> None:
    document = passed("a: 1\nb:\n  - c: x\n")
    assert document.position(("b", 0, "d")) == Position(line=3, column=5)
    assert document.position(("b", 0, "c", "text")) == Position(line=3, column=8)
    assert document.name_position(("b", 0, "d")) == Position(line=3, column=5)


def test_a_million_blanks_are_looked_at_once() -> None:
    """A search that begins anew at each blank would take hours."""
    blanks = " " * 1_000_000
    assert passed(f"a: b{blanks}# c\nd: 'e{blanks}f'").fields == {"a": "b", "d": f"e{blanks}f"}


@pytest.mark.parametrize(
    "text", ["\n".join(["a: b"] * 50_000), "\n".join(f"a{n}: !x b" for n in range(50_000)), "\u00a0a: b\n" * 50_000]
)
def test_after_a_thousand_errors_there_is_one_more_that_says_so(text: str) -> None:
    problems = refused("x: y\n" + text)
    assert len(problems) == MOST_ERRORS + 1
    assert problems[-1][2] == "too-many-errors"


def test_a_name_that_would_fill_the_screen_is_cut_short() -> None:
    _, problems = gate.read(f"a: &{'x' * 400_000} b".encode(), "set.yaml")
    assert problems[0].message == f"The anchor `&{'x' * 100}…` marks a part for repetition."


def test_refuses_to_work_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(LibyamlMissingError, match="without libyaml"):
        gate.read(b"a: b", "set.yaml")

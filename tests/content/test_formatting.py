"""`fmt` writes one form: the same values, every comment, and nothing more to do the second time."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbot.content import files
from quizbot.content.canonical import QUESTION_ORDER
from quizbot.content.formatting import MeaningChangedError, fmt, formatted
from quizbot.content.loader import load
from quizbot.content.schema.editor import set_shape
from quizbot.content.writing import written
from tests.content.written import GOOD, SOURCES, TEA

QUESTIONS = Path(__file__).parents[2] / "questions"


def form_of(text: str | bytes, file: str = "set.yaml") -> str:
    """The text in its form, which has to be readable."""
    done, problems = formatted(text.encode() if isinstance(text, str) else text, file)
    assert done is not None, problems
    return done


def question_with(fields: str) -> str:
    """A file with one question, whose fields are given."""
    first, *others = fields.strip("\n").split("\n")
    return "\n".join(["quizbot: 1", "", "questions:", f"  - {first}", *(f"    {line}".rstrip() for line in others), ""])


def forms() -> list[Any]:
    """A question as it was written, and as `fmt` writes it."""
    cases = (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8").split(">>> ")[1:]
    return [
        pytest.param(*text.split("\n--->\n"), id=name) for name, _, text in (case.partition("\n") for case in cases)
    ]


@pytest.mark.parametrize(("written", "wanted"), forms())
def test_a_question_in_its_form(written: str, wanted: str) -> None:
    assert form_of(question_with(written)) == question_with(wanted)


TAKEN_FOR_SOMETHING_ELSE = (
    "no Yes on ~ null 08 8 1e3 0x1f 0o17 1:30 1_000 2026-01-01 .5 -3 y N = << ? , a: #b *a &a !a %a @a `a 'a' | {a} [a"
).split()
WITH_BLANKS = [
    "",
    " a",
    "a ",
    "a: b",
    "a #b",
    "- a",
    "-",
    "--- a",
    "... b",
    ": a",
    "> a",
    "a {{b}} c",
    "tab\tin it",
    '"a" b',
]


@pytest.mark.parametrize("text", [*TAKEN_FOR_SOMETHING_ELSE, *WITH_BLANKS, "2026-01-01 10:00:00"])
def test_what_could_be_taken_for_something_else_is_quoted(text: str) -> None:
    form = form_of(question_with(f"id: a\nstem: {json.dumps(text)}\nextra: [{{text: {json.dumps(text)}}}]"))
    (stem,) = re.findall("stem: (.*)", form)
    assert stem[0] in "'\""
    for reader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert yaml.load(form, reader)["questions"][0]["stem"] == text  # noqa: S506  these are safe loaders
        assert yaml.load(form, reader)["questions"][0]["extra"] == [{"text": text}]  # noqa: S506


@pytest.mark.parametrize(
    "text", ["a", "a-b", "-a", "a:b", "a#b", "a, b", "Is it 3?", "“a”", "it's", 'say "a"', "• a", "3 cups"]
)
def test_what_means_itself_is_not_quoted(text: str) -> None:
    assert f"\n    stem: {text}\n" in form_of(question_with(f"id: a\nstem: {json.dumps(text)}"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a, b", '"a, b"'),
        ("Is it? Yes", '"Is it? Yes"'),
        ('"a", b', "'\"a\", b'"),
        ('it\'s "a", b', '"it\'s \\"a\\", b"'),
    ],
)
def test_more_is_quoted_inside_brackets(text: str, wanted: str) -> None:
    assert f"{{text: {wanted}}}" in form_of(question_with(f"id: a\nitems: [{{text: {json.dumps(text)}}}]"))


def test_numbers_dates_and_truth_values_are_quoted_only_where_they_are_texts() -> None:
    form = form_of(
        TEA.replace("Leaves, correct: true", "'2026-01-01', correct: 'true'").replace("core: true", "core: 'yes'")
    )
    assert 'text: "2026-01-01", correct: true' in form
    assert "on: 2026-11-22" in form
    assert 'core: "yes"' in form
    assert "value: 5, tolerance: 0.5" in form


def test_a_comment_for_which_a_question_has_no_line_of_its_own_goes_above_it() -> None:
    form = form_of("questions:\n- {id: a, options: [{text: Tea}]} # one\n- kind: order\n  # two\n  id: b # three")
    assert form == (
        "questions:\n  # one\n  - id: a\n    options:\n      - {text: Tea}\n\n"
        "  # two\n  - id: b  # three\n    kind: order\n"
    )


def test_topics_may_have_the_names_of_fields() -> None:
    text = 'topics:\n  questions: {title: Tea, core: true}\n  options: {title: Ink}\n  "on": {title: Air}\n'
    assert form_of(text) == text


def test_the_top_and_the_end_of_a_file_keep_their_comments() -> None:
    form = form_of("# top\n\n\n# second\n---  # mark\nset: {id: tea} # short\nquizbot: 1\n... # over\n# end\n")
    assert form == "# top\n\n# second\n# mark\nquizbot: 1\nset:  # short\n  id: tea\n\n# over\n# end\n"


def test_a_file_in_brackets_is_a_file() -> None:
    assert form_of("# top\n{quizbot: 1, # one\nset: {id: tea}\n# last\n} # end") == (
        "# top\nquizbot: 1  # one\nset:\n  id: tea\n\n# end\n# last\n"
    )


def test_line_ends_and_byte_order_marks_of_other_systems_go() -> None:
    assert form_of(b"\xef\xbb\xbfquizbot: 1\r\n# a\r\nset:\r\n  title: |\r\n    a\r\n    b\r\n") == (
        "quizbot: 1\n# a\nset:\n  title: |\n    a\n    b\n"
    )


def test_a_carriage_return_inside_a_text_is_kept() -> None:
    assert '"a\\rb\\nc"' in form_of('set: {title: "a\\rb\\nc"}')


def test_every_field_of_every_kind_has_a_place_in_the_order() -> None:
    kinds = set_shape()["definitions"]
    fields = {name for each in kinds.values() if "kind" in (names := each.get("properties", ())) for name in names}
    assert set(QUESTION_ORDER) == fields


@pytest.mark.parametrize("path", [*QUESTIONS.rglob("*.yaml"), *GOOD.glob("*.yaml")], ids=lambda path: path.name)
def test_shipped_sets_mean_the_same_in_their_form(path: Path) -> None:
    once = form_of(path.read_bytes(), path.name)
    assert form_of(once, path.name) == once


def test_files_are_rewritten_once(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(TEA, encoding="utf-8")
    before = load([tmp_path]).library
    said, code = fmt([tmp_path], check=True)
    assert code == 1
    assert said.splitlines() == [
        f"Would be rewritten: {tmp_path}/sources.yaml",
        f"Would be rewritten: {tmp_path}/tea.yaml",
        "2 of 2 files would be rewritten",
    ]
    assert (tmp_path / "tea.yaml").read_text(encoding="utf-8") == TEA
    assert fmt([tmp_path])[1] == 0
    assert load([tmp_path]).library.sets == before.sets
    assert load([tmp_path]).library.sources == before.sources
    assert fmt([tmp_path], check=True) == ("0 of 2 files would be rewritten\n", 0)


def test_what_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    said, code = fmt([tmp_path, tmp_path / "missing.yaml"])
    assert code == 1
    assert f"{tmp_path}/broken.yaml:2:1 A value is missing here." in said
    assert f"{tmp_path}/missing.yaml:1:1 There is no such file." in said
    assert said.endswith("0 of 2 files rewritten\n")
    assert (tmp_path / "broken.yaml").read_text(encoding="utf-8") == "a: ["


def test_links_and_rights_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "real" / "tea.txt", tmp_path / "tea.yaml"
    target.parent.mkdir()
    target.write_text("set: {title: 'Tea'}", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    fmt([link])
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "set:\n  title: Tea\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [each.name for each in target.parent.iterdir()] == ["tea.txt"]


def test_one_file_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("quizbot: 1\n", encoding="utf-8")
    assert fmt([tmp_path], check=True) == ("0 of 1 file would be rewritten\n", 0)


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").mkdir()
    with pytest.raises(OSError, match=r"tea\.yaml"):
        files.replace(tmp_path / "tea.yaml", "new")
    assert [each.name for each in tmp_path.iterdir()] == ["tea.yaml"]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda text: text + "a: [", id="unreadable"),
        pytest.param(lambda text: text.replace("Tea is hot", "Tea is cold"), id="another value"),
        pytest.param(lambda text: text.replace("# shown\n", ""), id="a comment less"),
        pytest.param(lambda text: text.replace("answer: false", "answer: true"), id="another key"),
        pytest.param(lambda text: text.replace("quizbot: 1", "quizbot: 2"), id="another version"),
    ],
)
def test_a_form_that_says_something_else_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: Any
) -> None:
    path = tmp_path / "tea.yaml"
    path.write_text(f"# shown\n{TEA}", encoding="utf-8")
    monkeypatch.setattr("quizbot.content.formatting.written", lambda file: wrong(written(file)))
    with pytest.raises(MeaningChangedError, match="left as it is"):
        fmt([path])
    assert path.read_text(encoding="utf-8") == f"# shown\n{TEA}"


NAMES = st.sampled_from(
    [*QUESTION_ORDER, "sources", "set", "topics", "lessons", "questions", "on", "no", "a b", "x: y"]
)
TEXTS = st.one_of(
    st.sampled_from(["no", "08", "1:30", "true", "2026-01-01", "", "a: b", "single", "- a", "#"]),
    st.text(st.sampled_from("ab ,:#-?{}[]'\"\\\n\t&é☃|>%"), max_size=12),
)
VALUES = st.recursive(
    TEXTS,
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(NAMES, inside, max_size=4)),
    max_leaves=12,
)
FILES = st.fixed_dictionaries(
    {"quizbot": st.just("1")},
    optional={
        "set": VALUES,
        "questions": st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5), max_size=3),
        "lessons": st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=3), max_size=3),
        "topics": VALUES,
    },
)


class Wild:
    """Values as YAML in any style that YAML has, with comments wherever they may stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.comments: list[str] = []

    def lines(self, fields: dict[str, Any]) -> list[str]:
        """A whole file."""
        return [*self.above(0), *self.fields(fields, 0), *self.above(0)]

    def fields(self, fields: dict[str, Any], indent: int) -> list[str]:
        return [
            line
            for name, value in fields.items()
            for line in (*self.above(indent), *self.entry(f"{' ' * indent}{self.scalar(name)}:", value, indent))
        ]

    def entry(self, start: str, value: Any, indent: int) -> list[str]:
        """A field or an entry of a list that begins like that."""
        deeper = indent + 1 + self._draw(st.integers(0, 2))
        if isinstance(value, str):
            if "\n" in value and re.match(r"\S", value) and self.sometimes():
                kept = "+" if value.endswith("\n") else "-"
                return [
                    f"{start} |{kept}{self.beside()}",
                    *(f"{' ' * deeper}{line}" for line in self.of_literal(value)),
                ]
            return [f"{start} {self.scalar(value)}{self.beside()}"]
        if not value or self.sometimes():
            return [f"{start} {self.flow(value, indent)}{self.beside()}"]
        inside = self.fields(value, deeper) if isinstance(value, dict) else self.items(value, deeper)
        return [f"{start}{self.beside()}", *inside]

    def items(self, items: list[Any], indent: int) -> list[str]:
        return [line for item in items for line in (*self.above(indent), *self.entry(f"{' ' * indent}-", item, indent))]

    def flow(self, value: Any, indent: int) -> str:
        if isinstance(value, str):
            return self.scalar(value)
        gaps = [f"{self.beside()}\n{' ' * (indent + 1)}" if self.sometimes() else " " for _ in range(len(value) + 1)]
        if isinstance(value, dict):
            inside = [f"{self.scalar(name)}: {self.flow(each, indent)}" for name, each in value.items()]
            return "{" + "".join(gap + each + "," for gap, each in zip(gaps, inside, strict=False)) + gaps[-1] + "}"
        inside = [self.flow(each, indent) for each in value]
        return "[" + "".join(gap + each + "," for gap, each in zip(gaps, inside, strict=False)) + gaps[-1] + "]"

    def scalar(self, text: str) -> str:
        if re.fullmatch("[a-z]([a-z ]*[a-z])?", text) and self.sometimes():
            return text
        if not re.search(r"[\n\t]", text) and self.sometimes():
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.sometimes())

    def of_literal(self, text: str) -> list[str]:
        return text.removesuffix("\n").split("\n")

    def above(self, indent: int) -> list[str]:
        lines = []
        while self.sometimes(3):
            lines += ["", self.comment(" " * self._draw(st.integers(0, indent)))][self._draw(st.integers(0, 1)) :]
        return lines

    def beside(self) -> str:
        return self.comment("  ") if self.sometimes(3) else ""

    def comment(self, before: str) -> str:
        self.comments.append(f"# {len(self.comments)} 'said\": {{")
        return before + self.comments[-1]

    def sometimes(self, of: int = 2) -> bool:
        return self._draw(st.integers(1, of)) == of


@st.composite
def wild_files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text that is YAML, and the comments in it."""
    wild = Wild(draw)
    return "\n".join(wild.lines(draw(FILES))) + "\n", wild.comments


@settings(max_examples=100, deadline=None)
@given(wild_files())
def test_any_file_keeps_values_and_comments_and_has_one_form(wild: tuple[str, list[str]]) -> None:
    text, comments = wild
    assert formatted(text.encode(), "set.yaml")[1] == ()
    once = form_of(text)  # it compares the values itself
    assert form_of(once) == once
    assert sorted(line for line in re.findall(r"# \d+ 'said\": \{", once)) == sorted(comments)

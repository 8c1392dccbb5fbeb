"""Whatever is in a file, checking it ends, takes nothing along, and tells no more than what is wrong with it."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from quizbot.content import confined
from quizbot.content.confined import FIRST, MOST_BYTES, Checked, check, examine
from quizbot.content.problems import Severity
from tests.content.written import TEA, load_text

TODAY = date(2026, 11, 23)


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    load_text(tmp_path, TEA)
    return tmp_path


def merge_bomb() -> str:
    """Each name merges the one before twice: expanded, there are 2 to the 25th."""
    links = (f"k{n}: &k{n}\n  <<: [*k{n - 1}, *k{n - 1}]" for n in range(1, 26))
    return "\n".join(["k0: &k0 {x: y}", *links])


def laughs() -> str:
    """Each name has the one before nine times."""
    lines = (f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 10))
    return "\n".join(["k0: &k0 [x]", *lines])


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "merge bomb": (merge_bomb(), "yaml-merge-key"),
    "billion laughs": (laughs(), "yaml-anchor"),
    "30,000 brackets": ("[" * 30_000, "too-deep"),
    "deep flow": ("a: " + "{b: [" * 30_000, "too-deep"),
    "200,000 nodes": ("a: [" + "b," * 260_000 + "]", "too-many-nodes"),
    "one huge value": ("a: " + "x" * 500_000, "unknown-field"),
    "one huge quoted value": ('a: "' + "\\x41" * 125_000 + '"', "unknown-field"),
    "one huge name": ('"' + "x" * 500_000 + '": b', "yaml-syntax"),
    "half a million blanks": ("a: b" + " " * 500_000 + "# c", "missing-field"),
    "bidi in a comment": ("a: b # \u202e", "forbidden-character"),
    "bidi in a name": ("\u2066a: b", "forbidden-character"),
    "control in an escape": ('a: "\\x1b"', "forbidden-character"),
    "half a surrogate pair": (b"a: \xed\xa0\x80", "not-utf-8"),
    "half a surrogate pair in an escape": ('a: "\\ud800"', "yaml-syntax"),
    "UTF-16": ("a: b".encode("utf-16"), "not-utf-8"),
    "UTF-32": ("a: b".encode("utf-32"), "not-utf-8"),
    "overlong": (b"a: \xc0\xae", "not-utf-8"),
    "NUL": (b"a: b\0", "forbidden-character"),
    "a hundred thousand documents": ("---\na: b\n" * 50_000, "second-document"),
    "eight thousand anchors": ("\n".join(f"a{n}: &b c" for n in range(8_000)), "too-many-errors"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(1000), "not-utf-8"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_like_any_other(sets: Path, name: str) -> None:
    text, rule = HOSTILE[name]
    data = text.encode() if isinstance(text, str) else text
    assert len(data) <= MOST_BYTES * 2
    found = examine(data, sets, TODAY)
    assert rule in found.report
    assert found.errors > 0
    assert len(found.problems) <= FIRST
    assert all(len(each.message) + len(each.hint) + len(each.text) < 1000 for each in found.problems)
    assert not any(ord(character) < 0x20 and character != "\n" for character in found.report)


@pytest.mark.parametrize("name", ["merge bomb", "one huge value", "eight thousand anchors", "NUL"])
async def test_the_process_says_what_is_wrong_and_no_more(sets: Path, name: str) -> None:
    text, _ = HOSTILE[name]
    data = text.encode() if isinstance(text, str) else text
    assert await check(data, sets, TODAY) == examine(data, sets, TODAY)


async def test_the_gravest_problems_come_first(sets: Path) -> None:
    text = TEA.replace("cites: [{source: leaflet, at: Brewing ¶2}]", "cites: []").replace("answer: false", "answer: no")
    found = await check(text.encode(), sets, TODAY)
    assert found is not None
    severities = [each.severity for each in found.problems]
    assert severities == sorted(severities, key=list(Severity).index)
    assert (found.errors, found.warnings) == (1, 1)
    assert found.questions == 10
    assert found.since_lock == ""


async def test_a_good_file_has_nothing_to_tell(sets: Path) -> None:
    found = await check(TEA.encode(), sets, TODAY)
    assert found is not None
    assert (found.problems, found.errors, found.warnings, found.remarks, found.questions) == ((), 0, 0, 0, 10)


async def test_a_check_that_takes_too_long_is_killed(sets: Path) -> None:
    assert await check(TEA.encode(), sets, TODAY, patience=0.0) is None


@pytest.mark.parametrize(
    "answer",
    [b"", b"{", b"[]", b'{"problems": [{}]}', b'{"problems": [], "more": 1}', b"x" * 3_000_000, b'{"problems": 1}'],
    ids=lambda answer: answer[:20].decode(),
)
async def test_a_process_that_answers_otherwise_than_it_should_is_believed_nothing(
    sets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    """As if the file had taken the process over."""
    (tmp_path / "answer").write_bytes(answer)
    taken_over = tmp_path / "python"
    taken_over.write_text(f"#!/bin/sh\ncat {tmp_path / 'answer'}\n")
    taken_over.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(taken_over))
    assert await check(TEA.encode() * 50, sets, TODAY) is None


async def test_the_process_is_not_told_our_secrets(sets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path / 'environment'}\n")
    spy.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(spy))
    monkeypatch.setenv("QUIZBOT_TOKEN", "1:secret-token")
    monkeypatch.setenv("PGPASSWORD", "secret")
    await check(b"", sets, TODAY)
    assert "secret" not in (tmp_path / "environment").read_text()


def confined_run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A process that confines itself and then does this."""
    return subprocess.run(
        [sys.executable, "-c", f"from quizbot.content.confined import confine; confine()\n{code}"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},  # nothing that measures coverage, which would be a file
        check=False,
    )


def test_the_process_can_write_no_file(tmp_path: Path) -> None:
    done = confined_run("with open('x', 'w') as file: file.write('x')", tmp_path)
    assert "File too large" in done.stderr
    assert (tmp_path / "x").read_text() == ""


def test_the_process_gets_no_more_memory_than_its_share(tmp_path: Path) -> None:
    assert "MemoryError" in confined_run("bytes(2 * 1024**3)", tmp_path).stderr
    assert confined_run("bytes(64 * 1024**2)", tmp_path).returncode == 0


def test_the_process_cannot_raise_its_limits_again(tmp_path: Path) -> None:
    code = "import resource; print(*(resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_CORE)))"
    assert confined_run(code, tmp_path).stdout == "(10, 10) (0, 0)\n"


def test_the_process_can_start_no_other() -> None:
    code = "import os\nif os.geteuid() == 0: os.setuid(65534)  # root may always start processes\nos.fork()"
    assert "BlockingIOError" in confined_run(code, Path("/")).stderr


def test_in_the_process_a_file_becomes_json(
    sets: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    limits: dict[int, tuple[int, int]] = {}
    given = {resource.RLIMIT_AS: (resource.RLIM_INFINITY, resource.RLIM_INFINITY), resource.RLIMIT_CPU: (5, 5)}

    def set_limit(kind: int, limit: tuple[int, int]) -> None:
        if kind == resource.RLIMIT_CORE:
            raise ValueError("as on a system that does not know this limit")
        limits[kind] = limit

    monkeypatch.setattr(os, "nice", lambda _: 0)
    monkeypatch.setattr(resource, "getrlimit", lambda kind: given.get(kind, (1, 1)))
    monkeypatch.setattr(resource, "setrlimit", set_limit)
    monkeypatch.setattr(sys, "argv", ["-c", str(sets), TODAY.isoformat()])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEA.encode())))
    confined.main()
    sys.stdout.flush()
    written = json.loads(capfdbinary.readouterr().out)
    assert Checked(**{**written, "problems": ()}) == examine(TEA.encode(), sets, TODAY)
    assert limits[resource.RLIMIT_AS] == (1024**3, 1024**3)
    assert limits[resource.RLIMIT_CPU] == (5, 5)
    assert limits[resource.RLIMIT_FSIZE] == (0, 0)

"""Finding, opening and writing authored files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from quizbot.content.problems import Problem, Severity

SOURCES = "sources.yaml"
YAML = (".yaml", ".yml")
_RIGHTS = "Check who may read it."
_NEW = 0o644


def shown(path: Path) -> str:
    """The path as problems name it: from the working directory if it lies below, and without unprintable characters."""
    here = Path.cwd()
    short = path.relative_to(here) if path.is_relative_to(here) else path
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in str(short))


def find(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The files that the paths name and the YAML files in their folders, but hidden ones: absolute, sorted, each once.

    Whether a file that is named can be read turns out when it is opened.
    """
    files: set[Path] = set()
    problems: list[Problem] = []
    for path in (Path(os.path.abspath(each)) for each in paths):  # noqa: PTH100  resolve() would show where links lead
        if path.is_dir():
            known = len(problems)
            inside = set(_walk(path, problems))
            if not inside and len(problems) == known:
                problems.append(_unreadable(path, "There is no YAML file in this folder.", "Name another folder."))
            files |= inside
        else:
            files.add(path)
    return sorted(files), problems


def named(paths: Sequence[Path], name: str) -> Iterator[Path]:
    """The files of that name in the folders that the paths name, but in hidden ones: absolute."""
    for path in filter(Path.is_dir, paths):
        for parent, folders, names in os.walk(path.absolute()):
            folders[:] = [each for each in folders if not each.startswith(".")]
            if name in names:
                yield Path(os.path.abspath(parent), name)  # noqa: PTH100  resolve() would show where links lead


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def report(error: OSError) -> None:
        problems.append(_unreadable(Path(error.filename), f"This folder cannot be read: {error.strerror}.", _RIGHTS))

    for parent, folders, names in os.walk(folder, onerror=report):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith(".") and name.endswith(YAML))


def read(path: Path, most_bytes: int) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of the file, not many more than `most_bytes`, or why it cannot be read."""
    if path.suffix not in YAML and not path.exists():
        message = f"There is no folder `{shown(path)}`."
        return b"", (_unreadable(path, message, "`quizbot new` begins one."),)
    if not path.is_file():
        return b"", (_unreadable(path, "There is no such file.", "Check the name."),)
    try:
        with path.open("rb") as stream:
            return stream.read(most_bytes + 1), ()
    except OSError as error:
        return b"", (_unreadable(path, f"This file cannot be read: {error.strerror}.", _RIGHTS),)


def sources_above(path: Path) -> Path | None:
    """The sources.yaml beside the file or nearest above it."""
    candidates = (folder / SOURCES for folder in path.parents)
    return next((each for each in candidates if each.is_file()), None)


def schema_line(path: Path, name: str) -> str | None:
    """The line by which an editor finds the schema of that name beside the file or above; None if it is not there."""
    above = enumerate(path.absolute().parents)
    up = next((count for count, folder in above if (folder / name).is_file()), None)
    return None if up is None else f"# yaml-language-server: $schema={'../' * up}{name}"


def _unreadable(path: Path, message: str, hint: str) -> Problem:
    return Problem(
        file=shown(path),
        line=1,
        column=1,
        rule="unreadable-file",
        severity=Severity.ERROR,
        message=message,
        hint=hint,
    )


def replace(path: Path, text: str) -> None:
    """Writes the text to the file in one go: whoever reads meanwhile, or after a crash, finds the old or the new one.

    A link stays a link, and the file keeps its rights.

    Raises:
        OSError: the file cannot be written; the error names it.
    """
    try:
        _replace(path.resolve(), text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(target: Path, text: str) -> None:
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
        new = Path(stream.name)
        try:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
            new.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else _NEW)
            new.replace(target)
        except BaseException:
            new.unlink()
            raise

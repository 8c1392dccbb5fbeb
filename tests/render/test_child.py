"""A function in a process of its own: its bytes, or a word that there are none."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

import pytest

from quizbot.render.child import AT_ONCE, WAITING, InChild, NotRendered
from tests.render import tasks


async def test_it_returns_the_bytes_whatever_the_function_prints() -> None:
    assert await InChild()(tasks.told, "tea ", times=3) == b"tea tea tea "


async def test_the_child_is_nice_and_knows_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZBOT_TOKEN", "1:secret")
    niceness, settings = (await InChild()(tasks.surroundings)).decode().split(" ", 1)
    assert int(niceness) >= 10
    assert settings == "[]"


async def test_a_failure_is_told_without_the_text_that_it_was_about(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(NotRendered):
        await InChild()(tasks.fails, "what a patient wrote")
    assert "ValueError" in caplog.text
    assert "what a patient wrote" not in caplog.text


async def test_a_child_that_dies_is_a_failure() -> None:
    with pytest.raises(NotRendered):
        await InChild()(tasks.dies)


async def test_a_child_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(NotRendered, match="too long"):
        await InChild(patience=0.05)(tasks.never, "/dev/null")


async def test_a_child_whose_bytes_nobody_wants_any_more_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    os.mkfifo(note)
    wanted = asyncio.ensure_future(InChild()(tasks.never, str(note)))
    child = int(await asyncio.to_thread(note.read_text))  # until it is at work
    wanted.cancel()
    with pytest.raises(asyncio.CancelledError):
        await wanted
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


async def test_nobody_waits_behind_too_many() -> None:
    in_child = InChild()
    crowd = [asyncio.ensure_future(in_child(tasks.told, str(each))) for each in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(NotRendered, match="too many"):
        await in_child(tasks.told, "one more")
    assert await asyncio.gather(*crowd) == [str(each).encode() for each in range(AT_ONCE + WAITING)]

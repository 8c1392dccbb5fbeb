"""The clock that two processes read from one file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizbot.tryout.clock import FileClock

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def clock(path: Path) -> FileClock:
    return FileClock(path, wall=NOON.timestamp)


def test_without_a_file_it_is_the_real_time(tmp_path: Path) -> None:
    assert clock(tmp_path / "clock").now() == NOON
    assert clock(tmp_path / "clock").offset() == 0


def test_turns_add_up_and_every_reader_sees_each_of_them(tmp_path: Path) -> None:
    turned, reader = clock(tmp_path / "clock"), clock(tmp_path / "clock")
    for days in range(1, 6):
        turned.turn(timedelta(days=1))
        assert reader.now() == turned.now() == NOON + timedelta(days=days)
    assert reader.seconds() == (NOON + timedelta(days=5)).timestamp()


def test_it_can_be_set_back(tmp_path: Path) -> None:
    turned = clock(tmp_path / "clock")
    turned.turn(timedelta(hours=-1))
    assert turned.now() == NOON - timedelta(hours=1)


def test_when_the_file_is_deleted_it_is_the_real_time_again(tmp_path: Path) -> None:
    turned = clock(tmp_path / "clock")
    turned.turn(timedelta(hours=1))
    assert turned.now() == NOON + timedelta(hours=1)
    (tmp_path / "clock").unlink()
    assert turned.now() == NOON
    turned.turn(timedelta(hours=2))
    assert turned.now() == NOON + timedelta(hours=2)


def test_a_turn_leaves_no_draft_behind(tmp_path: Path) -> None:
    clock(tmp_path / "clock").turn(timedelta(hours=1))
    assert [path.name for path in tmp_path.iterdir()] == ["clock"]


def test_a_file_with_something_else_in_it_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("tomorrow")
    with pytest.raises(ValueError, match=r"clock should hold .* delete it"):
        clock(tmp_path / "clock").now()

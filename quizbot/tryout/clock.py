"""The clock of `try`: the real time plus an offset in a small file, read by the simulator's and the bot's process."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


class FileClock:
    """The real time plus the seconds that the file at `path` holds; without such a file, the real time.

    `wall` gives the real time in seconds since the epoch. Several processes may read one file; one of them turns it.
    """

    def __init__(self, path: Path, *, wall: Callable[[], float] = time.time) -> None:
        self._path = path
        self._wall = wall
        self._seen: tuple[int, int] | None = None  # the file's number and time of change when it was last read
        self._offset = 0.0

    def offset(self) -> float:
        """Seconds by which this clock is ahead of the real time; ValueError if the file holds anything but a number."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            self._seen, self._offset = None, 0.0
            return 0.0
        # Each turn puts a new file in place: its number changes even where two turns share one tick of the file system.
        seen = (status.st_ino, status.st_mtime_ns)
        if seen != self._seen:
            self._offset = self._read()
            self._seen = seen
        return self._offset

    def seconds(self) -> float:
        """This clock's time in seconds since the epoch."""
        return self._wall() + self.offset()

    def now(self) -> datetime:
        """This clock's time, in UTC."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def turn(self, by: timedelta) -> None:
        """Move the clock by that much for every process that reads the file; a crash leaves the old or the new time."""
        draft = self._path.with_name(f"{self._path.name}.new")
        draft.write_text(f"{self.offset() + by.total_seconds()!r}\n", encoding="ascii")
        draft.replace(self._path)

    def _read(self) -> float:
        text = self._path.read_text(encoding="ascii")
        try:
            return float(text)
        except ValueError:
            raise ValueError(
                f"{self._path} should hold the clock's offset in seconds; delete it to start anew"
            ) from None

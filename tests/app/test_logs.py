"""One line an event; of what a library says only its own words and numbers, of an error only where it came from."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from quizbot.app import logs

ROOT = Path(__file__).parent.parent.parent
ADA = "what Ada wrote"

ours = logging.getLogger("quizbot.test")
library = logging.getLogger("library.test")


class Written(io.StringIO):
    """What the log says."""

    @property
    def lines(self) -> list[str]:
        return self.getvalue().splitlines()

    @property
    def fields(self) -> dict[str, Any]:
        """Those of the only line."""
        (line,) = self.lines
        fields: dict[str, Any] = json.loads(line)
        return fields

    @property
    def message(self) -> str:
        return str(self.fields["message"])


@pytest.fixture
def written() -> Iterator[Written]:
    """A log in JSON of what two loggers say, ours and a library's; the token is a secret."""
    written = Written()
    handler = logs.handler(written, "json", {"4711:token", "token"})
    for logger in (ours, library):
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield written
    for logger in (ours, library):
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


def fail(kind: type[Exception]) -> None:
    raise kind(ADA)


def fail_after_another(kind: type[Exception], first: type[Exception], *, on_purpose: bool = False) -> None:
    try:
        fail(first)
    except first as error:
        if on_purpose:
            raise kind(ADA) from None
        raise kind(ADA) from error


# Lines


def test_a_line_says_when_how_bad_who_and_what(written: Written) -> None:
    ours.info("%d updates, “%s”", 3, "well")
    assert written.fields.pop("at").endswith("+00:00")
    assert written.fields | {"at": ""} == {
        "at": "",
        "level": "info",
        "logger": "quizbot.test",
        "message": "3 updates, “well”",
    }


def test_a_line_is_one_line_whatever_is_in_it(written: Written) -> None:
    ours.info("one\ntwo\r\n%s", "three\u2028four")
    assert written.message == "one two three four"


def test_whose_and_which_update_it_was_are_fields_if_they_are_numbers(written: Written) -> None:
    ours.warning("failed", extra={"learner": 7, "update": 12})
    assert (written.fields["learner"], written.fields["update"]) == (7, 12)
    written.truncate(written.seek(0))
    ours.warning("failed again", extra={"learner": ADA, "update": None, "text": ADA})
    assert written.fields.keys() == {"at", "level", "logger", "message"}


def test_a_line_for_people_has_the_same_in_it() -> None:
    record = logging.LogRecord("quizbot.test", logging.ERROR, "", 0, "update failed", (), None)
    record.created = 0.0
    record.update = 12
    try:
        fail(ValueError)
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    line = logs.TextLines().format(record)
    assert "1970" in line or "1969" in line
    assert " ERROR update failed update=12 (ValueError at test_logs.py:" in line
    assert ADA not in line


def test_a_line_for_people_says_which_library_speaks() -> None:
    record = logging.LogRecord("library.test", logging.WARNING, "", 0, "beware", (), None)
    assert " WARNING library.test: " in logs.TextLines().format(record)


# What is hidden


def test_secrets_are_hidden_wherever_they_stand_the_longest_first(written: Written) -> None:
    ours.info("https://example.org/bot%s/getMe, and a token", "4711:token")
    assert written.message == "https://example.org/bot…/getMe, and a …"


def test_of_an_error_only_its_kind_and_places_are_told_and_those_of_what_led_to_it(written: Written) -> None:
    try:
        fail_after_another(ValueError, KeyError)
    except ValueError:
        ours.exception("a fault")
    told = written.fields["error"]
    assert ADA not in written.getvalue()
    assert told.startswith("ValueError at test_logs.py:")
    assert ", after KeyError at test_logs.py:" in told


def test_what_was_replaced_on_purpose_is_left_out(written: Written) -> None:
    try:
        fail_after_another(ValueError, KeyError, on_purpose=True)
    except ValueError:
        ours.exception("a fault")
    assert "KeyError" not in written.fields["error"]


def test_of_a_library_numbers_are_told_and_words_hidden(written: Written) -> None:
    library.warning("%s waited %.1f s for %d of %r: %s, %s", ADA, 1.5, 3, ADA, ValueError(ADA), None)
    assert written.message == "… waited 1.5 s for 3 of '…': ValueError, None"


def test_so_it_is_with_names(written: Written) -> None:
    library.warning("%(who)s waited %(seconds)d s", {"who": ADA, "seconds": 3})
    assert written.message == "… waited 3 s"


def test_what_a_library_has_filled_in_itself_is_not_told_at_all(written: Written) -> None:
    library.warning(f"{ADA} is late")  # as libraries do
    assert written.message == logs.NOT_SHOWN


def test_a_percent_sign_in_a_librarys_words_is_only_that(written: Written) -> None:
    library.warning("100% sure")
    assert written.message == "100% sure"


def test_what_would_hide_in_a_numbers_place_leaves_the_words_as_they_are(written: Written) -> None:
    library.warning("took %d s", Decimal(3))
    assert written.message == "took %d s"


# Repetitions


def record(message: str, *arguments: object, level: int = logging.ERROR) -> logging.LogRecord:
    return logging.LogRecord("quizbot.test", level, "there.py", 7, message, arguments, None)


def of_update(number: int) -> logging.LogRecord:
    about = record("an update failed")
    about.update = number
    return about


def test_a_complaint_is_made_once_a_minute() -> None:
    seconds = [0.0, 0.5, 30.0, 59.9, 60.0, 60.1, 119.9, 120.0]
    repetitions = logs.Repetitions(iter(seconds).__next__)
    assert [at for at in seconds if repetitions.is_new(record("%s is away", "db"))] == [0.0, 60.0, 120.0]


def test_another_complaint_is_another_and_what_is_no_complaint_is_always_told() -> None:
    repetitions = logs.Repetitions(lambda: 0.0)
    assert [repetitions.is_new(record("%d failed", number)) for number in (1, 2, 1)] == [True, True, False]
    assert [repetitions.is_new(of_update(number)) for number in (1, 2, 1)] == [True, True, False]
    assert [repetitions.is_new(record("read again", level=logging.INFO)) for _ in range(2)] == [True, True]


# What nobody has caught, in processes of their own


def printed(code: str, *, fails: bool = False) -> list[str]:
    """What a program prints to its error output that logs as `quizbot run` does."""
    prelude = "from quizbot.app import logs; logs.configure('debug', 'json'); logs.watch_over()\n"
    done = subprocess.run([sys.executable, "-c", prelude + code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode != 0) is fails
    assert ADA not in done.stderr
    return [json.loads(line)["message"] for line in done.stderr.splitlines()]


def test_only_our_own_log_is_turned_up() -> None:
    code = "import logging; [logging.getLogger(name).debug('hello') for name in ('quizbot.app', 'telegram', 'aiohttp')]"
    assert printed(code) == ["hello"]


def test_the_end_of_the_program_is_one_line() -> None:
    assert printed(f"raise ValueError({ADA!r})", fails=True) == ["quizbot has ended by a fault of its own"]


def test_the_end_of_a_thread_is_one_line() -> None:
    code = f"import threading\ndef run(): raise ValueError({ADA!r})\nthreading.Thread(target=run).start()"
    assert printed(code) == ["a thread has ended by a fault of its own"]


def test_a_fault_while_something_is_given_up_is_one_line() -> None:
    code = f"class A:\n    def __del__(self): raise ValueError({ADA!r})\nA()"
    assert printed(code) == ["a fault while something was given up"]


def test_a_line_that_cannot_be_written_is_not_printed_in_another_way() -> None:
    assert printed(f"logs.log.info('%d', {ADA!r})") == []


def test_a_fault_on_the_event_loop_is_one_line() -> None:
    code = f"""
import asyncio
async def fail(): raise ValueError({ADA!r})
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.on_loop)
    task = loop.create_task(fail())
    await asyncio.sleep(0)
    del task
    loop.call_soon(int, {ADA!r})
    await asyncio.sleep(0)
    loop.call_exception_handler({{"message": "something is unclosed"}})
asyncio.run(main())
"""
    fault = "a fault that nobody waited for"
    assert printed(code) == [fault, "the event loop says: something is unclosed"]

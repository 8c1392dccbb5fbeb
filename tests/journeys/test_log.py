"""Whatever is logged of a conversation, at every level and by every library: nothing of it can be read there."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
from collections.abc import Iterator

import pytest

from quizbot.app import logs
from quizbot.domain.questions import Library
from tests.box import TOKEN, boxed

NAME = "Zenobia"
TYPED = "Quicksilver and 7 daffodils"
PRIVATE = (TOKEN, NAME, TYPED, "Quicksilver")


class Ears(logging.Handler):
    """Hears everything as it was meant to be said."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())
        if record.exc_info:
            self.heard.append(repr(record.exc_info[1]))


@pytest.fixture
def ears() -> Iterator[Ears]:
    """Everything is logged from the lowest level on, by SQLAlchemy too, which sets a level of its own."""
    ears, root = Ears(), logging.getLogger()
    before = {logger: logger.level for logger in (root, logging.getLogger("sqlalchemy"))}
    for logger in before:
        logger.setLevel(logging.DEBUG)
    root.addHandler(ears)
    yield ears
    root.removeHandler(ears)
    for logger, level in before.items():
        logger.setLevel(level)


async def raise_later() -> None:
    raise ValueError(TYPED)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", ["text", "json"])
async def test_neither_token_nor_names_nor_texts(sqlite_url: str, teas: Library, ears: Ears, form: str) -> None:
    written = io.StringIO()
    handler = logs.handler(written, form)
    logging.getLogger().addHandler(handler)
    try:
        async with boxed(sqlite_url, teas) as box:
            somebody = box.person(NAME, 7)
            await somebody.begins()
            await somebody.taps("Go on")
            await somebody.says(TYPED)
            box.simulator.fail_next("sendMessage", status=400, description=f"Bad Request: {TYPED}")
            await somebody.says(f"/start {TYPED}")
            await somebody.says("/export")
            await somebody.says("/delete")
            task = asyncio.create_task(raise_later())
            await asyncio.sleep(0)
            del task
            gc.collect()
    finally:
        logging.getLogger().removeHandler(handler)
    meant, said = "\n".join(ears.heard), written.getvalue()
    assert [each for each in PRIVATE if each not in meant] == []  # so there was something to hide
    assert [each for each in PRIVATE if each in said] == []
    lines = said.splitlines()
    assert any("Calling Bot API endpoint" in line for line in lines)
    assert any("ValueError at test_log.py:" in line for line in lines)
    assert any(
        "an update failed: BadRequest" in line and ("learner=7" in line or '"learner": 7' in line) for line in lines
    )
    assert all(line.startswith("{" if form == "json" else "2") for line in lines)

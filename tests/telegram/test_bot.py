"""The Application around everything: its start, its one job, and what becomes of a reminder."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import Application

from quizbot.config import WrongSettings
from quizbot.i18n import LANGUAGES, Translators
from quizbot.storage.errors import DatabaseFull
from quizbot.telegram.bot import Telegram, announce, connect, introduce, sweep_every
from quizbot.telegram.delivery import PATIENCE
from quizbot.telegram.screens.practising import commands
from quizbot.telegram.transport import AiohttpRequest, NotSent
from quizbot.tryout.simulator import Simulator
from tests.telegram.line import Line

TOKEN = "1:a-token-for-the-bot"


@dataclass(kw_only=True)
class Start:
    """An Application that has not met its server yet; `slept` has the seconds that nobody has waited."""

    simulator: Simulator
    line: Line
    application: Telegram
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def introduced(self) -> None:
        await introduce(self.application, self.sleep)


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    simulator = Simulator(token=TOKEN, clock=lambda: 0.0)
    line = Line(simulator)
    application = connect(TOKEN, "http://127.0.0.1", line, line)
    yield Start(simulator=simulator, line=line, application=application)
    await application.shutdown()


# Starting


async def test_it_learns_its_own_name(start: Start) -> None:
    await start.introduced()
    assert start.application.bot.username == start.simulator.username
    assert start.slept == []


@pytest.mark.parametrize("error", [NotSent("refused"), TimedOut(), NetworkError("dropped"), TelegramError("odd")])
async def test_a_server_that_cannot_be_reached_is_waited_for(
    start: Start, error: TelegramError, caplog: pytest.LogCaptureFixture
) -> None:
    start.line.before.extend([error] * 3)
    await start.introduced()
    assert start.slept == [PATIENCE] * 3
    assert start.application.bot.username == start.simulator.username
    assert "cannot be reached" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"),
    [(429, 17, 17), (429, None, PATIENCE), (500, None, PATIENCE), (502, None, PATIENCE)],
)
async def test_a_server_that_is_busy_is_waited_for(
    start: Start, status: int, retry_after: int | None, seconds: float
) -> None:
    start.simulator.fail_next("getMe", status=status, retry_after=retry_after)
    await start.introduced()
    assert start.slept == [seconds]


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_the_server_does_not_know_is_not_tried_again_and_not_shown(
    start: Start, status: int
) -> None:
    start.simulator.fail_next("getMe", status=status)
    with pytest.raises(WrongSettings, match="QUIZBOT_TOKEN: the Bot API does not know it") as raised:
        await start.introduced()
    assert start.slept == []
    assert TOKEN not in str(raised.value)
    assert raised.value.__suppress_context__


async def test_connections_are_closed_if_the_start_is_given_up() -> None:
    requests = AiohttpRequest(), AiohttpRequest()
    application = connect(TOKEN, "http://127.0.0.1:1", *requests)

    async def give_up(_: float) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await introduce(application, give_up)
    for request in requests:
        with pytest.raises(NetworkError, match="not initialized"):
            await request.post("http://127.0.0.1:1")


async def test_the_menu_of_commands_is_told(start: Start) -> None:
    await start.introduced()
    await announce(start.application.bot, Translators())
    told = [(command.command, command.description) for command in start.simulator.commands]
    assert told == list(commands(Translators()(None)))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_menu_of_commands_is_in_everybodys_language(start: Start, language: str) -> None:
    await start.introduced()
    start.simulator.person(7, first_name="Ada", language_code=language)
    await announce(start.application.bot, Translators())
    told = [(command.command, command.description) for command in start.simulator.commands_for(7)]
    assert told == list(commands(Translators()(language)))


# The sweep


async def test_one_job_sweeps(start: Start) -> None:
    swept: list[str] = []

    async def sweep() -> None:
        swept.append("once")

    await start.introduced()
    sweep_every(start.application, sweep, timedelta(hours=1))
    (job,) = start.application.job_queue.jobs() if start.application.job_queue else ()
    await job.run(start.application)
    assert swept == ["once"]


async def test_a_sweep_that_fails_is_logged_without_its_words_and_the_next_one_tries_again(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    async def sweep() -> None:
        raise ValueError("what Ada wrote")

    await start.introduced()
    sweep_every(start.application, sweep, timedelta(hours=1))
    (job,) = start.application.job_queue.jobs() if start.application.job_queue else ()
    for _ in range(2):
        await job.run(start.application)
    said = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(said) == 2
    assert "ValueError at bot.py:" in said[0].getMessage()
    assert "test_bot.py:" in said[0].getMessage()
    assert "Ada" not in caplog.text


async def test_a_sweep_that_the_database_stops_says_what_to_do_about_it(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    async def sweep() -> None:
        raise DatabaseFull("quizbot.db", "disk full")

    await start.introduced()
    sweep_every(start.application, sweep, timedelta(hours=1))
    (job,) = start.application.job_queue.jobs() if start.application.job_queue else ()
    await job.run(start.application)
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert said == [f"reminders wait: {DatabaseFull('quizbot.db', 'disk full')}"]


@pytest.mark.filterwarnings("ignore:No .JobQueue. set up")
def test_without_a_queue_for_jobs_it_does_not_start() -> None:
    application: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder().token(TOKEN).job_queue(None).updater(None).build()
    )

    async def sweep() -> None:
        """Sweep nothing."""

    with pytest.raises(RuntimeError, match="APScheduler"):
        sweep_every(application, sweep, timedelta(hours=1))

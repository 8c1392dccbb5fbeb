"""The doctor finds what is wrong, says what to do, and harms nothing; no secret is ever shown."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from psycopg import sql
from sqlalchemy import text

from quizbot.app.doctor import bot_api, database, machine, teaching
from quizbot.app.doctor.finding import Finding, Level
from quizbot.app.doctor.settings import configured
from quizbot.app.doctor.visit import examine
from quizbot.config import Settings, read_settings
from quizbot.metrics import Metrics
from quizbot.storage.schema import HEAD, migrate, revisions
from quizbot.tryout.controls import Controls
from quizbot.tryout.server import build
from quizbot.tryout.server import serve as serve_simulator
from quizbot.tryout.simulator import Simulator
from quizbot.web import Vitals, monitoring, serve
from tests.databases import PostgresqlServer, opened

TOKEN = "4711:AAbb-cc_ddEEff"
SETS = Path(__file__).parent.parent / "sets"
BAD = Path(__file__).parent.parent / "content" / "bad" / "loose-ends.yaml"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOOK = "http://127.0.0.1:9000/telegram"


def settings(**given: str) -> Settings:
    """Settings by the ends of their names."""
    environment = {"TOKEN": TOKEN, "API_BASE": "http://127.0.0.1:1", "QUESTIONS": str(SETS)} | given
    return read_settings({f"QUIZBOT_{name}": value for name, value in environment.items()})


def now() -> datetime:
    return datetime.now(UTC)


async def found(findings: AsyncIterator[Finding]) -> list[tuple[Level, str]]:
    """What is found, in the words up to the first that depends on this machine."""
    return [(each.level, each.text) async for each in findings]


async def only(findings: AsyncIterator[Finding], level: Level) -> list[str]:
    return [each.text async for each in findings if each.level is level]


# The Bot API


@pytest.fixture
async def simulator() -> AsyncIterator[tuple[Simulator, str]]:
    """A simulated Bot API and its address."""
    simulator = Simulator(token=TOKEN, clock=NOON.timestamp)
    async with serve_simulator(build(simulator, Controls(), now=now), port=0) as port:
        yield simulator, f"http://127.0.0.1:{port}"


async def test_a_bot_api_that_answers_is_well(simulator: tuple[Simulator, str]) -> None:
    levels = [level for level, _ in await found(bot_api.examine(settings(API_BASE=simulator[1]), now))]
    assert levels == [Level.OK] * 3


async def test_a_token_that_it_does_not_know_is_a_problem_and_not_shown(simulator: tuple[Simulator, str]) -> None:
    secret = "4712:another-secret"
    ((level, said),) = await found(bot_api.examine(settings(API_BASE=simulator[1], TOKEN=secret), now))
    assert level is Level.PROBLEM
    assert "does not know the token. Ask @BotFather" in said
    assert secret not in said


async def test_one_that_is_not_there_is_a_problem() -> None:
    ((level, said),) = await found(bot_api.examine(settings(), now))
    assert level is Level.PROBLEM
    assert said.startswith("127.0.0.1:1 cannot be reached (ClientConnectorError).")


async def test_a_name_that_nobody_knows_is_a_problem() -> None:
    ((level, said),) = await found(bot_api.examine(settings(API_BASE="https://nowhere.invalid"), now))
    assert level is Level.PROBLEM
    assert said.startswith("nowhere.invalid cannot be ")


async def test_without_a_token_it_says_how_to_get_one() -> None:
    ((level, said),) = await found(bot_api.examine(settings(TOKEN=""), now))
    assert level is Level.PROBLEM
    assert "@BotFather" in said


@asynccontextmanager
async def api(**answers: Any) -> AsyncIterator[str]:
    """A server that answers methods so; where there is no answer it says nothing for long. Its address."""

    async def answer(request: web.Request) -> web.StreamResponse:
        result = answers.get(request.match_info["method"])
        if result is None:
            await asyncio.Event().wait()
        if isinstance(result, web.Response):
            return result
        return web.json_response({"ok": True, "result": result})

    application = web.Application()
    application.router.add_post("/bot{token}/{method}", answer)
    port = unused_port()
    async with serve(application, host="127.0.0.1", port=port):
        yield f"http://127.0.0.1:{port}"


ME = {"username": "tea_bot"}


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(text="<html>the café's wifi wants a password</html>", status=200),
        web.Response(text="Bad Gateway", status=502),
        web.Response(text="[]"),
        web.Response(text='{"ok": false}'),
        web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}),
    ],
)
async def test_what_is_no_bot_api_is_a_problem(answer: web.Response) -> None:
    async with api(getMe=answer) as address:
        ((level, said),) = await found(bot_api.examine(settings(API_BASE=address), now))
    assert level is Level.PROBLEM
    assert f"does not answer as a Bot API does (HTTP {answer.status})" in said


async def test_one_that_says_nothing_is_not_waited_for_without_end() -> None:
    async with api() as address:
        ((level, said),) = await found(bot_api.examine(settings(API_BASE=address), now, patience=0.05))
    assert level is Level.PROBLEM
    assert "does not answer." in said


@pytest.mark.parametrize(
    ("seconds", "level", "words"),
    [
        (0, Level.OK, "agree about the time"),
        (5, Level.OK, "agree about the time"),
        (60, Level.WARNING, "clock is 60 s behind"),
        (-60, Level.WARNING, "clock is 60 s ahead"),
        (3600, Level.PROBLEM, "clock is 3600 s behind"),
        (-3600, Level.PROBLEM, "clock is 3600 s ahead"),
    ],
)
async def test_a_clock_that_is_wrong_is_found_by_the_servers(seconds: int, level: Level, words: str) -> None:
    date = format_datetime(NOON + timedelta(seconds=seconds), usegmt=True)
    me = web.json_response({"ok": True, "result": ME}, headers={"Date": date})
    async with api(getMe=me, getWebhookInfo={}) as address:
        said = await found(bot_api.examine(settings(API_BASE=address), lambda: NOON + timedelta(seconds=0.5)))
    assert said[1][0] is level
    assert words in said[1][1]


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 23 Nov 2026 12:00:00 -0000"])
async def test_a_server_that_does_not_say_the_time_is_not_asked_for_it(date: str) -> None:
    me = web.json_response({"ok": True, "result": ME}, headers={"Date": date})
    async with api(getMe=me, getWebhookInfo={}) as address:
        assert len(await found(bot_api.examine(settings(API_BASE=address), now))) == 2


@pytest.mark.parametrize(
    ("wanted", "is_set", "level", "words"),
    [
        ("", "", Level.OK, "they are fetched"),
        ("", "https://other.example.org/x", Level.WARNING, "webhook at other.example.org, and QUIZBOT_WEBHOOK_URL is"),
        (HOOK, HOOK, Level.OK, f"they are posted to {HOOK}"),
        (HOOK, "", Level.WARNING, "no webhook is set yet; `quizbot run` sets QUIZBOT_WEBHOOK_URL"),
        (
            HOOK,
            "https://other.example.org/secret",
            Level.WARNING,
            "they are posted to other.example.org; `quizbot run`",
        ),
    ],
)
async def test_the_way_that_updates_take_is_compared(wanted: str, is_set: str, level: Level, words: str) -> None:
    async with api(getMe=ME, getWebhookInfo={"url": is_set}) as address:
        said = await found(bot_api.examine(settings(API_BASE=address, WEBHOOK_URL=wanted), now))
    assert said[-1][0] is level
    assert words in said[-1][1]
    assert "/secret" not in said[-1][1]


async def test_updates_that_wait_and_posts_that_fail_are_warned_of() -> None:
    info = {
        "url": HOOK,
        "pending_update_count": 4000,
        "last_error_date": int(NOON.timestamp()) - 600,
        "last_error_message": "Wrong response from the webhook:\n502 Bad Gateway",
    }
    async with api(getMe=ME, getWebhookInfo=info) as address:
        said = await only(bot_api.examine(settings(API_BASE=address, WEBHOOK_URL=HOOK), lambda: NOON), Level.WARNING)
    assert said == [
        "4000 wait at the Bot API: nobody takes them in, or not fast enough",
        "posting to the webhook failed 10 min ago: Wrong response from the webhook: 502 Bad Gateway",
    ]


# This machine


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


async def test_a_free_address_is_well() -> None:
    health, hook = f"127.0.0.1:{unused_port()}", f"127.0.0.1:{unused_port()}"
    assert await found(machine.examine(settings(HEALTH_LISTEN=health, WEBHOOK_URL=HOOK, LISTEN=hook))) == [
        (Level.OK, f"{health} is free for /healthz and /metrics; no bot runs there now"),
        (Level.OK, f"{hook} is free for updates"),
    ]


async def test_an_address_that_is_nobodys_is_a_problem() -> None:
    (said,) = await only(machine.examine(settings(HEALTH_LISTEN="192.0.2.1:8090")), Level.PROBLEM)
    assert said.startswith("QUIZBOT_HEALTH_LISTEN = '192.0.2.1:8090': nobody can listen there (cannot assign")


async def test_a_port_that_another_program_has_is_a_problem() -> None:
    async with api() as address:  # which speaks HTTP, but is no bot
        listen = address.removeprefix("http://")
        said = await only(machine.examine(settings(HEALTH_LISTEN=listen)), Level.PROBLEM)
    assert said == [
        f"QUIZBOT_HEALTH_LISTEN = {listen!r}: nobody can listen there (address already in use). Choose another."
    ]


async def test_that_nobody_can_watch_is_warned_of() -> None:
    (said,) = await only(machine.examine(settings(HEALTH_LISTEN="127.0.0.1:0")), Level.WARNING)
    assert "nobody can watch over it" in said


async def test_a_taken_port_for_updates_is_a_problem_unless_a_bot_runs(taken_port: int) -> None:
    given = {"WEBHOOK_URL": HOOK, "LISTEN": f"127.0.0.1:{taken_port}"}
    alone = settings(HEALTH_LISTEN=f"127.0.0.1:{unused_port()}", **given)
    assert (await found(machine.examine(alone)))[-1] == (
        Level.PROBLEM,
        f"QUIZBOT_LISTEN = '127.0.0.1:{taken_port}': nobody can listen there (address already in use)",
    )
    async with bot(fetch=1.0) as listen:
        beside = settings(HEALTH_LISTEN=listen, **given)
        assert [level for level, _ in await found(machine.examine(beside))] == [Level.OK, Level.OK]


@asynccontextmanager
async def bot(**ages: float | None) -> AsyncIterator[str]:
    """A bot that runs and says how it is; its address."""

    async def look() -> Vitals:
        return Vitals(ages=ages, notes=["3 updates wait"])

    port = unused_port()
    async with serve(monitoring(look, Metrics()), host="127.0.0.1", port=port):
        yield f"127.0.0.1:{port}"


async def test_a_bot_that_runs_is_asked_how_it_is() -> None:
    async with bot(fetch=1.0) as listen:
        assert await found(machine.examine(settings(HEALTH_LISTEN=listen))) == [
            (Level.OK, f"a bot runs at {listen} and is well")
        ]
    async with bot(fetch=90.0, sweep=None) as listen:
        assert await found(machine.examine(settings(HEALTH_LISTEN=listen))) == [
            (
                Level.PROBLEM,
                f"a bot runs at {listen} and is not well: fetch 90 s ago, sweep never; 3 updates wait. See its log.",
            )
        ]


# The question sets


async def test_sets_without_errors_and_with_a_contact_are_well() -> None:
    assert await found(teaching.examine(settings(CONTACT="room 12"))) == [
        (Level.OK, "13 questions in 2 sets, without errors"),
        (Level.OK, "patients are told whom to contact"),
    ]


async def test_that_patients_are_told_nobody_to_contact_is_warned_of() -> None:
    (said,) = await only(teaching.examine(settings()), Level.WARNING)
    assert said.startswith("patients are taught (tea-patients), and QUIZBOT_CONTACT does not say whom they can contact")


async def test_where_no_patients_are_taught_nobody_need_be_named(tmp_path: Path) -> None:
    for name in ("students.yaml", "sources.yaml"):
        shutil.copy(SETS / name, tmp_path / name)
    assert [level for level, _ in await found(teaching.examine(settings(QUESTIONS=str(tmp_path))))] == [Level.OK]


async def test_errors_are_a_problem_unless_they_are_wanted() -> None:
    (said,) = await only(teaching.examine(settings(QUESTIONS=str(BAD))), Level.PROBLEM)
    assert "`quizbot run` refuses to start; see quizbot check" in said
    (said,) = await only(teaching.examine(settings(QUESTIONS=str(BAD), DESPITE_ERRORS="yes")), Level.WARNING)
    assert "left out" in said


async def test_that_there_is_no_folder_is_a_problem(tmp_path: Path) -> None:
    (said,) = await only(teaching.examine(settings(QUESTIONS=str(tmp_path / "none"))), Level.PROBLEM)
    assert "There is no folder" in said


async def test_that_there_is_no_set_is_a_problem(tmp_path: Path) -> None:
    shutil.copy(SETS / "sources.yaml", tmp_path / "sources.yaml")
    (said,) = await only(teaching.examine(settings(QUESTIONS=str(tmp_path))), Level.PROBLEM)
    assert "there is no question in" in said


# The database


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def shut(url: str, mode: int = 0o600) -> None:
    """Let nobody but its owner read the file."""
    path_of(url).chmod(mode)


def damage(url: str) -> None:
    """Overwrite a page, where a table begins."""
    with closing(sqlite3.connect(path_of(url))) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reviews'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path_of(url).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


async def of_database(url: str) -> list[tuple[Level, str]]:
    return await found(database.examine(settings(DATABASE_URL=url), now))


async def test_a_database_that_is_whole_and_up_to_date_is_well(sqlite_url: str) -> None:
    shut(sqlite_url)
    assert [level for level, _ in await of_database(sqlite_url)] == [Level.OK] * 4


async def test_so_it_is_while_a_bot_runs(sqlite_url: str) -> None:
    shut(sqlite_url)
    async with opened(sqlite_url):
        assert [level for level, _ in await of_database(sqlite_url)] == [Level.OK] * 4


async def test_a_database_that_is_not_there_is_not_created(empty_sqlite_url: str, tmp_path: Path) -> None:
    said = await of_database(empty_sqlite_url)
    assert [level for level, _ in said] == [Level.OK, Level.OK]
    assert said[-1][1].endswith("does not exist yet; `quizbot run` creates it")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - in an async test


async def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    said = await of_database(f"sqlite:///{tmp_path}/nowhere/quizbot.db")
    assert said[0] == (
        Level.PROBLEM,
        f"there is no folder {tmp_path}/nowhere, which QUIZBOT_DATABASE_URL names; make it",
    )


async def test_a_file_that_is_no_database_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "quizbot.db").write_text("no database, but long enough to be looked at" * 10)
    assert "is damaged or no database" in (await of_database(f"sqlite:///{tmp_path}/quizbot.db"))[-1][1]


async def test_damage_inside_is_found(sqlite_url: str) -> None:
    damage(sqlite_url)
    (said,) = [said for level, said in await of_database(sqlite_url) if level is Level.PROBLEM]
    assert "damaged" in said


async def test_a_file_that_is_too_large_to_look_through_at_once_is_not(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOOKING", -1.0)
    async with opened(sqlite_url) as filled:
        await filled.transact(
            lambda connection: connection.execute(
                text(
                    "INSERT INTO question_keys WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                    " i < 20000) SELECT i, i FROM n"
                )
            )
        )
    assert any("too large to be looked through here" in said for _, said in await of_database(sqlite_url))


async def test_that_others_may_read_it_is_warned_of(sqlite_url: str) -> None:
    shut(sqlite_url, 0o644)
    path = path_of(sqlite_url)
    said = await of_database(sqlite_url)
    assert (Level.WARNING, f"other users of this machine may read {path}; chmod 600 {path}") in said


async def test_what_may_not_be_written_to_is_a_problem(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    problems = [said for level, said in await of_database(sqlite_url) if level is Level.PROBLEM]
    assert len(problems) == 2
    assert all("may not be written to" in said for said in problems)


@pytest.mark.parametrize(
    ("free", "level"), [(0, Level.PROBLEM), (database.NO_ROOM, Level.WARNING), (database.LITTLE_ROOM, Level.OK)]
)
async def test_a_disk_that_is_nearly_full_is_found(
    empty_sqlite_url: str, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert (await of_database(empty_sqlite_url))[0][0] is level


@pytest.mark.parametrize(
    ("revision", "level", "words"),
    [
        ("0001", Level.WARNING, f"`quizbot run` or `quizbot migrate` brings them to {HEAD}"),
        ("9999", Level.PROBLEM, f"newer than this program's {HEAD}; update quizbot"),
    ],
)
async def test_tables_of_another_revision_are_found(database_url: str, revision: str, level: Level, words: str) -> None:
    async with opened(database_url) as open_database:
        await open_database.transact(
            lambda connection: connection.execute(revisions.update().values(version_num=revision))
        )
    said = await of_database(database_url)
    assert said[-1][0] is level
    assert words in said[-1][1]


async def test_a_database_without_tables_is_said_to_have_none(empty_database_url: str) -> None:
    async with opened(empty_database_url):
        pass
    assert (await of_database(empty_database_url))[-1] == (Level.OK, "there are none yet; `quizbot run` creates them")


async def test_what_waits_and_what_was_given_up_is_warned_of(database_url: str) -> None:
    async with opened(database_url) as open_database:
        await migrate(open_database)
        await open_database.transact(
            lambda connection: connection.execute(
                text(
                    "INSERT INTO inbox (update_id, learner_id, received_at, due_at, finished_at, dead) VALUES"
                    " (1, 7, 0, 0, 0, true), (2, 7, 0, 0, NULL, false)"
                )
            )
        )
    said = [said for level, said in await of_database(database_url) if level is Level.WARNING]
    assert said[-2].startswith("an update has waited for ")
    assert said[-1] == "1 update could not be answered and got an apology; see the log for why"


async def test_a_server_that_forgets_in_a_power_cut_is_a_problem(postgresql_url: str) -> None:
    """As that of these tests does, for speed."""
    (problem,) = [said for level, said in await of_database(postgresql_url) if level is Level.PROBLEM]
    assert problem.startswith("its settings lose answers in a power cut")


async def test_a_server_that_is_read_only_is_a_problem(
    postgresql_url: str, postgresql_server: PostgresqlServer
) -> None:
    name = postgresql_url.partition("@/")[2].partition("?")[0]
    postgresql_server.execute(
        sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(sql.Identifier(name))
    )
    problems = [said for level, said in await of_database(postgresql_url) if level is Level.PROBLEM]
    assert any(said.startswith("it is read-only") for said in problems)


async def test_a_user_who_may_create_nothing_is_warned_of(
    empty_postgresql_url: str, postgresql_server: PostgresqlServer
) -> None:
    postgresql_server.execute(sql.SQL("CREATE ROLE onlooker LOGIN"))
    try:
        said = await of_database(empty_postgresql_url.replace("quizbot@", "onlooker@"))
    finally:
        postgresql_server.execute(sql.SQL("DROP ROLE onlooker"))
    assert (Level.WARNING, "this user may not create tables, so an upgrade cannot migrate by itself") in said


async def test_a_server_that_is_away_is_a_problem_without_the_password() -> None:
    ((level, said),) = await of_database("postgresql://ada:secret@127.0.0.1:1/quizbot")
    assert level is Level.PROBLEM
    assert "cannot be reached" in said
    assert "secret" not in said


# All of it


def test_every_setting_is_listed_and_no_secret_shown() -> None:
    given = settings(
        DATABASE_URL="postgresql://ada:secret@db:5433/quizbot?password=secret",
        WEBHOOK_SECRET="secret",
        EDUCATORS="12 7",
        DESPITE_ERRORS="yes",
    )
    said = dict(configured(given))
    assert len(said) == len(Settings.model_fields)
    assert said["QUIZBOT_TOKEN"] == "set (not shown)"
    assert said["QUIZBOT_DATABASE_URL"] == "postgresql://db:5433/quizbot"
    assert said["QUIZBOT_EDUCATORS"] == "7, 12"
    assert said["QUIZBOT_DESPITE_ERRORS"] == "true"
    assert said["QUIZBOT_LOG_LEVEL"] == "info (default)"
    assert said["QUIZBOT_CONTACT"] == said["QUIZBOT_WEBHOOK_URL"] == "not set"
    assert "secret" not in " ".join(said.values())


async def visited(given: Settings) -> tuple[int, list[str]]:
    said: list[str] = []
    code = await examine(given, now, said.append)
    return code, "\n".join(said).splitlines()


async def test_where_all_is_well_it_says_so(simulator: tuple[Simulator, str], sqlite_url: str) -> None:
    shut(sqlite_url)
    listen = f"127.0.0.1:{unused_port()}"
    code, said = await visited(
        settings(API_BASE=simulator[1], DATABASE_URL=sqlite_url, CONTACT="room 12", HEALTH_LISTEN=listen)
    )
    assert (code, said[-1]) == (0, "All is well.")
    assert said[0].startswith("quizbot ")


async def test_where_it_is_not_it_counts(tmp_path: Path) -> None:
    code, said = await visited(
        settings(QUESTIONS=str(BAD), DATABASE_URL=f"sqlite:///{tmp_path}/q.db", HEALTH_LISTEN="127.0.0.1:0")
    )
    assert (code, said[-1]) == (1, "2 problems, 1 warning.")
    assert sum(line.startswith("  problem  ") for line in said) == 2


async def test_its_own_faults_are_findings_without_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError(TOKEN)

    monkeypatch.setattr(teaching, "load", fail)
    code, said = await visited(settings(DATABASE_URL=f"sqlite:///{tmp_path}/q.db"))
    assert code == 1
    (line,) = [line for line in said if "by a fault of quizbot's own: ValueError at " in line]
    assert line.startswith("  problem  questions ")
    assert TOKEN not in "\n".join(said)


async def test_a_secret_that_should_stand_in_a_line_after_all_goes_no_further(tmp_path: Path) -> None:
    code, said = await visited(settings(DATABASE_URL=f"sqlite:///{tmp_path}/{TOKEN}/q.db"))
    assert code == 1
    assert f"{tmp_path}/…/q.db" in "\n".join(said)
    assert TOKEN not in "\n".join(said)

"""The commands: what they print, where, and with which exit code; whatever cannot be done is one clear line."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest
import typer
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.testing import CliRunner, Result

from quizbot import cli
from quizbot.metrics import Metrics
from quizbot.services.educators import Educators
from quizbot.storage.database import open_database
from quizbot.storage.schema import HEAD
from quizbot.storage.schema import migrate as migrate_tables
from quizbot.tryout.faultfile import read_faults
from quizbot.tryout.faults import Fail
from tests.databases import opened

ROOT = Path(__file__).parent.parent
SETS = ROOT / "tests" / "sets"
BAD = ROOT / "tests" / "content" / "bad" / "loose-ends.yaml"
TOKEN = "4711:AAbb-cc_ddEEff"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder to work in; the log and the hooks for what nobody catches are as before afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    for module, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, hook, getattr(module, hook))
    level = logging.getLogger("quizbot").level
    yield
    logging.getLogger("quizbot").setLevel(level)


def quizbot(*arguments: str | Path, **environment: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli.app, [str(each) for each in arguments], env={**environment})


def refused(result: Result, code: int) -> str:
    """The one clear line of a command that could not do what it was asked to do."""
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)  # nothing has escaped
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


# The registry


def commands() -> Iterator[tuple[str, TyperCommand]]:
    """Every command by the words that call it, those of groups too."""
    waiting: list[tuple[str, object]] = [("", typer.main.get_command(cli.app))]
    while waiting:
        words, command = waiting.pop()
        if isinstance(command, TyperGroup):
            waiting += [(f"{words} {name}".strip(), each) for name, each in command.commands.items()]
        else:
            assert isinstance(command, TyperCommand)
            yield words, command


COMMANDS = dict(commands())


def test_the_commands_that_other_programs_rely_on_are_there() -> None:
    assert {"try", "simulate", "run", "check", "schema"} <= COMMANDS.keys()


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_stands_in_the_readme(words: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"quizbot {words}" in readme


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_says_what_it_does_and_what_each_option_means(words: str) -> None:
    result = quizbot(*words.split(), "--help")
    assert result.exit_code == 0
    command = COMMANDS[words]
    assert command.help is not None
    assert command.help.split(".")[0].split()[0] in result.stdout
    for parameter in command.params:
        if isinstance(parameter, TyperOption):
            assert parameter.help, f"{parameter.name} has no help"
            assert parameter.opts[0] in result.stdout


def test_without_a_command_all_are_listed() -> None:
    result = quizbot()
    assert result.exit_code == 2
    for words in COMMANDS:
        assert words.split()[0] in result.output


def test_an_unknown_command_is_wrong_usage() -> None:
    result = quizbot("teleport")
    assert result.exit_code == 2
    assert "teleport" in result.stderr


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "quizbot", "schema"], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout == (ROOT / "questions" / "quizbot.schema.json").read_bytes()


def test_it_runs_as_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["quizbot", "--help"])
    try:
        with pytest.raises(SystemExit, match="0"):
            cli.main()
    finally:
        gc.enable()  # which a start does without
    assert capsys.readouterr().out.startswith("Usage: ")


# check and schema


def test_schema_prints_the_file_that_authors_editors_use() -> None:
    result = quizbot("schema")
    assert result.exit_code == 0
    assert result.stdout == (ROOT / "questions" / "quizbot.schema.json").read_text(encoding="utf-8")


def test_check_is_content_with_good_sets() -> None:
    result = quizbot("check", SETS)
    assert result.exit_code == 0
    assert " in 3 files, 13 questions\n" in result.stdout
    assert " error " not in result.stdout


def test_check_names_line_and_column_and_fails() -> None:
    result = quizbot("check", BAD)
    assert result.exit_code == 1
    assert " error " in result.stdout
    assert "\x1b" not in result.stdout  # colour is for terminals


def test_check_can_print_json() -> None:
    result = quizbot("check", BAD, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["version"] == 1
    assert report["summary"]["errors"] == sum(each["severity"] == "error" for each in report["problems"]) > 0


def test_check_can_print_annotations_for_github() -> None:
    result = quizbot("check", BAD, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=")


def test_check_looks_at_questions_unless_told_otherwise(tmp_path: Path) -> None:
    assert quizbot("check").exit_code == 1
    (tmp_path / "questions").symlink_to(SETS)
    assert " in 3 files, 13 questions\n" in quizbot("check").stdout


def test_check_fails_for_warnings_only_if_strict(tmp_path: Path) -> None:
    for name in ("sources.yaml", "patients.yaml"):
        (tmp_path / name).write_text(
            (SETS / name).read_text(encoding="utf-8").replace("next: 2027-05-22", "next: 2020-01-01")
        )
    text = (tmp_path / "patients.yaml").read_text()
    (tmp_path / "patients.yaml").write_text(text.replace("Fresh tea is hot.", "Fresh tea is always hot, never cold."))
    relaxed, strict = quizbot("check", tmp_path), quizbot("check", tmp_path, "--strict")
    assert (relaxed.exit_code, strict.exit_code) == (0, 1), relaxed.stdout
    assert relaxed.stdout == strict.stdout
    assert " warning " in strict.stdout


def test_check_answers_wrong_usage_with_2() -> None:
    assert quizbot("check", "--format", "xml").exit_code == 2
    assert quizbot("check", "--nonsense").exit_code == 2


def test_check_explains_a_rule() -> None:
    result = quizbot("check", "--explain", "missing-why")
    assert result.exit_code == 0
    assert result.stdout.startswith("missing-why")


def test_check_knows_which_rule_was_meant() -> None:
    assert refused(quizbot("check", "--explain", "mising-why"), 2).startswith(
        "There is no rule `mising-why`. Did you mean `missing-why`?"
    )


# What authors write


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """A folder with sets of one's own."""
    return Path(shutil.copytree(SETS, tmp_path / "questions"))


def test_a_set_is_begun_and_begun_only_once(tmp_path: Path) -> None:
    assert quizbot("new", "questions/tea.yaml").exit_code == 0
    written = (tmp_path / "questions" / "tea.yaml").read_bytes()
    assert quizbot("check").exit_code == 0
    assert quizbot("new", "questions/tea.yaml").exit_code != 0
    assert (tmp_path / "questions" / "tea.yaml").read_bytes() == written


def test_a_set_is_formatted_once_and_for_all(sets: Path) -> None:
    assert quizbot("fmt", "--check").exit_code in {0, 1}
    assert quizbot("fmt").exit_code == 0
    written = (sets / "students.yaml").read_bytes()
    assert quizbot("fmt", "--check").exit_code == 0
    assert quizbot("fmt").exit_code == 0
    assert (sets / "students.yaml").read_bytes() == written


def test_questions_are_locked(sets: Path) -> None:
    before = set(sets.iterdir())
    assert quizbot("lock").exit_code == 0
    assert len(set(sets.iterdir()) - before) == 1


def test_sources_are_locked_and_compared(sets: Path, tmp_path: Path) -> None:
    old, newer = tmp_path / "old.txt", tmp_path / "newer.txt"
    old.write_text("One.\n\nTwo.\n\nThree.\n\nBrewing\n\nFour.\n\nFive.\n", encoding="utf-8")
    newer.write_text(old.read_text(encoding="utf-8").replace("Five", "Six"), encoding="utf-8")
    locked = quizbot("sources", "lock", f"leaflet={old}")
    assert locked.exit_code == 0, locked.output
    assert "One." not in (sets / "sources.lock.json").read_text(encoding="utf-8")
    assert quizbot("sources", "diff", f"leaflet={old}").exit_code == 0
    assert quizbot("sources", "diff", f"leaflet={newer}").exit_code == 1


def test_a_translation_is_begun(sets: Path) -> None:
    before = set(sets.iterdir())
    result = quizbot("translate", sets / "students.yaml", "es")
    assert result.exit_code == 0, result.output
    assert len(set(sets.iterdir()) - before) == 1


def test_schema_prints_that_of_a_translation_too() -> None:
    result = quizbot("schema", "--translation")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"] == json.loads(quizbot("schema").stdout)["$schema"]
    assert result.stdout != quizbot("schema").stdout


# run


def test_a_start_waits_for_nothing_that_only_some_later_moment_needs() -> None:
    later = {"prometheus_client", "alembic", "dotenv", "quizbot.app.doctor.visit", "quizbot.storage.backup"}
    code = "import sys, quizbot.cli, quizbot.app.logs, quizbot.app.running; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(done.stdout.split())
    assert "quizbot.web" in loaded
    assert loaded & later == set()


def test_run_without_a_token_says_how_to_get_one() -> None:
    result = quizbot("run")
    assert result.exit_code == 2
    assert "@BotFather" in result.stderr
    assert "quizbot try" in result.stderr


def test_run_with_wrong_settings_says_all_of_them() -> None:
    result = quizbot("run", QUIZBOT_LOG_LEVEL="loud", QUIZBOT_TOKN=TOKEN)
    assert result.exit_code == 2
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["QUIZBOT_TOKN", "QUIZBOT_LOG_LEVEL"]
    assert TOKEN not in result.output


def test_flags_of_run_win_over_the_environment() -> None:
    right = {"QUIZBOT_WEBHOOK_URL": "https://bot.example.org/telegram", "QUIZBOT_LISTEN": "127.0.0.1:8443"}
    result = quizbot("run", "--webhook", "bot.example.org", "--listen", "8443", **right)
    assert result.exit_code == 2
    assert [line.split()[:3] for line in result.stderr.splitlines()] == [
        ["QUIZBOT_WEBHOOK_URL", "=", "'bot.example.org':"],
        ["QUIZBOT_LISTEN", "=", "'8443':"],
    ]


def test_run_reads_a_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("QUIZBOT_LOG_LEVEL=loud")
    assert refused(quizbot("run"), 2).startswith("QUIZBOT_LOG_LEVEL = 'loud': ")


def test_run_with_sets_that_have_errors_says_where() -> None:
    result = quizbot("run", QUIZBOT_TOKEN=TOKEN, QUIZBOT_QUESTIONS=str(BAD))
    assert result.exit_code == 1
    errors = re.compile(r"^  \d+:\d+ error .*$", re.MULTILINE)
    assert errors.findall(result.stderr) == errors.findall(quizbot("check", BAD).stdout) != []
    assert result.stderr.endswith("quizbot check says more.\n")


def test_run_without_sets_says_so() -> None:
    result = quizbot("run", QUIZBOT_TOKEN=TOKEN)
    assert result.exit_code == 1
    assert "There is no folder `questions`." in result.stderr


def run(**environment: str) -> Result:
    """`quizbot run` with good sets, and with nobody behind the Bot API."""
    settings = {"QUIZBOT_TOKEN": TOKEN, "QUIZBOT_QUESTIONS": str(SETS), "QUIZBOT_API_BASE": "http://127.0.0.1:1"}
    return quizbot("run", **settings, **environment)


def test_run_with_a_database_that_is_in_use_says_so() -> None:
    database = open_database("sqlite:///quizbot.db")
    try:
        assert refused(run(), 1).startswith("quizbot.db is in use by another program. Stop the other quizbot")
    finally:
        asyncio.run(database.close())


def test_run_with_a_folder_that_is_not_there_says_so() -> None:
    said = refused(run(QUIZBOT_DATABASE_URL="sqlite:////nowhere/quizbot.db"), 1)
    assert said.startswith("/nowhere/quizbot.db cannot be written to: ")


def test_run_with_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "quizbot.db").write_text("no database, but long enough to be looked at" * 10)
    assert refused(run(), 1).startswith("quizbot.db is damaged or no database: ")


def test_run_with_a_server_that_is_away_says_so_without_the_password() -> None:
    said = refused(run(QUIZBOT_DATABASE_URL="postgresql://ada:secret@127.0.0.1:1/quizbot"), 1)
    assert said.startswith("postgresql://127.0.0.1:1/quizbot cannot be reached: ")
    assert "secret" not in said


def test_run_with_a_port_for_healthz_that_is_taken_says_so(taken_port: int) -> None:
    said = refused(run(QUIZBOT_HEALTH_LISTEN=f"127.0.0.1:{taken_port}", QUIZBOT_LOG_LEVEL="warning"), 1)
    assert said.startswith(
        f"QUIZBOT_HEALTH_LISTEN = '127.0.0.1:{taken_port}': nobody can listen there (address already"
    )


# invite


@pytest.fixture
def database_file(tmp_path: Path) -> str:
    """The address of a database that a bot has made, and has open."""

    async def make() -> None:
        database = open_database(url)
        await migrate_tables(database)
        await database.close()

    url = f"sqlite:///{tmp_path / 'quizbot.db'}"
    asyncio.run(make())
    return url


async def appointed(url: str, *people: int) -> None:
    """Make these people educators."""
    database = open_database(url)
    await Educators(database, SETS, lambda: datetime.now(UTC), Metrics()).appoint(people)
    await database.close()


def redeemed(url: str, payload: str, *people: int) -> list[bool]:
    """Who becomes an educator by the payload, one after the other."""

    async def redeem() -> list[bool]:
        database = open_database(url)
        educators = Educators(database, SETS, lambda: datetime.now(UTC), Metrics())
        try:
            return [await educators.redeem(person, payload.removeprefix("i_")) for person in people]
        finally:
            await database.close()

    return asyncio.run(redeem())


def test_invite_without_a_token_prints_what_stands_behind_start_in_the_link(database_file: str) -> None:
    result = quizbot("invite", "--uses", "2", "--days", "1", QUIZBOT_DATABASE_URL=database_file)
    assert result.exit_code == 0, result.output
    payload = result.stdout.rstrip("\n")
    assert re.fullmatch(r"i_[A-Za-z0-9_-]{22}", payload)
    assert "https://t.me/YOUR_BOT?start=" in result.stderr
    assert "Makes 2 people educators, within a day." in result.stderr
    assert payload not in result.stderr
    assert redeemed(database_file, payload, 7, 8, 9) == [True, True, False]


def test_invite_works_while_a_bot_has_the_database(database_file: str) -> None:
    database = open_database(database_file)
    try:
        result = quizbot(
            "invite",
            QUIZBOT_DATABASE_URL=database_file,
            QUIZBOT_TOKEN=TOKEN,
            QUIZBOT_API_BASE="http://127.0.0.1:1",  # where nobody is, so that the bot's name stays unknown
        )
    finally:
        asyncio.run(database.close())
    assert result.exit_code == 0, result.output
    assert "Makes one person an educator, within 7 days." in result.stderr
    assert TOKEN not in result.output
    assert redeemed(database_file, result.stdout.strip(), 7) == [True]


def test_invite_without_a_database_says_how_to_come_by_one(tmp_path: Path) -> None:
    said = refused(quizbot("invite", QUIZBOT_DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}"), 1)
    assert "does not exist yet. Start the bot once" in said
    assert not (tmp_path / "none.db").exists()


def test_invite_with_a_database_of_another_version_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    asyncio.run(open_database(f"sqlite:///{path}").close())
    said = refused(quizbot("invite", QUIZBOT_DATABASE_URL=f"sqlite:///{path}"), 1)
    assert "is still that of an older quizbot. Start the bot once" in said


@pytest.mark.parametrize("options", [("--days", "0"), ("--uses", "0"), ("--role", "owner"), ("--days", "9999")])
def test_invite_takes_sensible_numbers_and_known_roles(options: tuple[str, str]) -> None:
    assert quizbot("invite", *options).exit_code == 2


def test_invite_with_wrong_settings_says_which() -> None:
    assert refused(quizbot("invite", QUIZBOT_LOG_LEVEL="loud"), 2).startswith("QUIZBOT_LOG_LEVEL")


# roles


def test_roles_names_educators_and_takes_the_role_away_while_a_bot_has_the_database(database_file: str) -> None:
    asyncio.run(appointed(database_file, 7, 8))
    database = open_database(database_file)
    try:
        named = quizbot("roles", QUIZBOT_DATABASE_URL=database_file)
        removed = quizbot("roles", "--remove", "7", QUIZBOT_DATABASE_URL=database_file)
        left = quizbot("roles", QUIZBOT_DATABASE_URL=database_file)
    finally:
        asyncio.run(database.close())
    assert [line.rpartition(" ")[0] for line in named.stdout.splitlines()] == ["7 educator since", "8 educator since"]
    assert removed.stdout == "7 holds no role any more.\n"
    assert left.stdout.startswith("8 educator since")
    assert [result.exit_code for result in (named, removed, left)] == [0, 0, 0]


def test_roles_says_that_the_settings_give_a_role_back(database_file: str) -> None:
    asyncio.run(appointed(database_file, 7))
    result = quizbot("roles", "--remove", "7", QUIZBOT_DATABASE_URL=database_file, QUIZBOT_EDUCATORS="7")
    assert "The next start gives it back, since QUIZBOT_EDUCATORS names them." in result.stdout


def test_roles_of_nobody(database_file: str) -> None:
    assert quizbot("roles", QUIZBOT_DATABASE_URL=database_file).stdout == "Nobody holds a role.\n"
    result = quizbot("roles", "--remove", "7", QUIZBOT_DATABASE_URL=database_file)
    assert (result.exit_code, result.stdout) == (1, "7 holds no role; `quizbot roles` says who does.\n")


def test_roles_without_a_database_says_how_to_come_by_one(tmp_path: Path) -> None:
    said = refused(quizbot("roles", QUIZBOT_DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}"), 1)
    assert "does not exist yet. Start the bot once" in said


def test_run_warns_if_patients_are_told_nobody_to_contact(caplog: pytest.LogCaptureFixture) -> None:
    database = {"QUIZBOT_DATABASE_URL": "sqlite:////nowhere/quizbot.db"}
    assert run(**database, QUIZBOT_CONTACT="room 12").exit_code == 1
    assert "QUIZBOT_CONTACT" not in caplog.text
    assert run(**database).exit_code == 1
    assert "patients are taught (tea-patients), and QUIZBOT_CONTACT does not say whom they can contact" in caplog.text


# doctor, migrate and backup


def test_the_doctor_says_what_is_wrong_and_fails() -> None:
    result = quizbot("doctor", QUIZBOT_TOKEN=TOKEN, QUIZBOT_API_BASE="http://127.0.0.1:1", QUIZBOT_QUESTIONS=str(SETS))
    assert result.exit_code == 1
    assert re.search(r"^  problem  bot api    127.0.0.1:1 cannot be reached", result.stdout, re.MULTILINE)
    assert re.search(r"^  warning  contact    patients are taught", result.stdout, re.MULTILINE)
    assert TOKEN not in result.output


@pytest.mark.parametrize("command", [("doctor",), ("migrate",), ("backup", "copy.db")])
def test_wrong_settings_are_said_to_be_so(command: tuple[str, ...]) -> None:
    assert refused(quizbot(*command, QUIZBOT_LOG_LEVEL="loud"), 2).startswith("QUIZBOT_LOG_LEVEL = 'loud': wanted: ")


def test_migrate_creates_the_tables_and_then_leaves_them_alone() -> None:
    assert quizbot("migrate").stdout == f"quizbot.db has its tables now (revision {HEAD}).\n"
    assert quizbot("migrate").stdout == f"quizbot.db is up to date (revision {HEAD}).\n"


def test_migrate_says_from_where_to_where() -> None:
    asyncio.run(older("sqlite:///quizbot.db"))
    assert quizbot("migrate").stdout == f"quizbot.db was brought from revision 0001 to {HEAD}.\n"


async def older(url: str) -> None:
    """A database as the first release left it."""

    def first_step(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "quizbot.storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")

    async with opened(url) as database:
        await database.alter(first_step)


def test_migrate_leaves_a_newer_database_alone() -> None:
    assert quizbot("migrate").exit_code == 0
    with closing(sqlite3.connect("quizbot.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert refused(quizbot("migrate"), 1).startswith("quizbot.db was written by a newer quizbot: ")
    assert refused(run(), 1).startswith("quizbot.db was written by a newer quizbot: ")


def test_migrate_does_not_disturb_a_bot_that_runs() -> None:
    database = open_database("sqlite:///quizbot.db")
    try:
        assert refused(quizbot("migrate"), 1).startswith("quizbot.db is in use by another program. Stop the other")
    finally:
        asyncio.run(database.close())


def test_a_backup_is_made_once_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    assert quizbot("migrate").exit_code == 0
    result = quizbot("backup", "copy.db")
    assert result.exit_code == 0, result.output
    first, second = result.stdout.splitlines()
    assert re.fullmatch(
        rf"quizbot\.db was backed up to copy\.db \([0-9.]+ MB, revision {HEAD}\), and the copy is sound\.", first
    )
    assert (
        second == "To put it back: stop the bot, remove quizbot.db-wal and quizbot.db-shm, then: cp copy.db quizbot.db"
    )
    assert refused(quizbot("backup", "copy.db"), 1).endswith("say --force to replace it.")
    assert quizbot("backup", "copy.db", "--force").exit_code == 0
    assert (tmp_path / "copy.db").stat().st_size > 0


def test_a_backup_of_nothing_is_one_line() -> None:
    assert refused(quizbot("backup", "copy.db"), 1).startswith("quizbot.db does not exist yet.")


# try and simulate


@pytest.mark.parametrize("command", [("try", "--no-open", "--questions", str(SETS)), ("simulate",)])
def test_a_port_that_is_taken_is_said_to_be_so(command: tuple[str, ...], taken_port: int) -> None:
    said = refused(quizbot(*command, "--port", str(taken_port)), 1)
    assert said.startswith(f"Port {taken_port} of this machine cannot be used (address already in use). ")
    assert "--port" in said


@pytest.mark.parametrize("command", ["try", "simulate"])
@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_wrong_usage(command: str, port: str) -> None:
    result = quizbot(command, f"--port={port}")
    assert result.exit_code == 2
    assert "--port" in result.stderr


def test_try_with_sets_that_have_errors_says_where() -> None:
    result = quizbot("try", "--no-open", "--questions", BAD)
    assert result.exit_code == 1
    assert " error " in result.stderr


def test_a_webhook_that_is_none_is_said_to_be_so() -> None:
    said = refused(quizbot("simulate", "--port", "0", "--webhook-to", "http://example.org"), 1)
    assert said.startswith("--webhook-to http://example.org: Bad Request: bad webhook: ")


def test_faults_that_are_none_are_named(tmp_path: Path) -> None:
    path = tmp_path / "faults.yaml"
    path.write_text("rules:\n  - drop: later\n", encoding="utf-8")
    said = refused(quizbot("simulate", "--port", "0", "--faults", str(path)), 1)
    assert said == f"{path}:2:11: `drop` is `before` or `after`, not `later`."


@pytest.mark.parametrize("option", ["--faults=no-such-file", "--pace=slow"])
def test_faults_or_a_pace_that_are_not_there_are_wrong_usage(option: str) -> None:
    result = quizbot("simulate", option)
    assert result.exit_code == 2
    assert option.partition("=")[0] in result.stderr


def test_the_example_of_faults_in_the_help_is_right(tmp_path: Path) -> None:
    found = re.search(r"^ +seed:.*?(?=^ +Posts)", quizbot("simulate", "--help").stdout, re.DOTALL | re.MULTILINE)
    assert found is not None
    path = tmp_path / "faults.yaml"
    path.write_text(dedent(found[0]), encoding="utf-8")
    faults = read_faults(path)
    struck = [faults.strike("sendMessage", 1001, at=0) for _ in range(100)]
    assert sum(rule is not None and rule.fault == Fail(status=429, retry_after=3) for rule in struck) == 2


# What cannot be written

HANDBOOK = "One.\nLessons\nTwo.\nThree.\nQuestions\nFour.\nFive.\nSix.\nSeven.\n"


def test_a_file_where_a_folder_is_needed_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    assert refused(quizbot("new", "notes/tea.yaml"), 2) == "notes cannot be written: file exists."
    assert refused(quizbot("new", "notes/deeper/tea.yaml"), 2) == "notes/deeper cannot be written: not a directory."


def test_a_folder_in_the_way_is_one_line_that_names_the_file_and_not_the_temporary_one(tmp_path: Path) -> None:
    assert quizbot("new", "questions/tea.yaml").exit_code == 0
    there = {each.name for each in (tmp_path / "questions").iterdir()}
    (tmp_path / "questions" / "questions.lock.json").mkdir()
    (tmp_path / "questions" / "sources.lock.json").mkdir()
    (tmp_path / "handbook.txt").write_text(HANDBOOK, encoding="utf-8")
    line = refused(quizbot("lock"), 2)
    assert line == "questions/questions.lock.json cannot be written: is a directory."
    line = refused(quizbot("sources", "lock", "handbook=handbook.txt"), 2)
    assert line == "questions/sources.lock.json cannot be written: is a directory."
    now = {each.name for each in (tmp_path / "questions").iterdir()}
    assert now == there | {"questions.lock.json", "sources.lock.json"}

"""The commands: parse, call one function, print, exit code."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from quizbot.domain.roles import Role

if TYPE_CHECKING:
    from quizbot.config import Settings

app = typer.Typer(
    help="A Telegram bot that teaches from trustworthy documents and asks again just before people forget.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich takes a twentieth of a second that every start would wait for
)

sources = typer.Typer(no_args_is_help=True, help="Lock source documents, and compare newer ones with what is locked.")
app.add_typer(sources, name="sources")

Questions = Annotated[Path, typer.Option(help="The folder with the question sets.")]
Paths = Annotated[list[Path] | None, typer.Argument(help="Files or folders; by default: questions")]
Documents = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        help="Plain text in UTF-8. A FILE is a copy of the source whose headings it has; ID=FILE says which.",
    ),
]


def main() -> None:
    """Run the command line."""
    gc.disable()  # imports make no garbage, and looking for it takes a tenth of a start; `run` switches it on again
    app()


@app.command("try")
def try_command(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port of the chat page on this machine.")] = 8080,
    questions: Questions = Path("questions"),
    watch: Annotated[
        bool, typer.Option("--watch", help="Read the sets again whenever they change, and show what is wrong.")
    ] = False,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
) -> None:
    """Try the bot in a chat page on this machine: no token, nothing is kept, and a clock to turn."""
    from quizbot.app import logs
    from quizbot.app.trying import try_out

    logs.configure("warning", "text")
    _run(try_out(questions, port, watch=watch, open_browser=browser, say=typer.echo))


@app.command(
    epilog="""\b
A rule of FILE strikes every call that it is about, unless it says which:
  seed: 7                     # chance repeats itself
  rules:
    - method: getUpdates      # a method, a pattern, a list; else every call
      from: 10                # the tenth is the first
      times: 1
      partition: 5            # seconds; refuse: 5 if nobody is to listen
    - method: [send*, edit*]
      chance: 0.05
      drop: after             # done, but no answer; or before
    - {method: sendMessage, chat: 1001, error: 429, retry_after: 3, times: 2}
    - {chance: 0.01, error: 502}      # a gateway's page; applied: true if done
    - {chance: 0.01, delay: 2}        # or beside what happens
    - {chance: 0.01, truncate: true}  # half of the answer; drip: 3 if slowly
Posts to the webhook are named `webhook`, files `download`."""
)
def simulate(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port of the simulated Bot API on this machine.")
    ] = 8081,
    paced: Annotated[bool, typer.Option("--paced", help="Keep Telegram's limits of messages a second.")] = False,
    pace: Annotated[
        Literal["bucket", "sliding", "fixed"] | None,
        typer.Option(help="Keep them, and count so: in token buckets, or in sliding or fixed windows."),
    ] = None,
    faults: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Inject the faults of this file: see below."),
    ] = None,
    webhook_to: Annotated[str | None, typer.Option(help="Push updates to this loopback address.")] = None,
) -> None:
    """Serve the simulated Bot API alone, without a bot."""
    from quizbot.app.trying import simulate as serve_simulator
    from quizbot.tryout.pace import Model

    model = Model(pace or Model.BUCKET) if paced or pace is not None else None
    _run(serve_simulator(port, pace=model, faults=faults, webhook_to=webhook_to, say=typer.echo))


@app.command()
def run(
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Have Telegram post updates there, instead of fetching them.")
    ] = None,
    listen: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Where they are taken in; by default 127.0.0.1:8443.")
    ] = None,
) -> None:
    """Run the bot, with the settings of the environment (QUIZBOT_…) or of a file .env; it fetches updates itself."""
    from quizbot.app import logs
    from quizbot.app.running import run as run_bot

    settings = _settings(webhook_url=webhook, listen=listen)
    logs.configure(settings.log_level, settings.log_format, settings.secrets())
    logs.watch_over()
    _run(run_bot(settings))


@app.command()
def invite(
    role: Annotated[Role, typer.Option(help="What whoever follows the link may do.")] = Role.EDUCATOR,
    days: Annotated[int, typer.Option(min=1, max=366, help="How long the link is good for.")] = 7,
    uses: Annotated[int, typer.Option(min=1, max=1000, help="How many people can use it.")] = 1,
) -> None:
    """Print a link that makes whoever follows it an educator, beside the bot while it runs or not."""
    from quizbot.app.roles import invite as make_invitation

    settings = _settings()
    _run(make_invitation(settings, role, days=days, uses=uses, say=typer.echo, remark=partial(typer.echo, err=True)))


@app.command()
def roles(
    remove: Annotated[int | None, typer.Option(metavar="ID", help="Take every role away from this person.")] = None,
) -> None:
    """Say who is an educator, or take that away from somebody, beside the bot while it runs or not."""
    from quizbot.app import roles as roles_of
    from quizbot.storage.errors import DatabaseUnusable

    settings = _settings()
    try:
        found = asyncio.run(roles_of.holders(settings) if remove is None else roles_of.remove(settings, remove))
    except DatabaseUnusable as error:
        _refuse(str(error), code=1)
    _finish(*found)


@app.command()
def doctor() -> None:
    """Say what is configured, what is reachable, what is wrong and what to do; exit 1 if there is a problem."""
    from quizbot.app.doctor.visit import examine

    settings = _settings()
    raise typer.Exit(asyncio.run(examine(settings, lambda: datetime.now(UTC), typer.echo)))


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date without starting the bot, which otherwise does it by itself."""
    from quizbot.app import logs
    from quizbot.app.upkeep import migrate as migrate_database
    from quizbot.storage.errors import DatabaseUnusable

    settings = _settings()
    logs.configure(settings.log_level, settings.log_format, settings.secrets())
    try:
        _finish(asyncio.run(migrate_database(settings.database_url)), 0)
    except DatabaseUnusable as error:
        _refuse(str(error), code=1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
) -> None:
    """Copy the whole database while the bot runs, and see that the copy is sound."""
    from quizbot.app.upkeep import back_up
    from quizbot.storage.backup import NotBackedUp
    from quizbot.storage.errors import DatabaseUnusable

    settings = _settings()
    try:
        with _progress("Backing up") as progress:
            text = back_up(settings.database_url, file, replace=force, progress=progress)
    except (DatabaseUnusable, NotBackedUp, OSError) as error:
        _refuse(str(error), code=1)
    _finish(text, 0)


@app.command()
def check(
    paths: Paths = None,
    form: Annotated[Literal["text", "json", "github"], typer.Option("--format", help="How to print it.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    explain: Annotated[str | None, typer.Option(metavar="RULE", help="Say why a rule matters, with examples.")] = None,
) -> None:
    """Say what is wrong with question sets, and why: file, line, column, rule, and what to do."""
    from quizbot.content.check import check as check_content
    from quizbot.content.report import Format

    if explain is not None:
        _explain(explain)
    with _progress("Checking") as progress:
        text, code = check_content(
            paths or [Path("questions")],
            Format(form),
            strict=strict,
            colour=sys.stdout.isatty(),
            today=datetime.now(UTC).date(),
            progress=progress,
        )
    _finish(text, code)


def _explain(name: str) -> NoReturn:
    from quizbot.content.explain import explain
    from quizbot.content.nearest import did_you_mean
    from quizbot.content.rules.registry import RULES

    text = explain(name)
    if text is None:
        _refuse(f"There is no rule `{name}`. {did_you_mean(name, [rule.name for rule in RULES])}", code=2)
    _finish(text, 0)


@app.command()
def fmt(
    paths: Paths = None,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if a file would change.")] = False,
) -> None:
    """Write question sets in their full canonical form; comments stay."""
    from quizbot.content.formatting import MeaningChangedError
    from quizbot.content.formatting import fmt as format_files

    try:
        _finish_writing(lambda: format_files(paths or [Path("questions")], check=only_check))
    except MeaningChangedError as error:
        _refuse(str(error), code=1)


@app.command()
def new(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("questions/my-set.yaml"),
) -> None:
    """Write a commented question set to start from, with every kind of question."""
    from quizbot.content.starting import new as write_starter

    _finish_writing(lambda: write_starter(path, datetime.now(UTC).date()))


@app.command()
def lock(paths: Paths = None) -> None:
    """Note the fingerprints of all questions, so that `check` can say what is new and whose key has changed."""
    from quizbot.content.locking_questions import lock_questions

    _finish_writing(lambda: lock_questions(paths or [Path("questions")]))


@app.command()
def translate(
    set_file: Annotated[Path, typer.Argument(help="The file of the set.")],
    language: Annotated[str, typer.Argument(help="As es or pt-BR.")],
) -> None:
    """Write, or bring up to date, a file in which a set can be translated."""
    from quizbot.content.translating import translate as write_translation

    _finish_writing(lambda: write_translation(set_file, language))


@app.command()
def schema(
    translation: Annotated[bool, typer.Option("--translation", help="The schema of a translation.")] = False,
) -> None:
    """Print the JSON Schema of question sets, for completion and help in an editor."""
    from quizbot.content.schema.editor import schema_text, translation_schema_text

    typer.echo(translation_schema_text() if translation else schema_text(), nl=False)


@sources.command("lock")
def sources_lock(documents: Documents, questions: Questions = Path("questions")) -> None:
    """Note the fingerprints of source documents in sources.lock.json; their text is not kept."""
    from quizbot.content.locking_sources import lock_sources

    _finish_writing(lambda: lock_sources([questions], documents))


@sources.command("diff")
def sources_diff(documents: Documents, questions: Questions = Path("questions")) -> None:
    """Say what a newer document changes, and which questions and lessons rest on that; exit 1 if anything does."""
    from quizbot.content.comparing_sources import diff_sources

    _finish(*diff_sources([questions], documents))


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal while something takes long; nothing where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of or None)


def _settings(**flags: str | None) -> Settings:
    """The settings of the flags, the environment and a file .env; whatever is wrong with them is said."""
    from quizbot.config import WrongSettings, read_settings

    try:
        return read_settings(os.environ, dotenv=Path(".env"), flags=flags)
    except WrongSettings as error:
        _refuse(str(error), code=2)


def _finish(text: str, code: int) -> NoReturn:
    """Print what a command found; what was asked for wrongly goes to the error output."""
    typer.echo(text.removesuffix("\n"), err=code == 2)
    raise typer.Exit(code)


def _finish_writing(work: Callable[[], tuple[str, int]]) -> NoReturn:
    """Print what was written; what cannot be written is one clear line."""
    from quizbot.content.files import shown

    try:
        text, code = work()
    except OSError as error:
        _refuse(f"{shown(Path(error.filename))} cannot be written: {str(error.strerror).lower()}.", code=2)
    _finish(text, code)


def _run(work: Coroutine[Any, Any, None]) -> None:
    from quizbot.app import logs
    from quizbot.app.listening import NotStarted
    from quizbot.app.shelf import ContentRefused
    from quizbot.config import WrongSettings
    from quizbot.storage.errors import DatabaseUnusable

    try:
        with asyncio.Runner() as runner:
            runner.get_loop().set_exception_handler(logs.on_loop)
            runner.run(work)
    except ContentRefused as error:
        from quizbot.content.report import Format, written

        _refuse(f"{written(error.loaded, Format.TEXT)}{error}", code=1)
    except (NotStarted, DatabaseUnusable, OSError) as error:
        _refuse(str(error), code=1)
    except WrongSettings as error:
        _refuse(str(error), code=2)


def _refuse(message: str, *, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)

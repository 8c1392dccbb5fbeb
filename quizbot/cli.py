"""The commands: parse, call one function, print, exit code."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer

from quizbot.domain.roles import Role

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
    from quizbot.app.trying import try_out

    _configure_logging("warning", "text")
    _run(try_out(questions, port, watch=watch, open_browser=browser, say=typer.echo))


@app.command()
def simulate(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port of the simulated Bot API on this machine.")
    ] = 8081,
    paced: Annotated[bool, typer.Option("--paced", help="Keep Telegram's limits of messages a second.")] = False,
    webhook_to: Annotated[str | None, typer.Option(help="Push updates to this loopback address.")] = None,
) -> None:
    """Serve the simulated Bot API alone, without a bot."""
    from quizbot.app.trying import simulate as serve_simulator

    _run(serve_simulator(port, paced=paced, webhook_to=webhook_to, say=typer.echo))


@app.command()
def run() -> None:
    """Run the bot by long polling, with the settings of the environment (QUIZBOT_…) or of a file .env."""
    from quizbot.app.running import run as run_bot
    from quizbot.config import WrongSettings, read_settings

    try:
        settings = read_settings(os.environ, dotenv=Path(".env"))
    except WrongSettings as error:
        _refuse(str(error), code=2)
    _configure_logging(settings.log_level, settings.log_format)
    _run(run_bot(settings))


@app.command()
def invite(
    role: Annotated[Role, typer.Option(help="What whoever follows the link may do.")] = Role.EDUCATOR,
    days: Annotated[int, typer.Option(min=1, max=366, help="How long the link is good for.")] = 7,
    uses: Annotated[int, typer.Option(min=1, max=1000, help="How many people can use it.")] = 1,
) -> None:
    """Print a link that makes whoever follows it an educator, beside the bot while it runs or not."""
    from quizbot.app.inviting import invite as make_invitation
    from quizbot.config import WrongSettings, read_settings

    try:
        settings = read_settings(os.environ, dotenv=Path(".env"))
    except WrongSettings as error:
        _refuse(str(error), code=2)
    _configure_logging("error", settings.log_format)
    _run(make_invitation(settings, role, days=days, uses=uses, say=typer.echo, remark=partial(typer.echo, err=True)))


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
        task = bar.add_task(what)
        yield lambda done, of: bar.update(task, completed=done, total=of)


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
    from quizbot.app.running import ContentRefused, NotStarted
    from quizbot.config import WrongSettings
    from quizbot.storage.errors import DatabaseUnusable

    try:
        asyncio.run(work)
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


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(line, ensure_ascii=False)


def _configure_logging(level: str, form: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("quizbot").setLevel(level.upper())

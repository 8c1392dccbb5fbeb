"""Settings: flags over environment over `.env`, secrets also from files, all problems reported at once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator

PREFIX = "QUIZBOT_"
_SECRETS = ("token", "webhook_secret")
TELEGRAM = "https://api.telegram.org"


class WrongSettings(Exception):
    """Some settings are missing or wrong; each line says which, what was given and what is wanted."""


def _token(value: str) -> str:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{8,}", value):
        raise ValueError("not a token")
    return value


def _api_base(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("wanted: an address such as http://127.0.0.1:8081, without a path")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("wanted: https, because the token would travel in the clear (http only to this machine)")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("wanted: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
    return value


def _host_port(value: str) -> str:
    host, separator, port = value.rpartition(":")
    if not (separator and host and port.isdigit() and int(port) < 1 << 16):
        raise ValueError("wanted: HOST:PORT, such as 127.0.0.1:8090")
    return value


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own loopback."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Settings(BaseModel):
    """What the operator has set; see the table in README.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: Annotated[SecretStr | None, BeforeValidator(_token)] = None
    api_base: Annotated[str, BeforeValidator(_api_base)] = TELEGRAM
    database_url: Annotated[str, BeforeValidator(_database_url)] = "sqlite:///quizbot.db"
    questions: Path = Path("questions")
    contact: str | None = Field(default=None, max_length=500)
    health_listen: Annotated[str, BeforeValidator(_host_port)] = "127.0.0.1:8090"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    clock_file: Path | None = None
    despite_errors: bool = False

    @model_validator(mode="after")
    def _only_in_the_box(self) -> Settings:
        in_the_box = is_loopback(urlsplit(self.api_base).hostname or "")
        if self.despite_errors and not in_the_box:
            raise ValueError(
                "QUIZBOT_DESPITE_ERRORS serves sets with errors, so it goes with a loopback QUIZBOT_API_BASE"
            )
        if self.clock_file is not None and not in_the_box:
            raise ValueError(
                "QUIZBOT_CLOCK_FILE turns the bot's clock, so it goes with a loopback QUIZBOT_API_BASE only"
            )
        return self

    def health_address(self) -> tuple[str, int]:
        """Host and port of /healthz; port 0: nowhere."""
        host, _, port = self.health_listen.rpartition(":")
        return host, int(port)

    def bot_token(self) -> str:
        """The token, in the clear.

        Raises:
            WrongSettings: there is none; says how to get one.
        """
        if self.token is None:
            raise WrongSettings(
                "QUIZBOT_TOKEN is not set. Write to @BotFather in Telegram, send /newbot, and put the token that it"
                " gives you into QUIZBOT_TOKEN (or into a file named by QUIZBOT_TOKEN_FILE).\n"
                "To try quizbot without a token: quizbot try"
            )
        return self.token.get_secret_value()


def read_settings(
    environment: Mapping[str, str], *, dotenv: Path | None = None, flags: Mapping[str, object] | None = None
) -> Settings:
    """The settings from flags (those that are not None), the environment and a `.env` file, in this order.

    Raises:
        WrongSettings: with one line for each problem.
    """
    given = {**_from_file(dotenv), **environment}
    problems: list[str] = []
    values: dict[str, object] = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in given.items()
        if name.startswith(PREFIX) and value and name.removeprefix(PREFIX).lower() in Settings.model_fields
    }
    for secret in _SECRETS:
        if secret in Settings.model_fields:
            problems += _secret_from_file(secret, given, values)
    values |= {name: value for name, value in (flags or {}).items() if value is not None}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        problems += [_problem(each["loc"], each["msg"], values) for each in error.errors()]
        raise WrongSettings("\n".join(problems)) from None
    if problems:
        raise WrongSettings("\n".join(problems))
    return settings


def _from_file(dotenv: Path | None) -> dict[str, str]:
    if dotenv is None or not dotenv.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - most installations have no such file

    return {name: value for name, value in dotenv_values(dotenv).items() if value is not None}


def _secret_from_file(secret: str, given: Mapping[str, str], values: dict[str, object]) -> list[str]:
    name = f"{PREFIX}{secret.upper()}_FILE"
    path = given.get(name)
    if not path:
        return []
    if secret in values:
        return [f"{name} and {PREFIX}{secret.upper()} are both set: keep one of them"]
    try:
        values[secret] = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return [f"{name} = {path!r}: cannot be read ({type(error).__name__}); wanted: a readable file with the secret"]
    return []


def _problem(location: tuple[int | str, ...], message: str, values: Mapping[str, object]) -> str:
    message = message.removeprefix("Value error, ")
    if not location:
        return message
    field = str(location[0])
    if field in _SECRETS:
        return f"{PREFIX}{field.upper()}: wanted: digits, a colon and letters, as @BotFather gives it (value not shown)"
    return f"{PREFIX}{field.upper()} = {str(values.get(field))!r}: {message[0].lower()}{message[1:]}"

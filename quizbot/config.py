"""Settings: flags over environment over `.env`, secrets also from files, all problems reported at once."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails

PREFIX = "QUIZBOT_"
_SECRETS = ("token", "webhook_secret")
_FROM_FILES = (*_SECRETS, "database_url")  # these can stand in a file, which the same name with _FILE names
_MAY_HOLD_A_PASSWORD = ("api_base", "database_url", "webhook_url")
_LONGEST_SHOWN = 80
_SHORTEST_SECRET = 8  # a word such as the bot's own name would be hidden everywhere
_LARGEST_ID = 1 << 52  # Telegram's ids have fewer bits than that
_WEBHOOK_PORTS = (443, 80, 88, 8443)  # Telegram posts to no others; a Bot API server of one's own to any
TELEGRAM = "https://api.telegram.org"


class WrongSettings(Exception):
    """Some settings are missing or wrong; each line says which, what was given and what is wanted."""


def _token(value: str) -> str:
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{8,}", value):
        raise ValueError("wanted: digits, a colon and letters, as @BotFather gives it")
    return value


def _api_base(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, bare = parts.hostname, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        well = parts.scheme in {"http", "https"} and parts.port != 0 and value.rstrip("/") == bare
    except ValueError:  # a port or an IPv6 address that is none
        host, bare, well = None, "", False
    if not well or not host:
        raise ValueError("wanted: an address such as http://127.0.0.1:8081, without a path")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("wanted: https, because the token would travel in the clear (http only to this machine)")
    return bare


def _database_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("wanted: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
    return value


def _host_port(value: str) -> str:
    if not _is_host_port(value):
        raise ValueError("wanted: HOST:PORT, such as 127.0.0.1:8090")
    return value


def _fixed_host_port(value: str) -> str:
    if not _is_host_port(value) or value.endswith(":0"):
        raise ValueError("wanted: HOST:PORT with the port that a proxy is told, such as 127.0.0.1:8443")
    return value


def _is_host_port(value: str) -> bool:
    host, _, port = value.rpartition(":")
    return bool(host) and re.fullmatch(r"[0-9]{1,5}", port) is not None and int(port) < 1 << 16


def _webhook_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, plain = parts.hostname, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        well = parts.scheme in {"http", "https"} and parts.port != 0 and value == plain
    except ValueError:  # a port or an IPv6 address that is none
        host, well = None, False
    if not well or not host or not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+/?", parts.path):
        raise ValueError("wanted: an address with a path of its own, such as https://bot.example.org/telegram")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("wanted: https, because answers would travel in the clear (http only to this machine)")
    return value


def _webhook_secret(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise ValueError("wanted: 1 to 256 of A-Z, a-z, 0-9, _ and -")
    return value


def _educators(value: str) -> frozenset[int]:
    given = value.replace(",", " ").split()
    wrong = [each for each in given if not (re.fullmatch(r"[0-9]{1,16}", each) and 0 < int(each) < _LARGEST_ID)]
    if wrong:
        raise ValueError(f"wanted: numeric Telegram ids, with commas or spaces between; no such: {', '.join(wrong)}")
    return frozenset(map(int, given))


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
    webhook_url: Annotated[str | None, BeforeValidator(_webhook_url)] = None
    webhook_secret: Annotated[SecretStr | None, BeforeValidator(_webhook_secret)] = None
    listen: Annotated[str, BeforeValidator(_fixed_host_port)] = "127.0.0.1:8443"
    educators: Annotated[frozenset[int], BeforeValidator(_educators)] = frozenset()
    contact: str | None = Field(default=None, max_length=500)
    health_listen: Annotated[str, BeforeValidator(_host_port)] = "127.0.0.1:8090"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    clock_file: Path | None = None
    despite_errors: bool = False

    @model_validator(mode="after")
    def _together(self) -> Settings:
        """Everything that is right by itself but not beside the others."""
        problems = []
        in_the_box = is_loopback(urlsplit(self.api_base).hostname or "")
        if self.despite_errors and not in_the_box:
            problems.append(
                "QUIZBOT_DESPITE_ERRORS serves sets with errors, so it goes with a loopback QUIZBOT_API_BASE"
            )
        if self.clock_file is not None and not in_the_box:
            problems.append(
                "QUIZBOT_CLOCK_FILE turns the bot's clock, so it goes with a loopback QUIZBOT_API_BASE only"
            )
        if self.webhook_url is not None and self.api_base == TELEGRAM:
            parts = urlsplit(self.webhook_url)
            if is_loopback(parts.hostname or ""):
                problems.append("QUIZBOT_WEBHOOK_URL is this machine's own, where Telegram cannot reach it")
            elif parts.port not in {None, *_WEBHOOK_PORTS}:
                ports = ", ".join(map(str, _WEBHOOK_PORTS))
                problems.append(f"QUIZBOT_WEBHOOK_URL has port {parts.port}, and Telegram posts only to {ports}")
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def health_address(self) -> tuple[str, int]:
        """Host and port of /healthz and /metrics; port 0: nowhere."""
        return _address(self.health_listen)

    def listen_address(self) -> tuple[str, int]:
        """Host and port where updates are taken in, if `webhook_url` is set."""
        return _address(self.listen)

    def webhook_secret_token(self) -> str:
        """What Telegram shall say with every update: the secret as set, else one that every replica derives alike.

        Raises:
            WrongSettings: there is no token to derive it from.
        """
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return hmac.new(self.bot_token().encode(), b"quizbot webhook", hashlib.sha256).hexdigest()

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

    def secrets(self) -> frozenset[str]:
        """What must stand in no log: the token, the webhook's secret, the database's password as given and as meant."""
        secrets = set()
        if self.token is not None:
            secrets |= {self.bot_token(), self.webhook_secret_token()}
        parts = urlsplit(self.database_url)
        for password in (parts.password or "", *parse_qs(parts.query).get("password", ())):
            secrets |= {password, unquote(password)}
        return frozenset(each for each in secrets if len(each) >= _SHORTEST_SECRET)


def _address(host_port: str) -> tuple[str, int]:
    host, _, port = host_port.rpartition(":")
    return host.strip("[]"), int(port)


def read_settings(
    environment: Mapping[str, str], *, dotenv: Path | None = None, flags: Mapping[str, object] | None = None
) -> Settings:
    """The settings from flags (those that are not None), the environment and a `.env` file, in this order.

    Raises:
        WrongSettings: with one line for each problem.
    """
    given = _given(environment, dotenv)
    problems = _unknown(given)
    values: dict[str, object] = {
        field: given[name_of(field)] for field in Settings.model_fields if name_of(field) in given
    }
    for secret in _FROM_FILES:
        problems += _secret_from_file(secret, given, values)
    values |= {name: value for name, value in (flags or {}).items() if value is not None}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        problems += [_problem(each, given, values) for each in error.errors()]
        raise WrongSettings("\n".join(problems)) from None
    if problems:
        raise WrongSettings("\n".join(problems))
    return settings


def name_of(field: str) -> str:
    """The variable that sets a field of the settings."""
    return f"{PREFIX}{field.upper()}"


def _given(environment: Mapping[str, str], dotenv: Path | None) -> dict[str, str]:
    """Our variables that are not empty; a secret in the environment wins over one in `.env`, in whatever form."""
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    beneath = {name: value for name, value in _from_file(dotenv).items() if name.startswith(PREFIX)}
    for secret in map(name_of, _FROM_FILES):
        forms = {secret, f"{secret}_FILE"}
        if any(ours.get(name) for name in forms):
            beneath = {name: value for name, value in beneath.items() if name not in forms}
    return {name: value for name, value in (beneath | ours).items() if value}


def _from_file(dotenv: Path | None) -> dict[str, str]:
    if dotenv is None or not dotenv.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - most installations have no such file

    try:
        return {name: value for name, value in dotenv_values(dotenv).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettings(f"{dotenv} cannot be read ({type(error).__name__}); wanted: a text in UTF-8") from None


def _unknown(given: Mapping[str, str]) -> list[str]:
    known = [*map(name_of, Settings.model_fields), *(f"{name_of(secret)}_FILE" for secret in _FROM_FILES)]
    problems = []
    for name in given:
        if name not in known:
            near = get_close_matches(name.upper(), known, n=1, cutoff=0.8)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            problems.append(f"{name} is not a setting; {hint}")
    return problems


def _secret_from_file(secret: str, given: Mapping[str, str], values: dict[str, object]) -> list[str]:
    name = f"{name_of(secret)}_FILE"
    path = given.get(name)
    if path is None:
        return []
    if secret in values:
        return [f"{name} and {name_of(secret)} are both set: keep one of them"]
    try:
        values[secret] = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return [f"{name} = {path!r}: cannot be read ({type(error).__name__}); wanted: a readable file with the secret"]
    return []


def _problem(error: ErrorDetails, given: Mapping[str, str], values: Mapping[str, object]) -> str:
    """What is wrong in one line; no secret is shown."""
    if not error["loc"]:
        return error["msg"].removeprefix("Value error, ")
    field = str(error["loc"][0])
    wanted = _wanted(error)
    in_file = field in _FROM_FILES and name_of(field) not in given
    name = f"{name_of(field)}_FILE" if in_file else name_of(field)
    if in_file or field in _SECRETS:  # a file may hold another secret than it should
        return f"{name}: {wanted} (value not shown)"
    return f"{name} = {_shown(field, str(values.get(field)))!r}: {wanted}"


def _wanted(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "literal_error":
            return f"wanted: {context['expected']}"
        case "string_too_long":
            return f"wanted: at most {context['max_length']} characters"
        case "bool_parsing":
            return "wanted: true or false"
        case _:
            return error["msg"].removeprefix("Value error, ")


def _shown(field: str, value: str) -> str:
    """The value, shortened; of an address that may hold a password, the beginning."""
    if field in _MAY_HOLD_A_PASSWORD and {"@", "?"} & set(value):
        scheme, separator, _ = value.partition("://")
        return f"{scheme}://…" if separator else "…"
    return value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"

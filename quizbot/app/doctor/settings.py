"""What is configured, setting by setting; no secret is shown."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import SecretStr

from quizbot.config import Settings, name_of


def configured(settings: Settings) -> Iterator[tuple[str, str]]:
    """Each setting's name, and its value as it may be shown."""
    for field in Settings.model_fields:
        value = getattr(settings, field)
        default = "" if field in settings.model_fields_set or value in (None, frozenset()) else " (default)"
        yield name_of(field), f"{_shown(field, value)}{default}"


def _shown(field: str, value: object) -> str:
    match value:
        case None | frozenset() if not value:
            return "not set"
        case SecretStr():
            return "set (not shown)"
        case frozenset():
            return ", ".join(map(str, sorted(value)))
        case bool():
            return str(value).lower()
        case str() if field == "database_url":
            return _without_password(value)
        case _:
            return str(value)


def _without_password(url: str) -> str:
    """An address without user, password and options."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

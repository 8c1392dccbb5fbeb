"""What cannot be started here is at least what it says: settings that exist, pinned versions, no rights to spare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizbot.config import Settings, name_of, read_settings

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
REPLICAS = ("quizbot-1", "quizbot-2")
CADDYFILE: str = COMPOSE["configs"]["caddyfile"]["content"]
GIVEN = {"BOT_DOMAIN": "bot.example.org", "QUIZBOT_CONTACT": "room 12"}


def filled(text: str) -> str:
    """The text with its ${…} filled in, as compose does it."""

    def fill(found: re.Match[str]) -> str:
        name, default = found[1], found[3]
        if name not in GIVEN:
            assert found[2] == ":-", f"{name} has neither a default nor a value"
            return default
        return GIVEN[name]

    return re.sub(r"(?<!\$)\$\{(\w+)(?:(:[-?])([^}]*))?\}", fill, text)


def environment(service: str) -> dict[str, str]:
    return {name: filled(value) for name, value in SERVICES[service]["environment"].items()}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """What a replica reads from its environment and its secrets."""
    secrets = {"token": "4711:AAbb-cc_ddEEff", "database_url": "postgresql://quizbot:secret@database/quizbot"}
    given = environment("quizbot-1")
    for secret in SERVICES["quizbot-1"]["secrets"]:
        (tmp_path / secret).write_text(secrets[secret])
    return read_settings({name: value.replace("/run/secrets", str(tmp_path)) for name, value in given.items()})


# The image


def test_the_image_sets_only_settings_that_there_are() -> None:
    named = set(re.findall(r"QUIZBOT_[A-Z_]+", re.sub(r"^#.*$", "", DOCKERFILE, flags=re.MULTILINE)))
    assert named <= {name_of(field) for field in Settings.model_fields}
    assert named


def test_the_image_starts_from_a_release_and_runs_as_an_ordinary_user() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert all(re.fullmatch(r"[a-z]+:3\.\d+-slim-[a-z]+", base) for base in bases)
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["10001"]


def test_the_image_looks_after_its_health_where_that_is_told() -> None:
    host, port = Settings().health_address()
    assert f"http://{host}:{port}/healthz" in DOCKERFILE
    assert f"EXPOSE {Settings().listen_address()[1]} {port}" in DOCKERFILE


# The services


def test_replicas_read_settings_that_fit_together(settings: Settings) -> None:
    assert settings.webhook_url == "https://bot.example.org/telegram"
    assert settings.bot_token()
    assert settings.database_url.startswith("postgresql://")
    assert settings.contact == "room 12"
    assert settings.educators == frozenset()


def test_both_replicas_are_alike() -> None:
    assert SERVICES[REPLICAS[0]] == SERVICES[REPLICAS[1]]


def test_the_proxy_sends_updates_and_nothing_else_to_the_replicas(settings: Settings) -> None:
    _, port = settings.listen_address()
    upstreams = " ".join(f"{name}:{port}" for name in REPLICAS)
    assert f"handle /telegram {{\n    reverse_proxy {upstreams} {{" in CADDYFILE
    assert settings.webhook_url == "https://bot.example.org/telegram"
    assert f"health_port {settings.health_address()[1]}" in CADDYFILE
    assert "respond 404" in CADDYFILE


def test_the_proxy_notes_no_secret_in_its_log() -> None:
    assert "request>headers>X-Telegram-Bot-Api-Secret-Token delete" in CADDYFILE


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_pinned(name: str) -> None:
    assert re.fullmatch(r"[a-z]+:\d+(\.\d+)+(-[a-z]+)?", SERVICES[name]["image"])


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_has_rights_to_spare(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert ("ports" in service) is (name == "proxy")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_watched_and_comes_again(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("kind", ["networks", "secrets", "configs", "volumes"])
def test_what_services_name_is_declared_and_what_is_declared_is_named(kind: str) -> None:
    named = set()
    for service in SERVICES.values():
        for each in service.get(kind, []):
            named.add(each["source"] if isinstance(each, Mapping) else each.partition(":")[0])
    assert named == COMPOSE[kind].keys()


def test_no_secret_stands_in_the_file_or_in_an_environment() -> None:
    for name in SERVICES:
        for variable in SERVICES[name]["environment"]:
            assert variable.endswith("_FILE") or not re.search("TOKEN|SECRET|PASSWORD|DATABASE_URL", variable)
    assert {each["file"].partition("/")[0] for each in COMPOSE["secrets"].values()} == {"secrets"}
    for ignoring in (".gitignore", ".dockerignore"):
        assert "secrets" in (ROOT / ignoring).read_text().replace("/", "").splitlines()


def test_the_database_is_reached_by_the_replicas_only() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    inside = {name for name, service in SERVICES.items() if "inside" in service["networks"]}
    assert inside == {"database", *REPLICAS}
    assert SERVICES["database"]["networks"] == ["inside"]

"""Whether this machine lets the bot listen where it should."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from quizbot.app.doctor.finding import Finding, ok, problem, warning
from quizbot.config import Settings

PATIENCE = 5.0  # seconds for an answer on this machine
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - where somebody listens everywhere, ask here


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """The address for /healthz and /metrics, and that for updates if they are posted."""
    running = None
    host, port = settings.health_address()
    if port == 0:
        yield warning(
            "health", "/healthz and /metrics are off (QUIZBOT_HEALTH_LISTEN has port 0): nobody can watch over it"
        )
    elif (reason := _taken(host, port)) is None:
        yield ok("health", f"{settings.health_listen} is free for /healthz and /metrics; no bot runs there now")
    else:
        running = await _health(host, port)
        yield _of_running(settings.health_listen, running, reason)
    if settings.webhook_url is not None:
        host, port = settings.listen_address()
        reason = _taken(host, port)
        if reason is None:
            yield ok("listen", f"{settings.listen} is free for updates")
        elif running is not None:
            yield ok("listen", f"{settings.listen} is in use, it seems by the bot that runs")
        else:
            yield problem("listen", f"QUIZBOT_LISTEN = {settings.listen!r}: nobody can listen there ({reason})")


def _of_running(listen: str, running: dict[str, Any] | None, reason: str) -> Finding:
    if running is None:
        return problem(
            "health", f"QUIZBOT_HEALTH_LISTEN = {listen!r}: nobody can listen there ({reason}). Choose another."
        )
    if running["ok"]:
        return ok("health", f"a bot runs at {listen} and is well")
    ages = ", ".join(
        f"{name} {'never' if age is None else f'{age:g} s ago'}" for name, age in running["age_seconds"].items()
    )
    notes = "; ".join(map(str, running.get("notes", ())))
    return problem(
        "health", f"a bot runs at {listen} and is not well: {'; '.join(filter(None, (ages, notes)))}. See its log."
    )


def _taken(host: str, port: int) -> str | None:
    """Why nobody can listen there; None if one can."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in found:
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(address)
    except OSError as error:
        return (error.strerror or type(error).__name__).lower()
    return None


async def _health(host: str, port: int) -> dict[str, Any] | None:
    """What a bot that runs there says of itself; None if it is none."""
    url = f"http://{_bracketed(_ANY.get(host, host))}:{port}/healthz"
    try:
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url, allow_redirects=False) as answer:
            said = json.loads(await answer.read())
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        return None
    return said if isinstance(said, dict) and {"ok", "age_seconds"} <= said.keys() else None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host

"""Whether the Bot API answers, knows the token, delivers updates where they are awaited, and agrees about the time."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from quizbot.app.doctor.finding import Finding, ok, problem, warning
from quizbot.config import Settings, WrongSettings

PATIENCE = 10.0  # seconds for an answer
SKEW = 10  # seconds that a clock may be wrong before anybody should mind …
TOO_MUCH_SKEW = 120  # … and from which on reminders come at wrong times
MANY = 100  # updates that wait: more than a moment brings
RECENT = timedelta(hours=1)


class NoAnswer(Exception):
    """There is no use in asking on; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a method has returned; `skew` is how many seconds the server's clock is ahead of ours, None if unknown."""

    result: Any
    seconds: float
    skew: float | None


async def examine(
    settings: Settings, clock: Callable[[], datetime], *, patience: float = PATIENCE
) -> AsyncIterator[Finding]:
    """What the Bot API says of the bot and its updates, each answer within so many seconds."""
    try:
        token = settings.bot_token()
    except WrongSettings as error:
        yield problem("token", str(error).splitlines()[0])
        return
    timeout = aiohttp.ClientTimeout(total=patience)
    async with aiohttp.ClientSession(timeout=timeout, base_url=f"{settings.api_base}/bot{token}/") as session:
        try:
            me = await _ask(session, "getMe", clock)
            yield ok("bot api", f"@{me.result['username']} answers ({me.seconds:.2f} s)")
            if me.skew is not None:
                yield _time(me.skew)
            info = await _ask(session, "getWebhookInfo", clock)
        except NoAnswer as error:
            yield problem("bot api", f"{urlsplit(settings.api_base).netloc} {error}")
            return
    for finding in _updates(settings, info.result, clock()):
        yield finding


async def _ask(session: aiohttp.ClientSession, method: str, clock: Callable[[], datetime]) -> Answer:
    """The answer to a method without parameters.

    Raises:
        NoAnswer: there is none, or a refusal.
    """
    began = time.monotonic()
    try:
        async with session.post(method, allow_redirects=False) as response:
            body = await response.read()
            status, date = response.status, response.headers.get("Date")
    except TimeoutError:
        raise NoAnswer("does not answer. Is there a way to it (proxy, firewall)?") from None
    except aiohttp.ClientConnectorDNSError:
        raise NoAnswer("cannot be found. Does this machine resolve names?") from None
    except (aiohttp.ClientError, OSError) as error:
        raise NoAnswer(f"cannot be reached ({type(error).__name__}). Is there a way to it (proxy, firewall)?") from None
    seconds = time.monotonic() - began
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        raise NoAnswer("does not know the token. Ask @BotFather for the present one (/mybots, API Token).")
    try:
        answer = json.loads(body)
        result = answer["result"]
    except (ValueError, KeyError, TypeError):
        raise NoAnswer(f"does not answer as a Bot API does (HTTP {status}). Is QUIZBOT_API_BASE right?") from None
    return Answer(result=result, seconds=seconds, skew=_skew(date, clock()))


def _skew(date: str | None, now: datetime) -> float | None:
    """Seconds by which a header's date is ahead; it has no fractions, so that half a second is its best guess."""
    try:
        said = parsedate_to_datetime(date or "")
        return (said - now).total_seconds() + 0.5
    except (ValueError, TypeError):  # none, or without a zone
        return None


def _time(skew: float) -> Finding:
    if abs(skew) < SKEW:
        return ok("clock", "this machine and the Bot API agree about the time")
    text = f"this machine's clock is {abs(skew):.0f} s {'behind' if skew > 0 else 'ahead'}; let it follow a time server"
    return problem("clock", text) if abs(skew) >= TOO_MUCH_SKEW else warning("clock", text)


def _updates(settings: Settings, info: dict[str, Any], now: datetime) -> list[Finding]:
    """Whether updates come the way that is configured, and whether they are taken in."""
    findings = [_way(settings.webhook_url, str(info.get("url", "")))]
    waiting = int(info.get("pending_update_count", 0))
    if waiting > MANY:
        findings.append(warning("updates", f"{waiting} wait at the Bot API: nobody takes them in, or not fast enough"))
    failed = datetime.fromtimestamp(int(info.get("last_error_date", 0)), now.tzinfo)
    if info.get("url") and now - failed < RECENT:
        said = " ".join(str(info.get("last_error_message", "")).split())
        minutes = (now - failed).total_seconds() / 60
        findings.append(warning("updates", f"posting to the webhook failed {minutes:.0f} min ago: {said}"))
    return findings


def _way(wanted: str | None, is_set: str) -> Finding:
    if wanted is None and not is_set:
        return ok("updates", "they are fetched (long polling)")
    if wanted is None:
        host = urlsplit(is_set).hostname
        return warning(
            "updates",
            f"they are posted to a webhook at {host}, and QUIZBOT_WEBHOOK_URL is not set, so `quizbot run` would remove"
            " that and fetch them",
        )
    if is_set == wanted:
        return ok("updates", f"they are posted to {wanted}")
    elsewhere = f"they are posted to {urlsplit(is_set).hostname}" if is_set else "no webhook is set yet"
    return warning("updates", f"{elsewhere}; `quizbot run` sets QUIZBOT_WEBHOOK_URL, {wanted}")

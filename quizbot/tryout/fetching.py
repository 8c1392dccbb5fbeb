"""The Bot API's methods by which updates reach the bot: long polling, or a webhook."""

import re
from typing import Final
from urllib.parse import urlsplit

from quizbot.tryout.botapi import POLL_SECONDS, UPDATES_A_CALL
from quizbot.tryout.decoding import Parameters, bad_request
from quizbot.tryout.updates import Webhook
from quizbot.tryout.wire import Wire
from quizbot.tryout.world import World

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")
_PORTS: Final = frozenset({None, 80, 88, 443, 8443})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


async def get_updates(world: World, parameters: Parameters) -> list[Wire]:
    """Return the updates that wait, or wait for one; numbers out of range are brought into it, as Telegram does."""
    world.updates.allow(parameters.get("allowed_updates"))
    return await world.updates.poll(
        offset=parameters.get("offset", 0),
        limit=parameters.get("limit", UPDATES_A_CALL),
        seconds=min(max(parameters.get("timeout", 0), 0), POLL_SECONDS),
    )


def set_webhook(world: World, parameters: Parameters) -> bool:
    """Have updates posted; an empty address ends that."""
    if parameters["url"] == "":
        return delete_webhook(world, parameters)
    _check_url(parameters["url"])
    secret = parameters.get("secret_token", "")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters or is too long")
    _drop_pending(world, parameters)
    world.updates.allow(parameters.get("allowed_updates"))
    world.updates.set_webhook(
        Webhook(
            url=parameters["url"],
            secret_token=secret,
            max_connections=min(max(parameters.get("max_connections", 40), 1), 100),
            ip_address=parameters.get("ip_address", ""),
            has_certificate="certificate" in parameters,
        )
    )
    world.touch()
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Let the bot poll again."""
    _drop_pending(world, parameters)
    world.updates.set_webhook(None)
    world.touch()
    return True


def get_webhook_info(world: World, _parameters: Parameters) -> Wire:
    """Tell where updates are posted, how many wait, and what went wrong last."""
    webhook = world.updates.webhook or Webhook(url="")
    info: Wire = {
        "url": webhook.url,
        "has_custom_certificate": webhook.has_certificate,
        "pending_update_count": len(world.updates),
    }
    if webhook.url != "":
        info["max_connections"] = webhook.max_connections
    if webhook.ip_address != "":
        info["ip_address"] = webhook.ip_address
    if world.updates.last_error is not None:
        info["last_error_date"], info["last_error_message"] = world.updates.last_error
    if world.updates.allowed != []:
        info["allowed_updates"] = world.updates.allowed
    return info


def _drop_pending(world: World, parameters: Parameters) -> None:
    if parameters.get("drop_pending_updates", False):
        world.updates.clear()


def _check_url(url: str) -> None:
    """Telegram posts to HTTPS on a few ports; as with a Bot API server of one's own, anything goes on loopback."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid URL") from None
    if parts.hostname in _LOOPBACK and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https" or parts.hostname is None:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")

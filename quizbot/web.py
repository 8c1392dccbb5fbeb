"""The HTTP face: updates that Telegram posts, and for the operator whether the bot is well and what it has counted."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from quizbot.metrics import Metrics, render

log = logging.getLogger(__name__)

TOO_OLD = 60.0  # seconds; a long poll takes half of that
LOOKING = 3.0  # seconds that finding the ages out may take
LARGEST = 1 << 20  # bytes of an update
READING = 10.0  # seconds in which an update must have come in
LINGERING = 2.0  # seconds for what somebody still sends after the answer
ENDING = 3.0  # seconds for requests under way when nothing more is served
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_LARGEST_ID = 1 << 63

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """How the bot is: the age in seconds of each thing that must be done again and again, None until the first time.

    `notes` are words for the operator, without anything of a learner's.
    """

    ages: Mapping[str, float | None]
    notes: Sequence[str] = ()

    @property
    def well(self) -> bool:
        """Whether every age is known and below a minute."""
        return bool(self.ages) and all(age is not None and age < TOO_OLD for age in self.ages.values())


def monitoring(
    look: Callable[[], Awaitable[Vitals]], metrics: Metrics, *, patience: float = LOOKING
) -> web.Application:
    """An application with /healthz (200 or 503, the vitals as JSON) and /metrics (the same and the counts).

    It answers after `patience` seconds at most, even if `look` does not.
    """
    glance = _Glance(look, patience)

    async def healthz(_: web.Request) -> web.Response:
        vitals = await glance()
        body = {
            "ok": vitals.well,
            "age_seconds": {name: None if age is None else round(age, 1) for name, age in vitals.ages.items()},
            "notes": list(vitals.notes),
        }
        return web.json_response(body, status=HTTPStatus.OK if vitals.well else HTTPStatus.SERVICE_UNAVAILABLE)

    async def figures(request: web.Request) -> web.Response:
        vitals = await glance()
        body, content_type = await asyncio.to_thread(
            render, dict(metrics.counts), vitals.ages, well=vitals.well, accept=request.headers.get("Accept", "")
        )
        return web.Response(body=body, headers={"Content-Type": content_type})

    application = web.Application()
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/metrics", figures)
    return application


class _Glance:
    """Looks once for all who ask at the same time, and waits only so long: a database that hangs is asked no more."""

    def __init__(self, look: Callable[[], Awaitable[Vitals]], patience: float) -> None:
        self._look = look
        self._patience = patience
        self._looking: asyncio.Future[Vitals] | None = None

    async def __call__(self) -> Vitals:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
            self._looking.add_done_callback(_heard)
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(self._looking)
        except TimeoutError:
            return Vitals(ages={}, notes=[f"not found out within {self._patience:g} s; is the database stuck?"])
        except Exception as error:  # noqa: BLE001 - whatever it is, the monitor must be told
            return Vitals(ages={}, notes=[f"not found out: {type(error).__name__}"])


def _heard(looking: asyncio.Future[Vitals]) -> None:
    """Take note of how looking ended, even if nobody waited for it any more."""
    if not looking.cancelled():
        looking.exception()


def webhook(
    path: str, secret: str, take: Callable[[Raw], Awaitable[None]], *, patience: float = READING
) -> web.Application:
    """An application that takes in updates posted to that path with that secret; it answers 200 once `take` returned.

    Whoever does not know the secret gets nothing read; whoever does has `patience` seconds to send it all. If `take`
    raises, the answer is 503, and Telegram comes again.
    """
    failing = False

    async def post(request: web.Request) -> web.Response:
        nonlocal failing
        _refuse_strangers(request, secret)
        update = await _read(request, patience)
        try:
            await take(update)
        except Exception as error:  # noqa: BLE001 - whatever it is, Telegram keeps the update and posts it again
            if not failing:
                log.error("updates cannot be stored (%s); Telegram keeps them and tries again", type(error).__name__)  # noqa: TRY400 - no trace, it may hold text
            failing = True
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if failing:
            log.info("updates can be stored again")
        failing = False
        return web.Response()

    application = web.Application(client_max_size=LARGEST)
    application.router.add_route("*", path, post)
    return application


def _refuse_strangers(request: web.Request, secret: str) -> None:
    """Raise the answer to a request that is not Telegram's; nothing of its body has been read."""
    if request.method != "POST":
        raise web.HTTPNotFound
    given = request.headers.get(SECRET, "").encode("utf-8", "surrogateescape")
    if not hmac.compare_digest(given, secret.encode()):
        raise web.HTTPUnauthorized


async def _read(request: web.Request, patience: float) -> Raw:
    """The update that was posted; raises the answer to one that is none."""
    if (request.content_length or 0) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST)
    try:
        async with asyncio.timeout(patience):
            update = json.loads(await request.read())  # which raises the answer to one that is too large, too
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, RecursionError, web.RequestPayloadError, ConnectionError):
        raise web.HTTPBadRequest from None
    match update:
        case {"update_id": int(number)} if not isinstance(number, bool) and 0 <= number < _LARGEST_ID:
            return dict(update)
        case _:
            raise web.HTTPBadRequest


@asynccontextmanager
async def serve(application: web.Application, *, host: str, port: int) -> AsyncIterator[None]:
    """Serve there while the block runs.

    Raises:
        OSError: the address is taken.
    """
    runner = web.AppRunner(application, access_log=None, lingering_time=LINGERING, shutdown_timeout=ENDING)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()

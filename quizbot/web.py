"""The HTTP face for the operator: whether the bot still fetches updates and looks for reminders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

TOO_OLD = 60.0  # seconds; a long poll takes half of that


def build(ages: Callable[[], Mapping[str, float | None]]) -> web.Application:
    """An application with /healthz: 200 while every age is below a minute, else 503; the ages in seconds as JSON.

    An age is None until the first time.
    """

    async def healthz(_: web.Request) -> web.Response:
        seconds = ages()
        well = all(age is not None and age < TOO_OLD for age in seconds.values())
        body = {
            "ok": well,
            "age_seconds": {name: None if age is None else round(age, 1) for name, age in seconds.items()},
        }
        return web.json_response(body, status=200 if well else 503)

    application = web.Application()
    application.router.add_get("/healthz", healthz)
    return application


@asynccontextmanager
async def serve(application: web.Application, *, host: str, port: int) -> AsyncIterator[None]:
    """Serve there while the block runs.

    Raises:
        OSError: the address is taken.
    """
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()

"""Whether the bot is well, as an operator's monitor asks it."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from quizbot.web import TOO_OLD, build, serve


async def asked(ages: Mapping[str, float | None], path: str = "/healthz") -> tuple[int, object]:
    """The status and the JSON of the answer."""
    port = unused_port()
    async with (
        serve(build(lambda: ages), host="127.0.0.1", port=port),
        aiohttp.request("GET", f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.json() if answer.status != 404 else None


@pytest.mark.parametrize(
    ("fetch", "sweep", "well"),
    [
        (0.0, 0.0, True),
        (31.0, 20.0, True),
        (TOO_OLD - 0.1, 0.0, True),
        (TOO_OLD, 0.0, False),
        (0.0, TOO_OLD, False),
        (3600.0, 3600.0, False),
        (None, 0.0, False),
        (0.0, None, False),
    ],
)
async def test_it_is_well_while_everything_was_done_within_a_minute(
    fetch: float | None, sweep: float | None, *, well: bool
) -> None:
    status, said = await asked({"fetch": fetch, "sweep": sweep})
    assert status == (200 if well else 503)
    assert said == {"ok": well, "age_seconds": {"fetch": fetch, "sweep": sweep}}


async def test_ages_are_said_to_the_tenth_of_a_second() -> None:
    assert await asked({"fetch": 1.23456}) == (200, {"ok": True, "age_seconds": {"fetch": 1.2}})


async def test_ages_are_those_of_the_moment() -> None:
    ages = {"fetch": 0.0}
    port = unused_port()
    async with serve(build(lambda: ages), host="127.0.0.1", port=port), aiohttp.ClientSession() as client:
        for age, status in ((0.0, 200), (99.0, 503), (1.0, 200)):
            ages["fetch"] = age
            async with client.get(f"http://127.0.0.1:{port}/healthz") as answer:
                assert answer.status == status


@pytest.mark.parametrize("path", ["/", "/healthz/", "/favicon.ico"])
async def test_there_is_nothing_else(path: str) -> None:
    assert (await asked({"fetch": 0.0}, path))[0] == 404


async def test_an_address_that_is_taken_is_an_error() -> None:
    port = unused_port()
    async with serve(build(dict), host="127.0.0.1", port=port):
        with pytest.raises(OSError, match="address already in use"):
            await serve(build(dict), host="127.0.0.1", port=port).__aenter__()


async def test_the_address_is_free_again_afterwards() -> None:
    port = unused_port()
    for _ in range(2):
        async with serve(build(dict), host="127.0.0.1", port=port):
            pass

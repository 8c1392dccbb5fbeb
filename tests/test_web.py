"""What the bot says over HTTP: whether it is well, what it has counted; and whose updates it takes in."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics_families
from prometheus_client.parser import text_string_to_metric_families

from quizbot.metrics import Count, Metrics
from quizbot.web import LARGEST, SECRET, TOO_OLD, Vitals, monitoring, serve, webhook

Look = Callable[[], Awaitable[Vitals]]


def seen(ages: Mapping[str, float | None], *notes: str) -> Look:
    """Looking finds these."""

    async def look() -> Vitals:
        return Vitals(ages=ages, notes=notes)

    return look


@asynccontextmanager
async def monitored(look: Look, metrics: Metrics | None = None, **more: float) -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody who asks at the operator's address."""
    port = unused_port()
    async with (
        serve(monitoring(look, metrics or Metrics(), **more), host="127.0.0.1", port=port),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
    ):
        yield client


async def health(client: aiohttp.ClientSession) -> tuple[int, Any]:
    async with client.get("/healthz") as answer:
        return answer.status, await answer.json()


# /healthz


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
    async with monitored(seen({"fetch": fetch, "sweep": sweep})) as client:
        assert await health(client) == (
            200 if well else 503,
            {"ok": well, "age_seconds": {"fetch": fetch, "sweep": sweep}, "notes": []},
        )


async def test_ages_are_said_to_the_tenth_of_a_second_and_notes_as_they_are() -> None:
    async with monitored(seen({"inbox": 1.23456}, "3 updates wait")) as client:
        assert await health(client) == (200, {"ok": True, "age_seconds": {"inbox": 1.2}, "notes": ["3 updates wait"]})


async def test_ages_are_those_of_the_moment() -> None:
    ages = {"fetch": 0.0}
    async with monitored(seen(ages)) as client:
        for age, status in ((0.0, 200), (99.0, 503), (1.0, 200)):
            ages["fetch"] = age
            assert (await health(client))[0] == status


async def test_a_look_that_fails_is_no_sign_of_health_and_its_words_are_not_repeated() -> None:
    async def look() -> Vitals:
        raise LookupError("what Ada wrote")

    async with monitored(look) as client:
        assert await health(client) == (
            503,
            {"ok": False, "age_seconds": {}, "notes": ["not found out: LookupError"]},
        )


async def test_a_look_that_hangs_is_answered_for_and_nobody_looks_a_second_time() -> None:
    looks = 0
    stuck = asyncio.Event()

    async def look() -> Vitals:
        nonlocal looks
        looks += 1
        await stuck.wait()
        return Vitals(ages={"fetch": 0.0})

    async with monitored(look, patience=0.01) as client:
        for _ in range(3):
            status, said = await health(client)
            assert (status, said["ok"], len(said["notes"])) == (503, False, 1)
        assert looks == 1
        stuck.set()
        assert (await health(client))[0] == 200


@pytest.mark.parametrize("path", ["/", "/healthz/", "/favicon.ico"])
async def test_there_is_nothing_else(path: str) -> None:
    async with monitored(seen({"fetch": 0.0})) as client, client.get(path) as answer:
        assert answer.status == 404


# /metrics


async def figures(client: aiohttp.ClientSession) -> dict[tuple[str, str], float]:
    """Every figure by its name and its label, read as Prometheus would read them."""
    async with client.get("/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        families = list(text_string_to_metric_families(await answer.text()))
    return {
        (sample.name, "".join(f"{name}={value}" for name, value in sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


async def test_what_was_counted_can_be_read_back() -> None:
    metrics = Metrics()
    metrics.count(Count.UPDATES, "message")
    metrics.count(Count.UPDATES, "message")
    metrics.count(Count.UPDATES, 'what"ever\n\\')
    metrics.count(Count.DEAD, by=3)
    async with monitored(seen({"fetch": 1.5, "inbox": None}), metrics) as client:
        said = await figures(client)
        metrics.count(Count.DEAD)
        again = await figures(client)
    assert said["quizbot_updates_total", "kind=message"] == 2
    assert said["quizbot_updates_total", 'kind=what"ever\n\\'] == 1
    assert said["quizbot_updates_dead_total", ""] == 3
    assert again["quizbot_updates_dead_total", ""] == 4
    assert said["quizbot_invites_refused_total", ""] == 0
    assert said["quizbot_age_seconds", "of=fetch"] == 1.5
    assert ("quizbot_age_seconds", "of=inbox") not in said
    assert said["quizbot_healthy", ""] == 0
    assert said["process_resident_memory_bytes", ""] > 0


async def test_whether_it_is_well_is_a_figure_too() -> None:
    async with monitored(seen({"fetch": 1.5})) as client:
        assert (await figures(client))["quizbot_healthy", ""] == 1


async def test_every_count_has_a_family_of_its_own_with_words() -> None:
    async with monitored(seen({})) as client, client.get("/metrics") as answer:
        families = {each.name: each for each in text_string_to_metric_families(await answer.text())}
    for what in Count:
        assert families[f"quizbot_{what.value}"].type == "counter"
        assert families[f"quizbot_{what.value}"].documentation == what.meaning != ""


async def test_a_monitor_that_wants_the_newer_form_gets_it() -> None:
    async with (
        monitored(seen({"fetch": 0.0})) as client,
        client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}) as answer,
    ):
        assert answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
        assert "quizbot_healthy" in {each.name for each in openmetrics_families(await answer.text())}  # type: ignore[no-untyped-call] # the library's


# The webhook


@dataclass(kw_only=True)
class Hook:
    """A webhook that somebody posts to; `taken` has the updates that it took in."""

    port: int = field(default_factory=unused_port)
    taken: list[Any] = field(default_factory=list)
    failure: Exception | None = None

    async def take(self, update: dict[str, Any]) -> None:
        if self.failure is not None:
            raise self.failure
        self.taken.append(update)

    async def post(
        self,
        body: bytes | BytesIO | AsyncIterator[bytes],
        *,
        path: str = "/telegram",
        method: str = "POST",
        **headers: str,
    ) -> int:
        """Post a body, with the right secret unless told otherwise; returns the status."""
        sent = {SECRET: "right", "Content-Type": "application/json"} | headers
        async with (
            aiohttp.ClientSession() as client,
            client.request(method, f"http://127.0.0.1:{self.port}{path}", data=body, headers=sent) as answer,
        ):
            return answer.status

    async def sends(self, *lines: str, body: bytes = b"") -> str:
        """Send a request as raw lines with the right secret, and no more; returns the first line of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = ("POST /telegram HTTP/1.1", "Host: here", f"{SECRET}: right", *lines, "", "")
        writer.write("\r\n".join(head).encode() + body)
        answer = await reader.readline()
        writer.close()
        return answer.decode().strip()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    async with serve(webhook("/telegram", "right", hook.take), host="127.0.0.1", port=hook.port):
        yield hook


async def test_an_update_is_taken_in_as_it_is(hook: Hook) -> None:
    update = {"update_id": 7, "message": {"text": "Grüße 👋 \x00", "from": {"id": 1}}}
    assert await hook.post(json.dumps(update).encode()) == 200
    assert hook.taken == [update]


async def test_it_is_confirmed_only_once_it_is_kept() -> None:
    kept = asyncio.Event()
    reached = asyncio.Event()

    async def take(_: dict[str, Any]) -> None:
        reached.set()
        await kept.wait()

    hook = Hook()
    async with serve(webhook("/telegram", "right", take), host="127.0.0.1", port=hook.port):
        posting = asyncio.create_task(hook.post(b'{"update_id": 7}'))
        await reached.wait()
        await asyncio.sleep(0)
        assert not posting.done()
        kept.set()
        assert await posting == 200


@pytest.mark.parametrize("secret", ["", "wrong", "Right", "righ", "rightt", "r\xefght"])
async def test_without_the_secret_nothing_is_taken(hook: Hook, secret: str) -> None:
    assert await hook.post(b'{"update_id": 7}', **{SECRET: secret}) == 401
    assert hook.taken == []


async def test_without_the_secret_nothing_is_read(hook: Hook) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hook.port)
    writer.write(b"POST /telegram HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n")  # and nothing more
    assert b" 401 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/"),
        ("POST", "/telegram/"),
        ("POST", "/Telegram"),
        ("POST", "/telegram/x"),
        ("GET", "/telegram"),
        ("HEAD", "/telegram"),
        ("PUT", "/telegram"),
        ("DELETE", "/telegram"),
        ("GET", "/healthz"),
    ],
)
async def test_there_is_one_door_only(hook: Hook, method: str, path: str) -> None:
    assert await hook.post(b'{"update_id": 7}', method=method, path=path) == 404
    assert hook.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b'[{"update_id": 7}]',
        b"7",
        b"null",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": 7.0}',
        b'{"update_id": true}',
        b'{"update_id": null}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": %s}' % (b"9" * 5000),
        b'{"update_id": 7',
        b'{"update_id": 7, "x": "\xff"}',
        b'{"update_id": 7, "x": %s}' % (b"[" * 100_000 + b"]" * 100_000),
    ],
)
async def test_what_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    assert await hook.post(body) == 400
    assert hook.taken == []


def padded(size: int) -> bytes:
    """An update of so many bytes."""
    return b'{"update_id": 7, "x": "' + b"x" * (size - 25) + b'"}'


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """Sent in chunks, so that no header says how long it is."""
    for start in range(0, len(body), 10_000):
        yield body[start : start + 10_000]


@pytest.mark.parametrize(("size", "status"), [(LARGEST, 200), (LARGEST + 1, 413), (3 * LARGEST, 413)])
@pytest.mark.parametrize("chunked", [True, False])
async def test_an_update_is_no_larger_than_a_megabyte(hook: Hook, size: int, status: int, *, chunked: bool) -> None:
    body = padded(size)
    assert len(body) == size
    assert await hook.post(in_pieces(body) if chunked else BytesIO(body)) == status
    assert len(hook.taken) == (status == 200)


async def test_one_that_says_it_is_larger_is_not_read(hook: Hook) -> None:
    assert " 413 " in await hook.sends(f"Content-Length: {LARGEST + 1}")


async def test_what_unpacks_to_more_is_refused_too(hook: Hook) -> None:
    assert await hook.post(gzip.compress(padded(50 * LARGEST)), **{"Content-Encoding": "gzip"}) == 413


async def test_nobody_may_dawdle() -> None:
    hook = Hook()
    async with serve(webhook("/telegram", "right", hook.take, patience=0.01), host="127.0.0.1", port=hook.port):
        assert " 408 " in await hook.sends("Content-Length: 100", body=b'{"update_id": ')
    assert hook.taken == []


async def test_a_body_that_is_not_what_it_says_is_refused(hook: Hook) -> None:
    assert " 400 " in await hook.sends("Content-Encoding: gzip", "Content-Length: 5", body=b"hello")


async def test_one_that_breaks_off_is_no_update_and_no_fault_of_ours(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", hook.port)
    writer.write(f"POST /telegram HTTP/1.1\r\nHost: here\r\n{SECRET}: right\r\nContent-Length: 100\r\n\r\n{{".encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await hook.post(b'{"update_id": 7}') == 200
    assert hook.taken == [{"update_id": 7}]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_what_cannot_be_kept_is_asked_for_again_and_said_once(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "quizbot")
    hook.failure = ValueError("what Ada wrote")
    for _ in range(3):
        assert await hook.post(b'{"update_id": 7, "message": {"text": "what Ada wrote"}}') == 503
    hook.failure = None
    for _ in range(2):
        assert await hook.post(b'{"update_id": 7}') == 200
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("quizbot")]
    assert ours == [
        "updates cannot be stored (ValueError); Telegram keeps them and tries again",
        "updates can be stored again",
    ]
    assert "Ada" not in caplog.text


# Serving


async def test_an_address_that_is_taken_is_an_error() -> None:
    port = unused_port()
    async with serve(monitoring(seen({}), Metrics()), host="127.0.0.1", port=port):
        with pytest.raises(OSError, match="address already in use"):
            await serve(monitoring(seen({}), Metrics()), host="127.0.0.1", port=port).__aenter__()


async def test_the_address_is_free_again_afterwards() -> None:
    port = unused_port()
    for _ in range(2):
        async with serve(monitoring(seen({}), Metrics()), host="127.0.0.1", port=port):
            pass

"""Updates that the server pushes to the bot's webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from quizbot.tryout import webhook
from tests.tryout.conftest import Served, served


class Hook:
    """A bot's end of a webhook, which answers with the given statuses first and 200 from then on."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.posts: asyncio.Queue[tuple[str | None, dict[str, Any]]] = asyncio.Queue()
        self.address = ""
        self.silent = False

    async def take(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.posts.put_nowait((secret, await request.json()))
        if self.silent:
            await asyncio.Event().wait()
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, headers={"Location": f"{self.address}/elsewhere"})

    async def texts(self, number: int) -> list[str]:
        """The texts of the next posts, in the order in which they came."""
        return [(await self.posts.get())[1]["message"]["text"] for _ in range(number)]


@asynccontextmanager
async def listening(hook: Hook, *, port: int = 0) -> AsyncIterator[Hook]:
    """The hook at an address of its own or, given its port, at the one of another."""
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    runner = web.AppRunner(application, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_port=True).start()
    hook.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield hook
    finally:
        await runner.cleanup()


async def info(server: Served) -> dict[str, Any]:
    async with await server.call("getWebhookInfo") as response:
        result: dict[str, Any] = (await response.json())["result"]
        return result


async def settled(server: Served) -> None:
    """Wait until no update is pending."""
    while (await info(server))["pending_update_count"]:
        pass


async def problem(server: Served) -> str:
    """Wait until getWebhookInfo tells what went wrong."""
    while "last_error_message" not in (told := await info(server)):
        pass
    return str(told["last_error_message"])


async def test_updates_are_posted_with_the_secret_and_confirmed_by_a_2xx(server: Served) -> None:
    async with asyncio.timeout(10), listening(Hook(204)) as hook:
        server.ada().says("before")
        await server.call("setWebhook", url=f"{hook.address}/hook", secret_token="s3cret")
        server.ada().says("after")
        secret, update = await hook.posts.get()
        assert (secret, update["message"]["text"]) == ("s3cret", "before")
        assert await hook.texts(1) == ["after"]
        await settled(server)


@pytest.mark.parametrize("status", [500, 404, 302])
async def test_a_post_without_a_2xx_is_tried_again_before_what_follows_in_the_chat(server: Served, status: int) -> None:
    async with asyncio.timeout(10), listening(Hook(status, status)) as hook:
        await server.call("setWebhook", url=f"{hook.address}/hook")
        server.ada().says("one")
        server.ada().says("two")
        assert await hook.texts(4) == ["one", "one", "one", "two"]
        await settled(server)
        assert str(status) in await problem(server)


async def test_a_webhook_that_is_not_there_is_tried_until_it_is(server: Served) -> None:
    async with asyncio.timeout(10), listening(Hook()) as gone:
        closed = gone.address
    async with asyncio.timeout(10), listening(Hook()) as hook:
        server.ada().says("one")
        await server.call("setWebhook", url=f"{closed}/hook")
        assert "Connection" in await problem(server)
        await server.call("setWebhook", url=f"{hook.address}/hook")
        assert await hook.texts(1) == ["one"]
        await settled(server)


async def test_a_webhook_that_does_not_answer_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "PATIENCE", aiohttp.ClientTimeout(total=0.05))
    hook = Hook()
    async with asyncio.timeout(10), listening(hook), served() as server:
        hook.silent = True
        server.ada().says("one")
        await server.call("setWebhook", url=f"{hook.address}/hook")
        assert "timeout" in await problem(server)
        hook.silent = False
        await settled(server)


async def test_nothing_is_posted_to_another_computer(server: Served) -> None:
    server.ada().says("one")
    async with asyncio.timeout(10):
        await server.call("setWebhook", url="https://192.0.2.1/hook")
        assert "this computer" in await problem(server)
    assert server.simulator.pending == 1


async def test_replicas_behind_one_address_share_the_posts_and_one_takes_over_from_another(server: Served) -> None:
    people = [server.simulator.person(user_id, first_name="x") for user_id in range(100)]
    async with asyncio.timeout(10), listening(Hook()) as first:
        async with listening(Hook(), port=int(first.address.rpartition(":")[2])) as second:
            await server.call("setWebhook", url=f"{first.address}/hook")
            for person in people:
                person.says("hello")
            await settled(server)
            shares = [hook.posts.qsize() for hook in (first, second)]
            assert min(shares) > 0
            assert sum(shares) == 100
        for person in people:
            person.says("still there?")
        await settled(server)
        assert first.posts.qsize() == shares[0] + 100


async def test_without_a_webhook_the_bot_polls_again(server: Served) -> None:
    async with asyncio.timeout(10), listening(Hook()) as hook:
        await server.call("setWebhook", url=f"{hook.address}/hook")
        await server.call("deleteWebhook")
        server.ada().says("one")
        async with await server.call("getUpdates") as response:
            assert [update["message"]["text"] for update in (await response.json())["result"]] == ["one"]
        assert hook.posts.empty()

"""The Bot API over HTTP, as the stock client and others speak it."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest
import telegram

from quizbot.tryout import server as server_module
from quizbot.tryout.files import picture
from quizbot.tryout.simulator import Answer, InputFile, Simulator
from tests.tryout.conftest import TOKEN, HandClock, Served, served


def stock_bot(server: Served) -> telegram.Bot:
    return telegram.Bot(TOKEN, base_url=f"{server.address}/bot", base_file_url=f"{server.address}/file/bot")


async def test_the_stock_client_talks_to_it(server: Served) -> None:
    ada = server.ada()
    ada.says("/start")
    async with stock_bot(server) as bot:
        assert (await bot.get_me()).username == server.simulator.username
        (update,) = await bot.get_updates(timeout=5)
        assert update.message is not None
        assert update.message.text == "/start"
        sent = await bot.send_message(ada.user_id, "<b>Good</b> morning & welcome", parse_mode=None)
        assert ada.chat.messages[-1].message_id == sent.message_id
        assert ada.chat.messages[-1].text == "<b>Good</b> morning & welcome"


async def test_a_document_goes_in_by_a_form_and_out_by_its_path(server: Served) -> None:
    ada = server.ada()
    ada.says("/summary")
    async with stock_bot(server) as bot:
        sent = await bot.send_document(ada.user_id, b"%PDF-1.4", filename="summary \u00e9.pdf", caption="One page")
        assert sent.document is not None
        assert sent.document.file_name == "summary \u00e9.pdf"
        assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"%PDF-1.4"
    assert ada.chat.messages[-1].caption == "One page"


async def test_a_picture_takes_anothers_place(server: Served) -> None:
    ada = server.ada()
    ada.says("/progress")
    async with stock_bot(server) as bot:
        sent = await bot.send_photo(ada.user_id, picture(8, 8))
        media = telegram.InputMediaPhoto(picture(9, 9), caption="This week")
        await bot.edit_message_media(media, chat_id=ada.user_id, message_id=sent.message_id)
    shown = ada.chat.messages[-1]
    assert shown.photo is not None
    assert (shown.message_id, shown.photo.width, shown.caption) == (sent.message_id, 9, "This week")


WAYS: dict[str, dict[str, Any]] = {
    "query": {"params": {"chat_id": "1001", "text": "caf\u00e9"}},
    "urlencoded": {"data": {"chat_id": "1001", "text": "caf\u00e9"}},
    "json": {"json": {"chat_id": 1001, "text": "caf\u00e9"}},
    "query and form": {"params": {"chat_id": "1001"}, "data": {"text": "caf\u00e9"}},
    "query and json": {"params": {"chat_id": "1001"}, "json": {"text": "caf\u00e9"}},
}


@pytest.mark.parametrize("way", WAYS)
async def test_parameters_come_in_any_way(server: Served, way: str) -> None:
    server.ada().says("hello")
    async with server.client.post(f"{server.address}/bot{TOKEN}/sendMessage", **WAYS[way]) as response:
        assert response.status == 200
        assert (await response.json())["result"]["text"] == "caf\u00e9"


async def test_a_form_in_parts_may_carry_json_parts(server: Served) -> None:
    server.ada().says("hello")
    markup = {"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]}
    form = aiohttp.FormData({"chat_id": "1001", "text": "hello"}, default_to_multipart=True)
    form.add_field("reply_markup", json.dumps(markup), content_type="application/json")
    async with server.client.post(f"{server.address}/bot{TOKEN}/sendMessage", data=form) as response:
        assert response.status == 200
    assert server.ada().chat.messages[-1].labels == ["Next"]


async def test_a_call_may_be_a_get(server: Served) -> None:
    async with server.client.get(f"{server.address}/bot{TOKEN}/getMe") as response:
        assert (await response.json())["result"]["is_bot"] is True


@pytest.mark.parametrize("path", ["/bot1:other/getMe", f"/bot{TOKEN}x/getMe", "/file/bot1:other/a", "/bot\u00e9/getMe"])
async def test_another_token_is_unauthorized(server: Served, path: str) -> None:
    async with server.client.get(server.address + path) as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


@pytest.mark.parametrize("path", [f"/bot{TOKEN}/noSuchMethod", f"/file/bot{TOKEN}/no/such/file"])
async def test_what_is_not_there_is_not_found(server: Served, path: str) -> None:
    async with server.client.get(server.address + path) as response:
        assert response.status == 404
        assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize("body", [b"[1]", b"{", b'"text"', b"\xff\xfe\xff"])
async def test_a_json_body_that_is_no_object_is_a_bad_request(server: Served, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with server.client.post(f"{server.address}/bot{TOKEN}/getMe", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["ok"] is False


async def test_an_empty_json_body_is_no_parameters(server: Served) -> None:
    headers = {"Content-Type": "application/json"}
    async with server.client.post(f"{server.address}/bot{TOKEN}/getMe", headers=headers) as response:
        assert response.status == 200


async def test_an_upload_beyond_the_limit_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "UPLOAD_LIMIT", 1000)
    async with served() as server, stock_bot(server) as bot:
        server.ada().says("hello")
        with pytest.raises(telegram.error.NetworkError, match="Too Large"):
            await bot.send_document(1001, bytes(2000))


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example:80"}, {"Origin": "http://evil.example"}]
)
async def test_a_foreign_page_cannot_call_the_bot_api(server: Served, headers: dict[str, str]) -> None:
    async with server.client.get(f"{server.address}/bot{TOKEN}/getMe", headers=headers) as response:
        assert response.status == 403


class WatchedSimulator(Simulator):
    """A simulator that tells when a call has begun, and when one was cut short."""

    def __init__(self) -> None:
        super().__init__(token=TOKEN, clock=HandClock().seconds)
        self.began = asyncio.Event()
        self.cut_short = asyncio.Event()

    async def call(
        self, method: str, parameters: Mapping[str, object], files: Mapping[str, InputFile] | None = None
    ) -> Answer:
        self.began.set()
        try:
            return await super().call(method, parameters, files or {})
        except asyncio.CancelledError:
            self.cut_short.set()
            raise


async def test_a_long_poll_ends_with_its_client(caplog: pytest.LogCaptureFixture) -> None:
    simulator = WatchedSimulator()
    async with served(simulator=simulator) as server, asyncio.timeout(10):
        poll = asyncio.create_task(server.call("getUpdates", timeout=50))
        await simulator.began.wait()
        poll.cancel()
        await simulator.cut_short.wait()
        server.ada().says("still there")
        async with await server.call("getUpdates", timeout=50) as response:
            assert len((await response.json())["result"]) == 1
    assert not caplog.records


async def test_a_long_poll_ends_with_the_server(caplog: pytest.LogCaptureFixture) -> None:
    simulator = WatchedSimulator()
    async with asyncio.timeout(10), aiohttp.ClientSession() as client:
        async with served(simulator=simulator) as server:
            poll = asyncio.create_task(client.get(f"{server.address}/bot{TOKEN}/getUpdates?timeout=50"))
            await simulator.began.wait()
        with pytest.raises(aiohttp.ClientError):
            await poll
        assert simulator.cut_short.is_set()
    assert not caplog.records

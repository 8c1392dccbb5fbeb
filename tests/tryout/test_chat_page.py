"""The chat page's calls: what it is shown, what it can do, and who else is refused."""

import asyncio
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizbot.tryout import chatpage
from quizbot.tryout.controls import Controls
from tests.tryout.conftest import TOKEN, HandClock, Served, served

PAGE = Path(chatpage.__file__).with_name("page")
KEYS = json.dumps({"inline_keyboard": [[{"text": "A", "callback_data": "a"}, {"text": "B", "callback_data": "b"}]]})


async def state(server: Served, **query: str) -> dict[str, Any]:
    headers = await server.session()
    async with server.client.get(f"{server.address}/api/state", params=query, headers=headers) as response:
        assert response.status == 200
        shown: dict[str, Any] = await response.json()
        return shown


async def do(server: Served, path: str, body: object = None, *, status: int = 200) -> Any:
    """What the page is answered, as JSON, or as the text that it shows to the person if refused."""
    headers = await server.session()
    async with server.client.post(f"{server.address}/api/{path}", json=body or {}, headers=headers) as response:
        assert response.status == status
        return await (response.json() if status == 200 else response.text())


# Who may call


@pytest.mark.parametrize("path", ["/", "/page/chat.js", "/page/chat.css", "/page/icon.svg", "/api/state", "/nowhere"])
async def test_every_answer_keeps_foreign_content_out(server: Served, path: str) -> None:
    async with server.client.get(server.address + path, headers=await server.session()) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/page/chat.js", "text/javascript"), ("/page/icon.svg", "image/svg+xml")],
)
async def test_the_page_and_its_files_are_served(server: Served, path: str, kind: str) -> None:
    async with server.client.get(server.address + path) as response:
        assert response.status == 200
        assert response.content_type == kind


@pytest.mark.parametrize("path", ["/page/index.html", "/page/none.js", "/page/..%2fserver.py"])
async def test_no_other_file_is_served(server: Served, path: str) -> None:
    async with server.client.get(server.address + path) as response:
        assert response.status == 404


FOREIGN = [
    {"Host": "evil.example"},
    {"Host": "localhost.evil.example"},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost:1"},
    {"Origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/page/chat.js", "/api/state"])
async def test_another_host_or_origin_is_refused(server: Served, path: str, headers: dict[str, str]) -> None:
    session = await server.session()
    async with server.client.get(server.address + path, headers=session | headers) as response:
        assert response.status == 403


ASKED_BY_A_FOREIGN_PAGE = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]


@pytest.mark.parametrize("headers", ASKED_BY_A_FOREIGN_PAGE)
@pytest.mark.parametrize(
    "path", [f"/bot{TOKEN}/getUpdates", f"/bot{TOKEN}/sendMessage?chat_id=1001&text=x", "/api/state", "/page/chat.js"]
)
async def test_what_a_foreign_page_shows_as_a_picture_is_refused(
    server: Served, path: str, headers: dict[str, str]
) -> None:
    """For a picture, a script or a style a browser names no origin."""
    person = server.ada()
    person.says("/start")
    async with server.client.get(server.address + path, headers=await server.session() | headers) as response:
        assert response.status == 403
    assert not any(message.from_bot for message in person.chat.messages)
    assert server.simulator.pending == 1


@pytest.mark.parametrize("site", ["none", "same-origin", "cross-site"])
async def test_a_link_from_anywhere_leads_to_the_page(server: Served, site: str) -> None:
    async with server.client.get(server.address, headers={"Sec-Fetch-Site": site}) as response:
        assert response.status == 200
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_its_own_origin_is_served(server: Served) -> None:
    headers = await server.session() | {"Origin": server.address}
    async with server.client.post(f"{server.address}/api/people/1/says", headers=headers) as response:
        assert response.status == 404  # there is nobody yet
    port = server.address.rpartition(":")[2]
    async with server.client.get(server.address, headers={"Host": f"localhost:{port}"}) as response:
        assert response.status == 200


@pytest.mark.parametrize("given", [{}, {"X-Quizbot-Session": ""}, {"X-Quizbot-Session": "guessed \u00e9"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "state"),
        ("GET", "files/photos/file_1.png"),
        ("POST", "people"),
        ("POST", "people/1001/says"),
        ("POST", "people/1001/document"),
        ("POST", "clock"),
        ("POST", "clock/reminder"),
        ("POST", "restart"),
    ],
)
async def test_no_call_is_answered_without_the_session_token(
    server: Served, method: str, path: str, given: dict[str, str]
) -> None:
    server.ada()
    async with server.client.request(method, f"{server.address}/api/{path}", headers=given, json={}) as response:
        assert response.status == 403


async def test_every_server_has_a_token_of_its_own(server: Served) -> None:
    async with served() as other:
        assert await server.session() != await other.session()


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere() -> None:
    html = (PAGE / "index.html").read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert all(re.search(r"\ssrc=", tag) for tag in re.findall(r"<script[^>]*>", html))
    assert all(address.startswith(("/page/", "#")) for address in re.findall(r'\s(?:src|href)="([^"]*)"', html))
    for path in PAGE.glob("*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", path.read_text())


# What it shows


async def test_an_empty_chat_has_somebody_in_it_already(server: Served) -> None:
    shown = await state(server)
    assert [person["name"] for person in shown["people"]] == ["Ada"]
    assert shown["chat"]["messages"] == []
    assert shown["now"] == "2026-03-01T09:00:00+00:00"
    assert shown["bot"]["running"] is None
    assert shown["controls"] == {"turn": False, "reminder": False, "restart": False}


async def test_it_shows_messages_buttons_commands_and_the_description(server: Served) -> None:
    server.ada().says("/start")
    await server.call("sendMessage", chat_id=1001, text="<b>Hi</b>", parse_mode="HTML", reply_markup=KEYS)
    await server.call("setMyCommands", commands=[{"command": "learn", "description": "Learn"}])
    await server.call("setMyDescription", description="Learns with you")
    shown = await state(server)
    person, bot = shown["chat"]["messages"]
    assert (person["from_bot"], person["text"]) == (False, "/start")
    assert (bot["from_bot"], bot["text"], bot["entities"][0]["type"]) == (True, "Hi", "bold")
    assert [key["text"] for key in bot["keyboard"][0]] == ["A", "B"]
    assert shown["bot"]["commands"] == [{"command": "learn", "description": "Learn"}]
    assert shown["bot"]["description"] == "Learns with you"


async def test_it_waits_for_what_it_has_not_seen(server: Served) -> None:
    server.ada().says("/start")
    seen = (await state(server))["tag"]
    waiting = asyncio.create_task(state(server, seen=seen))
    await server.call("sendMessage", chat_id=1001, text="Welcome")
    assert [message["text"] for message in (await waiting)["chat"]["messages"]] == ["/start", "Welcome"]


async def test_without_news_it_is_answered_after_a_while(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizbot.tryout.chatview.HOLD", 0.01)
    seen = await state(server)
    assert await state(server, seen=seen["tag"]) == seen


async def test_messages_are_unread_until_their_chat_is_opened(server: Served) -> None:
    server.ada()
    server.simulator.person(1002, first_name="Ben").says("/start")
    for text in ["one", "two"]:
        await server.call("sendMessage", chat_id=1002, text=text)
    unread = {person["name"]: person["unread"] for person in (await state(server))["people"]}
    assert unread == {"Ada": 0, "Ben": 2}
    shown = await state(server, chat="1002")
    assert [message["text"] for message in shown["chat"]["messages"]] == ["/start", "one", "two"]
    assert [person["unread"] for person in (await state(server))["people"]] == [0, 0]


async def test_a_chat_that_nobody_has_shows_the_first(server: Served) -> None:
    server.ada()
    assert (await state(server, chat="77"))["chat"]["id"] == 1001
    assert (await state(server, chat="\u00b2"))["chat"]["id"] == 1001


async def test_what_the_bot_is_doing_is_shown_for_as_long_as_it_lasts(server: Served) -> None:
    server.ada().says("/start")
    await server.call("sendChatAction", chat_id=1001, action="typing")
    action = (await state(server))["chat"]["action"]
    assert action["what"] == "typing"
    await server.clock.turn(timedelta(seconds=action["seconds"]))
    assert (await state(server))["chat"]["action"] is None


async def test_a_tap_waits_until_it_is_answered_and_shows_the_toast(server: Served) -> None:
    server.ada().says("/start")
    await server.call("sendMessage", chat_id=1001, text="A or B?", reply_markup=KEYS)
    message_id = server.ada().chat.messages[-1].message_id
    await do(server, "people/1001/taps", {"message_id": message_id, "data": "b"})
    (tap,) = (await state(server))["chat"]["taps"]
    assert tap == {"id": tap["id"], "message_id": message_id, "data": "b", "waiting": True, "toast": None}
    await server.call("answerCallbackQuery", callback_query_id=tap["id"], text="Right", show_alert=True)
    (tap,) = (await state(server))["chat"]["taps"]
    assert (tap["waiting"], tap["toast"]) == (False, {"text": "Right", "alert": True})


async def test_a_tap_that_telegram_drops_waits_no_longer(server: Served) -> None:
    server.ada().says("/start")
    await server.call("sendMessage", chat_id=1001, text="A or B?", reply_markup=KEYS)
    await do(server, "people/1001/taps", {"message_id": server.ada().chat.messages[-1].message_id, "data": "a"})
    await server.clock.turn(timedelta(seconds=150))
    assert [tap["waiting"] for tap in (await state(server))["chat"]["taps"]] == [False]


async def test_a_file_is_shown_to_the_page(server: Served) -> None:
    await do(server, "people/1001/says", {"text": "x"}, status=404)
    server.ada().sends_document("notes.txt", b"words", "text/plain")
    (message,) = (await state(server))["chat"]["messages"]
    headers = await server.session()
    address = f"{server.address}/api/files/{message['document']['path']}"
    async with server.client.get(address, headers=headers) as response:
        assert await response.read() == b"words"
    async with server.client.get(f"{address}x", headers=headers) as response:
        assert response.status == 404


# What the people do


async def updates(server: Served) -> list[dict[str, Any]]:
    async with server.client.get(f"{server.address}/bot{TOKEN}/getUpdates") as response:
        result: list[dict[str, Any]] = (await response.json())["result"]
        return result


async def test_a_text_reaches_the_bot_with_what_it_replies_to(server: Served) -> None:
    first = server.ada().says("first")
    await do(server, "people/1001/says", {"text": "second", "reply_to": first.message_id})
    await do(server, "people/1001/says", {"text": "third", "reply_to": None})
    _, second, third = [update["message"] for update in await updates(server)]
    assert (second["text"], second["reply_to_message"]["text"]) == ("second", "first")
    assert (third["text"], "reply_to_message" in third) == ("third", False)


async def test_a_deep_link_starts_with_its_payload(server: Served) -> None:
    server.ada()
    await do(server, "people/1001/follows", {"payload": "c_CODE"})
    assert [update["message"]["text"] for update in await updates(server)] == ["/start c_CODE"]
    await do(server, "people/1001/follows", {"payload": "two words"}, status=409)


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker"])
async def test_something_unexpected_reaches_the_bot(server: Served, kind: str) -> None:
    server.ada()
    await do(server, f"people/1001/{kind}")
    (update,) = await updates(server)
    assert kind in update["message"]


async def test_a_file_reaches_the_bot(server: Served) -> None:
    server.ada()
    headers = await server.session() | {"Content-Type": "text/yaml"}
    address = f"{server.address}/api/people/1001/document"
    async with server.client.post(
        address, params={"name": "\u00e9t\u00e9.yaml"}, data=b"a: 1", headers=headers
    ) as done:
        assert done.status == 200
    (update,) = await updates(server)
    document = update["message"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "\u00e9t\u00e9.yaml",
        "text/yaml",
        4,
    )
    server.ada().blocks()
    async with server.client.post(address, data=b"a: 1", headers=headers) as refused:
        assert refused.status == 409


async def test_an_own_message_can_be_changed(server: Served) -> None:
    sent = server.ada().says("frist")
    await do(server, "people/1001/edits", {"message_id": sent.message_id, "text": "first"})
    assert [update["edited_message"]["text"] for update in (await updates(server))[1:]] == ["first"]
    await do(server, "people/1001/edits", {"message_id": 999, "text": "first"}, status=409)


async def test_the_bot_can_be_blocked_and_unblocked(server: Served) -> None:
    server.ada().says("/start")
    await do(server, "people/1001/blocks")
    assert (await state(server))["chat"]["blocked"] is True
    assert (await server.call("sendMessage", chat_id=1001, text="Hello")).status == 403
    assert "unblock" in await do(server, "people/1001/says", {"text": "hello"}, status=409)
    await do(server, "people/1001/unblocks")
    assert (await server.call("sendMessage", chat_id=1001, text="Hello")).status == 200


async def test_people_are_added_with_a_language(server: Served) -> None:
    assert await do(server, "people", {"name": "Ada", "language": "en"}) == {"id": 1001}
    assert await do(server, "people", {"name": "Ben", "language": "de"}) == {"id": 1002}
    await do(server, "people/1002/says", {"text": "hallo"})
    (update,) = await updates(server)
    assert update["message"]["from"]["first_name"] == "Ben"
    assert update["message"]["from"]["language_code"] == "de"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people/77/says", {"text": "x"}, 404),
        ("people/1001/dances", {}, 404),
        ("people/1001/says", {}, 400),
        ("people/1001/says", {"text": 5}, 400),
        ("people/1001/says", {"text": " "}, 409),
        ("people/1001/taps", {"data": "a"}, 400),
        ("people/1001/says", ["x"], 400),
        ("people", {"name": "", "language": "en"}, 400),
        ("people", {"name": "x" * 65, "language": "en"}, 400),
    ],
)
async def test_what_makes_no_sense_is_refused(server: Served, path: str, body: object, status: int) -> None:
    server.ada()
    await do(server, path, body, status=status)
    assert await updates(server) == []


async def test_a_body_that_is_no_json_is_refused(server: Served) -> None:
    server.ada()
    headers = await server.session()
    async with server.client.post(f"{server.address}/api/people/1001/says", data=b"{", headers=headers) as response:
        assert response.status == 400


# The clock and the bot


async def test_the_clock_is_turned_by_hours() -> None:
    clock = HandClock()
    start = clock.now()
    async with served(Controls(turn_clock=clock.turn)) as with_clock:
        assert (await state(with_clock))["controls"]["turn"] is True
        await do(with_clock, "clock", {"hours": 24})
        assert clock.now() == start + timedelta(days=1)
        for hours in [0, -1, 1.5, "1", None, 10_000]:
            await do(with_clock, "clock", {"hours": hours}, status=400)
        assert clock.now() == start + timedelta(days=1)


@pytest.mark.parametrize("planned", [True, False])
async def test_the_next_reminder_is_turned_to_if_there_is_one(planned: bool) -> None:
    async def turn() -> bool:
        return planned

    async with served(Controls(turn_to_next_reminder=turn)) as server:
        assert await do(server, "clock/reminder") == {"turned": planned}


async def test_the_bot_is_restarted_and_its_state_is_shown_without_a_change_in_the_chats() -> None:
    running = True

    async def restart() -> None:
        nonlocal running
        running = True

    controls = Controls(restart_bot=restart, bot_running=lambda: running)
    async with asyncio.timeout(10), served(controls) as server:
        shown = await state(server)
        assert shown["bot"]["running"] is True
        running = False
        shown = await state(server, seen=shown["tag"])
        assert shown["bot"]["running"] is False
        await do(server, "restart")
        assert (await state(server, seen=shown["tag"]))["bot"]["running"] is True


@pytest.mark.parametrize(("path", "body"), [("clock", {"hours": 1}), ("clock/reminder", {}), ("restart", {})])
async def test_a_control_that_is_not_there_is_not_found(server: Served, path: str, body: object) -> None:
    await do(server, path, body, status=404)


class Gate:
    """Work that begins, and ends when it is let through."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.open = asyncio.Event()
        self.done = asyncio.Event()
        self.dropped = asyncio.Event()
        self.runs = 0

    async def restart(self) -> None:
        await self._pass()

    async def turn(self, _: timedelta) -> None:
        await self._pass()

    async def _pass(self) -> None:
        self.runs += 1
        self.began.set()
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.dropped.set()
            raise
        self.done.set()


async def test_a_page_that_goes_away_leaves_no_restart_half_done() -> None:
    gate = Gate()
    async with served(Controls(restart_bot=gate.restart)) as server, asyncio.timeout(10):
        press = asyncio.create_task(do(server, "restart"))
        await gate.began.wait()
        press.cancel()
        await asyncio.gather(press, return_exceptions=True)
        await state(server)  # by now the server has seen the client go
        gate.open.set()
        await gate.done.wait()


async def test_the_clock_turns_once_at_a_time_but_the_bot_can_be_restarted_meanwhile() -> None:
    turning, restarting = Gate(), Gate()
    restarting.open.set()
    async with served(Controls(turn_clock=turning.turn, restart_bot=restarting.restart)) as server, asyncio.timeout(10):
        turns = [asyncio.create_task(do(server, "clock", {"hours": 1})) for _ in range(2)]
        await turning.began.wait()
        await do(server, "restart")
        assert turning.runs == 1
        turning.open.set()
        await asyncio.gather(*turns)
        assert turning.runs == 2


async def test_a_turn_that_hangs_does_not_hold_the_server_up(caplog: pytest.LogCaptureFixture) -> None:
    gate = Gate()
    async with asyncio.timeout(10):
        async with served(Controls(turn_clock=gate.turn)) as server:
            press = asyncio.create_task(do(server, "clock", {"hours": 1}))
            await gate.began.wait()
        await asyncio.gather(press, return_exceptions=True)
        await gate.dropped.wait()
    assert not gate.done.is_set()
    assert not caplog.records

"""The chat page over HTTP: its files, and the calls by which it learns what to show and acts for the people."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler

from quizbot.tryout.chatview import View
from quizbot.tryout.controls import Controls
from quizbot.tryout.simulator import Person, Simulator

FOLDER = Path(__file__).with_name("page")
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SESSION_HEADER = "X-Quizbot-Session"
LONGEST_NAME = 64
LONGEST_TURN = 24 * 366  # hours

T = TypeVar("T")
Field = TypeVar("Field", str, int)


class Page:
    """The page of one simulator and its calls, each of which must carry the session token that only the page holds."""

    def __init__(self, simulator: Simulator, controls: Controls, *, now: Callable[[], datetime]) -> None:
        self._simulator = simulator
        self._controls = controls
        self._view = View(simulator, controls, now=now)
        self._session = secrets.token_urlsafe(32)
        self._files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in TYPES}
        self._clock_turning = asyncio.Lock()
        self._unfinished: set[asyncio.Task[object]] = set()

    def add_to(self, application: web.Application) -> None:
        """Put the page at /, its files under /page/ and its calls under /api/."""
        application.router.add_get("/", self._index)
        application.router.add_get("/page/{name}", self._file)
        calls = web.Application(middlewares=[self._only_with_session])
        calls.router.add_get("/state", self._state)
        calls.router.add_get("/files/{path:.+}", self._chat_file)
        calls.router.add_get("/authoring", self._authoring)
        calls.router.add_post("/people", self._add_person)
        calls.router.add_post(r"/people/{id:\d{1,16}}/document", self._send_document)
        calls.router.add_post(r"/people/{id:\d{1,16}}/{verb}", self._act)
        calls.router.add_post("/clock", self._turn_clock)
        calls.router.add_post("/clock/reminder", self._turn_to_next_reminder)
        calls.router.add_post("/restart", self._restart)
        application.add_subapp("/api", calls)
        application.on_response_prepare.append(_protect)
        application.on_cleanup.append(self._drop_unfinished)

    # The page and who may call it

    @web.middleware
    async def _only_with_session(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.headers.get(SESSION_HEADER, "")
        if not secrets.compare_digest(given.encode(), self._session.encode()):
            raise web.HTTPForbidden(text="This page is out of date: load it again.")
        return await handler(request)

    async def _index(self, _: web.Request) -> web.Response:
        page = self._files["index.html"].decode().replace("{session}", self._session)
        return web.Response(text=page, content_type="text/html")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._files or name == "index.html":
            raise web.HTTPNotFound
        return web.Response(body=self._files[name], content_type=TYPES[Path(name).suffix], charset="utf-8")

    # What it shows

    async def _state(self, request: web.Request) -> web.Response:
        """The state of everything, as soon as its tag differs from the one `seen`."""
        chat = self._view.chosen(request.query.get("chat", ""))
        await self._view.news(request.query.get("seen"))
        return web.json_response(self._view.state(chat))

    async def _chat_file(self, request: web.Request) -> web.Response:
        content = self._simulator.file(request.match_info["path"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content, content_type="application/octet-stream")

    async def _authoring(self, _: web.Request) -> web.Response:
        """The question sets as their author sees them; the state says which version is current."""
        return web.json_response(asdict(_there(self._controls.authoring)()))

    # What the people do

    async def _add_person(self, request: web.Request) -> web.Response:
        body = await _body(request)
        name, language = _field(body, "name", str), _field(body, "language", str)
        if not 1 <= len(name) <= LONGEST_NAME:
            raise web.HTTPBadRequest(text=f"A name has 1 to {LONGEST_NAME} characters.")
        user_id = self._view.next_person()
        self._simulator.person(user_id, first_name=name, language_code=language)
        return web.json_response({"id": user_id})

    def _person(self, request: web.Request) -> Person:
        chat = self._simulator.chats.get(int(request.match_info["id"]))
        if chat is None:
            raise web.HTTPNotFound(text="There is nobody with this id.")
        return self._simulator.person(chat.id, first_name=chat.first_name, language_code=chat.language_code)

    async def _act(self, request: web.Request) -> web.Response:
        person, verb, body = self._person(request), request.match_info["verb"], await _body(request)
        try:
            self._do(person, verb, body)
        except (LookupError, ValueError) as problem:
            raise web.HTTPConflict(text=str(problem)) from None
        return web.json_response({})

    def _do(self, person: Person, verb: str, body: Mapping[str, object]) -> None:
        match verb:
            case "says":
                reply_to = None if body.get("reply_to") is None else _field(body, "reply_to", int)
                person.says(_field(body, "text", str), reply_to=reply_to)
            case "follows":
                person.follows(_field(body, "payload", str))
            case "taps":
                tap = person.taps_data(_field(body, "data", str), message_id=_field(body, "message_id", int))
                self._view.tapped(tap)
            case "votes":
                person.votes(_field(body, "option", int), message_id=_field(body, "message_id", int))
            case "edits":
                person.edits(_field(body, "message_id", int), _field(body, "text", str))
            case "photo" | "voice" | "sticker":
                {"photo": person.sends_photo, "voice": person.sends_voice, "sticker": person.sends_sticker}[verb]()
            case "blocks":
                person.blocks()
            case "unblocks":
                person.unblocks()
            case _:
                raise web.HTTPNotFound

    async def _send_document(self, request: web.Request) -> web.Response:
        person, content = self._person(request), await request.read()
        try:
            person.sends_document(request.query.get("name", "file"), content, request.content_type)
        except ValueError as problem:
            raise web.HTTPConflict(text=str(problem)) from None
        return web.json_response({})

    # The clock and the bot

    async def _turn_clock(self, request: web.Request) -> web.Response:
        hours = _field(await _body(request), "hours", int)
        if not 1 <= hours <= LONGEST_TURN:
            raise web.HTTPBadRequest(text=f"The clock turns by 1 to {LONGEST_TURN} hours.")
        turn = _there(self._controls.turn_clock)
        await self._to_its_end(self._one_turn(lambda: turn(timedelta(hours=hours))))
        return web.json_response({})

    async def _turn_to_next_reminder(self, _: web.Request) -> web.Response:
        turn = _there(self._controls.turn_to_next_reminder)
        return web.json_response({"turned": await self._to_its_end(self._one_turn(turn))})

    async def _restart(self, _: web.Request) -> web.Response:
        await self._to_its_end(_there(self._controls.restart_bot)())
        return web.json_response({})

    async def _one_turn(self, turn: Callable[[], Awaitable[T]]) -> T:
        """The clock turns once at a time, while the bot may well be restarted: a turn may be waiting for it."""
        async with self._clock_turning:
            return await turn()

    async def _to_its_end(self, work: Awaitable[T]) -> T:
        """The work's result; a page that is closed meanwhile does not leave it half done."""

        async def run() -> T:
            return await work

        task = asyncio.create_task(run())
        self._unfinished.add(task)
        task.add_done_callback(self._unfinished.discard)
        return await asyncio.shield(task)

    async def _drop_unfinished(self, _: web.Application) -> None:
        for task in self._unfinished:
            task.cancel()


async def _protect(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _there(control: T | None) -> T:
    if control is None:
        raise web.HTTPNotFound(text="There is no such control here.")
    return control


async def _body(request: web.Request) -> Mapping[str, object]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="A JSON object is wanted.")
    return body


def _field(body: Mapping[str, object], name: str, kind: type[Field]) -> Field:
    value = body.get(name)
    if not isinstance(value, kind):
        raise web.HTTPBadRequest(text=f"{name} is wanted ({kind.__name__}).")
    return value

"""A Bot API server that costs next to nothing: its answers are rendered before, and calls are looked at, not parsed.

It is a process of its own. Each line that it reads is a Round: it hands out that round's updates, each once, and when
all of them are answered it writes a line with what that took.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import re
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.bench.machine import cpu_seconds

MOST = 100  # updates that a fetch may bring, as with Telegram
HOLD = 3.0  # seconds after which a fetch comes back empty
SETTLING = 0.3  # seconds after the last answer, for what the bot writes down behind it
SHOWING = frozenset({b"sendMessage", b"editMessageText"})

_CALL = re.compile(rb"(?:POST|GET) /bot[^/ ]+/(\w+)")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_WHOM = re.compile(rb"(?:chat_id|callback_query_id)\W+(\d+)")  # in a form as in JSON; both are the learner's id


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Which updates to hand out, and how.

    The file has a learner's id, a tab and an update on each line, each learner once. `calls` is how many calls answer
    an update. With a `rate`, they come in at random moments, so many a second; without, `window` of them are under way
    at any time, and a fetch brings at least `batch`. `bot` is the process whose time is taken.
    """

    updates: str
    calls: int
    bot: int
    window: int = 64
    batch: int = 32
    rate: float = 0.0
    seed: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a round took: seconds on the clock, of the bot's CPU and of this server's; the calls by method.

    `waits` are the seconds from when an update came in to its reply: the message that is sent or edited.
    """

    seconds: float
    bot_cpu: float
    server_cpu: float
    calls: dict[str, int]
    waits: list[float]


class Handing:
    """A round under way."""

    def __init__(self, wanted: Round) -> None:
        self._round = wanted
        self._waiting = deque(_updates(wanted.updates))
        self._loop = asyncio.get_running_loop()
        self._under_way: dict[int, list[float]] = {}  # when it came in, and how many calls are outstanding
        self._began = 0.0
        self._before = (0.0, 0.0)
        self._due: deque[float] = deque()
        self._calls: Counter[str] = Counter()
        self._waits: list[float] = []
        self.ended: asyncio.Future[Result] = self._loop.create_future()

    def take(self) -> list[bytes]:
        """The updates for whoever fetches now; none if it has to wait."""
        now = time.perf_counter()
        if self._began == 0.0 and self._waiting:
            self._begin(now)
        count = self._due_by(now) if self._round.rate else self._free()
        taken = [self._waiting.popleft() for _ in range(min(count, len(self._waiting), MOST))]
        for learner, _ in taken:
            came = self._due.popleft() if self._round.rate else now
            self._under_way[learner] = [came, self._round.calls]
        return [update for _, update in taken]

    def next_due(self) -> float | None:
        """Seconds until the next update comes in, None if that does not depend on the time."""
        return self._due[0] - time.perf_counter() if self._waiting and self._due else None

    def note(self, method: bytes, learner: int) -> bool:
        """Count a call; whether it was the last for its update."""
        self._calls[method.decode()] += 1
        state = self._under_way.get(learner)
        if state is None:
            return False
        now = time.perf_counter()
        if method in SHOWING:
            self._waits.append(now - state[0])
        state[1] -= 1
        if state[1]:
            return False
        del self._under_way[learner]
        if not self._waiting and not self._under_way:
            self._loop.call_later(SETTLING, self._end, now)
        return True

    def _begin(self, now: float) -> None:
        self._began = now
        self._before = (cpu_seconds(self._round.bot), time.process_time())
        if self._round.rate:
            chance = Random(self._round.seed)  # noqa: S311 - it is about repeating, not about secrets
            gaps = (chance.expovariate(self._round.rate) for _ in self._waiting)
            self._due = deque(accumulate(gaps, initial=now))

    def _end(self, at: float) -> None:
        bot, server = self._before
        self.ended.set_result(
            Result(
                seconds=at - self._began,
                bot_cpu=cpu_seconds(self._round.bot) - bot,
                server_cpu=time.process_time() - server,
                calls=dict(self._calls),
                waits=self._waits,
            )
        )

    def _due_by(self, now: float) -> int:
        return sum(1 for _ in _until(self._due, now))

    def _free(self) -> int:
        free = self._round.window - len(self._under_way)
        return free if free >= min(self._round.batch, len(self._waiting)) else 0


def _until(moments: deque[float], now: float) -> Iterator[float]:
    for moment in moments:
        if moment > now:
            return
        yield moment


def _updates(file: str) -> Iterator[tuple[int, bytes]]:
    for line in Path(file).read_bytes().splitlines():
        learner, _, update = line.partition(b"\t")
        yield int(learner), update


class Server:
    """What all connections share: the round, the fetches that wait, and the answers."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        self._answers = {
            method.encode(): _response(json.dumps({"ok": True, "result": result}).encode())
            for method, result in answers.items()
        }
        self._done = _response(b'{"ok":true,"result":true}')
        self._nothing = _response(b'{"ok":true,"result":[]}')
        self._fetching: dict[Connection, asyncio.TimerHandle] = {}
        self._handing: Handing | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def hand_out(self, wanted: Round) -> Result:
        """Hand out the updates of a round, and wait until all are answered."""
        self._handing = Handing(wanted)
        self._serve()
        return await self._handing.ended

    def call(self, method: bytes, body: bytes, caller: Connection) -> bytes:
        """The answer to a call; none yet to one that has to wait for updates."""
        if method == b"getUpdates":
            self._fetching[caller] = asyncio.get_running_loop().call_later(HOLD, self._send_away, caller)
            self._serve()
            return b""
        whom = _WHOM.search(body)
        if whom is not None and self._handing is not None and self._handing.note(method, int(whom.group(1))):
            self._serve()
        return self._answers.get(method, self._done)

    def forget(self, caller: Connection) -> None:
        """Whoever has gone away fetches no more."""
        timer = self._fetching.pop(caller, None)
        if timer is not None:
            timer.cancel()

    def _send_away(self, caller: Connection) -> None:
        self.forget(caller)
        caller.reply(self._nothing)

    def _serve(self) -> None:
        """Give updates to whoever waits for them; where they have yet to come in, look again when they do."""
        if self._handing is None or not self._fetching:
            return
        updates = self._handing.take()
        if updates:
            caller = next(iter(self._fetching))
            self.forget(caller)
            caller.reply(_response(b'{"ok":true,"result":[' + b",".join(updates) + b"]}"))
        due = self._handing.next_due()
        if due is not None:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = asyncio.get_running_loop().call_later(max(due, 0), self._serve)


class Connection(asyncio.Protocol):
    """One connection, on which calls come one after the other."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._transport: asyncio.Transport | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self._server.forget(self)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            call = _CALL.match(self._received)
            length = _LENGTH.search(self._received, 0, end + 2)
            body_end = end + 4 + (int(length.group(1)) if length else 0)
            if call is None:
                raise ValueError(self._received[:end].decode())
            if len(self._received) < body_end:
                return
            body, self._received = self._received[end + 4 : body_end], self._received[body_end:]
            self.reply(self._server.call(call.group(1), body, self))

    def reply(self, answer: bytes) -> None:
        if self._transport is not None and answer:
            self._transport.write(answer)


def _response(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def main(answers: Mapping[str, object]) -> None:
    """Serve on a free port, which is written first; one round for each line read, until there are no more."""
    loop = asyncio.get_running_loop()
    server = Server(answers)
    listening = await loop.create_server(lambda: Connection(server), "127.0.0.1", 0)
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    print(listening.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - read by whoever has started it
    async for line in lines:
        result = await server.hand_out(Round(**json.loads(line)))
        print(json.dumps(dataclasses.asdict(result)), flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(*sys.argv[1:]).read_text(encoding="utf-8"))))

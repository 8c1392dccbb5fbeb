"""A cable between programs and a PostgreSQL server, which can be cut at a commit: nobody knows whether it was done."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread

SOCKET = ".s.PGSQL.5432"
CHUNK = 1 << 16
COMMIT = b"COMMIT\0"  # as the statement, which READ COMMITTED is not


class Cut(Enum):
    """Where the cable is cut: the server never hears of the commit, or nobody hears of the server's answer."""

    BEFORE = auto()
    AFTER = auto()


def never() -> Cut | None:
    """Let every commit through."""
    return None


def by_chance(seed: int, share: float) -> Callable[[], Cut | None]:
    """Cut that share of the commits, half of them before and half after."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    return lambda: random.choice(list(Cut)) if random.random() < share else None


@dataclass(kw_only=True)
class Cable:
    """Connections to the server with its socket in that folder; `cut` is asked at every commit, `cuts` were done."""

    server: Path
    cut: Callable[[], Cut | None] = never
    cuts: list[Cut] = field(default_factory=list)

    async def connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            there, back = await asyncio.open_unix_connection(self.server / SOCKET)
        except OSError:
            writer.transport.abort()
            return
        mute = asyncio.Event()
        directions = (self._send(reader, back, mute), self._answer(there, writer, mute))
        ends = [asyncio.create_task(each) for each in directions]
        with suppress(asyncio.CancelledError):  # the end of all
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
        writer.transport.abort()
        back.close()

    async def _send(self, reader: StreamReader, back: StreamWriter, mute: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while chunk := await reader.read(CHUNK):
                cut = self.cut() if COMMIT in chunk else None
                if cut is not None:
                    self.cuts.append(cut)
                if cut is Cut.BEFORE:
                    return
                if cut is Cut.AFTER:
                    mute.set()
                back.write(chunk)
                await back.drain()

    async def _answer(self, there: StreamReader, writer: StreamWriter, mute: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while chunk := await there.read(CHUNK):
                if mute.is_set():
                    return
                writer.write(chunk)
                await writer.drain()

    @contextmanager
    def laid(self) -> Iterator[Path]:
        """Let programs connect; the value is the folder with the socket, which is the host in their address."""
        loop = asyncio.new_event_loop()  # of its own, since whoever connects may keep the test's waiting
        thread = Thread(target=loop.run_forever)
        thread.start()
        with TemporaryDirectory(prefix="quizbot-cable-") as folder:
            listening = asyncio.start_unix_server(self.connect, Path(folder) / SOCKET)
            server = asyncio.run_coroutine_threadsafe(listening, loop).result()
            try:
                yield Path(folder)
            finally:
                asyncio.run_coroutine_threadsafe(_end(server), loop).result()
                loop.call_soon_threadsafe(loop.stop)
                thread.join()
                loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    connected = asyncio.all_tasks() - {asyncio.current_task()}
    for task in connected:
        task.cancel()
    await asyncio.gather(*connected, return_exceptions=True)

"""Updates that wait for the bot: polled for or posted to a webhook, and forgotten once confirmed or too old."""

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizbot.tryout.botapi import NOT_BY_DEFAULT, TAP_SECONDS, UPDATE_SECONDS, UPDATES_A_CALL
from quizbot.tryout.decoding import Refusal
from quizbot.tryout.signals import Signal
from quizbot.tryout.wire import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where updates are to be posted, and the value of the header X-Telegram-Bot-Api-Secret-Token ("" for none)."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_certificate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Queued:
    """An update, the line in which it is posted and the instant from which nobody wants it any more."""

    wire: Wire
    line: tuple[int, str]
    expires: float


class UpdateQueue:
    """Updates by rising id; either one poller or one webhook takes them."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ids = itertools.count(1)
        self._queue: OrderedDict[int, _Queued] = OrderedDict()
        self._posted: dict[int, tuple[int, str]] = {}  # update on trial at the webhook -> its line
        self._poller: object | None = None
        self._stirred = Signal()
        self._next_expiry = float("inf")
        self._allowed: frozenset[str] | None = None
        self.webhook: Webhook | None = None
        self.last_error: tuple[int, str] | None = None  # when a post failed, and how

    def __len__(self) -> int:
        """How many wait, those on trial included."""
        self._drop_expired()
        return len(self._queue)

    @property
    def allowed(self) -> list[str]:
        """The kinds that were asked for; empty for the default."""
        return sorted(self._allowed or ())

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Queue only these kinds from now on; None leaves the choice as it is, an empty one means the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def add(self, kind: str, body: Wire, *, chat_id: int) -> None:
        """Queue an update, unless the bot has not asked for its kind."""
        if kind in NOT_BY_DEFAULT if self._allowed is None else kind not in self._allowed:
            return
        update_id = next(self._ids)
        expires = self._clock() + (TAP_SECONDS if kind == "callback_query" else UPDATE_SECONDS)
        line = (chat_id, "message" if kind == "edited_message" else kind)
        self._queue[update_id] = _Queued(wire={"update_id": update_id, kind: body}, line=line, expires=expires)
        self._next_expiry = min(self._next_expiry, expires)
        self._stirred.send()

    def clear(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()
        self._posted.clear()

    # Polling

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Wire]:
        """Return the updates that wait, at most `limit` of them; if none, wait up to so many seconds of real time.

        An `offset` confirms all before it; a negative one, all but that many. Refusal (409) while a webhook is set, or
        when another poll starts meanwhile.
        """
        if self.webhook is not None:
            raise _conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self._confirm(offset)
        mine = self._poller = object()
        self._stirred.send()
        deadline = asyncio.get_running_loop().time() + seconds
        while (page := self._page(limit)) == [] and seconds > 0:
            try:
                async with asyncio.timeout_at(deadline):
                    await self._stirred.wait()
            except TimeoutError:
                return []
            if self.webhook is not None:
                raise _conflict("terminated by setWebhook request")
            if self._poller is not mine:
                raise _conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
        return page

    def _confirm(self, offset: int) -> None:
        self._drop_expired()
        surplus = len(self._queue) + offset
        while self._queue and (next(iter(self._queue)) < offset if offset >= 0 else surplus > 0):
            self._queue.popitem(last=False)
            surplus -= 1

    def _page(self, limit: int) -> list[Wire]:
        self._drop_expired()
        limit = limit if 1 <= limit <= UPDATES_A_CALL else UPDATES_A_CALL
        return [queued.wire for queued in itertools.islice(self._queue.values(), limit)]

    # Posting

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Post to it from now on, or with None, let the bot poll; ends a poll and every `next_to_post`."""
        self.webhook = webhook
        self.last_error = None
        self._posted.clear()
        self._stirred.send()

    async def next_to_post(self) -> Wire | None:
        """Wait for an update whose line has none on trial, and put it on trial; None once no webhook is set.

        As with Telegram, the texts of a chat are one line, its taps another and its blocking a third: a tap may
        overtake a text.
        """
        while self.webhook is not None:
            self._drop_expired()
            if len(self._posted) < self.webhook.max_connections:
                busy = set(self._posted.values())
                for update_id, queued in self._queue.items():
                    if queued.line not in busy:
                        self._posted[update_id] = queued.line
                        return queued.wire
            await self._stirred.wait()
        return None

    def settle(self, update_id: int, *, error: str | None) -> None:
        """End the trial: forget the update, or after an error keep it where it was."""
        self._posted.pop(update_id, None)
        if error is None:
            self._queue.pop(update_id, None)
        else:
            self.last_error = (int(self._clock()), error)
        self._stirred.send()

    def _drop_expired(self) -> None:
        now = self._clock()
        if now < self._next_expiry:
            return
        for update_id in [update_id for update_id, queued in self._queue.items() if queued.expires <= now]:
            del self._queue[update_id]
        self._next_expiry = min((queued.expires for queued in self._queue.values()), default=float("inf"))


def _conflict(what: str) -> Refusal:
    return Refusal(409, f"Conflict: {what}")

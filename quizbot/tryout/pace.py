"""Telegram's flood limits: about 30 messages a second over all chats, 1 a second in one chat, each with a burst."""

import math


class Pace:
    """Token buckets, one for all chats together and one for each chat; they start full."""

    def __init__(
        self, *, overall: float = 30.0, per_chat: float = 1.0, overall_burst: int = 30, chat_burst: int = 3
    ) -> None:
        """Rates are messages a second."""
        self._per_chat = per_chat
        self._chat_burst = chat_burst
        self._overall = _Bucket(overall, overall_burst)
        self._chats: dict[int, _Bucket] = {}

    def admit(self, chat_id: int, now: float) -> int | None:
        """Count a message and return None, or return the whole seconds to wait; what is refused is not counted."""
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Bucket(self._per_chat, self._chat_burst)
        wait = max(self._overall.wait(now), chat.wait(now))
        if wait > 0:
            return math.ceil(wait)
        self._overall.take()
        chat.take()
        return None


class _Bucket:
    """Tokens that come back at a rate, up to a size."""

    def __init__(self, rate: float, size: int) -> None:
        self._rate = rate
        self._size = size
        self._tokens = float(size)
        self._at: float | None = None

    def wait(self, now: float) -> float:
        """Seconds until there is a token, 0 if there is one."""
        if self._at is not None:
            self._tokens = min(self._size, self._tokens + max(0.0, now - self._at) * self._rate)
        self._at = now
        return max(0.0, (1 - self._tokens) / self._rate)

    def take(self) -> None:
        """Take the token that is there."""
        self._tokens -= 1

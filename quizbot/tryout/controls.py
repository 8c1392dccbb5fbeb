"""What the chat page can do besides chatting."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """Functions of whoever runs the bot; with None the page has no such button.

    `turn_to_next_reminder` returns False if no reminder is planned; `restart_bot` returns once the bot runs again.
    """

    turn_clock: Callable[[timedelta], Awaitable[None]] | None = None
    turn_to_next_reminder: Callable[[], Awaitable[bool]] | None = None
    restart_bot: Callable[[], Awaitable[None]] | None = None
    bot_running: Callable[[], bool] | None = None

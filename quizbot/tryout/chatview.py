"""What the chat page shows, as values for JSON, and when it has changed."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from quizbot.tryout.controls import Controls
from quizbot.tryout.simulator import Chat, Simulator, Tap

HOLD = 20.0  # seconds that a question for news waits at most
GLANCE = 0.5  # seconds after which it looks again whether the bot runs, which the simulator cannot know
TAP_EXPIRES = 150  # seconds after which Telegram drops a tap that the bot has not answered
TAPS_KEPT = 50  # in each chat, to show which are waiting and what the others were answered with
FIRST_PERSON = (1001, "Ada")


class View:
    """One simulator as the page shows it; it remembers what was read and which buttons were tapped."""

    def __init__(self, simulator: Simulator, controls: Controls, *, now: Callable[[], datetime]) -> None:
        self._simulator = simulator
        self._controls = controls
        self._now = now
        self._read: dict[int, int] = {}  # chat id -> the newest message that was shown
        self._taps: defaultdict[int, deque[Tap]] = defaultdict(lambda: deque(maxlen=TAPS_KEPT))

    def chosen(self, chat_id: str) -> Chat:
        """The chat with this id, else the first; a simulator without people gets its first person."""
        if not self._simulator.chats:
            number, name = FIRST_PERSON
            self._simulator.person(number, first_name=name)
        chats = self._simulator.chats.values()
        return next((chat for chat in chats if str(chat.id) == chat_id), next(iter(chats)))

    def next_person(self) -> int:
        """An id that nobody has."""
        return max([FIRST_PERSON[0] - 1, *self._simulator.chats]) + 1

    def tapped(self, tap: Tap) -> None:
        """Show that this tap waits, and later what it was answered with."""
        self._taps[tap.chat_id].append(tap)

    async def news(self, seen: str | None) -> None:
        """Wait until the state's `tag` is no longer the one that was `seen`, but no longer than `HOLD` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(HOLD):
                while self._tag() == seen:
                    await self._glance()

    def state(self, chat: Chat) -> dict[str, object]:
        """All that the page shows with this chat open, which counts as read now.

        tag, now, bot, controls, authoring (the version of what is to be asked for apart, or None), people, chat.
        """
        if chat.messages:
            self._read[chat.id] = chat.messages[-1].message_id
        return {
            "tag": self._tag(),
            "now": self._now().isoformat(),
            "bot": {
                "name": self._simulator.first_name,
                "username": self._simulator.username,
                "running": self._running(),
                "commands": [asdict(command) for command in self._simulator.commands_for(chat.id)],
                "description": self._simulator.description_for(chat.id),
            },
            "controls": {
                "turn": self._controls.turn_clock is not None,
                "reminder": self._controls.turn_to_next_reminder is not None,
                "restart": self._controls.restart_bot is not None,
            },
            "authoring": None if self._controls.authoring is None else self._controls.authoring().version,
            "people": [self._person(each) for each in self._simulator.chats.values()],
            "chat": self._chat(chat),
        }

    def _tag(self) -> str:
        return f"{self._simulator.version} {self._running()}"

    def _running(self) -> bool | None:
        return None if self._controls.bot_running is None else self._controls.bot_running()

    async def _glance(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._simulator.wait_for_change(self._simulator.version), GLANCE)

    def _person(self, chat: Chat) -> dict[str, object]:
        read = self._read.get(chat.id, 0)
        return {
            "id": chat.id,
            "name": chat.first_name,
            "language": chat.language_code,
            "blocked": chat.blocked,
            "unread": sum(message.from_bot and message.message_id > read for message in chat.messages),
        }

    def _chat(self, chat: Chat) -> dict[str, object]:
        now = self._now().timestamp()
        acting = chat.action is not None and chat.action_until > now
        return {
            "id": chat.id,
            "blocked": chat.blocked,
            "action": {"what": chat.action, "seconds": chat.action_until - now} if acting else None,
            "messages": [asdict(message) for message in chat.messages],
            "taps": [_tap(tap, now) for tap in self._taps[chat.id]],
        }


def _tap(tap: Tap, now: float) -> dict[str, object]:
    toast = None if tap.toast is None else {"text": tap.toast.text, "alert": tap.toast.show_alert}
    waiting = not tap.answered and now - tap.at < TAP_EXPIRES
    return {"id": tap.id, "message_id": tap.message_id, "data": tap.data, "waiting": waiting, "toast": toast}

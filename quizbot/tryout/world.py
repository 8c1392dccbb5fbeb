"""What Telegram knows of one bot: chats, files and menus, taps that wait for an answer, updates that wait for it."""

import itertools
from collections.abc import Callable
from dataclasses import replace

from quizbot.tryout import wire
from quizbot.tryout.botapi import TAP_SECONDS
from quizbot.tryout.chats import BotCommand, Chat, Message, Tap, Toast
from quizbot.tryout.files import FileStore
from quizbot.tryout.signals import Signal
from quizbot.tryout.updates import UpdateQueue
from quizbot.tryout.wire import Wire


class World:
    """The state that the bot's side and the people's side share; `bot` is the bot as a User."""

    def __init__(self, *, clock: Callable[[], float], bot: Wire) -> None:
        self.clock = clock
        self.bot = bot
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.updates = UpdateQueue(clock)
        self.menus: dict[tuple[str, object, object, str], list[BotCommand]] = {}  # by scope, chat, member, language
        self.descriptions: dict[str, str] = {}  # by language
        self.short_descriptions: dict[str, str] = {}
        self.version = 0
        self._taps: dict[str, Tap] = {}
        self._message_ids = itertools.count(1)
        self._tap_ids = itertools.count(1)
        self._poll_ids = itertools.count(5_000_000_001)  # unlike those of messages
        self._changed = Signal()

    def touch(self, chat: Chat | None = None) -> None:
        """Say that something which a page could show has changed, in this chat if one is named."""
        self.version += 1
        self._changed.send()
        if chat is not None:
            chat.changed.send()

    async def wait_for_change(self, version: int) -> int:
        """Wait until the version is greater than that; return it."""
        while self.version <= version:
            await self._changed.wait()
        return self.version

    def now(self) -> int:
        """Whole seconds since the epoch, as messages are dated."""
        return int(self.clock())

    def next_message_id(self) -> int:
        """An id for a message; no two chats share one."""
        return next(self._message_ids)

    def next_poll_id(self) -> str:
        """An id for a poll."""
        return str(next(self._poll_ids))

    def show(self, message: Message, chat: Chat) -> Wire:
        """The message as the Bot API shows it."""
        return wire.message(message, chat, self.bot)

    def post(self, message: Message, chat: Chat) -> None:
        """Put a message at the end of a chat."""
        chat.messages.append(message)
        if message.from_bot:
            chat.action = None
        self.touch(chat)

    def edit(self, message: Message, chat: Chat) -> Message:
        """Put the message in place of the one with its id; return it, with the date of the edit."""
        edited = replace(message, edit_date=self.now())
        chat.messages[chat.index(message.message_id)] = edited
        self.touch(chat)
        return edited

    def change(self, message: Message, chat: Chat) -> None:
        """Put the message in place of the one with its id, by what somebody did to it that is no edit."""
        chat.messages[chat.index(message.message_id)] = message
        self.touch(chat)

    def delete(self, message: Message, chat: Chat) -> None:
        """Take the message out of its chat."""
        del chat.messages[chat.index(message.message_id)]
        self.touch(chat)

    def act(self, action: str, chat: Chat, *, until: float) -> None:
        """Show what the bot is doing, until that instant or its next message."""
        chat.action = action
        chat.action_until = until
        self.touch(chat)

    # Taps

    def open_tap(self, data: str, message: Message | int | None, chat: Chat) -> Tap:
        """Queue a tap on a message; on one that is gone, given its id; or on none at all."""
        self._forget_old_taps()
        message_id = message.message_id if isinstance(message, Message) else message
        tap = Tap(id=str(next(self._tap_ids)), chat_id=chat.id, message_id=message_id, data=data, at=self.clock())
        self._taps[tap.id] = tap
        query: Wire = {"id": tap.id, "from": wire.person(chat), "chat_instance": f"{chat.id}", "data": data}
        match message:
            case Message():
                query["message"] = self.show(message, chat)
            case int():
                query["message"] = wire.inaccessible(message, chat)
            case None:
                pass
        self.updates.add("callback_query", query, chat_id=chat.id)
        self.touch(chat)
        return tap

    def answer_tap(self, tap_id: str, text: str, *, show_alert: bool) -> bool:
        """Show the toast, if there is text, and return True; False if the tap is unknown, answered or too old."""
        self._forget_old_taps()
        tap = self._taps.pop(tap_id, None)
        if tap is None:
            return False
        tap.answered = True
        chat = self.chats[tap.chat_id]
        if text != "":
            tap.toast = Toast(text=text, show_alert=show_alert, at=self.clock())
            chat.toasts.append(tap.toast)
        self.touch(chat)
        return True

    def chat_of_tap(self, tap_id: str) -> int | None:
        """The chat of a tap that still waits for its answer, or None."""
        tap = self._taps.get(tap_id)
        return tap.chat_id if tap is not None else None

    def _forget_old_taps(self) -> None:
        now = self.clock()
        while self._taps and (oldest := next(iter(self._taps.values()))).at + TAP_SECONDS <= now:
            del self._taps[oldest.id]

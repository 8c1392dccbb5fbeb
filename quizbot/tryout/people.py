"""What a person can do in the private chat with the bot."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from quizbot.tryout import polls, wire
from quizbot.tryout.botapi import MESSAGE_UNITS
from quizbot.tryout.chats import Button, Chat, File, FileKind, Message, Tap, Toast
from quizbot.tryout.entities import Entity, tidy, units
from quizbot.tryout.files import VOICE_NOTE, picture
from quizbot.tryout.wire import Wire
from quizbot.tryout.world import World

START_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Person:
    """Somebody with a Telegram client. While the bot is blocked, all but `unblocks` and `waits` raise ValueError."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.chat = chat
        self._world = world

    @property
    def user_id(self) -> int:
        """The person's id, which is also the private chat's."""
        return self.chat.id

    @property
    def toasts(self) -> list[Toast]:
        """What the bot's answers to taps have shown, newest last."""
        return self.chat.toasts

    async def waits(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so, looking again whenever something changes in the chat, and only then."""
        while not happened():
            await self.chat.changed.wait()

    def says(self, text: str, *, reply_to: int | None = None) -> Message:
        """Write a message; commands and links in it carry entities, as Telegram marks them.

        ValueError if a client would not send it: it is blank, or longer than a message can be.
        """
        kept, entities = _typed(text)
        return self._send(replace(self._blank(), text=kept, entities=entities, reply_to=reply_to))

    def follows(self, payload: str) -> Message:
        """Open t.me/<bot>?start=<payload> and press Start; ValueError unless it is 1 to 64 of A-Z a-z 0-9 _ -."""
        if not START_PAYLOAD.fullmatch(payload):
            raise ValueError(f"not a start payload: {payload!r}")
        return self.says(f"/start {payload}")

    def taps(self, label: str, *, message_id: int | None = None) -> Tap:
        """Tap the button with this label on the given message, or on the newest that has it.

        A label found nowhere in full may be a prefix that only one of a message's buttons has. LookupError, naming the
        labels that are there, if there is none; buttons that open a link are not tapped.
        """
        shown = [message for message in reversed(self.chat.messages) if message_id in (None, message.message_id)]
        for message in shown:
            for button in _tappable(message):
                if button.text == label:
                    return self._tap(button.callback_data or "", message)
        for message in shown:
            starting = [button for button in _tappable(message) if button.text.startswith(label)]
            if len(starting) == 1:
                return self._tap(starting[0].callback_data or "", message)
        there = ", ".join(repr(found) for message in shown for found in message.labels)
        raise LookupError(f"no button {label!r}; there are: {there or 'none'}")

    def taps_data(self, data: str, *, message_id: int | None = None) -> Tap:
        """Send callback data that need not stand on any button, as a forged or an outdated client would.

        Without `message_id`, on the bot's newest message, if any; with an id that is gone, on an inaccessible one.
        """
        if message_id is None:
            return self._tap(data, next((one for one in reversed(self.chat.messages) if one.from_bot), None))
        return self._tap(data, self.chat.find(message_id) or message_id)

    def votes(self, option: str | int, *, message_id: int | None = None) -> None:
        """Choose an option of a quiz, by its text or place: of the given message's, or of the newest that has one.

        LookupError if there is no such quiz or option, ValueError if the quiz was answered before.
        """
        self._must_reach()
        shown = (message for message in reversed(self.chat.messages) if message_id in (None, message.message_id))
        message = next((one for one in shown if one.poll is not None), None)
        if message is None or message.poll is None:
            raise LookupError("no quiz there")
        if isinstance(option, str) and option not in message.poll.options:
            raise LookupError(f"no option {option!r}; there are: {', '.join(map(repr, message.poll.options))}")
        place = message.poll.options.index(option) if isinstance(option, str) else option
        polls.vote(self._world, self.chat, message, place)

    def sends_photo(self, *, caption: str = "") -> Message:
        """Send a small picture, with words below it."""
        photo = self._keep("photo", "photo.png", "image/png", picture(8, 8))
        return self._send(replace(self._blank(), photo=photo, caption=caption))

    def sends_voice(self) -> Message:
        """Send a voice note of a second."""
        return self._send(replace(self._blank(), voice=self._keep("voice", "voice.ogg", "audio/ogg", VOICE_NOTE)))

    def sends_sticker(self) -> Message:
        """Send a sticker."""
        return self._send(replace(self._blank(), sticker=self._keep("sticker", "s.png", "image/png", picture(8, 8))))

    def sends_document(
        self, name: str, content: bytes, mime: str = "application/octet-stream", *, caption: str = ""
    ) -> Message:
        """Send a file of any size, with words below it."""
        document = self._keep("document", name, mime, content)
        return self._send(replace(self._blank(), document=document, caption=caption))

    def edits(self, message_id: int, text: str) -> Message:
        """Change a text of one's own; LookupError if there is no such message."""
        self._must_reach()
        message = self.chat.find(message_id)
        if message is None or message.from_bot or message.has_file:
            raise LookupError(f"no text of one's own with the id {message_id}")
        kept, entities = _typed(text)
        edited = self._world.edit(replace(message, text=kept, entities=entities), self.chat)
        self._queue("edited_message", self._world.show(edited, self.chat))
        return edited

    def blocks(self) -> None:
        """Block the bot: its calls to this chat get 403 from now on, and my_chat_member is queued."""
        self._must_reach()
        self._block(blocked=True)

    def unblocks(self) -> None:
        """Let the bot write again, if it was blocked; my_chat_member is queued."""
        if self.chat.blocked:
            self._block(blocked=False)

    def _block(self, *, blocked: bool) -> None:
        self.chat.blocked = blocked
        self._world.touch(self.chat)
        member: Wire = {"status": "member", "user": self._world.bot}
        kicked: Wire = {"status": "kicked", "user": self._world.bot, "until_date": 0}
        change: Wire = {
            "chat": wire.chat(self.chat),
            "from": wire.person(self.chat),
            "date": self._world.now(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self._queue("my_chat_member", change)

    def _tap(self, data: str, message: Message | int | None) -> Tap:
        self._must_reach()
        self.chat.started = True
        return self._world.open_tap(data, message, self.chat)

    def _send(self, message: Message) -> Message:
        self._must_reach()
        self.chat.started = True
        self._world.post(message, self.chat)
        self._queue("message", self._world.show(message, self.chat))
        return message

    def _blank(self) -> Message:
        return Message(message_id=self._world.next_message_id(), from_bot=False, date=self._world.now())

    def _keep(self, kind: FileKind, name: str, mime: str, content: bytes) -> File:
        return self._world.files.keep(kind, name, mime, content)

    def _queue(self, kind: str, body: Wire) -> None:
        self._world.updates.add(kind, body, chat_id=self.chat.id)

    def _must_reach(self) -> None:
        if self.chat.blocked:
            raise ValueError("the bot is blocked: unblock it first")


def _typed(text: str) -> tuple[str, tuple[Entity, ...]]:
    kept, entities = tidy(text, ())
    if not 1 <= units(kept) <= MESSAGE_UNITS:
        raise ValueError(f"a message has 1 to {MESSAGE_UNITS} characters, not {units(kept)}")
    return kept, entities


def _tappable(message: Message) -> list[Button]:
    return [button for row in message.keyboard for button in row if button.callback_data is not None]

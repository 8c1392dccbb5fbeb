"""Files that people send: that of an educator is checked, any other cannot be read."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from telegram import Document, Update

from quizbot.content.confined import MOST_BYTES, Checked
from quizbot.services.educators import Educators, NotFetched, TooLarge, TooMuch
from quizbot.services.outcomes import Refused
from quizbot.telegram.handlers import Context, Handlers
from quizbot.telegram.screens import educating
from quizbot.telegram.showing import Reader, Showing


class Files:
    """What becomes of a file. Its name decides nothing and is used nowhere."""

    def __init__(self, educators: Educators, handlers: Handlers, showing: Showing) -> None:
        self._educators = educators
        self._handlers = handlers
        self._show = showing

    async def document(self, update: Update, _: Context) -> None:
        """A file."""
        document = None if update.effective_message is None else update.effective_message.document
        if document is not None:
            await self._handlers.attached(update, partial(self._check, document))

    async def _check(self, document: Document, reader: Reader) -> bool:
        """Check it, if they are an educator."""

        async def fetch() -> bytes | None:
            return await self._show.delivery.fetch_file(document.file_id, MOST_BYTES)

        outcome = await self._educators.check(reader.id, document.file_size, fetch)
        match outcome:
            case Checked():
                await self._report(reader, outcome)
            case TooLarge() | NotFetched() | TooMuch():
                await self._show.screen(reader, educating.unchecked(reader.t, outcome))
            case Refused():
                return False
            case _:
                assert_never(outcome)
        return True

    async def _report(self, reader: Reader, found: Checked) -> None:
        await self._show.screen(reader, educating.checked(reader.t, found))
        if educating.has_more(reader.t, found):
            caption = reader.t("Everything that the check has found.")
            await self._show.delivery.send_file(reader.id, "report.txt", found.report.encode(), caption)

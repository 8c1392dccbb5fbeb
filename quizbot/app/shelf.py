"""The library that is taught, and the folder that it comes from."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from quizbot.content.loader import Loaded, load
from quizbot.content.rules.errors import ERROR_RULES
from quizbot.domain.questions import Library

log = logging.getLogger(__name__)


class ContentRefused(Exception):
    """The question sets have errors, so the bot does not start; `loaded` has them."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__(
            "The question sets have errors, so the bot does not start. Mend them; quizbot check says more."
        )
        self.loaded = loaded


class Shelf:
    """The library that is taught now, and the folder that it comes from.

    Only the rules whose breach is an error are applied: a warning stops nobody from learning.
    """

    def __init__(self, path: Path, *, despite_errors: bool) -> None:
        self._path = path
        self._despite_errors = despite_errors
        self.library = Library()

    def fill(self) -> None:
        """Read the folder, and teach from it from now on.

        Raises:
            ContentRefused: there are errors; the library stays as it was.
        """
        loaded = load([self._path], ERROR_RULES)
        if loaded.errors and not self._despite_errors:
            raise ContentRefused(loaded)
        self.library = loaded.library

    async def refill(self) -> None:
        """Read the folder again while the bot runs; with errors the library stays as it was."""
        try:
            await asyncio.to_thread(self.fill)
        except ContentRefused as error:
            log.error("the question sets have %d errors; what was taught before stays", len(error.loaded.errors))  # noqa: TRY400 - no trace of ours is of use
        else:
            log.info("the question sets were read again: %d questions", len(self.library.questions))

"""Where a learner stands: a picture with the same figures in words below it, or the words alone."""

from __future__ import annotations

import logging
from typing import assert_never

from quizbot.render.child import InChild, NotRendered
from quizbot.render.picture import draw
from quizbot.services.outcomes import Stranger, Undecided
from quizbot.services.reports import Progress, Reports
from quizbot.telegram.delivery import CAPTION
from quizbot.telegram.screens import arriving, progress
from quizbot.telegram.screens.screen import units
from quizbot.telegram.showing import Reader, Showing

log = logging.getLogger(__name__)


class Standing:
    """`/progress`."""

    def __init__(self, reports: Reports, showing: Showing, in_child: InChild) -> None:
        self._reports = reports
        self._show = showing
        self._in_child = in_child

    async def progress(self, reader: Reader) -> None:
        """The picture, or who has none: where to begin."""
        outcome = await self._reports.progress(reader.id)
        match outcome:
            case Progress():
                await self._drawn(reader, outcome)
            case Undecided():
                await self._show.screen(reader, arriving.track(reader.t))
            case Stranger():
                await self._show.screen(reader, arriving.stranger(reader.t))
            case _:
                assert_never(outcome)

    async def _drawn(self, reader: Reader, outcome: Progress) -> None:
        """The words stand below the picture, behind it where they have no room there, alone should it fail."""
        t, delivery = reader.t, self._show.delivery
        words = progress.words(t, outcome)
        try:
            drawn = await self._in_child(draw, progress.picture(t, outcome))
        except NotRendered as error:
            log.warning("progress is told without its picture: %s", error)
            await self._show.screen(reader, words)
            return
        if units(words.plain) <= CAPTION:
            await delivery.send_picture(reader.id, drawn, words)
        else:
            await delivery.send_picture(reader.id, drawn, progress.in_short(t))
            await self._show.screen(reader, words)

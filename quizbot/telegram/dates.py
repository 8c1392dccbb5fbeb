"""`/date`: a date that is typed or tapped, and the plan until then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import assert_never

from quizbot.domain.dates import read_date
from quizbot.domain.learner import Learner
from quizbot.i18n import SOURCE
from quizbot.services.learners import Learners
from quizbot.services.outcomes import Stranger, Undecided
from quizbot.services.plans import Planned, Plans, Unfit, Unplanned
from quizbot.services.services import Services
from quizbot.telegram.screens import arriving, dates
from quizbot.telegram.screens.screen import Screen, Toast
from quizbot.telegram.showing import Reader, Showing

DATE = "date"  # what a text is awaited for

Outcome = Planned | Unplanned | Unfit | Undecided | Stranger


class Dates:
    """Each verb shows a screen; a tap may also return a line to show over the chat."""

    def __init__(self, services: Services, showing: Showing, clock: Callable[[], datetime]) -> None:
        self._plans: Plans = services.plans
        self._learners: Learners = services.learners
        self._practice = services.practice
        self._show = showing
        self._clock = clock

    async def command(self, reader: Reader, text: str) -> None:
        """`/date`: the plan, or a question for the date; with a text behind it, that is the date."""
        outcome = await self._plans.plan(reader.id)
        if text and isinstance(outcome, Planned | Unplanned):
            await self._read(reader, outcome.learner, text)
        else:
            await self._shown(reader, outcome, over=None)

    async def typed(self, reader: Reader, learner: Learner, text: str) -> bool:
        """Take a text for the date; False if none was awaited, or if it is none and more likely an answer."""
        if not learner.awaits(DATE, self._clock()):
            return False
        if not self._days(reader, learner, text) and await self._practice.open_question(reader.id) is not None:
            return False
        await self._read(reader, learner, text)
        return True

    async def take(self, reader: Reader, value: str, over: int | None) -> Toast | None:
        """What a button of the plan says: a date, "change", "raise", "none", or "" for the plan as it stands."""
        match value:
            case "":
                outcome: Outcome = await self._plans.plan(reader.id)
            case "change":
                outcome = await self._plans.plan(reader.id)
                if isinstance(outcome, Planned):
                    outcome = Unplanned(learner=outcome.learner, today=outcome.today)
            case "raise":
                outcome = await self._plans.raise_number(reader.id)
            case "none":
                outcome = await self._plans.drop(reader.id)
            case _:
                day = _iso(value)
                if day is None:
                    return await self._show.stale(reader, over=over)
                outcome = await self._plans.learn_towards(reader.id, day)
        await self._shown(reader, outcome, over=over)
        return None

    def _days(self, reader: Reader, learner: Learner, text: str) -> tuple[date, ...]:
        today = date.fromordinal(learner.day(self._clock()))
        return read_date(text, today, reader.t.months(), day_first=reader.t.language != SOURCE)

    async def _read(self, reader: Reader, learner: Learner, text: str) -> None:
        match self._days(reader, learner, text):
            case ():
                await self._learners.await_text(reader.id, DATE)
                await self._show.screen(reader, dates.no_date(reader.t))
            case (day,):
                await self._shown(reader, await self._plans.learn_towards(reader.id, day), over=None)
            case several:
                await self._show.screen(reader, dates.which(reader.t, several))

    async def _shown(self, reader: Reader, outcome: Outcome, *, over: int | None) -> None:
        screen = self._screen(reader, outcome)
        if isinstance(outcome, Unplanned | Unfit):
            await self._learners.await_text(reader.id, DATE)
        await self._show.screen(reader, screen, over=over)

    def _screen(self, reader: Reader, outcome: Outcome) -> Screen:
        t = reader.t
        match outcome:
            case Planned():
                return dates.plan(t, outcome)
            case Unplanned():
                return dates.ask(t, outcome)
            case Unfit():
                return dates.unfit(t, outcome)
            case Undecided():
                return arriving.track(t)
            case Stranger():
                return arriving.stranger(t)
            case _:
                assert_never(outcome)


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

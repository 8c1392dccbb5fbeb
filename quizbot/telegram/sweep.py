"""The sweep: it claims the reminders that are due, and sends them at the pace, several at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from quizbot.i18n import Translators
from quizbot.metrics import Count, Metrics
from quizbot.services.outcomes import Reminder
from quizbot.services.reminders import Ending, Reminders, Sent
from quizbot.storage.errors import DatabaseUnusable
from quizbot.telegram.delivery import PATIENCE, Delivery, OutOfReach, Undelivered, Unknown, Unreachable
from quizbot.telegram.pacer import Sleep
from quizbot.telegram.screens import practising
from quizbot.tracing import trace

log = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 9  # reminders, which go out within a third of a second
UNDER_WAY = 24  # reminders claimed and not out yet: a kill risks no more, and some connections are left to answers


class Sweep:
    """Sends reminders, each once or not at all; several processes may do so at once."""

    def __init__(
        self,
        reminders: Reminders,
        delivery: Delivery,
        translators: Translators,
        metrics: Metrics,
        now: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._reminders = reminders
        self._delivery = delivery
        self._translators = translators
        self._metrics = metrics
        self._now = now
        self._sleep = sleep
        self._running = asyncio.Lock()
        self._sending: set[asyncio.Task[None]] = set()
        self._resume_at = self._looked_at = now()
        self._flooded: tuple[int, float] | None = None  # who was refused last, and for how long
        self._draining = False

    async def run(self) -> None:
        """Send reminders until none is due, or none can be sent at present.

        Raises:
            DatabaseUnusable: none can be claimed; those that were go out.
        """
        async with self._running:
            more = True
            while more and await self._may_claim():
                more = await self._send_some()
                self._looked_at = self._now()
            self._looked_at = self._now()
            await self._until_under_way(0)

    def age(self) -> float:
        """Seconds since it last looked for reminders."""
        return self._now() - self._looked_at

    async def drain(self, patience: float) -> None:
        """Claim nothing more, and let what was claimed go out, in so many seconds at most."""
        self._draining = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience), self._running:
                await self._until_under_way(0)

    async def _may_claim(self) -> bool:
        """Wait until some more can be under way; returns whether any may: what has come back may have said that
        reminders rest.
        """
        await self._until_under_way(UNDER_WAY - CLAIMED_AT_ONCE)
        return not self._draining and self._now() >= self._resume_at

    async def _send_some(self) -> bool:
        """Claim some reminders and set them on their way; returns whether more may be due."""
        claimed = await self._reminders.claim_due(CLAIMED_AT_ONCE)
        if claimed.starts_in:
            await self._sleep(claimed.starts_in.total_seconds())
        for reminder in claimed.reminders:
            task = asyncio.create_task(self._send(reminder))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return claimed.more

    async def _until_under_way(self, reminders: int) -> None:
        """Wait until no more than so many are under way."""
        while len(self._sending) > reminders:
            await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)

    async def _send(self, reminder: Reminder) -> None:
        """Send one reminder, and note what became of it; whatever goes wrong, it holds up no other."""
        try:
            ending = await self._attempt(reminder)
            self._metrics.count(Count.REMINDERS, ending.sent)
            await self._reminders.ended(reminder, ending)
        except Exception as error:  # noqa: BLE001 - it counts as claimed, and so it is never sent again
            log.error("what became of the reminder of learner %d is lost: %s", reminder.learner.id, trace(error))  # noqa: TRY400 - the trace without texts

    async def _attempt(self, reminder: Reminder) -> Ending:
        try:
            screen = practising.reminder(self._translators(reminder.learner.language), reminder)
            wanted = partial(self._reminders.still_wanted, reminder)
            message_id = await self._delivery.remind(reminder.learner.id, screen, wanted)
        except Unreachable:
            return Ending(sent=Sent.UNREACHABLE)
        except Unknown:
            return Ending(sent=Sent.UNKNOWN)
        except Undelivered as error:
            self._note(reminder.learner.id, error)
            return Ending(sent=Sent.UNSENT, again_in=timedelta(seconds=error.seconds))
        except DatabaseUnusable as error:
            log.error("a reminder waits: %s", error)  # noqa: TRY400 - the message says it all
            return Ending(sent=Sent.UNSENT, again_in=timedelta(seconds=PATIENCE))
        except Exception as error:  # noqa: BLE001 - a bug of ours, which the next try would meet again
            log.error("the reminder of learner %d cannot be sent: %s", reminder.learner.id, trace(error))  # noqa: TRY400 - the trace without texts
            return Ending(sent=Sent.REFUSED)
        if message_id is None:
            return Ending(sent=Sent.UNWANTED)
        self._flooded = None
        return Ending(sent=Sent.SENT, message_id=message_id)

    def _note(self, learner_id: int, error: Undelivered) -> None:
        """Rest if nobody can be reached. Telegram does not say whether a flood is one chat's or the whole bot's: it is
        the bot's if two chats are refused and none is let in between.
        """
        seconds = error.seconds
        if not isinstance(error, OutOfReach):
            before, self._flooded = self._flooded, (learner_id, seconds)
            if before is None or before[0] == learner_id:
                return
            seconds = min(seconds, before[1])
        self._resume_at = max(self._resume_at, self._now() + seconds)
        log.warning("reminders rest for %g s: the Bot API takes none", seconds)

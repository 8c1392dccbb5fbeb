"""Tidying: idle learners are told that everything goes, and what nobody needs any more goes."""

from __future__ import annotations

import logging
from contextlib import aclosing
from functools import partial

from quizbot.i18n import Translators
from quizbot.services.reminders import Sent
from quizbot.services.retention import Notice, Retention
from quizbot.telegram.delivery import Delivery, Undelivered, Unknown, Unreachable
from quizbot.telegram.screens import arriving
from quizbot.tracing import trace

log = logging.getLogger(__name__)

LEARNERS_AT_ONCE = 20  # each is a transaction of its own
IDS_AT_ONCE = 1000  # in one transaction, which answers wait for


class Tidying:
    """Tells, deletes and forgets; once an hour is often enough, and several processes may do so at once."""

    def __init__(self, retention: Retention, delivery: Delivery, translators: Translators) -> None:
        self._retention = retention
        self._delivery = delivery
        self._translators = translators

    async def run(self) -> None:
        """Do all that is due.

        Raises:
            DatabaseUnusable: some of it is not done; the next run will.
        """
        await self._tell()
        deleted = 0
        while gone := await self._retention.purge(LEARNERS_AT_ONCE):
            deleted += gone
        if deleted:
            log.info("everything of %d learners was deleted, who were away for long", deleted)
        while await self._retention.forget(IDS_AT_ONCE) == IDS_AT_ONCE:
            pass

    async def _tell(self) -> None:
        """Tell everybody who is to be told, until one cannot be reached for now; then the others wait, too."""
        async with aclosing(self._retention.due()) as due:
            async for notice in due:
                sent = await self._attempt(notice)
                await self._retention.told(notice, sent)
                if sent is Sent.UNSENT:
                    return

    async def _attempt(self, notice: Notice) -> Sent:
        learner = notice.learner
        try:
            screen = arriving.idle(self._translators(learner.language), notice.last_day)
            message_id = await self._delivery.remind(learner.id, screen, partial(self._retention.still_idle, notice))
        except Unreachable:
            return Sent.UNREACHABLE
        except Unknown:
            return Sent.UNKNOWN
        except Undelivered:
            return Sent.UNSENT
        except Exception as error:  # noqa: BLE001 - a bug of ours holds up no other
            log.error("learner %d cannot be told that everything goes: %s", learner.id, trace(error))  # noqa: TRY400 - the trace without texts
            return Sent.REFUSED
        return Sent.UNWANTED if message_id is None else Sent.SENT

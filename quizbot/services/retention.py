"""Nothing is kept for ever: idle learners are told and then deleted, and ids of old updates are forgotten."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, RowMapping

from quizbot.domain.learner import Learner
from quizbot.domain.retention import is_to_be_told, is_to_go, last_day
from quizbot.services.reminders import Sent, park
from quizbot.storage import learners, retention, roles
from quizbot.storage.database import Database
from quizbot.storage.errors import DatabaseUnusable
from quizbot.tracing import trace

log = logging.getLogger(__name__)

KNOWN_FOR = timedelta(days=8)  # that an update was handled; Telegram keeps none for longer than a day
_PAGE = 500  # learners that are read at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a learner is to be told: that everything goes after `last_day`, unless they are heard of."""

    learner: Learner
    last_day: date
    told_at: datetime


class Retention:
    """The verbs of forgetting; any number of processes may call them at once."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def due(self) -> AsyncGenerator[Notice, None]:
        """The learners who are to be told now that everything goes, each claimed when their turn comes, and once.

        What is wrong with one of them does not keep the others waiting.
        """
        after: RowMapping | None = None
        while page := await self._database.read(partial(retention.untold, now=self._clock(), limit=_PAGE, after=after)):
            for row in page:
                notice = await self._claim(row)
                if notice is not None:
                    yield notice
            after = page[-1]

    async def _claim(self, row: RowMapping) -> Notice | None:
        now = self._clock()
        try:
            learner = learners.of_row(row)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row
            log.error("learner %d cannot be told: %s", row["id"], trace(error))  # noqa: TRY400 - the trace without texts
            return None
        if not is_to_be_told(learner, now):
            return None
        told = await self._database.transact(partial(retention.tell, learner=learner, now=now))
        return Notice(learner=learner, last_day=last_day(learner, now), told_at=now) if told else None

    async def still_idle(self, notice: Notice) -> bool:
        """Whether a claimed notice is as true now, just before it leaves, as it was when it was claimed."""
        learner = await self._database.read(partial(learners.find, learner_id=notice.learner.id))
        return learner is not None and learner.warned_at is not None

    async def told(self, notice: Notice, sent: Sent) -> None:
        """Note what became of a claimed notice: one that may have arrived is not sent again."""
        await self._database.transact(partial(_told, self._clock(), notice, sent))

    async def purge(self, limit: int) -> int:
        """Delete everything of learners who were away for too long; returns of how many: 0 if none is left.

        At most `limit` are looked at. Each is a transaction of its own, which looks again: whoever has come back stays.
        """
        overdue = await self._database.read(partial(retention.overdue, now=self._clock(), limit=limit))
        return sum([await self._purge(learner_id) for learner_id in overdue])

    async def _purge(self, learner_id: int) -> bool:
        try:
            return await self._database.transact(partial(_purge, self._clock(), learner_id))
        except DatabaseUnusable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one of them
            log.error("learner %d cannot be deleted: %s", learner_id, trace(error))  # noqa: TRY400 - the trace without texts
            return False

    async def forget(self, limit: int) -> int:
        """Forget spent invitations, and at most `limit` ids of updates handled long ago; returns how many ids."""
        return await self._database.transact(partial(_forget, self._clock(), limit))


def _told(now: datetime, notice: Notice, sent: Sent, connection: Connection) -> None:
    if sent in {Sent.UNSENT, Sent.REFUSED}:  # nobody is deleted without a word for a bug of ours
        retention.untell(connection, notice.learner.id, notice.told_at)
    elif sent is Sent.UNREACHABLE:
        park(connection, notice.learner.id, now)


def _purge(now: datetime, learner_id: int, connection: Connection) -> bool:
    learner = learners.find(connection, learner_id, hold=True)
    if learner is None or not is_to_go(learner, now):
        return False
    learners.remove(connection, learner_id)
    return True


def _forget(now: datetime, limit: int, connection: Connection) -> int:
    roles.forget_invites(connection, now)
    return retention.forget_finished(connection, now - KNOWN_FOR, limit)

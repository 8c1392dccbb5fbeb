"""Updates from the inbox to the Application: one person's in their order, different people at once.

An update is finished only when its reply is out. What a crash interrupts is handled again, and so is what could not be
delivered: to the handlers both are the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop, CallbackContext

from quizbot.domain.flood import Turnstile
from quizbot.metrics import Count, Metrics
from quizbot.storage import inbox, leases
from quizbot.storage.database import Database, only_while
from quizbot.storage.errors import DatabaseUnusable
from quizbot.storage.inbox import TakenOver, Waiting
from quizbot.storage.jobs import Work
from quizbot.telegram import updates
from quizbot.telegram.delivery import Undelivered, Unreachable
from quizbot.telegram.handlers import Handlers
from quizbot.telegram.updates import Raw, private_sender, received
from quizbot.tracing import trace

log = logging.getLogger(__name__)

AT_ONCE = 64  # updates that are being handled; of each person at most one, so that a flood by one delays nobody
ATTEMPTS = 5  # failures after which an update is given up, with an apology
FIRST_PAUSE = timedelta(seconds=0.5)  # after the first failure; doubled after each
AWAY = timedelta(seconds=1)  # while the database cannot be used
LOOK = 0.5  # seconds between two looks for what nobody is at work on
RENEW_EVERY = 3  # looks: three times before a lease runs out
AHEAD = 200  # people whose updates are taken on at a look


class Worker:
    """Takes updates in and has them handled by one Application."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        handlers: Handlers,
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._application = application
        self._database = database
        self._handlers = handlers
        self._clock = clock
        self._metrics = metrics
        self._holder = None if database.alone else secrets.token_hex(16)
        self._turnstile = Turnstile()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._at_work: dict[int, asyncio.Task[None]] = {}  # by person
        self._again: set[int] = set()  # people of whom something came in while we were at work on them
        self._put_off: set[int] = set()  # updates that are to be handled again
        self._errors: dict[int, Exception] = {}  # by update
        self._draining = False
        application.add_error_handler(self._note)

    # taking in

    async def take_in(self, raws: Sequence[Raw]) -> None:
        """Keep these updates; once this returns they may be confirmed, since nothing can lose them any more.

        Raises:
            DatabaseUnusable: they are not kept.
        """
        kept = [update for update in map(received, raws) if update is not None]
        if not kept:
            return
        for update in kept:
            self._metrics.count(Count.UPDATES, update.kind)
        heads = await self._database.transact(
            partial(inbox.receive, updates=kept, now=self._clock(), holder=self._holder)
        )
        self._begin(heads)

    async def look(self) -> None:
        """Take on what nobody is at work on: it waited for its time, or whoever had it is dead."""
        if self._draining:
            return
        work = partial(inbox.take, now=self._clock(), holder=self._holder, busy=frozenset(self._at_work), limit=AHEAD)
        self._begin(await self._database.transact(work))

    async def run(self) -> None:
        """Look again and again, and say that we live, until cancelled."""
        for looks in count(1):
            try:
                if looks % RENEW_EVERY == 0:
                    await self.renew()
                await self.look()
            except DatabaseUnusable as error:
                log.error("updates wait: %s", error)  # noqa: TRY400 - the message says it all
            except Exception as error:  # noqa: BLE001 - the next look tries again, whatever it was
                log.error("updates wait: %s", trace(error))  # noqa: TRY400 - the trace without texts
            await asyncio.sleep(LOOK)

    async def renew(self) -> None:
        """Say that we still live, so that nobody takes over what is being handled here."""
        if self._holder is not None and self._at_work:
            people = frozenset(self._at_work)
            await self._database.transact(partial(leases.renew, people=people, holder=self._holder))

    async def waiting(self) -> float:
        """Seconds for which the update that is due the longest has waited; 0 if none waits."""
        due = await self._database.read(inbox.oldest_due)
        return 0.0 if due is None else max((self._clock() - due).total_seconds(), 0.0)

    async def idle(self) -> None:
        """Wait until nothing is being handled here."""
        while self._at_work:
            await asyncio.wait(tuple(self._at_work.values()))

    async def drain(self, patience: float) -> None:
        """Finish what is being handled, in so many seconds at most, and begin nothing new: others may, or we later."""
        self._draining = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.idle()
        for task in tuple(self._at_work.values()):
            task.cancel()
        await self.idle()
        if self._holder is not None:
            try:
                await self._database.transact(partial(leases.release_all, holder=self._holder))
            except Exception as error:  # noqa: BLE001 - the leases run out, and the rest of the ending goes on
                log.warning("its leases were not let go: %s", trace(error))

    # handling

    def _begin(self, heads: Sequence[Waiting]) -> None:
        for head in heads:
            if head.learner_id in self._at_work:
                self._again.add(head.learner_id)
            elif not self._draining:
                self._at_work[head.learner_id] = asyncio.create_task(self._serve(head.learner_id, head))

    async def _serve(self, person: int, head: Waiting | None) -> None:
        """Handle one person's updates until there is none left."""
        try:
            while head is not None and not self._draining:
                self._again.discard(person)
                async with self._places:
                    settle = await self._handle(head)
                head = await self._database.transact(settle)
                if head is None and person in self._again:
                    head = await self._database.transact(self._head_of(person))
        except DatabaseUnusable as error:
            log.error("an update waits: %s", error)  # noqa: TRY400 - the message says it all
        finally:
            del self._at_work[person]
            self._again.discard(person)

    async def _handle(self, each: Waiting) -> Work[Waiting | None]:
        """Handle one update; returns the transaction that says in the inbox what became of it."""
        error = await self._attempt(each)
        if isinstance(error, Unreachable):
            error = await self._park(each)
        match error:
            case None:
                self._metrics.count(Count.FINISHED)
                return partial(inbox.finish, done=each, now=self._clock(), holder=self._holder)
            case Undelivered(seconds=seconds):
                return self._postpone(each, timedelta(seconds=seconds))
            case TakenOver():
                log.warning("an update is handled by another process, since this one was silent", extra=_ids(each))
                return self._head_of(each.learner_id)
            case DatabaseUnusable():
                log.error("an update waits: %s", error)
                return self._postpone(each, AWAY)
            case _:
                self._metrics.count(Count.FAILURES, type(error).__name__)
                log.error("an update failed: %s", trace(error), extra=_ids(each))
                if each.attempts + 1 < ATTEMPTS:
                    return self._postpone(each, FIRST_PAUSE * 2**each.attempts, failed=True)
                return await self._give_up(each)

    def _head_of(self, person: int) -> Work[Waiting | None]:
        return partial(inbox.head_of, person=person, now=self._clock(), holder=self._holder)

    def _postpone(self, each: Waiting, wait: timedelta, *, failed: bool = False) -> Work[Waiting | None]:
        self._put_off.add(each.update_id)
        return partial(
            inbox.postpone,
            each=each,
            now=self._clock(),
            wait=wait,
            attempts=each.attempts + failed,
            holder=self._holder,
        )

    async def _attempt(self, each: Waiting) -> Exception | None:
        """Let the Application handle the update; returns what went wrong, None if nothing did."""
        ours = None if self._holder is None else partial(inbox.hold, each=each, holder=self._holder)
        try:
            update = updates.read(each.payload, self._application.bot)
            if not self._admits(each):
                await self._turn_away(each, update)
                return None
            with only_while(ours):
                await self._application.process_update(update)
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return RuntimeError(type(error).__name__)  # a handler was cancelled, not we
        except Exception as error:  # noqa: BLE001 - whatever the library cannot read must not stop the others
            return error
        return self._errors.pop(each.update_id, None)

    def _admits(self, each: Waiting) -> bool:
        """Whether the person was not too fast; that an update is handled again is no doing of theirs."""
        if each.update_id in self._put_off:
            self._put_off.discard(each.update_id)
            return True
        return self._turnstile.admits(each.learner_id, self._clock().timestamp())

    async def _turn_away(self, each: Waiting, update: Update) -> None:
        self._metrics.count(Count.THROTTLED)
        await self._handlers.too_fast(update, tell=self._turnstile.tells(each.learner_id, self._clock().timestamp()))

    async def _note(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The Application's error handler: it swallows what a handler raises, so this keeps it for `_attempt`."""
        if isinstance(update, Update) and context.error is not None:
            self._errors[update.update_id] = context.error
        raise ApplicationHandlerStop  # nobody else need look at an update that has failed

    async def _park(self, each: Waiting) -> Exception | None:
        """Plan no reminders for somebody who cannot be reached; that a group cannot be says nothing of its members."""
        sender = private_sender(each.payload)
        if sender is not None:
            try:
                await self._handlers.park(sender.id)
            except DatabaseUnusable as error:
                return error
        return None

    async def _give_up(self, each: Waiting) -> Work[Waiting | None]:
        """Apologise, and let the update be a dead letter, so that those behind it are handled."""
        sender = private_sender(each.payload)
        try:
            if sender is not None:
                await self._handlers.apologise(sender.id, sender.language)
        except (Undelivered, DatabaseUnusable):
            return self._postpone(each, AWAY)
        except Exception as error:  # noqa: BLE001 - nothing may hold up those who wait behind it
            log.error("there was no apology: %s", trace(error), extra=_ids(each))  # noqa: TRY400 - the trace without texts
        self._metrics.count(Count.DEAD)
        return partial(inbox.bury, done=each, now=self._clock(), holder=self._holder)


def _ids(each: Waiting) -> dict[str, int]:
    """What the log says beside a line about an update."""
    return {"learner": each.learner_id, "update": each.update_id}

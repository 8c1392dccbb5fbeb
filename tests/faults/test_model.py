"""One learner through anything in any order, beside a model that is too simple to be wrong."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Final, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, select, update

from quizbot.content.loader import load
from quizbot.storage import learners
from quizbot.storage.schema import migrate
from quizbot.storage.tables import inbox
from quizbot.telegram.callbacks import Next, Read, Rest, Set, Snooze, Submit, Tap, Undo, Unsure, decode, encode
from quizbot.telegram.updates import received
from tests.box import Box, Somebody
from tests.databases import opened
from tests.faults.conversation import rows_kept
from tests.faults.promises import REPEATED, UNASKED, memories_beside_reviews
from tests.faults.starter import SET

T = TypeVar("T")
ADA: Final = 7
APART: Final = timedelta(hours=12)
ZONES: Final = ("Europe/Berlin", "Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Kathmandu", "Australia/Lord_Howe")
QUIET: Final = {"20-8": (20, 8), "21-8": (21, 8), "22-6": (22, 6), "23-7": (23, 7)}
TYPED: Final = ("hot water", "no idea", "mustard")


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """A reminder that has come, as the learner's clock and wishes were then."""

    at: datetime
    local: datetime
    quiet: tuple[int, int]
    asked_for: bool


class Learning(RuleBasedStateMachine):
    """What Ada does and what befalls her; the model knows what counts, what is open, and which reminders came."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._folder = TemporaryDirectory()
        self.file = Path(self._folder.name) / "quizbot.db"
        shutil.copyfile(self.template, self.file)
        self.box = Box(url=f"sqlite:///{self.file}", library=load([SET]).library)
        self.wait(self.box.start())
        self.ada: Somebody = self.box.person("Ada", ADA)
        self.zone: str | None = None
        self.quiet = QUIET["21-8"]
        self.blocked = self.paused = False
        self.reviews: list[int] = []  # presentations that were answered, in order
        self.void: set[int] = set()
        self.reminders: list[Reminded] = []
        self.last: list[dict[str, Any]] = []  # the updates of the last thing that Ada did, if nothing came after it
        self._read = 0  # how much of the record was looked at

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def teardown(self) -> None:
        self.wait(self.box.stop())
        self._loop.close()
        with closing(sqlite3.connect(self.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        self._folder.cleanup()

    # What Ada does

    def does(self, *acts: partial[Any]) -> None:
        """Let Ada do something, and the bot handle it."""
        for act in acts:
            act()
        self.box.clock.at += timedelta(seconds=len(acts) * 2)  # so that nobody is told to be slower
        answer: Any = self.wait(self.box.simulator.call("getUpdates", {}))
        self.last = answer.body["result"]
        self.wait(self.box.settle())

    def taps(self, *taps: Tap) -> None:
        self.does(*(partial(self.ada.person.taps_data, encode(tap)) for tap in taps))

    def offered(self, kind: type[Tap]) -> list[Any]:
        """What the buttons say that Ada sees, those of that kind, the newest last."""
        taps = [decode(each.callback_data or "") for m in self.ada.messages for row in m.keyboard for each in row]
        return [tap for tap in taps if isinstance(tap, kind)]

    def open(self) -> int | None:
        """The presentation that the database has open and delivered."""
        rows = self.rows("SELECT id FROM presentations WHERE state = 'open' AND message_id IS NOT NULL")
        return rows[0][0] if rows else None

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(query).fetchall()

    @initialize(zone=st.sampled_from(ZONES))
    def begins(self, zone: str) -> None:
        self.wait(self.ada.begins())
        self.moves(zone)
        self.wait(self.ada.says("/start"))
        self.taps(*self.offered_read())

    def offered_read(self) -> list[Any]:
        return self.offered(Read)[-1:]

    @precondition(lambda self: not self.blocked)
    @rule()
    def starts(self) -> None:
        self.does(partial(self.ada.person.says, "/start"))
        self.paused = False

    @precondition(lambda self: not self.blocked and self.offered(Submit))
    @rule(data=st.data())
    def picks(self, data: st.DataObject) -> None:
        """Tap any answer that stands anywhere; it counts if that question is open, once."""
        self.answers(data.draw(st.sampled_from(self.offered(Submit))))

    @precondition(lambda self: not self.blocked and len(self.offered(Submit)) > 1)
    @rule(data=st.data())
    def picks_two(self, data: st.DataObject) -> None:
        several = data.draw(st.lists(st.sampled_from(self.offered(Submit)), min_size=2, max_size=2))
        self.answers(*several)

    @precondition(lambda self: not self.blocked and self.offered(Unsure))
    @rule(data=st.data())
    def is_unsure(self, data: st.DataObject) -> None:
        self.answers(data.draw(st.sampled_from(self.offered(Unsure))))

    def answers(self, *taps: Any) -> None:
        opened = self.rows("SELECT id FROM presentations WHERE state = 'open'")
        self.taps(*taps)
        for tap in taps:
            if (tap.presentation,) in opened and tap.presentation not in self.reviews:
                self.reviews.append(tap.presentation)

    @precondition(lambda self: not self.blocked)
    @rule(text=st.sampled_from(TYPED))
    def types(self, text: str) -> None:
        """Type a text, which is an answer if a typed question is open, and one was seen."""
        opened = self.open()
        kinds = dict(self.rows("SELECT id, question_key FROM presentations"))
        self.does(partial(self.ada.person.says, text))
        if opened is not None and (kinds[opened] == "tea/drawn" or text == "no idea"):
            self.reviews.append(opened)

    @precondition(lambda self: not self.blocked and self.offered(Next))
    @rule(times=st.integers(1, 2), data=st.data())
    def goes_on(self, times: int, data: st.DataObject) -> None:
        self.taps(*[data.draw(st.sampled_from(self.offered(Next)))] * times)

    @precondition(lambda self: not self.blocked and self.offered(Undo))
    @rule(times=st.integers(1, 2), data=st.data())
    def takes_back(self, times: int, data: st.DataObject) -> None:
        tap = data.draw(st.sampled_from(self.offered(Undo)))
        valid = [each for each in self.reviews if each not in self.void]
        self.taps(*[tap] * times)
        if valid[-1:] == [tap.presentation]:
            self.void.add(tap.presentation)

    @precondition(lambda self: not self.blocked)
    @rule(zone=st.sampled_from(ZONES))
    def moves(self, zone: str) -> None:
        self.taps(Set(name="place", value=zone))
        self.zone = zone

    @precondition(lambda self: not self.blocked)
    @rule(hours=st.sampled_from(sorted(QUIET)))
    def wants_quiet(self, hours: str) -> None:
        self.taps(Set(name="quiet", value=hours))
        self.quiet = QUIET[hours]

    @precondition(lambda self: not self.blocked)
    @rule(hour=st.sampled_from((7, 12, 18, 21)))
    def wants_reminders_at(self, hour: int) -> None:
        self.taps(Set(name="time", value=str(hour * 60)))

    @precondition(lambda self: not self.blocked)
    @rule(days=st.sampled_from(("3", "0")))
    def pauses(self, days: str) -> None:
        self.taps(Rest(days=days))
        self.paused = True

    @precondition(lambda self: not self.blocked and self.offered(Snooze))
    @rule(how=st.sampled_from(("later", "tomorrow", "fewer")))
    def puts_off(self, how: str) -> None:
        offered = [tap for tap in self.offered(Snooze) if tap.how == how]
        self.taps(*offered[-1:])

    @precondition(lambda self: not self.blocked)
    @rule()
    def blocks(self) -> None:
        self.does(partial(self.ada.person.blocks))
        self.blocked = True

    @precondition(lambda self: self.blocked)
    @rule()
    def unblocks(self) -> None:
        self.does(partial(self.ada.person.unblocks))
        self.blocked = False

    # What befalls her

    @rule()
    def the_bot_dies(self) -> None:
        self.wait(self.box.restart())

    @precondition(lambda self: self.last)
    @rule()
    def the_last_is_handled_again(self) -> None:
        """As after a crash between the reply and the note that it is out: it changes nothing."""
        before = rows_kept(self.file)
        asked = received(self.last[-1])
        assert asked is not None

        def unfinish(connection: Connection) -> None:
            known = connection.execute(select(inbox.c.update_id).where(inbox.c.update_id == asked.update_id)).scalar()
            assert known == asked.update_id
            values = {"learner_id": asked.learner_id, "kind": asked.kind, "payload": asked.payload, "finished_at": None}
            connection.execute(update(inbox).where(inbox.c.update_id == asked.update_id).values(values))

        self.wait(self.box.database.transact(unfinish))
        self.wait(self.box.bot.worker.look())
        self.wait(self.box.persevere())
        assert rows_kept(self.file) == before

    @precondition(lambda self: self.last)
    @rule()
    def the_last_comes_again(self) -> None:
        """As when Telegram has not heard that it was taken: nobody does anything about it."""
        before, calls = rows_kept(self.file), len(self.box.simulator.record)
        self.wait(self.box.hand(*self.last))
        assert rows_kept(self.file) == before
        assert len(self.box.simulator.record) == calls

    @rule(hours=st.sampled_from((0.1, 1.0, 6.0, 14.0, 24.0, 50.0)))
    def time_passes(self, hours: float) -> None:
        self.last = []
        self.wait(self.box.turn(hours=hours))

    @rule(status=st.sampled_from((502, 429, 500)), hours=st.sampled_from((10.0, 30.0)))
    def time_passes_while_messages_fail(self, status: int, hours: float) -> None:
        self.last = []
        self.box.simulator.fail_next("sendMessage", status=status, times=2)
        self.wait(self.box.turn(hours=hours))

    @rule(hours=st.sampled_from((0.02, 1.0, 13.0, 26.0)))
    def the_clock_is_set_back(self, hours: float) -> None:
        self.last = []
        self.box.clock.at -= timedelta(hours=hours)

    # What must hold

    @invariant()
    def exactly_what_was_answered_counts(self) -> None:
        reviews = [row[0] for row in self.rows("SELECT presentation_id FROM reviews ORDER BY id")]
        void = self.rows(
            "SELECT presentation_id FROM reviews r JOIN amendments a ON a.review_id = r.id WHERE a.kind = 'void'"
        )
        assert sorted(reviews) == sorted(self.reviews)
        assert {row[0] for row in void} == self.void

    @invariant()
    def memories_are_what_the_reviews_add_up_to(self) -> None:
        with closing(sqlite3.connect(self.file)) as connection:
            connection.row_factory = sqlite3.Row
            kept, added_up = memories_beside_reviews(connection)
        assert kept == added_up

    @invariant()
    def nothing_waits_and_nothing_was_given_up(self) -> None:
        assert self.rows("SELECT * FROM inbox WHERE finished_at IS NULL OR dead") == []

    @invariant()
    def one_question_is_open_at_most(self) -> None:
        assert len(self.rows("SELECT id FROM presentations WHERE state = 'open'")) <= 1

    @invariant()
    def reminders_come_when_they_are_welcome(self) -> None:
        """At most one unasked a date and within 12 hours, however the clock and the zone are turned; none at night."""
        for reminded in self._new_reminders():
            self.reminders.append(reminded)
            start, end = reminded.quiet
            assert end <= reminded.local.hour < start, reminded
            assert not self.paused or not self._rests(reminded), reminded
        unasked = [each for each in self.reminders if not each.asked_for]
        assert all(abs(one.at - two.at) >= APART for one, two in pairwise(unasked)), unasked
        dates = Counter((each.local.date(), each.asked_for) for each in self.reminders)
        assert all(times == 1 for times in dates.values()), self.reminders

    def _rests(self, reminded: Reminded) -> bool:
        (until,) = self.rows("SELECT paused_until FROM learners")[0]
        return until is None or (reminded.local - timedelta(hours=4)).date().toordinal() < until

    def _new_reminders(self) -> Iterator[Reminded]:
        for call in self.box.simulator.record[self._read :]:
            text = str(call.parameters.get("text", ""))
            asked_for = "You asked me to come back later today." in text
            if call.status == 200 and call.method == "sendMessage" and (UNASKED in text or asked_for):
                assert self.zone is not None
                at = datetime.fromtimestamp(call.at, UTC)
                yield Reminded(at=at, local=at.astimezone(ZoneInfo(self.zone)), quiet=self.quiet, asked_for=asked_for)
        self._read = len(self.box.simulator.record)

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        """A question that is open and seen, or a time at which one comes, or at least a button."""
        if self.blocked:
            return
        due = self.wait(self.box.database.read(learners.next_reminder_at))
        assert self.open() is not None or due is not None or any(message.keyboard for message in self.ada.messages)

    @invariant()
    def no_request_was_wrong(self) -> None:
        wrong = [
            f"{call.method}: {call.description}"
            for call in self.box.simulator.record
            if call.status == 400 and not any(reason in call.description for reason in REPEATED)
        ]
        assert wrong == []


async def _make(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as database:
        await migrate(database)


def _tried(tmp_path: Path, *, examples: int, steps: int) -> None:
    Learning.template = tmp_path / "template.db"
    asyncio.run(_make(Learning.template))
    tried = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Learning, settings=tried)


def test_whatever_happens_in_some_orders(tmp_path: Path) -> None:
    _tried(tmp_path, examples=5, steps=30)


@pytest.mark.campaign
def test_whatever_happens_in_many_orders(tmp_path: Path) -> None:
    _tried(tmp_path, examples=200, steps=60)

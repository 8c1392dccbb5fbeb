"""What must hold whatever has happened, seen from outside: the record of the simulated Telegram, and the database."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from quizbot.domain.memory import Rated, Rating, fold
from quizbot.telegram.callbacks import Draft, Submit, Unsure, decode
from tests.faults.stage import NAMES, TOKEN, Somebody, Stage

UNASKED: Final = "Time to refresh what you have learned."
ASKED_FOR: Final = "You asked me to come back later today."
# what a bot may be refused that has died between doing something and noting that it was done
REPEATED: Final = ("message is not modified", "query is too old")


Memories: TypeAlias = dict[tuple[int, str], dict[str, Any]]


def broken(stage: Stage) -> list[str]:
    """What does not hold, a line each, once the bot has ended and nothing is to be done any more."""
    with closing(sqlite3.connect(stage.file)) as connection:
        connection.row_factory = sqlite3.Row
        return [
            *_integrity(connection),
            *_inbox(stage, connection),
            *_reviews(stage, connection),
            *_memories(connection),
            *_open_questions(stage, connection),
            *_reminders(stage, connection),
            *_others_data(stage, connection),
            *(line for somebody in stage.people.values() for line in _unanswered(somebody)),
            *_requests(stage),
            *_log(stage),
        ]


def _all(connection: sqlite3.Connection, query: str) -> list[sqlite3.Row]:
    return connection.execute(query).fetchall()


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    """I10: the database passes its integrity check, and no row refers to one that is not there."""
    found = [row[0] for row in _all(connection, "PRAGMA integrity_check")]
    if found != ["ok"]:
        yield f"I10: {found}"
    for row in _all(connection, "PRAGMA foreign_key_check"):
        yield f"I10: a row of {row[0]} refers to nothing"


def _inbox(stage: Stage, connection: sqlite3.Connection) -> Iterator[str]:
    """I1, I5, I6: every update that there was is known and finished, and nothing of its content is left."""
    if stage.simulator.pending > 0:
        yield f"I5: {stage.simulator.pending} updates wait to be fetched"
    rows = _all(connection, "SELECT * FROM inbox ORDER BY update_id")
    known = [row["update_id"] for row in rows]
    if known != list(range(1, stage.acts + 1)):
        yield f"I5: of {stage.acts} updates these are known: {known}"
    for row in rows:
        if row["finished_at"] is None:
            yield f"I6: update {row['update_id']} waits in the inbox"
        if row["dead"]:
            yield f"I1: update {row['update_id']} was given up"
        if row["payload"] is not None and row["finished_at"] is not None:
            yield f"I8: the content of update {row['update_id']} was kept"


def _unanswered(somebody: Somebody) -> Iterator[str]:
    """I1: every tap was answered, and something was shown after each text; but for those who cannot be reached."""
    if not somebody.person.chat.blocked:
        for act in somebody.unanswered:
            yield f"I1: nothing answered {act} of {somebody.id}"


def _reviews(stage: Stage, connection: sqlite3.Connection) -> Iterator[str]:
    """I2: one review for each answered presentation and for no other, and it is the first answer that was given."""
    counts = Counter(row["presentation_id"] for row in _all(connection, "SELECT presentation_id FROM reviews"))
    for row in _all(connection, "SELECT id, state FROM presentations"):
        if counts[row["id"]] != (row["state"] == "answered"):
            yield f"I2: presentation {row['id']} is {row['state']} and has {counts[row['id']]} reviews"
    first: dict[int, tuple[int, ...]] = {}
    for somebody in stage.people.values():
        for _, tap in somebody.tapped:
            match decode(tap.data):
                case Submit(presentation=presentation, places=places):
                    first.setdefault(presentation, places)
                case _:
                    pass
    for row in _all(connection, "SELECT presentation_id, places FROM reviews WHERE given = 'picked'"):
        places = tuple(map(int, row["places"].split(",")))
        if first.get(row["presentation_id"]) != places:
            yield f"I2: {places} counts for presentation {row['presentation_id']}, which was answered first by {first}"


def _memories(connection: sqlite3.Connection) -> Iterator[str]:
    """I3: each memory is the fold of its reviews, and there is one wherever there are any."""
    kept, added_up = memories_beside_reviews(connection)
    if kept != added_up:
        yield f"I3: the memories {kept} are not what the reviews add up to: {added_up}"


def memories_beside_reviews(connection: sqlite3.Connection) -> tuple[Memories, Memories]:
    """All memories, each a value for each field, and those that the reviews add up to."""
    rows = _all(
        connection,
        """SELECT r.learner_id, r.question_key, r.day, coalesce(g.rating, r.rating) AS rating,
                  coalesce(c.due_day, g.due_day, r.due_day) AS due_day
           FROM reviews r
           LEFT JOIN amendments g ON g.review_id = r.id AND g.kind = 'guessed'
           LEFT JOIN amendments c ON c.review_id = r.id AND c.kind = 'changed'
           WHERE r.scheduled AND NOT EXISTS (SELECT 1 FROM amendments v WHERE v.review_id = r.id AND v.kind = 'void')
           ORDER BY r.learner_id, r.question_key, r.id""",
    )
    added_up: Memories = {}
    for key, reviews in groupby(rows, lambda row: (row["learner_id"], row["question_key"])):
        folded = fold(Rated(day=row["day"], rating=Rating(row["rating"]), due_day=row["due_day"]) for row in reviews)
        assert folded is not None
        added_up[key] = {name: getattr(folded, name) for name in _MEMORY}
    kept = {
        (row["learner_id"], row["question_key"]): {name: row[name] for name in row.keys() if name in _MEMORY}  # noqa: SIM118 - a Row is no mapping
        for row in _all(connection, "SELECT * FROM memories")
    }
    return kept, added_up


_MEMORY: Final = frozenset({"stability", "difficulty", "last_day", "due_day", "repetitions", "lapses"})


def _open_questions(stage: Stage, connection: sqlite3.Connection) -> Iterator[str]:
    """I6: whoever can be reached has one open, delivered question, or a due time, or at least a way on before them."""
    for somebody in stage.people.values():
        if somebody.person.chat.blocked or somebody.messages == []:
            continue
        opened = _all(connection, f"SELECT * FROM presentations WHERE learner_id = {somebody.id} AND state = 'open'")  # noqa: S608 - a number of ours
        due = _all(connection, f"SELECT 1 FROM memories WHERE learner_id = {somebody.id}")  # noqa: S608 - as above
        if len(opened) > 1:
            yield f"I6: {len(opened)} questions are open for {somebody.id}"
        elif opened and opened[0]["message_id"] is not None:
            message = somebody.person.chat.find(opened[0]["message_id"])
            if message is None or opened[0]["id"] not in _presentations(message.keyboard):
                yield f"I6: {somebody.id} does not see the open question {dict(opened[0])}, but {message}"
        elif not due and not any(message.keyboard for message in somebody.messages):
            yield f"I6: {somebody.id} has no way on: {somebody.last}"


def _presentations(keyboard: Any) -> set[int]:
    taps = [decode(button.callback_data or "") for row in keyboard for button in row]
    return {tap.presentation for tap in taps if isinstance(tap, Submit | Unsure | Draft)}


def _reminders(stage: Stage, connection: sqlite3.Connection) -> Iterator[str]:
    """I4: one unasked reminder a learner and date at most, and one that was asked for; none in quiet hours."""
    learners = {row["id"]: row for row in _all(connection, "SELECT * FROM learners")}
    came: Counter[tuple[int | None, str, str]] = Counter()
    for call in stage.record:
        text = str(call.parameters.get("text", ""))
        kind = next((kind for kind in (UNASKED, ASKED_FOR) if kind in text), None)
        if kind is None or call.status != 200 or call.method != "sendMessage":
            continue
        learner = learners[call.chat_id]
        local = datetime.fromtimestamp(call.answered, UTC).astimezone(ZoneInfo(learner["zone"]))
        came[call.chat_id, local.date().isoformat(), kind] += 1
        minute = local.hour * 60 + local.minute
        if minute >= learner["quiet_from"] or minute < learner["quiet_to"]:
            yield f"I4: a reminder came to {call.chat_id} at {local}"
    for reminder, times in came.items():
        if times > 1:
            yield f"I4: {reminder} came {times} times"


def _others_data(stage: Stage, connection: sqlite3.Connection) -> Iterator[str]:
    """I7, I11: every button that was ever offered can be read, and is about nobody's questions but the reader's."""
    owners = {row["id"]: row["learner_id"] for row in _all(connection, "SELECT id, learner_id FROM presentations")}
    for call in stage.record:
        markup: Any = call.parameters.get("reply_markup")
        if not isinstance(markup, dict):
            continue
        for button in (each for row in markup["inline_keyboard"] for each in row):
            tap = decode(button["callback_data"])
            if tap is None:
                yield f"I7: the button {button} cannot be read"
            elif hasattr(tap, "presentation") and owners[tap.presentation] != call.chat_id:
                yield f"I11: {call.chat_id} got the button {button} of {owners[tap.presentation]}"


def _requests(stage: Stage) -> Iterator[str]:
    """I7: the Bot API had no request to refuse for being wrong."""
    for call in stage.record:
        if call.status == 400 and not any(reason in call.description for reason in REPEATED):
            yield f"I7: {call.method} was refused: {call.description} {dict(call.parameters)}"


def _log(stage: Stage) -> Iterator[str]:
    """I8: neither the token nor a name or a text stands in the log; and no fault of our own does."""
    texts = {message.text for somebody in stage.people.values() for _, message in somebody.said if " " in message.text}
    for secret in (TOKEN, TOKEN.partition(":")[2], *NAMES, *texts):
        if secret in stage.log:
            yield f"I8: {secret!r} stands in the log"
    for fault in ("Traceback", "a fault of its own", "a fault that nobody waited for", "a fault while"):
        if fault in stage.log:
            yield f"I8: there was {fault!r}: {stage.log}"

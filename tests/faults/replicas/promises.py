"""What quizbot promises, looked at from outside once everything is over: by Telegram's record and by the database."""

from __future__ import annotations

import psycopg
from sqlalchemy import Connection, text

from quizbot.domain import memory as fsrs
from quizbot.storage import progress
from quizbot.telegram.callbacks import Draft, Guessed, Next, Report, Review, Submit, Undo, Unsure, decode
from tests.faults.replicas.fleet import Fleet

HARMLESS = ("message is not modified", "query is too old")
OF_A_PRESENTATION = (Submit, Draft, Unsure, Next, Undo, Guessed, Report, Review)


async def are_kept(fleet: Fleet) -> None:
    """Every promise that does not depend on what went wrong."""
    await fleet.settled()
    await everybody_is_answered(fleet)
    await one_answer_a_presentation(fleet)
    await memory_is_the_fold_of_the_reviews(fleet)
    await what_is_confirmed_is_kept(fleet)
    await nobody_is_stuck(fleet)
    every_request_is_valid(fleet)
    await the_database_is_sound(fleet)
    await nobody_meets_anybody_elses(fleet)


async def everybody_is_answered(fleet: Fleet) -> None:
    """I1, where each tap and each command has its answer."""
    for visitor in fleet.visitors:
        assert [tap.data for tap in visitor.taps if not tap.answered] == []


async def one_answer_a_presentation(fleet: Fleet) -> None:
    """I2."""
    assert await fleet.rows("SELECT presentation_id FROM reviews GROUP BY presentation_id HAVING count(*) > 1") == []
    assert (
        await fleet.rows(
            "SELECT presentations.id FROM presentations LEFT JOIN reviews ON presentation_id = presentations.id"
            " WHERE (state = 'answered') <> (presentation_id IS NOT NULL)"
        )
        == []
    )


async def memory_is_the_fold_of_the_reviews(fleet: Fleet) -> None:
    """I3."""

    def wrong(connection: Connection) -> list[tuple[int, str]]:
        pairs = "SELECT learner_id, question_key FROM reviews UNION SELECT learner_id, question_key FROM memories"
        return [
            (learner_id, key)
            for learner_id, key in connection.execute(text(pairs))
            if progress.find_memory(connection, learner_id, key)
            != fsrs.fold(progress.rated_reviews(connection, learner_id, key))
        ]

    assert await fleet.database.read(wrong) == []


async def what_is_confirmed_is_kept(fleet: Fleet) -> None:
    """I5: what Telegram has forgotten is known to the inbox, whether it is finished or not."""
    kept = {number for (number,) in await fleet.rows("SELECT update_id FROM inbox")}
    offsets = [call.parameters.get("offset", 0) for call in fleet.simulator.record if call.method == "getUpdates"]
    fetched = set(range(1, max([1, *map(int, map(str, offsets))])))
    assert (fleet.proxy.confirmed | fetched) - kept == set()


async def nobody_is_stuck(fleet: Fleet) -> None:
    """I6: no work waits or was given up, and whatever is open has been delivered."""
    assert await fleet.rows("SELECT update_id FROM inbox WHERE finished_at IS NULL OR dead") == []
    assert await fleet.rows("SELECT id FROM presentations WHERE state = 'open' AND message_id IS NULL") == []
    assert await fleet.rows("SELECT id FROM leases") == []
    assert fleet.simulator.pending == 0


def every_request_is_valid(fleet: Fleet) -> None:
    """I7."""
    refused = [call for call in fleet.simulator.record if call.status == 400]
    assert [call for call in refused if not any(each in call.description for each in HARMLESS)] == []


async def the_database_is_sound(fleet: Fleet) -> None:
    """I10: every index agrees with its table, every row is whole, and no deadlock had to be broken."""
    async with await psycopg.AsyncConnection.connect(fleet.url, autocommit=True) as connection:
        await connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        await connection.execute(
            "SELECT bt_index_check(indexrelid, true) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            " WHERE relnamespace = 'public'::regnamespace"
        )
        broken = await connection.execute(
            "SELECT relname, msg FROM pg_class, verify_heapam(oid) WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
        )
        assert await broken.fetchall() == []
        deadlocks = await connection.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        assert await deadlocks.fetchall() == [(0,)]


async def nobody_meets_anybody_elses(fleet: Fleet) -> None:
    """I11: no button in a chat is about a presentation of somebody else's."""
    owners = dict(await fleet.rows("SELECT id, learner_id FROM presentations"))
    for chat in fleet.simulator.chats.values():
        for message in chat.messages:
            for row in message.keyboard:
                for button in row:
                    tap = decode(button.callback_data or "")
                    if isinstance(tap, OF_A_PRESENTATION):
                        assert owners[tap.presentation] == chat.id

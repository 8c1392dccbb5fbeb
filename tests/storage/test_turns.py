"""One of several processes has the turn, and loses it with its connection."""

from __future__ import annotations

import pytest

from quizbot.storage.errors import DatabaseUnreachable
from quizbot.storage.turns import Turn
from tests.databases import PostgresqlServer


async def test_one_at_a_time_has_the_turn_and_the_next_one_gets_it_when_it_ends(postgresql_url: str) -> None:
    one, two = Turn(postgresql_url, "poll"), Turn(postgresql_url, "poll")
    assert [await turn.mine() for turn in (one, two, one, two)] == [True, False, True, False]
    await one.close()
    assert await two.mine()
    assert not await one.mine()
    await one.close()
    await two.close()


async def test_turns_of_another_name_are_others(postgresql_url: str) -> None:
    one, two = Turn(postgresql_url, "poll"), Turn(postgresql_url, "tidy")
    assert await one.mine()
    assert await two.mine()
    await one.close()
    await two.close()


async def test_a_lost_connection_loses_the_turn(postgresql_server: PostgresqlServer, postgresql_url: str) -> None:
    one, two = Turn(postgresql_url, "poll"), Turn(postgresql_url, "poll")
    assert await one.mine()
    postgresql_server.disconnect_all()
    assert await two.mine()
    with pytest.raises(DatabaseUnreachable):
        await one.mine()
    assert not await one.mine()  # it has connected again, and it is another's turn
    await one.close()
    await two.close()

"""What the watchdog is told of how updates come in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizbot.app.listening import Keeping
from quizbot.storage.errors import DatabaseFull
from quizbot.telegram.updates import Raw


async def test_for_how_long_no_update_could_be_kept_is_known_from_the_first_that_was_not() -> None:
    full, now = False, 100.0

    async def take_in(_: Sequence[Raw]) -> None:
        nonlocal now
        now += 2.0
        if full:
            raise DatabaseFull("quizbot.db")

    keeping = Keeping(take_in, lambda: now)
    await keeping.take_in([{"update_id": 1}])
    assert keeping.age() == 0.0
    full = True
    for age in (2.0, 4.0, 6.0):
        with pytest.raises(DatabaseFull):
            await keeping.take_in([{"update_id": 2}])
        assert keeping.age() == age
    full = False
    await keeping.take_in([])
    assert keeping.age() == 8.0  # nothing was kept, so nothing is known
    await keeping.take_in([{"update_id": 2}])
    assert keeping.age() == 0.0

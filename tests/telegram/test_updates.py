"""Updates that were kept are read again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import Bot, Update

from quizbot.telegram.updates import read, received
from tests.box import TOKEN

ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "es"}
SHOWN = {"message_id": 5, "date": 1_700_000_000, "chat": {"id": 7, "type": "private"}, "text": "Which one?"}
TAP = {"id": "1", "from": ADA, "message": SHOWN, "chat_instance": "9", "data": "a:3:1"}


OUT_OF_REACH = {name: value for name, value in TAP.items() if name != "message"}


@pytest.mark.parametrize("tap", [TAP, TAP | {"from": ADA | {"language_code": None}}, OUT_OF_REACH])
def test_a_tap_is_read_as_the_library_reads_it(tap: dict[str, Any]) -> None:
    kept = received({"update_id": 4, "callback_query": tap})
    assert kept is not None
    bot = Bot(TOKEN)
    ours, theirs = read(kept.payload, bot), Update.de_json(json.loads(kept.payload), bot)
    assert ours.callback_query is not None
    assert theirs.callback_query is not None
    for field in ("id", "from_user", "chat_instance", "data"):
        assert getattr(ours.callback_query, field) == getattr(theirs.callback_query, field)
    assert ours.effective_user is not None
    assert ours.effective_user.language_code == tap["from"]["language_code"]
    assert ours.update_id == theirs.update_id
    assert ours.effective_chat == theirs.effective_chat
    shown = ours.callback_query.message
    assert (None if shown is None else shown.message_id) == (5 if "message" in tap else None)

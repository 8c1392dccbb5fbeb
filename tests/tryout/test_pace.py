"""The models of Telegram's pace, each as a table of what is sent when and what is answered."""

from collections.abc import Sequence
from typing import TypeAlias

import pytest

from quizbot.tryout.pace import Limit, Model, Pace

WIDE = Limit(messages=1000, seconds=1)

# At most 3 messages in 3 seconds: the moments at which one is sent, and the seconds to wait or None.
Sent: TypeAlias = Sequence[tuple[float, int | None]]
EXAMPLES: dict[str, tuple[Model, Sent]] = {
    "a bucket takes a burst, then one each time a token is back": (
        Model.BUCKET,
        [(0, None), (0, None), (0, None), (0, 1), (0.9, 1), (1, None), (1, 1), (2, None), (9, None)],
    ),
    "a bucket that was refused has lost nothing": (
        Model.BUCKET,
        [(0, None), (0, None), (0, None), (0.5, 1), (0.5, 1), (0.5, 1), (1, None)],
    ),
    "a bucket saves up no more than a burst": (
        Model.BUCKET,
        [(0, None), (99, None), (99, None), (99, None), (99, 1)],
    ),
    "a bucket does not fill while the clock is set back": (
        Model.BUCKET,
        [(9, None), (9, None), (9, None), (3, 1), (3.5, 1)],
    ),
    "a sliding window takes the next when the oldest of three is three seconds old": (
        Model.SLIDING,
        [(0, None), (1, None), (2, None), (2, 1), (2.9, 1), (3, None), (3, 1), (4, None), (4, 1)],
    ),
    "a sliding window lets who sends all at once wait for all": (
        Model.SLIDING,
        [(0.5, None), (0.5, None), (0.5, None), (0.5, 3), (3.4, 1), (3.5, None), (3.5, None), (3.5, None), (3.5, 3)],
    ),
    "a fixed window begins with the clock's, whenever the first came": (
        Model.FIXED,
        [(2.5, None), (2.5, None), (2.5, None), (2.5, 1), (3, None), (3, None), (3, None), (3, 3), (5.9, 1), (6, None)],
    ),
}


@pytest.mark.parametrize(("model", "sent"), EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("scope", ["in_one_chat", "overall"])
def test_pace(model: Model, sent: Sent, scope: str) -> None:
    limits = {"in_one_chat": WIDE, "overall": WIDE} | {scope: Limit(messages=3, seconds=3)}
    pace = Pace(model, **limits)
    same_chat = scope == "in_one_chat"
    assert [pace.admit(7 if same_chat else i, at) for i, (at, _) in enumerate(sent)] == [wait for _, wait in sent]


@pytest.mark.parametrize("model", Model)
def test_chats_have_a_pace_each_and_one_together(model: Model) -> None:
    pace = Pace(model)
    assert [pace.admit(chat, 600) for chat in range(10) for _ in range(3)] == [None] * 30
    assert pace.admit(99, 600) == 1
    assert pace.admit(99, 601) is None
    assert pace.admit(99, 601) is None


@pytest.mark.parametrize("model", Model)
def test_what_a_chat_is_refused_is_not_counted_for_all(model: Model) -> None:
    pace = Pace(model, overall=Limit(messages=4, seconds=1))
    assert [pace.admit(7, 600) is None for _ in range(9)] == [True] * 3 + [False] * 6
    assert pace.admit(8, 600) is None
    assert pace.admit(9, 600) == 1

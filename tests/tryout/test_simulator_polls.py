"""Quiz polls in the simulated Telegram: what is shown, what a vote brings, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from quizbot.tryout.simulator import Person, Simulator

QUIZ: dict[str, Any] = {
    "chat_id": 1,
    "question": "Which one?",
    "options": [{"text": "this"}, {"text": "that"}],
    "type": "quiz",
    "is_anonymous": False,
    "correct_option_ids": [1],
}


@pytest.fixture
def telegram() -> Simulator:
    return Simulator(token="7:t", clock=lambda: 1_700_000_000.0)


@pytest.fixture
async def ada(telegram: Simulator) -> Person:
    ada = telegram.person(1, first_name="Ada")
    ada.says("hello")
    return ada


async def asks(telegram: Simulator, **changed: object) -> Any:
    """What the bot gets for its quiz."""
    return (await telegram.call("sendPoll", QUIZ | changed)).body


async def test_a_quiz_is_shown_with_what_is_right_and_its_keyboard(telegram: Simulator, ada: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Not sure", "callback_data": "n"}]]}
    body = await asks(
        telegram,
        explanation="Since.",
        description="<b>Above</b>",
        description_parse_mode="HTML",
        reply_markup=keyboard,
    )
    message = body["result"]
    assert message["reply_markup"] == keyboard
    assert message["poll"] == {
        "id": message["poll"]["id"],
        "question": "Which one?",
        "options": [
            {"persistent_id": "0", "text": "this", "voter_count": 0},
            {"persistent_id": "1", "text": "that", "voter_count": 0},
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": False,
        "type": "quiz",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
        "correct_option_ids": [1],
        "explanation": "Since.",
        "description": "Above",
        "description_entities": [{"type": "bold", "offset": 0, "length": 5}],
    }
    assert ada.chat.messages[-1].labels == ["Not sure"]


async def test_a_vote_is_told_once(telegram: Simulator, ada: Person) -> None:
    body = await asks(telegram)
    ada.votes("that")
    updates: Any = (await telegram.call("getUpdates", {"offset": -1})).body["result"]
    assert updates[-1]["poll_answer"] == {
        "poll_id": body["result"]["poll"]["id"],
        "user": {"id": 1, "is_bot": False, "first_name": "Ada", "language_code": "en"},
        "option_ids": [1],
        "option_persistent_ids": ["1"],
    }
    with pytest.raises(ValueError, match="answered once"):
        ada.votes("this")


async def test_only_what_is_there_can_be_voted_for(telegram: Simulator, ada: Person) -> None:
    with pytest.raises(LookupError, match="no quiz"):
        ada.votes("that")
    await asks(telegram)
    with pytest.raises(LookupError, match="no option 'other'"):
        ada.votes("other")
    with pytest.raises(ValueError, match="no such option"):
        ada.votes(2)


async def test_a_poll_is_not_edited_but_its_keyboard_is(telegram: Simulator, ada: Person) -> None:
    message_id = (await asks(telegram))["result"]["message_id"]
    there = {"chat_id": 1, "message_id": message_id}
    edited = await telegram.call("editMessageText", there | {"text": "x"})
    assert edited.body["description"] == "Bad Request: there is no text in the message to edit"
    media = {"type": "photo", "media": "x"}
    assert (await telegram.call("editMessageMedia", there | {"media": media})).status == 400
    keyboard = {"inline_keyboard": [[{"text": "Go on", "callback_data": "c"}]]}
    assert (await telegram.call("editMessageReplyMarkup", there | {"reply_markup": keyboard})).status == 200
    assert ada.chat.messages[-1].labels == ["Go on"]


@pytest.mark.parametrize(
    ("changed", "description"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": [{"text": str(n)} for n in range(13)]}, "poll can't have more than 12 options"),
        ({"options": [{"text": "x" * 101}, {"text": "y"}]}, "poll options length must not exceed 100"),
        ({"options": [{"text": ""}, {"text": "y"}]}, "poll options must be non-empty"),
        (
            {"options": [{"text": "x", "text_parse_mode": "HTML"}, {"text": "y"}]},
            "poll options with more than a text are not simulated",
        ),
        ({"options": [{"text": "x", "colour": "red"}]}, 'unknown field "colour" in InputPollOption'),
        ({"correct_option_ids": [2]}, "wrong correct option ID specified"),
        ({"correct_option_ids": None}, "wrong correct option ID specified"),
        ({"correct_option_ids": [0, 1]}, "quizzes with several right options are not simulated"),
        ({"explanation": "x" * 201}, "explanation is too long"),
        ({"explanation": "a\nb\nc\nd"}, "explanation has too many line feeds"),
        ({"description": "x" * 1025}, "poll description is too long"),
        ({"is_anonymous": True}, "polls other than quizzes that are not anonymous are not simulated"),
        ({"type": "regular"}, "polls other than quizzes that are not anonymous are not simulated"),
        ({"open_period": 60}, "a poll with open_period is not simulated"),
    ],
)
async def test_what_telegram_would_not_take_is_refused(
    telegram: Simulator, ada: Person, changed: dict[str, object], description: str
) -> None:
    assert (await asks(telegram, **changed))["description"] == f"Bad Request: {description}"
    assert len(ada.chat.messages) == 1

"""Quiz polls of Telegram's own, for those who like them: the same answers, by a vote."""

from __future__ import annotations

from tests.box import A_MOMENT, Box, Somebody
from tests.journeys.test_changed_content import other_words, with_questions

SINGLE = "What makes black tea black?"


async def likes_polls(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Quiz polls")
    assert "Quiz polls: on" in await ada.taps("on")
    await ada.taps("Go on learning")
    await ada.taps("Go on")


async def votes(box: Box, ada: Somebody, option: str) -> str:
    box.clock.at += A_MOMENT
    ada.person.votes(option)
    await box.settle()
    return ada.sees


async def test_a_vote_is_an_answer_and_its_feedback_follows(box: Box, ada: Somebody) -> None:
    await likes_polls(ada)
    asked = ada.last
    assert asked.poll is not None
    assert (asked.poll.question, asked.poll.description) == (SINGLE, "Leaves · question 1 of 9")
    assert set(asked.poll.options) == {"Meeting the air", "Dye from bark", "Hotter water"}
    assert asked.poll.options[asked.poll.right] == "Meeting the air"
    assert asked.poll.explanation == "Leaves that meet the air turn dark before they are dried."
    assert asked.labels == ["Not sure"]
    said = await votes(box, ada, "Dye from bark")
    assert said.startswith("Leaves · Not right")
    assert "✗ Your answer: Dye from bark\n" in said
    assert ada.labels == ["Next", "Undo", "Report a problem"]
    await ada.taps("Next")
    assert ada.last.poll is None  # this one does not fit
    (review,) = (await ada.exports())["reviews"]
    assert (review["given"], review["credit"], review["scheduled"]) == ("picked", 0, True)


async def test_not_sure_and_undo_are_as_everywhere(box: Box, ada: Somebody) -> None:
    await likes_polls(ada)
    first = ada.last.message_id
    assert (await ada.taps("Not sure")).startswith("Leaves · Not sure: here is the answer")
    await ada.taps("Undo")
    assert ada.last.poll is not None
    assert ada.last.message_id > first
    assert (await votes(box, ada, "Meeting the air")).startswith("Leaves · Right ✓")
    assert [review["rating"] for review in (await ada.exports())["reviews"]] == [1, 3]


async def test_a_letter_answers_a_poll_too_and_a_later_vote_changes_nothing(box: Box, ada: Somebody) -> None:
    await likes_polls(ada)
    poll = ada.last.poll
    assert poll is not None
    said = await ada.says("ABC"[poll.right])
    assert said.startswith("Leaves · Right ✓")
    assert await votes(box, ada, "Hotter water") == said
    assert len((await ada.exports())["reviews"]) == 1


async def test_a_poll_from_before_a_change_or_from_before_leaving_is_answered_kindly(box: Box, ada: Somebody) -> None:
    await likes_polls(ada)
    await box.teach(with_questions(box.library, "tea-students", other_words))
    await votes(box, ada, "Meeting the air")
    assert ada.last.poll is not None
    assert ada.last.poll.description.startswith("This question has been improved since you saw it.")
    await ada.says("/delete")
    await ada.taps("Delete everything")
    assert (await votes(box, ada, "Meeting the air")).startswith("We have not started yet")


async def test_exams_and_practice_ask_as_ever(ada: Somebody) -> None:
    await likes_polls(ada)
    await ada.says("/exam")
    await ada.taps("Leaves (4)")
    for _ in range(4):
        assert ada.last.poll is None
        await ada.taps("Not sure")
    assert ada.sees.startswith("The exam is over")

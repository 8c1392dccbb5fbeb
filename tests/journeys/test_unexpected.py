"""What nobody expects: always a short, useful answer, and never a wrong mark."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

import pytest

from quizbot.domain.flood import UPDATES
from quizbot.domain.questions import Library, Single
from quizbot.storage import learners, progress
from quizbot.tryout.simulator import Person
from tests.box import Box, Somebody

SENDS: list[Callable[[Person], object]] = [
    lambda person: person.sends_photo(),
    lambda person: person.sends_voice(),
    lambda person: person.sends_sticker(),
    lambda person: person.sends_document("a.pdf", b"%PDF"),
]


@pytest.mark.parametrize("send", SENDS)
async def test_what_is_no_text_is_told_so_and_the_way_on(
    box: Box, ada: Somebody, send: Callable[[Person], object]
) -> None:
    await ada.begins()
    send(ada.person)
    await box.settle()
    assert "I can only read text and taps. What you sent was not kept." in ada.sees
    assert ada.labels == ["Go on"]


async def test_an_unknown_command_points_to_help(ada: Somebody) -> None:
    await ada.begins()
    assert "See /help" in await ada.says("/teleport")


async def test_help_names_every_command(ada: Somebody) -> None:
    said = await ada.says("/help")
    for name in ("start", "learn", "progress", "settings", "pause", "help", "privacy", "export", "delete"):
        assert f"/{name}: " in said


FORGED = """
? a a: a:x a:-1 a:0 a:99999999999999999999 a:1:zz z:never k:time:99 k:clock:9999 k:clock:２４６０ k:place:Mars/Base p:-1
p:1000 s:0:0 e:0 l:0 w:0 t:doctor o:yes:0 d:1:0 r:1:x u:1 g:1 b:1 x:1 c:what a:1:0:0:0:0 \u202e
a:1:000000000000000000000000000000000000000000000000000000000000
""".split()


@pytest.mark.parametrize("data", FORGED)
async def test_forged_buttons_do_nothing_but_get_an_answer(box: Box, ada: Somebody, data: str) -> None:
    await ada.begins()
    await ada.taps("Go on")
    answers = sum(call.method == "answerCallbackQuery" for call in box.simulator.record)
    await ada.taps_data(data)
    assert sum(call.method == "answerCallbackQuery" for call in box.simulator.record) == answers + 1
    assert (await ada.exports())["reviews"] == []
    assert not any("Sorry, something went wrong" in message.text for message in ada.messages)


async def test_a_button_of_somebody_else_marks_nothing(box: Box, ada: Somebody, ben: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    opened = await box.database.read(lambda c: progress.open_presentation(c, ada.id))
    assert opened is not None
    await ben.begins()
    await ben.taps_data(f"a:{opened.id}:0")
    assert "That one is over." in ben.toast
    assert (await ada.exports())["reviews"] == []
    assert (await ben.exports())["reviews"] == []


async def test_a_question_that_was_replaced_says_so_and_leaves_the_way_on(ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    old = ada.last
    await ada.says("/learn")
    await ada.taps("Brewing")
    await ada.taps("A", on=old)
    assert "That one is over." in ada.toast
    replaced = next(message for message in ada.messages if message.message_id == old.message_id)
    assert replaced.labels == ["Go on"]


@pytest.mark.parametrize("second", ["Reminders", "Time zone"])
async def test_of_two_taps_at_once_the_second_leaves_the_question_that_the_first_has_shown(
    box: Box, ada: Somebody, second: str
) -> None:
    await ada.begins()
    await ada.taps("Go on")
    await ada.says("/settings")
    settings = ada.last
    ada.person.taps("Go on learning")
    ada.person.taps(second)
    await box.settle()
    assert second in ada.sees
    question = next(message for message in ada.messages if message.message_id == settings.message_id)
    assert "What makes black tea black?" in question.text
    await ada.taps(question.labels[0], on=question)
    assert len((await ada.exports())["reviews"]) == 1


async def test_of_two_taps_at_once_a_second_that_is_over_leaves_the_question_its_buttons(
    box: Box, ada: Somebody
) -> None:
    await ada.begins()
    await ada.taps("Go on")
    await ada.picks("Meeting the air")
    ada.person.taps("Undo")
    ada.person.taps("Report a problem")
    await box.settle()
    assert "What makes black tea black?" in ada.sees
    assert ada.toast == "That one is over; this question is open now."
    assert "Go on" not in ada.labels
    await ada.picks("Dye from bark")
    assert [review["credit"] for review in (await ada.exports())["reviews"]] == [1, 0]


async def test_a_tap_on_an_answered_question_shows_its_feedback_again(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    opened = await box.database.read(lambda c: progress.open_presentation(c, ada.id))
    assert opened is not None
    feedback = await ada.picks("Meeting the air")
    assert await ada.taps_data(f"a:{opened.id}:1") == feedback
    assert await ada.taps_data(f"d:{opened.id}:1") == feedback


async def test_a_tap_that_waited_too_long_still_counts(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    letter = ada.letter("Meeting the air")
    box.simulator.fail_next(
        "answerCallbackQuery",
        status=400,
        description="Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    assert (await ada.taps(letter)).startswith("Leaves · Right ✓")
    box.simulator.record.clear()


async def test_a_question_that_has_been_improved_is_not_marked_but_asked_anew(box: Box, ada: Somebody) -> None:
    await ada.begins()
    await ada.taps("Go on")
    box.library = reworded(box.library, "tea-students/single", "Why is black tea black?")
    said = await ada.picks("Meeting the air")
    assert said.startswith("This question has been improved since you saw it.")
    assert "Why is black tea black?" in said
    assert (await ada.exports())["reviews"] == []
    asked = next(message for message in ada.messages if "Why is black tea black?" in message.text)
    letter = next(line[0] for line in asked.text.splitlines() if "Meeting the air" in line)
    await ada.taps(letter, on=asked)
    assert len((await ada.exports())["reviews"]) == 1


def reworded(library: Library, key: str, stem: str) -> Library:
    """The library with another stem for one question."""
    questions = library.sets[key.partition("/")[0]]
    changed = tuple(
        dataclasses.replace(each, stem=stem) if each.key == key and isinstance(each, Single) else each
        for each in questions.questions
    )
    return dataclasses.replace(
        library,
        sets=MappingProxyType({**library.sets, questions.id: dataclasses.replace(questions, questions=changed)}),
    )


async def test_urgent_words_of_a_patient_stop_practice_and_are_not_kept(box: Box, ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.taps("Go on")
    said = await ada.says("I have a fever since the infusion")
    assert said.startswith("This chat cannot help in an emergency")
    assert "the study team, room 12" in said
    assert ada.labels == []
    assert "fever" not in str(await ada.exports())
    await box.turn(days=30)
    assert await box.database.read(learners.next_reminder_at) is None
    assert await box.database.read(lambda c: progress.open_presentation(c, ada.id)) is None


async def test_after_urgent_words_learning_goes_on_when_the_learner_wants(ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.says("I want to die")
    await ada.says("/learn")
    assert "Lesson: Tea is hot" in await ada.taps("Go on with all topics")


@pytest.mark.parametrize("text", ["I can't breathe", "Ich bekomme keine Luft", "No puedo respirar"])
async def test_urgent_words_of_a_stranger_are_answered_too(ada: Somebody, text: str) -> None:
    assert (await ada.says(text)).startswith("This chat cannot help in an emergency")


async def test_a_student_who_has_a_word_to_type_may_name_symptoms(ada: Somebody) -> None:
    await ada.begins()
    while "What makes strong tea taste dry?" not in ada.sees:
        await ada.taps(next(label for label in ("Go on", "Next", "Not sure") if label in ada.labels))
    assert "emergency" not in await ada.says("chest pain")


async def test_a_wish_to_die_is_never_taken_for_an_answer(ada: Somebody) -> None:
    await ada.begins()
    while "What makes strong tea taste dry?" not in ada.sees:
        await ada.taps(next(label for label in ("Go on", "Next", "Not sure") if label in ada.labels))
    assert (await ada.says("suicide")).startswith("This chat cannot help in an emergency")


@pytest.mark.parametrize("text", ["I want to kill myself", "I have a fever of 39 and cannot breathe"])
async def test_a_student_in_need_is_heard_like_anybody(ada: Somebody, text: str) -> None:
    await ada.begins()
    await ada.taps("Go on")
    assert (await ada.says(text)).startswith("This chat cannot help in an emergency")


async def test_a_tap_that_comes_too_fast_is_told_so(box: Box, ada: Somebody) -> None:
    await ada.begins()
    box.clock.at += timedelta(minutes=1)
    for _ in range(UPDATES.burst + 2):
        ada.person.taps_data("k")
    await box.settle()
    assert [toast.text[:21] for toast in ada.person.toasts[-2:]] == ["That was too fast for"] * 2


async def test_nobody_gets_silence_when_something_breaks(box: Box, ada: Somebody) -> None:
    await ada.begins()
    broken = dataclasses.replace(box.library, sets=MappingProxyType({"tea-students": None}))  # type: ignore[dict-item] # broken on purpose
    library, box.library = box.library, broken
    assert "Sorry, something went wrong on our side." in await ada.taps("Go on")
    box.library = library
    assert "Lesson: One plant" in await ada.taps("Go on")


async def test_in_a_group_one_line_says_where_to_go(box: Box) -> None:
    group = {"id": -5, "type": "group", "title": "Tea"}
    raw = {
        "update_id": 10**6,
        "message": {
            "message_id": 1,
            "date": 0,
            "chat": group,
            "from": {"id": 7, "is_bot": False, "first_name": "Ada"},
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    }
    await box.hand(raw)
    (call,) = [call for call in box.simulator.record if call.method == "sendMessage"]
    assert call.chat_id == -5
    assert "private chats only" in str(call.parameters["text"])
    box.simulator.record.clear()


async def test_an_update_that_cannot_be_read_stops_nobody(box: Box, ada: Somebody) -> None:
    await ada.says("/help")
    await box.hand({"update_id": 10**6, "message": {"from": {"id": ada.id}}})
    assert ada.sees.startswith("Sorry, something went wrong on our side.")
    assert "Do you agree?" in await ada.says("/start")


async def test_a_learner_who_blocks_while_being_answered_is_parked(box: Box, ada: Somebody) -> None:
    await ada.begins()
    ada.person.says("/help")
    ada.person.blocks()
    await box.settle()
    kept = await box.database.read(lambda c: learners.find(c, ada.id))
    assert kept is not None
    assert kept.unreachable_since is not None
    box.simulator.record.clear()

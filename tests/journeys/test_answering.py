"""Every kind of question, right, wrong and not sure; drafts in the buttons; typed answers; second thoughts."""

from __future__ import annotations

import pytest

from quizbot.storage import progress
from tests.box import Box, Somebody


async def asked(ada: Somebody, kind: str) -> None:
    """Go on, not sure of anything, until the question of that kind is asked."""
    signs = {
        "single": "What makes black tea black?",
        "multiple": "Which teas come from the tea plant?",
        "truefalse": "come from different plants",
        "order": "In which order is tea made?",
        "match": "What does each thing do?",
        "numeric": "How long does the tea draw?",
        "short": "What makes strong tea taste dry?",
        "cloze": "First you warm the",
        "teachback": "How would you tell a friend",
    }
    await ada.begins()
    for _ in range(40):
        if signs[kind] in ada.sees and "Not sure" in ada.labels:
            return
        await ada.taps(next(label for label in ("Go on", "Next", "Not sure") if label in ada.labels))
    raise AssertionError(f"{kind} never came")


async def test_single_right(ada: Somebody) -> None:
    await asked(ada, "single")
    said = await ada.picks("Meeting the air")
    assert said.startswith("Leaves · Right ✓")
    assert "Air darkens the bruised leaves." in said
    assert "✓ Your answer: Meeting the air" in said
    assert "Source: A leaflet on tea (January 31, 2025): “introduction”, paragraph 1" in said
    assert "It comes back in 2 days, on Wednesday, November 25." in said
    assert ada.labels == ["Next", "Undo", "I guessed", "Report a problem"]


async def test_single_wrong_says_why_for_the_pick_and_for_the_key(ada: Somebody) -> None:
    await asked(ada, "single")
    said = await ada.picks("Dye from bark")
    assert said.startswith("Leaves · Not right")
    assert "✗ Your answer: Dye from bark\nNothing is added to the leaves.\n\n" in said
    assert "✓ The right answer: Meeting the air\nAir darkens the bruised leaves." in said
    assert "If you go on, you will see it once more at the end. It comes back tomorrow." in said


async def test_not_sure_is_an_answer(ada: Somebody) -> None:
    await asked(ada, "single")
    said = await ada.taps("Not sure")
    assert said.startswith("Leaves · Not sure: here is the answer")
    assert "Meeting the air" in said


async def test_multiple_is_ticked_and_unticked_in_the_buttons_and_then_checked(ada: Somebody) -> None:
    await asked(ada, "multiple")
    assert "Check" not in ada.labels
    await ada.picks("Mint tea")
    assert f"{ada.letter('Mint tea')} ✓" in ada.labels
    await ada.picks("Mint tea")
    assert "Check" not in ada.labels
    await ada.picks("Green tea")
    await ada.picks("Black tea")
    assert (await ada.taps("Check")).startswith("Leaves · Right ✓")
    assert [review["credit"] for review in (await ada.exports())["reviews"]][-1] == 1


async def test_multiple_partly_right(ada: Somebody) -> None:
    await asked(ada, "multiple")
    await ada.picks("Green tea")
    said = await ada.taps("Check")
    assert said.startswith("Leaves · Partly right")
    assert "✓ You picked, and it is right: Green tea" in said
    assert "✓ Right, too: Black tea" in said


@pytest.mark.parametrize(("label", "verdict"), [("True", "Not right"), ("False", "Right ✓")])
async def test_true_or_false(ada: Somebody, label: str, verdict: str) -> None:
    await asked(ada, "truefalse")
    said = await ada.taps(label)
    assert said.startswith(f"Leaves · {verdict}")
    assert "The statement is: False\nBoth come from one plant." in said


@pytest.mark.parametrize(
    ("order", "verdict"),
    [
        (("Warm the pot", "Add the leaves", "Pour the water"), "Right ✓"),
        (("Pour the water", "Warm the pot", "Add the leaves"), "Partly right"),
        (("Pour the water", "Add the leaves", "Warm the pot"), "Not right"),
    ],
)
async def test_order_takes_the_last_step_by_itself(ada: Somebody, order: tuple[str, ...], verdict: str) -> None:
    await asked(ada, "order")
    await ada.picks(order[0])
    said = await ada.picks(order[1])
    assert "Your order: " + " → ".join(ada.letter(item) for item in order) in said
    assert (await ada.taps("Check")).startswith(f"Brewing · {verdict}")


async def test_an_order_can_be_started_again(ada: Somebody) -> None:
    await asked(ada, "order")
    fresh = ada.sees
    await ada.picks("Pour the water")
    assert await ada.taps("Start again") == fresh


@pytest.mark.parametrize(
    ("rights", "verdict"),
    [
        (("holds the tea", "keeps the leaves back"), "Right ✓"),
        (("holds the tea", "grows the leaves"), "Partly right"),
        (("grows the leaves", "holds the tea"), "Not right"),
    ],
)
async def test_match_asks_for_one_left_side_after_the_other(
    ada: Somebody, rights: tuple[str, ...], verdict: str
) -> None:
    await asked(ada, "match")
    assert "Which letter belongs to 1? Pot" in ada.sees
    assert "Which letter belongs to 2? Strainer" in await ada.picks(rights[0])
    await ada.picks(rights[1])
    assert (await ada.taps("Check")).startswith(f"Brewing · {verdict}")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("3", "Right ✓"),
        ("three minutes", "Right ✓"),
        ("about 3 min.", "Right ✓"),
        ("180 seconds", "Right ✓"),
        ("3 hours", "Not right"),
        ("4", "Not right"),
    ],
)
async def test_a_number_is_typed(ada: Somebody, text: str, verdict: str) -> None:
    await asked(ada, "numeric")
    question = ada.last
    await ada.says(text)
    answered = next(message for message in ada.messages if message.message_id == question.message_id)
    assert answered.text.startswith(f"Brewing · {verdict}")
    assert "The answer: " in answered.text


async def test_words_where_a_number_is_asked_for_are_not_marked(ada: Somebody) -> None:
    await asked(ada, "numeric")
    assert "Please type one number" in await ada.says("quite long")
    await ada.says("3")
    assert any(message.text.startswith("Brewing · Right ✓") for message in ada.messages)


@pytest.mark.parametrize(
    ("text", "verdict"), [("Tannins", "Right ✓"), ("the tanins!", "Right ✓"), ("sugar", "Not right")]
)
async def test_a_word_is_typed(ada: Somebody, text: str, verdict: str) -> None:
    await asked(ada, "short")
    await ada.says(text)
    assert any(message.text.startswith(f"Leaves · {verdict}") for message in ada.messages)


@pytest.mark.parametrize(("text", "verdict"), [("the pot", "Right ✓"), ("TEAPOT", "Right ✓"), ("cup", "Not right")])
async def test_a_gap_is_filled(ada: Somebody, text: str, verdict: str) -> None:
    await asked(ada, "cloze")
    assert "First you warm the _____." in ada.sees
    await ada.says(text)
    assert any(message.text.startswith(f"Brewing · {verdict}") for message in ada.messages)


async def test_what_is_typed_is_never_kept(ada: Somebody) -> None:
    await asked(ada, "short")
    await ada.says("secret")
    kept = str(await ada.exports())
    assert "secret" not in kept
    assert "typed" in kept


@pytest.mark.parametrize("text", ["hello", "what does that mean?", "I am scared of all this", "stop"])
async def test_a_word_to_the_bot_is_not_marked_as_an_answer(ada: Somebody, text: str) -> None:
    await asked(ada, "short")
    reviews = len((await ada.exports())["reviews"])
    assert "Please type just the word" in await ada.says(text)
    assert len((await ada.exports())["reviews"]) == reviews


@pytest.mark.parametrize("kind", ["single", "order", "numeric", "short", "teachback"])
@pytest.mark.parametrize("text", ["not sure", "I don't know", "?"])
async def test_not_sure_can_be_typed(ada: Somebody, kind: str, text: str) -> None:
    await asked(ada, kind)
    await ada.says(text)
    assert (await ada.exports())["reviews"][-1]["given"] == "not_sure"


async def test_teach_back_in_own_words_then_the_key_points(ada: Somebody) -> None:
    await asked(ada, "teachback")
    question = ada.last
    await ada.says("You warm the pot and wait.")
    points = next(message for message in ada.messages if message.message_id == question.message_id)
    assert "A. The pot is warmed first" in points.text
    await ada.taps("A", on=points)
    said = await ada.taps("Done", on=points)
    assert said.startswith("Brewing · In your own words")
    assert "✓ The pot is warmed first said" in said
    assert "• The tea draws for three minutes" in said


async def test_a_letter_can_be_typed_instead_of_tapped(ada: Somebody) -> None:
    await asked(ada, "single")
    await ada.says(ada.letter("Meeting the air").lower())
    assert any(message.text.startswith("Leaves · Right ✓") for message in ada.messages)


async def test_letters_in_sequence_answer_an_order(ada: Somebody) -> None:
    await asked(ada, "order")
    letters = [ada.letter(item) for item in ("Warm the pot", "Add the leaves", "Pour the water")]
    await ada.says(" ".join(letters))
    assert any(message.text.startswith("Brewing · Right ✓") for message in ada.messages)


async def test_a_text_that_fits_nothing_gets_a_hint_and_the_question_waits(ada: Somebody) -> None:
    await asked(ada, "single")
    question = ada.sees
    assert "I did not understand that" in await ada.says("why is the sky blue")
    assert await ada.taps("Show my question") == question


async def test_two_taps_are_one_answer(box: Box, ada: Somebody) -> None:
    await asked(ada, "single")
    before = len((await ada.exports())["reviews"])
    question = next(message for message in reversed(ada.messages) if "Not sure" in message.labels)
    ada.person.taps(ada_letter(question.text, "Meeting the air"), message_id=question.message_id)
    ada.person.taps(ada_letter(question.text, "Dye from bark"), message_id=question.message_id)
    await box.settle()
    assert len((await ada.exports())["reviews"]) == before + 1
    answered = next(message for message in ada.messages if message.message_id == question.message_id)
    assert answered.text.startswith("Leaves · Right ✓")


def ada_letter(text: str, option: str) -> str:
    return next(line[0] for line in text.splitlines() if line[1:3] == ". " and option in line)


async def test_two_taps_on_next_ask_once(box: Box, ada: Somebody) -> None:
    await asked(ada, "single")
    await ada.taps("Not sure")
    count = len(ada.messages)
    feedback = ada.last
    ada.person.taps("Next", message_id=feedback.message_id)
    ada.person.taps("Next", message_id=feedback.message_id)
    await box.settle()
    assert len(ada.messages) == count + 1
    assert ada.toast == "It is already there, just below."


async def test_a_button_from_before_a_restart_still_works(box: Box, ada: Somebody) -> None:
    await asked(ada, "multiple")
    await ada.picks("Green tea")
    await box.restart()
    await ada.picks("Black tea")
    await box.restart()
    assert (await ada.taps("Check")).startswith("Leaves · Right ✓")


async def test_undo_asks_again_and_forgets_the_first_answer(box: Box, ada: Somebody) -> None:
    await asked(ada, "single")
    await ada.picks("Dye from bark")
    again = await ada.taps("Undo")
    assert "What makes black tea black?" in again
    assert "Not sure" in ada.labels
    assert await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single")) is None
    assert (await ada.picks("Meeting the air")).startswith("Leaves · Right ✓")
    memory = await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single"))
    assert memory is not None
    assert memory.repetitions == 1
    assert memory.lapses == 0


async def test_undo_after_next_leaves_one_question_open_and_the_way_on_where_the_other_stood(ada: Somebody) -> None:
    await asked(ada, "single")
    await ada.picks("Meeting the air")
    answered = ada.last
    await ada.taps("Next")
    while "Not sure" not in ada.labels:
        await ada.taps("Go on")
    later = ada.last
    await ada.taps("Undo", on=answered)
    labels = {message.message_id: message.labels for message in ada.messages}
    assert "Not sure" in labels[answered.message_id]
    assert labels[later.message_id] == ["Go on"]


async def test_a_question_that_is_shown_anew_is_open_in_one_place(ada: Somebody) -> None:
    await asked(ada, "single")
    before = ada.last
    await ada.says("/start")
    labels = {message.message_id: message.labels for message in ada.messages}
    assert "Not sure" in ada.labels
    assert labels[before.message_id] == ["Go on"]


async def test_only_the_last_answer_can_be_undone(ada: Somebody) -> None:
    await asked(ada, "single")
    await ada.picks("Meeting the air")
    first = ada.last
    await ada.taps("Next")
    while "Not sure" not in ada.labels:
        await ada.taps("Go on")
    await ada.taps("Not sure")
    await ada.taps("Undo", on=first)
    assert ada.toast == "Only the last answer can be taken back."


async def test_i_guessed_brings_it_back_sooner(box: Box, ada: Somebody) -> None:
    await asked(ada, "single")
    await ada.picks("Meeting the air")
    before = await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single"))
    said = await ada.taps("I guessed")
    assert said.startswith("Leaves · Right, by a guess")
    assert "I guessed" not in ada.labels
    after = await box.database.read(lambda c: progress.find_memory(c, ada.id, "tea-students/single"))
    assert before is not None
    assert after is not None
    assert after.stability < before.stability
    assert after.due_day < before.due_day
    assert after.repetitions == 1


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("The content is wrong", "wrong"),
        ("The source does not say that", "source"),
        ("It is hard to understand", "unclear"),
        ("There is a typing error", "language"),
        ("Something else", "other"),
    ],
)
async def test_a_problem_is_reported_with_a_reason(ada: Somebody, label: str, reason: str) -> None:
    await asked(ada, "single")
    feedback = await ada.picks("Meeting the air")
    await ada.taps("Report a problem")
    assert await ada.taps(label) == feedback
    assert ada.toast.startswith("Thank you.")
    (report,) = (await ada.exports())["question_reports"]
    assert (report["question_key"], report["reason"]) == ("tea-students/single", reason)


async def test_reporting_can_be_left_without_a_report(ada: Somebody) -> None:
    await asked(ada, "single")
    feedback = await ada.picks("Meeting the air")
    await ada.taps("Report a problem")
    assert await ada.taps("Back") == feedback
    assert (await ada.exports())["question_reports"] == []


async def test_a_missed_question_comes_back_once_at_the_end_of_the_sitting_as_practice(ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.taps("Go on")
    await ada.picks("Drink it at once")
    for answer in ("Next", "False", "Next", "water"):
        await (ada.says(answer) if answer == "water" else ada.taps(answer))
    await ada.taps("Next")
    await ada.taps("Show the key points")
    await ada.taps("Done")
    await ada.taps("Next")
    assert (await ada.taps("I want to go over it again")).startswith("Your cup · once more")
    said = await ada.picks("Let it cool")
    assert "That was practice: when it comes back has not changed." in said
    done = await ada.taps("Next")
    assert done.startswith("That is all for now")
    assert "You have met every question of this set." in done
    reviews = (await ada.exports())["reviews"]
    assert [review["scheduled"] for review in reviews] == [True, True, True, False, False]

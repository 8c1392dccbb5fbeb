"""Updates that hardly ever come, and texts as answers to each kind of question."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import MappingProxyType
from typing import Any

import pytest
from telegram.error import TimedOut

from quizbot.domain.questions import Library, NotSure, Picked, Response, Short, Typed, shown_order
from quizbot.i18n import Translators
from quizbot.metrics import Metrics
from quizbot.render.child import InChild
from quizbot.services.services import Services
from quizbot.storage import learners
from quizbot.telegram.bot import connect
from quizbot.telegram.callbacks import (
    Go,
    Learn,
    Next,
    Other,
    Rest,
    Round,
    Set,
    Snooze,
    Track,
    encode,
    tag,
)
from quizbot.telegram.dates import Dates
from quizbot.telegram.delivery import Delivery
from quizbot.telegram.handlers import response_of
from quizbot.telegram.pacer import Pacer
from quizbot.telegram.patients import Patients
from quizbot.telegram.showing import Reader, Showing
from quizbot.telegram.students import Students
from quizbot.telegram.taps import Taps
from quizbot.telegram.transport import NotSent
from tests.box import TOKEN, Box, Somebody, boxed
from tests.telegram import examples
from tests.telegram.line import Line

TEAS = examples.library("teas")


@pytest.fixture
async def box(sqlite_url: str) -> AsyncIterator[Box]:
    async with boxed(sqlite_url, TEAS) as box:
        yield box


@pytest.fixture
def ada(box: Box) -> Somebody:
    return box.person("Ada", 7)


# What is handled once more, since its reply did not get out


@pytest.fixture
async def typing(ada: Somebody) -> Somebody:
    """Ada in front of a question whose answer is typed."""
    await ada.begins()
    word = next(key for key, each in TEAS.questions.items() if isinstance(each, Short) and key.startswith("tea-s"))
    await ada.says(f"/start q_{tag(word)}")
    return ada


@pytest.mark.parametrize("text", ["tannin", "something else", "?", "chest pain"])
async def test_a_typed_answer_gets_its_feedback_even_if_that_did_not_get_out_at_first(
    box: Box, typing: Somebody, text: str
) -> None:
    box.simulator.fail_next("editMessageText", status=400, description="Bad Request: whatever")
    before = len(typing.messages)
    said = await typing.says(text)
    assert any(verdict in said for verdict in ("Right ✓", "Not right", "Not sure"))
    assert len(typing.messages) == before
    (review,) = (await typing.exports())["reviews"]
    assert review["typed_in"] == max(each.message_id for each in typing.person.chat.messages if each.text == text)


async def test_the_same_word_once_more_is_no_answer_any_more(typing: Somebody) -> None:
    await typing.says("something else")
    assert "I did not understand that" in await typing.says("something else")


# A text as an answer


def answer(name: str, text: str) -> Response | None:
    """The response that the text is to that question of the set, letters being those of the authored order."""
    question = TEAS.questions[f"tea-students/{name}"]
    asked = examples.asked(TEAS, question, presentation=7)
    shown = shown_order(question, 7)
    letters = {"ABCDEF"[place]: "ABCDEF"[position] for position, place in enumerate(shown)}
    return response_of(asked, "".join(letters.get(character, character) for character in text))


def picked(*places: int) -> Picked:
    return Picked(places=places)


@pytest.mark.parametrize(
    ("name", "text", "response"),
    [
        ("single", "A", picked(0)),
        ("single", " C. ", picked(2)),
        ("single", "D", None),
        ("single", "tea", None),
        ("single", "not sure", NotSure()),
        ("multiple", "BA", picked(0, 1)),
        ("multiple", "A, D", picked(0, 3)),
        ("order", "CAB", picked(2, 0, 1)),
        ("order", "C A B", picked(2, 0, 1)),
        ("match", "CA", picked(2, 0)),
        ("truefalse", "True", picked(0)),
        ("truefalse", "yes", picked(0)),
        ("truefalse", "t", picked(0)),
        ("truefalse", " FALSE! ", picked(1)),
        ("truefalse", "f", picked(1)),
        ("truefalse", "no", picked(1)),
        ("truefalse", "perhaps", None),
        ("numeric", "3 minutes", Typed(text="3 minutes")),
        ("short", "tannins", Typed(text="tannins")),
        ("cloze", "pot", Typed(text="pot")),
        ("teachback", "You warm the pot.", Typed(text="You warm the pot.")),
        ("numeric", "Not sure", NotSure()),
        ("teachback", "not sure", NotSure()),
    ],
)
def test_a_text_is_an_answer_where_it_can_be_one(name: str, text: str, response: Response | None) -> None:
    assert answer(name, text) == response


# Updates that hardly ever come


def update(number: int, **kind: Any) -> dict[str, Any]:
    return {"update_id": 10**6 + number, **kind}


ADA = {"id": 7, "is_bot": False, "first_name": "Ada"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ada"}
GROUP = {"id": -5, "type": "group", "title": "Tea"}


async def test_a_message_from_nobody_is_let_go(box: Box, caplog: pytest.LogCaptureFixture) -> None:
    await box.hand(update(1, message={"message_id": 1, "date": 0, "chat": PRIVATE, "text": "hello"}))
    assert "failed: ValueError" in caplog.text
    assert [call.method for call in box.simulator.record] == ["getMe"]


async def test_a_group_that_lets_nobody_write_says_nothing_of_who_wrote_there(box: Box, ada: Somebody) -> None:
    await ada.begins()
    before = len(ada.messages)
    said = {"message_id": 1, "date": 0, "chat": GROUP, "from": ADA, "text": "hello"}
    for status, description in (
        (403, "Forbidden: bot was kicked from the group chat"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
    ):
        box.simulator.fail_next("sendMessage", status=status, description=description)
        await box.hand(update(1, message=said))
    kept = await box.database.read(lambda connection: learners.find(connection, ada.id))
    assert kept is not None
    assert kept.unreachable_since is None
    assert len(ada.messages) == before


async def test_being_removed_from_a_group_parks_nobody(box: Box, ada: Somebody) -> None:
    await ada.begins()
    bot = {"id": 1, "is_bot": True, "first_name": "quizbot"}
    change = {
        "chat": GROUP,
        "from": ADA,
        "date": 0,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
    }
    await box.hand(update(1, my_chat_member=change))
    kept = await box.database.read(lambda connection: learners.find(connection, ada.id))
    assert kept is not None
    assert kept.unreachable_since is None


async def test_a_button_whose_message_is_out_of_reach_works_all_the_same(box: Box, ada: Somebody) -> None:
    await ada.begins()
    ada.person.taps_data("c:next", message_id=999)
    await box.settle()
    assert "Lesson: " in ada.sees
    await box.hand(update(1, callback_query={"id": "1", "from": ADA, "chat_instance": "7", "data": "k"}))
    assert "Your settings" in ada.sees


async def test_a_bug_behind_a_button_out_of_reach_is_apologised_for_too(box: Box, ada: Somebody) -> None:
    await ada.begins()
    box.library = None  # type: ignore[assignment] # broken on purpose
    await box.hand(update(1, callback_query={"id": "1", "from": ADA, "chat_instance": "7", "data": "c:next"}))
    assert "Sorry, something went wrong on our side." in ada.sees


@pytest.mark.parametrize(
    "data", ["o:no", "o:perhaps", "q:perhaps", "c:perhaps", "z:perhaps", "p:99", "k:perhaps", "k:daily:4"]
)
async def test_a_forged_or_old_button_of_a_learner_leads_on(ada: Somebody, data: str) -> None:
    await ada.begins()
    await ada.taps_data(data)
    assert ada.toast.startswith("That one is over.")
    assert ada.labels == ["Go on"]


@pytest.mark.parametrize("data", ["k", "s", "c:next", "t:student", "q:no", "a:1:0", "no tap at all"])
async def test_a_strangers_button_is_answered_with_how_to_begin(box: Box, ada: Somebody, data: str) -> None:
    await ada.says("/start")
    await ada.taps_data(data)
    assert ada.sees.startswith("We have not started yet")
    assert not any(call.status != 200 for call in box.simulator.record)


async def test_whoever_has_not_chosen_a_track_is_asked_for_it(ada: Somebody) -> None:
    await ada.says("/start")
    await ada.taps("I agree")
    assert "What brings you here?" in await ada.taps_data("c:next")


async def test_an_old_button_does_not_end_a_pause(ada: Somebody) -> None:
    await ada.begins()
    await ada.says("/pause")
    await ada.taps("3 days")
    assert (await ada.taps_data("c:next")).startswith("Paused")
    assert ada.labels == ["Resume"]
    assert "Paused: for now nothing is asked" in await ada.says("/settings")


async def test_whoever_has_had_enough_is_told_that_this_is_fine(ada: Somebody) -> None:
    await ada.begins()
    said = await ada.taps_data("c:stop")
    assert said.startswith("All right, enough for today.")


MEANWHILE: list[Other] = [
    Next(presentation=1),
    Go(),
    Snooze(how="later"),
    Snooze(how="tomorrow"),
    Snooze(how="fewer"),
    Rest(days="3"),
    Round(what="exam"),
    Round(what="practice", topic="*"),
    Track(audience="patient"),
    Learn(questions=tag("tea-students"), topic="*"),
    Set(),
    Set(name="daily", value="5"),
]


@pytest.mark.parametrize("tap", MEANWHILE, ids=encode)
async def test_a_tap_of_somebody_who_has_left_meanwhile_is_answered_with_how_to_begin(
    box: Box, ada: Somebody, tap: Other
) -> None:
    await ada.says("/start")
    over = ada.last.message_id
    line = Line(box.simulator)
    async with connect(TOKEN, "http://127.0.0.1", line, line).bot as bot:
        clock = box.clock.now
        services = Services.on(box.database, lambda: TEAS, clock, box.educators)
        showing = Showing(Delivery(bot, Pacer(), Metrics()), services.practice, Metrics())
        patients = Patients(services, lambda: TEAS, showing, InChild(), clock, lambda: "a_bot", None)
        students, dates = Students(services, showing), Dates(services, showing, clock)
        taps = Taps(services, patients, students, dates, lambda: TEAS, showing, Translators(), clock)
        await taps.take(Reader(id=7, t=Translators()(None)), tap, over)
    assert ada.sees.startswith("We have not started yet")


# Other libraries


def joined(*libraries: Library) -> Library:
    return Library(
        sets=MappingProxyType({key: each for library in libraries for key, each in library.sets.items()}),
        sources=MappingProxyType({key: each for library in libraries for key, each in library.sources.items()}),
    )


async def test_with_several_sets_for_a_track_one_is_chosen(box: Box, ada: Somebody) -> None:
    box.library = joined(TEAS, examples.library("odd"))
    await ada.says("/start")
    await ada.taps("I agree")
    await ada.taps("I study or work in medicine")
    assert ada.labels == ["{title} <b>&amp;", "Tea: every kind of question"]
    assert "Lesson: </b>{title}<i>" in await ada.taps("{title} <b>&amp;")


async def test_without_a_set_for_a_track_the_other_one_is_offered(box: Box, ada: Somebody) -> None:
    box.library = examples.library("odd")
    await ada.says("/start")
    await ada.taps("I agree")
    assert "nothing to learn for this choice" in await ada.taps("I am thinking about this treatment")
    assert "short lesson" in await ada.taps("I study or work in medicine")


# Reminders on a bad line


async def reminded(ada: Somebody) -> tuple[int, list[str]]:
    """How many reminders Ada has, and what is kept of them."""
    count = sum(message.text.startswith("Time to refresh") for message in ada.messages)
    return count, [row["outcome"] for row in (await ada.exports())["reminders"]]


@pytest.fixture
async def practised(sqlite_url: str) -> AsyncIterator[tuple[Box, Somebody, Line]]:
    """Ada in Berlin with a question due, on a line that can break."""
    async with boxed(sqlite_url, TEAS) as box:
        line = Line(box.simulator)
        box.application.bot._request = (line, line)  # noqa: SLF001 - the way out of a bot that is already built
        ada = box.person("Ada", 7)
        await ada.begins()
        await ada.is_in("Berlin")
        await ada.taps("Go on learning")
        await ada.taps("Go on")
        await ada.picks("Dye from bark")
        yield box, ada, line


async def test_a_reminder_that_surely_did_not_leave_comes_as_soon_as_it_can(
    practised: tuple[Box, Somebody, Line],
) -> None:
    box, ada, line = practised
    line.before.append(NotSent("refused"))
    first = await box.turn_to_reminder()
    assert (await reminded(ada))[0] == 0
    again = await box.turn_to_reminder()
    assert (again - first).total_seconds() == 5
    assert await reminded(ada) == (1, ["sent"])


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_reminder_that_may_have_arrived_is_never_sent_again(
    practised: tuple[Box, Somebody, Line], *, arrived: bool
) -> None:
    box, ada, line = practised
    (line.after if arrived else line.before).append(TimedOut())
    await box.turn(days=1, hours=12)
    assert await reminded(ada) == (int(arrived), ["unknown"])


async def test_a_reminder_that_is_refused_for_another_reason_is_not_tried_again(
    practised: tuple[Box, Somebody, Line],
) -> None:
    box, ada, _ = practised
    box.simulator.fail_next("sendMessage", status=400, description="Bad Request: whatever")
    await box.turn(days=1, hours=12)
    assert await reminded(ada) == (0, ["refused"])

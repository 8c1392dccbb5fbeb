"""What a server answers, and what we do: row by row, against the simulated Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from quizbot.telegram.bot import connect
from quizbot.telegram.callbacks import Go
from quizbot.telegram.delivery import PATIENCE, Delivery, Unknown, Unreachable
from quizbot.telegram.screens.screen import Bold, Button, Screen, Toast
from quizbot.telegram.transport import NotSent
from quizbot.tryout.simulator import Message, Person, Simulator
from tests.telegram.line import Line

TOKEN = "1:a-token-for-deliveries"
HELLO = Screen(parts=(Bold("Hello"), " & welcome"), buttons=((Button("Go on", Go()),),))
ANOTHER = Screen(parts=("Another",))


@dataclass(kw_only=True)
class Post:
    """A delivery, its server and its line; `slept` has the seconds that nobody has waited."""

    simulator: Simulator
    line: Line
    ada: Person
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    @property
    def messages(self) -> list[Message]:
        return [message for message in self.ada.chat.messages if message.from_bot]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]


@pytest.fixture
def post() -> Post:
    simulator = Simulator(token=TOKEN, clock=lambda: 0.0)
    ada = simulator.person(7, first_name="Ada")
    ada.says("hello")
    return Post(simulator=simulator, line=Line(simulator), ada=ada)


def connected(line: Line) -> Bot:
    return connect(TOKEN, "http://127.0.0.1", line, line).bot


@pytest.fixture
async def delivery(post: Post) -> AsyncIterator[Delivery]:
    async with connected(post.line) as bot:
        post.simulator.record.clear()
        yield Delivery(bot, post.sleep)


VERBS: dict[str, Callable[[Delivery], Awaitable[object]]] = {
    "sendMessage": lambda delivery: delivery.send(7, HELLO),
    "editMessageText": lambda delivery: delivery.edit(7, 2, ANOTHER),
    "editMessageReplyMarkup": lambda delivery: delivery.edit_buttons(7, 2, ()),
    "answerCallbackQuery": lambda delivery: delivery.answer_tap("1"),
    "sendDocument": lambda delivery: delivery.send_file(7, "data.json", b"{}", "All"),
}


@pytest.fixture
async def written(delivery: Delivery, post: Post) -> Delivery:
    """The delivery, of which a message with a button is there, and a tap on it waits to be answered."""
    assert await delivery.send(7, HELLO) == 2
    post.ada.taps("Go on")
    post.simulator.record.clear()
    return delivery


# Answered


async def test_a_screen_is_sent_with_its_markup_and_buttons_and_no_preview(delivery: Delivery, post: Post) -> None:
    number = await delivery.send(7, HELLO)
    (message,) = post.messages
    assert message.message_id == number
    assert message.text == "Hello & welcome"
    assert [entity.type for entity in message.entities] == ["bold"]
    assert message.labels == ["Go on"]
    assert post.simulator.record[-1].parameters["link_preview_options"] == {"is_disabled": True}


async def test_a_screen_is_shown_in_place_of_a_message(written: Delivery, post: Post) -> None:
    assert await written.edit(7, 2, ANOTHER) == 2
    assert post.texts == ["Another"]
    assert post.messages[0].labels == []


async def test_buttons_are_replaced(written: Delivery, post: Post) -> None:
    await written.edit_buttons(7, 2, ((Button("More", Go(how="more")),),))
    assert post.messages[0].labels == ["More"]


@pytest.mark.parametrize("toast", [None, Toast(text="Saved"), Toast(text="Saved", alert=True)])
async def test_a_tap_is_answered_with_or_without_a_line(written: Delivery, post: Post, toast: Toast | None) -> None:
    await written.answer_tap("1", toast)
    assert [(each.text, each.show_alert) for each in post.ada.toasts] == ([(toast.text, toast.alert)] if toast else [])


async def test_a_file_is_sent(delivery: Delivery, post: Post) -> None:
    await delivery.send_file(7, "data.json", b"{}", "All")
    document = post.messages[0].document
    assert document is not None
    assert (document.name, post.simulator.file(document.path)) == ("data.json", b"{}")


# Not sent: connect refused, no connection in time


@pytest.mark.parametrize("verb", VERBS)
async def test_what_was_surely_not_sent_is_sent_again_backing_off(written: Delivery, post: Post, verb: str) -> None:
    post.line.before.extend([NotSent("refused")] * 7)
    await VERBS[verb](written)
    assert post.slept == [0.25, 0.5, 1, 2, 4, PATIENCE, PATIENCE]
    assert [(call.method, call.status) for call in post.simulator.record] == [(verb, 200)]


async def test_a_reminder_that_was_surely_not_sent_is_said_to_be_so(delivery: Delivery, post: Post) -> None:
    post.line.before.append(NotSent("refused"))
    with pytest.raises(NotSent):
        await delivery.send(7, HELLO, once=True)
    assert post.slept == []
    assert post.texts == []


# Unknown: read timeout, connection dropped, 5xx


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("dropped")])
async def test_an_answer_whose_outcome_is_unknown_is_sent_again(
    delivery: Delivery, post: Post, error: TelegramError, caplog: pytest.LogCaptureFixture
) -> None:
    post.line.after.append(error)
    await delivery.send(7, HELLO)
    assert post.texts == ["Hello & welcome"] * 2  # rather twice than not at all
    assert post.slept == [0.25]
    assert "not done by the Bot API" in caplog.text
    assert "welcome" not in caplog.text


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("verb", VERBS)
async def test_what_the_server_fails_at_is_tried_again(written: Delivery, post: Post, verb: str, status: int) -> None:
    post.simulator.fail_next(verb, status=status, times=2)
    await VERBS[verb](written)
    assert post.slept == [0.25, 0.5]
    assert [call.status for call in post.simulator.record] == [status, status, 200]


async def test_an_edit_whose_outcome_was_unknown_ends_well(written: Delivery, post: Post) -> None:
    post.line.after.append(TimedOut())
    assert await written.edit(7, 2, ANOTHER) == 2
    assert post.texts == ["Another"]
    assert [call.status for call in post.simulator.record] == [200, 400]  # the second time, nothing was modified


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_reminder_whose_outcome_is_unknown_is_never_sent_again(
    delivery: Delivery, post: Post, *, arrived: bool
) -> None:
    (post.line.after if arrived else post.line.before).append(TimedOut())
    with pytest.raises(Unknown):
        await delivery.send(7, HELLO, once=True)
    assert post.slept == []
    assert len(post.texts) == arrived


# 429


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize(("retry_after", "seconds"), [(7, 7), (3600, 3600), (None, 5), (0, 5)])
async def test_a_flood_is_waited_for_as_long_as_the_server_says_or_five_seconds(
    delivery: Delivery, post: Post, retry_after: int | None, seconds: float, *, once: bool
) -> None:
    post.simulator.fail_next("sendMessage", status=429, retry_after=retry_after, times=2)
    await delivery.send(7, HELLO, once=once)
    assert post.slept == [seconds, seconds]
    assert post.texts == ["Hello & welcome"]


async def test_others_go_on_while_one_chat_waits(post: Post) -> None:
    waited = asyncio.Event()

    async def sleep(_: float) -> None:
        await waited.wait()

    ben = post.simulator.person(8, first_name="Ben")
    ben.says("hello")
    post.simulator.fail_next("sendMessage", status=429, retry_after=3600)
    async with connected(post.line) as bot, asyncio.TaskGroup() as both:
        delivery = Delivery(bot, sleep)
        both.create_task(delivery.send(7, HELLO))
        await both.create_task(delivery.send(8, ANOTHER))
        assert [message.text for message in ben.chat.messages if message.from_bot] == ["Another"]
        assert post.texts == []
        waited.set()
    assert post.texts == ["Hello & welcome"]


# Unreachable


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: user is deactivated"),
    ],
)
@pytest.mark.parametrize("verb", VERBS)
async def test_whoever_cannot_be_reached_is_said_to_be_so_at_once(
    written: Delivery, post: Post, verb: str, status: int, description: str
) -> None:
    post.simulator.fail_next(verb, status=status, description=description)
    with pytest.raises(Unreachable):
        await VERBS[verb](written)
    assert len(post.simulator.record) == 1
    assert post.slept == []


async def test_somebody_who_has_blocked_the_bot_and_somebody_unknown_are_unreachable(
    delivery: Delivery, post: Post
) -> None:
    post.ada.blocks()
    for number in (7, 99):
        with pytest.raises(Unreachable):
            await delivery.send(number, HELLO, once=True)


# 400 that is none of our business


async def test_showing_what_is_there_already_is_a_success(written: Delivery, post: Post) -> None:
    assert await written.edit(7, 2, HELLO) == 2
    await written.edit_buttons(7, 2, HELLO.buttons)
    assert [call.status for call in post.simulator.record] == [400, 400]


@pytest.mark.parametrize("number", [99, 1])  # gone; the learner's own
async def test_a_message_that_cannot_be_edited_is_sent_anew(written: Delivery, post: Post, number: int) -> None:
    assert await written.edit(7, number, ANOTHER) == 3
    assert post.texts == ["Hello & welcome", "Another"]
    await written.edit_buttons(7, number, ())
    assert post.texts == ["Hello & welcome", "Another"]


async def test_a_message_too_old_to_be_edited_is_sent_anew(written: Delivery, post: Post) -> None:
    post.simulator.fail_next("editMessageText", status=400, description="Bad Request: MESSAGE_ID_INVALID")
    assert await written.edit(7, 2, ANOTHER) == 3


async def test_a_tap_that_is_too_old_is_over_anyway(written: Delivery, post: Post) -> None:
    await written.answer_tap("1")
    await written.answer_tap("1", Toast(text="Saved"))
    await written.answer_tap("99")
    assert [call.status for call in post.simulator.record] == [200, 400, 400]


async def test_markup_that_the_server_does_not_understand_goes_without(
    written: Delivery, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    for method in ("sendMessage", "editMessageText"):
        description = "Bad Request: can't parse entities: Unsupported start tag"
        post.simulator.fail_next(method, status=400, description=description)
    await written.send(7, HELLO)
    await written.edit(7, 2, Screen(parts=(Bold("Another"), " & more")))
    assert post.texts == ["Another & more", "Hello & welcome"]
    assert [message.entities for message in post.messages] == [(), ()]
    assert post.messages[1].labels == ["Go on"]
    assert "could not parse our markup" in caplog.text
    assert "welcome" not in caplog.text


@pytest.mark.parametrize("verb", VERBS)
async def test_any_other_refusal_is_a_bug_and_raised_at_once(written: Delivery, post: Post, verb: str) -> None:
    post.simulator.fail_next(verb, status=400, description="Bad Request: message is too long")
    with pytest.raises(BadRequest, match="too long"):
        await VERBS[verb](written)
    assert len(post.simulator.record) == 1

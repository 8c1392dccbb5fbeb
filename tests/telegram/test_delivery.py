"""What a server answers, and what we do: row by row, against the simulated Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError, TimedOut

from quizbot.metrics import Count, Metrics
from quizbot.telegram.bot import connect
from quizbot.telegram.callbacks import Go
from quizbot.telegram.delivery import Delivery, OutOfReach, Undelivered, Unknown, Unreachable
from quizbot.telegram.pacer import Pacer
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
    metrics: Metrics = field(default_factory=Metrics)
    each_call_takes: float = 0.0
    _at: float = 0.0
    _turns_at: float = 0.0  # by the pacer's clock, which has nothing to do with how long a call is tried again

    def now(self) -> float:
        return self._at + self.each_call_takes * len(self.simulator.record)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._at += seconds

    async def wait_for_a_turn(self, seconds: float) -> None:
        self._turns_at += seconds

    def delivers(self, bot: Bot) -> Delivery:
        pacer = Pacer(lambda: self._turns_at, self.wait_for_a_turn)
        return Delivery(bot, pacer, self.metrics, self.now, self.sleep)

    @property
    def calls(self) -> dict[str, int]:
        """What the metrics say of calls, by outcome."""
        return {label: number for (what, label), number in self.metrics.counts.items() if what is Count.CALLS}

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
        yield post.delivers(bot)


async def still() -> bool:
    return True


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
    post.metrics.counts.clear()
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


# A reminder


async def test_a_reminder_is_sent_if_it_is_still_wanted(delivery: Delivery, post: Post) -> None:
    async def no_more() -> bool:
        return False

    assert await delivery.remind(7, HELLO, no_more) is None
    assert post.texts == []
    assert await delivery.remind(7, HELLO, still) == 2
    assert post.texts == ["Hello & welcome"]


# What the server answers, and what we do: the rows of the table


@dataclass(frozen=True, kw_only=True)
class Row:
    """What goes wrong; `answer` is what an answer to a learner comes to while it lasts, `reminder` what a reminder."""

    goes_wrong: Callable[[Post, str, int], object]
    slept: list[float]
    answer: type[Exception]
    again_in: float | None
    reminder: type[Exception]
    counted: str


BACKING_OFF = [0.25, 0.5, 1.0, 2.0]


def before(error: TelegramError) -> Callable[[Post, str, int], object]:
    return lambda post, _, times: post.line.before.extend([error] * times)


def answers(
    status: int, description: str | None = None, after: int | None = None
) -> Callable[[Post, str, int], object]:
    return lambda post, verb, times: post.simulator.fail_next(
        verb, status=status, description=description, retry_after=after, times=times
    )


def not_sent() -> Row:
    return Row(
        goes_wrong=before(NotSent("refused")),
        slept=BACKING_OFF,
        answer=OutOfReach,
        again_in=4.0,
        reminder=OutOfReach,
        counted="not_sent",
    )


def unknown(goes_wrong: Callable[[Post, str, int], object]) -> Row:
    return Row(
        goes_wrong=goes_wrong, slept=BACKING_OFF, answer=Undelivered, again_in=4.0, reminder=Unknown, counted="unknown"
    )


def flood(after: int | None, slept: list[float], again_in: float) -> Row:
    return Row(
        goes_wrong=answers(429, after=after),
        slept=slept,
        answer=Undelivered,
        again_in=again_in,
        reminder=Undelivered,
        counted="flood",
    )


def at_once(goes_wrong: Callable[[Post, str, int], object], error: type[Exception], counted: str) -> Row:
    again_in = 5.0 if error is OutOfReach else None
    return Row(goes_wrong=goes_wrong, slept=[], answer=error, again_in=again_in, reminder=error, counted=counted)


ROWS = {
    "connect refused": not_sent(),
    "read timeout": unknown(before(TimedOut())),
    "connection dropped": unknown(before(NetworkError("ServerDisconnectedError"))),
    "no answer of the Bot API's": unknown(before(NetworkError("the answer is not the Bot API's"))),
    **{f"{status}": unknown(answers(status)) for status in (500, 502, 503, 504)},
    "429 for 2 seconds": flood(2, [2.0, 2.0, 2.0], 2.0),
    "429 for 5 seconds": flood(5, [5.0], 5.0),
    "429 for 6 seconds": flood(6, [], 6.0),
    "429 for an hour": flood(3600, [], 3600.0),
    "429 without saying for how long": flood(None, [5.0], 5.0),
    "429 for no time": flood(0, [5.0], 5.0),
    **{
        f"{status} {words}": at_once(answers(status, words), Unreachable, "unreachable")
        for status, words in (
            (403, "Forbidden: bot was blocked by the user"),
            (403, "Forbidden: user is deactivated"),
            (403, "Forbidden: bot can't initiate conversation with a user"),
            (400, "Bad Request: chat not found"),
            (400, "Bad Request: user is deactivated"),
        )
    },
    "a group that has moved": at_once(before(ChatMigrated(-100)), Unreachable, "unreachable"),
    "401": at_once(answers(401), OutOfReach, "token"),
    "404": at_once(answers(404), OutOfReach, "token"),
    "400 of our making": at_once(answers(400, "Bad Request: message is too long"), BadRequest, "refused"),
    "413": at_once(answers(413, "Request Entity Too Large"), NetworkError, "refused"),
    "413 in newer words": at_once(answers(413, "Content Too Large"), NetworkError, "refused"),
    "something new": at_once(before(TelegramError("Brand new")), TelegramError, "refused"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("verb", VERBS)
async def test_what_goes_on_going_wrong_is_given_up_as_the_table_says(
    written: Delivery, post: Post, verb: str, row: Row, caplog: pytest.LogCaptureFixture
) -> None:
    row.goes_wrong(post, verb, 10)
    with pytest.raises(row.answer) as raised:
        await VERBS[verb](written)
    assert type(raised.value) is row.answer
    assert getattr(raised.value, "seconds", None) == row.again_in
    assert post.slept == row.slept
    assert post.calls == {row.counted: len(row.slept) + 1}
    assert ("ERROR" in caplog.text) == (row.counted == "token")
    assert TOKEN not in caplog.text
    assert "welcome" not in caplog.text


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row.slept], ids=[k for k in ROWS if ROWS[k].slept])
@pytest.mark.parametrize("verb", VERBS)
async def test_what_goes_wrong_for_a_moment_is_tried_again(written: Delivery, post: Post, verb: str, row: Row) -> None:
    row.goes_wrong(post, verb, 1)
    await VERBS[verb](written)
    assert post.slept == row.slept[:1]
    assert post.calls == {row.counted: 1, "done": 1}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
async def test_a_reminder_is_tried_once(delivery: Delivery, post: Post, row: Row) -> None:
    row.goes_wrong(post, "sendMessage", 1)
    with pytest.raises(row.reminder) as raised:
        await delivery.remind(7, HELLO, still)
    assert type(raised.value) is row.reminder
    assert post.slept == []
    assert post.texts == []


@pytest.mark.parametrize(("row", "seconds"), [("connect refused", 5), ("429 for an hour", 3600), ("401", 5)])
async def test_a_reminder_that_surely_was_not_sent_says_when_to_try_again(
    delivery: Delivery, post: Post, row: str, seconds: float
) -> None:
    ROWS[row].goes_wrong(post, "sendMessage", 1)
    with pytest.raises(Undelivered) as raised:
        await delivery.remind(7, HELLO, still)
    assert raised.value.seconds == seconds


async def test_a_slow_server_is_given_up_the_sooner(written: Delivery, post: Post) -> None:
    post.each_call_takes = 10.0  # as when each try ends by a timeout
    post.simulator.fail_next("editMessageText", status=504, times=10)
    with pytest.raises(Undelivered):
        await written.edit(7, 2, ANOTHER)
    assert len(post.simulator.record) == 1


# What may have arrived


async def test_an_answer_that_may_have_arrived_is_sent_again(delivery: Delivery, post: Post) -> None:
    post.line.after.append(TimedOut())
    await delivery.send(7, HELLO)
    assert post.texts == ["Hello & welcome"] * 2  # rather twice than not at all


async def test_an_edit_that_had_arrived_ends_well(written: Delivery, post: Post) -> None:
    post.line.after.append(TimedOut())
    assert await written.edit(7, 2, ANOTHER) == 2
    assert post.texts == ["Another"]
    assert [call.status for call in post.simulator.record] == [200, 400]  # the second time, nothing was modified


async def test_a_reminder_that_may_have_arrived_is_never_sent_again(delivery: Delivery, post: Post) -> None:
    post.line.after.append(TimedOut())
    with pytest.raises(Unknown):
        await delivery.remind(7, HELLO, still)
    assert post.texts == ["Hello & welcome"]


# Nobody waits for somebody else


async def test_others_go_on_while_one_chat_waits(post: Post) -> None:
    waited = asyncio.Event()

    async def sleep(_: float) -> None:
        await waited.wait()

    ben = post.simulator.person(8, first_name="Ben")
    ben.says("hello")
    post.simulator.fail_next("sendMessage", status=429, retry_after=3)
    async with connected(post.line) as bot, asyncio.TaskGroup() as both:
        delivery = Delivery(bot, Pacer(), post.metrics, post.now, sleep)
        both.create_task(delivery.send(7, HELLO))
        await both.create_task(delivery.send(8, ANOTHER))
        assert [message.text for message in ben.chat.messages if message.from_bot] == ["Another"]
        assert post.texts == []
        waited.set()
    assert post.texts == ["Hello & welcome"]


async def test_what_telegram_paces_goes_by_turns_and_nothing_else_does(post: Post) -> None:
    """Four messages in one chat at once: the last has to wait; edits and answers to taps do not."""
    async with connected(post.line) as bot:
        delivery = Delivery(bot, Pacer(post.now, post.sleep), post.metrics, post.now, post.sleep)
        for _ in range(3):
            await delivery.send(7, HELLO)
        assert post.slept == []
        await delivery.edit(7, 2, ANOTHER)
        await delivery.edit_buttons(7, 3, ())
        post.ada.taps("Go on")
        await delivery.answer_tap("1")
        assert post.slept == []
        await delivery.send_file(7, "data.json", b"{}", "All")
        assert post.slept == [pytest.approx(3.1)]
        await delivery.remind(7, HELLO, still)
        post.simulator.fail_next("sendMessage", status=502)
        await delivery.send(7, HELLO)
        assert post.slept == pytest.approx([3.1, 0.25, 2.85])  # each try is a message to Telegram


# Unreachable


async def test_somebody_who_has_blocked_the_bot_and_somebody_unknown_are_unreachable(
    delivery: Delivery, post: Post
) -> None:
    post.ada.blocks()
    for number in (7, 99):
        with pytest.raises(Unreachable):
            await delivery.remind(number, HELLO, still)


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

"""The bots that are compared, each with its database and with updates to answer."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from quizbot.content.loader import load
from quizbot.domain.questions import Question, Single, TrueFalse
from quizbot.domain.queue import Presentation, State
from quizbot.i18n import Translators
from quizbot.services.outcomes import Asked
from quizbot.telegram.callbacks import Submit, encode
from quizbot.telegram.delivery import keyboard
from quizbot.telegram.screens import questions
from quizbot.tryout.simulator import Simulator
from tests.bench import naive
from tests.bench.crowd import (
    FIRST_LEARNER,
    Crowd,
    add_learners,
    add_memories,
    add_reviews,
    create_tables,
    fill,
    open_questions,
)
from tests.bench.sets import SHIPPED
from tests.bench.stores import Store

TOKEN = "1:a-token-for-the-benchmark"
SHIPPED_SET = "car-t-lupus-students"
REMEMBERED = 40  # questions of a set that each learner has answered before
WRONG = 4  # every so many answers are wrong
ECHOED = {"sendMessage": 1}
ANSWERED = {"answerCallbackQuery": 1, "editMessageText": 1}

Wire: TypeAlias = dict[str, Any]

Update: TypeAlias = tuple[int, Wire]
"""The id of a learner, and an update that comes from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that is measured: how it is started, its database, what it has to answer and by which calls."""

    name: str
    command: Sequence[str]
    calls: Mapping[str, int]
    updates: Sequence[Update]
    database: str | None = None
    folder: Path = SHIPPED


def echo(count: int) -> Bot:
    """The yardstick, with as many texts to be sent back."""
    updates = [_update(number, {"message": _text(FIRST_LEARNER + number)}) for number in range(count)]
    return Bot(name="echo", command=("-m", "tests.bench.echo"), calls=ECHOED, updates=updates)


def first_try(store: Store, count: int) -> Bot:
    """What one would write first, with as many taps on questions."""
    url = store.new()
    naive.prepare(url, [FIRST_LEARNER + number for number in range(count)])
    keys = [[{"text": text, "callback_data": f"answer:1:{place}"}] for place, text in enumerate(naive.OPTIONS)]
    shown = {"text": naive.STEM, "reply_markup": {"inline_keyboard": keys}}
    updates = [
        _update(
            number,
            _tap(number, _from_bot(FIRST_LEARNER + number) | shown, f"answer:{number + 1}:{number % len(keys)}"),
        )
        for number in range(count)
    ]
    name = f"first try, {store.name}"
    return Bot(name=name, command=("-m", "tests.bench.naive"), calls=ANSWERED, updates=updates, database=url)


async def quizbot(
    store: Store,
    count: int,
    now: datetime,
    *,
    folder: Path = SHIPPED,
    set_id: str = SHIPPED_SET,
    remembered: int = REMEMBERED,
) -> Bot:
    """quizbot itself, with as many learners in the middle of a set, each tapping on an answer."""
    questions_ = load([folder], ()).library.sets[set_id]
    crowd = Crowd(questions=questions_, learners=count, remembered=remembered, now=now)
    url = store.new()
    await create_tables(url)
    fill(url, *(partial(each, crowd) for each in (add_learners, add_memories, add_reviews, open_questions)))
    return Bot(
        name=f"quizbot, {store.name}",
        command=("-m", "quizbot", "run"),
        calls=ANSWERED,
        updates=await taps(crowd),
        database=url,
        folder=folder,
    )


async def taps(crowd: Crowd) -> Sequence[Update]:
    """A tap on an answer from each of the crowd, on the message in which the question is, as Telegram shows it."""
    simulator = Simulator(token=TOKEN, clock=time.time)
    updates = []
    for number in range(crowd.learners):
        shown = await show(simulator, crowd, number)
        message = shown | {"message_id": crowd.opened(number).message_id}
        updates.append(_update(number, _tap(number, message, choice(crowd, number))))
    return updates


async def show(simulator: Simulator, crowd: Crowd, number: int) -> Wire:
    """Let the simulated Telegram show one of the crowd the question that is open; returns the message."""
    opened, learner_id = crowd.opened(number), crowd.learner_id(number)
    presentation = Presentation(
        id=opened.presentation_id,
        learner_id=learner_id,
        question_key=opened.question.key,
        fingerprint=opened.question.fingerprint,
        purpose=opened.purpose,
        state=State.OPEN,
        position=1,
        planned=20,
        opened_at=crowd.now,
    )
    asked = Asked(presentation=presentation, question=opened.question, questions=crowd.questions, changed=False)
    screen = questions.asked(Translators()(None), asked)
    markup = keyboard(screen.buttons)
    simulator.person(learner_id, first_name="Ada").chat.started = True
    parameters = {"chat_id": learner_id, "text": screen.html, "parse_mode": "HTML"}
    sent = await simulator.call("sendMessage", parameters | ({} if markup is None else {"reply_markup": markup}))
    shown: Wire = sent.body["result"]  # type: ignore[assignment] # of a message that is sent it is one
    return shown


def choice(crowd: Crowd, number: int) -> str:
    """The data of the button that one of the crowd taps."""
    opened = crowd.opened(number)
    place = _place(opened.question, right=number % WRONG != 0)
    return encode(Submit(presentation=opened.presentation_id, places=(place,)))


def canned(shown: Wire) -> Mapping[str, object]:
    """What a server answers to whatever these bots call, without having rendered it: `shown` for an edit."""
    return {
        "getMe": {"id": 1, "is_bot": True, "first_name": "quizbot", "username": "quizbot_bot"},
        "sendMessage": _text(FIRST_LEARNER),
        "editMessageText": shown,
    }


def _place(question: Question, *, right: bool) -> int:
    """A place of the question whose choice is right, or one whose choice is not."""
    match question:
        case Single(options=options):
            return next(place for place, option in enumerate(options) if option.correct is right)
        case TrueFalse(answer=answer):
            return 0 if answer is right else 1
        case _:
            raise ValueError(f"{question.key} is not answered by one tap")


def _update(number: int, content: Wire) -> Update:
    return FIRST_LEARNER + number, {"update_id": number + 1, **content}


def _tap(number: int, shown: Wire, data: str) -> Wire:
    person = _person(FIRST_LEARNER + number)
    query = {"id": str(person["id"]), "from": person, "message": shown, "chat_instance": "1", "data": data}
    return {"callback_query": query}


def _text(learner_id: int) -> Wire:
    return _from_bot(learner_id) | {"from": _person(learner_id), "text": "What comes after the infusion?"}


def _from_bot(learner_id: int) -> Wire:
    bot = {"id": 1, "is_bot": True, "first_name": "quizbot", "username": "quizbot_bot"}
    chat = {"id": learner_id, "type": "private", "first_name": "Ada"}
    return {"message_id": 7, "from": bot, "chat": chat, "date": int(time.time())}


def _person(learner_id: int) -> Wire:
    return {"id": learner_id, "is_bot": False, "first_name": "Ada", "language_code": "en"}

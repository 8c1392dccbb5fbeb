"""Quiz polls: what a bot may ask by one, and what a person's vote brings about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from quizbot.tryout import wire
from quizbot.tryout.botapi import (
    POLL_DESCRIPTION_UNITS,
    POLL_EXPLANATION_LINES,
    POLL_EXPLANATION_UNITS,
    POLL_OPTION_UNITS,
    POLL_OPTIONS,
    POLL_QUESTION_UNITS,
)
from quizbot.tryout.chats import Chat, Message, Poll
from quizbot.tryout.decoding import Parameters, bad_request
from quizbot.tryout.drafts import formatted
from quizbot.tryout.entities import units
from quizbot.tryout.messages import draft_of, send, writable_chat
from quizbot.tryout.wire import Wire
from quizbot.tryout.world import World

_SIMULATED: Final = frozenset(
    "chat_id question options is_anonymous type correct_option_ids explanation description description_parse_mode "
    "disable_notification protect_content reply_parameters reply_markup".split()
)


def send_poll(world: World, parameters: Parameters) -> Wire:
    """Ask by a quiz poll that is not anonymous; other polls are not simulated."""
    unknown = parameters.keys() - _SIMULATED
    if unknown:
        raise bad_request(f"a poll with {' and '.join(sorted(unknown))} is not simulated")
    if parameters.get("type", "regular") != "quiz" or parameters.get("is_anonymous", True):
        raise bad_request("polls other than quizzes that are not anonymous are not simulated")
    poll = Poll(
        id=world.next_poll_id(),
        question=_measured(parameters["question"], "question", POLL_QUESTION_UNITS),
        options=_options(parameters["options"]),
        right=_right(parameters),
        explanation=_explanation(parameters.get("explanation", "")),
    )
    description, entities = formatted(
        parameters.get("description", ""),
        parameters.get("description_parse_mode", ""),
        [],
        limit=POLL_DESCRIPTION_UNITS,
        what="poll description",
    )
    chat = writable_chat(world, parameters)
    draft = draft_of(world, chat, parameters)
    return send(world, chat, replace(draft, poll=replace(poll, description=description), entities=entities))


def _measured(text: str, what: str, limit: int) -> str:
    if text.strip() == "":
        raise bad_request(f"poll {what} must be non-empty")
    if units(text) > limit:
        raise bad_request(f"poll {what} length must not exceed {limit}")
    return text.strip()


def _options(given: list[Mapping[str, Any]]) -> tuple[str, ...]:
    if not given:
        raise bad_request("poll must have at least 1 option")
    if len(given) > POLL_OPTIONS:
        raise bad_request(f"poll can't have more than {POLL_OPTIONS} options")
    if any(option.keys() - {"text"} for option in given):
        raise bad_request("poll options with more than a text are not simulated")
    return tuple(_measured(option["text"], "options", POLL_OPTION_UNITS) for option in given)


def _right(parameters: Parameters) -> int:
    match parameters.get("correct_option_ids"):
        case [int(place)] if 0 <= place < len(parameters["options"]):
            return place
        case [_, _, *_]:
            raise bad_request("quizzes with several right options are not simulated")
        case _:
            raise bad_request("wrong correct option ID specified")


def _explanation(text: str) -> str:
    if units(text) > POLL_EXPLANATION_UNITS:
        raise bad_request("explanation is too long")
    if text.count("\n") > POLL_EXPLANATION_LINES:
        raise bad_request("explanation has too many line feeds")
    return text


def vote(world: World, chat: Chat, message: Message, option: int) -> None:
    """Choose an option; ValueError if there is no such option, or one was chosen before: a quiz is answered once."""
    poll = message.poll
    if poll is None or not 0 <= option < len(poll.options):
        raise ValueError("there is no such option")
    if poll.vote is not None:
        raise ValueError("a quiz is answered once")
    world.change(replace(message, poll=replace(poll, vote=option)), chat)
    answer: Wire = {
        "poll_id": poll.id,
        "user": wire.person(chat),
        "option_ids": [option],
        "option_persistent_ids": [str(option)],
    }
    world.updates.add("poll_answer", answer, chat_id=chat.id)

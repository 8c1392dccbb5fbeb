"""A file of somebody's is fetched if the server has it and it is not too large; its address is told nobody."""

from __future__ import annotations

import json

import pytest
from telegram.error import NetworkError, TimedOut

from quizbot.telegram.delivery import Delivery, OutOfReach, Undelivered
from quizbot.telegram.transport import NotSent
from tests.telegram.test_delivery import TOKEN, Post, delivery, post

__all__ = ["delivery", "post"]  # fixtures that are shared


def sent(post: Post, content: bytes = b"a: b") -> str:
    """The id of a file that Ada has sent."""
    document = post.ada.sends_document("a.yaml", content).document
    assert document is not None
    return document.file_id


async def test_it_is_fetched(post: Post, delivery: Delivery) -> None:
    assert await delivery.fetch_file(sent(post), most=4) == b"a: b"


async def test_a_file_that_is_larger_than_it_was_said_to_be_is_not_fetched(post: Post, delivery: Delivery) -> None:
    file_id = sent(post)
    post.line.asked = type(post.line.asked)()
    assert await delivery.fetch_file(file_id, most=3) is None
    assert post.line.asked.qsize() == 1  # the file itself was not asked for


@pytest.mark.parametrize("size", [None, 10**9])
async def test_a_file_whose_size_nobody_says_is_not_fetched(post: Post, delivery: Delivery, size: int | None) -> None:
    file = {"file_id": "x", "file_unique_id": "y", "file_path": "documents/file_1.yaml"}
    answer = {"ok": True, "result": file if size is None else {**file, "file_size": size}}
    post.line.instead.append((200, json.dumps(answer).encode()))
    assert await delivery.fetch_file("x", most=4) is None


async def test_a_file_that_the_server_does_not_know_cannot_be_had(delivery: Delivery) -> None:
    assert await delivery.fetch_file("no-such-file", most=4) is None


async def test_a_file_that_is_gone_when_it_is_fetched_cannot_be_had(post: Post, delivery: Delivery) -> None:
    """A 404 of a file is no word about the token, for which everything would wait."""
    file = {"file_id": "x", "file_unique_id": "y", "file_size": 4, "file_path": "documents/gone.yaml"}
    post.line.instead.append((200, json.dumps({"ok": True, "result": file}).encode()))
    assert await delivery.fetch_file("x", most=4) is None


@pytest.mark.parametrize("error", [NotSent("refused"), TimedOut(), NetworkError(f"no way to .../bot{TOKEN}/x")])
async def test_a_line_that_breaks_is_tried_again_for_a_while(
    post: Post, delivery: Delivery, error: NetworkError, caplog: pytest.LogCaptureFixture
) -> None:
    file_id = sent(post)
    post.line.before.extend([error] * 2)
    assert await delivery.fetch_file(file_id, most=4) == b"a: b"
    assert len(post.slept) == 2
    post.line.before.extend([error] * 50)
    with pytest.raises(Undelivered):
        await delivery.fetch_file(file_id, most=4)
    assert TOKEN not in caplog.text


async def test_a_token_that_is_not_known_any_more_is_no_word_about_the_file(post: Post, delivery: Delivery) -> None:
    post.simulator.fail_next("getFile", status=401)
    with pytest.raises(OutOfReach):
        await delivery.fetch_file(sent(post), most=4)

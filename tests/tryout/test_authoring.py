"""What the chat page is told of the question sets for who writes them, and when it is told."""

import asyncio
from typing import Any

from quizbot.tryout.controls import Authoring, Controls, ProblemLine, QuestionLine
from tests.tryout.conftest import Served, served

MISSPELT = ProblemLine(
    file="questions/tea.yaml",
    line=28,
    column=29,
    severity="error",
    rule="unknown-field",
    message="There is no field `corect` here.",
    hint="Did you mean `correct`?",
    text="true",
)
BLACK = QuestionLine(key="tea/black", title="What makes black tea black?", payload="q_1a2b3c4d5e")
BROKEN = Authoring(version=1, summary="1 error in 1 file, 1 question", problems=(MISSPELT,), questions=(BLACK,))
MENDED = Authoring(version=2, summary="No problems in 1 file, 1 question", problems=(), questions=(BLACK,))


async def asked(server: Served, call: str, **query: str) -> Any:
    async with server.client.get(
        f"{server.address}/api/{call}", params=query, headers=await server.session()
    ) as response:
        assert response.status == 200
        return await response.json()


async def test_without_an_author_there_is_nothing_to_ask_for(server: Served) -> None:
    assert (await asked(server, "state"))["authoring"] is None
    address, headers = f"{server.address}/api/authoring", await server.session()
    async with server.client.get(address, headers=headers) as response:
        assert response.status == 404


async def test_the_page_gets_every_problem_and_every_question() -> None:
    async with served(Controls(authoring=lambda: BROKEN)) as server:
        assert await asked(server, "authoring") == {
            "version": 1,
            "summary": "1 error in 1 file, 1 question",
            "problems": [
                {
                    "file": "questions/tea.yaml",
                    "line": 28,
                    "column": 29,
                    "severity": "error",
                    "rule": "unknown-field",
                    "message": "There is no field `corect` here.",
                    "hint": "Did you mean `correct`?",
                    "text": "true",
                }
            ],
            "questions": [{"key": "tea/black", "title": "What makes black tea black?", "payload": "q_1a2b3c4d5e"}],
        }


async def test_only_the_page_gets_them() -> None:
    async with (
        served(Controls(authoring=lambda: BROKEN)) as server,
        server.client.get(f"{server.address}/api/authoring") as response,
    ):
        assert response.status == 403


async def test_the_page_hears_that_the_files_have_changed_though_the_chats_have_not() -> None:
    current = BROKEN
    async with asyncio.timeout(10), served(Controls(authoring=lambda: current)) as server:
        shown = await asked(server, "state")
        assert shown["authoring"] == 1
        waiting = asyncio.create_task(asked(server, "state", seen=shown["tag"]))
        current = MENDED
        server.simulator.touch()
        changed = await waiting
        assert changed["authoring"] == 2
        assert changed["chat"] == shown["chat"]
        assert (await asked(server, "authoring"))["problems"] == []

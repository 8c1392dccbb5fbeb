"""Writing question sets with the chat page beside the editor: what is wrong, and how a learner sees each question."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, expect

from quizbot.tryout.controls import Authoring, Controls, ProblemLine, QuestionLine
from quizbot.tryout.server import build, serve
from quizbot.tryout.simulator import Simulator
from tests.browser.page import PATIENCE, Chat, chromium, trying

SETS = Path(__file__).parent.parent / "sets"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def summary(chat: Chat) -> Locator:
    return chat.page.get_by_test_id("authoring-summary")


async def jumps(chat: Chat, key: str) -> None:
    """Look for a question and open it in the chat."""
    await chat.page.get_by_test_id("question-search").fill(key)
    await chat.page.get_by_test_id("question-jump").click()


async def test_an_author_breaks_a_set_mends_it_and_looks_at_a_question(tmp_path: Path) -> None:
    sets = shutil.copytree(SETS, tmp_path / "sets")
    patients, students = sets / "patients.yaml", sets / "students.yaml"
    async with trying(sets, "--watch") as address, chromium() as browser:
        chat = await Chat.open(browser, address)
        errors = chat.page.locator('[data-testid="problem"][data-severity="error"]')
        await expect(summary(chat)).to_contain_text("in 3 files, 13 questions")
        as_shipped = await summary(chat).inner_text()
        await expect(errors).to_have_count(0)

        # a question in the chat, without waiting for its turn
        await chat.page.get_by_test_id("start").click()
        await chat.taps("I agree")
        await chat.taps("I am thinking about this treatment")
        await chat.sees("Tea: before you decide")
        await jumps(chat, "tea-patients/cold")
        await chat.sees("Fresh tea is cold.")

        # two words misspelt and a stem improved: the places are shown, and the chat keeps what it had
        edit(students, "kind: truefalse", "kind: truefals")
        line = next(n for n, text in enumerate(students.read_text().splitlines(), 1) if "kind: truefals" in text)
        await expect(errors).to_contain_text(f"Error {line}:11 There is no kind `truefals`.", timeout=PATIENCE)
        await expect(errors).to_contain_text("Did you mean `truefalse`?")
        edit(patients, "What do you do with fresh tea?", "What do you do with tea from the pot?")
        edit(students, "kind: numeric", "kind: numbers")
        await expect(errors).to_have_count(2, timeout=PATIENCE)
        await jumps(chat, "tea-patients/wait")
        await chat.sees("What do you do with fresh tea?")

        # mended: no error is left, and the question is the new one
        edit(students, "kind: truefals", "kind: truefalse")
        edit(students, "kind: numbers", "kind: numeric")
        await expect(summary(chat)).to_have_text(as_shipped, timeout=PATIENCE)
        await expect(errors).to_have_count(0)
        await jumps(chat, "tea from the pot")
        await chat.sees("What do you do with tea from the pot?")
        assert chat.complaints == []


async def test_the_gravest_of_many_problems_come_first_and_a_question_is_found_with_the_keyboard_alone() -> None:
    def problem(line: int, severity: str) -> ProblemLine:
        return ProblemLine(
            file=f"{severity}.yaml",
            line=line,
            column=1,
            severity=severity,
            rule="made-up",
            message="<b>Wrong</b>",
            hint="Mend it.",
            text="",
        )

    sets = Authoring(
        version=1,
        summary="1 error, 60 warnings in 2 files, 60 questions",
        problems=(*[problem(line, "warning") for line in range(1, 61)], problem(7, "error")),
        questions=tuple(
            QuestionLine(key=f"tea/{n}", title=f"Which cup is the {n}.?", payload=f"q_{n}") for n in range(1, 61)
        ),
    )
    simulator = Simulator(token="1:made-up", clock=NOON.timestamp)
    controls = Controls(authoring=lambda: sets)
    async with serve(build(simulator, controls, now=lambda: NOON), port=0) as port, chromium() as browser:
        chat = await Chat.open(browser, f"http://127.0.0.1:{port}", width=400, height=800)
        await chat.page.get_by_test_id("tools-toggle").click()

        problems = chat.page.get_by_test_id("problem")
        await expect(problems).to_have_count(50)
        await expect(problems.first).to_contain_text("Error 7:1 <b>Wrong</b>")
        await expect(chat.page.get_by_test_id("problems")).to_contain_text("and 11 more problems")

        jump = chat.page.get_by_test_id("question-jump")
        await expect(jump).to_have_count(50)
        await chat.page.get_by_test_id("question-search").focus()
        await chat.page.keyboard.type("CUP tea/5")
        await expect(chat.page.get_by_test_id("question-count")).to_have_text("11 of 60 questions")
        await chat.page.keyboard.press("ArrowDown")
        await chat.page.keyboard.press("ArrowDown")
        await expect(jump.nth(1)).to_be_focused()
        await chat.page.keyboard.press("Enter")
        await expect(chat.page.get_by_test_id("message").last).to_contain_text("/start q_50")
        assert chat.complaints == []

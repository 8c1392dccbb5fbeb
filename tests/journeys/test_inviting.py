"""From the operator's command to an educator: `quizbot invite` beside a running bot, and whoever follows its link."""

from __future__ import annotations

from datetime import UTC, datetime

from quizbot.app.roles import invite
from quizbot.config import read_settings
from quizbot.domain.roles import Role
from quizbot.tryout.controls import Controls
from quizbot.tryout.server import build, serve
from tests.box import TOKEN, Box


async def test_an_invitation_is_a_link_to_the_bot_that_works_once(box: Box) -> None:
    said: list[str] = []
    page = build(box.simulator, Controls(), now=lambda: datetime.now(UTC))
    async with serve(page, port=0) as port:
        settings = read_settings(
            {
                "QUIZBOT_TOKEN": TOKEN,
                "QUIZBOT_API_BASE": f"http://127.0.0.1:{port}",
                "QUIZBOT_DATABASE_URL": box.url,
                "QUIZBOT_QUESTIONS": "nowhere",
            }
        )
        await invite(settings, Role.EDUCATOR, days=7, uses=1, say=said.append, remark=lambda _: None)
    (link,) = said
    address, _, payload = link.partition("?start=")
    assert address == "https://t.me/quizbot_try_bot"
    box.clock.at = datetime.now(UTC)  # the command lives by the real one
    for name, number, answer in (("Mara", 9, "You are an educator here."), ("Ben", 8, "This invitation does not work")):
        somebody = box.person(name, number)
        somebody.person.follows(payload)
        await box.settle()
        assert answer in await somebody.taps("I agree")

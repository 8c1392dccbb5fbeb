"""Mara becomes an educator by a link and has a question set checked; nobody else gets anything checked."""

from __future__ import annotations

import pytest
from telegram.error import NetworkError

from quizbot.content.confined import MOST_BYTES
from quizbot.domain.roles import Role
from quizbot.metrics import Count
from quizbot.services.educators import new_code
from quizbot.storage import learners
from tests.box import SETS, TOKEN, Box, Somebody

SET = (SETS / "students.yaml").read_bytes()
NO_INVITATION = "This invitation does not work"


@pytest.fixture
def mara(box: Box) -> Somebody:
    return box.person("Mara", 9)


async def link(box: Box, **options: int) -> str:
    """The payload of a new invitation."""
    code = new_code()
    await box.educators.invite(code, Role.EDUCATOR, **{"days": 7, "uses": 1, **options})
    return f"i_{code}"


async def follows(box: Box, who: Somebody, payload: str) -> str:
    who.person.follows(payload)
    await box.settle()
    return who.sees


async def sends(box: Box, who: Somebody, content: bytes, name: str = "tea.yaml", caption: str = "") -> str:
    """What the first message after a file says."""
    before = len(who.messages)
    who.person.sends_document(name, content, caption=caption)
    await box.settle()
    return who.messages[before].text


async def has_role(box: Box, who: Somebody) -> bool:
    return await box.educators.is_educator(who.id)


async def test_a_stranger_who_follows_an_invitation_agrees_first(box: Box, mara: Somebody) -> None:
    said = await follows(box, mara, await link(box))
    assert "You have an invitation for educators." in said
    assert "Do you agree?" in said
    assert not await has_role(box, mara)
    assert "You are an educator here." in await mara.taps("I agree")
    assert await has_role(box, mara)
    assert "What brings you here?" in await mara.taps("Go on")


async def test_whoever_declines_keeps_nothing_and_the_invitation_stays_good(box: Box, mara: Somebody) -> None:
    payload = await link(box)
    await follows(box, mara, payload)
    await mara.taps("No, keep nothing")
    assert not await has_role(box, mara)
    await follows(box, mara, payload)
    assert "You are an educator here." in await mara.taps("I agree")


async def test_a_learner_becomes_an_educator_at_once(box: Box, mara: Somebody) -> None:
    await mara.begins()
    payload = await link(box)
    assert "You are an educator here." in await follows(box, mara, payload)
    assert "You are an educator here." in await follows(box, mara, payload)  # followed again
    assert "Lesson: One plant" in await mara.taps("Go on")


async def test_wrong_expired_and_used_up_get_the_same_words(box: Box, ada: Somebody, ben: Somebody) -> None:
    used, expired = await link(box), await link(box, days=1)
    await ada.begins()
    await ben.begins()
    await follows(box, ada, used)
    answers = {await follows(box, ben, payload) for payload in (used, f"i_{'A' * 22}", "i_x", f"i_{'x' * 62}")}
    await box.turn(days=1)
    answers.add(await follows(box, ben, expired))
    (words,) = answers
    assert words.startswith(NO_INVITATION)
    assert box.metrics.counts[Count.INVITES, ""] == 5
    assert not await has_role(box, ben)


@pytest.mark.parametrize("payload", ["i_x", f"i_{'x' * 62}", f"i_{'A' * 22}"])
async def test_a_stranger_with_a_wrong_invitation_is_told_once_they_agree(
    box: Box, ben: Somebody, payload: str
) -> None:
    await follows(box, ben, payload)
    assert (await ben.taps("I agree")).startswith(NO_INVITATION)
    assert not await has_role(box, ben)
    assert "What brings you here?" in await ben.taps("Go on")


async def test_a_good_set_is_said_to_be_fine_and_nothing_of_it_is_kept(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([mara.id])
    said = await sends(box, mara, SET)
    assert said.startswith("This file is fine.\n\n")
    assert "9 questions" in said
    assert "The file was checked, not stored" in said
    kept = await box.database.read(lambda connection: learners.everything(connection, mara.id))
    assert {name for name, rows in kept.items() if rows} == {"roles"}


async def test_what_is_wrong_is_said_with_its_line_and_what_to_do(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([mara.id])
    said = await sends(box, mara, SET.replace(b"kind: order", b"kind: odrer"))
    line = SET.split(b"kind: order")[0].count(b"\n") + 1
    assert said.startswith("This file has errors, so nobody could learn from it.\n\n1 error")
    assert f"\n\nLine {line}, error: There is no kind `odrer`." in said
    assert "\n→ Did you mean `order`?\n" in said
    assert mara.last.document is None


async def test_a_long_report_comes_as_a_file_too(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([mara.id])
    said = await sends(box, mara, b"\n".join(b"a%d: b" % number for number in range(30)))
    assert "The report below has all of them" in said
    assert said.count("\n→ ") == 5
    assert mara.last.document is not None
    assert mara.last.document.name == "report.txt"
    report = (box.simulator.file(mara.last.document.path) or b"").decode()
    assert "There is no field `a29` here." in report
    assert "/" not in report.splitlines()[0]  # nothing of where our files are


async def test_a_name_is_of_no_account(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([mara.id])
    for name in ("../../etc/passwd", "x" * 200, "a\u202eb.exe", "%s{0}<b>"):
        assert (await sends(box, mara, SET, name=name)).startswith("This file is fine.")
    assert not any("passwd" in message.text or "<b>" in message.text for message in mara.messages)


async def test_a_file_that_is_too_large_is_not_even_fetched(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([mara.id])
    assert "at most 512 KB" in await sends(box, mara, b" " * (MOST_BYTES + 1))
    assert "getFile" not in {call.method for call in box.simulator.record}


async def test_a_file_that_is_gone_is_asked_for_again(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([mara.id])
    box.simulator.fail_next("getFile", status=400, description="Bad Request: file is temporarily unavailable")
    assert "Please send it again." in await sends(box, mara, SET)
    box.simulator.record.clear()


async def test_a_line_that_breaks_is_tried_again_and_never_tells_the_token(
    box: Box, mara: Somebody, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    await box.educators.appoint([mara.id])
    asked: list[str] = []
    request = box.application.bot._request[1]  # noqa: SLF001 - the way out of a bot that is already built
    whole = request.do_request

    async def breaks(url: str, *arguments: object, **named: object) -> tuple[int, bytes]:
        asked.append(url)
        if "/file/" in url and sum("/file/" in each for each in asked) == 1:
            raise NetworkError(f"cannot reach {url}")
        answer: tuple[int, bytes] = await whole(url, *arguments, **named)
        return answer

    monkeypatch.setattr(request, "do_request", breaks)
    with caplog.at_level("DEBUG", logger="quizbot"):
        assert (await sends(box, mara, SET)).startswith("This file is fine.")
    assert sum("/file/" in url for url in asked) == 2
    assert TOKEN not in caplog.text


async def test_everybody_elses_file_is_none_that_we_read(box: Box, ada: Somebody, ben: Somebody) -> None:
    await ada.begins()
    assert "What you sent was not kept." in await sends(box, ada, SET)
    assert "Send /start to begin" in await sends(box, ben, SET)
    assert "getFile" not in {call.method for call in box.simulator.record}


async def test_urgent_words_below_a_file_or_a_picture_are_heard_first(
    box: Box, ada: Somebody, ben: Somebody, mara: Somebody
) -> None:
    await box.educators.appoint([mara.id])
    await ada.begins("I am thinking about this treatment")
    for who in (ada, ben, mara):
        said = await sends(box, who, SET, caption="I have a fever since the infusion")
        assert said.startswith("This chat cannot help in an emergency")
        who.person.sends_photo(caption="I can't breathe")
        await box.settle()
        assert who.sees.startswith("This chat cannot help in an emergency")
    assert "getFile" not in {call.method for call in box.simulator.record}


async def test_other_words_below_a_picture_change_nothing(box: Box, ada: Somebody) -> None:
    await ada.begins()
    ada.person.sends_photo(caption="A nice cup")
    await box.settle()
    assert "I can only read text and taps." in ada.sees

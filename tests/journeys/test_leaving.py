"""Everything that is kept of somebody is shown by /export and removed by /delete, whichever table it is in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from quizbot.domain.questions import Library
from quizbot.storage.tables import metadata
from quizbot.telegram.callbacks import Note, See, encode, tag
from tests.box import Box, Somebody, boxed

ADA = 7_000_000_007  # a number that nothing else is
MARA = 9_000_000_009


@pytest.fixture
async def box(database_url: str, teas: Library) -> AsyncIterator[Box]:
    """The bot on each kind of database."""
    async with boxed(database_url, teas) as box:
        yield box


@pytest.fixture
def ada(box: Box) -> Somebody:
    return box.person("Ada", ADA)


@pytest.fixture
def mara(box: Box) -> Somebody:
    return box.person("Mara", MARA)


async def tables_with(box: Box, number: int) -> set[str]:
    """The tables in any column of which that number stands, looked through row by row."""

    def look(connection: Connection) -> set[str]:
        return {
            table.name
            for table in metadata.sorted_tables
            if any(number in row for row in connection.execute(select(table)))
        }

    return await box.database.read(look)


async def everything_happens_to(box: Box, who: Somebody) -> None:
    """Something of theirs in every table that can hold something of somebody."""
    await box.educators.appoint([who.id])
    await who.begins()
    await who.is_in("Berlin")
    await who.taps("Go on learning")
    await who.taps("Go on")
    await who.picks("Meeting the air")
    await who.taps("Undo")
    await who.picks("Dye from bark")
    await who.taps("Report a problem")
    await who.taps(who.labels[0])
    cup = tag("tea-patients/cup")
    await who.taps_data(encode(See(topic=cup, view="clear")))
    await who.taps_data(encode(Note(how="take", about=cup, what=tag("How hot is your tea?"))))
    await who.says("/exam")
    await who.taps("Leaves (4)")
    await who.taps("End the exam")
    await who.taps_data("k:polls:on")
    await who.says(f"/start q_{tag('tea-students/single')}")
    await box.turn_to_reminder()
    library, box.library = box.library, replace(box.library, sets=None)  # type: ignore[arg-type] # broken on purpose
    await who.says("/start")  # … becomes a dead letter
    box.library = library


async def exported(box: Box, who: Somebody) -> dict[str, list[dict[str, Any]]]:
    data = await who.exports()
    box.simulator.record.clear()
    return data


async def test_whatever_is_kept_is_shown_and_then_removed(box: Box, ada: Somebody) -> None:
    await everything_happens_to(box, ada)
    kept = await tables_with(box, ADA)
    assert kept == {table.name for table in metadata.sorted_tables if "learner_id" in table.c} | {"learners"}
    data = await exported(box, ada)
    assert {name for name, rows in data.items() if rows} == kept
    assert [row["dead"] for row in data["inbox"]] == [
        True,
        False,
    ]  # the second is the wish itself, still to be answered
    said = await ada.says("/delete")
    assert "You will be no educator here any more." in said
    count = sum(len(rows) for rows in data.values()) - 1
    assert f"Done. {count} records were deleted." in await ada.taps("Delete everything")
    assert await tables_with(box, ADA) == set()
    assert "Nothing about you is kept." in await ada.says("/export")
    assert "Nothing about you is kept." in await ada.says("/delete")
    assert await tables_with(box, ADA) == set()


async def test_whoever_holds_a_role_without_having_agreed_is_shown_it_and_can_leave(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([MARA])
    assert await tables_with(box, MARA) == {"roles"}
    data = await exported(box, mara)
    assert [row["role"] for row in data["roles"]] == ["educator"]
    assert "You will be no educator here any more." in await mara.says("/delete")
    assert "Nothing was deleted." in await mara.taps("Keep it")
    assert await tables_with(box, MARA) == {"roles"}
    await mara.says("/delete")
    assert "Done. 1 record was deleted." in await mara.taps("Delete everything")
    assert await tables_with(box, MARA) == set()
    assert "We have not started yet" in await mara.taps_data("q:yes")


async def test_an_educator_who_declines_is_told_that_the_role_stays(box: Box, mara: Somebody) -> None:
    await box.educators.appoint([MARA])
    await mara.says("/start")
    assert "Nothing about you has been kept, but that you are an educator here." in await mara.taps("No, keep nothing")


async def test_of_a_stranger_nothing_stays_however_much_they_send(box: Box, ada: Somebody) -> None:
    await ada.says("/start")
    await ada.taps("No, keep nothing")
    for text in ("hello", "/learn", "/export", "/delete", "I have a fever"):
        await ada.says(text)
    ada.person.sends_photo()
    ada.person.sends_document("a.yaml", b"a: b")
    await box.settle()
    assert await tables_with(box, ADA) == set()


async def test_a_dead_letter_of_a_stranger_is_shown_and_removed(box: Box, ada: Somebody) -> None:
    library, box.library = box.library, None  # type: ignore[assignment] # broken on purpose
    await ada.says("/start s_tea-students")
    box.library = library
    assert await tables_with(box, ADA) == {"inbox"}
    data = await exported(box, ada)
    assert [(row["kind"], row["payload"]) for row in data["inbox"] if row["dead"]] == [("message", None)]
    await ada.says("/delete")
    assert "Done. 1 record was deleted." in await ada.taps("Delete everything")
    assert await tables_with(box, ADA) == set()


async def test_no_text_of_theirs_is_kept_in_any_table_only_its_mark(box: Box, ada: Somebody) -> None:
    """An answer to each question, a place, chatter, words below a picture: once answered, the words are nowhere."""
    await ada.begins()
    await ada.says("/settings")
    await ada.taps("Time zone")
    await ada.says("Xyzzyville")
    for number, key in enumerate(box.library.questions):
        await ada.says(f"/start q_{tag(key)}")
        await ada.says(f"xyzzy {number}")
    await ada.says("I said Xyzzy, didn't I?")
    ada.person.sends_photo(caption="Xyzzy")
    await box.settle()

    def written(connection: Connection) -> str:
        return str([connection.execute(select(table)).all() for table in metadata.sorted_tables])

    everything = await box.database.read(written)
    assert "'typed'" in everything
    assert "xyzzy" not in everything.casefold()
    assert "xyzzy" not in str(await exported(box, ada)).casefold()
    assert not any("xyzzy" in message.text.casefold() for message in ada.messages)  # nor is it said back


async def test_of_a_right_typed_answer_the_accepted_words_are_kept_not_the_typed_ones(box: Box, ada: Somebody) -> None:
    await ada.begins()
    while "What makes strong tea taste dry?" not in ada.sees:
        await ada.taps(next(label for label in ("Go on", "Next", "Not sure") if label in ada.labels))
    assert "Right ✓" in await ada.says("  TANNiNS!! ")
    (review,) = [row for row in (await exported(box, ada))["reviews"] if row["given"] == "typed"]
    assert review["matched"] == "tannins"
    assert "TANNiNS" not in str(review)

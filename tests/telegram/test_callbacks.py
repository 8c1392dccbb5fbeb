"""What a button says survives the wire, and nothing else does."""

from __future__ import annotations

import unicodedata
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import get_args
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizbot.content.loader import load
from quizbot.i18n import LANGUAGES
from quizbot.services import zones
from quizbot.telegram.callbacks import (
    LIMIT,
    Along,
    Aside,
    Consent,
    Draft,
    Go,
    Guessed,
    Learn,
    Leave,
    Lessons,
    Next,
    Note,
    Read,
    Report,
    Rest,
    Results,
    Review,
    Round,
    See,
    Set,
    Snooze,
    Stop,
    Submit,
    Tap,
    Track,
    Undo,
    Unsure,
    Words,
    decode,
    encode,
    tag,
)

KINDS: tuple[type[Tap], ...] = get_args(Tap)
LONGEST = 2**63 - 1  # a presentation's id
ANY_TEXT = st.text(st.characters(exclude_categories=()))  # surrogates, too: JSON can bring them

FIELDS = {  # by name, what each field of a tap can hold
    "presentation": st.integers(1, LONGEST),
    "round": st.integers(1, LONGEST),
    "what": st.sampled_from(["", "practice", "wrong", "exam", "9"]) | st.text(min_size=1).map(tag),
    "length": st.sampled_from(["", "10", "40"]),
    "question": st.just("") | st.text(min_size=1).map(tag),
    "places": st.lists(st.integers(0, 11), unique=True, max_size=12).map(tuple),
    "reason": st.sampled_from(["", "wrong", "language"]),
    "lesson": st.text(min_size=1).map(tag),
    "questions": st.text(min_size=1).map(tag),
    "invite": st.just("") | st.binary(min_size=16, max_size=16).map(lambda code: urlsafe_b64encode(code)[:22].decode()),
    "topic": st.text(min_size=1).map(tag) | st.just("*"),
    "how": st.sampled_from("next more on resume later tomorrow fewer list offer take type drop".split()),
    "view": st.sampled_from(["", "clear", "again", "ask"]),
    "then": st.sampled_from(["", "list", "below"]),
    "about": st.just("") | st.text(min_size=1).map(tag) | st.integers(1, LONGEST).map(str),
    "thing": st.sampled_from(["summary", "helper"]),
    "answer": st.sampled_from(["yes", "no", "ask"]),
    "language": st.sampled_from(["", *LANGUAGES]),
    "audience": st.sampled_from(["patient", "student"]),
    "every": st.sampled_from(["", "0", "1", "7"]),
    "days": st.integers(0, 14).map(str),
    "name": st.sampled_from(["language", "zone", "place", "quiet"]),
    "value": st.sampled_from(["", "en", "22-6", *sorted(available_timezones())]),
}
TAPS: st.SearchStrategy[Tap] = st.one_of(
    [st.builds(kind, **{name: FIELDS[name] for name in kind.__dataclass_fields__}) for kind in KINDS]
)


@given(TAPS)
@example(Submit(presentation=LONGEST, places=tuple(range(12))))
def test_every_tap_survives_the_wire_in_64_bytes(tap: Tap) -> None:
    data = encode(tap)
    assert decode(data) == tap
    assert 1 <= len(data.encode()) <= LIMIT


ON_THE_WIRE: dict[str, Tap] = {
    "a:7:2": Submit(presentation=7, places=(2,)),
    "a:7": Submit(presentation=7),
    "d:7:0ab": Draft(presentation=7, places=(0, 10, 11)),
    "n:7": Unsure(presentation=7),
    "x:7": Next(presentation=7),
    "u:7": Undo(presentation=7),
    "g:7": Guessed(presentation=7),
    "r:7": Report(presentation=7),
    "r:7:wrong": Report(presentation=7, reason="wrong"),
    "b:7": Review(presentation=7),
    "l:00ff00ff00": Read(lesson="00ff00ff00"),
    "w:00ff00ff00": Words(lesson="00ff00ff00"),
    "c:next": Go(),
    "c:more": Go(how="more"),
    "c:on": Go(how="on"),
    "z:later": Snooze(how="later"),
    "z:fewer": Snooze(how="fewer"),
    "z:fewer:2": Snooze(how="fewer", every="2"),
    "o:yes": Consent(answer="yes"),
    "o:yes:00ff00ff00": Consent(answer="yes", questions="00ff00ff00"),
    "o:yes:00ff00ff00:AAAAAAAAAAAAAAAAAAAA-_": Consent(
        answer="yes", questions="00ff00ff00", invite="AAAAAAAAAAAAAAAAAAAA-_"
    ),
    "o:yes::AAAAAAAAAAAAAAAAAAAA-_": Consent(answer="yes", invite="AAAAAAAAAAAAAAAAAAAA-_"),
    "o:ask:::es": Consent(answer="ask", language="es"),
    "t:patient": Track(audience="patient"),
    "s": Learn(),
    "s:00ff00ff00:*": Learn(questions="00ff00ff00", topic="*"),
    "e:00ff00ff00": Lessons(questions="00ff00ff00"),
    "e:00ff00ff00:11ff00ff00": Lessons(questions="00ff00ff00", lesson="11ff00ff00"),
    "p:0": Rest(days="0"),
    "k": Set(),
    "k:place:America/Argentina/Buenos_Aires": Set(name="place", value="America/Argentina/Buenos_Aires"),
    "m:exam": Round(what="exam"),
    "m:exam:*:20": Round(what="exam", topic="*", length="20"),
    "m:practice:00ff00ff00": Round(what="practice", topic="00ff00ff00"),
    "i:3": Stop(round=3),
    "f:3": Results(round=3),
    "h": Aside(),
    "h:00ff00ff00": Aside(question="00ff00ff00"),
    "q:no": Leave(answer="no"),
    "v": See(),
    "v:00ff00ff00": See(topic="00ff00ff00"),
    "v:00ff00ff00:clear": See(topic="00ff00ff00", view="clear"),
    "v:00ff00ff00:ask:list": See(topic="00ff00ff00", view="ask", then="list"),
    "y:list": Note(how="list"),
    "y:take:00ff00ff00:11ff00ff00": Note(how="take", about="00ff00ff00", what="11ff00ff00"),
    "y:drop:7:9": Note(how="drop", about="7", what="9"),
    "j:summary": Along(thing="summary"),
    "j:helper": Along(thing="helper"),
}


@pytest.mark.parametrize("data", ON_THE_WIRE)
def test_buttons_live_long_so_their_data_never_changes(data: str) -> None:
    assert encode(ON_THE_WIRE[data]) == data
    assert decode(data) == ON_THE_WIRE[data]


def test_every_tap_has_a_letter_of_its_own() -> None:
    letters = {type(tap): data[0] for data, tap in ON_THE_WIRE.items()}
    assert letters.keys() == set(KINDS)
    assert len(set(letters.values())) == len(KINDS)


@given(ANY_TEXT)
@example("c:\ud800")
@example("a:" + "9" * 5000)
def test_reading_a_forged_button_never_raises(data: str) -> None:
    decode(data)


@given(
    st.sampled_from(sorted(ON_THE_WIRE)), st.integers(0, LIMIT), st.sampled_from("\x00\n\x7f\u0085\u202e\u2066\ud800")
)
def test_a_button_with_a_control_character_is_none(data: str, place: int, control: str) -> None:
    assert decode(data[:place] + control + data[place:]) is None


@given(
    st.lists(st.sampled_from([*"abcdegklnopqrstuwxz", ":", ":", "0", "1", "*", "z", "²", "１", "-", " "])).map("".join)
)
def test_what_is_read_has_no_odd_characters_and_sane_numbers(data: str) -> None:
    tap = decode(data)
    if tap is None:
        return
    assert not any(unicodedata.category(character).startswith("C") for character in data)
    assert 0 < getattr(tap, "presentation", 1) <= LONGEST
    assert all(0 <= place < 36 for place in getattr(tap, "places", ()))


@pytest.mark.parametrize(
    "data",
    [
        *["", "?", "a", "a:", "a:0", "a:-1", "a:+1", "a:1.0", "a:²", "a:１", f"a:{LONGEST + 1}", "a:1:A", "a:1:0:0"],
        *[
            "n:1:0",
            "l",
            "z",
            "o",
            "o:yes:0:0:en:0",
            "aa:1",
            "A:1",
            " a:1",
            "k:place:" + "x" * 57,
            "k:place:" + "é" * 29,
        ],
    ],
)
def test_what_no_button_of_ours_says_is_nothing(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    "tap",
    [
        Set(name="place", value="x" * 57),
        Set(name="place", value="a:b"),
        Set(name="place", value="a\nb"),
        Go(how=""),
        Submit(presentation=0),
        Submit(presentation=LONGEST + 1),
        Submit(presentation=1, places=(-1,)),
    ],
)
def test_a_tap_that_would_not_survive_is_no_button(tap: Tap) -> None:
    with pytest.raises(ValueError, match="is not a button's data"):
        encode(tap)


def test_every_real_key_fits_and_no_two_share_a_tag() -> None:
    library = load([Path("questions"), Path("tests/sets")]).library
    keys = {*library.sets, *library.lessons, *(topic for each in library.sets.values() for topic in each.topic)}
    assert len(library.lessons) > 10
    assert len({tag(key) for key in keys}) == len(keys)
    for key in keys:
        assert decode(encode(Learn(questions=tag(key), topic=tag(key)))) == Learn(questions=tag(key), topic=tag(key))


def test_every_time_zone_fits() -> None:
    for name in available_timezones():
        if zones.find(name) is not None:
            assert decode(encode(Set(name="place", value=name))) == Set(name="place", value=name)

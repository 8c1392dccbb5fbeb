"""Texts: the catalogues hold what the screens say, every text can be filled in, and values are never templates."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from quizbot.i18n import LANGUAGES, LOCALES, SOURCE, Translator, Translators, country_names

SCREENS = LOCALES.parent / "telegram"
OURS: dict[str, Any] = {"t": None, "n": (1, 2), "c": ((1, "c"), 2)}  # as in the Makefile

Text = tuple[str | None, str | tuple[str, ...]]  # context, and the text or its singular and plural


@pytest.fixture
def t() -> Translator:
    return Translators()(None)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def texts(catalogue: Catalog) -> set[Text]:
    return {(each.context, each.id if isinstance(each.id, str) else tuple(each.id)) for each in catalogue if each.id}


def in_the_code(folder: Path = SCREENS) -> set[Text]:
    keywords = {**DEFAULT_KEYWORDS, **OURS}
    found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=keywords)
    return {(context, text if isinstance(text, str) else tuple(text)) for _, _, text, _, context in found}


def said_in_screens() -> set[str]:
    """Every text, and every form of it, that a screen can have; not those that handlers and taps say themselves."""
    return {form for _, text in in_the_code(SCREENS / "screens") for form in _forms(text)}


def test_the_template_has_the_texts_of_the_screens() -> None:
    """If not, run `make catalogues`."""
    assert texts(catalogue(LOCALES / "quizbot.pot")) == in_the_code()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_texts_of_the_screens_and_is_compiled(language: str) -> None:
    """If not, run `make catalogues`."""
    folder = LOCALES / language / "LC_MESSAGES"
    read = catalogue(folder / "quizbot.po")
    assert texts(read) == in_the_code()
    compiled = io.BytesIO()
    write_mo(compiled, read)
    assert (folder / "quizbot.mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_its_text_does(language: str) -> None:
    for each in catalogue(LOCALES / language / "LC_MESSAGES" / "quizbot.po"):
        for text in filter(None, _forms(each.string)):
            assert names(text) <= {name for one in _forms(each.id) for name in names(one)}


TO_BE_TYPED = {"in 3 weeks"}  # quoted, and no label


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != SOURCE])
def test_a_catalogue_says_everything_and_says_it_whole(language: str) -> None:
    """Nothing is empty or fuzzy; commands, numbers to call, and the labels that a text quotes are the original's."""
    read = catalogue(LOCALES / language / "LC_MESSAGES" / "quizbot.po")
    assert not read.fuzzy
    for each in filter(lambda each: each.id, read):
        assert not each.fuzzy
        original, said = _forms(each.id), _forms(each.string)
        assert len(said) == (read.num_plurals if each.pluralizable else 1), each.id
        for text in said:
            assert text.strip() == text != "", each.id
            assert each.pluralizable or names(text) == names(original[0]), each.id
            assert re.findall(r"/[a-z]+\b", text) == re.findall(r"/[a-z]+\b", original[-1]), each.id
            assert set(re.findall(r"\d+", text)) >= set(re.findall(r"\d+", original[-1])), each.id
            assert not {"<", ">"} & set(text), "Telegram's markup is made by the screen, not by a text"
        for label in set(re.findall(r"“([^”{}]+)”", original[-1])) - TO_BE_TYPED:
            assert str(read[label].string) in said[-1], each.id


def _forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def names(text: str) -> set[str]:
    """What is filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def calls() -> Iterator[tuple[str, str, list[ast.expr], set[str]]]:
    """Every place where a screen says something: where, by which verb, with which arguments and names."""
    for path in sorted(SCREENS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="t") | ast.Attribute(attr="t")):
                    verb = "t"
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="t") | ast.Attribute(attr="t"), attr="n" | "c" as verb)
                ):
                    pass
                case _:
                    continue
            yield f"{path.name}:{node.lineno}", verb, node.args, {str(each.arg) for each in node.keywords}


def test_every_text_is_given_exactly_what_it_fills_in() -> None:
    found = list(calls())
    assert len(found) > 100
    for where, verb, arguments, given in found:
        written = {"t": arguments[:1], "n": arguments[:2], "c": arguments[:2]}[verb]
        said = [each.value for each in written if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        assert len(said) == len(written), f"{where}: only what is written there can be translated"
        wanted = {name for text in said for name in names(text)}
        assert wanted - ({"count"} if verb == "n" else set()) == given, where


def test_every_text_can_be_filled_in() -> None:
    for _, text in in_the_code():
        for form in _forms(text):
            assert form.format(**dict.fromkeys(names(form), "x"))


# The translator


def test_a_text_is_filled_in(t: Translator) -> None:
    assert t("Lesson: {title}", title="One plant") == "Lesson: One plant"


def test_a_text_without_a_translation_stays_as_it_is(t: Translator) -> None:
    assert t("Nobody has ever said this of {what}.", what="tea") == "Nobody has ever said this of tea."


@pytest.mark.parametrize("value", ["{title}", "{0}", "{", "}", "{}", "{{x}}", "{t.__class__}", "%s %(x)s", "\\{"])
def test_a_value_is_never_a_template(t: Translator, value: str) -> None:
    assert t("Lesson: {title}", title=value) == f"Lesson: {value}"
    assert t.n("{count} {what}", "{count} {what}s", 2, what=value) == f"2 {value}s"


@pytest.mark.parametrize(("count", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (21, "21 days")])
def test_the_plural_follows_the_languages_rule(t: Translator, count: int, said: str) -> None:
    assert t.n("{count} day", "{count} days", count) == said


def test_a_text_can_be_said_in_a_context(t: Translator) -> None:
    assert t.c("statement", "True") == "True"
    assert ("statement", "True") in in_the_code()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), "Monday, November 30"),
        (date(2027, 1, 1), "Friday, January 1"),
        (date(2028, 2, 29), "Tuesday, February 29"),
    ],
)
def test_a_day_is_said_with_its_weekday(t: Translator, day: date, said: str) -> None:
    assert t.weekday(day) == said


def test_a_date_is_said_with_its_year(t: Translator) -> None:
    assert t.full_date(date(2025, 8, 8)) == "August 8, 2025"


@pytest.mark.parametrize(
    ("minute", "said"), [(0, "00:00"), (59, "00:59"), (480, "08:00"), (1110, "18:30"), (1439, "23:59")]
)
def test_a_time_of_day_is_never_ambiguous(t: Translator, minute: int, said: str) -> None:
    assert t.minute(minute) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [("UTC", "22:30"), ("Asia/Tokyo", "07:30"), ("Asia/Kathmandu", "04:15"), ("America/Lima", "17:30")],
)
def test_a_time_is_local(t: Translator, zone: str, said: str) -> None:
    assert t.time(datetime(2026, 11, 30, 22, 30, tzinfo=UTC), ZoneInfo(zone)) == said


@pytest.mark.parametrize(("language", "day"), [("es", "lunes, 30 de noviembre"), ("de", "Montag, 30. November")])
def test_days_are_said_as_the_language_does(language: str, day: str) -> None:
    assert Translators()(language).weekday(date(2026, 11, 30)) == day


@pytest.mark.parametrize(
    ("value", "english", "german"), [(3, "3", "3"), (0.5, "0.5", "0,5"), (1e6, "1000000", "1000000")]
)
def test_a_number_has_the_languages_decimal_sign(value: float, english: str, german: str) -> None:
    assert Translators()("en").number(value) == english
    assert Translators()("de").number(value) == Translators()("es").number(value) == german


def test_places_and_languages_are_called_as_the_language_calls_them(t: Translator) -> None:
    german = Translators()("de")
    assert (t.city("Vienna", "Europe/Vienna"), german.city("Vienna", "Europe/Vienna")) == ("Vienna", "Wien")
    assert german.city("Graz", "Europe/Vienna") == "Graz"
    assert (t.country("DE", "Germany"), german.country("DE", "Germany")) == ("Germany", "Deutschland")
    assert german.country("XX", "Nowhere") == "Nowhere"
    assert (t.language_name("de-AT"), german.language_name("en")) == ("German", "Englisch")
    assert country_names("DE") == {"Germany", "Alemania", "Deutschland"}


def test_whoever_counts_hears_of_what_is_not_translated() -> None:
    heard: list[str] = []
    translators = Translators(heard.append)
    german = translators("de")
    assert german("I agree") == "Ich bin einverstanden"
    assert german.n("{count} day", "{count} days", 2) == "2 Tage"
    assert heard == []
    assert german("Nobody has ever said this of {what}.", what="Tee") == "Nobody has ever said this of Tee."
    assert german.n("{count} teapot", "{count} teapots", 2) == "2 teapots"
    assert german.c("statement", "Perhaps") == "Perhaps"
    assert heard == ["de", "de", "de"]
    assert translators("en")("I agree") == "I agree"
    assert heard == ["de", "de", "de"]


# Languages


@pytest.mark.parametrize("code", ["en", "EN", "en-GB", None, "", "-", "xx", "xx-EN"])
def test_english_is_read_by_those_who_speak_it_or_nothing_of_ours(code: str | None) -> None:
    assert Translators()(code).language == SOURCE


def test_a_translator_is_made_once_for_each_language() -> None:
    translators = Translators()
    assert translators("en") is translators("en-GB")

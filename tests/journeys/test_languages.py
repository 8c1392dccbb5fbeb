"""The bot in Spanish and German: from the first word to the reminder, whatever of a set is translated."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quizbot.content.loader import load
from quizbot.domain.questions import Library
from quizbot.metrics import Count
from quizbot.services import zones
from tests.box import SETS, Box, Somebody, boxed
from tests.test_i18n import in_the_code

TRANSLATIONS = Path(__file__).parent.parent / "translations"


@pytest.fixture(scope="module")
def translated() -> Library:
    """The teas, those of patients in Spanish and German; in German, one question is of an older wording."""
    loaded = load([SETS, TRANSLATIONS])
    assert not loaded.errors
    return loaded.library


@pytest.fixture
async def box(sqlite_url: str, translated: Library) -> AsyncIterator[Box]:
    async with boxed(sqlite_url, translated) as box:
        yield box
        assert box.refused == []
        assert box.metrics.counts[Count.UNTRANSLATED, "es"] == box.metrics.counts[Count.UNTRANSLATED, "de"] == 0


@pytest.fixture
def carmen(box: Box) -> Somebody:
    return box.person("Carmen", 21, "es-MX")


@pytest.fixture
def jonas(box: Box) -> Somebody:
    return box.person("Jonas", 22, "de")


def english_in(person: Somebody) -> set[str]:
    """Sentences of the English interface that stand in the chat."""
    shown = "\n".join([text for message in person.messages for text in (message.text, *message.labels)])
    sentences = {text for _, text in in_the_code() if isinstance(text, str) and re.fullmatch(r"[^{}]{12,}", text)}
    return {sentence for sentence in sentences if sentence in shown}


async def test_a_patient_learns_in_spanish(box: Box, carmen: Somebody) -> None:
    assert (await carmen.says("/start")).startswith("Le damos la bienvenida a quizbot\n")
    assert (await carmen.taps("Estoy de acuerdo")).startswith("¿Qué le trae por aquí?")
    begun = await carmen.taps("Estoy pensando en este tratamiento")
    assert begun.startswith("Té: antes de decidir\n\n1 lecciones breves y 4 preguntas.")
    assert (await carmen.taps("Empezar")).startswith("Lección: El té está caliente\n\nEl té recién hecho")
    assert (await carmen.taps("Continuar")).startswith("Su taza · pregunta 1 de 4\n\n¿Qué hace usted")
    told = await carmen.picks("Beberlo enseguida")
    assert told.startswith("Su taza · No es correcto\n\n¿Qué hace usted con el té recién hecho?\n\n✗ Su respuesta:")
    assert "Para preguntar a su equipo: ¿Qué tan caliente está su té?" in told
    assert "Fuente: A leaflet on tea (31 de enero de 2025): “Brewing”, párrafo 1" in told
    assert "Vuelve mañana." in told
    assert "El té recién hecho está frío." in await carmen.taps("Siguiente")
    await carmen.says("es falso")
    assert "Su taza · Correcto ✓" in carmen.messages[-1].text

    await carmen.says("/settings")
    await carmen.taps("Zona horaria")
    await carmen.says("Viena")
    assert "Zona horaria: Viena, donde ahora son las 10:00" in await carmen.taps("Viena, Austria (10:00)")
    await box.turn_to_reminder()
    assert carmen.sees.startswith("Es hora de refrescar lo aprendido. Aquí está la primera pregunta:\n\nSu taza")
    assert carmen.labels[-3:] == ["Más tarde hoy", "Mañana", "Menos"]
    assert "Se lo recordaré el miércoles, 25 de noviembre a las 18:00." in await carmen.taps("Mañana")
    assert (await carmen.says("No puedo respirar")).startswith("Este chat no puede ayudar en una emergencia")
    assert "Su equipo: the study team, room 12" in carmen.sees
    assert english_in(carmen) == set()


async def test_a_patient_learns_in_german_and_what_is_not_translated_is_said_once(box: Box, jonas: Somebody) -> None:
    await jonas.says("/start")
    await jonas.taps("Ich bin einverstanden")
    await jonas.taps("Ich denke über diese Behandlung nach")
    assert (await jonas.taps("Anfangen")).startswith("Lektion: Tee ist heiß")
    await jonas.taps("Weiter")
    told = await jonas.picks("Gleich trinken")
    assert told.startswith("Ihre Tasse · Nicht richtig")
    assert "Sie kommt morgen wieder." in told
    assert (await jonas.taps("Weiter")).startswith("Das ist noch nicht übersetzt:\n\nIhre Tasse · Frage 2 von 4")
    assert "Fresh tea is cold." in jonas.sees
    assert box.metrics.counts[Count.IN_ORIGINAL, "de"] == 1
    await jonas.says("stimmt nicht")
    assert "noch nicht übersetzt" not in jonas.messages[-1].text
    await jonas.taps("Weiter")
    assert "„Wasser“" not in await jonas.says("hot water")  # the original's word is as right
    assert "Ihre Tasse · Richtig ✓" in jonas.messages[-1].text
    assert (await jonas.says("/progress")).startswith("Ihr Fortschritt\n\nTee: bevor Sie sich entscheiden")

    await jonas.says("/settings")
    await jonas.taps("Zeitzone")
    await jonas.says("10:00 Uhr")
    assert "Zeitzone: Berlin, dort ist es jetzt 10:00 Uhr" in await jonas.taps("Berlin, Deutschland (10:00)")
    await box.turn_to_reminder()
    assert jonas.sees.startswith("Zeit, Gelerntes aufzufrischen.")
    assert "Weiß nicht: hier ist die Antwort" in await jonas.says("weiß nicht")
    assert (await jonas.says("Ich bekomme keine Luft")).startswith("Dieser Chat kann im Notfall nicht helfen")
    assert english_in(jonas) == set()


async def test_the_language_is_one_tap_away_before_anything_is_kept(ada: Somebody) -> None:
    await ada.says("/start s_tea-patients")
    assert ada.labels == ["I agree", "No, keep nothing", "Español", "Deutsch"]
    assert "Sie sind eingeladen zu: Tee: bevor Sie sich entscheiden" in await ada.taps("Deutsch")
    assert ada.labels == ["Ich bin einverstanden", "Nein, nichts speichern", "English", "Español"]
    assert (await ada.taps("Ich bin einverstanden")).startswith("Tee: bevor Sie sich entscheiden")
    assert (await ada.exports())["learners"][0]["language"] == "de"


async def test_declining_is_answered_in_the_language_that_was_chosen(ada: Somebody) -> None:
    await ada.says("/start")
    await ada.taps("Español")
    assert (await ada.taps("No, no guardar nada")).startswith("Está bien. No se ha guardado nada sobre usted.")


async def test_another_language_keeps_the_history_and_redraws_the_open_question(ada: Somebody) -> None:
    await ada.begins("I am thinking about this treatment")
    await ada.taps("Go on")
    await ada.picks("Drink it at once")
    question = (await ada.taps("Next"), ada.last.message_id)[1]
    await ada.says("/settings")
    await ada.taps("Language")
    assert "Gespeichert. Ihre Einstellungen:\n\nSprache: Deutsch" in await ada.taps("Deutsch")
    redrawn = next(message for message in ada.messages if message.message_id == question)
    assert redrawn.text.startswith("Das ist noch nicht übersetzt:\n\nIhre Tasse · Frage 2 von 4")
    assert redrawn.labels == ["Richtig", "Falsch", "Weiß nicht"]
    await ada.taps("Falsch", on=redrawn)
    assert "Ihre Tasse: noch einmal ansehen" in await ada.says("/progress")
    reviews = (await ada.exports())["reviews"]
    assert [(row["question_key"], row["credit"]) for row in reviews] == [
        ("tea-patients/wait", 0.0),
        ("tea-patients/cold", 1.0),
    ]


async def test_a_set_that_is_not_translated_says_so_at_its_beginning(box: Box, carmen: Somebody) -> None:
    await carmen.says("/start")
    await carmen.taps("Estoy de acuerdo")
    begun = await carmen.taps("Estudio o trabajo en medicina")
    assert "Sus lecciones y preguntas están en inglés: todavía no se han traducido." in begun
    assert "not been translated" not in await carmen.taps("Empezar")
    assert carmen.sees.startswith("Lección: One plant")
    assert box.metrics.counts[Count.IN_ORIGINAL, "es"] == 1


@pytest.mark.parametrize(
    ("language", "agree", "track", "typed", "told"),
    [
        ("de", "Ich bin einverstanden", "Ich denke über diese Behandlung nach", text, f"Termin: {day}")
        for text, day in (
            ("12. Dezember", "Samstag, 12. Dezember"),
            ("am 12. Dez.", "Samstag, 12. Dezember"),
            ("in 3 Wochen", "Montag, 14. Dezember"),
            ("übermorgen", "Mittwoch, 25. November"),
        )
    ]
    + [
        ("es", "Estoy de acuerdo", "Estoy pensando en este tratamiento", text, f"Cita: {day}")
        for text, day in (
            ("12 de diciembre", "sábado, 12 de diciembre"),
            ("el 12 dic.", "sábado, 12 de diciembre"),
            ("en 3 semanas", "lunes, 14 de diciembre"),
            ("pasado mañana", "miércoles, 25 de noviembre"),
        )
    ],
)
async def test_a_date_is_typed_as_the_language_has_it(
    box: Box, language: str, agree: str, track: str, typed: str, told: str
) -> None:
    person = box.person("Kim", 23, language)
    await person.says("/start")
    await person.taps(agree)
    await person.taps(track)
    await person.says("/date")
    assert (await person.says(typed)).startswith(f"{told}\n")
    assert told in await person.says("/settings")
    assert english_in(person) == set()


@pytest.mark.parametrize("country", ["Germany", "Deutschland", "Alemania"])
async def test_a_country_is_known_by_its_name_in_every_language(country: str) -> None:
    assert [place.name for place in await zones.by_city(country)][:1] == ["Berlin"]

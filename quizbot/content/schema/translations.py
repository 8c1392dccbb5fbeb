"""The shape of a translation's file: which texts of a set are translated, and what else stands beside them."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypeAlias

from pydantic import ConfigDict, StringConstraints, WithJsonSchema, with_config
from typing_extensions import TypedDict

from quizbot.content.schema.fields import Id, SetId, Version, doc
from quizbot.content.schema.sets import LANGUAGE

TERM = r"\S"
FINGERPRINT = "^[0-9a-f]{16}$"

Words: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
Fingerprint: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=FINGERPRINT),
    doc(
        "Of the original that this translates, by which a later change is noticed. `quizbot translate` writes it; "
        "delete it when you have brought the translation up to date, and run that again."
    ),
]
Text: TypeAlias = Annotated[Words, doc("The translation; empty until there is one.")]
Texts: TypeAlias = Annotated[list[Words], doc("The translations, in the original's order.")]
OwnTexts: TypeAlias = Annotated[list[Words], doc("What is said in this language; as many as there are.")]


class TranslationHead(TypedDict):
    """Which set is translated, and into which language."""

    of: Annotated[SetId, doc("Id of the set.")]
    language: Annotated[str, StringConstraints(pattern=LANGUAGE), doc("Language of this file: `es`, `pt-BR`.")]


class TranslatedTitle(TypedDict, total=False):
    """The title of a set or of a topic."""

    title: Text
    fingerprint: Fingerprint


class TranslatedTerm(TypedDict, total=False):
    """A word of the glossary."""

    term: Text
    also: OwnTexts
    meaning: Text
    fingerprint: Fingerprint


class TranslatedLesson(TypedDict, total=False):
    """A lesson."""

    title: Text
    text: Text
    again: Text
    fingerprint: Fingerprint


class TranslatedItem(TypedDict, total=False):
    """An option, an item of an ordering, or an extra right side."""

    text: Text
    why: Text


class TranslatedPair(TypedDict, total=False):
    """Two things that belong together."""

    left: Text
    right: Text
    why: Text


class TranslatedUnit(TypedDict, total=False):
    """The unit of a number."""

    unit: Text


class TranslatedAnswer(TypedDict, total=False):
    """The units of the number that is asked for."""

    unit: Text
    also: Annotated[list[TranslatedUnit], doc("Its other units, in the original's order.")]


class TranslatedEvidence(TypedDict, total=False):
    """How much a claim about benefit can bear."""

    people: Text
    design: Text
    certainty: Text


_Items: TypeAlias = Annotated[list[TranslatedItem], doc("In the original's order.")]


class TranslatedQuestion(TypedDict, total=False):
    """The texts of a question, as far as the original has them."""

    vignette: Text
    stem: Text
    text: Annotated[Words, doc("The sentence with one gap: `… {{word|another word}} …`, in quotes.")]
    options: _Items
    items: _Items
    pairs: Annotated[list[TranslatedPair], doc("In the original's order.")]
    extra: _Items
    answer: Annotated[TranslatedAnswer, doc("The units of the number that is asked for.")]
    accept: OwnTexts
    points: Texts
    why: Text
    explanation: Text
    ask: Texts
    evidence: Annotated[TranslatedEvidence, doc("How much the claim that is asked can bear.")]
    fingerprint: Fingerprint


@with_config(ConfigDict(extra="forbid"))
class TranslationFile(TypedDict):
    """The texts of a question set in another language, by the ids of the set."""

    quizbot: Annotated[Version, doc("Version of this format.")]
    translation: Annotated[TranslationHead, doc("Which set is translated, and into which language.")]
    set: NotRequired[Annotated[TranslatedTitle, doc("The title of the set.")]]
    topics: NotRequired[Annotated[dict[Id, TranslatedTitle], doc("Topics by their ids.")]]
    glossary: NotRequired[
        Annotated[
            dict[Annotated[str, StringConstraints(pattern=TERM)], TranslatedTerm],
            doc("Words of the glossary by the original's word."),
        ]
    ]
    lessons: NotRequired[Annotated[dict[Id, TranslatedLesson], doc("Lessons by their ids.")]]
    questions: NotRequired[Annotated[dict[Id, TranslatedQuestion], doc("Questions by their ids.")]]

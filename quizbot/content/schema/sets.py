"""The shape of a question set's file."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, with_config
from typing_extensions import TypedDict

from quizbot.content.schema.fields import (
    Day,
    Id,
    Number,
    SetId,
    Text,
    Tolerance,
    Truth,
    Version,
    as_list,
    as_option,
    doc,
)
from quizbot.domain.questions import Audience, Consent, Level

AT = "^.*[^ ] ¶[1-9][0-9]{0,5}$"
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_WORD = r"[^{}|]*[^{}|\s][^{}|]*"
GAP = rf"^[^{{}}]*\{{\{{{_WORD}(\|{_WORD})*\}}\}}[^{{}}]*$"

Ignored: TypeAlias = Annotated[
    dict[str, Text],
    doc("Rules that may be broken here, each with the reason. Errors cannot be ignored."),
]


class Citation(TypedDict):
    """The paragraph of a source that something rests on."""

    source: Annotated[Id, doc("Id of the source, as in sources.yaml and in `sources` above.")]
    at: Annotated[
        str,
        StringConstraints(pattern=AT),
        doc(
            "Heading and paragraph: `The Patient Journey ¶2`. Paragraphs are counted from 1 under each "
            "heading; `introduction` is what stands before the first heading.",
            examples=["introduction ¶1"],
        ),
    ]


Cites: TypeAlias = Annotated[list[Citation], doc("The paragraphs of the sources that this rests on.")]


class Evidence(TypedDict):
    """How much a claim about benefit can bear."""

    people: Annotated[Text, doc("Who was studied, and how many: `a small study`.")]
    design: Annotated[Text, doc("How it was studied: `early trial`, `randomised trial`.")]
    certainty: Annotated[Text, doc("How certain it is: high, moderate, low, very low.", examples=["low"])]


class Reviewed(TypedDict):
    """When somebody last held the set against its sources."""

    on: Annotated[Day, doc("The day of the last review, as 2026-11-22.")]
    next: NotRequired[Annotated[Day, doc("The day by which the next review is due.")]]


class Head(TypedDict):
    """What the set is and for whom."""

    id: Annotated[
        SetId,
        doc("Name of the set in links and statistics, 3 to 41 of a-z, 0-9 and -. Never changed, never reused."),
    ]
    title: Annotated[Text, doc("What learners see when they choose; it stands on a button.")]
    audience: Annotated[Audience, doc("For whom the set is written; chooses rules, words and defaults.")]
    language: Annotated[
        str,
        StringConstraints(pattern=LANGUAGE),
        doc("Language of the texts: `en`, `de`, `pt-BR`."),
    ]
    license: Annotated[Text, doc("Under which others may use the set: `CC-BY-4.0`.")]
    reviewed: Annotated[Reviewed, doc("When the set was last held against its sources.")]


class Topic(TypedDict):
    """A part of the set."""

    title: Annotated[Text, doc("What learners see; it stands on a button.")]
    core: NotRequired[Annotated[Truth, doc("Whether this must be met before the learner's date; false unless said.")]]


class Term(TypedDict):
    """A medical word with its meaning in plain words."""

    term: Annotated[Text, doc("The word as it stands in the lessons.")]
    also: NotRequired[Annotated[list[Text], doc("Other words for the same.")]]
    meaning: Annotated[Text, doc("What it means, in plain words.")]


class Lesson(TypedDict):
    """A card that is shown, not asked."""

    id: Annotated[Id, doc("Name of the lesson in this set; questions point to it by `after`.")]
    topic: Annotated[Id, doc("Id of the topic that the lesson belongs to.")]
    title: Annotated[Text, doc("The heading of the card.")]
    text: Annotated[
        Text, doc("What the lesson teaches, as plain text. Write `|` and the text below; line breaks stay.")
    ]
    again: NotRequired[
        Annotated[Text, doc("The same in other words, from another side: shown to whoever misses twice on the topic.")]
    ]
    cites: NotRequired[Cites]
    ignore: NotRequired[Ignored]


class Option(TypedDict):
    """Something that can be picked."""

    text: Annotated[Text, doc("What the learner reads.")]
    correct: NotRequired[Annotated[Truth, doc("true if this is right; false unless said.")]]
    why: NotRequired[Annotated[Text, doc("Why this is right or wrong, shown to whoever picked it.")]]
    misconception: NotRequired[Annotated[Text, doc("The false belief that this wrong option names.")]]


class Item(TypedDict):
    """A step of an ordering, or a right side that belongs to nothing."""

    text: Annotated[Text, doc("What the learner reads.")]
    why: NotRequired[Annotated[Text, doc("Why it stands where it stands.")]]


class Pair(TypedDict):
    """Two things that belong together."""

    left: Annotated[Text, doc("What is given.")]
    right: Annotated[Text, doc("What belongs to it.")]
    why: NotRequired[Annotated[Text, doc("Why they belong together.")]]


class OtherUnit(TypedDict):
    """The same answer in another unit."""

    value: Annotated[Number, doc("The number in this unit.")]
    unit: Annotated[Text, doc("The unit, in the plural: `months`.")]
    tolerance: NotRequired[Annotated[Tolerance, doc("By how much an answer may be off; 0 unless said.")]]


class Answer(TypedDict):
    """The number that is asked for."""

    value: Annotated[Number, doc("The right number.")]
    tolerance: NotRequired[Annotated[Tolerance, doc("By how much an answer may be off; 0 unless said.")]]
    unit: NotRequired[Annotated[Text, doc("The unit, in the plural: `years`.")]]
    also: NotRequired[Annotated[list[OtherUnit], doc("The same answer in other units.")]]


class _Frame(TypedDict):
    id: Annotated[Id, doc("Name of the question in this set. Stable for ever: learners' progress hangs on it.")]
    topic: Annotated[Id, doc("Id of the topic that the question belongs to.")]
    after: Annotated[Id, doc("Id of the lesson, of the same topic, that teaches what is asked.")]
    core: NotRequired[Annotated[Truth, doc("Whether this must be met before the learner's date; false unless said.")]]
    level: NotRequired[Annotated[Level, doc("What the question asks of the mind.")]]
    consent: NotRequired[Annotated[Consent, doc("The topic of informed consent that the question serves.")]]
    vignette: NotRequired[Annotated[Text, doc("A short case, shown before the stem.")]]
    cites: NotRequired[Cites]
    ask: NotRequired[Annotated[list[Text], doc("Questions that a patient may want to take to the care team.")]]
    evidence: NotRequired[Annotated[Evidence, doc("How much the claim that is asked can bear.")]]
    ignore: NotRequired[Ignored]
    retired: NotRequired[Annotated[Truth, doc("true if the question is no longer asked; its history stays.")]]


Stem: TypeAlias = Annotated[Text, doc("What is asked.")]
Explanation: TypeAlias = Annotated[Text, doc("Why the right answer is right, shown after every answer.")]


class _Choice(_Frame):
    stem: Stem
    options: Annotated[
        list[Annotated[Option, BeforeValidator(as_option, json_schema_input_type=Text | Option)]],
        doc(
            "What can be picked; 3 or 4 read best. Plain texts if `answer` names the key.", min_length=3, max_length=12
        ),
    ]
    answer: NotRequired[
        Annotated[
            list[Text],
            BeforeValidator(as_list, json_schema_input_type=Text | list[Text]),
            doc("The text of the right option, or a list of them, instead of `correct`.", min_length=1),
        ]
    ]
    shuffle: NotRequired[Annotated[Truth, doc("false if the options have an order of their own, as numbers have.")]]
    explanation: Explanation


class Single(_Choice):
    """One of several options is right."""

    kind: Annotated[Literal["single"], doc("One of several options is right.")]


class Multiple(_Choice):
    """Some of several options are right."""

    kind: Annotated[Literal["multiple"], doc("Some of several options are right.")]


class TrueFalse(_Frame):
    """A statement that is true or false."""

    kind: Annotated[Literal["truefalse"], doc("A statement that is true or false.")]
    stem: Annotated[Text, doc("The statement.")]
    answer: Annotated[Truth, doc("true if the statement is true.")]
    why: NotRequired[Annotated[Text, doc("Why the statement is true or false.")]]
    explanation: Explanation


class Order(_Frame):
    """Items to be put in order."""

    kind: Annotated[Literal["order"], doc("Items to be put in order.")]
    stem: Annotated[Text, doc("What order is asked for, from what to what.")]
    items: Annotated[list[Item], doc("The items in the right order; 3 to 6.", min_length=3, max_length=6)]
    explanation: Explanation


class Match(_Frame):
    """Pairs to be found."""

    kind: Annotated[Literal["match"], doc("Pairs to be found.")]
    stem: Annotated[Text, doc("What is to be matched with what.")]
    pairs: Annotated[list[Pair], doc("What belongs together; 2 to 5 pairs.", min_length=2, max_length=5)]
    extra: NotRequired[Annotated[list[Item], doc("Right sides that belong to nothing; at most 7.", max_length=7)]]
    explanation: Explanation


class Numeric(_Frame):
    """A number is typed."""

    kind: Annotated[Literal["numeric"], doc("A number is typed, with its unit or without.")]
    stem: Stem
    answer: Annotated[Answer, doc("The right number.")]
    explanation: Explanation


class Short(_Frame):
    """A word or a few are typed."""

    kind: Annotated[Literal["short"], doc("A word or a few are typed.")]
    stem: Stem
    accept: Annotated[
        list[Text],
        doc("The answers that count; the first is shown. Case, accents and a typo are forgiven.", min_length=1),
    ]
    explanation: Explanation


class Cloze(_Frame):
    """A sentence with a gap, in which a word is typed."""

    kind: Annotated[Literal["cloze"], doc("A sentence with a gap; its word is typed.")]
    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, pattern=GAP),
        doc(
            "The sentence with one gap: `Cells are collected by {{apheresis|leukapheresis}}.`, in quotes. "
            "The first word is shown, the others count too."
        ),
    ]
    explanation: Explanation


class Teachback(_Frame):
    """Something to say in one's own words."""

    kind: Annotated[
        Literal["teachback"],
        doc("Say it in your own words, then tick the points that were in them; unrated."),
    ]
    stem: Annotated[Text, doc("What is to be said in one's own words.")]
    points: Annotated[
        list[Text],
        doc("The key points to tick afterwards; 2 to 4.", min_length=2, max_length=4),
    ]


Question: TypeAlias = Single | Multiple | TrueFalse | Order | Match | Numeric | Short | Cloze | Teachback


@with_config(ConfigDict(extra="forbid"))
class SetFile(TypedDict):
    """A question set with its topics and lessons."""

    quizbot: Annotated[Version, doc("Version of this format.")]
    set: Annotated[Head, doc("What the set is and for whom.")]
    sources: NotRequired[Annotated[list[Id], doc("Ids of the documents that the set rests on, from sources.yaml.")]]
    topics: Annotated[
        dict[Id, Topic], doc("The parts of the set by their ids, in the order of learning.", min_length=1)
    ]
    glossary: NotRequired[Annotated[list[Term], doc("Medical words with their meaning in plain words.")]]
    lessons: Annotated[list[Lesson], doc("Cards that are shown, not asked.", min_length=1)]
    questions: Annotated[
        list[Annotated[Question, Field(discriminator="kind")]],
        doc("What is asked.", min_length=1),
    ]

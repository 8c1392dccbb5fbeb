"""How a question is put: one thing, asked plainly, in a sentence that can be answered before the options are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizbot.content.document import Path
from quizbot.content.language import lead_in, sentences, words
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Finding, QuestionContext, Rule
from quizbot.domain.questions import Audience, Cloze, Multiple, Numeric, Short, Single, TrueFalse

LONGEST_STEM = 60
LONGEST_WITH_VIGNETTE = 120

NEGATIONS = frozenset(
    """
    not no never none nobody nothing neither without cannot except don't doesn't didn't isn't aren't wasn't weren't
    won't wouldn't can't couldn't shouldn't hasn't haven't hadn't mustn't
    """.split()
)
_ASKING_FOR_THE_REST = re.compile(
    r"\b(?:not|cannot|\w+n['\u2019]t|except|excluding|never|neither|incorrect|untrue|false|unlikely|(?<!at )least)\b",
    re.IGNORECASE,
)
_WORDS_FOR_THE_REST = NEGATIONS | {"excluding", "incorrect", "untrue", "false", "unlikely", "least"}
# "Not uncommon" says "common" in two steps.
_TURNED_TWICE = re.compile(
    r"\bnot (?:un(?!til|der|less|ique|iform|it)\w{4,}|impossible|improbable|infrequent\w*|insignificant|inactive)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|or|nor|because|since|so|which)\b")
_UNFOCUSED = re.compile(
    r"\b(?:which|what)\b(?:[^?]*\b(?:the following|of these|statements?|sentences?|options?|answers?)\b[^?]*)?"
    r"\s*\b(?:is|are)\b(?: \w+ly)? (?:true|correct|right|false|incorrect|untrue|wrong)\b(?!-)"
    r"|^(?:which|what) (?:(?:one )?of )?the following\s*\?",
    re.IGNORECASE,
)
_SECOND_QUESTION = re.compile(r",? and (?:why|how|what|which|when|where|who|whom|whose)\b", re.IGNORECASE)
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}")
_HINGE = re.compile(
    r"\b(?:previous|preceding|last|earlier|next) (?:question|answer|case|item)s?\b"
    r"|\b(?:question|item) (?:above|before|below|\d+)\b|\b(?:question|answer|case) (?:just )?(?:given )?above\b"
    r"|\byour (?:last |earlier )?answer\b|\b(?:same|above) (?:patient|case) as\b",
    re.IGNORECASE,
)
_WORDS_OF_HINGES = frozenset("question questions answer answers case cases item items patient".split())
_QUESTION_MARKS = "?\N{FULLWIDTH QUESTION MARK}\N{ARABIC QUESTION MARK}"

_WORDS_WITHOUT_FOCUS = frozenset("true correct right false incorrect untrue wrong following".split())
_ASKED_BY_QUESTION = (Single, Multiple, Numeric, Short)  # a statement, an order, pairs and a gap want none

_WORDED_POSITIVELY = "Ask for what is so, or turn it into a `truefalse`."


def negation_in_lead_in(context: QuestionContext) -> tuple[str, bool] | None:
    """The word by which the sentence that asks turns round what is asked, and whether it is written in capitals."""
    if isinstance(context.subject, TrueFalse | Cloze) or _WORDS_FOR_THE_REST.isdisjoint(context.stem.vocabulary):
        return None
    found = _ASKING_FOR_THE_REST.search(lead_in(context.stem.text))
    return None if found is None else (found.group(), found.group().isupper())


def negative_stem(context: QuestionContext) -> Iterator[Finding]:
    """The sentence that asks is negative; with the word in capitals, this is seen by most."""
    negation = negation_in_lead_in(context)
    if negation is not None:
        word, marked = negation
        yield Finding(
            at=("stem",),
            message=f"“{word}” turns the question round.",
            hint=_WORDED_POSITIVELY if marked else f"{_WORDED_POSITIVELY} If it must be, write it in capitals.",
            text=context.stem.text,
            severity=Severity.INFORMATION if marked else None,
        )


def double_negative(context: QuestionContext) -> Iterator[Finding]:
    """A negative option answers a negative question, or a clause is turned round twice."""
    if NEGATIONS.isdisjoint(context.stem.vocabulary):
        return
    clause = _turned_twice(context.stem.text)
    if clause is not None:
        message = "Two negations in one clause have to be undone one by one."
        yield Finding(at=_path(context), message=message, hint="Say it without either.", text=clause)
    if context.choice is not None and negation_in_lead_in(context) is not None:
        for option in context.choice.options:
            if not NEGATIONS.isdisjoint(option.vocabulary):
                message = "This option is negative, and so is the question."
                yield Finding(at=option.at, message=message, hint=_WORDED_POSITIVELY, text=option.text)


def _turned_twice(text: str) -> str | None:
    for sentence in sentences(text):
        for clause in _CLAUSE.split(sentence):
            if sum(word in NEGATIONS for word in words(clause)) > 1 or _TURNED_TWICE.search(clause) is not None:
                return clause.strip()
    return None


def unfocused_stem(context: QuestionContext) -> Iterator[Finding]:
    """The stem asks which option is true, so that nothing is asked until the options are read."""
    if isinstance(context.subject, _ASKED_BY_QUESTION) and not _WORDS_WITHOUT_FOCUS.isdisjoint(context.stem.vocabulary):
        text = context.stem.text
        if _UNFOCUSED.search(lead_in(text)) is not None:
            message = "Without its options, this asks nothing."
            hint = "Ask something that somebody who knows can answer before reading the options."
            yield Finding(at=("stem",), message=message, hint=hint, text=text)


def no_question(context: QuestionContext) -> Iterator[Finding]:
    """The stem has no question mark."""
    if isinstance(context.subject, _ASKED_BY_QUESTION):
        text = context.stem.text
        if not any(mark in text for mark in _QUESTION_MARKS):
            message = "The stem is no question."
            yield Finding(at=("stem",), message=message, hint="End it with a question and its mark.", text=text)


def multi_question(context: QuestionContext) -> Iterator[Finding]:
    """The stem asks two things, and there is one answer."""
    if isinstance(context.subject, _ASKED_BY_QUESTION):
        text = context.stem.text
        asked = sum(text.count(mark) for mark in _QUESTION_MARKS)
        if asked > 1 or (asked and " and " in text and _SECOND_QUESTION.search(lead_in(text)) is not None):
            message = "The stem asks more than one thing."
            hint = "Ask one, and write another question for the other."
            yield Finding(at=("stem",), message=message, hint=hint, text=text)


def fill_blank(context: QuestionContext) -> Iterator[Finding]:
    """A blank stands inside the stem, not at its end."""
    text = context.stem.text
    if any(text[blank.end() :].strip(" .?!:") for blank in _BLANK.finditer(text)):
        message = "What is wanted stands in the middle of the sentence."
        hint = "Ask a question, or write `kind: cloze` if a word is to be typed."
        yield Finding(at=_path(context), message=message, hint=hint, text=text)


def long_stem(context: QuestionContext) -> Iterator[Finding]:
    """The stem has more than 60 words, or more than 120 with its vignette."""
    vignette = context.subject.vignette
    count, most = len(context.stem.text.split()), LONGEST_STEM
    if vignette is not None:
        count, most = count + len(vignette.split()), LONGEST_WITH_VIGNETTE
    if count > most:
        message = f"There are {count} words to read before the answer; {most} are the most."
        yield Finding(at=_path(context), message=message, hint="Leave out what is not needed to answer.")


def hinged(context: QuestionContext) -> Iterator[Finding]:
    """The stem speaks of another question, which comes at another time or never."""
    if not _WORDS_OF_HINGES.isdisjoint(context.stem.vocabulary):
        found = _HINGE.search(context.stem.text)
        if found is not None:
            message = f"“{found.group()}” is not in sight."
            hint = "Say here what is needed to answer."
            yield Finding(at=_path(context), message=message, hint=hint, text=context.stem.text)


def _path(context: QuestionContext) -> Path:
    return ("text",) if isinstance(context.subject, Cloze) else ("stem",)


RULES = (
    Rule(
        name="negative-stem",
        severity=Severity.WARNING,
        why="Who overlooks one small word answers the opposite, and who knows what is not so may not know what is.",
        english=True,
        audience=Audience.STUDENT,  # patients: negative-lead-in, which knows no milder case
        of_question=negative_stem,
    ),
    Rule(
        name="double-negative",
        severity=Severity.WARNING,
        why="Undoing two negations is a puzzle of its own, and takes attention from what is asked.",
        english=True,
        of_question=double_negative,
    ),
    Rule(
        name="unfocused-stem",
        severity=Severity.WARNING,
        why="A stem that asks which option is true is several true-or-false questions with one mark.",
        english=True,
        of_question=unfocused_stem,
    ),
    Rule(
        name="no-question",
        severity=Severity.WARNING,
        why="A sentence that is broken off has to be kept in mind until the option that ends it is found.",
        of_question=no_question,
    ),
    Rule(
        name="multi-question",
        severity=Severity.WARNING,
        why="One mark for two answers does not tell which of them was known.",
        english=True,
        of_question=multi_question,
    ),
    Rule(
        name="fill-blank",
        severity=Severity.WARNING,
        why="A sentence with a hole in the middle has to be read once more for each option.",
        of_question=fill_blank,
    ),
    Rule(
        name="long-stem",
        severity=Severity.WARNING,
        why="A long stem asks for patience and fast reading, not for knowledge.",
        of_question=long_stem,
    ),
    Rule(
        name="hinged",
        severity=Severity.WARNING,
        why="Questions come back one by one, after days, in an order of their own.",
        english=True,
        of_question=hinged,
    ),
)

"""How options are worded: each stands for itself, says how much it means, and has the form of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Finding, QuestionContext, Rule

_LONGER_BY_FACTOR = 3
_LONGER_BY_WORDS = 6
_ABOVE = re.compile(
    r"(?:all|none|neither|both|any|some)(?: of)? (?:the )?"
    r"(?:above|below|these|them|those|others?|other options|options)"
    r"|(?:all|none|both) (?:are|is) (?:right|true|correct|wrong|false)",
    re.IGNORECASE,
)
_REFERENCE = r"\(?(?:[A-H]|[1-9]|I{1,3}|IV|VI{0,3})\)?"
_COMBINATION = re.compile(
    rf"(?:both |only |either )?{_REFERENCE}(?:(?:,|,? and| &| or| \+) ?{_REFERENCE})+(?: only)?\.?"
    rf"|{_REFERENCE} only\.?"
)
_VAGUE = frozenset("often sometimes rarely frequently seldom occasionally usually commonly regularly".split())
_FORMS = (
    ("begin with “to”", re.compile(r"to\b", re.IGNORECASE)),
    ("begin with “because”", re.compile(r"because\b", re.IGNORECASE)),
    ("end with a full stop", re.compile(r".*[^.]\.$", re.DOTALL)),
)


def all_none_above(context: QuestionContext) -> Iterator[Finding]:
    """An option is "all of the above", "none of these" or the like."""
    if context.choice is not None:
        for option in context.choice.options:
            if _ABOVE.fullmatch(option.text.rstrip(".")) is not None:
                message = "This option is about the other options, which are shuffled."
                hint = "Leave it out, or write `kind: multiple` if several are right."
                yield Finding(at=option.at, message=message, hint=hint, text=option.text)


def k_type(context: QuestionContext) -> Iterator[Finding]:
    """Options are combinations of others, as "A and C" or "1, 2 and 4"."""
    if context.choice is not None:
        combined = [option for option in context.choice.options if _COMBINATION.fullmatch(option.text) is not None]
        if len(combined) > 1:
            message = "Options are combinations of a list."
            hint = "Write `kind: multiple`, with one option for each entry of the list."
            yield Finding(at=combined[0].at, message=message, hint=hint, text=combined[0].text)


def vague_frequency(context: QuestionContext) -> Iterator[Finding]:
    """An option says "often", "sometimes", "rarely" or the like."""
    choice = context.choice
    if choice is not None and not (_VAGUE.isdisjoint(choice.of_keys) and _VAGUE.isdisjoint(choice.of_distractors)):
        for option in choice.options:
            for term in [word for word in option.words if word in _VAGUE][:1]:
                message = f"“{term}” is once a day to one reader and once a year to another."
                yield Finding(at=option.at, message=message, hint="Say how often, or leave it out.", text=option.text)


def option_form(context: QuestionContext) -> Iterator[Finding]:
    """Some options have a form that others have not."""
    if context.choice is not None:
        texts = [option.text for option in context.choice.options]
        for what, form in _FORMS:
            if 0 < sum(form.match(text) is not None for text in texts) < len(texts):
                message = f"Some options {what}, others do not."
                yield Finding(at=("options",), message=message, hint="Give all of them the same form.")


def option_length(context: QuestionContext) -> Iterator[Finding]:
    """One option has at least 3 times as many words as another, and 6 more."""
    if context.choice is not None:
        counts = [len(option.text.split()) for option in context.choice.options]
        least, most = min(counts), max(counts)
        if most >= _LONGER_BY_FACTOR * least and most - least >= _LONGER_BY_WORDS:
            message = f"The options have from {least} to {most} words."
            yield Finding(at=("options",), message=message, hint="Give all of them about the same length.")


RULES = (
    Rule(
        name="all-none-above",
        severity=Severity.WARNING,
        why="Two options that are seen to be right, or one that is seen to be wrong, answer such a question.",
        english=True,
        of_question=all_none_above,
    ),
    Rule(
        name="k-type",
        severity=Severity.WARNING,
        why="Combinations are solved by logic, and a half-known answer looks like none.",
        english=True,
        of_question=k_type,
    ),
    Rule(
        name="vague-frequency",
        severity=Severity.WARNING,
        why="Words for how often something is mean different things to different people.",
        english=True,
        of_question=vague_frequency,
    ),
    Rule(
        name="option-form",
        severity=Severity.INFORMATION,
        why="An option of another form stands out, and may not go with the stem.",
        english=True,
        of_question=option_form,
    ),
    Rule(
        name="option-length",
        severity=Severity.INFORMATION,
        why="An option that is much longer or shorter than its neighbours is looked at first.",
        of_question=option_length,
    ),
)

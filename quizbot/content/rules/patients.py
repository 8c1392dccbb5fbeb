"""What patients read: plain words, numbers rather than "rarely", no promise, no advice, all topics of consent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizbot.content.document import Path
from quizbot.content.language import Reading, reading, sentences, words
from quizbot.content.problems import Severity
from quizbot.content.rules.jargon import JARGON, PLAIN_WORD, singular
from quizbot.content.rules.rule import Context, Finding, QuestionContext, Rule, SetContext
from quizbot.content.rules.stems import negation_in_lead_in
from quizbot.content.rules.texts import card
from quizbot.domain.questions import Audience, Consent, Lesson, Question

WANTED_GRADE = 6.0
HARDEST_GRADE = 8.0
LEAST_WORDS = 60  # in fewer, one long word is worth half a grade and more

_NUMBER = re.compile(
    r"\d|\b(?<!no )(?:one|two|three|four|five|six|seven|eight|nine|ten|half|hundreds?|thousands?|everyone|nobody)\b",
    re.IGNORECASE,
)
_PROBABILITY = re.compile(
    r"(?<!most )(?<!in )(?<!how )\b(?:(?:un)?common(?:ly)?(?! (?:cold|sense|name|word|goal))|rare(?:ly)?"
    r"|(?:un)?likely|(?:im)?probabl[ey]|(?:in)?frequent(?:ly)?|often|seldom"
    r"|(?:small|low|slight|tiny|high|big|great|good) (?:risks?|chances?|probability))\b",
    re.IGNORECASE,
)
_WORDS_OF_PROBABILITY = frozenset(
    """
    common uncommon commonly uncommonly rare rarely likely unlikely probable probably improbable frequent frequently
    infrequent infrequently often seldom risk risks chance chances probability
    """.split()
)
_COUNTED = r"(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten)"
_PERCENT = rf"{_COUNTED} ?(?:%|percent|per cent)"
_RELATIVE = re.compile(
    rf"\b(?:twice|{_COUNTED} times) (?:as|more|less|higher|lower)\b"
    r"|\b(?:doubl|tripl|halv)(?:e|es|ed|ing) (?:the|your|this|that|their) \w+"
    rf"|\bhalf (?:as|the (?:risk|chance|number))\b|\b{_COUNTED}-?fold\b"
    rf"|\b{_PERCENT} (?:lower|higher|less|more|fewer|better|reduction|increase|drop|rise)"
    rf"|\b(?:lower|higher|fewer|cut|drop|fall|fell|rise|rose|reduc|increas|rais)\w*\b[^.?!]{{0,60}}"
    rf"\bby (?:{_PERCENT}|half)",
    re.IGNORECASE,
)
_SIGNS_OF_RELATIVE = frozenset(
    """
    twice times double triple halve doubles doubled doubling triples tripled tripling halves halved halving
    half percent cent fold twofold threefold
    """.split()
)
_ABSOLUTE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten) (?:people )?"
    r"(?:in|of|out of|among) (?:every |each )?"
    r"(?:\d|ten|twenty|a hundred|a thousand|hundred|thousand)|\bfrom [\d.]+ ?(?:%|percent|per cent)? to [\d.]+",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\bcur(?:e[sd]?|ing)\b|\bsafe(?:ly)?\b|\bbreakthroughs?\b|\bmirac(?:les?|ulous)\b|\bguarant(?:ees?|eed)\b"
    r"|\brisk[- ]free\b|\b(?:no|without|free of|zero) (?:any )?(?:risks?|side effects?)\b"
    r"|\b(?:will|is (?:sure|certain|bound) to) (?:help|work|heal|save|cure|protect)\b"
    r"|\byou will (?:get|be|feel|become) (?:well|better|healthy|fine|free)\b",
    re.IGNORECASE,
)
_WORDS_OF_PROMISE = frozenset(
    """
    cure cures cured curing safe safely breakthrough breakthroughs miracle miracles miraculous guarantee guarantees
    guaranteed
    """.split()
)
_SIGNS_OF_PROMISE = (
    "risk-free|risk free|no risk|no side eff|without risk|without side|free of risk|free of side|zero risk|zero side"
    "|any risk|any side|will help|will work|will heal|will save|will protect|you will|sure to|certain to|bound to"
).split("|")
_NOT_PROMISED = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|none|nothing|cannot|\w+n['\u2019]t|whether|hopes?|hoped|wonders?|wondered"
    r"|far from|the word)\b|\b(?:ask|know|learn|see|say|tell|find out|show|test)(?:s|ed|n)? if\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\byou (?:should|must|ought to|had better|need to|have to)\b(?! (?:ask|tell|call|contact|speak|talk))"
    r"|\bwe (?:recommend|advise|suggest|urge)\b|\bit is (?:best|better|wise|advisable) to\b"
    r"|\b(?:make|be) sure (?:to|that|you)\b"
    r"|^(?:please )?(?:do not |don['\u2019]t |never |always )?(?:stop|start|take|avoid|skip|keep|drink|double|reduce)"
    r" (?:taking |your |any |all |the )?(?:\w+ )?(?:medicines?|medication|pills?|tablets?|drugs?|alcohol|vaccines?)\b",
    re.IGNORECASE,
)
_SIGNS_OF_ADVICE = (
    "you should|you must|you ought|you had better|you need to|you have to|we recommend|we advise|we suggest|we urge"
    "|it is best|it is better|it is wise|it is advis|sure to|sure that|sure you"
).split("|")
_ORDERS = frozenset("stop start take avoid skip keep drink double reduce".split())
_ORDERED = frozenset(
    "medicine medicines medication pill pills tablet tablets drug drugs alcohol vaccine vaccines".split()
)


def reading_grade(context: SetContext) -> Iterator[Finding]:
    """The set, or a lesson or a question of 60 words and more, asks for more school than patients should need."""
    lessons: list[tuple[Path, Lesson | Question]] = [
        (("lessons", place, "text"), lesson) for place, lesson in enumerate(context.set.lessons)
    ]
    questions: list[tuple[Path, Lesson | Question]] = [
        (("questions", place), question) for place, question in enumerate(context.set.questions)
    ]
    whole = Reading()
    for path, subject in (*lessons, *questions):
        of_card = reading(card(subject).lower)
        if of_card.words >= LEAST_WORDS and of_card.grade > HARDEST_GRADE:
            yield _too_hard(path, "This", of_card.grade)
        whole += of_card
    if whole.grade > WANTED_GRADE:
        yield _too_hard(("set",), "The set", whole.grade)


def _too_hard(path: Path, what: str, reached: float) -> Finding:
    return Finding(
        at=path,
        message=f"{what} reads at grade {reached:.1f}; grade {WANTED_GRADE:.0f} is wanted.",
        hint="Split long sentences, and use shorter words.",
        severity=Severity.INFORMATION if reached <= HARDEST_GRADE else None,
    )


def jargon(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A medical word that the glossary does not explain; each once a card."""
    found = JARGON & context.card.vocabulary
    unexplained = {singular(word) for word in found} - context.within.explained
    for path, text in context.card.texts if unexplained else ():
        for word in words(text):
            term = singular(word)
            if word in JARGON and term in unexplained:
                unexplained.discard(term)
                message = f"“{word}” is a medical word."
                hint = f"Say it plainly (“{PLAIN_WORD[term]}”), or put it into the glossary."
                yield Finding(at=path, message=message, hint=hint, text=text)


def verbal_probability(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A claim says "rarely" or "likely" without a number."""
    if not _WORDS_OF_PROBABILITY.isdisjoint(context.card.vocabulary):
        for path, sentence in _stated(context):
            found = _PROBABILITY.search(sentence)
            if found is not None and _NUMBER.search(sentence) is None:
                message = f"“{found.group()}” is one in ten to one reader and one in a thousand to another."
                hint = "Give the number as well; if none is known, leave the word out and say that none is known."
                yield Finding(at=path, message=message, hint=hint, text=sentence)


def relative_risk(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A claim says how many times higher or lower something is, and not from what to what."""
    if not _SIGNS_OF_RELATIVE.isdisjoint(context.card.vocabulary) or "%" in context.card.lower:
        for path, text in context.card.claims:
            found = _RELATIVE.search(text)
            if found is not None and _ABSOLUTE.search(text) is None:
                message = f"“{found.group()}” does not say how many people it is."
                hint = "Give both numbers of the same group: from 2 in 100 people to 1 in 100."
                yield Finding(at=path, message=message, hint=hint, text=text)


def promise(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A sentence speaks of cure, safety or sure help, and neither denies it nor asks."""
    seen = context.card
    if not _WORDS_OF_PROMISE.isdisjoint(seen.vocabulary) or any(sign in seen.lower for sign in _SIGNS_OF_PROMISE):
        for path, sentence in _stated(context):
            found = _PROMISE.search(sentence)
            if found is not None:
                around = f"{sentence[: found.start()]} {sentence[found.end() :]}"
                if _NOT_PROMISED.search(around) is None:
                    message = f"“{found.group()}” is a promise that nobody can keep."
                    hint = "Say what was seen, in whom, and how certain it is; a wrong belief gets its `misconception`."
                    yield Finding(at=path, message=message, hint=hint, text=sentence)


def advice(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """A sentence tells the reader what to do, other than to ask or tell somebody of the care team."""
    seen = context.card
    is_order = not (_ORDERS.isdisjoint(seen.vocabulary) or _ORDERED.isdisjoint(seen.vocabulary))
    if is_order or any(sign in seen.lower for sign in _SIGNS_OF_ADVICE):
        for path, sentence in _stated(context):
            found = _ADVICE.search(sentence)
            if found is not None:
                message = f"“{found.group()}” tells somebody what to do whom we do not know."
                hint = "Say what the document says, and leave what to do to the care team."
                yield Finding(at=path, message=message, hint=hint, text=sentence)


def _stated(context: Context[Lesson | Question]) -> Iterator[tuple[Path, str]]:
    """The sentences that the set stands by, but for questions."""
    for path, text in context.card.claims:
        yield from ((path, sentence) for sentence in sentences(text) if "?" not in sentence)


def negative_lead_in(context: QuestionContext) -> Iterator[Finding]:
    """The sentence that asks is negative, however it is marked."""
    negation = negation_in_lead_in(context)
    if negation is not None:
        message = f"“{negation[0]}” turns the question round."
        yield Finding(at=("stem",), message=message, hint="Ask for what is so, or turn it into a `truefalse`.")


def consent_topic(context: SetContext) -> Iterator[Finding]:
    """The set prepares for consent, and one of the topics of consent has no question."""
    met = {question.consent for question in context.set.questions if not question.retired} - {None}
    missing = [topic.value for topic in Consent if topic not in met]
    if met and missing:
        message = f"No question has the consent topic {', '.join(missing)}."
        hint = f"Add one for each, as `consent: {missing[0]}`."
        yield Finding(at=("questions",), message=message, hint=hint)


RULES = (
    Rule(
        name="reading-grade",
        severity=Severity.WARNING,
        why="Half of all adults stop reading what is harder than the eighth grade, and the sick sooner.",
        english=True,
        audience=Audience.PATIENT,
        of_set=reading_grade,
    ),
    Rule(
        name="jargon",
        severity=Severity.WARNING,
        why="A word that is not understood is passed over, and with it the sentence.",
        english=True,
        audience=Audience.PATIENT,
        of_question=jargon,
        of_lesson=jargon,
    ),
    Rule(
        name="verbal-probability",
        severity=Severity.WARNING,
        why="Patients read “common” and “rare” as far more frequent than was meant.",
        english=True,
        audience=Audience.PATIENT,
        of_question=verbal_probability,
        of_lesson=verbal_probability,
    ),
    Rule(
        name="relative-risk",
        severity=Severity.WARNING,
        why="“Twice the risk” sounds grave, be it of one in three or of one in a million.",
        english=True,
        audience=Audience.PATIENT,
        of_question=relative_risk,
        of_lesson=relative_risk,
    ),
    Rule(
        name="promise",
        severity=Severity.WARNING,
        why="Who is promised help does not weigh, and consent that was not weighed is none.",
        english=True,
        audience=Audience.PATIENT,
        of_question=promise,
        of_lesson=promise,
    ),
    Rule(
        name="advice",
        severity=Severity.WARNING,
        why="Advice needs somebody who knows the patient; a text does not.",
        english=True,
        audience=Audience.PATIENT,
        of_question=advice,
        of_lesson=advice,
    ),
    Rule(
        name="negative-lead-in",
        severity=Severity.WARNING,
        why="Under stress the small word is overlooked, and what was denied is what is remembered.",
        english=True,
        audience=Audience.PATIENT,
        of_question=negative_lead_in,
    ),
    Rule(
        name="consent-topic",
        severity=Severity.WARNING,
        why="Who consents without having met its risks or its alternatives has not really chosen.",
        audience=Audience.PATIENT,
        of_set=consent_topic,
    ),
)

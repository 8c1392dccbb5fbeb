"""Whether a set hangs together: ids, keys, and what points to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizbot.content.document import Path
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Context, Finding, QuestionContext, Rule, SetContext
from quizbot.domain.questions import Audience, Lesson, Match, Multiple, Order, Question, Single, TrueFalse


def no_key(context: QuestionContext) -> Iterator[Finding]:
    """No option of a single or multiple choice is right."""
    match context.subject:
        case Single(options=options) | Multiple(options=options) if not any(option.correct for option in options):
            if "answer" not in context.fields:
                yield Finding(at=("options",), message="No option is right.", hint="Give the key `correct: true`.")
        case _:
            pass


def several_keys(context: QuestionContext) -> Iterator[Finding]:
    """More than one option of a single choice is right."""
    match context.subject:
        case Single(options=options):
            keys = [place for place, option in enumerate(options) if option.correct]
            if len(keys) > 1:
                message = f"{len(keys)} options are right, and only one can be picked."
                hint = "Keep one key, or write `kind: multiple`."
                yield Finding(at=("options", keys[1]), message=message, hint=hint, text=options[keys[1]].text)
        case _:
            pass


def unknown_answer(context: QuestionContext) -> Iterator[Finding]:
    """`answer` names a text that is no option."""
    match context.subject:
        case Single(options=options) | Multiple(options=options):
            texts = [option.text for option in options]
            for path, answer in _answers(context):
                if answer not in texts:
                    message = "`answer` is none of the options."
                    yield Finding(at=path, message=message, hint=did_you_mean(answer, texts), text=answer)
        case _:
            pass


def _answers(context: QuestionContext) -> Iterator[tuple[Path, str]]:
    """What `answer` names as keys, and where."""
    written = context.fields.get("answer", [])
    if isinstance(written, str):
        yield ("answer",), written.strip()
    else:
        for place, each in enumerate(written):
            yield ("answer", place), str(each).strip()


def answer_and_correct(context: QuestionContext) -> Iterator[Finding]:
    """The key is marked by `answer` and by `correct`."""
    if "answer" in context.fields:
        for place, option in enumerate(context.fields.get("options", ())):
            if isinstance(option, dict) and "correct" in option:
                message = "The key is marked twice: by `answer` and by `correct`."
                hint = "Keep `correct` at the options, or `answer` below them."
                yield Finding(at=("options", place, "correct"), message=message, hint=hint)


def duplicate_id(context: SetContext) -> Iterator[Finding]:
    """Two lessons, or two questions, have the same id."""
    lessons = [lesson.key for lesson in context.set.lessons]
    questions = [question.key for question in context.set.questions]
    for part, keys in (("lessons", lessons), ("questions", questions)):
        seen: set[str] = set()
        for place, key in enumerate(keys):
            if key in seen:
                name = key.partition("/")[2]
                message = f"`{name}` is the id of one of the {part} above, too."
                yield Finding(at=(part, place, "id"), message=message, hint="Give each an id of its own.", text=name)
            seen.add(key)


def unknown_topic(context: Context[Lesson | Question]) -> Iterator[Finding]:
    """The topic is none of the set's."""
    topic = context.subject.topic
    if topic not in context.within.set.topic:
        message = f"There is no topic `{topic}` in this set."
        yield Finding(at=("topic",), message=message, hint=did_you_mean(topic, context.within.set.topic), text=topic)


def unknown_after(context: QuestionContext) -> Iterator[Finding]:
    """The lesson is none of the set's."""
    lesson = _lesson_id(context)
    if lesson not in context.within.lesson_topics:
        hint = did_you_mean(lesson, context.within.lesson_topics)
        yield Finding(at=("after",), message=f"There is no lesson `{lesson}` in this set.", hint=hint, text=lesson)


def after_other_topic(context: QuestionContext) -> Iterator[Finding]:
    """The lesson belongs to another topic than the question."""
    lesson, own = _lesson_id(context), context.subject.topic
    topic = context.within.lesson_topics.get(lesson, own)
    if topic != own and own in context.within.set.topic:
        message = f"The lesson `{lesson}` belongs to the topic `{topic}`, the question to `{own}`."
        hint = "Give both the same topic, or name a lesson of this one."
        yield Finding(at=("after",), message=message, hint=hint, text=lesson)


def _lesson_id(context: QuestionContext) -> str:
    return context.subject.after.partition("/")[2]


def lesson_without_questions(context: SetContext) -> Iterator[Finding]:
    """No question that is still asked comes after a lesson."""
    asked = Counter(question.after for question in context.set.questions if not question.retired)
    for place, lesson in enumerate(context.set.lessons):
        if lesson.key not in asked:
            message = f"No question asks what the lesson “{lesson.title}” teaches."
            hint = "Add one with `after: " + lesson.key.partition("/")[2] + "`."
            yield Finding(at=("lessons", place), message=message, hint=hint)


def missing_why(context: QuestionContext) -> Iterator[Finding]:
    """`why` is missing: to patients on anything that can be picked, to students on what is wrong."""
    for_patients = context.within.set.audience is Audience.PATIENT
    for path, why, is_wrong in _whys(context.subject):
        if why is None and (for_patients or is_wrong):
            yield Finding(
                at=path,
                message="`why` is missing.",
                hint="Say why this is right or wrong; it is shown to whoever picked it.",
                severity=None if for_patients else Severity.WARNING,
            )


def _whys(question: Question) -> Iterator[tuple[Path, str | None, bool]]:
    """Each thing that can be picked: where it is, its why, and whether it is wrong."""
    match question:
        case Single(options=options) | Multiple(options=options):
            for place, option in enumerate(options):
                yield ("options", place), option.why, not option.correct
        case TrueFalse(why=why):
            yield (), why, True
        case Order(items=items):
            for place, item in enumerate(items):
                yield ("items", place), item.why, False
        case Match(pairs=pairs, extra=extra):
            for place, pair in enumerate(pairs):
                yield ("pairs", place), pair.why, False
            for place, item in enumerate(extra):
                yield ("extra", place), item.why, True
        case _:
            pass


RULES = (
    Rule(
        name="no-key",
        severity=Severity.ERROR,
        why="Whatever the learner picks would be wrong.",
        of_question=no_key,
    ),
    Rule(
        name="several-keys",
        severity=Severity.ERROR,
        why="One option can be picked, so another right one would count as wrong.",
        of_question=several_keys,
    ),
    Rule(
        name="unknown-answer",
        severity=Severity.ERROR,
        why="The key must be one of the options, letter for letter.",
        of_question=unknown_answer,
    ),
    Rule(
        name="answer-and-correct",
        severity=Severity.ERROR,
        why="Two marks of the key can contradict one another.",
        of_question=answer_and_correct,
    ),
    Rule(
        name="duplicate-id",
        severity=Severity.ERROR,
        why="A learner's progress hangs on the id, and two questions would share it.",
        of_set=duplicate_id,
    ),
    Rule(
        name="unknown-topic",
        severity=Severity.ERROR,
        why="What belongs to no topic is never shown.",
        of_question=unknown_topic,
        of_lesson=unknown_topic,
    ),
    Rule(
        name="unknown-after",
        severity=Severity.ERROR,
        why="A question is asked after the lesson that teaches it, and this one would never be.",
        of_question=unknown_after,
    ),
    Rule(
        name="after-other-topic",
        severity=Severity.ERROR,
        why="Whoever learns one topic would be asked what only another teaches.",
        of_question=after_other_topic,
    ),
    Rule(
        name="lesson-without-questions",
        severity=Severity.WARNING,
        why="What is never asked is forgotten, and nobody knows whether it was understood.",
        of_set=lesson_without_questions,
    ),
    Rule(
        name="missing-why",
        severity=Severity.ERROR,
        why="A wrong pick is mended by hearing why it is wrong; without, a patient keeps the belief.",
        of_question=missing_why,
    ),
)

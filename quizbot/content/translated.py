"""A translation held against its set: the set in another language, and what is wrong, old or missing in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from quizbot.content import values
from quizbot.content.document import Document, Path
from quizbot.content.nearest import did_you_mean
from quizbot.content.problems import Problem, Severity, counted
from quizbot.content.rules.apply import Judged, apply
from quizbot.content.rules.reading import UNUSED_IGNORE
from quizbot.content.rules.rule import Rule
from quizbot.content.rules.translations import NOT_AS_ORIGINAL, STALE_TRANSLATION, UNKNOWN_ORIGINAL, UNTRANSLATED
from quizbot.content.schema import flaws
from quizbot.content.schema.editor import set_shape
from quizbot.content.schema.reading import read_set
from quizbot.content.schema.translations import TranslationFile
from quizbot.content.translations import Original, Overlaid, differences, entry_at, laid_over, originals, texts_in
from quizbot.domain.questions import QuestionSet

_NAMES = {"set": "title", "topics": "topic", "glossary": "word", "lessons": "lesson", "questions": "question"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """The set in another language, None if the translation has an error; and the problems of the translation."""

    set: QuestionSet | None
    problems: tuple[Problem, ...]


def translated(
    file: str,
    document: Document,
    head: TranslationFile,
    original: Judged,
    known_problems: Sequence[Problem],
    rules: Sequence[Rule],
) -> Translated:
    """The translation laid over its original, which has no error; both held to the rules.

    What the rules find in the original as well, word for word, is not said again.
    """
    language = head["translation"]["language"]
    known = tuple(originals(original.document.fields))
    comparison = _Comparison(file, document, original.context.set.language)
    done = [each for each in known if comparison.is_done(each)]
    comparison.look_for_unknown(original.document, known)
    comparison.count(known, done)
    problems = comparison.problems
    fields = laid_over(original.document.fields, document.fields, language, done)
    places = {each.place: each.at for each in known}
    overlaid = Overlaid(fields=fields, marks=(), translation=document, places=places)
    reading = read_set(fields)
    problems += flaws.problems(file, overlaid, reading.flaws, set_shape)
    if reading.file is None:
        return Translated(set=None, problems=tuple(problems))
    question_set = values.question_set(reading.file)
    judged = replace(
        original,
        file=file,
        document=overlaid,
        context=replace(original.context, set=question_set, fields=fields),
        lessons=reading.lessons,
        questions=reading.questions,
        whole=not reading.flaws,
    )
    said = {(each.rule, each.message, each.text) for each in known_problems}
    found = apply([rule for rule in rules if rule.name != UNUSED_IGNORE], judged)
    problems += [each for each in found if (each.rule, each.message, each.text) not in said]
    has_error = any(each.severity is Severity.ERROR for each in problems)
    return Translated(set=None if has_error else question_set, problems=tuple(problems))


def unknown_set(file: str, document: Document, set_id: str, known: Collection[str]) -> Problem:
    """What is wrong with a translation whose set is not among the files."""
    comparison = _Comparison(file, document, "")
    message = f"There is no set `{set_id}` among the files."
    hint = did_you_mean(set_id, known) if known else "Check it together with its set: name their folder."
    comparison.say(UNKNOWN_ORIGINAL, ("translation", "of"), message, hint)
    (problem,) = comparison.problems
    return problem


class _Comparison:
    """A translation beside its original, entry by entry."""

    def __init__(self, file: str, document: Document, language: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._document = document
        self._language = language

    def is_done(self, original: Original) -> bool:
        """Whether the entry is translated, as a whole and as it is now."""
        entry = entry_at(self._document.fields, original.at)
        if not any(texts_in(entry)):
            return False
        found = list(differences(original.texts, entry, original.at))
        for each in found:
            if each.is_wrong:
                self.say(NOT_AS_ORIGINAL, each.at, each.message, "Give it the form of the original.")
        missing = next((each for each in found if not each.is_wrong), None)
        if missing is not None:
            message = f"{missing.message[:-1]}, so the whole entry is shown in `{self._language}`."
            self.say(UNTRANSLATED, missing.at, message, "Translate the rest of it.")
        if not found and entry.get("fingerprint") != original.fingerprint:
            self.say(STALE_TRANSLATION, original.at, *self._stale(known="fingerprint" in entry))
            return False
        return not found

    def _stale(self, *, known: bool) -> tuple[str, str]:
        if known:
            return "The original has changed since this was translated.", (
                "`quizbot translate` shows it; bring this up to date, delete its fingerprint, and run it again."
            )
        return "It is not noted which original this translates.", "Run `quizbot translate`, which notes it."

    def look_for_unknown(self, original: Document, known: Sequence[Original]) -> None:
        """Says which entries have no original."""
        for part in ("topics", "glossary", "lessons", "questions"):
            there = {str(each.at[1]) for each in known if each.at[0] == part} | _retired(original, part)
            entries = self._document.fields.get(part)
            for name in entries if isinstance(entries, dict) else ():
                if name not in there:
                    message = f"The set has no {_NAMES[part]} `{name}`."
                    self.say(UNKNOWN_ORIGINAL, (part, name), message, did_you_mean(name, there), of_name=True)

    def count(self, known: Sequence[Original], done: Sequence[Original]) -> None:
        """Says how much is not translated."""
        wanted = Counter(str(each.at[0]) for each in known)
        there = Counter(str(each.at[0]) for each in done)
        missing = [
            f"{count - there[part]} of {counted(count, _NAMES[part])}"
            for part, count in wanted.items()
            if there[part] < count
        ]
        if missing:
            message = f"Not translated, and shown in `{self._language}`: {', '.join(missing)}."
            hint = "Fill in the empty texts; `quizbot translate` adds those that are missing, with the original above."
            self.say(UNTRANSLATED, ("translation",), message, hint, severity=Severity.INFORMATION)

    def say(
        self, rule: Rule, at: Path, message: str, hint: str, *, severity: Severity | None = None, of_name: bool = False
    ) -> None:
        """Adds a problem."""
        where = self._document.name_position(at) if of_name else self._document.position(at)
        self.problems.append(
            Problem(
                file=self._file,
                line=where.line,
                column=where.column,
                rule=rule.name,
                severity=severity or rule.severity,
                message=message,
                hint=hint,
            )
        )


def _retired(original: Document, part: str) -> set[str]:
    entries = original.fields.get(part)
    return {str(each.get("id")) for each in _fields_in(entries) if each.get("retired") == "true"}


def _fields_in(entries: object) -> Iterator[dict[str, object]]:
    yield from (each for each in entries if isinstance(each, dict)) if isinstance(entries, list) else ()

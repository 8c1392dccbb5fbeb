"""Files in, a library and a list of problems out; bad content never raises."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from quizbot.content import files, gate, question_lock, values
from quizbot.content.document import Document
from quizbot.content.document import Path as ValuePath
from quizbot.content.problems import Problem, Severity, enough, in_order
from quizbot.content.question_lock import QuestionLock, SinceLock
from quizbot.content.rules.apply import Judged, apply
from quizbot.content.rules.rule import Rule, SetContext
from quizbot.content.schema import flaws
from quizbot.content.schema.editor import set_shape, sources_shape, translation_shape
from quizbot.content.schema.reading import read_set, read_sources, read_translation
from quizbot.content.sources import LOCK, Lock, read_lock
from quizbot.content.translated import translated, unknown_set
from quizbot.domain.questions import Library, QuestionSet, Source
from quizbot.domain.translation import in_translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What files hold: the sets without an error as a library, and all problems in the order of the files.

    `files` are the files that were looked at, `questions` is how many questions are written in them; `set_files` says
    in which file each set of the library stands, `question_locks` where questions are locked or would be, `since_lock`
    how the questions differ from the locked ones.
    """

    library: Library
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]
    questions: int
    set_files: Mapping[str, Path] = field(default_factory=dict)
    question_locks: tuple[Path, ...] = ()
    since_lock: SinceLock = field(default_factory=SinceLock)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop `run`."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


_NOTHING: Mapping[Path, bytes] = MappingProxyType({})


def nobody_watches(done: int, of: int) -> None:
    """Nothing is shown of how far a load has come."""


def load(
    paths: Sequence[Path],
    rules: Sequence[Rule] | None = None,
    progress: Callable[[int, int], None] = nobody_watches,
    instead: Mapping[Path, bytes] = _NOTHING,
) -> Loaded:
    """The library of the files, and of all YAML files in the folders, held to the rules: to all of them, with None.

    `progress` is called with how many files are done, and of how many, after each. `instead` has what is read for
    some files, by their absolute paths, whatever they hold and whether they are there or not.

    Sources are read from the sources.yaml beside each set or nearest above it. A set is left out of the library if it
    has an error, or if its sources.yaml has one; so is a translation, and one of a set that is left out.

    Raises:
        LibyamlMissingError: PyYAML was built without libyaml.
    """
    if rules is None:
        from quizbot.content.rules.registry import RULES  # noqa: PLC0415 - a start of the bot applies few of them

        rules = RULES
    found, problems = files.find(paths)
    found = sorted({*found, *instead})
    loading = _Loading(rules, problems, instead)
    with _collector_at_rest():
        for done, path in enumerate(found, start=1):
            if path.name == files.SOURCES:
                loading.sources_at(path)
            else:
                loading.set_or_translation_at(path)
            progress(done, len(found))
        loading.translate()
        for path in files.named(paths, question_lock.LOCK):
            loading.question_lock_at(path)
    return loading.loaded()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """While values are only added, the collector looks through all of them again and again, for a fifth of the time.

    They stay, so that it need not look at them afterwards either, while a bot that serves others would stand still.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.freeze()
            gc.enable()


class _Loading:
    """What has been loaded so far."""

    def __init__(self, rules: Sequence[Rule], problems: list[Problem], instead: Mapping[Path, bytes]) -> None:
        self._rules = rules
        self._instead = instead
        self._problems = problems
        self._sets: dict[str, QuestionSet] = {}
        self._file_of_set: dict[str, str] = {}
        self._sources: dict[str, Source] = {}
        self._sources_at: dict[Path, Mapping[str, Source] | None] = {}
        self._locks: dict[Path, Lock | None] = {}
        self._question_locks: dict[Path, QuestionLock] = {}
        self._set_files: dict[str, Path] = {}
        self._named: set[Path] = set()  # the files of which it is known what they declare
        self._since_lock = SinceLock()
        self._waiting: list[tuple[Path, Document]] = []
        self._judged: dict[str, tuple[Judged, Sequence[Problem]]] = {}
        self._translations: dict[tuple[str, str], QuestionSet] = {}
        self._file_of_translation: dict[tuple[str, str], str] = {}
        self._files: list[Path] = []
        self._questions = 0

    def loaded(self) -> Loaded:
        """What has been loaded."""
        library = Library(
            sets=MappingProxyType(self._sets),
            sources=MappingProxyType(self._sources),
            translations=MappingProxyType(self._translations),
        )
        opened = tuple(sorted(self._files))
        self._problems += self._vanished_sets()
        return Loaded(
            library=library,
            problems=in_order(self._problems),
            files=opened,
            questions=self._questions,
            set_files=self._set_files,
            question_locks=tuple(self._question_locks),
            since_lock=self._since_lock,
        )

    def sources_at(self, path: Path) -> Mapping[str, Source] | None:
        """The sources that the file declares by their ids, None if it has an error."""
        if path not in self._sources_at:
            self._sources_at[path] = self._read_sources(path)
        return self._sources_at[path]

    def set_or_translation_at(self, path: Path) -> None:
        """Adds the set that the file holds, unless it has an error; a translation waits for its set."""
        document = self._open(path)
        if document is not None and "translation" in document.fields:
            self._waiting.append((path, document))
            self._named.add(path)
        elif document is not None:
            self._set(path, document)

    def question_lock_at(self, path: Path) -> QuestionLock:
        """The lock in the file; what is locked in it and is nowhere has vanished."""
        if path not in self._question_locks:
            self._question_locks[path] = question_lock.read_lock(path)
        return self._question_locks[path]

    def translate(self) -> None:
        """Adds the translations that have waited, unless they have an error."""
        for path, document in self._waiting:
            self._translation(files.shown(path), document)

    def _translation(self, file: str, document: Document) -> None:
        read, misfits = read_translation(document.fields)
        self._problems += enough(flaws.problems(file, document, misfits, translation_shape))
        if read is None:
            return
        head = read["translation"]
        set_id, language = head["of"], head["language"]
        first = self._file_of_translation.setdefault((set_id, language), file)
        if first != file:
            message = f"The translation in {first} is of this set and into this language, too."
            self._problems.append(_duplicate(file, document, ("translation",), message))
        elif set_id in self._judged:
            judged, problems = self._judged[set_id]
            found = translated(file, document, read, judged, problems, self._rules)
            self._problems += found.problems
            if found.set is not None:
                self._translations[set_id, language] = in_translation(judged.context.set, found.set)
        elif set_id not in self._file_of_set:
            self._problems.append(unknown_set(file, document, set_id, self._file_of_set))

    def _set(self, path: Path, document: Document) -> None:
        written = document.fields.get("questions")
        self._questions += len(written) if isinstance(written, list) else 0
        file = files.shown(path)
        reading = read_set(document.fields)
        problems = list(enough(flaws.problems(file, document, reading.flaws, set_shape)))
        if reading.file is not None:
            sources_path = files.sources_above(path)
            sources = {} if sources_path is None else self.sources_at(sources_path)
            question_set = values.question_set(reading.file)
            judged = Judged(
                file=file,
                document=document,
                context=SetContext(
                    set=question_set,
                    fields=document.fields,
                    sources=sources,
                    lock={} if sources_path is None else self._lock_beside(sources_path),
                ),
                lessons=reading.lessons,
                questions=reading.questions,
                whole=not reading.flaws,
            )
            problems += enough(apply(self._rules, judged))
            problems += self._taken_id(file, document, question_set)
            if sources is not None and not _has_error(problems):
                self._sets[question_set.id] = question_set
                self._set_files[question_set.id] = path
                self._judged[question_set.id] = judged, problems
            self._named.add(path)
            problems += self._since_locked(path, judged)
        self._problems += problems

    def _since_locked(self, path: Path, judged: Judged) -> Iterator[Problem]:
        """What learners knew otherwise. It stops `run`, but it does not keep the set from being taught."""
        lock = self.question_lock_at(question_lock.lock_path(path))
        if lock.questions is not None:
            self._since_lock += question_lock.since_lock(lock, judged.context.set.questions)
        return question_lock.problems(lock, judged.file, judged.document, judged.context.set, judged.questions)

    def _vanished_sets(self) -> Iterator[Problem]:
        """The locked sets that are nowhere, as far as all files were looked at among which they could be."""
        known = frozenset(self._file_of_set)
        for lock in self._question_locks.values():
            yield from lock.problems
            if lock.set_ids - known and self._named.issuperset(files.find([lock.path.parent])[0]):
                yield from question_lock.vanished_sets(lock, known)

    def _lock_beside(self, sources_path: Path) -> Lock | None:
        if sources_path not in self._locks:
            self._locks[sources_path] = read_lock(sources_path.with_name(LOCK))
        return self._locks[sources_path]

    def _open(self, path: Path) -> Document | None:
        data, problems = (self._instead[path], ()) if path in self._instead else files.read(path, gate.MOST_BYTES)
        if problems:
            self._problems += problems
            return None
        self._files.append(path)
        document, problems = gate.read(data, files.shown(path))
        self._problems += problems
        return document

    def _taken_id(self, file: str, document: Document, question_set: QuestionSet) -> Iterator[Problem]:
        first = self._file_of_set.setdefault(question_set.id, file)
        if first != file:
            message = f"The set in {first} has the id `{question_set.id}`, too."
            yield _duplicate(file, document, ("set", "id"), message)

    def _read_sources(self, path: Path) -> Mapping[str, Source] | None:
        document = self._open(path)
        if document is None:
            return None
        file = files.shown(path)
        read, misfits = read_sources(document.fields)
        sources = () if read is None else values.sources(read)
        problems = [
            *enough(flaws.problems(file, document, misfits, sources_shape)),
            *_duplicates(file, document, sources, self._sources),
        ]
        self._problems += problems
        if problems:
            return None
        self._named.add(path)
        declared = {source.id: source for source in sources}
        self._sources |= declared
        return declared


def _duplicates(file: str, document: Document, sources: Sequence[Source], known: Collection[str]) -> Iterator[Problem]:
    """Sources with the id of one above or of one in another file, and sections with a heading that is above."""
    ids = set(known)
    for place, source in enumerate(sources):
        if source.id in ids:
            yield _duplicate(file, document, ("sources", place, "id"), f"Another source has the id `{source.id}`, too.")
        ids.add(source.id)
        headings: set[str] = set()
        for number, section in enumerate(source.sections):
            if section.heading in headings:
                path = ("sources", place, "sections", number, "heading")
                yield _duplicate(file, document, path, "A section above has this heading, too.")
            headings.add(section.heading)


def _duplicate(file: str, document: Document, path: ValuePath, message: str) -> Problem:
    where = document.position(path)
    return Problem(
        file=file,
        line=where.line,
        column=where.column,
        rule="duplicate-id",
        severity=Severity.ERROR,
        message=message,
        hint="Give each a name of its own.",
    )


def _has_error(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)

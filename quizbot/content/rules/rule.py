"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

from quizbot.content.document import Path, Value
from quizbot.content.language import words
from quizbot.content.problems import Severity
from quizbot.content.rules.choice import Choice, Phrase, asking, choice
from quizbot.content.rules.jargon import singular
from quizbot.content.rules.texts import Card, card
from quizbot.content.sources import Lock, declared_places
from quizbot.domain.questions import Audience, Lesson, Question, QuestionSet, Source

_Subject_co = TypeVar("_Subject_co", bound=Lesson | Question, covariant=True)


@dataclass(frozen=True, kw_only=True)
class SetContext:
    """A question set, what was written in its file, and the sources that there are.

    Lessons and questions that could not be read are missing in `set`; rules about a whole set are not applied then.
    `sources` is None while it is not known which there are, since their own file has errors; `lock` is None if the
    lock beside it cannot be understood.
    """

    set: QuestionSet
    fields: Mapping[str, Value]
    sources: Mapping[str, Source] | None
    lock: Lock | None

    @cached_property
    def locked(self) -> Lock:
        """The locked paragraphs of each source that has in sources.yaml the paragraphs that were locked."""
        sources, lock = self.sources or {}, self.lock or {}
        return {
            source: inside
            for source, inside in lock.items()
            if source in sources and set(inside) == set(declared_places(sources[source]))
        }

    @cached_property
    def lesson_topics(self) -> Mapping[str, Value]:
        """The topic of each lesson by the lesson's id, as written: of those too that could not be read."""
        lessons = (each for each in self.fields["lessons"] if isinstance(each, dict))
        return {str(each.get("id")): each.get("topic", "") for each in lessons}

    @cached_property
    def explained(self) -> frozenset[str]:
        """The words of the glossary's terms, in lower case and in the singular."""
        terms = " ".join(text for each in self.set.glossary for text in (each.term, *each.also))
        return frozenset(singular(word) for word in words(terms))


@dataclass(frozen=True, kw_only=True)
class Context(Generic[_Subject_co]):
    """A question or a lesson, what was written of it, and the set that it belongs to."""

    subject: _Subject_co
    fields: Mapping[str, Value]
    within: SetContext

    @cached_property
    def choice(self) -> Choice | None:
        """What there is to choose from, None if nothing is picked or if keys or distractors are missing."""
        return choice(self.subject, self.stem)

    @cached_property
    def stem(self) -> Phrase:
        """What asks: the stem, the sentence around a gap, or the title of a lesson."""
        return asking(self.subject)

    @cached_property
    def card(self) -> Card:
        """The texts that a learner reads."""
        return card(self.subject)


LessonContext: TypeAlias = Context[Lesson]
QuestionContext: TypeAlias = Context[Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found, at a path that begins at what the rule looks at.

    `severity` is the rule's own unless the finding is milder.
    """

    at: Path
    message: str
    hint: str
    text: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its name, how grave its gravest finding is, why it matters, and the checks that it consists of.

    A rule without a check is applied where files are read. A rule that knows only English skips sets in other
    languages; one for an audience skips sets for another.
    """

    name: str
    severity: Severity
    why: str
    english: bool = False
    audience: Audience | None = None
    of_question: Callable[[QuestionContext], Iterator[Finding]] | None = None
    of_lesson: Callable[[LessonContext], Iterator[Finding]] | None = None
    of_set: Callable[[SetContext], Iterator[Finding]] | None = None

    def concerns(self, question_set: QuestionSet) -> bool:
        """Whether the rule is made for sets of this language and this audience."""
        in_english = question_set.language.partition("-")[0] == "en"
        return (in_english or not self.english) and self.audience in (None, question_set.audience)

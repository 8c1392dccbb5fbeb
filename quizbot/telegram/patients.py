"""What patients alone have: views of topics, questions for the care team, the summary, a link for whoever helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from quizbot.domain.learner import Learner
from quizbot.domain.questions import Audience, Library, QuestionSet, Topic
from quizbot.domain.team import View
from quizbot.render import summary as page
from quizbot.render.child import InChild, NotRendered
from quizbot.services.outcomes import Stranger, Undecided
from quizbot.services.services import Services
from quizbot.services.team import NOTED, TYPING, Full, Noting, OnList, TooLong, Topics
from quizbot.telegram.callbacks import Along, Note, See, tag
from quizbot.telegram.screens import arriving, summary, team, topics
from quizbot.telegram.screens.screen import Screen, Toast
from quizbot.telegram.showing import Reader, Showing

OFFERED = 8  # authored questions on a topic at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A topic of a patient set, and what its questions suggest to ask the team, those of one question first."""

    questions: QuestionSet
    topic: Topic
    suggestions: tuple[str, ...]

    @property
    def key(self) -> str:
        """The topic's key, `set/topic`."""
        return f"{self.questions.id}/{self.topic.id}"


class Patients:
    """Each verb shows a screen; a tap may also return a line to show over the chat."""

    def __init__(
        self,
        services: Services,
        library: Callable[[], Library],
        showing: Showing,
        in_child: InChild,
        clock: Callable[[], datetime],
        bot_name: Callable[[], str],
        contact: str | None,
    ) -> None:
        self._team = services.team
        self._practice = services.practice
        self._learners = services.learners
        self._library = library
        self._show = showing
        self._clock = clock
        self._bot_name = bot_name
        self._contact = contact
        self._in_child = in_child

    # commands and texts

    async def ask(self, reader: Reader, learner: Learner, text: str) -> None:
        """`/ask`: the list; or, with a text behind it, one more question on it."""
        if learner.audience is not Audience.PATIENT:
            await self._show.screen(reader, team.for_patients_only(reader.t))
        elif text:
            await self._noted(reader, await self._team.note(reader.id, text))
        else:
            await self._show.screen(reader, team.listed(reader.t, await self._team.on_list(reader.id)))

    async def typed(self, reader: Reader, learner: Learner, text: str, message_id: int) -> bool:
        """Take a text for a question to the team; False if none was awaited."""
        if learner.awaiting == NOTED and learner.awaiting_subject == str(message_id):  # it was taken before
            await self._noted(reader, await self._team.on_list(reader.id))
            return True
        if not learner.awaits(TYPING, self._clock()):
            return False
        noted = await self._team.note(reader.id, text, learner.awaiting_subject, typed_in=message_id)
        await self._noted(reader, noted)
        return True

    async def summary(self, reader: Reader) -> None:
        """`/summary`: as a message, and as a page to print."""
        outcome = await self._team.summary(reader.id)
        if isinstance(outcome, Stranger | Undecided):
            await self._show.screen(reader, _elsewhere(reader, outcome))
            return
        await self._show.screen(reader, summary.message(reader.t, outcome, self._contact))
        try:
            drawn = await self._in_child(page.pdf, summary.sheet(reader.t, outcome, self._contact))
        except NotRendered:
            await self._show.screen(reader, summary.not_drawn(reader.t))
            return
        caption = reader.t("The same on one page, to print or to show. There is no name on it.")
        await self._show.delivery.send_file(reader.id, "summary.pdf", drawn, caption)

    # taps

    async def take(self, reader: Reader, tap: See | Note | Along, over: int | None) -> Toast | None:
        """Do what the tap says; `over` is the message that it was on."""
        match tap:
            case See():
                return await self._see(reader, tap, over)
            case Note():
                return await self._note(reader, tap, over)
            case Along(thing="summary"):
                await self.summary(reader)
            case Along(thing="helper"):
                await self._invite(reader)
            case Along():
                return await self._show.stale(reader, over=over)
            case _:
                assert_never(tap)
        return None

    async def _see(self, reader: Reader, tap: See, over: int | None) -> Toast | None:
        subject = self._subject(reader, tap.topic)
        if (tap.topic and subject is None) or tap.view not in {"", *View}:
            return await self._show.stale(reader, over=over)
        if subject is None or tap.view == "":
            outcome = await self._team.topics(reader.id)
            await self._show.screen(
                reader, _topics(reader, outcome, subject), over=None if tap.then == "below" else over
            )
            return None
        view = View(tap.view)
        if not await self._team.see(reader.id, subject.key, view):
            await self._show.screen(reader, arriving.stranger(reader.t), over=over)
            return None
        said = Toast(text=f"{subject.topic.title}: {topics.word(reader.t, view)}")
        if view is View.ASK:
            await self._offer(reader, subject, tap.topic, over)
        elif tap.then == "list":
            await self._show.screen(reader, _topics(reader, await self._team.topics(reader.id), None), over=over)
        else:
            return await self._show.following(reader, await self._practice.ask(reader.id), over=over) or said
        return said

    async def _note(self, reader: Reader, tap: Note, over: int | None) -> Toast | None:
        t, subject = reader.t, self._subject(reader, tap.about)
        match tap:
            case Note(how="list"):
                screen = team.listed(t, await self._team.on_list(reader.id), _number(tap.about))
                await self._show.screen(reader, screen, over=over)
            case Note(how="drop"):
                left = await self._team.forget(reader.id, _number(tap.about))
                await self._show.screen(reader, team.listed(t, left, _number(tap.what)), over=over)
                return Toast(text=t("Deleted."))
            case Note(how="type"):
                await self._learners.await_text(reader.id, TYPING, None if subject is None else subject.key)
                await self._show.screen(reader, team.typing(t, None if subject is None else subject.topic.title))
            case Note(how="offer") if subject is not None:
                await self._offer(reader, subject, tap.about, None)
            case Note(how="take") if subject is not None:
                return await self._take_over(reader, subject, tap, over)
            case _:
                return await self._show.stale(reader, over=over)
        return None

    async def _take_over(self, reader: Reader, subject: Subject, tap: Note, over: int | None) -> Toast | None:
        text = next((each for each in subject.suggestions if tag(each) == tap.what), None)
        if text is None:
            return await self._show.stale(reader, over=over)
        outcome = await self._team.note(reader.id, text, subject.key)
        if not isinstance(outcome, OnList):
            await self._noted(reader, outcome)
            return None
        screen = team.offer(reader.t, subject.topic.title, tap.about, subject.suggestions, outcome)
        await self._show.screen(reader, screen, over=over)
        return Toast(text=reader.t("It is on your list."))

    async def _offer(self, reader: Reader, subject: Subject, about: str, over: int | None) -> None:
        there = await self._team.on_list(reader.id)
        screen = team.offer(reader.t, subject.topic.title, about, subject.suggestions, there)
        await self._show.screen(reader, screen, over=over)

    async def _invite(self, reader: Reader) -> None:
        learner = await self._learners.find(reader.id)
        questions = None if learner is None else self._library_of(reader).sets.get(learner.set_id or "")
        screen = arriving.track(reader.t) if questions is None else team.invite(reader.t, self._bot_name(), questions)
        await self._show.screen(reader, screen)

    async def _noted(self, reader: Reader, outcome: Noting) -> None:
        t = reader.t
        match outcome:
            case OnList():
                screen = team.listed(t, outcome, noted=True)
            case TooLong(characters=characters):
                screen = team.too_long(t, characters)
            case Full():
                screen = team.full(t)
            case Stranger():
                screen = arriving.stranger(t)
            case _:
                assert_never(outcome)
        await self._show.screen(reader, screen)

    def _library_of(self, reader: Reader) -> Library:
        return self._library().in_language(reader.t.language)

    def _subject(self, reader: Reader, about: str) -> Subject | None:
        """The topic that a tag means, the topic's own or that of one of its questions; None: none of a patient set."""
        for questions in self._library_of(reader).for_audience(Audience.PATIENT):
            for topic in questions.topics:
                on_topic = [each for each in questions.active if each.topic == topic.id]
                named = next((each for each in on_topic if tag(each.key) == about), None)
                if named is not None or tag(f"{questions.id}/{topic.id}") == about:
                    ordered = on_topic if named is None else [named, *on_topic]
                    suggestions = dict.fromkeys(text for each in ordered for text in each.ask)
                    return Subject(questions=questions, topic=topic, suggestions=tuple(suggestions)[:OFFERED])
        return None


def _topics(reader: Reader, outcome: Topics | Undecided | Stranger, subject: Subject | None) -> Screen:
    """All topics, or the one that is to be changed."""
    if isinstance(outcome, Stranger | Undecided):
        return _elsewhere(reader, outcome)
    if subject is None or subject.questions.id != outcome.questions.id:
        return topics.overview(reader.t, outcome)
    return topics.choose(reader.t, outcome, subject.topic)


def _elsewhere(reader: Reader, outcome: Stranger | Undecided) -> Screen:
    """For whoever learns from no set for patients."""
    if isinstance(outcome, Stranger):
        return arriving.stranger(reader.t)
    return arriving.track(reader.t) if outcome.learner.audience is None else team.for_patients_only(reader.t)


def _number(text: str) -> int:
    """The number that a button carries; 0: none, or forged."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(1 << 63)) else 0

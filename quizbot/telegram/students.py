"""What students are offered beside the schedule: practice, exams, what was set aside, and files to take along."""

from __future__ import annotations

from typing import assert_never

from quizbot.domain.questions import Question
from quizbot.domain.queue import Purpose
from quizbot.domain.rounds import Wanted, exam_lengths
from quizbot.services.outcomes import Stale, Stranger, Undecided
from quizbot.services.rounds import NotForPatients, NothingToAsk, Offered
from quizbot.services.services import Services
from quizbot.telegram.callbacks import Aside, Results, Round, Stop, tag
from quizbot.telegram.screens import arriving, rounds
from quizbot.telegram.screens.screen import Toast
from quizbot.telegram.showing import Reader, Showing


class Students:
    """What each button and command of rounds does. Taps return a line to show over the chat, or None."""

    def __init__(self, services: Services, showing: Showing) -> None:
        self._rounds = services.rounds
        self._leeches = services.leeches
        self._decks = services.decks
        self._show = showing

    async def offer(self, reader: Reader, what: str, over: int | None = None) -> None:
        """Show what to practise ("practice"), or what an exam ("exam") can be about."""
        offered = await self._rounds.offered(reader.id)
        match offered:
            case Offered():
                screen = rounds.exam(reader.t, offered) if what == "exam" else rounds.practice(reader.t, offered)
            case NotForPatients():
                screen = rounds.for_students(reader.t)
            case Undecided():
                screen = arriving.track(reader.t)
            case Stranger():
                screen = arriving.stranger(reader.t)
            case _:
                assert_never(offered)
        await self._show.screen(reader, screen, over=over)

    async def take_along(self, reader: Reader) -> None:
        """Send the learner's sets as a file for Anki."""
        package = await self._decks.anki(reader.id)
        if package is None:
            await self._show.screen(reader, arriving.track(reader.t))
            return
        caption = reader.t(
            "Your question sets for Anki. A later file updates these cards and keeps your progress there."
        )
        await self._show.delivery.send_file(reader.id, "quizbot.apkg", package, caption)

    async def resting(self, reader: Reader) -> tuple[Question, ...]:
        """The questions that are set aside."""
        return await self._leeches.resting(reader.id)

    async def take(self, reader: Reader, tap: Round | Stop | Results | Aside, over: int | None) -> Toast | None:
        """Do what the tap says."""
        match tap:
            case Round(what=what, topic="") if what in {"practice", "exam"}:
                await self.offer(reader, what, over)
                return None
            case Round():
                return await self._round(reader, tap, over)
            case Stop(round=round_id):
                ended = await self._rounds.stop(reader.id, round_id)
            case Results(round=round_id):
                ended = await self._rounds.results(reader.id, round_id)
            case Aside(question=question_tag):
                return await self._aside(reader, question_tag, over)
            case _:
                assert_never(tap)
        if isinstance(ended, Stale):
            return await self._show.stale(reader, over=over)
        return await self._show.following(reader, ended, over=over)

    async def _round(self, reader: Reader, tap: Round, over: int | None) -> Toast | None:
        offered = await self._rounds.offered(reader.id)
        if not isinstance(offered, Offered):
            await self.offer(reader, tap.what, over)
            return None
        topic = next((each for each in offered.topics if tag(each.id) == tap.topic), None)
        if topic is None and tap.topic != rounds.ALL:
            return await self._show.stale(reader, over=over)
        topic_id, available = (None, offered.in_all) if topic is None else (topic.id, offered.by_topic[topic.id])
        lengths = exam_lengths(available)
        match tap.what, tap.length:
            case "practice", "":
                wanted = Wanted(purpose=Purpose.PRACTICE, topic_id=topic_id)
            case "wrong", "":
                wanted = Wanted(purpose=Purpose.PRACTICE, wrong=True)
            case "exam", "" if len(lengths) > 1:
                title = None if topic is None else topic.title
                await self._show.screen(reader, rounds.length(reader.t, title, available, tap.topic), over=over)
                return None
            case "exam", "":
                wanted = Wanted(purpose=Purpose.EXAM, topic_id=topic_id, length=available)
            case "exam", length if length in map(str, lengths):
                wanted = Wanted(purpose=Purpose.EXAM, topic_id=topic_id, length=int(length))
            case _:
                return await self._show.stale(reader, over=over)
        return await self._begin(reader, wanted, over)

    async def _begin(self, reader: Reader, wanted: Wanted, over: int | None) -> Toast | None:
        begun = await self._rounds.begin(reader.id, wanted)
        match begun:
            case NothingToAsk():
                await self._show.screen(reader, rounds.nothing(reader.t), over=over)
            case NotForPatients():
                await self._show.screen(reader, rounds.for_students(reader.t), over=over)
            case _:
                return await self._show.following(reader, begun, over=over)
        return None

    async def _aside(self, reader: Reader, question_tag: str, over: int | None) -> Toast | None:
        resting = await self._leeches.resting(reader.id)
        if question_tag == "":
            await self._show.screen(reader, rounds.set_aside(reader.t, resting), over=over)
            return None
        key = next((each.key for each in resting if tag(each.key) == question_tag), "")
        brought = await self._leeches.bring_back(reader.id, key)
        if isinstance(brought, Stale):
            return await self._show.stale(reader, over=over)
        return await self._show.following(reader, brought, over=over)

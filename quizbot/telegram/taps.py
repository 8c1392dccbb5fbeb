"""A tap on a button -> one service call -> one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from quizbot.domain.learner import EVERY_DAY, REMIND_EVERY, Learner, QuietHours, with_quiet_hours
from quizbot.domain.questions import Audience, Lesson, Library, QuestionSet
from quizbot.i18n import LANGUAGES, Translators
from quizbot.services import zones
from quizbot.services.learners import Change
from quizbot.services.outcomes import Refused, Stale, Stranger, Taught
from quizbot.services.services import Services
from quizbot.telegram.callbacks import (
    Along,
    Aside,
    Consent,
    Draft,
    Go,
    Guessed,
    Learn,
    Leave,
    Lessons,
    Next,
    Note,
    Other,
    Read,
    Report,
    Rest,
    Results,
    Review,
    Round,
    See,
    Set,
    Snooze,
    Stop,
    Track,
    Undo,
    Words,
    tag,
)
from quizbot.telegram.dates import DATE, Dates
from quizbot.telegram.patients import Patients
from quizbot.telegram.screens import arriving, educating, feedback, practising, questions, settings
from quizbot.telegram.screens.feedback import REASONS
from quizbot.telegram.screens.screen import Toast
from quizbot.telegram.screens.settings import NEW_A_DAY, QUESTIONS_A_DAY, QUIET_HOURS, REMIND_HOURS, RETENTIONS
from quizbot.telegram.showing import Reader, Showing
from quizbot.telegram.students import Students

ZONE = "zone"  # what a text is awaited for: a city, or the time on the learner's clock


class Taps:
    """What each button does but those that answer. Every verb returns a line to show over the chat, or None."""

    def __init__(
        self,
        services: Services,
        patients: Patients,
        students: Students,
        dates: Dates,
        library: Callable[[], Library],
        showing: Showing,
        translators: Translators,
        clock: Callable[[], datetime],
    ) -> None:
        self._practice = services.practice
        self._learners = services.learners
        self._reminders = services.reminders
        self._educators = services.educators
        self.patients = patients
        self.students = students
        self.dates = dates
        self._library = library
        self._show = showing
        self._translators = translators
        self._clock = clock

    async def take(self, reader: Reader, tap: Other, over: int | None) -> Toast | None:
        """Do what the tap says; `over` is the message that it was on, None if that is out of reach."""
        match tap:
            case Draft() | Next() | Undo() | Guessed() | Report() | Review():
                return await self._on_question(reader, tap, over)
            case Read() | Words() | Lessons():
                return await self._on_lesson(reader, tap, over)
            case Go(how=how):
                return await self._go(reader, how, over)
            case Snooze():
                return await self._snooze(reader, tap, over)
            case Consent() | Track() | Learn() | Leave():
                return await self._arriving(reader, tap, over)
            case Rest(days=days):
                return await self._rest(reader, days, await self._show.apart(reader, over))
            case Set():
                return await self._set(reader, tap, await self._show.apart(reader, over))
            case See() | Note() | Along():
                return await self.patients.take(reader, tap, over)
            case Round() | Stop() | Results() | Aside():
                return await self.students.take(reader, tap, over)
            case _:
                assert_never(tap)

    async def _go(self, reader: Reader, how: str, over: int | None) -> Toast | None:
        learner = await self._learners.find(reader.id)
        if how == "stop" and learner is not None:
            over = await self._show.apart(reader, over)
            await self._show.screen(reader, practising.enough(reader.t, learner), over=over)
            return None
        if how == "on":
            return await self._show.following(reader, await self._practice.ask(reader.id))
        if how not in {"next", "more", "resume"}:
            return await self._show.stale(reader, over=over)
        outcome = await self._practice.ask(reader.id, more=how == "more", resume=how == "resume")
        return await self._show.following(reader, outcome, over=over)

    # questions

    async def _on_question(
        self,
        reader: Reader,
        tap: Draft | Next | Undo | Guessed | Report | Review,
        over: int | None,
    ) -> Toast | None:
        match tap:
            case Draft():
                return await self._draft(reader, tap, over)
            case Next(presentation=presentation):
                outcome = await self._practice.ask(reader.id, after=presentation)
                return await self._show.following(reader, outcome, after=presentation)
            case Undo(presentation=presentation):
                undone = await self._practice.undo(reader.id, presentation)
                if isinstance(undone, Refused):
                    return Toast(text=reader.t("Only the last answer can be taken back."))
                return await self._show.following(reader, undone, over=over)
            case Guessed(presentation=presentation):
                told = await self._practice.guessed(reader.id, presentation)
                if isinstance(told, Refused):
                    return Toast(text=reader.t("That can be said of the last answer only."))
                return await self._show.answering(reader, told, over=over)
            case Report() | Review():
                return await self._report(reader, tap, over)
            case _:
                assert_never(tap)

    async def _draft(self, reader: Reader, tap: Draft, over: int | None) -> Toast | None:
        asked = await self._practice.look(reader.id, tap.presentation)
        if isinstance(asked, Stale):
            answered = await self._practice.feedback(reader.id, tap.presentation)
            return await self._show.answering(reader, answered, over=over)
        screen = questions.asked(reader.t, asked, tap.places) if questions.is_draft(asked, tap.places) else None
        if screen is None:
            return await self._show.stale(reader, over=over)
        await self._show.screen(reader, screen, over=over)
        return None

    async def _report(self, reader: Reader, tap: Report | Review, over: int | None) -> Toast | None:
        shown = await self._practice.feedback(reader.id, tap.presentation)
        if isinstance(shown, Stale):
            return await self._show.stale(reader, over=over)
        if isinstance(tap, Report) and tap.reason == "":
            await self._show.screen(reader, feedback.report(reader.t, shown), over=over)
            return None
        toast = None
        if isinstance(tap, Report) and tap.reason in REASONS:
            await self._practice.report(reader.id, tap.presentation, tap.reason)
            toast = Toast(text=reader.t("Thank you. The authors of the question will look at it."))
        await self._show.answering(reader, shown, over=over)
        return toast

    # lessons

    async def _on_lesson(self, reader: Reader, tap: Read | Words | Lessons, over: int | None) -> Toast | None:
        match tap:
            case Read(lesson=lesson_tag):
                lesson = self._lesson(reader, lesson_tag)
                if lesson is None:
                    return await self._show.stale(reader, over=over)
                outcome = await self._practice.ask(reader.id, after_lesson=lesson.key)
                return await self._show.following(reader, outcome, after_lesson=lesson.key)
            case Words(lesson=lesson_tag):
                taught = self._taught(reader, lesson_tag)
                if taught is None:
                    return await self._show.stale(reader, over=over)
                await self._show.screen(reader, questions.words(reader.t, taught))
            case Lessons(questions=set_tag, lesson=lesson_tag):
                chosen = self._set_of(reader, set_tag)
                taught = self._taught(reader, lesson_tag) if lesson_tag else None
                if chosen is None or (lesson_tag and taught is None):
                    return await self._show.stale(reader, over=over)
                screen = (
                    practising.lessons(reader.t, chosen) if taught is None else questions.lesson_again(reader.t, taught)
                )
                await self._show.screen(reader, screen, over=over)
            case _:
                assert_never(tap)
        return None

    def library_of(self, reader: Reader) -> Library:
        """What is taught, in the reader's language."""
        return self._library().in_language(reader.t.language)

    def _lesson(self, reader: Reader, lesson_tag: str) -> Lesson | None:
        return next((each for key, each in self.library_of(reader).lessons.items() if tag(key) == lesson_tag), None)

    def _taught(self, reader: Reader, lesson_tag: str) -> Taught | None:
        lesson = self._lesson(reader, lesson_tag)
        if lesson is None:
            return None
        questions_ = self.library_of(reader).sets[lesson.key.partition("/")[0]]
        return Taught(lesson=lesson, questions=questions_)

    def _set_of(self, reader: Reader, set_tag: str) -> QuestionSet | None:
        return next((each for set_id, each in self.library_of(reader).sets.items() if tag(set_id) == set_tag), None)

    # reminders and pauses

    async def _snooze(self, reader: Reader, tap: Snooze, over: int | None) -> Toast | None:
        match tap.how:
            case "later":
                outcome = await self._reminders.later_today(reader.id)
            case "tomorrow":
                outcome = await self._reminders.tomorrow(reader.id)
            case "fewer" if tap.every in {"", "0", *map(str, REMIND_EVERY)}:
                outcome = await self._reminders.fewer(reader.id, int(tap.every) if tap.every else None)
            case _:
                return await self._show.stale(reader, over=over)
        if isinstance(outcome, Stranger):
            await self._show.screen(reader, arriving.stranger(reader.t))
            return None
        await self._show.screen(reader, practising.snoozed(reader.t, outcome, tap.how), over=over)
        return None

    async def _rest(self, reader: Reader, days: str, over: int | None) -> Toast | None:
        if days not in {"0", *map(str, practising.PAUSES)}:
            return await self._show.stale(reader, over=over)
        learner = await self._learners.pause(reader.id, int(days) or None)
        screen = arriving.stranger(reader.t) if isinstance(learner, Stranger) else practising.paused(reader.t, learner)
        await self._show.screen(reader, screen, over=over)
        return None

    # arriving, choosing, leaving

    async def _arriving(self, reader: Reader, tap: Consent | Track | Learn | Leave, over: int | None) -> Toast | None:
        match tap:
            case Consent():
                return await self._consent(reader, tap, over)
            case Track(audience=audience):
                return await self._track(reader, audience, over)
            case Learn(questions=set_tag, topic=topic_tag):
                return await self._learn(reader, set_tag, topic_tag, over)
            case Leave(answer="yes"):
                count = await self._learners.leave(reader.id)
                await self._show.screen(reader, arriving.left(reader.t, count), over=over)
            case Leave(answer="no"):
                await self._show.screen(reader, arriving.kept(reader.t), over=over)
            case Leave():
                return await self._show.stale(reader, over=over)
            case _:
                assert_never(tap)
        return None

    async def _consent(self, reader: Reader, tap: Consent, over: int | None) -> Toast | None:
        is_learner = await self._learners.find(reader.id) is not None
        if tap.language and not is_learner:  # for a learner, what is set counts
            reader = replace(reader, t=self._translators(tap.language))
        chosen = self._set_of(reader, tap.questions)
        match tap.answer:
            case "yes":
                learner = await self._learners.arrive(
                    reader.id, reader.t.language, None if chosen is None else chosen.id
                )
                if tap.invite:
                    await self.redeem(reader, tap.invite, over)
                else:
                    await self._begin(reader, learner, over)
            case "ask" if not is_learner:
                await self._show.screen(reader, arriving.welcome(reader.t, chosen, invite=tap.invite), over=over)
            case "no" if not is_learner:
                screen = arriving.declined(reader.t, is_educator=await self.is_educator(reader))
                await self._show.screen(reader, screen, over=over)
            case _:
                return await self._show.stale(reader, over=over)
        return None

    async def is_educator(self, reader: Reader) -> bool:
        """Whether they are one, to word a screen by."""
        return await self._educators.is_educator(reader.id)

    async def redeem(self, reader: Reader, code: str, over: int | None) -> None:
        """Show what has become of an invitation."""
        redeemed = await self._educators.redeem(reader.id, code)
        screen = educating.welcome(reader.t) if redeemed else educating.no_invitation(reader.t)
        await self._show.screen(reader, screen, over=over)

    async def _begin(self, reader: Reader, learner: Learner, over: int | None) -> None:
        chosen = self.library_of(reader).sets.get(learner.set_id or "")
        if chosen is None:
            await self._show.screen(reader, arriving.track(reader.t), over=over)
            return
        screen = arriving.begin(reader.t, chosen, learner.questions_a_day, zone_known=learner.zone is not None)
        await self._show.screen(reader, screen, over=over)

    async def _track(self, reader: Reader, audience: str, over: int | None) -> Toast | None:
        if audience not in set(Audience):
            return await self._show.stale(reader, over=over)
        offered = self.library_of(reader).for_audience(Audience(audience))
        if not offered:
            await self._show.screen(reader, arriving.none_for(reader.t), over=over)
            return None
        if len(offered) > 1:
            await self._show.screen(reader, practising.choose_set(reader.t, offered), over=over)
            return None
        learner = await self._learners.learn(reader.id, offered[0].id)
        if isinstance(learner, Stranger):
            await self._show.screen(reader, arriving.stranger(reader.t), over=over)
            return None
        await self._begin(reader, learner, over)
        return None

    async def _learn(self, reader: Reader, set_tag: str, topic_tag: str, over: int | None) -> Toast | None:
        chosen = self._set_of(reader, set_tag)
        topic = None if chosen is None else next((id_ for id_ in chosen.topic if tag(id_) == topic_tag), None)
        if chosen is None or (topic is None and topic_tag != "*"):
            return await self._show.stale(reader, over=over)
        learner = await self._learners.learn(reader.id, chosen.id, topic)
        if isinstance(learner, Stranger):
            await self._show.screen(reader, arriving.stranger(reader.t), over=over)
            return None
        return await self._show.following(reader, await self._practice.ask(reader.id, resume=True), over=over)

    # settings

    async def _set(self, reader: Reader, tap: Set, over: int | None) -> Toast | None:
        learner = await self._learners.find(reader.id)
        if learner is None:
            await self._show.screen(reader, arriving.stranger(reader.t), over=over)
            return None
        if tap.name == "clock" and len(tap.value) == len("hhmm") and tap.value.isdecimal():
            found = await zones.by_time(int(tap.value[:2]), int(tap.value[2:]), self._clock())
            screen = (
                settings.places(reader.t, found, self._clock(), named=False) if found else settings.no_place(reader.t)
            )
            await self._show.screen(reader, screen, over=over)
            return None
        if tap.name == DATE:
            return await self.dates.take(reader, tap.value, over)
        if tap.value == "":
            return await self._show_setting(reader, learner, tap.name, over)
        change = _change(tap.name, tap.value)
        changed = learner if change is None else await self._learners.prefer(reader.id, change)
        if change is None or isinstance(changed, Stranger):
            return await self._show.stale(reader, over=over)
        reader = replace(reader, t=self._translators(changed.language))
        screen = (
            settings.days_off(reader.t, changed)  # several can be tapped
            if tap.name == "off"
            else settings.overview(reader.t, changed, self._clock(), saved=True)
        )
        await self._show.screen(reader, screen, over=over)
        if tap.name == "language":
            await self._redraw(reader)
        return None

    async def _redraw(self, reader: Reader) -> None:
        """Show the open question in the language that was chosen just now, where it stands."""
        asked = await self._practice.open_question(reader.id)
        if asked is not None:
            await self._show.screen(reader, questions.asked(reader.t, asked), over=asked.presentation.message_id)

    async def _show_setting(self, reader: Reader, learner: Learner, name: str, over: int | None) -> Toast | None:
        t, now = reader.t, self._clock()
        match name:
            case "":
                screen = settings.overview(t, learner, now)
            case "language":
                screen = settings.language(t)
            case "zone":
                await self._learners.await_text(reader.id, ZONE)
                screen = settings.zone(t, learner, now)
            case _ if name in settings.CHOICES:
                screen = settings.CHOICES[name](t, learner)
            case _:
                return await self._show.stale(reader, over=over)
        await self._show.screen(reader, screen, over=over)
        return None


def _change(name: str, value: str) -> Change | None:
    """The change that a setting's button stands for, or None: old, or forged."""
    match name:
        case "language" if value in LANGUAGES:
            return lambda learner: replace(learner, language=value)
        case "place":
            zone = zones.find(value)
            return None if zone is None else lambda learner: replace(learner, zone=zone, awaiting=None)
        case "every" if value in {str(days) for days in (*REMIND_EVERY, 0)}:
            return lambda learner: replace(learner, remind_every=int(value))
        case "time" if value in {str(hour * 60) for hour in REMIND_HOURS}:
            return lambda learner: replace(learner, remind_minute=int(value))
        case "quiet" if value in QUIET_HOURS:
            start, end = (int(hour) * 60 for hour in value.split("-"))
            return lambda learner: with_quiet_hours(learner, QuietHours(start=start, end=end))
        case "off" if value in set(map(str, range(EVERY_DAY + 1))):
            return lambda learner: replace(learner, days_off=int(value))
        case "daily" if value in set(map(str, QUESTIONS_A_DAY)):
            return lambda learner: replace(learner, questions_a_day=int(value), allowance_day=None)
        case "new" if value in {"all", *map(str, NEW_A_DAY)}:
            return lambda learner: replace(learner, new_a_day=None if value == "all" else int(value))
        case "polls" if value in {"on", "off"}:
            return lambda learner: replace(learner, polls=value == "on")
        case "recall" if value in set(map(str, RETENTIONS)):
            return lambda learner: replace(learner, retention=int(value) / 100)
        case _:
            return None

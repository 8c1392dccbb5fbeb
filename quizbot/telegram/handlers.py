"""Update -> one service call -> one screen; nothing else."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias, assert_never

from telegram import Chat, ChatMember, Update, User
from telegram.ext import ContextTypes

from quizbot.domain.learner import Learner
from quizbot.domain.questions import (
    Audience,
    Cloze,
    Library,
    Match,
    Multiple,
    NotSure,
    Numeric,
    Order,
    Picked,
    QuestionSet,
    Response,
    Short,
    Single,
    Teachback,
    TrueFalse,
    Typed,
    shown_order,
)
from quizbot.domain.reading import read_clock, read_letters, read_truth, says_not_sure
from quizbot.i18n import SOURCE, Translators
from quizbot.services import zones
from quizbot.services.outcomes import Asked, Feedback
from quizbot.services.services import Services
from quizbot.telegram.callbacks import (
    LIMIT,
    Answer,
    Consent,
    Leave,
    Other,
    Set,
    Submit,
    Tap,
    Unsure,
    decode,
    encode,
    tag,
)
from quizbot.telegram.screens import arriving, flooding, practising, questions, settings
from quizbot.telegram.screens.screen import Toast
from quizbot.telegram.showing import Reader, Showing
from quizbot.telegram.standing import Standing
from quizbot.telegram.taps import ZONE, Taps

Context: TypeAlias = ContextTypes.DEFAULT_TYPE

_SET_LINK = re.compile(r"s_([a-z0-9][a-z0-9-]{2,40})")
_QUESTION_LINK = re.compile(r"q_([0-9a-f]{10})")
_INVITE_LINK = "i_"
_ROOM_FOR_A_CODE = (
    LIMIT - len(encode(Consent(answer="yes", invite="?", language=SOURCE))) + 1
)  # more than any right code takes


class Handlers:
    """What each kind of update does."""

    def __init__(
        self,
        services: Services,
        library: Callable[[], Library],
        showing: Showing,
        taps: Taps,
        standing: Standing,
        translators: Translators,
        clock: Callable[[], datetime],
        contact: str | None,
    ) -> None:
        self._practice = services.practice
        self._learners = services.learners
        self._library = library
        self._show = showing
        self._taps = taps
        self._standing = standing
        self._dates = taps.dates
        self._patients = taps.patients
        self._translators = translators
        self._clock = clock
        self._contact = contact

    # commands

    async def start(self, update: Update, context: Context) -> None:
        """`/start`, alone or by a link: to a set (`s_SET`), a question (`q_` and its tag), an invitation (`i_CODE`)."""
        reader, learner = await self._who(update)
        payload = context.args[0] if context.args else ""
        question_key = self._linked_question(payload)
        chosen = self._linked_set(reader, payload, question_key)
        code = _code_of(payload)
        if learner is None:
            await self._show.screen(reader, arriving.welcome(reader.t, chosen, invite=code))
        elif code:
            await self._taps.redeem(reader, code, over=None)
        elif question_key is not None:
            outcome = await self._practice.show(reader.id, question_key)
            await self._show.answering(reader, outcome, over=None)
        else:
            if chosen is not None:
                await self._learners.arrive(reader.id, learner.language, chosen.id)
            await self._go_on(reader, resume=True)

    def _linked_question(self, payload: str) -> str | None:
        """The key of the question that a link names: "" if there is none of that tag, None if it names no question."""
        link = _QUESTION_LINK.fullmatch(payload)
        if link is None:
            return None
        return next((key for key in self._library().questions if tag(key) == link.group(1)), "")

    def _linked_set(self, reader: Reader, payload: str, question_key: str | None) -> QuestionSet | None:
        """The set that a link names, itself or by one of its questions."""
        link = _SET_LINK.fullmatch(payload)
        set_id = link.group(1) if link is not None else (question_key or "").partition("/")[0]
        return self._taps.library_of(reader).sets.get(set_id)

    async def learn(self, update: Update, _: Context) -> None:
        """`/learn`: sets, topics, lessons."""
        reader, learner = await self._who(update)
        if learner is None:
            screen = arriving.stranger(reader.t)
        elif learner.audience is None:
            screen = arriving.track(reader.t)
        else:
            resting = await self._taps.students.resting(reader)
            screen = practising.learn(reader.t, self._taps.library_of(reader), learner, set_aside=len(resting))
        await self._show.screen(reader, screen)

    async def practice(self, update: Update, _: Context) -> None:
        """`/practice`: what to practise outside the schedule."""
        reader, _learner = await self._who(update)
        await self._taps.students.offer(reader, "practice")

    async def exam(self, update: Update, _: Context) -> None:
        """`/exam`: what an exam is to be about."""
        reader, _learner = await self._who(update)
        await self._taps.students.offer(reader, "exam")

    async def pause(self, update: Update, _: Context) -> None:
        """`/pause`: for how long?"""
        reader, learner = await self._who(update)
        screen = arriving.stranger(reader.t) if learner is None else practising.pause(reader.t)
        await self._show.screen(reader, screen)

    async def progress(self, update: Update, _: Context) -> None:
        """`/progress`: a picture, and the same in words."""
        reader, _learner = await self._who(update)
        await self._standing.progress(reader)

    async def date(self, update: Update, context: Context) -> None:
        """`/date`: the appointment or exam that is learned towards."""
        reader, learner = await self._who(update)
        if learner is None:
            await self._show.screen(reader, arriving.stranger(reader.t))
        else:
            await self._dates.command(reader, " ".join(context.args or ()))

    async def ask(self, update: Update, context: Context) -> None:
        """`/ask`: a patient's questions for the care team; what stands behind it is one more."""
        reader, learner = await self._who(update)
        text = " ".join(context.args or ())
        if await self._is_urgent(reader, learner, text):
            await self._urgent(reader)
        elif learner is None:
            await self._show.screen(reader, arriving.stranger(reader.t))
        else:
            await self._patients.ask(reader, learner, text)

    async def summary(self, update: Update, _: Context) -> None:
        """`/summary`: what a patient takes along."""
        reader, _learner = await self._who(update)
        await self._patients.summary(reader)

    async def settings(self, update: Update, _: Context) -> None:
        """`/settings`: all of them."""
        reader, learner = await self._who(update)
        screen = arriving.stranger(reader.t) if learner is None else settings.overview(reader.t, learner, self._clock())
        await self._show.screen(reader, screen)

    async def help(self, update: Update, _: Context) -> None:
        """`/help`."""
        reader, learner = await self._who(update)
        patient = learner is not None and learner.audience is Audience.PATIENT
        await self._show.screen(reader, practising.help_screen(reader.t, patient=patient))

    async def privacy(self, update: Update, _: Context) -> None:
        """`/privacy`."""
        reader, _learner = await self._who(update)
        await self._show.screen(reader, arriving.privacy(reader.t, self._contact))

    async def export(self, update: Update, context: Context) -> None:
        """`/export`: everything that is kept, as JSON; `/export anki`: the learner's sets for Anki."""
        reader, learner = await self._who(update)
        if learner is not None and [word.casefold() for word in context.args or ()] == ["anki"]:
            await self._taps.students.take_along(reader)
            return
        if learner is None and not await self._learners.is_known(reader.id):
            await self._show.screen(reader, arriving.nothing_kept(reader.t))
            return
        data = await self._learners.take_data(reader.id)
        # in a thread: with indents it is Python that writes it, and others have to be served meanwhile
        content = await asyncio.to_thread(json.dumps, data, indent=2, ensure_ascii=False, default=_json)
        caption = reader.t("Everything that is kept about you.")
        await self._show.delivery.send_file(reader.id, "quizbot-export.json", content.encode(), caption)

    async def delete(self, update: Update, _: Context) -> None:
        """`/delete`: ask once."""
        reader, learner = await self._who(update)
        if learner is None and not await self._learners.is_known(reader.id):
            screen = arriving.nothing_kept(reader.t)
        else:
            screen = arriving.leave(reader.t, is_educator=await self._taps.is_educator(reader))
        await self._show.screen(reader, screen)

    async def unknown_command(self, update: Update, _: Context) -> None:
        """A command that is none."""
        reader, _learner = await self._who(update)
        await self._show.screen(reader, practising.unknown_command(reader.t))

    # texts

    async def text(self, update: Update, _: Context) -> None:
        """A text: urgent words, what the bot has asked for, an answer, or a hint."""
        reader, learner = await self._who(update)
        message = update.effective_message
        if message is None:
            return
        text = message.text or ""
        answered = None if learner is None else await self._practice.answered_in(reader.id, message.message_id)
        if answered is not None:  # it was taken before, and what was to be shown then may not have arrived
            await self._show.answering(reader, answered, over=None)
        elif await self._is_urgent(reader, learner, text):
            await self._urgent(reader)
        elif learner is None:
            await self._show.screen(reader, arriving.stranger(reader.t))
        elif learner.awaits(ZONE, self._clock()) and await self._zone(reader, text):
            return
        elif not (
            await self._patients.typed(reader, learner, text, message.message_id)
            or await self._dates.typed(reader, learner, text)
        ):
            await self._answer(reader, text, message.message_id)

    async def _urgent(self, reader: Reader) -> None:
        await self._learners.stop(reader.id)
        await self._show.screen(reader, practising.urgent(reader.t, self._contact))

    async def _is_urgent(self, reader: Reader, learner: Learner | None, text: str) -> bool:
        """Whether it sounds as if somebody needed help now; a student who has a word to type may be naming symptoms."""
        from quizbot.domain.urgent import (  # noqa: PLC0415 - its tables and patterns take time to read: no start waits for that
            sounds_urgent,
            speaks_of_suicide,
        )

        if speaks_of_suicide(text):
            return True
        if not sounds_urgent(text):
            return False
        if learner is None or learner.audience is not Audience.STUDENT:
            return True
        asked = await self._practice.open_question(reader.id)
        return asked is None or not isinstance(asked.question, Short | Cloze | Teachback)

    async def _zone(self, reader: Reader, text: str) -> bool:
        """Offer the places that the text names, by city or by the time there; False if it can be neither."""
        minute = read_clock(text)
        now = self._clock()
        if minute is not None:
            found = await zones.by_time(minute // 60, minute % 60, now)
        else:
            found = await zones.by_city(text)
        if found:
            await self._show.screen(reader, settings.places(reader.t, found, now, named=minute is None))
            return True
        if await self._practice.open_question(reader.id) is not None:
            return False  # more likely an answer to that
        await self._show.screen(reader, settings.no_place(reader.t))
        return True

    async def _answer(self, reader: Reader, text: str, message_id: int) -> None:
        asked = await self._practice.open_question(reader.id)
        response = None if asked is None else response_of(asked, text)
        if asked is None or response is None:
            await self._show.screen(reader, practising.hint(reader.t, waiting=asked is not None))
        elif isinstance(asked.question, Teachback) and isinstance(response, Typed):
            over = asked.presentation.message_id
            await self._show.screen(reader, questions.asked(reader.t, asked, ()), over=over)
        else:
            answered = await self._practice.answer(reader.id, asked.presentation.id, response, typed_in=message_id)
            await self._show.answering(reader, answered, over=None)

    async def not_text(self, update: Update, _: Context) -> None:
        """A photo, a voice message, a sticker: nothing that we can read."""
        await self.attached(update, _unread)

    async def attached(self, update: Update, read: Callable[[Reader], Awaitable[bool]]) -> None:
        """What is no text: the words below it are heard as in a text; then `read` may answer it, or says False."""
        reader, learner = await self._who(update)
        caption = (update.effective_message.caption if update.effective_message else None) or ""
        if await self._is_urgent(reader, learner, caption):
            await self._urgent(reader)
        elif not await read(reader):
            screen = arriving.stranger(reader.t) if learner is None else practising.not_text(reader.t)
            await self._show.screen(reader, screen)

    # taps and the rest

    async def tap(self, update: Update, _: Context) -> None:
        """A tap on a button: one answer to it, whatever happens."""
        query = update.callback_query
        if query is None:
            return
        over = None if query.message is None else query.message.message_id
        tap = decode(query.data or "")
        if isinstance(tap, Submit | Unsure):
            toast = await self._answered(update, query.from_user.id, tap, over)
        else:
            toast = await self._tapped(update, tap, over)
        await self._show.delivery.answer_tap(query.id, toast)

    async def _answered(self, update: Update, person: int, tap: Answer, over: int | None) -> Toast | None:
        """The tap that comes most often: it is marked before anybody looks up whose it is, which the marking does."""
        response = Picked(places=tap.places) if isinstance(tap, Submit) else NotSure()
        outcome = await self._practice.answer(person, tap.presentation, response)
        if isinstance(outcome, Feedback):
            reader = Reader(id=person, t=self._translators(outcome.learner.language))
        else:
            reader, _learner = await self._who(update)
        return await self._show.answering(reader, outcome, over=over)

    async def _tapped(self, update: Update, tap: Other | None, over: int | None) -> Toast | None:
        reader, learner = await self._who(update)
        if learner is not None and learner.awaiting is not None and not isinstance(tap, Set):
            await self._learners.await_nothing(reader.id)  # they have gone on to something else
        if learner is None and not isinstance(tap, Consent) and not await self._may_leave(reader, tap):
            await self._show.screen(reader, arriving.stranger(reader.t))
            return None
        if tap is None:
            return await self._show.stale(reader, over=over)
        return await self._taps.take(reader, tap, over)

    async def _may_leave(self, reader: Reader, tap: Tap | None) -> bool:
        """Whether it is about leaving, of somebody who is no learner but of whom something is kept."""
        return isinstance(tap, Leave) and await self._learners.is_known(reader.id)

    async def vote(self, update: Update, _: Context) -> None:
        """A vote in one of our polls: the same answer as a tap."""
        poll_answer = update.poll_answer
        if poll_answer is None or not poll_answer.option_ids:
            return
        reader, learner = await self._who(update)
        if learner is None:
            await self._show.screen(reader, arriving.stranger(reader.t))
            return
        answered = await self._practice.vote(reader.id, poll_answer.poll_id, poll_answer.option_ids[0])
        await self._show.answering(reader, answered, over=None)

    async def membership(self, update: Update, _: Context) -> None:
        """Somebody has blocked the bot, or lets it write again."""
        change = update.my_chat_member
        if change is None or change.chat.type != Chat.PRIVATE:
            return
        if change.new_chat_member.status == ChatMember.BANNED:
            await self._learners.unreachable(change.from_user.id)
        else:
            await self._learners.reachable(change.from_user.id)

    async def group(self, update: Update, _: Context) -> None:
        """A message in a group: one line that private chats are the place."""
        if update.effective_chat is not None:
            t = self._translators(_language(update.effective_user))
            await self._show.screen(Reader(id=update.effective_chat.id, t=t), practising.group(t))

    async def too_fast(self, update: Update, *, tell: bool) -> None:
        """What goes beyond the burst that one person may send is not handled: a tap is told so, texts now and then."""
        if update.effective_user is None:
            return
        reader, learner = await self._who(update)
        message = update.message
        words = "" if message is None or message.chat.type != Chat.PRIVATE else message.text or message.caption or ""
        if update.callback_query is not None:
            await self._show.delivery.answer_tap(update.callback_query.id, flooding.slower_tap(reader.t))
        elif await self._is_urgent(reader, learner, words):  # somebody in need may write a lot at once
            await self._urgent(reader)
        elif tell:
            await self._show.screen(reader, flooding.slower(reader.t))

    async def park(self, person: int) -> None:
        """Plan no reminders for somebody who cannot be reached, until they write again."""
        await self._learners.unreachable(person)

    async def apologise(self, person: int, language: str | None) -> None:
        """Say that something went wrong with what they did, and that it is not their fault."""
        learner = await self._learners.find(person)
        t = self._translators(language if learner is None else learner.language)
        await self._show.screen(Reader(id=person, t=t), practising.sorry(t))

    async def _who(self, update: Update) -> tuple[Reader, Learner | None]:
        user = update.effective_user
        if user is None:
            raise ValueError("an update from nobody")
        learner = await self._learners.heard(user.id)
        language = _language(user) if learner is None else learner.language
        likes_polls = learner is not None and learner.polls
        return Reader(id=user.id, t=self._translators(language), polls=likes_polls), learner

    async def _go_on(self, reader: Reader, *, resume: bool) -> None:
        await self._show.following(reader, await self._practice.ask(reader.id, resume=resume))


def response_of(asked: Asked, text: str) -> Response | None:
    """The response that a typed text is to the open question, or None if it is none."""
    question = asked.question
    if says_not_sure(text):
        return NotSure()
    match question:
        case Numeric() | Short() | Cloze() | Teachback():
            return Typed(text=text)
        case TrueFalse():
            truth = read_truth(text)
            return None if truth is None else Picked(places=(0 if truth else 1,))
        case Single() | Multiple() | Order() | Match():
            order = shown_order(question, asked.presentation.id)
            positions = read_letters(text, len(order))
            if positions is None:
                return None
            places = tuple(order[position] for position in positions)
            return Picked(places=tuple(sorted(places)) if isinstance(question, Multiple) else places)
        case _:
            assert_never(question)


async def _unread(_: Reader) -> bool:
    return False


def _code_of(payload: str) -> str:
    """The code of the invitation that a link is, as much of it as a button can carry; "" if it is none."""
    return payload.removeprefix(_INVITE_LINK)[:_ROOM_FOR_A_CODE] if payload.startswith(_INVITE_LINK) else ""


def _language(user: User | None) -> str | None:
    return None if user is None else user.language_code


def _json(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)

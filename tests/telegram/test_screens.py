"""Every screen is one that Telegram takes, says what was authored as it was authored, and reads as intended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from quizbot.domain.learner import STOPS_AFTER, Learner
from quizbot.domain.marking import fits
from quizbot.domain.plan import Day
from quizbot.domain.questions import Audience, Library, Option, Picked, Question, Single, Term, shown_order
from quizbot.domain.queue import Finished, Purpose
from quizbot.domain.rounds import Result, Round, askable
from quizbot.domain.team import View
from quizbot.i18n import Translators
from quizbot.services import zones
from quizbot.services.educators import new_code
from quizbot.services.outcomes import Asked, DateOver, Done, Noted, Reminder, RoundOver
from quizbot.services.plans import Planned, Unfit, Unplanned
from quizbot.services.reminders import Snoozed
from quizbot.services.reports import AHEAD, Progress, TopicProgress, Week
from quizbot.services.rounds import Offered
from quizbot.telegram.callbacks import Draft, Go, Submit, decode, encode, tag
from quizbot.telegram.screens import (
    arriving,
    dates,
    feedback,
    polls,
    practising,
    progress,
    questions,
    rounds,
    settings,
)
from quizbot.telegram.screens.screen import Button, Screen, rows_of
from quizbot.tryout.entities import units
from quizbot.tryout.markup import parse_html
from tests.keys import key_places
from tests.telegram import examples
from tests.telegram.examples import FOLDERS, LARGEST, NOW, TODAY, answered, asked, learner, responses, taught

T = Translators()(None)
LIBRARIES = {name: examples.library(name) for name in FOLDERS}
QUESTIONS = [
    pytest.param(library, question, id=question.key)
    for library in LIBRARIES.values()
    for question in library.questions.values()
]


def check(screen: Screen) -> None:
    """Telegram takes the screen, and shows its parts and nothing else."""
    text, entities = parse_html(screen.html)
    assert text == screen.plain
    assert text.strip() == text
    assert 1 <= units(text) <= 4096
    assert len(entities) <= 100
    assert sum(map(len, screen.buttons)) <= 100
    for row in screen.buttons:
        assert 1 <= len(row) <= 8
    for button in (each for row in screen.buttons for each in row):
        assert button.label.strip()
        assert len(encode(button.tap).encode()) <= 64
        assert decode(encode(button.tap)) == button.tap


def drafts(asked: Asked) -> Iterator[Screen]:
    """The question untouched, and then with one more pick each time, as far as its buttons lead."""
    draft: tuple[int, ...] | None = None
    while True:
        screen = questions.asked(T, asked, draft)
        yield screen
        taps = [button.tap for row in screen.buttons for button in row]
        for tap in taps:
            if isinstance(tap, Submit):
                assert fits(asked.question, Picked(places=tap.places))
            if isinstance(tap, Draft):
                assert questions.is_draft(asked, tap.places)
        picked = -1 if draft is None else len(draft)
        longer = (tap.places for tap in taps if isinstance(tap, Draft) and len(tap.places) > picked)
        draft = next(longer, None)
        if draft is None:
            return


def of_question(library: Library, question: Question) -> Iterator[Screen]:
    """Every screen that a question can be on."""
    due = asked(library, question, Purpose.DUE)
    yield from drafts(due)
    yield questions.asked(T, replace(due, improved=True, changed=True))
    in_round = replace(due.presentation, round_id=LARGEST, position=1)
    for purpose in (Purpose.PRACTICE, Purpose.EXAM, Purpose.DUE):
        yield questions.asked(T, replace(due, presentation=replace(in_round, purpose=purpose), waiting=400))
    for purpose in Purpose:
        yield questions.asked(T, asked(library, question, purpose))
    for response in responses(question):
        shown = answered(library, question, response)
        guessed = replace(shown, review=replace(shown.review, guessed=True), can_say_guessed=False)
        practised = answered(library, question, response, Purpose.RETRY)
        for outcome in (shown, guessed, practised, replace(shown, can_undo=False, can_say_guessed=False)):
            yield feedback.feedback(T, outcome)
        yield feedback.report(T, shown)
    for ignored, snoozed in ((1, False), (STOPS_AFTER, False), (0, True)):
        remembering = learner(ignored=ignored)
        reminder = Reminder(learner=remembering, before=replace(remembering, snoozed=snoozed), asked=due, day=TODAY)
        yield practising.reminder(T, reminder)


@pytest.mark.parametrize(("library", "question"), QUESTIONS)
def test_every_screen_of_every_question_is_one_that_telegram_takes(library: Library, question: Question) -> None:
    for screen in of_question(library, question):
        check(screen)
        if library is not LIBRARIES["odd"]:
            assert not {"{", "}"} & set(screen.plain)


@pytest.mark.parametrize(("library", "question"), QUESTIONS)
def test_what_was_authored_is_shown_as_it_was_authored(library: Library, question: Question) -> None:
    stem = questions.stem_of(question)
    assert stem in parse_html(questions.asked(T, asked(library, question)).html)[0]
    for response in responses(question):
        shown = parse_html(feedback.feedback(T, answered(library, question, response)).html)[0]
        for text in (stem, question.explanation.strip(), *question.ask, *(cite.section for cite in question.cites)):
            assert text in shown


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_screen_of_every_lesson_is_one_that_telegram_takes(name: str) -> None:
    for lesson in taught(LIBRARIES[name]):
        for screen in (questions.lesson(T, lesson), questions.words(T, lesson), questions.lesson_again(T, lesson)):
            check(screen)
            assert lesson.lesson.title in screen.plain
        assert lesson.lesson.text.strip() in questions.lesson(T, lesson).plain
        assert lesson.lesson.text.strip() in questions.lesson_again(T, lesson).plain


def of_library(library: Library) -> Iterator[Screen]:
    """Every screen around the questions that shows something of a set."""
    for each in library.sets.values():
        yield arriving.welcome(T, each)
        yield arriving.welcome(T, each, invite=new_code())
        for known in (True, False):
            yield arriving.begin(T, each, 5, zone_known=known)
        yield practising.lessons(T, each)
        yield practising.learn(T, library, learner(set_id=each.id, topic_id=each.topics[0].id))
        for right, again in ((0, 0), (1, 0), (1, 2), (3, 0)):
            topics = tuple(
                TopicProgress(title=topic.title, total=3, right=right, again=again, firm=0) for topic in each.topics
            )
            for due in (0, 1, 7):
                yield progress.words(T, standing(library, each.id, topics, due))
        yield progress.in_short(T)
    yield practising.learn(T, library, learner())
    yield practising.choose_set(T, tuple(library.sets.values()))


def of_rounds(library: Library) -> Iterator[Screen]:
    """Every screen of practice and exams, the longest exam among them."""
    for each in library.sets.values():
        by_topic = {topic.id: len(askable(each, topic.id)) for topic in each.topics}
        offered = Offered(
            topics=each.topics, in_all=sum(by_topic.values()), by_topic=by_topic, wrong=3, last_exam=LARGEST
        )
        nothing = Offered(topics=(), in_all=0, by_topic={}, wrong=0, last_exam=None)
        for what in (offered, nothing):
            yield from (rounds.practice(T, what), rounds.exam(T, what))
        for topic in each.topics:
            yield rounds.length(T, topic.title, 400, tag(topic.id))
        yield rounds.length(T, None, 12, rounds.ALL)
        asked_ = (list(askable(each)) * 40)[:40]
        for purpose in (Purpose.EXAM, Purpose.PRACTICE):
            yield from (rounds.over(T, over(library, asked_[:count], purpose)) for count in (0, 1, 40))
        shown = asked(library, asked_[0], Purpose.EXAM)
        yield rounds.noted(T, Noted(presentation=shown.presentation, question=shown.question, questions=each))
        yield from (rounds.set_aside(T, asked_), rounds.set_aside(T, ()))
    yield from (rounds.nothing(T), rounds.for_students(T))


def over(library: Library, questions_: Sequence[Question], purpose: Purpose) -> RoundOver:
    """A round of 40 in which so many were answered, each in another way."""
    ways = [list(responses(question)) for question in questions_]
    return RoundOver(
        round=Round(
            id=LARGEST,
            learner_id=7,
            purpose=purpose,
            set_id="any",
            topic_id=None,
            started_at=NOW,
            ended_at=NOW,
            keys=("any",) * 40,
        ),
        questions=library.set_of(questions_[0]) if questions_ else next(iter(library.sets.values())),
        results=tuple(
            Result(
                place=place,
                question=question,
                review=answered(library, question, ways[place][place % len(ways[place])], purpose).review,
            )
            for place, question in enumerate(questions_)
        ),
        due_now=3,
    )


@pytest.mark.parametrize(("library", "question"), QUESTIONS)
def test_a_question_is_a_poll_only_where_telegram_takes_it(library: Library, question: Question) -> None:
    shown = asked(library, question)
    quiz = polls.quiz(T, shown)
    if quiz is None:
        return
    assert isinstance(question, Single)
    assert question.options[shown_order(question, shown.presentation.id)[quiz.right]].correct
    assert units(quiz.question) <= 300
    assert all(units(option) <= 100 for option in quiz.options)
    assert units(quiz.explanation) <= 200
    check(quiz.about)
    assert units(quiz.about.plain) <= 1024


@pytest.mark.parametrize(
    "change",
    [
        {"stem": "x" * 301},
        {"stem": "😀" * 151},
        {"options": (Option(text="x" * 101), Option(text="y", correct=True))},
        {"explanation": "x" * 201},
        {"explanation": "a\nb\nc\nd"},
        {"vignette": "x" * 1020},
    ],
)
def test_what_does_not_fit_a_poll_comes_as_ever(change: dict[str, Any]) -> None:
    question = TEAS.questions["tea-students/single"]
    assert polls.quiz(T, asked(TEAS, question)) is not None
    assert polls.quiz(T, asked(TEAS, replace(question, **change))) is None


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_screen_of_rounds_is_one_that_telegram_takes(name: str) -> None:
    for screen in of_rounds(LIBRARIES[name]):
        check(screen)


def standing(library: Library, set_id: str, topics: tuple[TopicProgress, ...], due: int) -> Progress:
    return Progress(
        learner=learner(),
        questions=library.sets[set_id],
        topics=topics,
        due=(due,) * AHEAD,
        recall=tuple(Week(first_day=TODAY - 6 - 7 * ago, answers=9, known=0.8) for ago in (2, 1, 0)),
        today=TODAY,
    )


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_screen_around_the_questions_of_a_set_is_one_that_telegram_takes(name: str) -> None:
    for screen in of_library(LIBRARIES[name]):
        check(screen)


def of_the_learner() -> Iterator[Screen]:
    """Every screen that is about the learner alone, or about nothing."""
    yield from (arriving.welcome(T, None), arriving.stranger(T), arriving.nothing_kept(T), arriving.track(T))
    yield from (
        arriving.none_for(T),
        arriving.idle(T, NOW.date()),
        arriving.kept(T),
        arriving.left(T, 0),
        arriving.left(T, 1),
    )
    yield from (arriving.privacy(T, None), arriving.privacy(T, "x" * 500), practising.urgent(T, "x" * 500))
    yield from (practising.urgent(T, None), practising.pause(T), practising.not_text(T))
    yield from (practising.help_screen(T, patient=True), practising.help_screen(T, patient=False))
    yield Screen(parts=("…",), buttons=practising.go_on(T))
    yield from (practising.group(T), practising.sorry(T), practising.unknown_command(T))
    for yes in (True, False):
        yield arriving.declined(T, is_educator=yes)
        yield arriving.leave(T, is_educator=yes)
        yield practising.hint(T, waiting=yes)
    yield from (practising.unfit(T, question) for question in TEAS.questions.values())
    ada = learner(remind_at=NOW)
    yield practising.enough(T, ada)
    for one in (ada, replace(ada, zone=None), replace(ada, remind_at=None), replace(ada, remind_every=0)):
        yield from of_one(one)
    for audience in Audience:
        yield from of_a_date(replace(ada, audience=audience))


def of_a_date(ada: Learner) -> Iterator[Screen]:
    """Every screen of a date ahead, near or far, that fits or does not."""
    yield dates.ask(T, Unplanned(learner=ada, today=TODAY))
    yield dates.which(T, (NOW.date(), NOW.date().replace(year=2030)))
    yield dates.no_date(T)
    yield dates.over(T, DateOver(learner=ada, day=TODAY - 1))
    yield from (dates.unfit(T, Unfit(learner=ada, day=TODAY + days, today=TODAY)) for days in (-1, 0, 900))
    for days, core, takes, in_time in product((1, 3, 20, 730), (0, 35), (5, 12), (True, False)):
        yield dates.plan(
            T,
            Planned(
                learner=replace(ada, date_day=TODAY + days),
                questions=TEAS.sets["tea-students"],
                day=TODAY + days,
                today=TODAY,
                days=(Day(new=2, over=3),) * days,
                core=core,
                a_day=5,
                needed=takes,
                in_time=in_time,
            ),
        )


def test_the_calendar_of_a_plan_tells_of_each_week_and_leaves_no_day_out() -> None:
    for today in range(TODAY, TODAY + 7):
        for days in (1, 6, 7, 8, 30):
            outcome = Planned(
                learner=learner(date_day=today + days),
                questions=TEAS.sets["tea-students"],
                day=today + days,
                today=today,
                days=(Day(new=1, over=0),) * days,
                core=1,
                a_day=5,
                needed=1,
                in_time=True,
            )
            told = [line for line in dates.plan(T, outcome).plain.splitlines() if " to go over" in line]
            assert sum(int(line.split(": ")[1].split()[0]) for line in told) == days
            assert told[0].startswith("This week")
            assert "0 new" not in "".join(told)


def of_one(ada: Learner) -> Iterator[Screen]:
    for screen in settings.CHOICES.values():
        yield screen(T, ada)
    yield from (settings.overview(T, ada, NOW), settings.overview(T, ada, NOW, saved=True), settings.zone(T, ada, NOW))
    yield from (settings.language(T), settings.no_place(T), settings.overview(T, replace(ada, paused=True), NOW))
    for until in (None, TODAY + 3):
        yield practising.paused(T, replace(ada, paused=True, paused_until=until))
    for how in ("later", "tomorrow", "fewer"):
        for too_late in (True, False):
            yield practising.snoozed(T, Snoozed(learner=ada, too_late=too_late), how)
    for count, more, next_day, complete in (
        (0, True, None, False),
        (5, False, TODAY + 1, True),
        (5, True, TODAY + 9, True),
    ):
        finished = Finished(answered_today=count, more=more, next_day=next_day, set_complete=complete)
        yield practising.done(T, Done(learner=ada, finished=finished, today=TODAY))


def test_every_screen_of_the_learners_own_is_one_that_telegram_takes() -> None:
    for screen in of_the_learner():
        check(screen)
        assert not {"{", "}"} & set(screen.plain)


@pytest.mark.parametrize("city", ["London", "San", "Kathmandu", "Buenos Aires"])
async def test_places_to_choose_from_are_buttons_that_telegram_takes(city: str) -> None:
    found = await zones.by_city(city)
    assert found
    screen = settings.places(T, found, NOW, named=True)
    check(screen)
    assert len(screen.buttons) == len(found) + 1


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_clock_has_a_button_for_each_hour_around_the_world(minute: int) -> None:
    screen = settings.zone(T, learner(), NOW.replace(minute=minute))
    hours = [button.label for row in screen.buttons[:-1] for button in row]
    assert hours == [f"{hour:02d}:{minute:02d}" for hour in range(24)]


def test_the_menu_of_commands_is_one_that_telegram_takes() -> None:
    for name, text in practising.commands(T):
        assert 1 <= len(name) <= 32
        assert name.isascii()
        assert name.islower()
        assert 1 <= units(text) <= 256


# What can be picked


@pytest.mark.parametrize(("library", "question"), QUESTIONS)
def test_the_right_answer_can_be_tapped_together(library: Library, question: Question) -> None:
    right = key_places(question)
    fresh = asked(library, question)
    draft: tuple[int, ...] | None = None
    while right:  # there is none to tap where it is typed
        taps = [button.tap for row in questions.asked(T, fresh, draft).buttons for button in row]
        if Submit(presentation=fresh.presentation.id, places=right) in taps:
            return
        picked = -1 if draft is None else len(draft)
        longer = [tap.places for tap in taps if isinstance(tap, Draft) and len(tap.places) > picked]
        draft = next(places for places in longer if places == right[: len(places)])


@pytest.mark.parametrize(
    ("key", "places", "possible"),
    [
        ("tea-students/multiple", (), True),
        ("tea-students/multiple", (0, 3), True),
        ("tea-students/multiple", (4,), False),
        ("tea-students/multiple", (0, 0), False),
        ("tea-students/order", (2, 1, 0), True),
        ("tea-students/order", (2, 1, 0, 0), False),
        ("tea-students/match", (2, 0), True),
        ("tea-students/match", (2, 0, 1), False),
        ("tea-students/teachback", (0, 1), True),
        ("tea-students/teachback", (2,), False),
        ("tea-students/single", (), False),
        ("tea-students/truefalse", (0,), False),
        ("tea-students/numeric", (), False),
        ("tea-students/short", (), False),
        ("tea-students/cloze", (), False),
    ],
)
def test_an_answer_so_far_is_checked_since_buttons_can_be_forged(
    key: str, places: tuple[int, ...], possible: bool
) -> None:
    teas = LIBRARIES["teas"]
    assert questions.is_draft(asked(teas, teas.questions[key]), places) is possible


@pytest.mark.parametrize(
    ("count", "widths"), [(0, []), (1, [1]), (4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3]), (10, [4, 4, 2])]
)
def test_buttons_stand_in_rows_as_even_as_can_be(count: int, widths: list[int]) -> None:
    buttons = [Button(str(number), Go()) for number in range(count)]
    rows = rows_of(buttons)
    assert [len(row) for row in rows] == widths
    assert [button for row in rows for button in row] == buttons


# Words


def test_words_are_explained_that_stand_in_the_lesson_as_words() -> None:
    (lesson, *_) = taught(LIBRARIES["teas"])
    glossary = tuple(Term(term=term, meaning="…") for term in ("CAR", "tea", "plan", "p<0.05", "pot"))
    text = "Careful: the plant scares nobody and leaves no scar. Tea, p<0.05."
    explained = replace(lesson.questions, glossary=(*glossary, Term(term="bush", also=("the plant",), meaning="…")))
    found = questions.terms_in(replace(lesson, questions=explained, lesson=replace(lesson.lesson, text=text)))
    assert [term.term for term in found] == ["tea", "p<0.05", "bush"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "It comes back today."),
        (0, "It comes back today."),
        (1, "It comes back tomorrow."),
        (2, "It comes back in 2 days, on Wednesday, November 25."),
        (40, "It comes back in 40 days, on Saturday, January 2."),
    ],
)
def test_when_a_question_comes_back_is_said_in_words(days: int, words: str) -> None:
    assert feedback.day_text(T, TODAY + days, TODAY) == words


@pytest.mark.parametrize(
    ("right", "again", "words"),
    [(0, 0, "not met yet"), (1, 0, "clear to me so far"), (3, 0, "clear to me"), (2, 1, "go over again")],
)
def test_patients_are_told_where_they_stand_without_numbers(right: int, again: int, words: str) -> None:
    topic = TopicProgress(title="Your cup", total=3, right=right, again=again, firm=0)
    outcome = standing(LIBRARIES["teas"], "tea-patients", (topic,), 0)
    assert progress.words(T, outcome).plain.split("Your cup: ")[1].splitlines()[0] == words
    drawn = progress.picture(T, outcome)
    assert [bar.word for bar in drawn.bars] == [words]
    assert drawn.curve is None
    assert "%" not in progress.words(T, outcome).plain


@pytest.mark.parametrize(("view", "words"), [(View.ASK, "ask my team"), (View.CLEAR, "clear to me")])
def test_a_patients_own_word_of_a_topic_counts_for_more_than_their_answers(view: View, words: str) -> None:
    topic = TopicProgress(title="Your cup", total=3, right=1, again=2, firm=0, view=view)
    screen = progress.words(T, standing(LIBRARIES["teas"], "tea-patients", (topic,), 0))
    assert f"Your cup: {words}\n" in screen.plain


def test_students_are_told_in_the_words_what_the_picture_shows() -> None:
    topic = TopicProgress(title="Leaves", total=9, right=4, again=3, firm=1)
    outcome = standing(LIBRARIES["teas"], "tea-students", (topic,), 2)
    said, drawn = progress.words(T, outcome).plain, progress.picture(T, outcome)
    assert "Leaves: 1 known, 6 learning, 2 new" in said
    assert drawn.bars[0].parts == (1, 6, 2)
    assert said.count(": 2") == len([day for day in drawn.days if day.count == 2]) == AHEAD
    assert said.count(": 80%") == len(drawn.curve or ()) == 3


def test_a_source_is_cited_once_with_its_sections_and_paragraphs_in_order() -> None:
    teas = LIBRARIES["teas"]
    question = teas.questions["tea-students/single"]
    cite = question.cites[0]
    cites = tuple(
        replace(cite, section=section, paragraph=paragraph)
        for section, paragraph in (("introduction", 3), ("Brewing", 2), ("introduction", 1))
    )
    undated = replace(teas.sources["leaflet"], date=None)
    shown = answered(teas, replace(question, cites=cites), Picked(places=(0,)))
    screen = feedback.feedback(T, replace(shown, sources={"leaflet": undated}))
    assert "Source: A leaflet on tea (undated): “introduction”, paragraphs 1, 3; “Brewing”, paragraph 2" in screen.plain


# Whole screens


def drawn(screen: Screen) -> str:
    rows = (" ".join(f"[{button.label} {encode(button.tap)}]" for button in row) for row in screen.buttons)
    return "\n".join([screen.html, *rows])


TEAS, ODD = LIBRARIES["teas"], LIBRARIES["odd"]
PLANT = next(lesson for lesson in taught(TEAS) if lesson.lesson.key == "tea-students/plant")


def ask(library: Library, key: str, *draft: int) -> Screen:
    return questions.asked(T, asked(library, library.questions[key], presentation=7), draft or None)


def pick(library: Library, key: str, place: int) -> Screen:
    picked = Picked(places=(place,))
    return feedback.feedback(T, answered(library, library.questions[key], picked, presentation=7))


def remind() -> Screen:
    cold = asked(TEAS, TEAS.questions["tea-patients/cold"], Purpose.DUE, presentation=7)
    return practising.reminder(T, Reminder(learner=learner(), before=learner(), asked=cold, day=TODAY))


WHOLE: dict[str, tuple[Callable[[], Screen], str]] = {
    "a question to be tapped": (
        lambda: ask(TEAS, "tea-students/single"),
        """\
<b>Leaves</b> · question 2 of 20

<b>What makes black tea black?</b>

<b>A.</b> Hotter water
<b>B.</b> Dye from bark
<b>C.</b> Meeting the air
[A a:7:2] [B a:7:1] [C a:7:0]
[Not sure n:7]
""",
    ),
    "a question with every odd character": (
        lambda: ask(ODD, "odd/single"),
        """\
<b>&lt;a&gt; &amp; {b}</b> · question 2 of 20

A leaf &lt; 40 &amp; {age}

<b>Is 1 &lt; 2 &amp;&amp; {x} &gt; &lt;b&gt;bold&lt;/b&gt;?</b>

<b>A.</b> {}
<b>B.</b> &amp;no;
<b>C.</b> &lt;yes&gt; {n}
[A a:7:2] [B a:7:1] [C a:7:0]
[Not sure n:7]
""",
    ),
    "several picks, two ticked": (
        lambda: ask(TEAS, "tea-students/multiple", 0, 1),
        """\
<b>Leaves</b> · question 2 of 20

<b>Which teas come from the tea plant?</b>

<b>A.</b> Mint tea
<b>B.</b> Black tea
<b>C.</b> Lime blossom tea
<b>D.</b> Green tea

<i>More than one may be right. Pick all that are, then check.</i>
[A d:7:012] [B ✓ d:7:0] [C d:7:013] [D ✓ d:7:1]
[Check a:7:01]
[Not sure n:7]
""",
    ),
    "an order, one step in": (
        lambda: ask(TEAS, "tea-students/order", 2),
        """\
<b>Brewing</b> · question 2 of 20

<b>In which order is tea made?</b>

<b>A.</b> Pour the water
<b>B.</b> Add the leaves
<b>C.</b> Warm the pot

Your order: A

<i>Tap what comes next.</i>
[B d:7:210] [C d:7:201]
[Start again d:7]
[Not sure n:7]
""",
    ),
    "an order, to be checked": (
        lambda: ask(TEAS, "tea-students/order", 2, 0, 1),
        """\
<b>Brewing</b> · question 2 of 20

<b>In which order is tea made?</b>

<b>A.</b> Pour the water
<b>B.</b> Add the leaves
<b>C.</b> Warm the pot

Your order: A → C → B

<i>Is that your order?</i>
[Check a:7:201]
[Start again d:7]
[Not sure n:7]
""",
    ),
    "a match, one pair in": (
        lambda: ask(TEAS, "tea-students/match", 0),
        """\
<b>Brewing</b> · question 2 of 20

<b>What does each thing do?</b>

1. Pot → <b>C</b>
2. Strainer

<b>A.</b> grows the leaves
<b>B.</b> keeps the leaves back
<b>C.</b> holds the tea

<i>Which letter belongs to 2?</i> Strainer
[A d:7:02] [B d:7:01]
[Start again d:7]
[Not sure n:7]
""",
    ),
    "a gap": (
        lambda: ask(TEAS, "tea-students/cloze"),
        """\
<b>Brewing</b> · question 2 of 20

<b>First you warm the _____.</b>

<i>Type the missing word.</i>
[Not sure n:7]
""",
    ),
    "key points, one ticked": (
        lambda: ask(TEAS, "tea-students/teachback", 1),
        """\
<b>Brewing</b> · question 2 of 20

<b>How would you tell a friend to make tea?</b>

<b>A.</b> The pot is warmed first
<b>B.</b> The tea draws for three minutes <b>said</b>

<i>Which of these key points were in your own words? Tick them. There is no wrong answer.</i>
[A d:7:01] [B ✓ d:7]
[Done a:7:1]
[Not sure n:7]
""",
    ),
    "a right answer": (
        lambda: pick(TEAS, "tea-students/single", 0),
        """\
<b>Leaves</b> · <b>Right ✓</b>

What makes black tea black?

✓ Your answer: <b>Meeting the air</b>
Air darkens the bruised leaves.

Leaves that meet the air turn dark before they are dried.

How sure is this? Who was studied: a few growers. How: a leaflet. Certainty: low.

To ask your care team: Which tea do you have?

<i>Source: A leaflet on tea (January 31, 2025): “introduction”, paragraph 1</i>

<i>It comes back in 3 days, on Thursday, November 26.</i>
[Next x:7]
[Undo u:7] [I guessed g:7]
[Report a problem r:7]
""",
    ),
    "a wrong answer with every odd character": (
        lambda: pick(ODD, "odd/single", 1),
        """\
<b>&lt;a&gt; &amp; {b}</b> · <b>Not right</b>

Is 1 &lt; 2 &amp;&amp; {x} &gt; &lt;b&gt;bold&lt;/b&gt;?

✗ Your answer: <b>&amp;no;</b>
&lt;/b&gt;

✓ The right answer: <b>&lt;yes&gt; {n}</b>
1 &lt; 2 &amp; {why}

{explanation} &lt;u&gt;

How sure is this? Who was studied: &lt;people&gt;. How: {design}. Certainty: high &amp; low.

To ask your care team: {ask} &amp; &lt;why&gt;?

<i>Source: A &lt;leaflet&gt; &amp; {more} (January 31, 2025): “&lt;i&gt;Brewing&lt;/i&gt; &amp; {tea}”, paragraph 1</i>

<i>If you go on, you will see it once more at the end. It comes back in 3 days, on Thursday, November 26.</i>
[Next x:7]
[Undo u:7] [Report a problem r:7]
""",
    ),
    "a lesson with a word explained": (
        lambda: questions.lesson(T, PLANT),
        """\
<b>Lesson: One plant</b>

Green and black tea come from one plant. Black leaves have met more air. Tannins make tea taste dry.
[Go on l:7986ba9db6]
[Words explained w:7986ba9db6]
""",
    ),
    "the words of a lesson": (
        lambda: questions.words(T, PLANT),
        """\
<b>Words in “One plant”</b>

<b>tannin</b>: What makes strong tea taste dry.
[Go on l:7986ba9db6]
""",
    ),
    "a reminder": (
        remind,
        """\
Time to refresh what you have learned. Here is the first question:

<b>Your cup</b> · question 2 of 20

<b>Fresh tea is cold.</b>
[True a:7:0] [False a:7:1]
[Not sure n:7]
[Later today z:later] [Tomorrow z:tomorrow] [Fewer z:fewer:2]
""",
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_screen_as_a_whole(name: str) -> None:
    screen, whole = WHOLE[name]
    assert f"{drawn(screen())}\n" == whole

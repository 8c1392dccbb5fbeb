"""What a learner sees next: a table of situations, whole sittings, and properties of any sitting."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.domain.questions import Picked, QuestionSet
from quizbot.domain.queue import (
    Answered,
    Ask,
    Finished,
    Given,
    Next,
    Presentation,
    Purpose,
    Review,
    Situation,
    State,
    Teach,
    next_step,
)
from tests.domain.specimens import lesson, question, question_set

# two lessons on topic a, one on b, one on c; "x" is retired
LESSONS = (lesson("s/A1", "a"), lesson("s/A2", "a"), lesson("s/B1", "b"), lesson("s/C1", "c"))
CELLS = question_set(
    LESSONS,
    (
        question("s/a1", "a", "s/A1"),
        question("s/a2", "a", "s/A1"),
        question("s/a3", "a", "s/A2"),
        question("s/b1", "b", "s/B1"),
        question("s/b2", "b", "s/B1"),
        question("s/c1", "c", "s/C1"),
        question("s/x", "c", "s/C1", retired=True),
    ),
    key="s",
)
ALL = "a1 a2 a3 b1 b2 c1"


def keys(names: str) -> list[str]:
    return [f"s/{name}" for name in names.split()]


def right(name: str, purpose: Purpose = Purpose.DUE) -> Answered:
    return Answered(question_key=f"s/{name}", right=True, purpose=purpose)


def missed(name: str, purpose: Purpose = Purpose.DUE) -> Answered:
    return Answered(question_key=f"s/{name}", right=False, purpose=purpose)


def situation(
    *,
    due: str = "",
    met: str = "",
    shown: str = "A1 A2 B1 C1",
    answered: int = 0,
    new: int = 0,
    allowance: int = 5,
    last: str | None = None,
    topic: str | None = None,
    sitting: Iterable[Answered] = (),
    back: int | None = None,
    leeches: str = "",
    read: str = "",
    just_read: str | None = None,
    new_allowed: int | None = None,
) -> Situation:
    return Situation(
        today=1000,
        topic=topic,
        due=keys(due),
        met=frozenset(keys(met)),
        lessons_shown=frozenset(keys(shown)),
        sitting=tuple(sitting),
        answered_today=answered,
        new_today=new,
        allowance=allowance,
        last_key=None if last is None else f"s/{last}",
        next_due_day=back,
        leeches=frozenset(keys(leeches)),
        read_today=frozenset(keys(read)),
        just_read=None if just_read is None else f"s/{just_read}",
        new_allowed=new_allowed,
    )


def told(step: Next) -> str:
    """A step in a few words: "due a1 1/5", "teach A1", "finished 5, more, back 1001"."""
    match step:
        case Teach(lesson=shown):
            return f"teach {shown.key.removeprefix('s/')}"
        case Ask():
            return f"{step.purpose} {step.question.key.removeprefix('s/')} {step.position}/{step.planned}"
        case Finished():
            words = [f"finished {step.answered_today}"]
            words += ["more"] if step.more else []
            words += ["complete"] if step.set_complete else []
            words += [] if step.next_day is None else [f"back {step.next_day}"]
            return ", ".join(words)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # a new learner: the lesson first, then what it teaches
        (situation(shown=""), "teach A1"),
        (situation(shown="A1"), "new a1 1/5"),
        (situation(shown="B1"), "teach A1"),
        # due before new, the best remembered first
        (situation(due="b1 a1", met="a1 b1"), "due b1 1/5"),
        (situation(due="a1 b1", met="a1 b1"), "due a1 1/5"),
        (situation(due="c1", met="c1", shown=""), "due c1 1/5"),
        # a topic chosen: new ones of it first, then the rest; what is due comes anyway
        (situation(topic="b"), "new b1 1/5"),
        (situation(topic="b", shown=""), "teach B1"),
        (situation(topic="b", last="b1", met="b1"), "new b2 1/5"),
        (situation(topic="b", met="b1 b2"), "new a1 1/4"),
        (situation(topic="c", allowance=9), "new c1 1/6"),
        (situation(topic="b", due="a1", met="a1"), "due a1 1/5"),
        (situation(topic="gone"), "new a1 1/5"),
        # topics take turns; failing that, lessons do
        (situation(met="a1", last="a1"), "new b1 1/5"),
        (situation(met="a1 b1", last="b1"), "new a2 1/4"),
        (situation(met="a1 b1 b2 c1", last="a1"), "new a3 1/2"),
        (situation(met="a1 a3 b1 b2 c1", last="a1"), "new a2 1/1"),
        (situation(met="a1", last="a1", shown="A1"), "teach B1"),
        # due ones of one lesson are kept apart, too, where that can be helped
        (situation(due="a1 a2 b1", met=ALL, last="c1"), "due a1 1/3"),
        (situation(due="a2 a3 b1", met=ALL, last="a1"), "due a3 1/3"),
        (situation(due="a2", met=ALL, last="a1"), "due a2 1/1"),
        (situation(due="a1 b1", met=ALL, last="x"), "due a1 1/2"),
        (situation(due="a1 b1", met=ALL, last="gone"), "due a1 1/2"),
        # retired questions are neither new nor due
        (situation(due="x", met=f"{ALL} x"), "finished 0, complete"),
        (situation(due="x gone b1", met=ALL), "due b1 1/1"),
        (situation(met=ALL), "finished 0, complete"),
        # the day's allowance; position and plan count what was answered before
        (situation(due="a1 b1", met=ALL, answered=3), "due a1 4/5"),
        (situation(due="a1 b1 c1", met=ALL, answered=3), "due a1 4/5"),
        (situation(due="a1 b1", met=ALL, answered=5), "finished 5, more, complete, back 1001"),
        (situation(met="a1", answered=5, back=1003), "finished 5, more, back 1001"),
        (situation(due="a1", met=ALL, answered=6), "finished 6, more, complete, back 1001"),
        (situation(allowance=0), "finished 0, more, back 1001"),
        (situation(met=ALL, back=1002), "finished 0, complete, back 1002"),
        # a backlog: no new one until it is worked off, a day's allowance at a time
        (situation(due="a1 a2 a3 b1 b2", met="a1 a2 a3 b1 b2", allowance=1), "due a1 1/1"),
        (situation(due="a2 a3 b1 b2", met="a1 a2 a3 b1 b2", allowance=1, answered=1), "finished 1, more, back 1001"),
        # two of five are kept for new ones, if there are any and the backlog is less than three days' worth
        (situation(due="b2", met="a1 a2 a3 b1 b2", answered=4, new=2), "due b2 5/5"),
        (situation(due="b2", met="a1 a2 a3 b1 b2", answered=4, new=1), "new c1 5/5"),
        (situation(due="b2", met="a1 a2 a3 b1 b2", answered=3), "due b2 4/5"),
        (situation(due="a1 a2 b1 b2", met="a1 a2 b1 b2", answered=3), "new a3 4/5"),
        (situation(due="a1 a2 b1 b2", met="a1 a2 a3 b1 b2", allowance=1), "due a1 1/1"),
        # what was forgotten again and again comes behind its lesson, once a day, and directly behind it
        (situation(due="a1 b1", met=ALL, leeches="a1"), "teach A1"),
        (situation(due="a1 b1", met=ALL, leeches="a1", read="A1"), "due a1 1/2"),
        (situation(due="a1 b1", met=ALL, leeches="b1"), "due a1 1/2"),
        (situation(due="a1 b1", met=ALL, leeches="b1", read="B1", just_read="B1"), "due b1 1/2"),
        (situation(due="a1 b1", met=ALL, read="B1", just_read="B1"), "due a1 1/2"),
        (situation(due="a1", met=ALL, leeches="a1", answered=5), "finished 5, more, complete, back 1001"),
        # no more new ones than are wanted; when there is nothing else, they are what more is
        (situation(new_allowed=2), "new a1 1/2"),
        (situation(new_allowed=9), "new a1 1/5"),
        (situation(new_allowed=2, answered=2, new=2, met="a1 b1"), "finished 2, more, back 1001"),
        (situation(new_allowed=2, answered=2, new=2, met="a1 b1", due="a1"), "due a1 3/3"),
        (situation(new_allowed=1, answered=1, new=2, met="a1 b1"), "finished 1, more, back 1001"),
        (situation(new_allowed=0, back=1004), "finished 0, more, back 1004"),
        (situation(new_allowed=0, due="a1", met="a1"), "due a1 1/1"),
        (situation(new_allowed=1, due="a1 a2 a3 b1", met="a1 a2 a3 b1", answered=4), "new b2 5/5"),
        # what was missed returns once, at the end of the sitting
        (situation(met=ALL, sitting=[missed("a1")], answered=1), "retry a1 1/1"),
        (situation(due="b1", met=ALL, sitting=[missed("a1")], answered=1), "due b1 2/2"),
        (situation(met="a1", sitting=[missed("a1", Purpose.NEW)], answered=1, last="a1"), "new b1 2/5"),
        (situation(due="b1", met=ALL, sitting=[missed("a1")], answered=5), "retry a1 5/5"),
        (situation(met=ALL, sitting=[right("a1")], answered=1), "finished 1, complete"),
        (situation(met=ALL, sitting=[missed("a1"), missed("a1", Purpose.RETRY)], answered=1), "finished 1, complete"),
        (situation(met=ALL, sitting=[missed("a1"), right("a1", Purpose.RETRY)], answered=1), "finished 1, complete"),
        (situation(met=ALL, sitting=[missed("a1", Purpose.PRACTICE)]), "finished 0, complete"),
        (situation(met=ALL, sitting=[missed("a1"), right("a1", Purpose.EXAM)], answered=1), "retry a1 1/1"),
        (situation(met=ALL, sitting=[missed("a1"), right("a1", Purpose.PRACTICE)], answered=1), "finished 1, complete"),
        (situation(met=ALL, sitting=[missed("b1"), missed("a1")], answered=2, last="a1"), "retry b1 2/2"),
        (situation(met=ALL, sitting=[missed("a2"), missed("b1")], answered=2, last="a1"), "retry b1 2/2"),
        (situation(met=ALL, sitting=[missed("a2"), missed("a1")], answered=2, last="a1"), "retry a2 2/2"),
        (situation(met=ALL, sitting=[missed("b1"), missed("b1")], answered=2), "retry b1 2/2"),
        (situation(met=ALL, sitting=[missed("x"), missed("gone")], answered=2), "finished 2, complete"),
    ],
)
def test_what_comes_next(given: Situation, expected: str) -> None:
    assert told(next_step(given, CELLS)) == expected


def test_only_new_and_due_questions_decide_when_they_come_back() -> None:
    assert [purpose for purpose in Purpose if purpose.scheduled] == [Purpose.NEW, Purpose.DUE]


def test_it_is_told_how_many_are_due_beside_the_first_and_at_the_end() -> None:
    backlog = situation(due=ALL, met=ALL, allowance=2)
    step = next_step(backlog, CELLS)
    assert isinstance(step, Ask)
    assert (step.waiting, step.planned) == (6, 2)
    end = next_step(replace(backlog, due=backlog.due[2:], answered_today=2), CELLS)
    assert isinstance(end, Finished)
    assert end.waiting == 4


def test_an_empty_set_is_complete() -> None:
    assert told(next_step(situation(), question_set((), ()))) == "finished 0, complete"


# whole sittings


def sit(start: Situation, questions: QuestionSet, knows: Callable[[str], bool]) -> list[Next]:
    """Every step of a sitting in which the learner only ever taps "Next", and knows what `knows` says."""
    steps: list[Next] = []
    now = start
    while True:
        step = next_step(now, questions)
        steps.append(step)
        assert len(steps) < 100, "a sitting ends"
        match step:
            case Teach(lesson=shown):
                assert shown.key not in now.lessons_shown
                now = replace(now, lessons_shown=now.lessons_shown | {shown.key})
            case Ask(question=asked, purpose=purpose):
                answer = Answered(question_key=asked.key, right=knows(asked.key), purpose=purpose)
                now = replace(
                    now,
                    due=[key for key in now.due if key != asked.key],
                    met=now.met | {asked.key},
                    sitting=[*now.sitting, answer],
                    answered_today=now.answered_today + (purpose is not Purpose.RETRY),
                    new_today=now.new_today + (purpose is Purpose.NEW),
                    last_key=asked.key,
                )
            case Finished():
                return steps


def test_a_first_day() -> None:
    assert [told(step) for step in sit(situation(shown=""), CELLS, lambda key: key != "s/b1")] == [
        "teach A1",
        "new a1 1/5",
        "teach B1",
        "new b1 2/5",
        "new a2 3/5",
        "new b2 4/5",
        "teach A2",
        "new a3 5/5",
        "retry b1 5/5",
        "finished 5, more, back 1001",
    ]


def test_a_day_with_due_and_new_ones() -> None:
    start = situation(due="a1 a2 b1", met="a1 a2 b1", shown="A1 B1", allowance=6)
    assert [told(step) for step in sit(start, CELLS, lambda _: True)] == [
        "due a1 1/6",
        "due b1 2/6",
        "due a2 3/6",
        "new b2 4/6",
        "teach A2",
        "new a3 5/6",
        "teach C1",
        "new c1 6/6",
        "finished 6, complete",
    ]


def test_a_chosen_topic_first_and_then_the_rest() -> None:
    start = situation(topic="b", shown="")
    assert [told(step) for step in sit(start, CELLS, lambda _: True)][:6] == [
        "teach B1",
        "new b1 1/5",
        "new b2 2/5",
        "teach A1",
        "new a1 3/5",
        "teach C1",
    ]


@st.composite
def sets(draw: st.DrawFn) -> QuestionSet:
    """Up to six lessons on up to three topics, each with up to four questions, a few of them retired."""
    lessons = [lesson(f"s/L{place}", draw(st.sampled_from("abc"))) for place in range(draw(st.integers(1, 6)))]
    questions = [
        question(f"s/{each.key[2:]}-{place}", each.topic, each.key, retired=draw(st.integers(0, 5)) == 0)
        for each in lessons
        for place in range(draw(st.integers(0, 4)))
    ]
    return question_set(tuple(lessons), tuple(draw(st.permutations(questions))), key="s")


@given(st.data(), sets())
def test_any_sitting(data: st.DataObject, questions: QuestionSet) -> None:
    every = [each.key for each in questions.questions]
    some = st.lists(st.sampled_from(every), unique=True) if every else st.just([])
    met = data.draw(some, label="met")
    start = Situation(
        today=1000,
        topic=data.draw(st.sampled_from([None, "a", "b", "c"])),
        due=[key for key in data.draw(some, label="due") if key in met],
        met=frozenset(met),
        lessons_shown=frozenset(data.draw(st.sets(st.sampled_from([each.key for each in questions.lessons])))),
        allowance=data.draw(st.integers(0, 12)),
    )
    known = frozenset(data.draw(some, label="known"))
    steps = sit(start, questions, known.__contains__)
    asked = [step for step in steps if isinstance(step, Ask)]
    first, again = ([each for each in asked if (each.purpose is Purpose.RETRY) is retry] for retry in (False, True))
    active = {each.key for each in questions.active}

    assert asked == first + again, "retries come last"
    assert len(first) == min(start.allowance, len(active & {*start.due}) + len(active - start.met))
    assert {each.question.key for each in asked} <= active, "none is retired"
    assert [each.purpose for each in first] == sorted((each.purpose for each in first), key=[*Purpose][1::-1].index)
    if len(active & {*start.due}) <= 3 * start.allowance:
        fresh = [each for each in first if each.purpose is Purpose.NEW]
        assert len(fresh) >= min(2 * start.allowance // 5, len(active - start.met)), "new ones have their share"
    assert sorted(each.question.key for each in again) == sorted({each.question.key for each in first} - known)
    assert [each.position for each in first] == list(range(1, len(first) + 1))
    assert {each.planned for each in asked} <= {len(first)}, "the plan is kept to"
    check_lessons(steps, start)
    check_topic(first, start, questions)


def check_lessons(steps: list[Next], start: Situation) -> None:
    """A lesson is shown before its first question, and directly before one of its questions."""
    shown = set(start.lessons_shown)
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        if isinstance(step, Teach):
            shown.add(step.lesson.key)
            assert isinstance(after, Ask)
            assert after.question.after == step.lesson.key
        elif isinstance(step, Ask) and step.purpose is Purpose.NEW:
            assert step.question.after in shown


def check_topic(first: list[Ask], start: Situation, questions: QuestionSet) -> None:
    """New questions of the chosen topic come before those of others."""
    new = [each.question.topic == start.topic for each in first if each.purpose is Purpose.NEW]
    chosen = sum(each.topic == start.topic and each.key not in start.met for each in questions.active)
    assert new[:chosen] == [True] * min(chosen, len(new))


@given(st.data(), sets())
def test_one_lesson_twice_in_a_row_only_where_it_cannot_be_helped(data: st.DataObject, questions: QuestionSet) -> None:
    active = list(questions.active)
    keys_of = [each.key for each in active]
    due = data.draw(st.permutations(keys_of))[: data.draw(st.integers(0, len(active)))]
    last = data.draw(st.sampled_from([None, *active]))
    step = next_step(
        Situation(
            today=1000,
            topic=None,
            due=due,
            met=frozenset(due),
            lessons_shown=frozenset(each.key for each in questions.lessons),
            allowance=100,
            last_key=None if last is None else last.key,
        ),
        questions,
    )
    if last is None or not isinstance(step, Ask) or step.question.after != last.after:
        return
    candidates = due or [key for key in keys_of if key not in due]
    assert {each.after for each in active if each.key in candidates} == {last.after}


# what a review remembers


PRESENTATION = Presentation(
    id=1,
    learner_id=1,
    question_key="s/a1",
    fingerprint="0",
    purpose=Purpose.NEW,
    state=State.ANSWERED,
    position=1,
    planned=5,
    opened_at=datetime(2026, 6, 1, 9, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("given", "credit", "is_right", "picked"),
    [
        (Given.PICKED, 1.0, True, Picked(places=(1,))),
        (Given.PICKED, 0.5, False, Picked(places=(1,))),
        (Given.TYPED, 1.0, True, None),
        (Given.NOT_SURE, 0.0, False, None),
    ],
)
def test_a_review_knows_whether_it_was_right_and_what_was_picked(
    given: Given, credit: float, is_right: bool, picked: Picked | None
) -> None:
    review = Review(
        id=1,
        presentation=PRESENTATION,
        given=given,
        places=(1,) if given is Given.PICKED else (),
        matched=None,
        credit=credit,
        rating=None,
        day=1000,
        due_day=None,
    )
    assert (review.right, review.picked) == (is_right, picked)

from dataclasses import replace
from uuid import UUID

import pytest

from pmo_academy.learning.rules.progress import (
    Requirement,
    Step,
    StepKind,
    StepState,
    counted,
    neighbours,
    next_step,
    progress,
)

BOTH = ("lessons", "quizzes")


def step(number, kind=StepKind.LESSON, *, done=False):
    state = StepState.DONE if done else StepState.NOT_STARTED
    return Step(
        kind=kind, ref=UUID(int=number), key=str(number), title=f"{number}", minutes=10, state=state
    )


def path(*done):
    """Two lessons, a practice and a quiz, then a lesson and a quiz; the named ones are done."""
    kinds = [
        StepKind.LESSON,
        StepKind.LESSON,
        StepKind.PRACTICE,
        StepKind.QUIZ,
        StepKind.LESSON,
        StepKind.QUIZ,
    ]
    return [step(n, kind, done=n in done) for n, kind in enumerate(kinds, start=1)]


def test_practice_counts_for_nothing():
    how_far = progress(path(1, 4), completes_with=BOTH)
    assert (how_far.done, how_far.total, how_far.percent) == (2, 5, 40)
    assert how_far.minutes_left == 30
    assert how_far.has_begun
    assert not how_far.is_complete


def test_every_figure_shows_the_rows_it_rests_on():
    lessons, quizzes = progress(path(1, 4), completes_with=BOTH).requirements
    assert lessons.requirement is Requirement.LESSONS
    assert [one.key for one in lessons.done] == ["1"]
    assert [one.key for one in lessons.missing] == ["2", "5"]
    assert [one.key for one in quizzes.missing] == ["6"]
    assert not lessons.is_met


def test_all_lessons_and_quizzes_complete_the_course():
    how_far = progress(path(1, 2, 4, 5, 6), completes_with=BOTH)
    assert how_far.is_complete
    assert how_far.percent == 100
    assert how_far.minutes_left == 0


def test_only_what_completes_counts():
    how_far = progress(path(1, 2, 5), completes_with=["lessons"])
    assert how_far.is_complete
    assert how_far.total == 3


def made(state):
    return Step(
        kind=StepKind.WORK_PRODUCT,
        ref=UUID(int=99),
        key="work-product",
        title="A charter",
        minutes=0,
        state=state,
    )


def test_a_work_product_counts_once_it_is_accepted():
    asked = [*BOTH, "work-product"]
    everything = path(1, 2, 4, 5, 6)
    for state in (StepState.NOT_STARTED, StepState.IN_PROGRESS):
        before = progress([*everything, made(state)], completes_with=asked)
        assert (before.done, before.total, before.is_complete) == (5, 6, False)
    after = progress([*everything, made(StepState.DONE)], completes_with=asked)
    assert (after.done, after.total, after.is_complete) == (6, 6, True)


def test_a_work_product_that_is_asked_for_and_not_there_is_missing():
    assert not progress(path(1, 2, 4, 5, 6), completes_with=["work-product"]).is_complete


def test_what_others_judge_is_nobody_s_next_step():
    everything = path(1, 2, 4, 5, 6)
    assert next_step([*everything, made(StepState.NOT_STARTED)]).kind is StepKind.WORK_PRODUCT
    assert next_step([*everything, made(StepState.IN_PROGRESS)]) is None


def test_an_empty_course_is_never_complete():
    nothing = progress([], completes_with=[])
    assert (nothing.percent, nothing.is_complete, nothing.has_begun) == (0, False, False)


def test_percent_is_rounded_down():
    assert progress(path(1, 2), completes_with=["lessons"]).percent == 66


@pytest.mark.parametrize("done", [(), (1,), (1, 4), (1, 2, 4, 5, 6)])
def test_counts_say_the_same_as_steps(done):
    steps = path(*done)
    for asked in (BOTH, ("lessons",), (*BOTH, "course-test")):
        lessons = [one for one in steps if one.kind is StepKind.LESSON]
        quizzes = [one for one in steps if one.kind is StepKind.QUIZ]
        how_far = progress(steps, completes_with=asked)
        assert counted(
            lessons=(sum(one.is_done for one in lessons), len(lessons)),
            quizzes=(sum(one.is_done for one in quizzes), len(quizzes)),
            completes_with=asked,
        ) == (how_far.done, how_far.total)


@pytest.mark.parametrize(
    ("done", "last", "wanted"),
    [
        ((), None, 1),
        ((), 2, 2),
        ((1,), 1, 2),
        ((1, 2), 2, 4),
        ((1, 2, 4), 4, 5),
        ((2, 4, 5, 6), 6, 1),
        ((1, 2, 4, 5), 2, 6),
        ((1,), 99, 2),
    ],
)
def test_one_goes_on_where_one_stopped(done, last, wanted):
    found = next_step(path(*done), last=UUID(int=last) if last else None)
    assert found.ref == UUID(int=wanted)


def test_nothing_comes_after_everything():
    assert next_step(path(1, 2, 4, 5, 6), last=UUID(int=6)) is None
    assert next_step([]) is None


def test_previous_and_next_follow_the_path_with_its_practice():
    steps = path()
    assert neighbours(steps, UUID(int=1)) == (None, steps[1])
    assert neighbours(steps, UUID(int=2)) == (steps[0], steps[2])
    assert neighbours(steps, UUID(int=6)) == (steps[4], None)


def test_a_step_in_progress_is_not_done():
    assert not replace(step(1), state=StepState.IN_PROGRESS).is_done

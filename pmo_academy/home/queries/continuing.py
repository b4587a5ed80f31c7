"""Where somebody goes on, in one query; the home page has no room for more."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    select,
)
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.exams.models import Attempt, Quiz
from pmo_academy.exams.queries import is_carried
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Module,
)
from pmo_academy.learning.queries import ContinueCard
from pmo_academy.learning.queries.steps import work_product_step
from pmo_academy.learning.queries.submissions import latest_state
from pmo_academy.learning.rules.progress import Step, StepKind, StepState, next_step, progress
from pmo_academy.people.models import Person

_PASSED, _TRIED = 2, 1
_STATES = {_PASSED: StepState.DONE, _TRIED: StepState.IN_PROGRESS}

_READER: BindParameter[UUID] = bindparam("person_id")
_TEST = aliased(Quiz, name="course_test")


def find_continue_card(person: Person) -> ContinueCard | None:
    """Return where the person goes on in the course they were in last, None if in none."""
    rows = session().execute(_steps(), {"person_id": person.id}).all()
    if not rows:
        return None
    course = rows[0]
    path = _path(rows, last=course.last_lesson_id)
    if course.test_id:
        path.append(_test(course))
    document = {"completes_with": course.completes_with or (), "work_product": course.work_product}
    if made := work_product_step(course.edition_id, document, course.handed_in):
        path.append(made)
    step = next_step(path, last=course.last_lesson_id)
    if step is None:
        return None
    lessons = [one for one in path if one.kind is StepKind.LESSON]
    far = progress(path, completes_with=course.completes_with or ())
    return ContinueCard(
        code=course.code,
        course_title=course.course_title,
        step=step,
        lesson_number=lessons.index(step) + 1 if step.kind is StepKind.LESSON else None,
        lessons=len(lessons),
        done=far.done,
        total=far.total,
        minutes_left=far.minutes_left,
    )


def _last_enrolment() -> ScalarSelect[UUID]:
    return (
        select(Enrolment.id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == _READER, CourseCompletion.enrolment_id.is_(None))
        .order_by(Enrolment.last_at.desc())
        .limit(1)
        .scalar_subquery()
    )


@cache
def _steps() -> Select[Any]:
    """Return the statement; it is put together once, because that takes longer than to run it.

    It selects the lessons of the course in order, each with its module's quiz.
    """
    done = and_(LessonDone.lesson_id == Lesson.id, LessonDone.enrolment_id == Enrolment.id)
    return (
        select(
            CourseEdition.code,
            CourseEdition.title.label("course_title"),
            CourseEdition.id.label("edition_id"),
            CourseEdition.document["completes_with"].label("completes_with"),
            CourseEdition.document["work_product"].label("work_product"),
            latest_state(Enrolment.person_id, CourseEdition.code).label("handed_in"),
            Enrolment.last_lesson_id,
            Module.id.label("module_id"),
            Module.key.label("module_key"),
            Quiz.id.label("quiz_id"),
            Quiz.title.label("quiz_title"),
            Quiz.minutes.label("quiz_minutes"),
            _tried(Quiz).label("tried"),
            _TEST.id.label("test_id"),
            _TEST.title.label("test_title"),
            _TEST.minutes.label("test_minutes"),
            _tried(_TEST).label("test_tried"),
            Lesson.id.label("lesson_id"),
            Lesson.key,
            Lesson.title,
            Lesson.minutes,
            Lesson.item,
            LessonDone.at.label("done_at"),
        )
        .select_from(Enrolment)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .join(Module, Module.edition_id == CourseEdition.id)
        .join(Quiz, Quiz.id == Module.quiz_id)
        .outerjoin(_TEST, _TEST.id == CourseEdition.test_quiz_id)
        .outerjoin(Lesson, Lesson.module_id == Module.id)
        .outerjoin(LessonDone, done)
        .where(Enrolment.id == _last_enrolment())
        .order_by(Module.position, Lesson.position)
    )


def _tried(quiz: type[Quiz]) -> ColumnElement[int]:
    """Select whether the reader has tried or passed the quiz."""
    tried = (
        select(func.max(case((Attempt.has_passed.is_(True), _PASSED), else_=_TRIED)))
        .where(Attempt.quiz_id == quiz.id, Attempt.person_id == _READER)
        .scalar_subquery()
    )
    return case((is_carried(quiz.id, _READER), _PASSED), else_=tried)


def _path(rows: Iterable[Row[Any]], *, last: UUID | None) -> list[Step]:
    modules: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        modules.setdefault(row.module_id, []).append(row)
    return [
        step for module in modules.values() for step in (*_lessons(module, last), _quiz(module))
    ]


def _lessons(rows: Iterable[Row[Any]], last: UUID | None) -> list[Step]:
    return [
        Step(
            kind=StepKind.LESSON,
            ref=row.lesson_id,
            key=row.key,
            title=row.title,
            minutes=row.minutes,
            item=row.item,
            state=StepState.DONE
            if row.done_at
            else StepState.IN_PROGRESS
            if row.lesson_id == last
            else StepState.NOT_STARTED,
        )
        for row in rows
        if row.lesson_id
    ]


def _quiz(rows: list[Row[Any]]) -> Step:
    return Step(
        kind=StepKind.QUIZ,
        ref=rows[0].quiz_id,
        key=rows[0].module_key,
        title=rows[0].quiz_title,
        minutes=rows[0].quiz_minutes,
        state=_STATES.get(rows[0].tried, StepState.NOT_STARTED),
    )


def _test(row: Row[Any]) -> Step:
    return Step(
        kind=StepKind.TEST,
        ref=row.test_id,
        key="course-test",
        title=row.test_title,
        minutes=row.test_minutes,
        state=_STATES.get(row.test_tried, StepState.NOT_STARTED),
    )

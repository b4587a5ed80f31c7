"""Progress of many people in many courses, and the card that leads on; few queries, always."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from pmo_academy.core.db import session
from pmo_academy.exams.queries import has_passed, select_passes
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Module,
)
from pmo_academy.learning.queries.courses import get_course
from pmo_academy.learning.queries.submissions import latest_state
from pmo_academy.learning.rules.progress import Step, StepKind, counted
from pmo_academy.learning.rules.reviewing import SubmissionState
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class CourseProgress:
    """How far a person is in a course, in the latest edition they are in.

    `handed_in` is what became of the work product they handed in last, None where there is none;
    `has_passed_test` is None where the course has no test.
    """

    person_id: UUID
    code: str
    title: str
    minutes: int
    done: int
    total: int
    enrolled_at: datetime
    last_at: datetime
    completed_at: datetime | None
    handed_in: SubmissionState | None = None
    has_passed_test: bool | None = None

    @property
    def percent(self) -> int:
        """Whole percent, rounded down."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True, kw_only=True)
class ContinueCard:
    """Where a person goes on: the course, the next step, and how much is left.

    `lesson_number` of `lessons` places a lesson; it is None when a quiz comes next.
    """

    code: str
    course_title: str
    step: Step
    lesson_number: int | None
    lessons: int
    done: int
    total: int
    minutes_left: int


def find_continue_card(person: Person, *, code: str = "") -> ContinueCard | None:
    """Return where the person goes on in the course they were in last, None if in none.

    Who knows that course already says its code and saves a query.
    """
    code = code or _last_code(person) or ""
    course = get_course(code, for_person=person) if code else None
    step = course.next_step if course else None
    if course is None or step is None:
        return None
    is_lesson = step.kind is StepKind.LESSON
    return ContinueCard(
        code=course.edition.code,
        course_title=course.edition.title,
        step=step,
        lesson_number=course.lessons.index(step) + 1 if is_lesson else None,
        lessons=len(course.lessons),
        done=course.progress.done,
        total=course.progress.total,
        minutes_left=course.progress.minutes_left,
    )


def list_progress(person_ids: Collection[UUID]) -> list[CourseProgress]:
    """Return one row for each of these people and each course they are in, by code.

    Two queries, however many people and courses there are.
    """
    quizzes = {(row[0], row[1]): row[2] for row in session().execute(_quizzes_passed(person_ids))}
    latest: dict[tuple[UUID, str], CourseProgress] = {}
    for row in session().execute(_enrolments(person_ids)):
        enrolment: Enrolment = row.Enrolment
        done, total = counted(
            lessons=(row.lessons_done, row.lessons),
            quizzes=(quizzes.get((enrolment.person_id, enrolment.edition_id), 0), row.quizzes),
            tests=(int(row.has_passed_test), int(row.has_test)),
            work_products=(int(row.handed_in == SubmissionState.ACCEPTED), 1),
            completes_with=row.completes_with or (),
        )
        earlier = latest.get((enrolment.person_id, row.code))
        latest[enrolment.person_id, row.code] = CourseProgress(
            person_id=enrolment.person_id,
            code=row.code,
            title=row.title,
            minutes=row.minutes,
            done=done,
            total=total,
            enrolled_at=enrolment.enrolled_at,
            last_at=enrolment.last_at,
            completed_at=row.completed_at or (earlier.completed_at if earlier else None),
            handed_in=row.handed_in,
            has_passed_test=bool(row.has_passed_test) if row.has_test else None,
        )
    return sorted(latest.values(), key=lambda progress: progress.code)


def minutes_learned_since(moment: datetime, person_id: UUID) -> int:
    """Return the minutes of the lessons that a person finished since a moment."""
    minutes = session().scalar(
        select(func.sum(Lesson.minutes))
        .join(LessonDone, LessonDone.lesson_id == Lesson.id)
        .join(Enrolment, Enrolment.id == LessonDone.enrolment_id)
        .where(Enrolment.person_id == person_id, LessonDone.at >= moment)
    )
    return minutes or 0


def _last_code(person: Person) -> str | None:
    return session().scalar(
        select(CourseEdition.code)
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person.id, CourseCompletion.enrolment_id.is_(None))
        .order_by(Enrolment.last_at.desc())
        .limit(1)
    )


def _enrolments(person_ids: Collection[UUID]) -> Select[Any]:
    """Select enrolments with what their edition asks for, the latest edition of a course last."""
    lessons = select(func.count(Lesson.id)).where(Lesson.edition_id == CourseEdition.id)
    quizzes = select(func.count(Module.id)).where(Module.edition_id == CourseEdition.id)
    # Who was moved into a later edition may have done lessons that it has no more.
    done = (
        select(func.count(LessonDone.lesson_id))
        .join(Lesson, Lesson.id == LessonDone.lesson_id)
        .where(LessonDone.enrolment_id == Enrolment.id, Lesson.edition_id == CourseEdition.id)
    )
    passed_test = has_passed(CourseEdition.test_quiz_id, Enrolment.person_id)
    return (
        select(
            Enrolment,
            CourseCompletion.at.label("completed_at"),
            CourseEdition.code,
            CourseEdition.title,
            CourseEdition.minutes,
            CourseEdition.document["completes_with"].label("completes_with"),
            lessons.scalar_subquery().label("lessons"),
            quizzes.scalar_subquery().label("quizzes"),
            done.scalar_subquery().label("lessons_done"),
            CourseEdition.test_quiz_id.is_not(None).label("has_test"),
            passed_test.label("has_passed_test"),
            latest_state(Enrolment.person_id, CourseEdition.code).label("handed_in"),
        )
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id.in_(person_ids))
        .order_by(CourseEdition.number)
    )


def _quizzes_passed(person_ids: Collection[UUID]) -> Select[UUID, UUID, int]:
    passes = select_passes().subquery()
    return (
        select(passes.c.person_id, Module.edition_id, func.count(Module.id.distinct()))
        .join(Module, Module.quiz_id == passes.c.quiz_id)
        .where(passes.c.person_id.in_(person_ids))
        .group_by(passes.c.person_id, Module.edition_id)
    )

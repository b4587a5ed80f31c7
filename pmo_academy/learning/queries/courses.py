"""A course as one person has it: their edition, its path, how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.exams.queries import QuizStanding, list_standings
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Module,
)
from pmo_academy.learning.queries.steps import (
    practice_steps,
    quiz_step,
    state_of_quiz,
    work_product_step,
)
from pmo_academy.learning.queries.submissions import latest_state
from pmo_academy.learning.rules import progress
from pmo_academy.learning.rules.progress import Progress, Step, StepKind, StepState
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class ModuleInCourse:
    """A module with its lessons, its practice if it has one, and its quiz, as steps."""

    module: Module
    steps: tuple[Step, ...]
    standing: QuizStanding


@dataclass(frozen=True, kw_only=True)
class TestInCourse:
    """The test that closes a course, as a step, and how far the person is with it."""

    step: Step
    standing: QuizStanding


@dataclass(frozen=True)
class TakenCourse:
    """A course edition and where a person stands in it; `enrolment` is None before they start."""

    edition: CourseEdition
    enrolment: Enrolment | None
    completed_at: datetime | None
    modules: tuple[ModuleInCourse, ...]
    newest_number: int
    test: TestInCourse | None = None
    work_product: Step | None = None

    @cached_property
    def path(self) -> tuple[Step, ...]:
        """Every step in its order."""
        steps = [step for module in self.modules for step in module.steps]
        if self.test:
            steps.append(self.test.step)
        if self.work_product:
            steps.append(self.work_product)
        return tuple(steps)

    @cached_property
    def lessons(self) -> tuple[Step, ...]:
        """The lessons of the path."""
        return tuple(step for step in self.path if step.kind is StepKind.LESSON)

    @cached_property
    def readings(self) -> dict[str, Step]:
        """The first lesson on each maturity item."""
        return {step.item: step for step in reversed(self.lessons) if step.item}

    @cached_property
    def progress(self) -> Progress:
        """How far the person is."""
        return progress.progress(
            self.path, completes_with=self.edition.document.get("completes_with", ())
        )

    @property
    def next_step(self) -> Step | None:
        """Where to go on; None when nothing is left."""
        last = self.enrolment.last_lesson_id if self.enrolment else None
        return progress.next_step(self.path, last=last)

    @property
    def has_newer_edition(self) -> bool:
        """Tell whether a later edition has come out than the one the person is in."""
        return self.enrolment is not None and self.newest_number > self.edition.number


def get_course(code: str, *, for_person: Person) -> TakenCourse:
    """Return the edition a person is in, or else the latest one; raise NotFoundError if none."""
    return _taken(CourseEdition.code == code.upper(), for_person)


def get_enrolled_course(code: str, *, for_person: Person) -> tuple[TakenCourse, Enrolment]:
    """Return a course the person is in and the enrolment, or raise NotFoundError."""
    course = get_course(code, for_person=for_person)
    if course.enrolment is None:
        raise NotFoundError
    return course, course.enrolment


def find_course_of_quiz(quiz_id: UUID, *, for_person: Person) -> TakenCourse | None:
    """Return the course in which the person takes this quiz, None if there is none."""
    of_quiz = CourseEdition.id.in_(_editions_with(quiz_id))
    try:
        course = _taken(
            CourseEdition.code.in_(select(CourseEdition.code).where(of_quiz)), for_person
        )
        if not _has_quiz(course, quiz_id) and not _is_moved(course):
            course = _taken(of_quiz, for_person)
    except NotFoundError:
        return None
    return course if course.enrolment else None


def editions_of_quiz(quiz_id: UUID) -> set[UUID]:
    """Return the editions to which a quiz belongs: one, if it belongs to a course."""
    return set(session().scalars(_editions_with(quiz_id)))


def get_taken_edition(edition_id: UUID, *, for_person: Person) -> TakenCourse:
    """Return one edition as a person has it, or raise NotFoundError."""
    return _taken(CourseEdition.id == edition_id, for_person)


def get_lesson(course: TakenCourse, key: str) -> Lesson:
    """Return a lesson of this very edition, or raise NotFoundError."""
    lesson = session().scalar(
        select(Lesson).where(Lesson.edition_id == course.edition.id, Lesson.key == key)
    )
    if lesson is None:
        raise NotFoundError
    return lesson


def list_lessons(edition_id: UUID) -> Sequence[Lesson]:
    """Return the lessons of an edition with their texts, in order."""
    return (
        session()
        .scalars(select(Lesson).where(Lesson.edition_id == edition_id).order_by(Lesson.position))
        .all()
    )


def lock_enrolment(enrolment_id: UUID) -> Enrolment:
    """Return an enrolment whose changes wait for each other."""
    return (
        session()
        .scalars(select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update())
        .one()
    )


def _editions_with(quiz_id: UUID) -> Select[UUID]:
    with_module = select(Module.edition_id).where(Module.quiz_id == quiz_id)
    return select(CourseEdition.id).where(
        or_(CourseEdition.test_quiz_id == quiz_id, CourseEdition.id.in_(with_module))
    )


def _has_quiz(course: TakenCourse, quiz_id: UUID) -> bool:
    return quiz_id == course.edition.test_quiz_id or any(
        quiz_id == one.module.quiz_id for one in course.modules
    )


def _is_moved(course: TakenCourse) -> bool:
    """Tell whether the person was moved here from an edition that may have had another quiz."""
    return course.enrolment is not None and course.enrolment.moved_at is not None


def _taken(which: ColumnElement[bool], person: Person) -> TakenCourse:
    rows = (
        session()
        .execute(
            select(
                CourseEdition,
                Enrolment,
                CourseCompletion.at,
                latest_state(Enrolment.person_id, CourseEdition.code),
            )
            .outerjoin(
                Enrolment,
                and_(Enrolment.edition_id == CourseEdition.id, Enrolment.person_id == person.id),
            )
            .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
            .where(which, or_(CourseEdition.is_latest, Enrolment.id.is_not(None)))
            .order_by(CourseEdition.number.desc())
        )
        .all()
    )
    if not rows:
        raise NotFoundError
    edition, enrolment, completed_at, handed_in = next((row for row in rows if row[1]), rows[0])
    modules = (
        session()
        .scalars(select(Module).where(Module.edition_id == edition.id).order_by(Module.position))
        .all()
    )
    test_id = edition.test_quiz_id
    quiz_ids = [module.quiz_id for module in modules]
    standings = list_standings([*quiz_ids, test_id] if test_id else quiz_ids, person.id)
    return TakenCourse(
        edition=edition,
        enrolment=enrolment,
        completed_at=completed_at,
        modules=_modules(modules, standings, lessons=_lessons(edition, enrolment)),
        newest_number=rows[0][0].number,
        test=_test(standings[test_id]) if test_id else None,
        work_product=work_product_step(edition.id, edition.document, handed_in),
    )


def _modules(
    modules: Sequence[Module],
    standings: Mapping[UUID, QuizStanding],
    *,
    lessons: Mapping[UUID, Sequence[Step]],
) -> tuple[ModuleInCourse, ...]:
    return tuple(
        ModuleInCourse(
            module=module,
            standing=standings[module.quiz_id],
            steps=(
                *lessons.get(module.id, ()),
                *practice_steps(module),
                quiz_step(module, standings[module.quiz_id]),
            ),
        )
        for module in modules
    )


def _lessons(edition: CourseEdition, enrolment: Enrolment | None) -> dict[UUID, list[Step]]:
    """Return the lessons of each module as steps, without their texts."""
    enrolment_id = enrolment.id if enrolment else None
    wanted = {"edition_id": edition.id, "enrolment_id": enrolment_id}
    rows = session().execute(_lessons_of(), wanted)
    last_id = enrolment.last_lesson_id if enrolment else None
    by_module: dict[UUID, list[Step]] = {}
    for row in rows:
        state = StepState.IN_PROGRESS if row.id == last_id else StepState.NOT_STARTED
        step = Step(
            kind=StepKind.LESSON,
            ref=row.id,
            key=row.key,
            title=row.title,
            minutes=row.minutes,
            item=row.item,
            state=StepState.DONE if row.at else state,
        )
        by_module.setdefault(row.module_id, []).append(step)
    return by_module


def _test(standing: QuizStanding) -> TestInCourse:
    step = Step(
        kind=StepKind.TEST,
        ref=standing.quiz_id,
        key="course-test",
        title=standing.title,
        minutes=standing.minutes,
        state=state_of_quiz(standing),
    )
    return TestInCourse(step=step, standing=standing)


@cache
def _lessons_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    done = LessonDone.enrolment_id == bindparam("enrolment_id")
    return (
        select(
            Lesson.id,
            Lesson.key,
            Lesson.title,
            Lesson.minutes,
            Lesson.item,
            Lesson.module_id,
            LessonDone.at,
        )
        .outerjoin(LessonDone, and_(LessonDone.lesson_id == Lesson.id, done))
        .where(Lesson.edition_id == bindparam("edition_id"))
        .order_by(Lesson.position)
    )

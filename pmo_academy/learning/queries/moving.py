"""Who is in the middle of a course, and what of it a later edition would have no place for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core.db import session
from pmo_academy.exams.models import Attempt
from pmo_academy.exams.queries import list_passes
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Module,
)
from pmo_academy.learning.rules.progress import Requirement


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What an edition asks for, by keys: that of a draft that is not published yet too."""

    lessons: frozenset[str]
    modules: frozenset[str]
    has_test: bool
    completes_with: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A lesson or a module that is no more, and how many of those in progress have it done."""

    key: str
    title: str
    people: int


@dataclass(frozen=True, kw_only=True)
class MovePreview:
    """What moving everybody in progress means, before it is done."""

    people: int
    by_edition: Mapping[int, int]
    lost_lessons: Sequence[Lost]
    lost_quizzes: Sequence[Lost]
    completing: int
    in_attempts: int


def list_in_progress(code: str) -> list[tuple[Enrolment, CourseEdition]]:
    """Return for each person in the course the enrolment they are in, unless it is completed."""
    rows = session().execute(
        select(Enrolment, CourseEdition, CourseCompletion.at)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(CourseEdition.code == code)
        .order_by(CourseEdition.number, Enrolment.id)
    )
    present = {row[0].person_id: row for row in rows}
    return [(row[0], row[1]) for row in present.values() if row[2] is None]


def preview_move(code: str, shape: Shape) -> MovePreview:
    """Return what moving everybody in progress into an edition of this shape would mean."""
    rows = list_in_progress(code)
    done = _lessons_done([enrolment.id for enrolment, _edition in rows])
    passed = _modules_passed(rows)
    numbers = [edition.number for _enrolment, edition in rows]
    return MovePreview(
        people=len(rows),
        by_edition={number: numbers.count(number) for number in sorted(set(numbers))},
        lost_lessons=_lost(done.values(), shape.lessons),
        lost_quizzes=_lost(passed.values(), shape.modules | {TEST}),
        completing=sum(
            _is_complete(shape, done.get(one.id, {}), passed.get(one.id, {})) for one, _of in rows
        ),
        in_attempts=_count_in_attempts(rows),
    )


TEST = "course-test"


def quizzes_of(edition_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, str, str]]:
    """Return the quizzes of editions: by their id the edition, the module's key and title."""
    modules = session().execute(
        select(Module.quiz_id, Module.edition_id, Module.key, Module.title).where(
            Module.edition_id.in_(edition_ids)
        )
    )
    tests = session().execute(
        select(CourseEdition.test_quiz_id, CourseEdition.id, CourseEdition.title).where(
            CourseEdition.id.in_(edition_ids), CourseEdition.test_quiz_id.is_not(None)
        )
    )
    found = {row[0]: (row[1], row[2], row[3]) for row in modules}
    found.update({row[0]: (row[1], TEST, row[2]) for row in tests if row[0]})
    return found


def _lessons_done(enrolment_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Return the keys and titles of the lessons done in each enrolment, of its edition."""
    rows = session().execute(
        select(LessonDone.enrolment_id, Lesson.key, Lesson.title)
        .join(Lesson, Lesson.id == LessonDone.lesson_id)
        .join(Enrolment, Enrolment.id == LessonDone.enrolment_id)
        .where(
            LessonDone.enrolment_id.in_(enrolment_ids), Lesson.edition_id == Enrolment.edition_id
        )
    )
    done: dict[UUID, dict[str, str]] = {}
    for row in rows:
        done.setdefault(row[0], {})[row[1]] = row[2]
    return done


def _modules_passed(
    rows: Sequence[tuple[Enrolment, CourseEdition]],
) -> dict[UUID, dict[str, str]]:
    """Return the keys and titles of the modules whose quiz is passed, by enrolment."""
    quizzes = quizzes_of({edition.id for _enrolment, edition in rows})
    enrolments = {(one.person_id, edition.id): one.id for one, edition in rows}
    passed: dict[UUID, dict[str, str]] = {}
    for quiz_id, person_id, _attempt_id, _at in list_passes(quizzes):
        edition_id, key, title = quizzes[quiz_id]
        if (person_id, edition_id) in enrolments:
            passed.setdefault(enrolments[person_id, edition_id], {})[key] = title
    return passed


def _lost(found: Collection[Mapping[str, str]], kept: Collection[str]) -> list[Lost]:
    titles = {key: title for one in found for key, title in one.items() if key not in kept}
    return [
        Lost(key=key, title=title, people=sum(key in one for one in found))
        for key, title in sorted(titles.items())
    ]


def _is_complete(shape: Shape, lessons: Collection[str], modules: Collection[str]) -> bool:
    """Tell whether nothing would be missing; work products are not foreseen."""
    asked = shape.completes_with
    return (
        bool(asked)
        and Requirement.WORK_PRODUCT not in asked
        and (Requirement.LESSONS not in asked or shape.lessons <= set(lessons))
        and (Requirement.QUIZZES not in asked or shape.modules <= set(modules))
        and (Requirement.COURSE_TEST not in asked or TEST in modules)
    )


def _count_in_attempts(rows: Sequence[tuple[Enrolment, CourseEdition]]) -> int:
    people = {enrolment.person_id for enrolment, _edition in rows}
    quizzes = quizzes_of({edition.id for _enrolment, edition in rows})
    return (
        session().scalar(
            select(func.count(Attempt.person_id.distinct())).where(
                Attempt.quiz_id.in_(quizzes),
                Attempt.person_id.in_(people),
                Attempt.submitted_at.is_(None),
            )
        )
        or 0
    )

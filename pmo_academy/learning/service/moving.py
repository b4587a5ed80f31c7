"""Move people who are in the middle of a course into its latest edition; what they did counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.exams import service as exams
from pmo_academy.exams.events import AttemptPassed
from pmo_academy.learning import queries
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
)
from pmo_academy.learning.service.courses import complete_if_done
from pmo_academy.people.models import Person
from pmo_academy.people.queries import get_person


@dataclass(frozen=True, kw_only=True)
class MovedPeople:
    """How many people were moved, and how many of them completed the course by it."""

    people: int = 0
    completed: int = 0


def move_enrolments(code: str, *, by: UUID | None) -> MovedPeople:
    """Put everybody in progress into the latest edition; who completed the course never moves.

    Lessons done and the place stay by the lessons' keys, passed quizzes by the modules'. Notes,
    bookmarks, questions, work products, dates and extra time belong to the course and stay anyway.
    """
    latest = queries.get_latest_edition(code)
    rows = [row for row in queries.list_in_progress(latest.code) if row[1].id != latest.id]
    if not rows:
        return MovedPeople()
    _lock(rows)
    lessons = _lessons_by_earlier({edition.id for _enrolment, edition in rows}, latest.id)
    done = _done([enrolment.id for enrolment, _edition in rows])
    for enrolment, edition in rows:
        _move(enrolment, edition, latest, lessons, done.get(enrolment.id, ()))
    session().flush()
    quizzes = _quizzes_by_earlier({edition.id for _enrolment, edition in rows}, latest.id)
    exams.carry_passes(quizzes, {enrolment.person_id for enrolment, _edition in rows})
    quiz_ids = list(queries.quizzes_of([latest.id]))
    for enrolment, edition in rows:
        exams.admit(get_person(enrolment.person_id), quiz_ids)
        audit.record(
            "learning.moved",
            subject=enrolment.id,
            by=by,
            course=latest.code,
            before=edition.number,
            number=latest.number,
        )
        complete_if_done(enrolment)
    ids = [enrolment.id for enrolment, _edition in rows]
    finished = session().scalars(
        select(CourseCompletion.enrolment_id).where(CourseCompletion.enrolment_id.in_(ids))
    )
    return MovedPeople(people=len(rows), completed=len(finished.all()))


def go_on_after(event: AttemptPassed) -> None:
    """React to a passed quiz: it may have been the last that was missing."""
    person = get_person(event.person_id)
    course = queries.find_course_of_quiz(event.quiz_id, for_person=person)
    if course is None or course.enrolment is None:
        return
    enrolment = queries.lock_enrolment(course.enrolment.id)
    enrolment.last_at = clock.now()
    session().flush()
    if enrolment.moved_at:
        _carry_late(event, course.edition)
    complete_if_done(enrolment)


def _carry_late(event: AttemptPassed, edition: CourseEdition) -> None:
    """Let a quiz count that was begun before its person was moved into this edition."""
    own = queries.quizzes_of([edition.id])
    if event.quiz_id in own:
        return
    earlier = queries.editions_of_quiz(event.quiz_id)
    quizzes = _quizzes_by_earlier(earlier, edition.id)
    exams.carry_passes(
        {old: new for old, new in quizzes.items() if old == event.quiz_id}, {event.person_id}
    )


def _lock(rows: Sequence[tuple[Enrolment, CourseEdition]]) -> None:
    """Let what people do meanwhile wait, in one order."""
    people = sorted({enrolment.person_id for enrolment, _edition in rows})
    session().execute(
        select(Person.id).where(Person.id.in_(people)).order_by(Person.id).with_for_update()
    )


def _move(
    enrolment: Enrolment,
    edition: CourseEdition,
    latest: CourseEdition,
    lessons: Mapping[UUID, UUID],
    done: Sequence[LessonDone],
) -> None:
    for one in done:
        if one.lesson_id in lessons:
            one.lesson_id = lessons[one.lesson_id]
    place = enrolment.last_lesson_id
    enrolment.last_lesson_id = lessons.get(place) if place else None
    if enrolment.last_lesson_id is None:
        enrolment.last_paragraph = 0
    enrolment.edition_id = latest.id
    enrolment.moved_from, enrolment.moved_at = edition.number, clock.now()


def _lessons_by_earlier(edition_ids: set[UUID], latest_id: UUID) -> dict[UUID, UUID]:
    """Return for lessons of earlier editions the lesson with the same key in the latest."""
    present = {one.key: one.id for one in queries.list_lessons(latest_id)}
    earlier = session().execute(
        select(Lesson.id, Lesson.key).where(Lesson.edition_id.in_(edition_ids))
    )
    return {row.id: present[row.key] for row in earlier if row.key in present}


def _quizzes_by_earlier(edition_ids: set[UUID], latest_id: UUID) -> dict[UUID, UUID]:
    """Return for quizzes of earlier editions the quiz of the same module in the latest."""
    present = {key: quiz_id for quiz_id, (_, key, _) in queries.quizzes_of([latest_id]).items()}
    return {
        quiz_id: present[key]
        for quiz_id, (_, key, _) in queries.quizzes_of(edition_ids).items()
        if key in present
    }


def _done(enrolment_ids: Sequence[UUID]) -> dict[UUID, list[LessonDone]]:
    done: dict[UUID, list[LessonDone]] = {}
    for one in session().scalars(
        select(LessonDone).where(LessonDone.enrolment_id.in_(enrolment_ids))
    ):
        done.setdefault(one.enrolment_id, []).append(one)
    return done

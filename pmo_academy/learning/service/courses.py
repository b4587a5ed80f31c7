"""Enrol, go on, answer a check, complete."""

from sqlalchemy import select

from pmo_academy.core import audit, clock, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import service as exams
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.learning import queries
from pmo_academy.learning.events import CourseCompleted
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Module,
)
from pmo_academy.learning.rules import prerequisites
from pmo_academy.learning.service.withdrawals import refuse_withdrawn
from pmo_academy.people.models import Person
from pmo_academy.people.queries import get_person

LAST_PARAGRAPH = 2000


class CourseLockedError(ConflictError):
    """Another course has to be completed first, or this one is not written yet."""


def enrol(person: Person, code: str) -> Enrolment:
    """Put the person into the latest edition of a course and admit them to its quizzes."""
    edition = queries.get_latest_edition(code)
    _let_wait(person)
    enrolment = session().scalar(
        select(Enrolment).where(
            Enrolment.person_id == person.id, Enrolment.edition_id == edition.id
        )
    )
    if enrolment is not None:
        return enrolment
    _refuse_newcomer(edition, person)
    _refuse_when_locked(edition, person)
    enrolment = Enrolment(person_id=person.id, edition_id=edition.id)
    session().add(enrolment)
    quiz_ids = (
        session().scalars(select(Module.quiz_id).where(Module.edition_id == edition.id)).all()
    )
    test_ids = [edition.test_quiz_id] if edition.test_quiz_id else []
    exams.admit(person, [*quiz_ids, *test_ids])
    session().flush()
    audit.record("learning.enrolled", subject=enrolment.id, by=person.id, course=edition.code)
    return enrolment


def finish_lesson(enrolment: Enrolment, lesson: Lesson) -> None:
    """Mark a lesson as done; the last one that was missing completes the course."""
    enrolment = queries.lock_enrolment(enrolment.id)
    _refuse_unplayed(enrolment, lesson)
    if session().get(LessonDone, (enrolment.id, lesson.id)) is None:
        session().add(LessonDone(enrolment_id=enrolment.id, lesson_id=lesson.id))
    keep_place(enrolment, lesson, paragraph=0)
    session().flush()
    complete_if_done(enrolment)


def _refuse_unplayed(enrolment: Enrolment, lesson: Lesson) -> None:
    """Refuse to end a lesson by hand that its package has to end."""
    if lesson.package_digest is None:
        return
    state = queries.find_package_state(enrolment.id, lesson.id)
    if state is None or not state.is_done:
        raise ConflictError(_("This lesson is done when its package says so. Go through it first."))


def keep_place(enrolment: Enrolment, lesson: Lesson, *, paragraph: int) -> None:
    """Remember where the person stopped reading."""
    enrolment.last_lesson_id = lesson.id
    enrolment.last_paragraph = min(max(paragraph, 0), LAST_PARAGRAPH)
    enrolment.last_at = clock.now()


def check_of(lesson: Lesson) -> AskedQuestion | None:
    """Return the inline check of a lesson, if it has one; its options keep their order."""
    if not lesson.check_type:
        return None
    seed = lesson.id.int % exams.LARGEST_SEED
    return exams.ask(lesson.check_type, lesson.check, seed=seed)


def complete_if_done(enrolment: Enrolment) -> None:
    """Complete the course of an enrolment if nothing is missing any more, and tell it once."""
    person = get_person(enrolment.person_id)
    edition_id = enrolment.edition_id
    course = queries.get_taken_edition(edition_id, for_person=person)
    if course.completed_at is not None or not course.progress.is_complete:
        return
    session().add(CourseCompletion(enrolment_id=enrolment.id))
    session().flush()
    code = course.edition.code
    audit.record("learning.completed", subject=enrolment.id, by=person.id, course=code)
    events.publish(
        CourseCompleted(
            enrolment_id=enrolment.id,
            person_id=person.id,
            course_code=code,
            edition_id=edition_id,
        )
    )


def _refuse_newcomer(edition: CourseEdition, person: Person) -> None:
    """Refuse who was in no edition of a withdrawn course; who was may take the latest."""
    is_in_it = (
        select(Enrolment.id)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .where(CourseEdition.code == edition.code, Enrolment.person_id == person.id)
    )
    if session().scalar(is_in_it.limit(1)) is None:
        refuse_withdrawn(edition)


def _refuse_when_locked(edition: CourseEdition, person: Person) -> None:
    if edition.is_announced:
        raise CourseLockedError(
            _("%(title)s is in preparation and cannot be started yet.", title=edition.title)
        )
    behind = queries.find_behind(person.id)
    missing = prerequisites.locks(queries.place_of(edition), completed=behind.codes)
    if missing:
        titles = {one.code: one.title for one in queries.list_course_values()}
        named = ", ".join(f"{code} {titles.get(code, '')}".strip() for code in missing)
        raise CourseLockedError(_("Complete %(courses)s first.", courses=named))


def _let_wait(person: Person) -> None:
    """Let two changes for the same person wait for each other."""
    session().execute(select(Person.id).where(Person.id == person.id).with_for_update())

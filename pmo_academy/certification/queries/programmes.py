"""Internal programmes, and what is known of a person on the way to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, exists, func, select

from pmo_academy.certification.models import ProgrammeEdition
from pmo_academy.certification.queries import beyond_courses
from pmo_academy.certification.rounds import list_rounds
from pmo_academy.certification.rules.documents import read_programme
from pmo_academy.certification.rules.programmes import progress_towards
from pmo_academy.certification.rules.requirements import (
    CourseFacts,
    Facts,
    Product,
    Programme,
    Progress,
    WorkProductFacts,
)
from pmo_academy.core.db import session
from pmo_academy.exams.queries import has_passed
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Module,
)
from pmo_academy.learning.queries import count_work_products, has_packages, is_withdrawn
from pmo_academy.learning.queries.submissions import latest_state
from pmo_academy.learning.rules.packages import proves_something
from pmo_academy.learning.rules.reviewing import SubmissionState

_PRODUCTS = {
    SubmissionState.WAITING: Product.IN_REVIEW,
    SubmissionState.ACCEPTED: Product.ACCEPTED,
}


def list_programmes() -> Mapping[str, Programme]:
    """Return the present edition of each internal programme by key, in their order."""
    documents = session().scalars(
        select(ProgrammeEdition.document)
        .where(ProgrammeEdition.is_latest)
        .order_by(ProgrammeEdition.position, ProgrammeEdition.key)
    )
    programmes = [read_programme(document) for document in documents]
    return {programme.key: programme for programme in programmes}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The programmes by key, in their order, and what is known of a person."""

    programmes: Mapping[str, Programme]
    facts: Facts

    def progress(self, key: str) -> Progress:
        """Return how far the person is on the way to one of the programmes."""
        return progress_towards(self.programmes[key], self.facts, programmes=self.programmes)


def get_standing(person_id: UUID) -> Standing:
    """Return what is known of a person: courses, work products, rounds, tests, panels, record."""
    own = beyond_courses.list_own_programmes(person_id)
    made = count_work_products(person_id)
    facts = Facts(
        courses=_courses(person_id),
        work_products=WorkProductFacts(
            accepted=made.get(SubmissionState.ACCEPTED, 0),
            in_review=made.get(SubmissionState.WAITING, 0),
        ),
        rounds=list_rounds(person_id),
        tests={one.key: one.passed_on for one in own if one.has_test},
        panels={one.key: one.panel for one in own if one.panel},
        record=beyond_courses.get_record(person_id),
    )
    return Standing(programmes={one.key: read_programme(one.document) for one in own}, facts=facts)


def _courses(person_id: UUID) -> Mapping[str, CourseFacts]:
    offered = session().execute(
        select(
            CourseEdition.code,
            CourseEdition.title,
            CourseEdition.is_announced,
            is_withdrawn().label("is_withdrawn"),
        ).where(CourseEdition.is_latest)
    )
    courses = {
        row.code: CourseFacts(
            title=row.title, is_offered=not row.is_announced, is_withdrawn=row.is_withdrawn
        )
        for row in offered
    }
    for row in session().execute(_enrolments(person_id)):
        courses[row.code] = _with_enrolment(courses.get(row.code), row)
    return courses


def _with_enrolment(course: CourseFacts | None, row: Any) -> CourseFacts:
    """Add an enrolment to what is known of a course; rows come in the order of enrolling."""
    known = course or CourseFacts(title=row.title, is_offered=False)
    if known.completed_on is not None and known.counts:
        return known
    asked = row.completes_with or ()
    return replace(
        known,
        has_started=True,
        lessons_done=row.lessons_done,
        lessons=row.lessons,
        quizzes_passed=row.quizzes_passed,
        quizzes=row.quizzes,
        has_passed_test=row.has_passed_test if "course-test" in asked else None,
        product=_PRODUCTS.get(row.handed_in, Product.OPEN) if "work-product" in asked else None,
        completed_on=row.completed_at.date() if row.completed_at else None,
        counts=proves_something(asked, has_packages=row.has_packages),
    )


def _enrolments(person_id: UUID) -> Select[*tuple[Any, ...]]:
    """Select each enrolment of a person with its counts and, if there is one, its completion."""
    return (
        select(
            CourseEdition.code,
            CourseEdition.title,
            CourseCompletion.at.label("completed_at"),
            _counted(Lesson, Lesson.edition_id == Enrolment.edition_id).label("lessons"),
            _counted(
                Lesson,
                Lesson.edition_id == Enrolment.edition_id,
                exists().where(
                    LessonDone.lesson_id == Lesson.id, LessonDone.enrolment_id == Enrolment.id
                ),
            ).label("lessons_done"),
            _counted(Module, Module.edition_id == Enrolment.edition_id).label("quizzes"),
            _counted(
                Module,
                Module.edition_id == Enrolment.edition_id,
                has_passed(Module.quiz_id, Enrolment.person_id),
            ).label("quizzes_passed"),
            CourseEdition.document["completes_with"].label("completes_with"),
            has_passed(CourseEdition.test_quiz_id, Enrolment.person_id).label("has_passed_test"),
            latest_state(Enrolment.person_id, CourseEdition.code).label("handed_in"),
            has_packages(CourseEdition.id).label("has_packages"),
        )
        .select_from(Enrolment)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person_id)
        .order_by(Enrolment.enrolled_at)
    )


def _counted(table: Any, *conditions: Any) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()

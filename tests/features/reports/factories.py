"""A team with the worked example behind it, and people who learn."""

from datetime import timedelta

from pmo_academy.core import clock
from pmo_academy.learning.models import (
    Assignment,
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Level,
)
from tests.cast import make_person
from tests.features.maturity.factories import make_closed_example
from tests.rules.maturity.example import COURSES

TITLES = {"PA-04": "Coaching and authorising project managers", "PA-08": "PMO types"}


def make_catalogue(session, *, announced=("PA-05",)):
    """The twelve courses by what they cover, each hour worth one hour of credit."""
    session.add_all(
        CourseEdition(
            code=course.code,
            number=1,
            title=TITLES.get(course.code, f"Course {course.code}"),
            level=Level.ALL,
            promise="",
            minutes=round(course.hours * 60),
            is_announced=course.code in announced,
            document={
                "covers": dict(course.covers),
                "requires": list(course.requires),
                "completes_with": ["lessons", "quizzes"],
                "learning_credit": {"ways_of_working": course.hours, "power_skills": 0},
            },
        )
        for course in COURSES
    )
    session.flush()


def make_measured_team(session, cast, **fields):
    """Payments PMO with the catalogue and the worked example as its latest closed round."""
    make_catalogue(session)
    one = make_closed_example(session, cast, **fields)
    session.commit()
    return one


def edition_of(session, code):
    """The edition of a course of the catalogue."""
    return session.query(CourseEdition).filter_by(code=code, is_latest=True).one()


def complete(session, person, code):
    """The person has completed a course."""
    enrolment = begin(session, person, code)
    session.add(CourseCompletion(enrolment_id=enrolment.id))
    session.flush()


def begin(session, person, code):
    """The person is in a course."""
    enrolment = Enrolment(person_id=person.id, edition_id=edition_of(session, code).id)
    session.add(enrolment)
    session.flush()
    return enrolment


def assign(session, person, code, *, team, by, days=14):
    """The person was given a course, due in so many days."""
    session.add(
        Assignment(
            person_id=person.id,
            course_code=code,
            team_id=team.id,
            due_on=clock.today() + timedelta(days=days),
            assigned_by=by.id,
        )
    )
    session.flush()


def make_members(session, team, count):
    """So many more members of a team."""
    return [make_person(session, f"Member Number{at}", member_of=team) for at in range(count)]

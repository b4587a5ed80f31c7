"""Give the courses of a whole track to people, each due in its turn."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from pmo_academy.certification.queries.programmes import list_programmes
from pmo_academy.certification.rules.tracks import courses_of, spread
from pmo_academy.core import clock
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries as learning
from pmo_academy.learning.queries import CourseValue
from pmo_academy.learning.service import Assigned, PastDateError, assign_to_those_waiting
from pmo_academy.people.models import Person, Team


def open_courses(key: str) -> list[CourseValue]:
    """Return the courses of a track that can be taken, in order, or raise NotFoundError."""
    programmes = list_programmes()
    if key not in programmes:
        raise NotFoundError
    values = {one.code: one for one in learning.list_course_values()}
    codes = courses_of(key, programmes=programmes)
    present = [values[code] for code in codes if code in values]
    return [one for one in present if not one.is_announced and not one.is_withdrawn]


def assign_track(
    key: str, person_ids: Collection[UUID], *, team: Team, last: date, by: Person
) -> Assigned:
    """Give members of a team each course of a track that they still have before them.

    The last course is due on the given day, the others before it, by the time they take.
    """
    courses = open_courses(key)
    if not courses:
        raise ConflictError(_("None of the courses of this track can be taken yet."))
    today = clock.today()
    if last < today:
        raise PastDateError(_("Enter a date from today on."))
    assigned = Assigned(new=0, moved=0, kept=0)
    days = spread([one.minutes for one in courses], today=today, last=last)
    for course, due_on in zip(courses, days, strict=True):
        assigned += assign_to_those_waiting(
            course.code, person_ids, team=team, due_on=due_on, by=by
        )
    return assigned

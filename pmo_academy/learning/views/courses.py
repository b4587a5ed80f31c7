"""The catalogue, a course, and entering it."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import onward, queries, service
from pmo_academy.learning.domains import LEVELS_TO_CHOOSE
from pmo_academy.learning.queries import CourseProgress, CourseValue, TakenCourse
from pmo_academy.learning.rules import prerequisites
from pmo_academy.learning.rules.assignments import due_state
from pmo_academy.learning.rules.catalogue import Wanted, domains_of, fits
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.models import Person
from pmo_academy.people.sign_in import current_person


@dataclass(frozen=True, kw_only=True)
class CourseCard:
    """A course in the catalogue, with the person's own progress if they are in it."""

    course: CourseValue
    domains: list[str]
    progress: CourseProgress | None
    locked_by: list[str]
    is_exempt: bool = False

    @property
    def is_offered(self) -> bool:
        """Tell whether it stands in the catalogue: withdrawn, it does for those who are in it."""
        return not self.course.is_withdrawn or self.progress is not None


@bp.get("/learn")
@requires(Permission.LEARN)
def show_catalogue() -> ResponseReturnValue:
    """Show every course, or those that fit level, domain and length."""
    person = current_person()
    wanted = Wanted(
        level=request.args.get("level", ""),
        domain=request.args.get("domain", "").upper(),
        length=request.args.get("length", ""),
    )
    offered = [card for card in _cards(person) if card.is_offered]
    cards = [card for card in offered if _fits(card, wanted)]
    return render(
        "learning/catalogue.html",
        cards=cards,
        total=len(offered),
        wanted=wanted,
        is_narrowed=any((wanted.level, wanted.domain, wanted.length)),
        levels=LEVELS_TO_CHOOSE,
    )


@bp.get("/learn/<code>")
@requires(Permission.LEARN)
def show_course(code: str) -> ResponseReturnValue:
    """Show what a course teaches, how far the person is, and why."""
    person = current_person()
    course = queries.get_course(code, for_person=person)
    return render("learning/course.html", course=course, **_around(course, person))


@bp.post("/learn/<code>/enrolments")
@requires(Permission.LEARN)
@submits_once
def enrol_person(code: str) -> ResponseReturnValue:
    """Put the person into the latest edition and lead to its first step."""
    person = current_person()
    with transaction():
        service.enrol(person, code)
    course, _enrolment = queries.get_enrolled_course(code, for_person=person)
    step = course.next_step
    if step is None:
        return redirect(url_for(".show_course", code=course.edition.code), 303)
    return redirect(onward.url_of(course.edition.code, step), 303)


def _cards(person: Person) -> list[CourseCard]:
    progress = {row.code: row for row in queries.list_progress([person.id])}
    behind = queries.find_behind(person.id)
    return [
        CourseCard(
            course=course,
            domains=domains_of(course.covers),
            progress=progress.get(course.code),
            locked_by=prerequisites.locks(course.place, completed=behind.codes),
            is_exempt=course.code in behind.exempt,
        )
        for course in queries.list_course_values()
    ]


def _fits(card: CourseCard, wanted: Wanted) -> bool:
    course = card.course
    return fits(wanted, level=course.level, domains=card.domains, minutes=course.minutes)


def _around(course: TakenCourse, person: Person) -> dict[str, Any]:
    """Return what the course page shows beside the course itself."""
    behind = queries.find_behind(person.id)
    completed = behind.codes
    others = queries.list_course_values()
    place = queries.place_of(course.edition)
    offered = [o.place for o in others if not o.is_withdrawn]
    after = prerequisites.what_next(place, offered, completed=completed)
    assigned = next(
        (one for one in queries.list_assigned_courses(person.id) if one.code == place.code), None
    )
    return {
        "titles": {other.code: other.title for other in others},
        "locked_by": prerequisites.locks(place, completed=completed),
        "better_first": prerequisites.better_first(place, completed=completed),
        "what_next": next((o for o in others if o.code == after), None),
        "exempt_because": behind.exempt.get(place.code, ""),
        "domains": domains_of(course.edition.document.get("covers", {})),
        "next_step": course.next_step,
        "withdrawal": queries.find_withdrawal(place.code),
        "assigned": assigned,
        "due": assigned and due_state(assigned.due_on, today=clock.today(), is_completed=False),
    }

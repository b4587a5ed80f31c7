"""The people of a team: courses and certificates, never answers to a questionnaire."""

from collections.abc import Iterable
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.csv_files import csv_file
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ForbiddenError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.paging import PageOf
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import queries as exams
from pmo_academy.exams import service as exam_service
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import get_member, get_readable_team
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports import queries
from pmo_academy.reports.forms import ExtraTimeForm
from pmo_academy.reports.people_list import people_csv
from pmo_academy.reports.queries.persons import PersonCourse
from pmo_academy.reports.views.blueprint import bp
from pmo_academy.retention.queries import list_freshness

ROWS_ON_PAGE = 25


@bp.get("/<uuid:team_id>/people")
@requires(Permission.READ_TEAM)
def list_people(team_id: UUID) -> ResponseReturnValue:
    """Show who is how far in which course, and whose certificates end."""
    team = get_readable_team(team_id, for_person=current_person())
    today = clock.today()
    people = queries.get_people(team.id, today=today)
    page = PageOf(people.rows, number=request.args.get("page", 1, type=int), size=ROWS_ON_PAGE)
    fresh = list_freshness([row.id for row in page.rows], today=today)
    return render(
        "reports/people.html", team=team, people=people, page=page, fresh=fresh, today=today
    )


@bp.get("/<uuid:team_id>/people.csv")
@requires(Permission.READ_TEAM)
def download_people(team_id: UUID) -> ResponseReturnValue:
    """Give the people and their courses as a file."""
    team = get_readable_team(team_id, for_person=current_person())
    today = clock.today()
    people = queries.get_people(team.id, today=today)
    fresh = list_freshness([row.id for row in people.rows], today=today)
    return csv_file("people-and-courses", people_csv(people, fresh))


@bp.get("/<uuid:team_id>/people/<uuid:person_id>")
@requires(Permission.READ_TEAM)
def show_member(team_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Show one person's learning and certificates."""
    team = get_readable_team(team_id, for_person=current_person())
    member = get_member(team.id, person_id, for_person=current_person())
    return _member_page(team, member)


@bp.post("/<uuid:team_id>/people/<uuid:person_id>/extra-time")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def set_extra_time(team_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Give a person of the team more time in tests with a clock, or the usual time again."""
    by = current_person()
    team = get_readable_team(team_id, for_person=by)
    member = get_member(team.id, person_id, for_person=by)
    if member.id == by.id:
        raise ForbiddenError(_("Ask another manager or a PMO lead for extra time of your own."))
    form = ExtraTimeForm()
    _offer_courses(form, queries.list_courses_of(member.id))
    if not form.validate():
        return _member_page(team, member, form, status=422)
    longer = 0
    with transaction():
        if form.percent.data:
            longer = exam_service.give_extra_time(member, _wish(form), by=by)
        else:
            exam_service.take_extra_time(member, by=by)
    flash(
        _("Saved. The attempt that is running has it too.")
        if longer
        else _("Saved. It holds for attempts that begin from now on."),
        "success",
    )
    place = url_for(".show_member", team_id=team.id, person_id=member.id, _anchor="extra-time")
    return redirect(place, 303)


def _wish(form: ExtraTimeForm) -> exam_service.Wish:
    return exam_service.Wish(
        percent=form.percent.data,
        reason=form.reason.data or "",
        only_course=form.only_course.data or "",
        until=form.until.data,
    )


def _offer_courses(form: ExtraTimeForm, courses: Iterable[PersonCourse]) -> None:
    choices = [(one.code, f"{one.code} {one.title}") for one in courses]
    form.only_course.choices = [("", _("Every test with a clock")), *choices]


def _member_page(
    team: Team, member: Person, form: ExtraTimeForm | None = None, *, status: int = 200
) -> ResponseReturnValue:
    today = clock.today()
    courses = queries.list_courses_of(member.id)
    extra = exams.find_extra_time(member.id)
    if form is None:
        form = ExtraTimeForm(formdata=None, obj=extra)
        form.percent.data = extra.percent if extra else 0
        _offer_courses(form, courses)
    return render(
        "reports/member.html",
        status=status,
        team=team,
        member=member,
        courses=courses,
        certificates=queries.summarise({member.id: member.name}, today=today),
        fresh=list_freshness([member.id], today=today).get(member.id, {}),
        extra=extra,
        extra_form=form,
        is_self=member.id == current_person().id,
        today=today,
    )

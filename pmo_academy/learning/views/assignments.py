"""A manager gives courses to the people of a team."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.paging import PageOf
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries, service
from pmo_academy.learning.forms import (
    AssignmentForm,
    DateForm,
    ExemptionForm,
    ReasonForm,
)
from pmo_academy.learning.queries import TeamAssignment
from pmo_academy.learning.rules.assignments import due_state
from pmo_academy.learning.service import Assigned, PastDateError
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.choosing import offer_members, people_meant
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team, list_members
from pmo_academy.people.sign_in import current_person

USUAL_TIME = timedelta(days=28)
ROWS_ON_PAGE = 25


@bp.get("/team/<uuid:team_id>/assignments")
@requires(Permission.ASSIGN_LEARNING)
def list_assignments(team_id: UUID) -> ResponseReturnValue:
    """Show what was assigned in a team; `course` and `person` in the address are preselected."""
    team = get_readable_team(team_id, for_person=current_person())
    form = _form_for(team)
    form.course_code.data = request.args.get("course", "").upper() or None
    form.due_on.data = clock.today() + USUAL_TIME
    form.person_ids.data = request.args.getlist("person")
    return _page(team, form)


@bp.post("/team/<uuid:team_id>/assignments")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def assign_course(team_id: UUID) -> ResponseReturnValue:
    """Give a course to members of the team."""
    team = get_readable_team(team_id, for_person=current_person())
    form = _form_for(team)
    people = people_meant(form, team) if form.validate() else []
    if not people:
        return _page(team, form, status=422)
    try:
        with transaction():
            assigned = service.assign(
                form.course_code.data,
                people,
                team=team,
                due_on=form.due_on.data or clock.today(),
                by=current_person(),
            )
    except PastDateError as problem:
        form.due_on.errors = [str(problem)]
        return _page(team, form, status=422)
    flash(words_of(assigned), "success")
    return redirect(url_for(".list_assignments", team_id=team_id), 303)


@bp.post("/team/<uuid:team_id>/assignments/<uuid:assignment_id>/date")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def move_date(team_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Let a course that was given to somebody in the team be due on another day."""
    team = get_readable_team(team_id, for_person=current_person())
    assignment = queries.get_team_assignment(assignment_id, team_id=team.id)
    form = DateForm()
    try:
        if form.validate():
            with transaction():
                service.move_date(assignment, due_on=form.new_date.data, by=current_person())
            flash(_("Moved. The person sees the new date."), "success")
            return redirect(url_for(".list_assignments", team_id=team_id), 303)
    except PastDateError as problem:
        form.new_date.errors = [str(problem)]
    return _page(team, _begun(team), changed=assignment_id, change=form, status=422)


@bp.post("/team/<uuid:team_id>/assignments/<uuid:assignment_id>/withdrawal")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def withdraw_assignment(team_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Take back a course that was given to somebody in the team."""
    team = get_readable_team(team_id, for_person=current_person())
    assignment = queries.get_team_assignment(assignment_id, team_id=team.id)
    form = ReasonForm()
    if not form.validate():
        return _page(team, _begun(team), changed=assignment_id, change=form, status=422)
    with transaction():
        service.withdraw_assignment(assignment, reason=form.reason.data or "", by=current_person())
    flash(_("Withdrawn. What was done of it stays."), "success")
    return redirect(url_for(".list_assignments", team_id=team_id), 303)


@bp.post("/team/<uuid:team_id>/exemptions")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def exempt_person(team_id: UUID) -> ResponseReturnValue:
    """Let somebody in the team do without a course, with a reason."""
    team = get_readable_team(team_id, for_person=current_person())
    form = _exemption_form(team)
    if not form.validate():
        return _page(team, _begun(team), exemption=form, status=422)
    with transaction():
        service.exempt(
            UUID(form.exempt_person.data),
            form.exempt_from.data,
            reason=form.exempt_because.data or "",
            team=team,
            by=current_person(),
        )
    flash(_("Exempt. What builds on the course is open now."), "success")
    return redirect(url_for(".list_assignments", team_id=team_id, _anchor="exemptions"), 303)


@bp.post("/team/<uuid:team_id>/exemptions/<uuid:exemption_id>/ending")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def end_exemption(team_id: UUID, exemption_id: UUID) -> ResponseReturnValue:
    """Ask for the course again."""
    team = get_readable_team(team_id, for_person=current_person())
    exemption = queries.get_team_exemption(exemption_id, team_id=team.id)
    with transaction():
        service.end_exemption(exemption, by=current_person())
    flash(_("The exemption has ended."), "success")
    return redirect(url_for(".list_assignments", team_id=team_id, _anchor="exemptions"), 303)


def _begun(team: Team) -> AssignmentForm:
    form = _form_for(team, AssignmentForm(formdata=None))
    form.due_on.data = clock.today() + USUAL_TIME
    return form


def _form_for(team: Team, form: AssignmentForm | None = None) -> AssignmentForm:
    form = form or AssignmentForm()
    form.course_code.choices = [
        (course.code, f"{course.code} {course.title}")
        for course in queries.list_course_values()
        if not course.is_announced and not course.is_withdrawn
    ]
    offer_members(form, team)
    return form


def _exemption_form(team: Team, form: ExemptionForm | None = None) -> ExemptionForm:
    form = form or ExemptionForm()
    courses = [(one.code, f"{one.code} {one.title}") for one in queries.list_course_values()]
    people = [(str(member.id), member.name) for member in list_members(team.id)]
    form.exempt_from.choices = [("", _("Choose one")), *courses]
    form.exempt_person.choices = [("", _("Choose one")), *people]
    return form


def _page(
    team: Team,
    form: AssignmentForm,
    *,
    exemption: ExemptionForm | None = None,
    changed: UUID | None = None,
    change: ReasonForm | DateForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    today = clock.today()
    given = queries.list_team_assignments(team.id)
    page = PageOf(given, number=_page_number(given, changed), size=ROWS_ON_PAGE)
    return render(
        "learning/assignments.html",
        status=status,
        team=team,
        form=form,
        rows=[
            (row, due_state(row.due_on, today=today, is_completed=row.completed_at is not None))
            for row in page.rows
        ],
        page=page,
        exemptions=queries.list_team_exemptions(team.id),
        exemption=exemption or _exemption_form(team, ExemptionForm(formdata=None)),
        changed=changed,
        reason=change if isinstance(change, ReasonForm) else ReasonForm(formdata=None),
        date=change if isinstance(change, DateForm) else DateForm(formdata=None),
    )


def _page_number(given: Sequence[TeamAssignment], changed: UUID | None) -> int:
    """Return the page asked for, or the one that shows what was to be changed."""
    for place, row in enumerate(given):
        if row.id == changed:
            return place // ROWS_ON_PAGE + 1
    return request.args.get("page", 1, type=int)


def words_of(assigned: Assigned) -> str:
    """Say what an assignment changed."""
    parts = []
    if assigned.new:
        parts.append(_("Assigned to %(count)s.", count=assigned.new))
    if assigned.moved:
        parts.append(_("The date was moved for %(count)s who had it.", count=assigned.moved))
    if assigned.kept:
        parts.append(_("%(count)s had it with the same or a later date.", count=assigned.kept))
    if assigned.exempt:
        parts.append(_("%(count)s are exempt and did not get it.", count=assigned.exempt))
    return " ".join(parts)

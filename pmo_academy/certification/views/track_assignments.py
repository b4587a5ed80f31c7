"""A manager gives a whole track to people of a team."""

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.forms import TrackForm
from pmo_academy.certification.queries.programmes import list_programmes
from pmo_academy.certification.rules.tracks import spread
from pmo_academy.certification.service.track_assignments import assign_track, open_courses
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.learning.queries import CourseValue
from pmo_academy.learning.service import PastDateError
from pmo_academy.people.choosing import offer_members, people_meant
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("track_assignments", __name__, url_prefix="/team", template_folder="../templates")

USUAL_TIME = timedelta(days=182)


@bp.get("/<uuid:team_id>/track-assignments")
@requires(Permission.ASSIGN_LEARNING)
def choose_track(team_id: UUID) -> ResponseReturnValue:
    """Ask which track, who and until when; `track` in the address is preselected."""
    team = get_readable_team(team_id, for_person=current_person())
    form = _form_for(team)
    form.track.data = request.args.get("track") or None
    form.last_on.data = clock.today() + USUAL_TIME
    return _page(team, form)


@bp.post("/<uuid:team_id>/track-assignments")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def give_track(team_id: UUID) -> ResponseReturnValue:
    """Give the courses of the track, each with a day of its own."""
    team = get_readable_team(team_id, for_person=current_person())
    form = _form_for(team)
    people = people_meant(form, team) if form.validate() else []
    if not people:
        return _page(team, form, status=422)
    try:
        with transaction():
            assigned = assign_track(
                form.track.data, people, team=team, last=form.last_on.data, by=current_person()
            )
    except PastDateError as problem:
        form.last_on.errors = [str(problem)]
        return _page(team, form, status=422)
    flash(
        ngettext(
            "Assigned: %(num)s course of a person is new.",
            "Assigned: %(num)s courses of people are new.",
            assigned.new,
        ),
        "success",
    )
    return redirect(url_for("learning.list_assignments", team_id=team_id), 303)


def _form_for(team: Team) -> TrackForm:
    form = TrackForm()
    tracks = [(key, one.title) for key, one in list_programmes().items()]
    form.track.choices = [("", _("Choose one")), *tracks]
    offer_members(form, team)
    return form


def _page(team: Team, form: TrackForm, *, status: int = 200) -> ResponseReturnValue:
    return render(
        "certification/track_assignment.html",
        status=status,
        team=team,
        form=form,
        plan=_plan(form),
    )


def _plan(form: TrackForm) -> list[tuple[CourseValue, date]]:
    """Return the courses of the chosen track with their days, as far as the form tells."""
    last = form.last_on.data
    if form.track.data not in list_programmes() or last is None or last < clock.today():
        return []
    courses = open_courses(form.track.data)
    days = spread([one.minutes for one in courses], today=clock.today(), last=last)
    return list(zip(courses, days, strict=True))

"""The career ladder: stages, one's own view beside the manager's, and the way to the next stage."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.queries import careers as queries
from pmo_academy.certification.queries import credentials, programmes
from pmo_academy.certification.queries.awards import list_held_keys
from pmo_academy.certification.rules.career import HIGHEST, Ladder, courses_for, gaps
from pmo_academy.certification.service import careers as service
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning.queries import list_completed_courses, list_course_values
from pmo_academy.people.models import Person
from pmo_academy.people.sign_in import current_person


@bp.get("/career")
@requires(Permission.TRACK_CREDENTIALS)
def show_career() -> ResponseReturnValue:
    """Show the ladder, where the reader stands, and what leads to the next stage."""
    ladder = queries.find_ladder()
    if ladder is None:
        return render("certification/no_ladder.html")
    return _own_page(ladder, current_person())


@bp.post("/career/aim")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def choose_aim() -> ResponseReturnValue:
    """Keep the stage that the reader wants to reach."""
    ladder, person = _ladder(), current_person()
    stage = ladder.stage(request.form.get("stage"))
    if stage is None:
        flash(_("Choose one of the stages."), "warning")
    else:
        with transaction():
            service.aim_at(person, stage.key, by=person)
    return redirect(url_for(".show_career", _anchor="way"), 303)


@bp.post("/career/ratings")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def rate_oneself() -> ResponseReturnValue:
    """Keep the reader's own view of each competence."""
    person = current_person()
    _keep(_ladder(), person, by=person)
    return redirect(url_for(".show_career", _anchor="way"), 303)


@bp.get("/careers")
@requires(Permission.READ_TEAM)
def list_careers() -> ResponseReturnValue:
    """Show who of the reader's people has said where they stand."""
    return render("certification/careers.html", people=queries.list_rated_people(current_person()))


@bp.get("/careers/<uuid:person_id>")
@requires(Permission.READ_TEAM)
def show_career_of(person_id: UUID) -> ResponseReturnValue:
    """Show a manager how somebody sees themselves, with the manager's own view beside it."""
    person = queries.get_rated_person(person_id, reader=current_person())
    ladder = _ladder()
    views = queries.get_views(person.id)
    stage = ladder.stage(views.aim) or ladder.stages[0]
    return render(
        "certification/career_of.html",
        ladder=ladder,
        person_shown=person,
        views=views,
        stage=stage,
        gaps=gaps(ladder, stage, own=views.own, manager=views.manager),
    )


@bp.post("/careers/<uuid:person_id>/ratings")
@requires(Permission.READ_TEAM)
@submits_once
def rate_other(person_id: UUID) -> ResponseReturnValue:
    """Keep the manager's view of each competence."""
    reader = current_person()
    person = queries.get_rated_person(person_id, reader=reader)
    _keep(_ladder(), person, by=reader)
    return redirect(url_for(".show_career_of", person_id=person_id), 303)


def _ladder() -> Ladder:
    ladder = queries.find_ladder()
    if ladder is None:
        raise NotFoundError
    return ladder


def _keep(ladder: Ladder, person: Person, *, by: Person) -> None:
    """Keep what the form says; a competence that was left out stays as it was."""
    allowed = {str(step): step for step in range(HIGHEST + 1)}
    chosen = {one.key: request.form.get(one.key, "") for one in ladder.competences}
    steps = {key: allowed[value] for key, value in chosen.items() if value in allowed}
    if not steps:
        flash(_("Choose a step for at least one competence."), "warning")
        return
    with transaction():
        service.rate(person, steps, by=by)
    flash(_("Saved."), "success")


def _own_page(ladder: Ladder, person: Person) -> ResponseReturnValue:
    views = queries.get_views(person.id)
    stage = ladder.stage(views.aim) or ladder.stages[0]
    found = gaps(ladder, stage, own=views.own, manager=views.manager)
    completed = frozenset(list_completed_courses(person.id))
    titles = {one.code: one.title for one in list_course_values()}
    held = {one.certificate.key for one in credentials.list_credentials(person)}
    return render(
        "certification/career.html",
        ladder=ladder,
        views=views,
        stage=stage,
        gaps=found,
        courses=[
            (code, titles[code])
            for code in courses_for(found, completed=completed)
            if code in titles
        ],
        programme=programmes.list_programmes().get(stage.programme),
        holds_programme=stage.programme in list_held_keys(person.id),
        certificates=queries.list_certificate_titles(),
        held=held,
    )

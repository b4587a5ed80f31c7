"""People, teams and the audit trail, for the administrator."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.config import Settings
from pmo_academy.core import audit
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people import queries, service
from pmo_academy.people.forms import NewPersonForm, PersonForm, TeamForm
from pmo_academy.people.models import Person, Team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("admin", __name__, url_prefix="/admin", template_folder="../templates")
FormT = Any
LAST_PAGE = 1_000_000


@bp.get("/people")
@requires(Permission.ADMINISTER)
def list_people() -> ResponseReturnValue:
    """List all accounts, a page at a time."""
    page = _wanted_page()
    search = request.args.get("q", "").strip()[:100]
    people, total = queries.list_people(page=page, containing=search)
    return render(
        "people/people.html",
        people=people, total=total, page=page, per_page=queries.PER_PAGE, search=search,
    )  # fmt: skip


@bp.get("/people/new")
@requires(Permission.ADMINISTER)
def show_new_person() -> ResponseReturnValue:
    """Ask who is to be added."""
    form = _with_teams(NewPersonForm())
    return render("people/person_new.html", form=form)


@bp.post("/people")
@requires(Permission.ADMINISTER)
@submits_once
def add_person() -> ResponseReturnValue:
    """Add a person and show the link with which they set their password."""
    form = _with_teams(NewPersonForm())
    if form.validate():
        try:
            with transaction():
                person = service.add_person(
                    email=form.email.data or "",
                    name=form.name.data or "",
                    is_pmo_lead=form.is_pmo_lead.data,
                    is_administrator=form.is_administrator.data,
                    by=current_person().id,
                )
                _set_teams(person, form)
                token = service.make_password_link(
                    person, by=current_person().id, is_invitation=True
                )
        except ConflictError as problem:
            form.email.errors = [str(problem)]
        else:
            _flash_link(person, token)
            return redirect(url_for(".show_person", person_id=person.id), 303)
    return render("people/person_new.html", status=422, form=form)


@bp.get("/people/<uuid:person_id>")
@requires(Permission.ADMINISTER)
def show_person(person_id: UUID) -> ResponseReturnValue:
    """Show one account."""
    person = queries.get_person(person_id)
    member_of, manager_of = queries.team_ids_of(person.id)
    form = PersonForm(
        obj=person,
        member_of=[str(team_id) for team_id in member_of],
        manager_of=[str(team_id) for team_id in manager_of],
    )
    return render("people/person.html", form=_with_teams(form), account=person)


@bp.post("/people/<uuid:person_id>")
@requires(Permission.ADMINISTER)
@submits_once
def change_person(person_id: UUID) -> ResponseReturnValue:
    """Change name, roles and teams."""
    person = queries.get_person(person_id)
    form = _with_teams(PersonForm())
    if form.validate():
        try:
            with transaction():
                service.change_person(
                    person,
                    name=form.name.data or "",
                    is_pmo_lead=form.is_pmo_lead.data,
                    is_administrator=form.is_administrator.data,
                    by=current_person(),
                )
                _set_teams(person, form)
        except ConflictError as problem:
            form.is_administrator.errors = [str(problem)]
        else:
            flash(_("Saved. Changed roles hold from the next sign-in."), "success")
            return redirect(url_for(".show_person", person_id=person_id), 303)
    return render("people/person.html", status=422, form=form, account=person)


@bp.post("/people/<uuid:person_id>/deactivation")
@requires(Permission.ADMINISTER)
@submits_once
def deactivate_person(person_id: UUID) -> ResponseReturnValue:
    """Close an account at once."""
    person = queries.get_person(person_id)
    with transaction():
        service.deactivate(person, by=current_person())
    flash(_("%(name)s can no longer sign in.", name=person.name), "success")
    return redirect(url_for(".show_person", person_id=person_id), 303)


@bp.post("/people/<uuid:person_id>/activation")
@requires(Permission.ADMINISTER)
@submits_once
def reactivate_person(person_id: UUID) -> ResponseReturnValue:
    """Open an account again."""
    person = queries.get_person(person_id)
    with transaction():
        service.reactivate(person, by=current_person())
    flash(_("%(name)s can sign in again.", name=person.name), "success")
    return redirect(url_for(".show_person", person_id=person_id), 303)


@bp.post("/people/<uuid:person_id>/password-link")
@requires(Permission.ADMINISTER)
@submits_once
def make_password_link(person_id: UUID) -> ResponseReturnValue:
    """Make a link with which the person sets a new password."""
    person = queries.get_person(person_id)
    with transaction():
        token = service.make_password_link(person, by=current_person().id)
    _flash_link(person, token)
    return redirect(url_for(".show_person", person_id=person_id), 303)


@bp.get("/teams")
@requires(Permission.ADMINISTER)
def list_teams() -> ResponseReturnValue:
    """List the teams and what they stand below."""
    return _teams_page(_with_parents(TeamForm()))


@bp.post("/teams")
@requires(Permission.ADMINISTER)
@submits_once
def add_team() -> ResponseReturnValue:
    """Add a team."""
    form = _with_parents(TeamForm())
    if form.validate():
        try:
            with transaction():
                service.add_team(
                    name=form.name.data or "", parent_id=_parent_of(form), by=current_person()
                )
        except ConflictError as problem:
            form.name.errors = [str(problem)]
        else:
            flash(_("The team is added."), "success")
            return redirect(url_for(".list_teams"), 303)
    return _teams_page(form, status=422)


@bp.get("/teams/<uuid:team_id>")
@requires(Permission.ADMINISTER)
def show_team(team_id: UUID) -> ResponseReturnValue:
    """Show one team for changing."""
    team = queries.get_team(team_id)
    form = TeamForm(name=team.name, parent_id=str(team.parent_id or ""))
    return render("people/team.html", form=_with_parents(form, without=team), team=team)


@bp.post("/teams/<uuid:team_id>")
@requires(Permission.ADMINISTER)
@submits_once
def change_team(team_id: UUID) -> ResponseReturnValue:
    """Rename a team or put it below another."""
    team = queries.get_team(team_id)
    form = _with_parents(TeamForm(), without=team)
    if form.validate():
        try:
            with transaction():
                service.change_team(
                    team, name=form.name.data or "", parent_id=_parent_of(form),
                    by=current_person(),
                )  # fmt: skip
        except ConflictError as problem:
            form.name.errors = [str(problem)]
        else:
            flash(_("The team is changed."), "success")
            return redirect(url_for(".list_teams"), 303)
    return render("people/team.html", status=422, form=form, team=team)


@bp.get("/audit")
@requires(Permission.ADMINISTER)
def list_audit() -> ResponseReturnValue:
    """List who did what to which record, the latest first."""
    page = _wanted_page()
    entries, total = audit.list_entries(page=page, per_page=queries.PER_PAGE)
    names = queries.list_names(entry.by for entry in entries if entry.by)
    return render(
        "people/audit.html",
        entries=entries, names=names, total=total, page=page, per_page=queries.PER_PAGE,
    )  # fmt: skip


def _wanted_page() -> int:
    return min(max(1, request.args.get("page", 1, int)), LAST_PAGE)


def _teams_page(form: TeamForm, *, status: int = 200) -> ResponseReturnValue:
    teams = queries.list_teams()
    return render(
        "people/teams.html",
        status=status, form=form, teams=teams, members=queries.count_members(),
        names={team.id: team.name for team in teams},
    )  # fmt: skip


def _with_teams(form: FormT) -> FormT:
    choices = [(str(team.id), team.name) for team in queries.list_teams()]
    form.member_of.choices = form.manager_of.choices = choices
    return form


def _with_parents(form: TeamForm, *, without: Team | None = None) -> TeamForm:
    teams = [team for team in queries.list_teams() if team is not without]
    form.parent_id.choices = [("", _("No other team"))] + [(str(t.id), t.name) for t in teams]
    return form


def _parent_of(form: TeamForm) -> UUID | None:
    return UUID(form.parent_id.data) if form.parent_id.data else None


def _set_teams(person: Person, form: FormT) -> None:
    service.set_teams(
        person,
        member_of={UUID(team_id) for team_id in form.member_of.data},
        manager_of={UUID(team_id) for team_id in form.manager_of.data},
        by=current_person(),
    )


def _flash_link(person: Person, token: str) -> None:
    """Show the link, whose host is the one of the settings: a request can name any."""
    path = url_for("people.show_password_link", token=token)
    settings: Settings = current_app.config["SETTINGS"]
    flash(
        _(
            "Send this link to %(name)s; it sets a password once and is not shown again: %(link)s",
            name=person.name,
            link=settings.base_url + path,
        ),
        "success",
    )

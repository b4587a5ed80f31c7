"""Follow-up tasks at work: those of a team for its managers."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import NoteForm, read_owner_and_day, read_task
from pmo_academy.maturity.queries import TaskRow, TeamTarget
from pmo_academy.maturity.rules.learning_plan import USUAL_SPACE
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.service import FieldsError
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("tasks", __name__, url_prefix="/team", template_folder="../templates")


@bp.get("/<uuid:team_id>/tasks")
@requires(Permission.READ_TEAM)
def list_tasks(team_id: UUID) -> ResponseReturnValue:
    """Show what is to be done at work, by whom and by when."""
    team = get_readable_team(team_id, for_person=current_person())
    return render(
        "maturity/tasks.html",
        team=team,
        tasks=queries.list_team_tasks(team.id),
        has_level=queries.get_team_target(team.id).figures is not None,
        today=clock.today(),
    )


@bp.get("/<uuid:team_id>/tasks/new")
@requires(Permission.ASSIGN_LEARNING)
def choose_task(team_id: UUID) -> ResponseReturnValue:
    """Ask which statement is to be reached, by whom and by when."""
    team, now = _measured_team(team_id)
    typed = MultiDict(
        {
            "item": request.args.get("item", "").upper(),
            "due_on": (clock.today() + USUAL_SPACE).isoformat(),
        }
    )
    return _new_page(team, now, typed)


@bp.post("/<uuid:team_id>/tasks")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def add_task(team_id: UUID) -> ResponseReturnValue:
    """Give a task."""
    team, now = _measured_team(team_id)
    problems: dict[str, str] = {}
    model, round_id = _basis(now)
    given = read_task(request.form, model, problems)
    if given:
        try:
            with transaction():
                service.add_task(team, given, model=model, round_id=round_id, by=current_person())
        except FieldsError as refusal:
            problems |= refusal.problems
        else:
            flash(_("The task is given. It stands on the home page of its owner."), "success")
            return redirect(url_for(".list_tasks", team_id=team_id), 303)
    return _new_page(team, now, request.form, problems=problems)


@bp.get("/<uuid:team_id>/tasks/<uuid:task_id>")
@requires(Permission.READ_TEAM)
def show_task(team_id: UUID, task_id: UUID) -> ResponseReturnValue:
    """Show one task, to be changed, finished or reopened."""
    team, task = _team_task(team_id, task_id)
    return _task_page(team, task)


@bp.post("/<uuid:team_id>/tasks/<uuid:task_id>")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def change_task(team_id: UUID, task_id: UUID) -> ResponseReturnValue:
    """Give a task to somebody else, or another day."""
    team, task = _team_task(team_id, task_id)
    problems: dict[str, str] = {}
    who = read_owner_and_day(request.form, problems)
    if who:
        try:
            with transaction():
                service.change_task(
                    task.id, team, owner_id=who.owner_id, due_on=who.due_on, by=current_person()
                )
        except FieldsError as refusal:
            problems |= refusal.problems
        else:
            flash(_("The task is changed."), "success")
            return redirect(url_for(".list_tasks", team_id=team_id), 303)
    return _task_page(team, task, typed=request.form, problems=problems)


@bp.post("/<uuid:team_id>/tasks/<uuid:task_id>/completion")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def finish_task(team_id: UUID, task_id: UUID) -> ResponseReturnValue:
    """Mark a task as done, with a note."""
    team, task = _team_task(team_id, task_id)
    form = NoteForm()
    if not form.validate():
        return _task_page(team, task, form=form)
    with transaction():
        service.finish_task(task.id, note=form.note.data or "", by=current_person())
    flash(_("Done. The level shows it after the next round."), "success")
    return redirect(url_for(".list_tasks", team_id=team_id), 303)


@bp.post("/<uuid:team_id>/tasks/<uuid:task_id>/reopening")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def reopen_task(team_id: UUID, task_id: UUID) -> ResponseReturnValue:
    """Take back that a task is done."""
    _team, task = _team_task(team_id, task_id)
    with transaction():
        service.reopen_task(task.id, by=current_person())
    flash(_("The task is open again."), "success")
    return redirect(url_for(".show_task", team_id=team_id, task_id=task_id), 303)


def _measured_team(team_id: UUID) -> tuple[Team, TeamTarget]:
    """Return a team with a result; tasks close the gaps of one."""
    team = get_readable_team(team_id, for_person=current_person())
    now = queries.get_team_target(team.id)
    if now.figures is None:
        raise NotFoundError
    return team, now


def _basis(now: TeamTarget) -> tuple[Model, UUID]:
    if now.latest is None or now.figures is None:
        raise NotFoundError
    return now.figures.model, now.latest.round.round_id


def _team_task(team_id: UUID, task_id: UUID) -> tuple[Team, TaskRow]:
    team = get_readable_team(team_id, for_person=current_person())
    return team, queries.get_team_task(task_id, team_id=team.id)


def _new_page(
    team: Team,
    now: TeamTarget,
    typed: MultiDict[str, str],
    *,
    problems: dict[str, str] | None = None,
) -> ResponseReturnValue:
    model, _round_id = _basis(now)
    return render(
        "maturity/task_form.html",
        status=422 if problems else 200,
        team=team,
        gaps=queries.list_gaps(now),
        chosen=model.item_by_code.get(typed.get("item", "")),
        owners=queries.list_owners(team.id),
        typed=typed,
        problems=problems or {},
    )


def _task_page(
    team: Team,
    task: TaskRow,
    *,
    typed: MultiDict[str, str] | None = None,
    problems: dict[str, str] | None = None,
    form: NoteForm | None = None,
) -> ResponseReturnValue:
    usual = MultiDict({"owner_id": str(task.owner_id), "due_on": task.due_on.isoformat()})
    return render(
        "maturity/task.html",
        status=422 if problems or form else 200,
        team=team,
        task=task,
        state=task.state(clock.today()),
        owners=queries.list_owners(team.id),
        typed=usual if typed is None else typed,
        problems=problems or {},
        form=form or NoteForm(formdata=None),
    )

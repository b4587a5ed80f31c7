"""One's own follow-up tasks at work."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import NoteForm
from pmo_academy.maturity.queries import TaskRow
from pmo_academy.people.sign_in import current_person

bp = Blueprint("own_tasks", __name__, url_prefix="/me/tasks", template_folder="../templates")


@bp.get("")
@requires(Permission.LEARN)
def list_own_tasks() -> ResponseReturnValue:
    """Show what the reader is to make true at work."""
    tasks = queries.list_own_tasks(current_person())
    return render("maturity/own_tasks.html", tasks=tasks, today=clock.today())


@bp.get("/<uuid:task_id>")
@requires(Permission.LEARN)
def show_own_task(task_id: UUID) -> ResponseReturnValue:
    """Show one task of the reader."""
    task = queries.get_own_task(task_id, for_person=current_person())
    return _page(task, NoteForm(formdata=None))


@bp.post("/<uuid:task_id>/completion")
@requires(Permission.LEARN)
@submits_once
def finish_own_task(task_id: UUID) -> ResponseReturnValue:
    """Mark an own task as done, with a note."""
    task, form = queries.get_own_task(task_id, for_person=current_person()), NoteForm()
    if not form.validate():
        return _page(task, form, status=422)
    with transaction():
        service.finish_task(task.id, note=form.note.data or "", by=current_person())
    flash(_("Well done. The level of the team shows it after the next round."), "success")
    return redirect(url_for(".list_own_tasks"), 303)


def _page(task: TaskRow, form: NoteForm, *, status: int = 200) -> ResponseReturnValue:
    return render(
        "maturity/own_task.html",
        status=status,
        task=task,
        state=task.state(clock.today()),
        form=form,
    )

"""What somebody still needs before the exams of outside bodies, from their own record."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.forms import SchoolingForm, WorkForm
from pmo_academy.certification.models import WorkKind
from pmo_academy.certification.queries import credentials
from pmo_academy.certification.queries import planning as queries
from pmo_academy.certification.queries.planning import PlannedCertificate
from pmo_academy.certification.rules.eligibility import AskState, Schooling
from pmo_academy.certification.service import planning as service
from pmo_academy.certification.views import planner_words
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person

_ORDER = (AskState.LACKING, AskState.UNKNOWN, AskState.TOLD, AskState.MET)


@bp.get("/planner")
@requires(Permission.TRACK_CREDENTIALS)
def show_planner() -> ResponseReturnValue:
    """Show each outside certificate with what the reader has and what is missing."""
    person = current_person()
    record = queries.get_work_record(person.id)
    planned = queries.list_planned(record, today=clock.today())
    return render(
        "certification/planner.html",
        planned=[(one, _standing_of(one)) for one in planned],
        schooling=SchoolingForm(
            formdata=None,
            data={"schooling": record.schooling.value if record.schooling else ""},
        ),
        held={one.certificate.key for one in credentials.list_credentials(person)},
        words=planner_words,
        hours=record.hours,
        work=len(record.experiences),
    )


@bp.post("/planner/schooling")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def set_schooling() -> ResponseReturnValue:
    """Keep the reader's schooling."""
    form = SchoolingForm()
    if form.validate():
        chosen = form.schooling.data
        with transaction():
            service.set_schooling(current_person(), Schooling(chosen) if chosen else None)
        flash(_("Saved."), "success")
    return redirect(url_for(".show_planner"), 303)


@bp.get("/planner/work")
@requires(Permission.TRACK_CREDENTIALS)
def show_work() -> ResponseReturnValue:
    """Show what the reader has done, with the form for more."""
    return _work_page(WorkForm(formdata=None))


@bp.post("/planner/work")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def add_work() -> ResponseReturnValue:
    """Add a stretch of work."""
    form = WorkForm()
    if not form.validate():
        return _work_page(form, status=422)
    try:
        with transaction():
            service.add_work(current_person(), _work_of(form))
    except service.WorkError as problem:
        form[problem.field].errors = [str(problem)]
        return _work_page(form, status=422)
    flash(_("Saved."), "success")
    return redirect(url_for(".show_work"), 303)


@bp.post("/planner/work/<uuid:work_id>/deletion")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def delete_work(work_id: UUID) -> ResponseReturnValue:
    """Take out a stretch of work."""
    person = current_person()
    with transaction():
        service.delete_work(queries.get_own_work(work_id, person=person), by=person)
    flash(_("Deleted."), "success")
    return redirect(url_for(".show_work"), 303)


def _work_of(form: WorkForm) -> service.Work:
    return service.Work(
        title=form.title.data or "",
        kind=WorkKind(form.kind.data),
        started_on=form.started_on.data,
        ended_on=form.ended_on.data,
        has_led=form.has_led.data,
        is_agile=form.is_agile.data,
    )


def _standing_of(one: PlannedCertificate) -> AskState:
    """Return the state that decides: something is missing, unknown, or everything is there."""
    states = {answer.state for answer in one.answers}
    return next((state for state in _ORDER if state in states), AskState.MET)


def _work_page(form: WorkForm, *, status: int = 200) -> ResponseReturnValue:
    return render(
        "certification/work.html",
        status=status,
        form=form,
        entries=queries.list_work(current_person().id),
        words=planner_words,
        today=clock.today(),
    )

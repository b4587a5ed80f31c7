"""The record of improvement: one's own, and what others wrote and somebody has to confirm."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.forms import EntryForm, SendBackForm, send_back_forms
from pmo_academy.certification.queries import beyond_courses
from pmo_academy.certification.queries import records as queries
from pmo_academy.certification.rules.records import months_covered
from pmo_academy.certification.service import records as service
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person


@bp.get("/record")
@requires(Permission.TRACK_CREDENTIALS)
def show_record() -> ResponseReturnValue:
    """Show the reader's own record, with the form for the next entry."""
    return _page(EntryForm(formdata=None))


@bp.post("/record")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def add_entry() -> ResponseReturnValue:
    """Note what changed."""
    form = EntryForm()
    if not form.validate():
        return _page(form, status=422)
    try:
        with transaction():
            service.add_entry(
                current_person(),
                happened_on=form.happened_on.data,
                change=form.change.data or "",
                effect=form.effect.data or "",
            )
    except ConflictError as problem:
        form.happened_on.errors = [str(problem)]
        return _page(form, status=422)
    flash(_("Saved. It counts once your manager or a PMO lead confirms it."), "success")
    return redirect(url_for(".show_record"), 303)


@bp.post("/record/<uuid:entry_id>/deletion")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def delete_entry(entry_id: UUID) -> ResponseReturnValue:
    """Take out an entry that nobody has confirmed."""
    person = current_person()
    with transaction():
        service.delete_entry(queries.get_own_entry(entry_id, person=person), by=person)
    flash(_("Deleted."), "success")
    return redirect(url_for(".show_record"), 303)


@bp.get("/records")
@requires(Permission.READ_TEAM)
def list_entries() -> ResponseReturnValue:
    """Show what waits to be confirmed in the records of the reader's people."""
    return _entries()


@bp.post("/records/<uuid:entry_id>/confirmation")
@requires(Permission.READ_TEAM)
@repeats_safely
def confirm_entry(entry_id: UUID) -> ResponseReturnValue:
    """Confirm that something happened as it is written."""
    person = current_person()
    with transaction():
        service.confirm_entry(queries.get_entry_to_confirm(entry_id, reader=person), by=person)
    flash(_("Confirmed. It counts from now on."), "success")
    return redirect(url_for(".list_entries"), 303)


@bp.post("/records/<uuid:entry_id>/return")
@requires(Permission.READ_TEAM)
@submits_once
def send_entry_back(entry_id: UUID) -> ResponseReturnValue:
    """Say why an entry cannot be confirmed as it is written."""
    person = current_person()
    form = SendBackForm(prefix=str(entry_id))
    queries.get_entry_to_confirm(entry_id, reader=person)
    if not form.validate():
        return _entries({entry_id: form}, status=422)
    with transaction():
        entry = queries.get_entry_to_confirm(entry_id, reader=person)
        service.send_back_entry(entry, because=form.because.data or "", by=person)
    flash(_("Sent back. The owner reads why."), "success")
    return redirect(url_for(".list_entries"), 303)


def _entries(
    typed: dict[UUID, SendBackForm] | None = None, *, status: int = 200
) -> ResponseReturnValue:
    """Show what waits to be confirmed, each with its form to send it back; one as typed."""
    entries = queries.list_entries_to_confirm(current_person())
    forms = send_back_forms(one.entry.id for one in entries) | (typed or {})
    return render("certification/entries.html", status=status, entries=entries, forms=forms)


def _page(form: EntryForm, *, status: int = 200) -> ResponseReturnValue:
    person = current_person()
    record = beyond_courses.get_record(person.id)
    return render(
        "certification/record.html",
        status=status,
        form=form,
        entries=queries.list_own_entries(person.id),
        months=months_covered(record.confirmed),
        today=clock.today(),
    )

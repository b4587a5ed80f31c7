"""Claims of credit: log, change, confirm, delete, bring back."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.forms import ClaimForm
from pmo_academy.certification.models import Claim
from pmo_academy.certification.queries import claims as queries
from pmo_academy.certification.queries import credentials
from pmo_academy.certification.queries.claims import ClaimRow, as_row
from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.renewal import Category, CreditRules
from pmo_academy.certification.service import claims as service
from pmo_academy.certification.service.entries import Entry, EntryError
from pmo_academy.certification.views import amounts, blueprint
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, StaleError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person

bp = blueprint.bp


@bp.get("/credentials/<uuid:credential_id>/claims/new")
@requires(Permission.TRACK_CREDENTIALS)
def show_new_claim(credential_id: UUID) -> ResponseReturnValue:
    """Ask what was done."""
    held = credentials.get_credential(credential_id, for_person=current_person())
    _cycle_of(held)
    return _form_page(_form_for(held), held)


@bp.post("/credentials/<uuid:credential_id>/claims")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def log_claim(credential_id: UUID) -> ResponseReturnValue:
    """Log an activity in the present cycle."""
    person = current_person()
    held = credentials.get_credential(credential_id, for_person=person)
    cycle_id, window = _cycle_of(held)
    form = _form_for(held)
    if not form.validate():
        return _form_page(form, held, status=422)
    try:
        with transaction():
            service.log_claim(_entry_of(form), cycle_id=cycle_id, cycle=window, by=person)
    except EntryError as problem:
        return _form_page(_with_problems(form, problem), held, status=422)
    flash(_("Saved. It counts from now on."), "success")
    return redirect(url_for(".show_credential", credential_id=held.id), 303)


@bp.get("/claims/<uuid:claim_id>")
@requires(Permission.TRACK_CREDENTIALS)
def show_claim(claim_id: UUID) -> ResponseReturnValue:
    """Show a claim, to be changed or deleted."""
    claim, held = _claim_and_credential(claim_id)
    form = _form_for(held, claim)
    return _form_page(form, held, claim=as_row(claim))


@bp.post("/claims/<uuid:claim_id>")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def change_claim(claim_id: UUID) -> ResponseReturnValue:
    """Change a claim; if it was changed elsewhere, show both texts and change nothing."""
    claim, held = _claim_and_credential(claim_id, to_change=True)
    window, form, before = _cycle_of(held)[1], _form_for(held), as_row(claim)
    if not form.validate():
        return _form_page(form, held, claim=before, status=422)
    try:
        with transaction():
            service.change_claim(
                claim,
                _entry_of(form),
                cycle=window,
                version=form.seen_version,
                by=current_person(),
            )
    except EntryError as problem:
        return _form_page(_with_problems(form, problem), held, claim=before, status=422)
    except StaleError as problem:
        form.version.data = str(before.version)
        return _form_page(form, held, claim=before, conflict=str(problem), status=409)
    flash(_("Saved. It counts from now on."), "success")
    if before.is_asked:
        flash(_("It has changed, so ask again if it shall be verified."), "warning")
    return redirect(url_for(".show_credential", credential_id=held.id), 303)


@bp.post("/claims/<uuid:claim_id>/confirmation")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def confirm_claim(claim_id: UUID) -> ResponseReturnValue:
    """Let a draft count as it stands."""
    claim, held = _claim_and_credential(claim_id, to_change=True)
    with transaction():
        service.confirm_draft(claim, by=current_person())
    credit = amounts.credit(as_row(claim).hours, held.certificate.credit.unit)
    flash(_("%(credit)s claimed for %(title)s.", credit=credit, title=claim.title), "success")
    return redirect(url_for(".show_credential", credential_id=held.id), 303)


@bp.post("/claims/<uuid:claim_id>/deletion")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def delete_claim(claim_id: UUID) -> ResponseReturnValue:
    """Delete a claim; the next page offers to undo it."""
    claim, held = _claim_and_credential(claim_id, to_change=True)
    with transaction():
        service.delete_claim(claim, by=current_person())
    return redirect(url_for(".show_credential", credential_id=held.id, deleted=claim_id), 303)


@bp.post("/claims/<uuid:claim_id>/restoration")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def restore_claim(claim_id: UUID) -> ResponseReturnValue:
    """Bring a deleted claim back."""
    person = current_person()
    claim = queries.get_deleted_claim(claim_id, for_person=person)
    held = credentials.get_credential_with_cycle(claim.cycle_id, for_person=person)
    with transaction():
        service.restore_claim(claim, by=person)
    flash(_("%(title)s is back.", title=claim.title), "success")
    return redirect(url_for(".show_credential", credential_id=held.id), 303)


def _claim_and_credential(
    claim_id: UUID, *, to_change: bool = False
) -> tuple[Claim, HeldCredential]:
    person = current_person()
    claim = queries.get_claim(claim_id, for_person=person, to_change=to_change)
    return claim, credentials.get_credential_with_cycle(claim.cycle_id, for_person=person)


def _cycle_of(held: HeldCredential) -> tuple[UUID, Window]:
    if held.cycle_id is None or held.window is None:
        raise NotFoundError
    return held.cycle_id, held.window


def _form_for(held: HeldCredential, claim: Claim | None = None) -> ClaimForm:
    """Return the form with the fields that the body tells apart."""
    form = ClaimForm(obj=claim)
    credit: CreditRules = held.certificate.credit
    if not credit.has_categories:
        del form.category
    if not credit.has_sides:
        del form.power_skills, form.business_acumen
        form.ways_of_working.label.text = amounts.unit_name(credit.unit)
    return form


def _entry_of(form: ClaimForm) -> Entry:
    category = Category(form.category.data) if "category" in form else Category.EDUCATION
    return Entry(
        title=form.title.data or "",
        provider=form.provider.data or "",
        category=category,
        started_on=form.started_on.data,
        ended_on=form.ended_on.data,
        ways_of_working=form.ways_of_working.data,
        power_skills=form.power_skills.data if "power_skills" in form else 0,
        business_acumen=form.business_acumen.data if "business_acumen" in form else 0,
        link=form.link.data or "",
        description=form.description.data or "",
    )


def _with_problems(form: ClaimForm, problem: EntryError) -> ClaimForm:
    for name, message in problem.problems.items():
        form[name].errors = [message]
    return form


def _others(held: HeldCredential) -> list[HeldCredential]:
    """Return the other certificates of the reader in whose cycles something can be claimed."""
    mine = credentials.list_credentials(current_person())
    return [one for one in mine if one.id != held.id and one.cycle_id]


def _form_page(
    form: ClaimForm,
    held: HeldCredential,
    *,
    claim: ClaimRow | None = None,
    conflict: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    return render(
        "certification/claim.html",
        status=status,
        form=form,
        held=held,
        claim=claim,
        conflict=conflict,
        others=_others(held) if claim and not claim.is_draft else [],
        today=clock.today(),
        amounts=amounts,
    )

"""Outside certificates: add one, follow its cycle, begin the next, take it out."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.forms import CredentialForm
from pmo_academy.certification.queries import claims as claim_queries
from pmo_academy.certification.queries import credentials as queries
from pmo_academy.certification.queries.claims import ClaimRow
from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.queries.standings import Held, held_today
from pmo_academy.certification.service import credentials as service
from pmo_academy.certification.service.entries import EntryError
from pmo_academy.certification.views import amounts, blueprint
from pmo_academy.certification.views.display import tracker
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person

bp = blueprint.bp


@bp.get("/credentials/new")
@requires(Permission.TRACK_CREDENTIALS)
def show_new_credential() -> ResponseReturnValue:
    """Ask which certificate is to be followed."""
    return _form_page(CredentialForm())


@bp.post("/credentials")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def add_credential() -> ResponseReturnValue:
    """Add a certificate and show its tracker."""
    form, person = CredentialForm(), current_person()
    if not form.validate():
        return _form_page(form, status=422)
    try:
        with transaction():
            credential = service.add_credential(
                person, rules_key=form.rules_key.data or "", earned_on=form.earned_on.data
            )
    except EntryError as problem:
        for name, message in problem.problems.items():
            form[name].errors = [message]
        return _form_page(form, status=422)
    flash(_("Certification added."), "success")
    return redirect(url_for(".show_credential", credential_id=credential.id), 303)


@bp.get("/credentials/<uuid:credential_id>")
@requires(Permission.TRACK_CREDENTIALS)
def show_credential(credential_id: UUID) -> ResponseReturnValue:
    """Show what counts in the present cycle, what is missing, and every claim."""
    held = queries.get_credential(credential_id, for_person=current_person())
    claims = claim_queries.list_claims(held.cycle_id) if held.cycle_id else []
    return render(
        "certification/credential.html",
        held=held,
        tracker=tracker(_standing(held, [one for one in claims if not one.is_draft])),
        claims=[one for one in claims if not one.is_draft],
        drafts=[one for one in claims if one.is_draft],
        earlier=queries.list_earlier_cycles(held),
        deleted=_deleted(held),
        amounts=amounts,
    )


@bp.post("/credentials/<uuid:credential_id>/cycles")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def begin_cycle(credential_id: UUID) -> ResponseReturnValue:
    """Begin the next cycle, after the body has renewed the certificate."""
    with transaction():
        held = queries.get_credential(credential_id, for_person=current_person())
        service.begin_next_cycle(held, by=current_person())
    flash(_("The next cycle has begun. The one before is kept."), "success")
    return redirect(url_for(".show_credential", credential_id=credential_id), 303)


@bp.post("/credentials/<uuid:credential_id>/deletion")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def remove_credential(credential_id: UUID) -> ResponseReturnValue:
    """Take out a certificate that was added by mistake."""
    held = queries.get_credential(credential_id, for_person=current_person())
    try:
        with transaction():
            service.remove_credential(held, by=current_person())
    except ConflictError as problem:
        flash(str(problem), "warning")
        return redirect(url_for(".show_credential", credential_id=credential_id), 303)
    flash(_("%(title)s is removed.", title=held.certificate.title), "success")
    return redirect(url_for(".show_overview"), 303)


def _form_page(form: CredentialForm, *, status: int = 200) -> ResponseReturnValue:
    choices = queries.list_addable(current_person())
    form.offer(choices)
    return render(
        "certification/credential_new.html",
        status=status,
        form=form,
        choices=choices,
        today=clock.today(),
    )


def _standing(held: HeldCredential, logged: list[ClaimRow]) -> Held:
    return held_today(held, [claim.activity for claim in logged], today=clock.today())


def _deleted(held: HeldCredential) -> object:
    """Return the claim that was deleted just now, so that it can be brought back."""
    claim_id = request.args.get("deleted", type=UUID)
    if claim_id is None or held.cycle_id is None:
        return None
    return claim_queries.find_deleted_claim(claim_id, cycle_id=held.cycle_id)

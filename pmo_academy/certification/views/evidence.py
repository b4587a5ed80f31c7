"""Evidence of a claim: a file, somebody who has seen it, and other credentials it serves."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.queries import claims as queries
from pmo_academy.certification.queries import credentials
from pmo_academy.certification.service import claims as service
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.files import get_file
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import brought_file, given_out, takes_file
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person


@bp.post("/claims/<uuid:claim_id>/evidence")
@requires(Permission.TRACK_CREDENTIALS)
@takes_file
@submits_once
def keep_evidence(claim_id: UUID) -> ResponseReturnValue:
    """Keep a file as the evidence of one's own claim."""
    person = current_person()
    file = brought_file()
    claim = queries.get_claim(claim_id, for_person=person, to_change=True)
    if file is None or isinstance(file, FileError):
        flash(str(file or _("Choose a file.")), "warning")
    else:
        with transaction():
            service.keep_evidence(claim, file, by=person)
        flash(_("Kept with the claim."), "success")
    return redirect(url_for(".show_claim", claim_id=claim_id), 303)


@bp.get("/claims/<uuid:claim_id>/evidence")
@requires(Permission.TRACK_CREDENTIALS)
def give_evidence(claim_id: UUID) -> ResponseReturnValue:
    """Give back the file of one's own claim."""
    claim = queries.get_claim(claim_id, for_person=current_person())
    if claim.file_id is None:
        raise NotFoundError
    return given_out(get_file(claim.file_id))


@bp.post("/claims/<uuid:claim_id>/copies/<uuid:credential_id>")
@requires(Permission.TRACK_CREDENTIALS)
@repeats_safely
def claim_elsewhere(claim_id: UUID, credential_id: UUID) -> ResponseReturnValue:
    """Claim the same activity for another credential of the reader."""
    person = current_person()
    held = credentials.get_credential(credential_id, for_person=person)
    if held.cycle_id is None or held.window is None:
        raise NotFoundError
    try:
        with transaction():
            claim = queries.get_claim(claim_id, for_person=person, to_change=True)
            service.claim_elsewhere(claim, cycle_id=held.cycle_id, cycle=held.window, by=person)
    except ConflictError as problem:
        flash(str(problem), "warning")
    else:
        flash(_("Claimed for %(title)s too.", title=held.certificate.title), "success")
    return redirect(url_for(".show_claim", claim_id=claim_id), 303)


@bp.post("/claims/<uuid:claim_id>/verification-wish")
@requires(Permission.TRACK_CREDENTIALS)
@repeats_safely
def ask_to_verify(claim_id: UUID) -> ResponseReturnValue:
    """Ask PMO leads to look at the evidence."""
    person = current_person()
    try:
        with transaction():
            claim = queries.get_claim(claim_id, for_person=person, to_change=True)
            service.ask_to_verify(claim, by=person)
    except ConflictError as problem:
        flash(str(problem), "warning")
    else:
        flash(_("A PMO lead will look at it."), "success")
    return redirect(url_for(".show_claim", claim_id=claim_id), 303)


@bp.get("/verifications")
@requires(Permission.RUN_CERTIFICATION)
def list_verifications() -> ResponseReturnValue:
    """Show the claims whose owners asked to have them verified."""
    waiting = queries.list_to_verify(current_person())
    return render("certification/verifications.html", waiting=waiting)


@bp.get("/verifications/<uuid:claim_id>/evidence")
@requires(Permission.RUN_CERTIFICATION)
def give_shown_evidence(claim_id: UUID) -> ResponseReturnValue:
    """Give the file of a claim to whoever was asked to verify it."""
    claim = queries.get_to_verify(claim_id, reader=current_person())
    if claim.file_id is None:
        raise NotFoundError
    return given_out(get_file(claim.file_id))


@bp.post("/verifications/<uuid:claim_id>")
@requires(Permission.RUN_CERTIFICATION)
@repeats_safely
def verify_claim(claim_id: UUID) -> ResponseReturnValue:
    """Say that the evidence was seen and fits the claim."""
    person = current_person()
    typed = request.form.get("version", "")
    seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
    try:
        with transaction():
            claim = queries.get_to_verify(claim_id, reader=person, to_change=True)
            service.verify(claim, seen=seen, by=person)
    except StaleError as problem:
        flash(str(problem), "warning")
    else:
        flash(_("Verified. The owner sees it on the claim."), "success")
    return redirect(url_for(".list_verifications"), 303)

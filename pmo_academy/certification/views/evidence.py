"""Evidence of a claim: a file, somebody who has seen it, and other credentials it serves."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.forms import SendBackForm, send_back_forms
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
    return _verifications()


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
    try:
        with transaction():
            claim = queries.get_to_verify(claim_id, reader=person, to_change=True)
            service.verify(claim, seen=_seen_version(), by=person)
    except StaleError as problem:
        flash(str(problem), "warning")
    else:
        flash(_("Verified. The owner sees it on the claim."), "success")
    return redirect(url_for(".list_verifications"), 303)


@bp.post("/verifications/<uuid:claim_id>/return")
@requires(Permission.RUN_CERTIFICATION)
@submits_once
def send_claim_back(claim_id: UUID) -> ResponseReturnValue:
    """Say what the evidence does not show."""
    person = current_person()
    form = SendBackForm(prefix=str(claim_id))
    queries.get_to_verify(claim_id, reader=person)
    if not form.validate():
        return _verifications({claim_id: form}, status=422)
    try:
        with transaction():
            claim = queries.get_to_verify(claim_id, reader=person, to_change=True)
            because = form.because.data or ""
            service.send_back(claim, seen=_seen_version(), because=because, by=person)
    except StaleError as problem:
        form.because.errors = [str(problem)]
        return _verifications({claim_id: form}, status=422)
    flash(_("Sent back. The owner reads why."), "success")
    return redirect(url_for(".list_verifications"), 303)


def _verifications(
    typed: dict[UUID, SendBackForm] | None = None, *, status: int = 200
) -> ResponseReturnValue:
    """Show the claims to verify, each with its form to send it back; one of them as typed."""
    waiting = queries.list_to_verify(current_person())
    forms = send_back_forms(one.claim.id for one in waiting) | (typed or {})
    return render("certification/verifications.html", status=status, waiting=waiting, forms=forms)


def _seen_version() -> int:
    """Return the version of the claim that the reader saw, 0 where none was sent."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0

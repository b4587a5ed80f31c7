"""The claim sheet of a cycle: field by field, as a file, as one archive; noted as reported."""

from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.claim_sheet import (
    SheetLine,
    audit_archive,
    sheet_csv,
    sheet_lines,
)
from pmo_academy.certification.queries import claims as claim_queries
from pmo_academy.certification.queries import credentials as queries
from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.certification.service import claims as service
from pmo_academy.certification.views import amounts
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core import clock
from pmo_academy.core.csv_files import csv_file
from pmo_academy.core.db import release, transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.files import contents_of
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import ngettext
from pmo_academy.people.sign_in import current_person


@bp.get("/credentials/<uuid:credential_id>/claim-sheet")
@requires(Permission.TRACK_CREDENTIALS)
def show_claim_sheet(credential_id: UUID) -> ResponseReturnValue:
    """Show what the body's form asks for, claim by claim; what is not reported yet stands first."""
    held, lines = _sheet(credential_id)
    return render(
        "certification/claim_sheet.html",
        held=held,
        waiting=[one for one in lines if one.claim.reported_on is None],
        reported=[one for one in lines if one.claim.reported_on],
    )


@bp.get("/credentials/<uuid:credential_id>/claim-sheet.csv")
@requires(Permission.TRACK_CREDENTIALS)
def export_claim_sheet(credential_id: UUID) -> ResponseReturnValue:
    """Give the claim sheet as a file."""
    held, lines = _sheet(credential_id)
    return csv_file(f"claims-{held.certificate.key}", sheet_csv(lines))


@bp.get("/credentials/<uuid:credential_id>/audit-folder")
@requires(Permission.TRACK_CREDENTIALS)
def give_audit_folder(credential_id: UUID) -> ResponseReturnValue:
    """Give the claim sheet, the rules and every file of evidence as one archive."""
    held, lines = _sheet(credential_id)
    contents = contents_of([line.claim.file_id for line in lines if line.claim.file_id])
    evidence = {
        line.file_name: contents[line.claim.file_id] for line in lines if line.claim.file_id
    }
    rules, title = queries.get_rules_document(held), held.certificate.title
    sheet = sheet_csv(lines)
    release()
    packed = audit_archive(
        sheet,
        title=f"{title}, {held.certificate.name}",
        rules=rules,
        evidence=evidence,
        at=clock.now(),
    )
    name = f"audit-{held.certificate.key}.zip"
    return Response(
        packed,
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.post("/credentials/<uuid:credential_id>/reports")
@requires(Permission.TRACK_CREDENTIALS)
@repeats_safely
def note_report(credential_id: UUID) -> ResponseReturnValue:
    """Note that what the sheet showed stands on the body's own page by now."""
    person = current_person()
    with transaction():
        held = _held(credential_id)
        claims = claim_queries.list_logged(held.cycle_id, to_change=True) if held.cycle_id else []
        shown = set(request.form.getlist("claim"))
        count = service.report([one for one in claims if str(one.id) in shown], by=person)
    words = ngettext(
        "%(num)s claim is noted as reported.", "%(num)s claims are noted as reported.", count
    )
    flash(words, "success")
    page = url_for(".show_claim_sheet", credential_id=credential_id, cycle=held.cycle_id)
    return redirect(page, 303)


def _held(credential_id: UUID) -> HeldCredential:
    """Return the certificate with the cycle that the address names, else with its last one."""
    held = queries.get_credential(credential_id, for_person=current_person())
    cycle_id = request.args.get("cycle", type=UUID)
    return queries.with_cycle(held, cycle_id) if cycle_id else held


def _sheet(credential_id: UUID) -> tuple[HeldCredential, list[SheetLine]]:
    held = _held(credential_id)
    if held.cycle_id is None:
        raise NotFoundError
    categories = {one: amounts.category_name(one) for one in Category}
    claims = claim_queries.list_logged(held.cycle_id)
    return held, sheet_lines(claims, held.certificate.credit, categories=categories)

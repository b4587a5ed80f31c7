"""Who holds which certificate: to see what ends, to take one back, to take the list away."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.certification.forms import RevocationForm
from pmo_academy.certification.queries import awards, holders
from pmo_academy.certification.queries.holders import Holder
from pmo_academy.certification.rules.validity import EARLY, Validity
from pmo_academy.certification.service import awards as service
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.certification.views.overview import SIGNS
from pmo_academy.core import clock
from pmo_academy.core.csv_files import csv_file, csv_text
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person


@bp.get("/holders")
@requires(Permission.READ_TEAM)
def list_holders() -> ResponseReturnValue:
    """Show the certificates of the reader's people, what ends first on top."""
    found = holders.list_holders(current_person())
    today = clock.today()
    valid = [one for one in found if one.validity_on(today) is Validity.VALID]
    return render(
        "certification/holders.html",
        holders=[(one, one.validity_on(today)) for one in found],
        signs=SIGNS,
        words=validity_words(),
        valid=len(valid),
        ending=sum(one.ends_on <= today + EARLY for one in valid),
        by_programme=_by_programme(valid),
        may_revoke=current_user.may(Permission.RUN_CERTIFICATION),
    )


@bp.get("/holders.csv")
@requires(Permission.READ_TEAM)
def export_holders() -> ResponseReturnValue:
    """Give the same rows as a file."""
    today, words = clock.today(), validity_words()
    head = [_("Name"), _("Teams"), _("Programme"), _("Awarded on"), _("Ends on"), _("State")]
    rows = [
        [
            one.name,
            ", ".join(one.teams),
            one.programme,
            one.awarded_on.isoformat(),
            one.ends_on.isoformat(),
            words[one.validity_on(today)],
        ]
        for one in holders.list_holders(current_person())
    ]
    return csv_file("certificates", csv_text(head, rows))


@bp.get("/awards/<uuid:award_id>/revocation")
@requires(Permission.RUN_CERTIFICATION)
def show_revocation(award_id: UUID) -> ResponseReturnValue:
    """Ask why a certificate is taken back."""
    return _revocation_page(award_id, RevocationForm(formdata=None))


@bp.post("/awards/<uuid:award_id>/revocation")
@requires(Permission.RUN_CERTIFICATION)
@submits_once
def revoke_award(award_id: UUID) -> ResponseReturnValue:
    """Take a certificate back."""
    form = RevocationForm()
    if not form.validate():
        return _revocation_page(award_id, form, status=422)
    person = current_person()
    with transaction():
        award = holders.get_award(award_id, not_of=person)
        service.revoke(award, by=person, reason=form.reason.data or "")
    flash(_("Revoked. Its public page and the status list say so from now on."), "success")
    return redirect(url_for("certificates.show_certificate", award_code=award.code), 303)


@bp.post("/awards/<uuid:award_id>/periods")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def renew_award(award_id: UUID) -> ResponseReturnValue:
    """Renew one's own certificate when everything that it asks for is there."""
    certificate = awards.get_own_certificate(award_id, holder=current_person())
    code = certificate.award.code
    try:
        with transaction():
            service.renew(certificate)
    except service.NotEarnedError as problem:
        flash(str(problem), "warning")
        return redirect(url_for("certificates.show_certificate", award_code=code), 303)
    flash(_("Renewed. The certificate and the badge are new; its address stays."), "success")
    return redirect(url_for("certificates.show_certificate", award_code=code), 303)


def validity_words() -> dict[Validity, str]:
    """Return the word for each state of a certificate."""
    return {
        Validity.VALID: _("Valid"),
        Validity.GRACE: _("Ended, renewal open"),
        Validity.EXPIRED: _("Expired"),
        Validity.REVOKED: _("Revoked"),
    }


def _by_programme(valid: Sequence[Holder]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for one in valid:
        counts[one.programme] = counts.get(one.programme, 0) + 1
    return sorted(counts.items())


def _revocation_page(
    award_id: UUID, form: RevocationForm, *, status: int = 200
) -> ResponseReturnValue:
    award = holders.get_award(award_id, not_of=current_person())
    certificate = awards.find_certificate(award.code)
    return render(
        "certification/revocation.html", status=status, form=form, certificate=certificate
    )

"""All certifications of a person, and how far an internal programme is."""

from dataclasses import dataclass
from datetime import date

from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.certification.queries import awards, credentials, programmes
from pmo_academy.certification.queries.awards import Certificate
from pmo_academy.certification.queries.standings import list_standings
from pmo_academy.certification.rules.validity import Validity
from pmo_academy.certification.views import amounts
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.certification.views.display import tracker
from pmo_academy.certification.views.steps import card, sections
from pmo_academy.core import clock
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import day, render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person

SIGNS = {
    Validity.VALID: "done",
    Validity.GRACE: "due",
    Validity.EXPIRED: "overdue",
    Validity.REVOKED: "returned",
}


@dataclass(frozen=True, kw_only=True)
class OwnCertificate:
    """A certificate of the reader in a list; `sign` names one of the state component."""

    title: str
    code: str
    ends_on: date
    sign: str
    words: str


@bp.get("")
@requires(Permission.TRACK_CREDENTIALS)
def show_overview() -> ResponseReturnValue:
    """Show internal programmes with their progress, and outside certificates with their ring."""
    person = current_person()
    standing = programmes.get_standing(person.id)
    held = list_standings(credentials.list_credentials(person), today=clock.today())
    trackers = [tracker(one) for one in held]
    # The button leads to the certificate that ends first.
    first = next((one.held for one in trackers if one.held.window), None)
    return render(
        "certification/overview.html",
        programmes=[card(standing.progress(key)) for key in standing.programmes],
        certificates=[_own(one) for one in awards.list_certificates(person.id)],
        trackers=trackers,
        reads_teams=current_user.may(Permission.READ_TEAM),
        first=first,
        log_label=amounts.log_label(first.certificate.credit.unit) if first else "",
    )


def _own(certificate: Certificate) -> OwnCertificate:
    validity = certificate.validity_on(clock.today())
    last = day(certificate.period.ends_on)
    words = {
        Validity.VALID: _("Valid until %(day)s", day=last),
        Validity.GRACE: _("Ended on %(day)s, renewal open", day=last),
        Validity.EXPIRED: _("Expired on %(day)s", day=last),
        Validity.REVOKED: _("Revoked"),
    }
    return OwnCertificate(
        title=certificate.edition.title,
        code=certificate.award.code,
        ends_on=certificate.period.ends_on,
        sign=SIGNS[validity],
        words=words[validity],
    )


@bp.get("/programmes/<key>")
@requires(Permission.TRACK_CREDENTIALS)
def show_programme(key: str) -> ResponseReturnValue:
    """Show requirement by requirement where the person stands, and why."""
    person = current_person()
    standing = programmes.get_standing(person.id)
    if key not in standing.programmes:
        raise NotFoundError
    progress = standing.progress(key)
    return render(
        "certification/programme.html",
        programme=progress.programme,
        progress_card=card(progress),
        certificate=next(
            (one for one in awards.list_certificates(person.id) if one.award.programme_key == key),
            None,
        ),
        sections=sections(progress),
    )

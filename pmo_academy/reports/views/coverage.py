"""Certificates by team against the level that the team aims at."""

from flask.typing import ResponseReturnValue

from pmo_academy.core.csv_files import csv_file, csv_text
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports.queries.coverage import list_coverage
from pmo_academy.reports.views.blueprint import portfolio_bp as bp


@bp.get("/portfolio/certificates")
@requires(Permission.READ_TEAM)
def show_coverage() -> ResponseReturnValue:
    """Show team by team who holds the certificate for the level aimed at."""
    return render("reports/coverage.html", teams=list_coverage(current_person()))


@bp.get("/portfolio/certificates.csv")
@requires(Permission.READ_TEAM)
def export_coverage() -> ResponseReturnValue:
    """Give the same rows as a file."""
    head = [
        _("Team"), _("Aims at"), _("Certificate"), _("Members"), _("Hold it"), _("Hold any"),
    ]  # fmt: skip
    rows: list[list[str | int]] = [
        [one.name, one.level, one.programme, one.members, one.held, one.any_held]
        for one in list_coverage(current_person())
    ]
    return csv_file("certificates-by-team", csv_text(head, rows))

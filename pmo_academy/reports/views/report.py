"""The report of a team: a page made for paper, and the same as PDF, spreadsheet and JSON."""

from uuid import UUID

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from pmo_academy.core import db
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import language
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports import queries
from pmo_academy.reports.exports import report_xlsx
from pmo_academy.reports.queries import ReportSource
from pmo_academy.reports.report import Report, report_of
from pmo_academy.reports.report_document import report_document
from pmo_academy.reports.report_pdf import report_pdf
from pmo_academy.reports.views.blueprint import bp
from pmo_academy.reports.views.teams import USUAL_HOURS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<uuid:team_id>/report")
@requires(Permission.READ_TEAM)
def show_report(team_id: UUID) -> ResponseReturnValue:
    """Show the report on a closed round, made to be printed."""
    team, source = _source(team_id)
    report = report_of(source) if source else None
    if report is None:
        return render("reports/report_without_level.html", team=team, source=source)
    return render("reports/report.html", team=team, report=report, source=source)


@bp.get("/<uuid:team_id>/report.pdf")
@requires(Permission.READ_TEAM)
def export_report_as_pdf(team_id: UUID) -> ResponseReturnValue:
    """Give the report as a tagged PDF."""
    report, locale = _report(team_id), language()
    document = report_pdf(report, language=locale)
    db.release()
    return _file(document.compiled(), "application/pdf", report, "pdf")


@bp.get("/<uuid:team_id>/report.xlsx")
@requires(Permission.READ_TEAM)
def export_report_as_spreadsheet(team_id: UUID) -> ResponseReturnValue:
    """Give the tables of the report as a spreadsheet."""
    report = _report(team_id)
    return _file(report_xlsx(report), XLSX, report, "xlsx")


@bp.get("/<uuid:team_id>/report.json")
@requires(Permission.READ_TEAM)
def export_report_as_json(team_id: UUID) -> ResponseReturnValue:
    """Give the figures of the report under names that stay."""
    return jsonify(report_document(_report(team_id)))


def _source(team_id: UUID) -> tuple[Team, ReportSource | None]:
    team = get_readable_team(team_id, for_person=current_person())
    wanted = request.args.get("round", type=_round_id)
    if "round" in request.args and wanted is None:
        raise NotFoundError
    return team, queries.find_report_source(team, round_id=wanted, hours=USUAL_HOURS)


def _round_id(text: str) -> UUID:
    return UUID(text)


def _report(team_id: UUID) -> Report:
    _team, source = _source(team_id)
    report = report_of(source) if source else None
    if report is None:
        raise NotFoundError
    return report


def _file(content: bytes, kind: str, report: Report, ending: str) -> Response:
    """Return a file whose name says the day of the round, and nothing that needs escaping."""
    name = f"maturity-report-{report.point.closed_on.isoformat()}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)

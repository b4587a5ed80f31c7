"""The portfolio: every team that somebody may read, side by side, on a page and as a list."""

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.csv_files import csv_file
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports import queries
from pmo_academy.reports.portfolio import Portfolio, instrument_words, portfolio
from pmo_academy.reports.portfolio_list import portfolio_csv
from pmo_academy.reports.views.blueprint import portfolio_bp as bp


@bp.get("/portfolio")
@requires(Permission.READ_TEAM)
def show_portfolio() -> ResponseReturnValue:
    """Show where the teams stand; whoever reads one team is led to it."""
    found = _portfolio()
    if len(found.everybody) == 1:
        return redirect(url_for("reports.show_team", team_id=found.everybody[0].id))
    return render(
        "reports/portfolio.html", portfolio=found, instrument_words=instrument_words, here=_here
    )


@bp.get("/portfolio.csv")
@requires(Permission.READ_TEAM)
def export_portfolio() -> ResponseReturnValue:
    """Give the table of teams as a list for spreadsheets."""
    return csv_file("portfolio", portfolio_csv(_portfolio()))


def _portfolio() -> Portfolio:
    return portfolio(
        queries.list_portfolio(current_person()),
        wanted=request.args.get("model", ""),
        sort=request.args.get("sort", ""),
        page=request.args.get("page", 1, type=int),
    )


def _here(**changed: str | int) -> str:
    """Return the address of this page with some of its questions answered differently."""
    asked = {name: request.args[name] for name in ("model", "sort") if name in request.args}
    values: dict[str, Any] = {**asked, **changed}
    return url_for(".show_portfolio", **values)

"""Pages of managers: teams, levels, domains, people; they change nothing."""

from pmo_academy.reports.views import assigning, domains, people, portfolio, report, teams
from pmo_academy.reports.views.blueprint import bp, portfolio_bp

blueprints = (bp, portfolio_bp)

__all__ = ["assigning", "blueprints", "domains", "people", "portfolio", "report", "teams"]

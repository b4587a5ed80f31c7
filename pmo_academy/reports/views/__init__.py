"""Pages of managers: teams, levels, domains, people; they change nothing."""

from pmo_academy.reports.views import (
    assigning,
    coverage,
    domains,
    items,
    people,
    portfolio,
    regrading,
    report,
    teams,
)
from pmo_academy.reports.views.blueprint import bp, items_bp, portfolio_bp

blueprints = (bp, items_bp, portfolio_bp)

__all__ = [
    "assigning",
    "blueprints",
    "coverage",
    "domains",
    "items",
    "people",
    "portfolio",
    "regrading",
    "report",
    "teams",
]

"""Pages of managers: teams, levels, domains, people; they change nothing."""

from pmo_academy.reports.views import assigning, domains, people, teams
from pmo_academy.reports.views.blueprint import bp

__all__ = ["assigning", "bp", "domains", "people", "teams"]

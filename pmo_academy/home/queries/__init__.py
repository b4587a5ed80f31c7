"""What the home page reads: one query for each of its parts."""

from pmo_academy.home.queries.continuing import find_continue_card
from pmo_academy.home.queries.results import QuizResult, list_recent_results
from pmo_academy.home.queries.teams import TeamLevel, list_team_levels

__all__ = [
    "QuizResult",
    "TeamLevel",
    "find_continue_card",
    "list_recent_results",
    "list_team_levels",
]

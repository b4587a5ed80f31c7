"""Figures for managers, read from all features; the pages have found the team for its reader."""

from pmo_academy.reports.queries.assigning import Candidate, list_candidates
from pmo_academy.reports.queries.certificates import Certificates, Expiry, summarise
from pmo_academy.reports.queries.comments import list_comments
from pmo_academy.reports.queries.courses import Learner, Offer, list_learners, list_offers
from pmo_academy.reports.queries.dashboards import (
    Dashboard,
    find_figures,
    get_dashboard,
    list_backed,
)
from pmo_academy.reports.queries.people import CourseCell, MemberRow, TeamPeople, get_people
from pmo_academy.reports.queries.persons import PersonCourse, list_courses_of
from pmo_academy.reports.queries.portfolio import (
    Instrument,
    PortfolioTeam,
    RoundOutline,
    Shown,
    list_portfolio,
)
from pmo_academy.reports.queries.report import Outcome, ReportSource, find_report_source
from pmo_academy.reports.queries.teams import TeamCard, list_team_cards

__all__ = [
    "Candidate",
    "Certificates",
    "CourseCell",
    "Dashboard",
    "Expiry",
    "Instrument",
    "Learner",
    "MemberRow",
    "Offer",
    "Outcome",
    "PersonCourse",
    "PortfolioTeam",
    "ReportSource",
    "RoundOutline",
    "Shown",
    "TeamCard",
    "TeamPeople",
    "find_figures",
    "find_report_source",
    "get_dashboard",
    "get_people",
    "list_backed",
    "list_candidates",
    "list_comments",
    "list_courses_of",
    "list_learners",
    "list_offers",
    "list_portfolio",
    "list_team_cards",
    "summarise",
]

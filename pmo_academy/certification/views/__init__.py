"""The pages of internal programmes, outside certificates and claims."""

from pmo_academy.certification.views import (
    careers,
    certificates,
    claim_sheets,
    claims,
    credentials,
    evidence,
    holders,
    overview,
    panels,
    planner,
    programme_tests,
    records,
    track_assignments,
    tracks,
)
from pmo_academy.certification.views.blueprint import bp

__all__ = [
    "bp",
    "careers",
    "certificates",
    "claim_sheets",
    "claims",
    "credentials",
    "evidence",
    "holders",
    "overview",
    "panels",
    "planner",
    "programme_tests",
    "records",
    "track_assignments",
    "tracks",
]

"""The pages of internal programmes, outside certificates and claims."""

from pmo_academy.certification.views import (
    certificates,
    claims,
    credentials,
    overview,
    programme_tests,
    track_assignments,
    tracks,
)
from pmo_academy.certification.views.blueprint import bp

__all__ = [
    "bp",
    "certificates",
    "claims",
    "credentials",
    "overview",
    "programme_tests",
    "track_assignments",
    "tracks",
]

"""The pages of internal programmes, outside certificates and claims."""

from pmo_academy.certification.views import (
    claims,
    credentials,
    overview,
    track_assignments,
    tracks,
)
from pmo_academy.certification.views.blueprint import bp

__all__ = ["bp", "claims", "credentials", "overview", "track_assignments", "tracks"]

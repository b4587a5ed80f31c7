"""Pages of the studio, where those who answer for content publish it."""

from pmo_academy.authoring.views import models

bp = models.bp

__all__ = ["bp", "models"]

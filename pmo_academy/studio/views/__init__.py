"""Pages of the studio, where those who answer for content write and publish it."""

from pmo_academy.studio.views import models
from pmo_academy.studio.views.blueprint import bp

__all__ = ["bp", "models"]

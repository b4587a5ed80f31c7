"""The pages of practice."""

from pmo_academy.retention.views import cards, practice
from pmo_academy.retention.views.blueprint import bp

__all__ = ["bp", "cards", "practice"]

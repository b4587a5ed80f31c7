"""Pages of the studio, where those who answer for content write and publish it."""

from pmo_academy.studio.views import (
    about,
    banks,
    bringing,
    bringing_questions,
    checks,
    history,
    home,
    media,
    models,
    offering,
    outline,
    pictures,
    questions,
    texts,
    try_out,
)
from pmo_academy.studio.views.blueprint import bp

__all__ = [
    "about",
    "banks",
    "bp",
    "bringing",
    "bringing_questions",
    "checks",
    "history",
    "home",
    "media",
    "models",
    "offering",
    "outline",
    "pictures",
    "questions",
    "texts",
    "try_out",
]

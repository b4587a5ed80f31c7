"""Pages of the studio, where those who answer for content write and publish it."""

from pmo_academy.studio.views import (
    about,
    bringing,
    checks,
    history,
    home,
    media,
    models,
    outline,
    pictures,
    texts,
)
from pmo_academy.studio.views.blueprint import bp

__all__ = [
    "about",
    "bp",
    "bringing",
    "checks",
    "history",
    "home",
    "media",
    "models",
    "outline",
    "pictures",
    "texts",
]

"""The blueprint of all certification pages."""

from flask import Blueprint

bp = Blueprint(
    "certification",
    __name__,
    url_prefix="/certifications",
    template_folder="../templates",
)

"""The blueprint that all pages of the studio share."""

from flask import Blueprint

bp = Blueprint("studio", __name__, url_prefix="/studio", template_folder="../templates")

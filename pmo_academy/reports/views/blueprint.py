"""The blueprint of what managers see."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/team", template_folder="../templates")

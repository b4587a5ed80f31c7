"""The blueprints of what managers see."""

from flask import Blueprint

portfolio_bp = Blueprint("portfolio", __name__, template_folder="../templates")
items_bp = Blueprint(
    "items", __name__, url_prefix="/studio/questions", template_folder="../templates"
)
bp = Blueprint("reports", __name__, url_prefix="/team", template_folder="../templates")

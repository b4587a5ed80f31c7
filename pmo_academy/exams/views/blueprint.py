"""The blueprint that all pages of exams share."""

from flask import Blueprint

bp = Blueprint("exams", __name__, template_folder="../templates")

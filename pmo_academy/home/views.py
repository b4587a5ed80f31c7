"""The home page and help."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.reader import Reader
from pmo_academy.core.guards import public, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.home import queries
from pmo_academy.home.recommending import level_words, recommend
from pmo_academy.people.sign_in import current_day, current_person

TASKS_FIRST = 5

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@requires(Permission.RESPOND)
def show_home() -> ResponseReturnValue:
    """Show what to continue, what is due and what helps most; guests have only questionnaires."""
    if not current_user.may(Permission.KEEP_ACCOUNT):
        return redirect(url_for("maturity.list_rounds"))
    person = current_person()
    reader = Reader(person=person, today=current_day())
    teams = queries.list_team_levels(person)
    going_on = queries.find_continue_card(person)
    tasks = list_tasks(reader)
    return render(
        "home/home.html",
        going_on=going_on,
        recommended=recommend(reader.courses, teams, without=going_on.code if going_on else ""),
        is_new=not any(course.has_started for course in reader.courses),
        tasks=tasks[:TASKS_FIRST],
        task_count=len(tasks),
        certificates=reader.certificates,
        results=queries.list_recent_results(person),
        managed=[
            (team, level_words(team.figures) if team.figures else "")
            for team in teams
            if team.is_managed
        ],
        today=reader.today,
    )


@bp.get("/help")
@public
def show_help() -> ResponseReturnValue:
    """Explain the product in a page."""
    return render("home/help.html")

"""A manager makes rules for those who join a team."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.learning import queries, service
from pmo_academy.learning.forms import JoiningRuleForm
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.models import Team
from pmo_academy.people.queries import count_members, get_readable_team, list_names
from pmo_academy.people.sign_in import current_person

USUAL_DAYS = 30


@bp.get("/team/<uuid:team_id>/joining-rules")
@requires(Permission.ASSIGN_LEARNING)
def list_joining_rules(team_id: UUID) -> ResponseReturnValue:
    """Show what everybody who joins the team takes."""
    team = get_readable_team(team_id, for_person=current_person())
    return _page(team, JoiningRuleForm(formdata=None, rule_days=USUAL_DAYS))


@bp.post("/team/<uuid:team_id>/joining-rules")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def make_joining_rule(team_id: UUID) -> ResponseReturnValue:
    """Make a rule; it holds for present members as if they joined today."""
    team = get_readable_team(team_id, for_person=current_person())
    form = JoiningRuleForm()
    _offer(form)
    if not form.validate():
        return _page(team, form, status=422)
    with transaction():
        given = service.make_joining_rule(
            form.rule_course.data, days=form.rule_days.data or 1, team=team, by=current_person()
        )
    words = ngettext(
        "The rule holds. %(num)s present member got the course.",
        "The rule holds. %(num)s present members got the course.",
        given.new,
    )
    flash(words, "success")
    return redirect(url_for(".list_joining_rules", team_id=team_id), 303)


@bp.post("/team/<uuid:team_id>/joining-rules/<uuid:rule_id>/ending")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def end_joining_rule(team_id: UUID, rule_id: UUID) -> ResponseReturnValue:
    """Ask nobody who joins from now on."""
    team = get_readable_team(team_id, for_person=current_person())
    rule = queries.get_joining_rule(rule_id, team_id=team.id)
    with transaction():
        service.end_joining_rule(rule, by=current_person())
    flash(_("The rule has ended. What was given stays."), "success")
    return redirect(url_for(".list_joining_rules", team_id=team_id), 303)


def _offer(form: JoiningRuleForm) -> dict[str, str]:
    courses = [one for one in queries.list_course_values() if not one.is_announced]
    form.rule_course.choices = [
        ("", _("Choose one")),
        *((one.code, f"{one.code} {one.title}") for one in courses if not one.is_withdrawn),
    ]
    return {one.code: one.title for one in courses}


def _page(team: Team, form: JoiningRuleForm, *, status: int = 200) -> ResponseReturnValue:
    rules = queries.list_joining_rules(team.id)
    return render(
        "learning/joining_rules.html",
        status=status,
        team=team,
        titles=_offer(form),
        rules=rules,
        names=list_names({rule.made_by for rule in rules}),
        members=count_members().get(team.id, 0),
        form=form,
    )

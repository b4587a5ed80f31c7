"""Rules for those who join a team: made, applied to present and future members, ended."""

from datetime import timedelta
from uuid import UUID

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.models import JoiningRule
from pmo_academy.learning.service.assignments import Assigned, assign_to_those_waiting
from pmo_academy.learning.service.withdrawals import refuse_withdrawn
from pmo_academy.people.events import PersonJoined
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import get_person, get_team, list_members

MOST_DAYS = 365


def make_joining_rule(code: str, *, days: int, team: Team, by: Person) -> Assigned:
    """Let everybody in a team, now and later, take a course within so many days.

    Present members get it as if they joined today, those who completed it or are exempt do not.
    """
    edition = queries.get_latest_edition(code)
    refuse_withdrawn(edition)
    if any(rule.course_code == edition.code for rule in queries.list_joining_rules(team.id)):
        raise ConflictError(_("There is a rule for this course already. End it first."))
    session().add(JoiningRule(team_id=team.id, course_code=edition.code, days=days, made_by=by.id))
    session().flush()
    audit.record("learning.joining-rule-made", subject=team.id, by=by.id, course=edition.code)
    members = [member.id for member in list_members(team.id)]
    return _give(edition.code, days, members, team=team, by=by)


def end_joining_rule(rule: JoiningRule, *, by: Person) -> None:
    """Ask nobody who joins from now on; what was given stays."""
    rule.ended_at = clock.now()
    session().flush()
    audit.record(
        "learning.joining-rule-ended", subject=rule.team_id, by=by.id, course=rule.course_code
    )


def welcome(event: PersonJoined) -> None:
    """Give somebody who joined a team what its rules ask for."""
    person = get_person(event.person_id)
    if not person.is_active:
        return
    team = get_team(event.team_id)
    rules = queries.list_joining_rules(team.id)
    for rule in (one for one in rules if not queries.find_withdrawal(one.course_code)):
        _give(rule.course_code, rule.days, [person.id], team=team, by=get_person(rule.made_by))


def _give(code: str, days: int, people: list[UUID], *, team: Team, by: Person) -> Assigned:
    return assign_to_those_waiting(
        code, people, team=team, due_on=clock.today() + timedelta(days=days), by=by
    )

"""What a team wants to reach."""

from datetime import date

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import Target
from pmo_academy.people.models import Person, Team

TOP_RUNG = 9


def set_target(team: Team, *, rung: int, by_date: date, by: Person) -> Target:
    """Say which rung the team wants to reach and by when; the earlier target stays on record."""
    if not 1 <= rung <= TOP_RUNG:
        raise ConflictError(_("Choose one of the nine levels."))
    if by_date <= clock.today():
        raise ConflictError(_("Choose a day after today."))
    target = Target(team_id=team.id, rung=rung, by_date=by_date, set_by=by.id)
    session().add(target)
    session().flush()
    audit.record(
        "maturity.target-set", subject=team.id, by=by.id, rung=rung, by_date=by_date.isoformat()
    )
    return target

"""Who may bring evidence for a team, and who may review it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import Invitation, Round
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.rules.model import Model
from pmo_academy.people.models import Management, Membership, Person, Team
from pmo_academy.people.queries import readable_team_ids


def may_review(team_id: UUID, *, person: Person) -> bool:
    """Tell whether this person reads the team as a manager or PMO lead."""
    return bool(
        session().scalar(
            select(exists().where(Team.id == team_id, Team.id.in_(readable_team_ids(person))))
        )
    )


def get_contributing_team(team_id: UUID, *, for_person: Person) -> Team:
    """Return a team for which this person may bring evidence, or raise NotFoundError.

    Managers and PMO leads may, members of the team, and everybody invited to a round that runs.
    """
    is_member = exists().where(Membership.team_id == Team.id, Membership.person_id == for_person.id)
    is_invited = exists().where(
        Invitation.person_id == for_person.id,
        Invitation.round_id == Round.id,
        Round.team_id == Team.id,
        Round.closed_at.is_(None),
        Round.opens_on <= clock.today(),
    )
    team = session().scalar(
        select(Team).where(
            Team.id == team_id,
            or_(Team.id.in_(readable_team_ids(for_person)), is_member, is_invited),
        )
    )
    if team is None:
        raise NotFoundError
    return team


def list_reviewers(team_id: UUID, *, without: UUID) -> Sequence[str]:
    """Return the names of who may review: managers of the team and above it, and PMO leads."""
    above = select(Team.id, Team.parent_id).where(Team.id == team_id).cte("above", recursive=True)
    parent = aliased(Team)
    above = above.union(
        select(parent.id, parent.parent_id).join(above, parent.id == above.c.parent_id)
    )
    managers = select(Management.person_id).where(Management.team_id.in_(select(above.c.id)))
    return (
        session()
        .scalars(
            select(Person.name)
            .where(
                or_(Person.id.in_(managers), Person.is_pmo_lead),
                Person.id != without,
                Person.deactivated_at.is_(None),
            )
            .order_by(Person.name)
        )
        .all()
    )


def model_of_round(round_id: UUID) -> Model:
    """Return the model that a round asks; the caller has checked the reader."""
    return model_of(
        session().scalars(select(Round.model_edition_id).where(Round.id == round_id)).one()
    )

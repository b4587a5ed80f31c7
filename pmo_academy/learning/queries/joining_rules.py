"""Find the rules for those who join a team."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import JoiningRule


def list_joining_rules(team_id: UUID) -> Sequence[JoiningRule]:
    """Return the rules of a team, by course; the caller has checked the reader."""
    return (
        session()
        .scalars(
            select(JoiningRule)
            .where(JoiningRule.team_id == team_id, JoiningRule.ended_at.is_(None))
            .order_by(JoiningRule.course_code)
        )
        .all()
    )


def get_joining_rule(rule_id: UUID, *, team_id: UUID) -> JoiningRule:
    """Return a rule of a team, or raise NotFoundError."""
    found = session().scalar(
        select(JoiningRule).where(
            JoiningRule.id == rule_id,
            JoiningRule.team_id == team_id,
            JoiningRule.ended_at.is_(None),
        )
    )
    if found is None:
        raise NotFoundError
    return found

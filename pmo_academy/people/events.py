"""What people tells the features above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PersonJoined:
    """A person has become a member of a team."""

    person_id: UUID
    team_id: UUID

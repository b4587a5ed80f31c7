"""Outside certificates of a team's people: how many are valid, which end next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pmo_academy.certification.queries.credentials import HeldCredential, list_of_people

DUE_WITHIN = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Expiry:
    """A certificate of a person and the day on which it ends."""

    person_id: UUID
    person_name: str
    title: str
    ends_on: date | None
    today: date

    @property
    def days_left(self) -> int:
        """How many days are left, negative when it has ended."""
        return (self.ends_on - self.today).days if self.ends_on else 0

    @property
    def has_ended(self) -> bool:
        """Tell whether its time is over."""
        return self.ends_on is not None and self.ends_on < self.today

    @property
    def is_due(self) -> bool:
        """Tell whether it ends soon."""
        return self.ends_on is not None and self.today <= self.ends_on <= self.today + DUE_WITHIN


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """The certificates of a team's people, the one that ends first on top."""

    rows: Sequence[Expiry]

    @property
    def valid(self) -> int:
        """How many are valid for longer than the next weeks."""
        return sum(not row.is_due and not row.has_ended for row in self.rows)

    @property
    def due(self) -> int:
        """How many end soon."""
        return sum(row.is_due for row in self.rows)

    @property
    def ended(self) -> int:
        """How many have ended."""
        return sum(row.has_ended for row in self.rows)

    def next_to_end(self, limit: int = 3) -> Sequence[Expiry]:
        """Return the next to end; those that have ended come first."""
        return [row for row in self.rows if row.ends_on][:limit]


def summarise(names: Mapping[UUID, str], *, today: date) -> Certificates:
    """Return the certificates of these persons; one query."""
    rows = [
        _expiry(one, person_name=names[one.person_id], today=today) for one in list_of_people(names)
    ]
    return Certificates(rows=rows)


def _expiry(one: HeldCredential, *, person_name: str, today: date) -> Expiry:
    return Expiry(
        person_id=one.person_id,
        person_name=person_name,
        title=one.certificate.title,
        ends_on=one.window.ends_on if one.window else None,
        today=today,
    )

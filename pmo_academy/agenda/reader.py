"""For whom tasks are collected, and what several sources and home read of them once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pmo_academy.agenda.queries import (
    Duty,
    HeldCertificate,
    OwnCourse,
    held_certificates,
    list_duties,
    list_own_courses,
)
from pmo_academy.maturity.queries import list_waiting
from pmo_academy.maturity.queries.evidence_tasks import Waiting
from pmo_academy.people.models import Person
from pmo_academy.retention.queries import Practice, get_practice


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A person and the day it is for them; each part is asked for once."""

    person: Person
    today: date

    @cached_property
    def courses(self) -> Sequence[OwnCourse]:
        """Every course with the reader's standing."""
        return list_own_courses(self.person)

    @cached_property
    def certificates(self) -> Sequence[HeldCertificate]:
        """The reader's outside certificates."""
        return held_certificates(self.duties)

    @cached_property
    def duties(self) -> Sequence[Duty]:
        """What waits for the reader in certification."""
        return list_duties(self.person)

    @cached_property
    def waiting(self) -> Waiting:
        """What of maturity waits besides questionnaires."""
        return list_waiting(self.person)

    @cached_property
    def practice(self) -> Practice:
        """What the reader practises."""
        return get_practice(self.person.id, today=self.today)

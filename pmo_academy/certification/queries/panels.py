"""Cases for a panel: of a candidate, of a reviewer, and all of them for who runs it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select

from pmo_academy.certification.models import PanelCase, PanelOpinion, ProgrammeEdition
from pmo_academy.certification.rules.requirements import PanelState
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Management, Person


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case with who presents it and for what."""

    case: PanelCase
    author: str
    programme: str


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The opinion of a reviewer, or that they were asked."""

    opinion: PanelOpinion
    reviewer: str


def list_own_cases(person_id: UUID, programme_key: str) -> Sequence[Case]:
    """Return what the person presented for a programme, the latest first."""
    rows = session().execute(
        _cases()
        .where(PanelCase.person_id == person_id, PanelCase.programme_key == programme_key)
        .order_by(PanelCase.number.desc())
    )
    return [_case(row) for row in rows]


def list_cases(reader: Person, *, may_run: bool) -> Sequence[Case]:
    """Return the cases that the reader judges, or all but their own for who runs panels.

    Those that wait stand first, each group the oldest first.
    """
    wanted = _cases().where(PanelCase.person_id != reader.id)
    if not may_run:
        wanted = wanted.where(_is_reviewer(reader.id))
    is_decided = PanelCase.state != PanelState.WAITING
    rows = session().execute(wanted.order_by(is_decided, PanelCase.handed_in_at))
    return [_case(row) for row in rows]


def get_case(case_id: UUID, *, reader: Person, may_run: bool, to_change: bool = False) -> Case:
    """Return a case for a reviewer of it or for who runs panels, or raise NotFoundError.

    Nobody reads their own case this way.
    """
    wanted = _cases().where(PanelCase.id == case_id, PanelCase.person_id != reader.id)
    if not may_run:
        wanted = wanted.where(_is_reviewer(reader.id))
    if to_change:
        wanted = wanted.with_for_update(of=PanelCase).execution_options(populate_existing=True)
    row = session().execute(wanted).first()
    if row is None:
        raise NotFoundError
    return _case(row)


def list_opinions(case_id: UUID) -> Sequence[Opinion]:
    """Return the reviewers of a case with what they said, in the order of their seats."""
    return list_opinions_of([case_id]).get(case_id, [])


def list_opinions_of(case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Opinion]]:
    """Return the reviewers of several cases with what they said, in one query."""
    rows = session().execute(
        select(PanelOpinion, Person.name)
        .join(Person, Person.id == PanelOpinion.reviewer_id)
        .where(PanelOpinion.case_id.in_(case_ids))
        .order_by(PanelOpinion.seat)
    )
    found: dict[UUID, list[Opinion]] = {}
    for opinion, reviewer in rows:
        found.setdefault(opinion.case_id, []).append(Opinion(opinion=opinion, reviewer=reviewer))
    return found


def list_possible_reviewers(author_id: UUID) -> Sequence[tuple[UUID, str]]:
    """Return who may judge a case: PMO leads and managers, never its author."""
    manages = exists().where(Management.person_id == Person.id)
    rows = session().execute(
        select(Person.id, Person.name)
        .where(
            Person.id != author_id,
            Person.deactivated_at.is_(None),
            or_(Person.is_pmo_lead, manages),
        )
        .order_by(Person.name, Person.id)
    )
    return [(row[0], row[1]) for row in rows]


def _cases() -> Select[PanelCase, str, str]:
    return (
        select(PanelCase, Person.name, ProgrammeEdition.title)
        .join(Person, Person.id == PanelCase.person_id)
        .join(
            ProgrammeEdition,
            (ProgrammeEdition.key == PanelCase.programme_key) & ProgrammeEdition.is_latest,
        )
    )


def _is_reviewer(person_id: UUID) -> Any:
    return exists().where(
        PanelOpinion.case_id == PanelCase.id, PanelOpinion.reviewer_id == person_id
    )


def _case(row: Any) -> Case:
    return Case(case=row[0], author=row[1], programme=row[2])

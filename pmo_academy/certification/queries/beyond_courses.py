"""What programmes ask for beyond courses: tests, panels, the record of improvement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from pmo_academy.certification.models import (
    PanelCase,
    ProgrammeEdition,
    ProgrammeTest,
    RecordEntry,
)
from pmo_academy.certification.rules.requirements import PanelFacts, RecordFacts
from pmo_academy.core.db import session
from pmo_academy.exams.models import Attempt


@dataclass(frozen=True, kw_only=True)
class OwnProgramme:
    """A programme with what one person did for it beyond courses."""

    key: str
    document: dict[str, Any]
    has_test: bool
    passed_on: date | None
    panel: PanelFacts | None


def list_own_programmes(person_id: UUID) -> Sequence[OwnProgramme]:
    """Return the present edition of each programme in order, in one query."""
    return [
        OwnProgramme(
            key=row.key,
            document=row.document,
            has_test=row.has_test,
            passed_on=row.passed_at.date() if row.passed_at else None,
            panel=_panel(row.panel, row.decided_at),
        )
        for row in session().execute(_programmes(person_id))
    ]


def get_record(person_id: UUID) -> RecordFacts:
    """Return the days of the person's record, and how many entries nobody has confirmed yet."""
    entries = session().execute(
        select(RecordEntry.happened_on, RecordEntry.confirmed_at.is_not(None)).where(
            RecordEntry.person_id == person_id
        )
    )
    days: list[date] = []
    unconfirmed = 0
    for happened_on, is_confirmed in entries:
        if is_confirmed:
            days.append(happened_on)
        else:
            unconfirmed += 1
    return RecordFacts(confirmed=tuple(days), unconfirmed=unconfirmed)


def _panel(state: Any, decided_at: Any) -> PanelFacts | None:
    if state is None:
        return None
    return PanelFacts(state=state, decided_on=decided_at.date() if decided_at else None)


def _programmes(person_id: UUID) -> Select[*tuple[Any, ...]]:
    of_programme = ProgrammeTest.programme_key == ProgrammeEdition.key
    passed_at = (
        select(func.min(Attempt.submitted_at))
        .join(ProgrammeTest, ProgrammeTest.quiz_id == Attempt.quiz_id)
        .where(of_programme, Attempt.person_id == person_id, Attempt.has_passed.is_(True))
        .correlate(ProgrammeEdition)
        .scalar_subquery()
    )
    return (
        select(
            ProgrammeEdition.key,
            ProgrammeEdition.document,
            exists().where(of_programme).label("has_test"),
            passed_at.label("passed_at"),
            _of_last_case(PanelCase.state, person_id).label("panel"),
            _of_last_case(PanelCase.decided_at, person_id).label("decided_at"),
        )
        .where(ProgrammeEdition.is_latest)
        .order_by(ProgrammeEdition.position, ProgrammeEdition.key)
    )


def _of_last_case(column: Any, person_id: UUID) -> Any:
    return (
        select(column)
        .where(PanelCase.programme_key == ProgrammeEdition.key, PanelCase.person_id == person_id)
        .order_by(PanelCase.number.desc())
        .limit(1)
        .correlate(ProgrammeEdition)
        .scalar_subquery()
    )

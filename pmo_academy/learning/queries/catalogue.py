"""The courses as they are published now, and which of them somebody has completed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import CourseCompletion, CourseEdition, Enrolment, Level
from pmo_academy.learning.queries.withdrawals import is_withdrawn
from pmo_academy.learning.rules.prerequisites import Place


@dataclass(frozen=True, kw_only=True)
class CourseValue:
    """What a course promises, costs, credits (in hours) and serves; for lists and plans.

    Who offers courses to people leaves out those that are withdrawn.
    """

    edition_id: UUID
    code: str
    title: str
    level: Level
    promise: str
    minutes: int
    is_announced: bool
    covers: Mapping[str, float]
    requires: tuple[str, ...]
    recommends: tuple[str, ...]
    credit: float
    is_withdrawn: bool = False

    @property
    def place(self) -> Place:
        """Where the course stands among the others."""
        return Place(
            code=self.code,
            requires=self.requires,
            recommends=self.recommends,
            is_announced=self.is_announced,
        )


def get_latest_edition(code: str) -> CourseEdition:
    """Return the latest edition of a course, or raise NotFoundError; codes know no case."""
    edition = session().scalar(
        select(CourseEdition).where(CourseEdition.code == code.upper(), CourseEdition.is_latest)
    )
    if edition is None:
        raise NotFoundError
    return edition


def list_course_values() -> list[CourseValue]:
    """Return every course, by code, announced and withdrawn ones too; reads what a list needs."""
    rows = session().execute(_course_values())
    return [
        CourseValue(
            edition_id=row.id,
            code=row.code,
            title=row.title,
            level=row.level,
            promise=row.promise,
            minutes=row.minutes,
            is_announced=row.is_announced,
            covers=row.covers or {},
            requires=tuple(row.requires or ()),
            recommends=tuple(row.recommends or ()),
            credit=sum((row.credit or {}).values()),
            is_withdrawn=row.is_withdrawn,
        )
        for row in rows
    ]


@cache
def _course_values() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    document = CourseEdition.document
    return (
        select(
            CourseEdition.id,
            CourseEdition.code,
            CourseEdition.title,
            CourseEdition.level,
            CourseEdition.promise,
            CourseEdition.minutes,
            CourseEdition.is_announced,
            document["covers"].label("covers"),
            document["requires"].label("requires"),
            document["recommends"].label("recommends"),
            document["learning_credit"].label("credit"),
            is_withdrawn().label("is_withdrawn"),
        )
        .where(CourseEdition.is_latest)
        .order_by(CourseEdition.code)
    )


def list_completed_courses(person_id: UUID) -> dict[str, datetime]:
    """Return the codes of the courses a person has completed, each with the first moment."""
    rows = session().execute(
        select(CourseEdition.code, func.min(CourseCompletion.at))
        .join(Enrolment, Enrolment.id == CourseCompletion.enrolment_id)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .where(Enrolment.person_id == person_id)
        .group_by(CourseEdition.code)
        .order_by(CourseEdition.code)
    )
    return {row[0]: row[1] for row in rows}


def place_of(edition: CourseEdition) -> Place:
    """Return where a course stands among the others."""
    return Place(
        code=edition.code,
        requires=tuple(edition.document.get("requires", ())),
        recommends=tuple(edition.document.get("recommends", ())),
        is_announced=edition.is_announced,
    )

"""The courses as they are published now, and which of them somebody has completed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import CourseCompletion, CourseEdition, Enrolment, Level
from pmo_academy.learning.rules.prerequisites import Place


@dataclass(frozen=True, kw_only=True)
class CourseValue:
    """What a course costs and serves; for the learning plan and for recommendations."""

    code: str
    title: str
    level: Level
    minutes: int
    covers: Mapping[str, float]
    requires: tuple[str, ...]
    recommends: tuple[str, ...]
    is_announced: bool


def list_latest_editions() -> Sequence[CourseEdition]:
    """Return the latest edition of every course, by code."""
    latest = select(CourseEdition).where(CourseEdition.is_latest).order_by(CourseEdition.code)
    return session().scalars(latest).all()


def get_latest_edition(code: str) -> CourseEdition:
    """Return the latest edition of a course, or raise NotFoundError; codes know no case."""
    edition = session().scalar(
        select(CourseEdition).where(CourseEdition.code == code.upper(), CourseEdition.is_latest)
    )
    if edition is None:
        raise NotFoundError
    return edition


def list_course_values() -> list[CourseValue]:
    """Return every course with its minutes and what it covers, by code; announced ones too."""
    return [
        CourseValue(
            code=edition.code,
            title=edition.title,
            level=edition.level,
            minutes=edition.minutes,
            covers=edition.document.get("covers", {}),
            requires=tuple(edition.document.get("requires", ())),
            recommends=tuple(edition.document.get("recommends", ())),
            is_announced=edition.is_announced,
        )
        for edition in list_latest_editions()
    ]


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

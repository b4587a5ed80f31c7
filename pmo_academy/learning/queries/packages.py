"""Find the files of packages, where somebody is in one, and what packages called."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import undefer

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import (
    Enrolment,
    Lesson,
    PackageCall,
    PackageFile,
    PackageState,
)
from pmo_academy.learning.rules.packages import Stage
from pmo_academy.people.models import Person


def find_package_state(enrolment_id: UUID, lesson_id: UUID) -> PackageState | None:
    """Return where somebody is in the package of a lesson, None before they started it."""
    return session().get(PackageState, (enrolment_id, lesson_id))


def get_played_lesson(enrolment_id: UUID, lesson_id: UUID) -> Lesson:
    """Return a lesson that is played from a package, of somebody who may still learn here."""
    lesson = session().scalar(
        select(Lesson)
        .join(Enrolment, Enrolment.edition_id == Lesson.edition_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            Enrolment.id == enrolment_id,
            Lesson.id == lesson_id,
            Lesson.package_digest.is_not(None),
            Person.deactivated_at.is_(None),
        )
    )
    if lesson is None:
        raise NotFoundError
    return lesson


def get_package_file(lesson: Lesson, path: str) -> PackageFile:
    """Return a file of a lesson's package; capitals matter only where there is a choice."""
    file = session().scalar(
        select(PackageFile)
        .where(
            PackageFile.package_digest == lesson.package_digest,
            or_(PackageFile.path == path, PackageFile.folded == path.casefold()),
        )
        .order_by(PackageFile.path != path)
        .limit(1)
        .options(undefer(PackageFile.content))
    )
    if file is None:
        raise NotFoundError
    return file


def has_packages(edition_id: Any) -> ColumnElement[bool]:
    """Tell of a column with editions whether a lesson of each is played from a package."""
    return exists().where(Lesson.edition_id == edition_id, Lesson.package_digest.is_not(None))


def list_package_calls(enrolment_id: UUID, lesson_id: UUID) -> Sequence[PackageCall]:
    """Return what a package called, the latest sitting first."""
    return (
        session()
        .scalars(
            select(PackageCall)
            .where(PackageCall.enrolment_id == enrolment_id, PackageCall.lesson_id == lesson_id)
            .order_by(PackageCall.sitting.desc(), PackageCall.position)
        )
        .all()
    )


def count_stages(lesson_id: UUID) -> dict[Stage, int]:
    """Return how many learners are how far in the package of a lesson, without their names."""
    rows = session().execute(
        select(PackageState.stage, func.count())
        .where(PackageState.lesson_id == lesson_id)
        .group_by(PackageState.stage)
    )
    found = {row[0]: row[1] for row in rows}
    return {stage: found.get(stage.value, 0) for stage in Stage}

"""Find the pictures and downloads of a course; only in editions that a person may see."""

from uuid import UUID

from sqlalchemy import and_, or_, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.files import storage
from pmo_academy.learning.models import CourseEdition, Enrolment, Medium
from pmo_academy.people.models import Person


def get_medium(code: str, name: str, *, digest: str, for_person: Person) -> Medium:
    """Return a file of the latest edition or of one the person is in, or raise NotFoundError.

    The beginning of the digest tells which of several is meant; without it the newest is.
    """
    medium = session().scalar(
        select(Medium)
        .join(CourseEdition, CourseEdition.id == Medium.edition_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.edition_id == CourseEdition.id, Enrolment.person_id == for_person.id),
        )
        .where(
            CourseEdition.code == code.upper(),
            Medium.name == name,
            Medium.digest.startswith(digest, autoescape=True),
            or_(CourseEdition.is_latest, Enrolment.id.is_not(None)),
        )
        .order_by(CourseEdition.number.desc())
        .limit(1)
    )
    if medium is None:
        raise NotFoundError
    return medium


def read_whole(medium: Medium) -> bytes:
    """Return what is in a file."""
    return storage().get(medium.digest)


def read_part(medium: Medium, start: int, length: int) -> bytes:
    """Return so many bytes of a file from `start` on, without reading the others."""
    return storage().get_part(medium.digest, start, length)


def address_of_medium(edition_id: UUID, name: str) -> str | None:
    """Return where a file of an edition is given out; None when the edition has no such file."""
    row = (
        session()
        .execute(
            select(CourseEdition.code, Medium.digest)
            .join(Medium, Medium.edition_id == CourseEdition.id)
            .where(CourseEdition.id == edition_id, Medium.name == name)
        )
        .first()
    )
    return media_address(row.code, name, digest=row.digest) if row else None


def media_address(code: str, name: str, *, digest: str) -> str:
    """Return where a file of a course is given out; another content has another address."""
    return f"/learn/{code}/media/{name}?v={digest[:12]}"

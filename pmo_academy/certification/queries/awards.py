"""Certificates that were awarded: of a person, by their code, and what was revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from pmo_academy.certification.models import Award, Period, ProgrammeEdition, SigningKey
from pmo_academy.certification.rules.claims import Claims, read_claims
from pmo_academy.certification.rules.validity import Validity, validity
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """An award with its latest period and the edition of the programme that it is for."""

    award: Award
    period: Period
    edition: ProgrammeEdition

    @property
    def claims(self) -> Claims:
        """What was signed for the latest period."""
        return read_claims(self.period.claims)

    def validity_on(self, day: date) -> Validity:
        """Tell what the certificate is on a day."""
        is_revoked = self.award.revoked_at is not None
        return validity(self.period.ends_on, is_revoked=is_revoked, today=day)


def find_certificate(code: str) -> Certificate | None:
    """Return the certificate with this code; it is public."""
    row = session().execute(_latest().where(Award.code == code)).first()
    return _certificate(row) if row else None


def get_own_certificate(award_id: UUID, *, holder: Person) -> Certificate:
    """Return somebody's own certificate, or raise NotFoundError."""
    row = (
        session()
        .execute(_latest().where(Award.id == award_id, Award.person_id == holder.id))
        .first()
    )
    if row is None:
        raise NotFoundError
    return _certificate(row)


def list_certificates(person_id: UUID) -> Sequence[Certificate]:
    """Return a person's certificates, the latest first, those that were revoked included."""
    rows = session().execute(
        _latest().where(Award.person_id == person_id).order_by(Award.awarded_at.desc())
    )
    return [_certificate(row) for row in rows]


def list_periods(award_id: UUID) -> Sequence[Period]:
    """Return every period of an award, in order."""
    return (
        session()
        .scalars(select(Period).where(Period.award_id == award_id).order_by(Period.number))
        .all()
    )


def list_held_keys(person_id: UUID) -> set[str]:
    """Return the programmes that the person was awarded and that were not revoked."""
    return set(
        session().scalars(
            select(Award.programme_key).where(
                Award.person_id == person_id, Award.revoked_at.is_(None)
            )
        )
    )


def list_revoked_places() -> Sequence[int]:
    """Return the places of revoked awards in the list of what was revoked."""
    return (
        session()
        .scalars(
            select(Award.status_place)
            .where(Award.revoked_at.is_not(None))
            .order_by(Award.status_place)
        )
        .all()
    )


def list_keys() -> Sequence[SigningKey]:
    """Return every key that ever signed, the oldest first."""
    return session().scalars(select(SigningKey).order_by(SigningKey.made_at, SigningKey.id)).all()


def find_current_key() -> SigningKey | None:
    """Return the key that signs now, if there is one yet."""
    return session().scalar(select(SigningKey).where(SigningKey.is_current))


def _latest() -> Select[Award, Period, ProgrammeEdition]:
    last = (
        select(func.max(Period.number))
        .where(Period.award_id == Award.id)
        .correlate(Award)
        .scalar_subquery()
    )
    return (
        select(Award, Period, ProgrammeEdition)
        .join(Period, Period.award_id == Award.id)
        .join(ProgrammeEdition, ProgrammeEdition.id == Award.edition_id)
        .where(Period.number == last)
    )


def _certificate(row: Row[Award, Period, ProgrammeEdition]) -> Certificate:
    return Certificate(award=row[0], period=row[1], edition=row[2])

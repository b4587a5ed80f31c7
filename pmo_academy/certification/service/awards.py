"""Award what was earned, renew it, revoke it. No way leads to an award but meeting what it asks."""

import secrets
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, select, update

from pmo_academy.certification import badges, keys
from pmo_academy.certification.models import (
    Award,
    Period,
    ProgrammeEdition,
    ProgrammeTest,
    SigningKey,
)
from pmo_academy.certification.queries import awards, programmes, renewals
from pmo_academy.certification.queries.awards import Certificate
from pmo_academy.certification.rules.claims import Claims, new_award_code
from pmo_academy.certification.rules.criteria import criteria
from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.documents import read_programme
from pmo_academy.certification.rules.requirements import Kind, Progress
from pmo_academy.certification.rules.validity import first_period, may_renew_from, next_period
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, ForbiddenError
from pmo_academy.core.web import day as in_words
from pmo_academy.core.words import gettext as _
from pmo_academy.exams.events import AttemptPassed
from pmo_academy.learning.events import CourseCompleted, WorkProductAccepted
from pmo_academy.learning.models import CourseCompletion, Enrolment
from pmo_academy.learning.queries import list_course_values
from pmo_academy.people.models import Person

STATUS_PLACES = 131_072  # as many as a list of what was revoked has at least


class NotEarnedError(ConflictError):
    """Something that the certificate or its renewal asks for is missing."""


def award_what_is_earned(person_id: UUID) -> list[Award]:
    """Award every programme whose requirements the person meets and which they do not hold yet.

    It belongs into the transaction that meets the last requirement. Whoever lost a certificate
    does not get it back by itself: what it was revoked for does not go away.
    """
    person = _hold(person_id)
    had = {one.award.programme_key for one in awards.list_certificates(person_id)}
    standing = programmes.get_standing(person_id)
    open_ = [standing.progress(key) for key in standing.programmes if key not in had]
    return [_award(person, one) for one in open_ if one.asked and one.is_met]


def award_after(event: CourseCompleted | WorkProductAccepted) -> None:
    """React to what may have been the last requirement of a programme."""
    award_what_is_earned(event.person_id)


def award_after_test(event: AttemptPassed) -> None:
    """React to a passed test of a programme; other quizzes count through their courses."""
    is_test = select(ProgrammeTest.id).where(ProgrammeTest.quiz_id == event.quiz_id)
    if session().scalar(is_test) is not None:
        award_what_is_earned(event.person_id)


def award_to_all(person_ids: Collection[UUID]) -> None:
    """Do the same for several people, in one order, so that no two callers block each other."""
    for person_id in sorted(person_ids):
        award_what_is_earned(person_id)


def award_to_everybody() -> int:
    """Award what people earned before anybody looked, such as before a programme; return how many.

    Everybody who completed a course is looked at, one after the other.
    """
    people = session().scalars(
        select(Enrolment.person_id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .distinct()
    )
    return sum(len(award_what_is_earned(person_id)) for person_id in sorted(people))


def renew(certificate: Certificate) -> Period:
    """Append the next period when everything that the renewal asks for is there."""
    person = _hold(certificate.award.person_id)
    session().refresh(certificate.award)
    latest = awards.get_own_certificate(certificate.award.id, holder=person)
    if latest.period.id != certificate.period.id:
        return latest.period
    if latest.award.revoked_at is not None:
        raise ConflictError(_("This certificate was revoked. It cannot be renewed."))
    today, ends_on = clock.today(), latest.period.ends_on
    if today < may_renew_from(ends_on):
        first = in_words(may_renew_from(ends_on))
        raise NotEarnedError(_("This certificate can be renewed from %(day)s on.", day=first))
    if not renewals.get_renewal(latest).is_earned:
        raise NotEarnedError(_("Something that the renewal asks for is still missing. See below."))
    programme = read_programme(latest.edition.document)
    window = next_period(ends_on, years=programme.valid_years, today=today)
    claims = latest.claims
    period = _sign(
        latest.award,
        person,
        claims,
        window=window,
        number=latest.period.number + 1,
    )
    audit.record("certification.renewed", subject=latest.award.id, by=person.id)
    return period


def revoke(award: Award, *, by: Person, reason: str) -> None:
    """Take a certificate back, with a reason that its public page shows."""
    if by.id == award.person_id:
        raise ForbiddenError(_("Somebody else has to revoke your certificate."))
    _hold(award.person_id)
    session().refresh(award)
    if award.revoked_at is not None:
        raise ConflictError(_("This certificate was revoked already."))
    ensure_key()  # the list that says so has to be signed
    award.revoked_at, award.revoked_by, award.revoked_because = clock.now(), by.id, reason
    session().flush()
    audit.record("certification.revoked", subject=award.id, by=by.id, reason=reason)


def ensure_key() -> SigningKey:
    """Return the key that signs now; make one where there is none, or where it cannot be opened."""
    key = awards.find_current_key()
    if key is not None and keys.open_key(key) is not None:
        return key
    # Whoever comes at the same moment waits here, and then finds the key of the first.
    session().execute(select(ProgrammeEdition.id).with_for_update()).all()
    key = awards.find_current_key()
    return key if key is not None and keys.open_key(key) is not None else rotate_key()


def rotate_key() -> SigningKey:
    """Retire the present key and return a new one; what was signed stays checkable."""
    session().execute(
        update(SigningKey)
        .where(SigningKey.is_current)
        .values(is_current=False, retired_at=clock.now())
    )
    key = keys.make_key()
    session().add(key)
    session().flush()
    audit.record("certification.key-made", subject=key.id, name=key.name)
    return key


def _award(person: Person, progress: Progress) -> Award:
    programme = progress.programme
    edition = session().scalars(_edition_of(programme.key)).one()
    award = Award(
        code=new_award_code(),
        person_id=person.id,
        edition_id=edition.id,
        programme_key=programme.key,
        holder=person.name,
        status_place=_free_place(),
    )
    session().add(award)
    session().flush()
    window = first_period(clock.today(), years=programme.valid_years)
    claims = Claims(
        code=award.code,
        holder=award.holder,
        programme_key=programme.key,
        programme=programme.title,
        summary=programme.summary,
        criteria=criteria(progress),
        awarded_on=window.starts_on,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        hours=_hours(progress),
        is_sample=person.is_sample,
    )
    _sign(award, person, claims, window=window, number=1)
    audit.record(
        "certification.awarded", subject=award.id, to=str(person.id), programme=programme.key
    )
    return award


def _sign(award: Award, person: Person, claims: Claims, *, window: Window, number: int) -> Period:
    claims = _within(claims, window)
    key = ensure_key()
    private_pem = keys.open_key(key)
    if private_pem is None:
        message = "A key that was just made cannot be opened."
        raise RuntimeError(message)
    signed = badges.sign_badge(
        claims,
        status_place=award.status_place,
        email=person.email,
        key=key,
        private_pem=private_pem,
    )
    period = Period(
        award_id=award.id,
        number=number,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        key_id=key.id,
        claims=claims.as_document(),
        badge=signed.badge,
        token=signed.token,
    )
    session().add(period)
    session().flush()
    return period


def _within(claims: Claims, window: Window) -> Claims:
    return replace(claims, starts_on=window.starts_on, ends_on=window.ends_on)


def _hours(progress: Progress) -> float:
    """Return the hours of all courses that were asked for."""
    minutes = {one.code: one.minutes for one in list_course_values()}
    codes = {
        leaf.requirement.key for leaf in progress.leaves if leaf.requirement.kind is Kind.COURSE
    }
    return sum(minutes.get(code, 0) for code in codes) / 60


def _free_place() -> int:
    """Return a place by chance in the list of what was revoked: it tells no order and no number."""
    while True:
        place = secrets.randbelow(STATUS_PLACES)
        if session().scalar(select(Award.id).where(Award.status_place == place)) is None:
            return place


def _edition_of(key: str) -> Select[ProgrammeEdition]:
    return select(ProgrammeEdition).where(ProgrammeEdition.key == key, ProgrammeEdition.is_latest)


def _hold(person_id: UUID) -> Person:
    """Let everything that could award to the same person wait for each other."""
    return session().scalars(select(Person).where(Person.id == person_id).with_for_update()).one()

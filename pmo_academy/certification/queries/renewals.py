"""What counts towards the renewal of a certificate: learning and work products since it began."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.certification.queries.awards import Certificate
from pmo_academy.certification.rules.documents import read_programme
from pmo_academy.certification.rules.validity import Renewal
from pmo_academy.core.db import session
from pmo_academy.learning.models import CourseCompletion, CourseEdition, Enrolment, Submission
from pmo_academy.learning.queries import has_packages
from pmo_academy.learning.rules.packages import proves_something
from pmo_academy.learning.rules.reviewing import SubmissionState


def get_renewal(certificate: Certificate) -> Renewal:
    """Return what the renewal of a certificate asks for and what the holder has done for it.

    Counted is what was completed since the award or the last renewal: courses that were new to the
    holder, and later editions of those they knew. What earned one renewal does not earn the next.
    """
    programme = read_programme(certificate.edition.document)
    person_id = certificate.award.person_id
    since = certificate.period.issued_at
    return Renewal(
        hours_asked=programme.renewal_hours,
        hours=_minutes(person_id, since) / 60,
        products_asked=programme.renewal_work_products,
        products=_products(person_id, since),
    )


def _minutes(person_id: UUID, since: datetime) -> int:
    rows = session().execute(
        select(
            CourseEdition.minutes,
            CourseEdition.document["completes_with"].label("completes_with"),
            has_packages(CourseEdition.id).label("has_packages"),
        )
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person_id, CourseCompletion.at > since)
    )
    return sum(
        row.minutes
        for row in rows
        if proves_something(row.completes_with or (), has_packages=row.has_packages)
    )


def _products(person_id: UUID, since: datetime) -> int:
    count = session().scalar(
        select(func.count())
        .select_from(Submission)
        .where(
            Submission.person_id == person_id,
            Submission.state == SubmissionState.ACCEPTED,
            Submission.closed_at > since,
        )
    )
    return int(count or 0)

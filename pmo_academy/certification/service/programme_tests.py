"""Open the test of a programme for somebody."""

from uuid import UUID

from sqlalchemy import select

from pmo_academy.certification.models import ProgrammeTest
from pmo_academy.certification.queries import programmes
from pmo_academy.certification.rules.programmes import may_take_test
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Attempt
from pmo_academy.people.models import Person


def open_test(key: str, person: Person) -> UUID:
    """Admit a person to the test of a programme and return its quiz.

    An attempt that is open, or one that was passed, goes before a later edition of the test.
    Raises NotFoundError where there is no test, ConflictError while a course is missing.
    """
    standing = programmes.get_standing(person.id)
    programme = standing.programmes.get(key)
    latest = session().scalar(
        select(ProgrammeTest.quiz_id).where(
            ProgrammeTest.programme_key == key, ProgrammeTest.is_latest
        )
    )
    if programme is None or latest is None:
        raise NotFoundError
    begun = session().scalar(
        select(Attempt.quiz_id)
        .join(ProgrammeTest, ProgrammeTest.quiz_id == Attempt.quiz_id)
        .where(
            ProgrammeTest.programme_key == key,
            Attempt.person_id == person.id,
            Attempt.submitted_at.is_(None) | Attempt.has_passed.is_(True),
        )
        .order_by(Attempt.started_at.desc())
    )
    if begun is not None:
        return begun
    if not may_take_test(programme, standing.facts):
        raise ConflictError(_("The test opens once every course of the programme is completed."))
    exams.admit(person, [latest])
    return latest

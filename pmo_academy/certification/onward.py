"""Where the test of a programme leads back to."""

from uuid import UUID

from flask import url_for
from sqlalchemy import select

from pmo_academy.certification.models import ProgrammeEdition, ProgrammeTest
from pmo_academy.core.db import session
from pmo_academy.exams.onward import Link, Onward
from pmo_academy.people.models import Person


def from_quiz(quiz_id: UUID, person: Person) -> Onward:
    """Return the programme that a quiz is the test of, or nothing; the same for everybody."""
    del person
    row = (
        session()
        .execute(
            select(ProgrammeEdition.key, ProgrammeEdition.title)
            .join(ProgrammeTest, ProgrammeTest.programme_key == ProgrammeEdition.key)
            .where(ProgrammeTest.quiz_id == quiz_id, ProgrammeEdition.is_latest)
        )
        .first()
    )
    if row is None:
        return Onward()
    url = url_for("certification.show_programme", key=row.key)
    return Onward(home=Link(label=row.title, url=url))
